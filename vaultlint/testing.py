"""Verify the examples of a rule, in every disguise: public, for rules of one's own.

An example marks its faults with «guillemets»; an empty pair is an empty span.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vaultlint.finding import Applicability, Finding
from vaultlint.late import late
from vaultlint.lint import Active, activate, check_note
from vaultlint.mend import mend
from vaultlint.note import Note
from vaultlint.rule import CLOSE, OPEN, Example, Invalid, Rule
from vaultlint.source import decode
from vaultlint.text import Span
from vaultlint.vault import Vault

_MARKS = late(f"[{OPEN}{CLOSE}]")
_FENCED = late(r"\s*(---|\+\+\+|----|—|;;;|\{)")
_WIDE = "漢字 😀 e\u0301"


@dataclass(frozen=True, slots=True)
class Disguise:
    """Another look for the same note, under which a rule must find the same faults; `fits` says where it may.

    One for notes `alone` is not for those of a vault, which stand for notes with and without front matter.
    """

    name: str
    wear: Callable[[str], str]
    fits: Callable[[str], bool]
    alone: bool = False


def _front(text: str) -> bool:
    return bool(_FENCED.match(_MARKS.sub("", text)))


DISGUISES = (
    Disguise("as it is", lambda text: text, lambda text: True),
    Disguise("CR LF", lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"), lambda text: "\r" not in text),
    Disguise("byte-order mark", lambda text: "\ufeff" + text, lambda text: True),
    Disguise("no final newline", lambda text: _chop(text), lambda text: text.endswith(("\n", "\n" + CLOSE))),
    Disguise(
        "behind front matter", lambda text: f"---\ntitle: {_WIDE}\n---\n" + text, lambda text: not _front(text), True
    ),
    Disguise("behind wide characters", lambda text: f"{_WIDE}\n\n" + text, lambda text: not _front(text), True),
    Disguise(
        "behind a comment in wide characters",
        lambda text: text.replace("---\n", f"---\n# {_WIDE}\n", 1),
        lambda text: text.startswith("---\n") and text.count("\n---\n") > 0,
    ),
)


def _chop(text: str) -> str:
    return text[:-2] + CLOSE if text.endswith("\n" + CLOSE) else text.removesuffix("\n")


def disguises(rule: Rule, example: Example) -> list[Disguise]:
    """The disguises that may be put on `example`."""
    if isinstance(example.text, str):
        return [disguise for disguise in DISGUISES if disguise.fits(example.text)]
    texts = example.text.values()
    return [disguise for disguise in DISGUISES if not disguise.alone and all(map(disguise.fits, texts))]


def marked(text: str) -> tuple[str, list[Span]]:
    """A text without its marks, and the spans that they marked."""
    clean, spans, start, done = "", list[Span](), 0, 0
    for mark in _MARKS.finditer(text):
        clean += text[done : mark.start()]
        done = mark.end()
        if mark[0] == OPEN:
            start = len(clean)
        else:
            spans.append(Span(start, len(clean)))
    return clean + text[done:], spans


def verify(rule: Rule, example: Example, disguise: Disguise = DISGUISES[0]) -> None:
    """Assert that `rule` finds in `example`, under `disguise`, the marked faults and nothing else, and mends them.

    Raises:
        AssertionError: it does not; the message says what was found instead.
    """
    active = [activate(rule, **example.options)]
    others = {} if isinstance(example.text, str) else dict(example.text)
    texts = {"note.md": example.text} if isinstance(example.text, str) else others
    worn = {path: decode(disguise.wear(text).encode()) for path, text in texts.items()}
    clean = {path: marked(text) for path, text in worn.items()}
    notes = {path: Note(path, text, example.bindings) for path, (text, _) in clean.items()}
    vault = Vault.of(notes.values())
    for path, note in notes.items():
        _compare(rule, note, clean[path][1], active, vault)
    if isinstance(example, Invalid):
        first = next(path for path, (_, spans) in clean.items() if spans)
        _verify_fixes(example, disguise, notes[first], active, vault)


def _compare(rule: Rule, note: Note, expected: list[Span], active: list[Active], vault: Vault) -> None:
    checked = check_note(note, active, vault)
    assert not checked.crashes, checked.crashes
    own = [found.finding for found in checked.diagnostics if found.rule == rule.name]
    assert [finding.span for finding in own] == expected, (
        f"{rule.name} should find {[span.of(note.text) for span in expected]} in\n{note.text}\n"
        f"and found {_spell(own, note)}"
    )


def _verify_fixes(example: Invalid, disguise: Disguise, note: Note, active: list[Active], vault: Vault) -> None:
    rule = active[0].rule
    first = next(found for found in check_note(note, active, vault).diagnostics if found.rule == rule.name)
    if example.message is not None:
        assert first.finding.message == example.message, first.finding.message
    for meant, threshold in ((example.fixed, Applicability.SAFE), (example.unsafely_fixed, Applicability.UNSAFE)):
        mended = mend(note, active, vault, threshold)
        if meant is None:
            if threshold is Applicability.SAFE or example.fixed is None:
                assert mended.text == note.text, f"a fix that the example does not show:\n{mended.text}"
            continue
        wanted = decode(disguise.wear(meant).encode())
        assert mended.text.removesuffix("\n") == wanted.removesuffix("\n"), f"mended as\n{mended.text}\nnot\n{wanted}"
        again = mend(Note(note.path, mended.text, note.bindings), active, vault, threshold)
        assert again.text == mended.text, f"a second run changes it to\n{again.text}"


def _spell(findings: list[Finding], note: Note) -> str:
    found = [f"{finding.span.of(note.text)!r} ({finding.message})" for finding in findings]
    return ", ".join(found) or "nothing"
