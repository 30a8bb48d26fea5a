"""Checks while notes are typed: after a pause, in a thread of their own; what is outdated is dropped.

A second thread looks at the vaults: when it finds something changed, the documents in them are checked again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from lsprotocol.types import Diagnostic, DiagnosticSeverity, Position, Range

from vaultlint import config
from vaultlint.finding import Diagnostic as Found
from vaultlint.lint import Checked
from vaultlint.server.diagnostics import SOURCE, diagnostic
from vaultlint.server.documents import Document, uri_of
from vaultlint.server.session import Session, View
from vaultlint.server.vaults import LiveVault

Answer = TypeVar("Answer")

Publish = Callable[[str, int | None, Sequence[Diagnostic]], None]
"""Shows the diagnostics of a document, by its address and version."""

PAUSE = 0.15
"""So many seconds after the last key a note is checked."""

REST = 0.3
"""So many seconds after the last change on disk a vault is looked at."""


class Checking:
    """The checks of one session; `tell` shows a message to the user."""

    def __init__(self, session: Session, publish: Publish, tell: Callable[[str], None]) -> None:
        self.session, self.publish, self.tell = session, publish, tell
        self.checker, self.librarian = ThreadPoolExecutor(1, "check"), ThreadPoolExecutor(1, "look")
        self.answerer = ThreadPoolExecutor(2, "answer")
        self.waiting: dict[object, asyncio.Task[None]] = {}
        self.found: dict[str, tuple[Document, View, tuple[Found, ...]]] = {}
        self.troubles: dict[LiveVault, str] = {}
        self.crashed: set[str] = set()

    def close(self) -> None:
        """Begin nothing more."""
        for task in self.waiting.values():
            task.cancel()
        for pool in (self.checker, self.librarian, self.answerer):
            pool.shutdown(wait=False, cancel_futures=True)

    def soon(self, document: Document, pause: float = PAUSE) -> None:
        """Check the document after a pause, unless it changes again in the meantime."""
        self._later(document.uri, self._check(document, pause))

    def look_soon(self, live: LiveVault, pause: float = REST) -> None:
        """Look at a vault after a pause, unless it is asked for again in the meantime."""
        self._later(live, self._look(live, pause))

    def forget(self, uri: str) -> None:
        """The document is closed: nothing is shown of it any more."""
        if task := self.waiting.pop(uri, None):
            task.cancel()
        self.found.pop(uri, None)
        self.publish(uri, None, [])

    def _later(self, what: object, work: Coroutine[object, object, None]) -> None:
        if task := self.waiting.get(what):
            task.cancel()
        self.waiting[what] = asyncio.get_running_loop().create_task(work)

    async def _check(self, document: Document, pause: float) -> None:
        await asyncio.sleep(pause)
        await self.results(document)

    async def results(self, document: Document) -> tuple[Found, ...]:
        """The findings of a document as it is; none, if it is another in the meantime, or of no known vault."""
        view = await self.view(document)
        if view is None:
            return ()
        known = self.found.get(document.uri)
        if known is not None and known[0] is document and known[1].known is view.known:
            return known[2]
        checked = await _in(self.checker, lambda: self._checked(document, view))
        if checked is None or not self.is_current(document):
            return ()
        self._tell_crashes(checked)
        found = checked.diagnostics
        self.found[document.uri] = document, view, found
        self.publish(document.uri, document.version, [diagnostic(one, document) for one in found])
        return found

    def known(self, document: Document) -> tuple[Found, ...]:
        """The findings of the document, if it has been checked as it is; nothing is waited for."""
        known = self.found.get(document.uri)
        return known[2] if known is not None and known[0] is document else ()

    def is_current(self, document: Document) -> bool:
        """Whether the document is still as it was."""
        return self.session.documents.get(document.uri) is document

    def _checked(self, document: Document, view: View) -> Checked | None:
        if not self.is_current(document):
            return None
        return Checked() if view.is_left_out else view.check()

    async def view(self, document: Document) -> View | None:
        """The document in its vault, of which the config has been read."""
        live = self.session.vault_of(document)
        if live.known is None and not live.trouble:
            await _in(self.librarian, live.prepare)
            self._tell_trouble(live)
            self.look_soon(live, 0)
        return self.session.view(document)

    async def looked(self, live: LiveVault) -> None:
        """Look at a vault now."""
        buffers = {path: one.note_text for path, one in self.session.buffers(live).items()}
        await _in(self.librarian, lambda: live.look(buffers))
        self._tell_trouble(live)
        for document in self.session.buffers(live).values():
            known = self.found.get(document.uri)
            if known is None or known[1].known is not live.known:
                self.soon(document, 0)

    async def apart(self, work: Callable[[], Answer]) -> Answer:
        """What takes its time, done where nothing waits for it."""
        return await _in(self.answerer, work)

    async def _look(self, live: LiveVault, pause: float) -> None:
        await asyncio.sleep(pause)
        await self.looked(live)

    def _tell_crashes(self, checked: Checked) -> None:
        """Tell of rules that raised, each once."""
        for crash in checked.crashes:
            if crash.rule not in self.crashed:
                self.crashed.add(crash.rule)
                self.tell(f"our own fault: {crash.rule} failed on {crash.path} ({crash.error}); please report it")

    def _tell_trouble(self, live: LiveVault) -> None:
        """Show what is wrong with the config: as a message, and in its file; take it back when it is right again."""
        if live.trouble == self.troubles.get(live, ""):
            return
        self.troubles[live] = live.trouble
        uri = uri_of(config.find(live.root) or live.root / config.NAMES[0])
        top = Range(Position(0, 0), Position(0, 0))
        shown = [Diagnostic(top, live.trouble, DiagnosticSeverity.Error, source=SOURCE)] if live.trouble else []
        self.publish(uri, None, shown)
        if live.trouble:
            self.tell(live.trouble)
            for document in self.session.buffers(live).values():
                self.publish(document.uri, document.version, [])


async def _in(pool: ThreadPoolExecutor, work: Callable[[], Answer]) -> Answer:
    return await asyncio.get_running_loop().run_in_executor(pool, work)
