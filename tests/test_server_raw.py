"""The language server over bare pipes: messages written by hand, for clients that can less, or count in other units."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from conftest import Vault

ROOT = Path(__file__).parents[1]
needs_library = pytest.mark.skipif(find_spec("pygls") is None, reason="the extra `server` is not installed")


class Pipe:
    """A server, and what it has said that no one has asked for."""

    def __init__(self, folder: Path) -> None:
        around = {**os.environ, "PYTHONPATH": str(ROOT)}
        words = [sys.executable, "-m", "vaultlint", "server", "--stdio"]
        self.process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=around, cwd=folder
        )
        self.number = 0
        self.heard: list[dict[str, Any]] = []

    def say(self, **message: Any) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self.process.stdin.flush()

    def next(self) -> dict[str, Any]:
        stream = self.process.stdout
        assert stream is not None
        headers = dict(line.split(b": ") for line in iter(lambda: stream.readline().strip(), b""))
        found: dict[str, Any] = json.loads(stream.read(int(headers[b"Content-Length"])))
        return found

    def tell(self, method: str, **params: Any) -> None:
        self.say(method=method, params=params)

    def ask(self, method: str, **params: Any) -> Any:
        self.number += 1
        self.say(id=self.number, method=method, params=params or None)
        while (message := self.next()).get("id") != self.number or "method" in message:
            self.heard.append(message)
        return message["error"] if "error" in message else message["result"]

    def shown(self, *rules: str) -> list[dict[str, Any]]:
        """The next diagnostics that are of these rules."""
        while True:
            message = self.heard.pop(0) if self.heard else self.next()
            if message.get("method") == "textDocument/publishDiagnostics":
                found: list[dict[str, Any]] = message["params"]["diagnostics"]
                if sorted(one["code"] for one in found) == sorted(rules):
                    return found

    def edit(self, uri: str, version: int, *changes: dict[str, Any]) -> None:
        self.tell("textDocument/didChange", textDocument={"uri": uri, "version": version}, contentChanges=list(changes))


@contextmanager
def pipe(folder: Path, text: str, encodings: list[str] | None = None) -> Iterator[tuple[Pipe, str]]:
    """A server to which a client that can nothing has opened the note `a.md`."""
    (folder / "vaultlint.toml").write_bytes(b"")
    (folder / "a.md").write_bytes(text.encode())
    uri, server = (folder / "a.md").as_uri(), Pipe(folder)
    capabilities = {"general": {"positionEncodings": encodings}} if encodings else {}
    answer = server.ask("initialize", processId=None, rootUri=folder.as_uri(), capabilities=capabilities)
    assert answer["capabilities"]["positionEncoding"] == (encodings or ["utf-16"])[0]
    server.tell("initialized")
    server.tell("textDocument/didOpen", textDocument={"uri": uri, "languageId": "markdown", "version": 1, "text": text})
    yield server, uri
    assert server.ask("shutdown") is None
    server.tell("exit")
    _, errors = server.process.communicate(timeout=20)
    assert (server.process.returncode, b"Traceback" in errors) == (0, False)


def place(line: int, start: int, end: int) -> dict[str, Any]:
    return {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}


@needs_library
@pytest.mark.parametrize(("encoding", "emoji", "cjk"), [("utf-8", 4, 3), ("utf-32", 1, 1)])
def test_places_are_counted_as_the_client_counts(tmp_path: Path, encoding: str, emoji: int, cjk: int) -> None:
    with pipe(tmp_path, "\r\n\u2028🐝漢 [[No]] 🐝\r\n", [encoding, "utf-16"]) as (server, uri):
        start = (
            emoji
            + cjk
            + 1
            + len("\u2028".encode(encoding + "-le" * (encoding != "utf-8")))
            // ({"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding])
        )
        (found,) = server.shown("links/broken")
        assert found["range"] == place(1, start, start + 6)
        server.edit(uri, 2, {"range": place(1, start + 2, start + 4), "text": "a"})
        server.shown()
        server.edit(
            uri,
            3,
            {"range": place(1, 0, 0), "text": "🐝"},
            {"range": place(1, start + emoji + 2, start + emoji + 3), "text": "Na"},
        )
        assert server.shown("links/broken")[0]["range"] == place(1, start + emoji, start + emoji + 6)
        server.edit(uri, 4, {"text": "[[No]]"})
        assert server.shown("links/broken")[0]["range"] == place(0, 0, 6)


@needs_library
def test_a_client_that_can_little_is_served(tmp_path: Path) -> None:
    """It takes no versions, no symbols in symbols, and does not ask again for what an action does."""
    with pipe(tmp_path, "\ufeff# One\n\n[[#One]]\n\n<details>\n<summary>S</summary>\n\nText.\n") as (server, uri):
        server.shown("details/unclosed")
        note = {"uri": uri}
        (symbol,) = server.ask("textDocument/documentSymbol", textDocument=note)
        assert (symbol["name"], symbol["location"]["range"]) == ("One", place(0, 1, 6))
        (whole,) = server.ask(
            "textDocument/codeAction",
            textDocument=note,
            range=place(0, 0, 0),
            context={"diagnostics": [], "only": ["source"]},
        )
        (edit,) = whole["edit"]["changes"][uri]
        assert edit["newText"].count("</details>") == 1
        named = server.ask(
            "textDocument/rename", textDocument=note, position={"line": 0, "character": 4}, newName="Two"
        )
        assert [one["newText"] for one in named["changes"][uri]] == ["Two", "Two"]
        assert "range" not in server.ask(
            "textDocument/rename", textDocument=note, position={"line": 5, "character": 0}, newName="x"
        )
        _ask_what_is_unknown(server, uri)


def _ask_what_is_unknown(server: Pipe, uri: str) -> None:
    """It does no harm."""
    assert server.ask("textDocument/foldingRange", textDocument={"uri": uri})["code"] == -32601
    gone = {"uri": f"{uri}-never-opened"}
    for method in ("hover", "completion", "definition", "prepareRename"):
        assert server.ask(f"textDocument/{method}", textDocument=gone, position={"line": 9, "character": 9}) is None
    assert server.ask("textDocument/hover", textDocument={"uri": uri}, position={"line": 99, "character": 9}) is None
    server.edit(gone["uri"], 2, {"text": ""})
    server.tell("textDocument/didClose", textDocument=gone)


BROKEN = [
    b"Content-Length: 5\r\n\r\n{{{{{",
    b"Content-Length: 4\r\n\r\n[1]\n",
    b'Content-Length: 4\r\n\r\n\xff\xfe"\xff',
    b"Content-Length: -5\r\n\r\n",
    b"Foo: 1\r\n\r\n",
    b"hello\r\n\r\n",
    b"Content-Length: 200000\r\n\r\n" + b"[" * 100_000 + b"]" * 100_000,
]
ODD = [
    "http://e.org/a.md",
    "untitled:1",
    "file:///%ff%fe.md",
    "file:///a%00b.md",
    "file://server/share/a.md",
    "",
    "a/../b",
]
PLACES = [
    (999, 9, 9999, 1),
    (2, 3, 0, 0),
    (0, 5, 0, 5),
    (0, 0, 2**31 - 1, 2**31 - 1),
    (-1, -5, 0, -1),
    (2**70, 0, 2**70, 9),
]


@needs_library
def test_no_message_is_the_end_of_the_server(tmp_path: Path) -> None:
    """What is no message, comes too early, or speaks of places and files that are none: the next is answered."""
    server = Pipe(tmp_path)
    note = {"uri": (tmp_path / "a.md").as_uri(), "languageId": "markdown", "version": 1, "text": "# a 😀\n\ntext\n"}
    server.tell("textDocument/didOpen", textDocument=note)
    server.ask("initialize", processId=None, rootUri=tmp_path.as_uri(), capabilities={})
    server.tell("initialized")
    server.tell("textDocument/didOpen", textDocument=note)
    assert server.process.stdin is not None
    for data in BROKEN:
        server.process.stdin.write(data)
    for line, start, last, end in PLACES:
        place = {"start": {"line": line, "character": start}, "end": {"line": last, "character": end}}
        changes = [{"range": place, "text": "z"}]
        server.tell("textDocument/didChange", textDocument={"uri": note["uri"], "version": 2}, contentChanges=changes)
    for uri in ODD:
        server.tell("textDocument/didOpen", textDocument={**note, "uri": uri, "text": "\ud800 [[x]] #a\udfff\n"})
        server.tell("textDocument/didChange", textDocument={"uri": uri, "version": 2}, contentChanges=[{"text": "y"}])
    server.say(method="textDocument/didChange", params={"x": 1})
    server.tell("$/cancelRequest", id="nobody")
    assert server.ask("no/such", a=1)["code"] == -32601
    server.ask("textDocument/documentSymbol", textDocument={"uri": note["uri"]})
    server.ask("shutdown")
    server.tell("exit")
    server.process.communicate(timeout=20)
    assert server.process.returncode == 0


@needs_library
def test_a_client_that_just_leaves(tmp_path: Path) -> None:
    """As the protocol has it, the exit code says that nobody said goodbye."""
    server = Pipe(tmp_path)
    server.ask("initialize", processId=None, rootUri=None, capabilities={})
    server.process.communicate(timeout=20)
    assert server.process.returncode == 1


def test_without_the_library_one_line_says_what_to_do(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vaultlint.commands.server.find_spec", lambda name: None)
    answer = vault.run("server")
    assert answer.code == 2
    assert (
        answer.err == 'vaultlint: the language server needs the library pygls: `pip install "vaultlint-md[server]"`\n'
    )


GUIDE = (ROOT / "docs" / "guides" / "editors.md").read_text("utf-8")


def test_what_the_guide_says_can_be_read() -> None:
    snippets = re.findall(r"^```(json|toml)\n(.*?)^```", GUIDE, re.M | re.S)
    assert len(snippets) > 4
    for kind, text in snippets:
        assert (json.loads if kind == "json" else tomllib.loads)(text)


def test_the_guides_matcher_reads_what_a_check_prints(vault: Vault) -> None:
    vault.put({"in/a note.md": "Text.\n\nSee [[Nowhere]].\n"})
    found = re.search(r'"command": "vaultlint (.*)"', GUIDE)
    pattern = re.search(r'"regexp": (".*")', GUIDE)
    assert found
    assert pattern
    (match,) = re.finditer(json.loads(pattern[1]), vault.run(*found[1].split()).out, re.M)
    message = "there is no note or file `Nowhere`"
    assert match.groups() == ("in/a note.md", "3", "5", "warning", "links/broken", message)
