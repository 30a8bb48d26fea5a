"""The language server, driven by a real client as an editor does it: all that it offers, and that it writes nothing."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls")

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).parents[1]
PATIENCE = 20

CAPABILITIES = lsp.ClientCapabilities(
    workspace=lsp.WorkspaceClientCapabilities(
        workspace_edit=lsp.WorkspaceEditClientCapabilities(document_changes=True),
        did_change_watched_files=lsp.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
        file_operations=lsp.FileOperationClientCapabilities(will_rename=True),
    ),
    text_document=lsp.TextDocumentClientCapabilities(
        code_action=lsp.CodeActionClientCapabilities(
            data_support=True, resolve_support=lsp.ClientCodeActionResolveOptions(["edit"])
        ),
        document_symbol=lsp.DocumentSymbolClientCapabilities(hierarchical_document_symbol_support=True),
        rename=lsp.RenameClientCapabilities(prepare_support=True),
    ),
)


class Editor:
    """A client with a server of its own; `shown` are the diagnostics of each document, as they came."""

    def __init__(self, home: Path) -> None:
        self.client = LanguageClient("editor", "1")
        self.news = threading.Condition()
        self.shown: dict[str, list[lsp.PublishDiagnosticsParams]] = defaultdict(list)
        self.told: list[str] = []
        self.registered: list[str] = []
        self._hear()
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        around = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(home), "XDG_CACHE_HOME": str(home)}
        self.wait(self.client.start_io(sys.executable, "-m", "vaultlint", "server", env=around, cwd=str(home)))
        self.ask("initialize", lsp.InitializeParams(CAPABILITIES))
        self.client.initialized(lsp.InitializedParams())

    def _hear(self) -> None:
        @self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def publish(params: lsp.PublishDiagnosticsParams) -> None:
            with self.news:
                self.shown[params.uri].append(params)
                self.news.notify_all()

        @self.client.feature(lsp.WINDOW_SHOW_MESSAGE)
        def show(params: lsp.ShowMessageParams) -> None:
            with self.news:
                self.told.append(params.message)
                self.news.notify_all()

        @self.client.feature(lsp.CLIENT_REGISTER_CAPABILITY)
        def register(params: lsp.RegistrationParams) -> None:
            self.registered += [one.method for one in params.registrations]

    def wait(self, coroutine: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(PATIENCE)

    def ask(self, method: str, params: Any) -> Any:
        return self.wait(getattr(self.client, f"{method}_async")(params))

    def tell(self, method: str, params: Any) -> None:
        async def told() -> None:
            getattr(self.client, method)(params)

        self.wait(told())

    def until(self, is_so: Callable[[], bool]) -> None:
        with self.news:
            assert self.news.wait_for(is_so, PATIENCE), (self.shown, self.told)

    def close(self) -> None:
        self.ask("shutdown", None)
        self.tell("exit", None)
        self.wait(self.client._server.wait())  # type: ignore[union-attr]
        assert self.client._server.returncode == 0  # type: ignore[union-attr]


class Desk:
    """A vault on disk whose notes are open in an editor."""

    def __init__(self, editor: Editor, root: Path) -> None:
        self.editor, self.root = editor, root
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}

    def put(self, files: Mapping[str, str]) -> None:
        for path, text in files.items():
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())

    def uri(self, path: str) -> str:
        return path if ":" in path else (self.root / path).as_uri()

    def open(self, path: str, text: str | None = None) -> None:
        text = (self.root / path).read_bytes().decode() if text is None else text
        self.texts[path], self.versions[path] = text, 1
        item = lsp.TextDocumentItem(self.uri(path), "markdown", 1, text)
        self.editor.tell("text_document_did_open", lsp.DidOpenTextDocumentParams(item))

    def type(self, path: str, *typed: tuple[tuple[int, int, int, int], str]) -> None:
        self.versions[path] += 1
        changes = [lsp.TextDocumentContentChangePartial(_range(*place), text) for place, text in typed]
        for change in changes:
            self.texts[path] = edited(self.texts[path], [lsp.TextEdit(change.range, change.text)])
        identifier = lsp.VersionedTextDocumentIdentifier(self.versions[path], self.uri(path))
        self.editor.tell("text_document_did_change", lsp.DidChangeTextDocumentParams(identifier, changes))

    def close(self, path: str) -> None:
        identifier = lsp.TextDocumentIdentifier(self.uri(path))
        self.editor.tell("text_document_did_close", lsp.DidCloseTextDocumentParams(identifier))

    def changed_on_disk(self, *paths: str) -> None:
        events = [lsp.FileEvent(self.uri(path), lsp.FileChangeType.Changed) for path in paths]
        self.editor.tell("workspace_did_change_watched_files", lsp.DidChangeWatchedFilesParams(events))

    def found(self, path: str, *rules: str) -> list[lsp.Diagnostic]:
        """The diagnostics of the note, as soon as they are of these rules, for its latest version."""
        shown = self.editor.shown[self.uri(path)]
        self.editor.until(
            lambda: bool(shown) and sorted(str(one.code) for one in shown[-1].diagnostics) == sorted(rules)
        )
        assert shown[-1].version in (self.versions.get(path), None)
        return list(shown[-1].diagnostics)

    def at(self, path: str, needle: str, beyond: int = 0) -> dict[str, Any]:
        """The place of a text in the note, in the terms of the protocol."""
        return {
            "text_document": lsp.TextDocumentIdentifier(self.uri(path)),
            "position": _position(self.texts[path], self.texts[path].index(needle) + beyond),
        }

    def actions(self, path: str, needle: str = "", only: list[str] | None = None) -> list[lsp.CodeAction]:
        place = self.at(path, needle)
        span = lsp.Range(place["position"], _position(self.texts[path], self.texts[path].index(needle) + len(needle)))
        context = lsp.CodeActionContext([], only)  # type: ignore[arg-type]
        params = lsp.CodeActionParams(place["text_document"], span, context)
        return list(self.editor.ask("text_document_code_action", params) or ())

    def after(self, edit: lsp.WorkspaceEdit | None) -> dict[str, str]:
        """The texts that an edit of the workspace makes, by path."""
        made = {}
        for change in edit.document_changes or () if edit else ():
            assert isinstance(change, lsp.TextDocumentEdit)
            path = next((one for one in self.texts if self.uri(one) == change.text_document.uri), None)
            if path is not None:
                assert change.text_document.version == self.versions[path]
                text = self.texts[path]
            else:
                assert change.text_document.version is None
                file = next(one for one in self.root.rglob("*") if one.as_uri() == change.text_document.uri)
                path, text = file.relative_to(self.root).as_posix(), file.read_bytes().decode().removeprefix("\ufeff")
            made[path] = edited(text, [one for one in change.edits if isinstance(one, lsp.TextEdit)])
        return made


def _range(line: int, character: int, end_line: int, end: int) -> lsp.Range:
    return lsp.Range(lsp.Position(line, character), lsp.Position(end_line, end))


def _position(text: str, offset: int) -> lsp.Position:
    above = text[:offset].split("\n")
    return lsp.Position(len(above) - 1, len(above[-1].encode("utf-16-le")) // 2)


def _offset(text: str, position: lsp.Position) -> int:
    start = sum(len(line) for line in text.splitlines(keepends=True)[: position.line])
    line = text[start:].split("\n")[0].rstrip("\r")
    return start + len(line.encode("utf-16-le")[: 2 * position.character].decode("utf-16-le"))


def edited(text: str, edits: Iterable[lsp.TextEdit]) -> str:
    """The text as an editor makes it; of these tests, whose lines end at LF or CR LF."""
    for edit in sorted(edits, key=lambda one: (one.range.start.line, one.range.start.character), reverse=True):
        start, end = _offset(text, edit.range.start), _offset(text, edit.range.end)
        text = text[:start] + edit.new_text + text[end:]
    return text


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    home = tmp_path_factory.mktemp("home")
    editor = Editor(home)
    yield editor
    editor.close()
    assert list(home.iterdir()) == []


@pytest.fixture
def desk(editor: Editor, tmp_path: Path) -> Iterator[Desk]:
    """A vault; in the end all files are as the test has put them."""
    root = tmp_path / "vault"
    root.mkdir()
    desk = Desk(editor, root)
    desk.put({"vaultlint.toml": ""})
    written, put = dict[str, str](), desk.put
    desk.put = lambda files: (put(files), written.update(files))[0]  # type: ignore[method-assign,func-returns-value]
    yield desk
    for path in desk.texts:
        desk.close(path)
    files = {file.relative_to(root).as_posix(): file for file in root.rglob("*") if file.is_file()}
    assert {path: files[path].read_bytes().decode() for path in files if path in written} == written
    assert files.keys() == {"vaultlint.toml", *written}


UNCLOSED = "<details>\n<summary>Stock</summary>\n\nBones, water.\n"


class TestDiagnostics:
    def test_they_come_with_all_that_a_client_shows(self, desk: Desk) -> None:
        desk.put({"a.md": f"漢字🐝\n\n漢🐝 [[Nowhere]]\n\n{UNCLOSED}"})
        desk.open("a.md")
        found = {str(one.code): one for one in desk.found("a.md", "links/broken", "details/unclosed")}
        one = found["links/broken"]
        assert one.range == _range(2, 4, 2, 15)
        assert (one.source, one.severity) == ("vaultlint", lsp.DiagnosticSeverity.Warning)
        assert one.code_description is not None
        page = Path(one.code_description.href.removeprefix("file://"))
        assert page.parts[-2:] == ("links", "broken.py")
        assert page.is_file()

    def test_they_follow_what_is_typed(self, desk: Desk) -> None:
        desk.put({"a.md": UNCLOSED})
        desk.open("a.md")
        desk.found("a.md", "details/unclosed")
        for index, letter in enumerate("\n</details>\n"):
            line, column = (4, 0) if index == 0 else (5, index - 1)
            desk.type("a.md", ((line, column, line, column), letter))
        desk.found("a.md")
        desk.type("a.md", ((5, 0, 5, 10), ""), ((0, 0, 0, 0), "🐝 [[Nowhere]]\n\n"))
        assert desk.found("a.md", "links/broken", "details/unclosed")[0].range == _range(0, 3, 0, 14)

    def test_what_goes_and_what_is_given_up_is_marked(self, desk: Desk) -> None:
        schema = '{"properties": {"mood": {"deprecated": true}}}'
        config = '[[schema]]\nfile = "s.json"\n'
        text = "---\nmood: low\n---\n<!-- vaultlint-ignore details/empty -->\n\nText.\n"
        desk.put({"vaultlint.toml": config, "s.json": schema, "a.md": text})
        desk.open("a.md")
        tags = {one.code: one.tags for one in desk.found("a.md", "schema/deprecated", "suppress/unused")}
        assert tags["schema/deprecated"] == (lsp.DiagnosticTag.Deprecated,)
        assert tags["suppress/unused"] == (lsp.DiagnosticTag.Unnecessary,)

    def test_a_closed_note_shows_none(self, desk: Desk) -> None:
        desk.put({"a.md": UNCLOSED})
        desk.open("a.md")
        desk.found("a.md", "details/unclosed")
        desk.close("a.md")
        desk.found("a.md")

    @pytest.mark.parametrize(
        ("path", "why"), [("old/a.md", "the config leaves it out"), (".trash/a.md", "Obsidian does")]
    )
    def test_what_is_no_note_is_left_alone(self, desk: Desk, path: str, why: str) -> None:
        desk.put({"vaultlint.toml": 'exclude = ["old/**"]', path: UNCLOSED, "b.md": UNCLOSED})
        desk.open(path)
        desk.open("b.md")
        desk.found("b.md", "details/unclosed")
        desk.found(path)

    def test_a_buffer_without_a_file_is_a_note_of_no_vault(self, desk: Desk) -> None:
        """Its links lead nowhere yet; that is no fault."""
        desk.open("untitled:Untitled-1", UNCLOSED + "\n[[Nowhere]]\n")
        desk.found("untitled:Untitled-1", "details/unclosed")

    def test_a_note_outside_of_any_vault_is_checked_alone(self, desk: Desk) -> None:
        """The files beside it are none of ours: they may be a whole home."""
        (desk.root / "vaultlint.toml").unlink()
        desk.put({"a.md": UNCLOSED + "\n[[Nowhere]]\n", "vaultlint.txt": ""})
        desk.open("a.md")
        desk.found("a.md", "details/unclosed")
        (desk.root / "vaultlint.toml").write_bytes(b"")
        desk.type("a.md", ((0, 0, 0, 0), "Text.\n\n"))
        desk.found("a.md", "details/unclosed", "links/broken")


class TestTheVaultAround:
    def test_files_that_come_and_go(self, desk: Desk) -> None:
        desk.put({"a.md": "[[b]]\n"})
        desk.open("a.md")
        desk.found("a.md", "links/broken")
        desk.put({"b.md": "# B\n"})
        desk.changed_on_disk("b.md")
        desk.found("a.md")
        desk.type("a.md", ((0, 3, 0, 3), "#C"))
        desk.found("a.md", "links/broken-heading")
        desk.put({"b.md": "# C\n"})
        desk.changed_on_disk("b.md")
        desk.found("a.md")

    def test_what_is_typed_counts_not_what_is_on_disk(self, desk: Desk) -> None:
        desk.put({"a.md": "[[b#C]]\n", "b.md": "# B\n"})
        desk.open("a.md")
        desk.open("b.md")
        desk.found("a.md", "links/broken-heading")
        desk.type("b.md", ((0, 2, 0, 3), "C"))
        desk.editor.tell(
            "text_document_did_save", lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(desk.uri("b.md")))
        )
        desk.found("a.md")
        desk.close("b.md")  # nothing was saved
        desk.found("a.md", "links/broken-heading")

    def test_a_config_that_is_wrong_is_told_and_taken_back(self, desk: Desk) -> None:
        desk.put({"vaultlint.toml": "ignor = []", "a.md": UNCLOSED})
        desk.open("a.md")
        shown = desk.editor.shown[desk.uri("vaultlint.toml")]
        desk.editor.until(lambda: bool(shown) and "ignor" in shown[-1].diagnostics[0].message)
        desk.editor.until(lambda: any("did you mean `ignore`" in one for one in desk.editor.told))
        assert desk.editor.ask("text_document_hover", lsp.HoverParams(**desk.at("a.md", "Stock"))) is None
        desk.put({"vaultlint.toml": 'ignore = ["links"]'})
        desk.changed_on_disk("vaultlint.toml")
        desk.found("a.md", "details/unclosed")
        assert not shown[-1].diagnostics
        desk.put({"vaultlint.toml": 'ignore = ["details"]'})
        desk.changed_on_disk("vaultlint.toml")
        desk.found("a.md")

    def test_a_schema_that_changes(self, desk: Desk) -> None:
        desk.put({"vaultlint.toml": '[[schema]]\nfile = "s.json"\n', "s.json": "{}", "a.md": "---\nmood: low\n---\n"})
        desk.open("a.md")
        desk.found("a.md")
        desk.put({"s.json": '{"properties": {"mood": {"enum": ["high"]}}}'})
        desk.changed_on_disk("s.json")
        desk.found("a.md", "schema/enum")

    def test_a_vault_in_another_knows_itself_only(self, desk: Desk) -> None:
        """The outer one knows that the inner one's files are there, as the command line does."""
        desk.put({"in/vaultlint.toml": "", "in/a.md": "[[b]]\n", "b.md": "[[a]]\n"})
        desk.open("in/a.md")
        desk.open("b.md")
        desk.found("in/a.md", "links/broken")
        desk.found("b.md")

    def test_what_is_left_out_is_no_note_even_if_it_is_open(self, desk: Desk) -> None:
        desk.put({"vaultlint.toml": 'exclude = ["old/**"]\nselect = ["vault/orphan"]', "a.md": "", "old/b.md": "[[a]]"})
        desk.open("old/b.md")
        desk.open("a.md")
        desk.found("a.md", "vault/orphan")
        desk.found("old/b.md")

    def test_a_folder_of_the_editor_is_a_vault(self, desk: Desk) -> None:
        (desk.root / "vaultlint.toml").unlink()
        desk.put({"a.md": "[[b]] [[in/c]]\n", "in/c.md": UNCLOSED})
        folder = lsp.WorkspaceFolder(desk.root.as_uri(), "vault")

        def change(added: list[lsp.WorkspaceFolder], removed: list[lsp.WorkspaceFolder]) -> None:
            event = lsp.WorkspaceFoldersChangeEvent(added, removed)
            params = lsp.DidChangeWorkspaceFoldersParams(event)
            desk.editor.tell("workspace_did_change_workspace_folders", params)

        desk.open("a.md")
        desk.found("a.md")
        change([folder], [])
        desk.found("a.md", "links/broken")
        desk.open("in/c.md")
        desk.found("in/c.md", "details/unclosed")
        change([], [folder])
        desk.found("a.md")
        (desk.root / "vaultlint.toml").write_bytes(b"")

    def test_the_client_is_asked_to_watch(self, editor: Editor) -> None:
        editor.until(lambda: editor.registered == [lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES])


class TestActions:
    def test_a_fix_is_that_of_the_rule(self, desk: Desk) -> None:
        desk.put({"a.md": f"🐝漢\r\n\r\n{UNCLOSED}".replace("\r\n", "\n").replace("\n", "\r\n")})
        desk.open("a.md")
        desk.found("a.md", "details/unclosed")
        fix = desk.actions("a.md", "<details>")[0]
        assert (fix.title, fix.kind, fix.is_preferred) == ("Close the block where its content ends", "quickfix", True)
        assert [one.code for one in fix.diagnostics or ()] == ["details/unclosed"]
        assert desk.after(fix.edit) == {"a.md": desk.texts["a.md"] + "\r\n</details>\r\n"}

    def test_a_guess_is_called_one(self, desk: Desk) -> None:
        desk.put({"a.md": "[[Breed]]\n", "Bread.md": ""})
        desk.open("a.md")
        desk.found("a.md", "links/broken")
        guess = desk.actions("a.md", "Breed")[0]
        assert guess.title == "Link to `Bread` (unsafe: a guess)"
        assert not guess.is_preferred
        assert desk.after(guess.edit) == {"a.md": "[[Bread]]\n"}

    def test_all_safe_fixes_at_once(self, desk: Desk) -> None:
        text = f"---\ntag: a\n---\n[[Breed]]\n\nOne.\n\n{UNCLOSED}"
        desk.put({"a.md": text, "Bread.md": ""})
        desk.open("a.md")
        desk.found("a.md", "properties/deprecated-key", "links/broken", "details/unclosed")
        (offered,) = desk.actions("a.md", only=["source.fixAll"])
        assert (offered.kind, offered.edit) == ("source.fixAll.vaultlint", None)
        whole = desk.editor.ask("code_action_resolve", offered)
        fixed = f"---\ntags:\n  - a\n---\n[[Breed]]\n\nOne.\n\n{UNCLOSED}\n</details>\n"
        assert desk.after(whole.edit) == {"a.md": fixed}
        assert desk.actions("a.md", only=["refactor"]) == []

    @pytest.mark.parametrize(
        ("text", "needle", "here"),
        [
            (f"One.\n\n{UNCLOSED}", "<details>", f"One.\n\n<!-- vaultlint-ignore details/unclosed -->\n{UNCLOSED}"),
            ("> a\n> [[No]]\n", "No", "> <!-- vaultlint-ignore links/broken -->\n> a\n> [[No]]\n"),
            ("---\na: 1\ntag: b\n---\n", "tag", "---\na: 1\n# vaultlint-ignore properties/deprecated-key\ntag: b\n---\n"),
            ("A\r\nb [[No]]\r\n", "No", "<!-- vaultlint-ignore links/broken -->\r\nA\r\nb [[No]]\r\n"),
            ("- a\n- [[No]]\n", "No", "- a\n<!-- vaultlint-ignore links/broken -->\n- [[No]]\n"),
        ],
    )  # fmt: skip
    def test_a_rule_can_be_ignored(self, desk: Desk, text: str, needle: str, here: str) -> None:
        desk.put({"a.md": text})
        desk.open("a.md")
        desk.editor.until(lambda: bool(desk.editor.shown[desk.uri("a.md")]))
        desk.editor.until(lambda: bool(desk.editor.shown[desk.uri("a.md")][-1].diagnostics))
        offered = {one.title: one for one in desk.actions("a.md", needle)}
        (rule,) = {str(one.code) for one in desk.editor.shown[desk.uri("a.md")][-1].diagnostics}
        assert desk.after(offered[f"Ignore {rule} here"].edit) == {"a.md": here}
        whole = desk.after(offered[f"Ignore {rule} in this note"].edit)["a.md"]
        top, end = text.rpartition("---\n")[:2], "\r\n" if "\r\n" in text else "\n"
        assert whole == f"{''.join(top)}<!-- vaultlint-ignore-file {rule} -->{end}{text[len(''.join(top)) :]}"
        for after in (here, whole):
            desk.put({"b.md": after})
            desk.open("b.md")
            desk.found("b.md")
            desk.close("b.md")

    def test_what_no_comment_hides_is_not_offered(self, desk: Desk) -> None:
        """A finding about the note as a whole stands at its fence, which no comment in front matter covers."""
        desk.put(
            {
                "vaultlint.toml": '[[schema]]\nfile = "s.json"\n',
                "s.json": '{"required": ["x"]}',
                "a.md": "---\na: 1\n---\n",
            }
        )
        desk.open("a.md")
        desk.found("a.md", "schema/required")
        assert [one.title for one in desk.actions("a.md", "---")] == ["Ignore schema/required in this note"]


SCHEMA = """{"title": "Recipe", "required": ["status"], "properties": {
  "title": {"type": "string", "description": "What the recipe is called."},
  "status": {"enum": ["draft", "tried", "no: never"], "description": "How far it is."},
  "course": {"type": "array", "items": {"enum": ["main", "sweet"]}},
  "vegan": {"type": "boolean", "default": false}}}"""
KITCHEN = {
    "vaultlint.toml": '[[schema]]\nfile = "s.json"\n[[vocabulary]]\nkey = "spice"\nterms = ["cumin", "clove"]\n',
    "s.json": SCHEMA,
    "Stock.md": "---\naliases: [Bouillon]\nstatus: tried\ntags: [soup, basic]\nby: Ada\n---\n# Stock\n\nBones.\n\n## Clear 🐝 one\n\n"
    "Egg white. ^egg\n",
    "deep/Stew.md": "---\nstatus: draft\ntags: [soup]\nby: Ada\n---\n# Stew\n\nWith [[Stock#Clear 🐝 one]] #winter/cold\n",
    "pot.png": "",
}


class TestHover:
    @pytest.mark.parametrize(
        ("needle", "wanted"),
        [
            ("status:", ["**status**", "How far it is.", "`draft`, `tried` or `no: never`", "required", "in 3 notes"]),
            ("draft", ["**status**"]),
            ("spice", ["**spice**", "terms: 2, from vaultlint.toml"]),
            ("vegan", ["default: `false`", "true or false"]),
            ("[[Stock]]", ["**Stock.md**", "# Stock\n\nBones.", "**by**"]),
            ("Stock#Clear", ["**Stock.md**", "## Clear 🐝 one\n\nEgg white."]),
            ("#soup", ["**#soup**: in 3 notes"]),
            ("[[Nowhere]]", ["[**links/broken**](file://", "Severity: warning"]),
        ],
    )
    def test_it_tells(self, desk: Desk, needle: str, wanted: list[str]) -> None:
        text = '---\nstatus: draft\nspice: clove\nvegan: true\nby: "[[Stock]]"\n---\n漢🐝 [[Stock#Clear 🐝 one|x]] #soup [[Nowhere]]\n'
        desk.put({**KITCHEN, "a.md": text})
        desk.open("a.md")
        desk.found("a.md", "links/broken")
        answer = desk.editor.ask("text_document_hover", lsp.HoverParams(**desk.at("a.md", needle, 3)))
        assert all(one in answer.contents.value for one in wanted), answer.contents.value
        assert answer.range.start.line == text[: text.index(needle)].count("\n")

    def test_of_plain_text_nothing_is_told(self, desk: Desk) -> None:
        desk.put({"a.md": "Text.\n"})
        desk.open("a.md")
        desk.found("a.md")
        assert desk.editor.ask("text_document_hover", lsp.HoverParams(**desk.at("a.md", "ext"))) is None


class TestCompletion:
    @pytest.mark.parametrize(
        ("before", "behind", "wanted"),
        [
            ("---\n", "\n---\n", ["status: ", "title: ", "course: ", "vegan: ", "by: ", "tags: ", "aliases: "]),
            ("---\nst", "\n---\n", ["status: "]),
            ("---\nst", ": x\n---\n", ["status"]),
            ("---\nstatus: ", "\n---\n", ["draft", "tried", '"no: never"']),
            ("---\nstatus: dr", "\n---\n", ["draft"]),
            ('---\nstatus: "', '"\n---\n', ["draft", "tried", '"no: never"']),
            ("---\nvegan: ", "\n---\n", ["true", "false"]),
            ("---\ncourse:\n  - ", "\n---\n", ["main", "sweet"]),
            ("---\ncourse: [main, s", "]\n---\n", ["sweet"]),
            ("---\nspice: c", "\n---\n", ["cumin", "clove"]),
            ("---\r\nby: ", "\r\n---\r\n", ["Ada"]),
            ("---\ntags:\n- ", "\n---\n", ["soup", "basic", "winter/cold"]),
            ('---\nup: "[[St', '"\n---\n', ["Stock]]", "Stew]]"]),
            ("---\nup: [[St", "\n---\n", ['"[[Stock]]"', '"[[Stew]]"']),
            ("---\nup: [[St", "]]\n---\n", ['"[[Stock]]"', '"[[Stew]]"']),
            ("---\nup:\n  - [[Boui", "\n---\n", ['"[[Stock|Bouillon]]"']),
            ("🐝 [[St", "", ["Stock]]", "Stew]]"]),
            ("[[St", "]]", ["Stock", "Stew"]),
            ("[[Boui", "", ["Stock|Bouillon]]"]),
            ("![[pot", "", ["pot.png]]"]),
            ("[[Stock#", "", ["Stock]]", "Clear 🐝 one]]"]),
            ("[[Stock#Cle", "]]", ["Clear 🐝 one"]),
            ("[[Stock#^", "", ["egg]]"]),
            ("# Here\n\n[[#", "", ["Here]]"]),
            ("漢 #w", "", ["winter/cold"]),
            ("`[[St", "`", []),  # code
            ("```\n#so", "\n```\n", []),  # code
            ("#", "\n", ["soup", "basic", "winter/cold"]),
            ("Text with St", "", []),
            ("---\nstatus: draft\n---\nst", "", []),
        ],
    )
    def test_it_offers(self, desk: Desk, before: str, behind: str, wanted: list[str]) -> None:
        desk.put({**KITCHEN, "Note.md": "[[Nowhere]]"})
        desk.open("Note.md")
        desk.found("Note.md", "links/broken", "frontmatter/missing")  # so the vault is known
        desk.type("Note.md", ((0, 0, 0, 11), before + behind))
        place = {"text_document": lsp.TextDocumentIdentifier(desk.uri("Note.md"))}
        position = _position(before.replace("\r\n", "\n"), len(before.replace("\r\n", "\n")))
        answer = desk.editor.ask("text_document_completion", lsp.CompletionParams(position=position, **place))
        assert [one.text_edit.new_text for one in answer.items] == wanted
        for one in answer.items:
            after = edited(before + behind, [one.text_edit])
            assert one.text_edit.new_text in after
            assert after.count("]]") <= 1
            assert after.count('"') in (0, 2) or "up:" in before


class TestNavigation:
    TEXT = '---\nup: "[[Stock]]"\n---\n漢🐝 [[Stock#Clear 🐝 one|x]] and [s](deep/Stew.md) [[#Own]] [[Stock#^egg]] [[Nowhere]]\n\n# Own\n\n#soup\n'

    @pytest.mark.parametrize(
        ("needle", "target"),
        [
            ("Stock]]", ("Stock.md", 0)),
            ("Stock#Clear", ("Stock.md", 10)),
            ("deep/", ("deep/Stew.md", 0)),
            ("#Own]]", ("a.md", 5)),
            ("Stock#^egg", ("Stock.md", 12)),
            ("Nowhere", None),
            (" and ", None),
        ],
    )
    def test_links_lead_somewhere(self, desk: Desk, needle: str, target: tuple[str, int] | None) -> None:
        desk.put({**KITCHEN, "a.md": self.TEXT})
        desk.open("a.md")
        desk.found("a.md", "links/broken", "schema/required")
        answer = desk.editor.ask("text_document_definition", lsp.DefinitionParams(**desk.at("a.md", needle, 2)))
        assert [(one.uri, one.range.start.line) for one in answer] == (
            [(desk.uri(target[0]), target[1])] if target else []
        )

    @pytest.mark.parametrize(
        ("path", "needle", "wanted"),
        [
            ("Stock.md", "Bones", {("a.md", 1), ("a.md", 3), ("deep/Stew.md", 7)}),
            ("Stock.md", "Clear", {("a.md", 3), ("deep/Stew.md", 7)}),
            ("a.md", "Stock]]", {("a.md", 1), ("a.md", 3), ("deep/Stew.md", 7)}),
            ("a.md", "Own\n", {("a.md", 3)}),
            ("a.md", "soup", {("a.md", 7), ("Stock.md", 3), ("deep/Stew.md", 2)}),
        ],
    )
    def test_what_leads_here(self, desk: Desk, path: str, needle: str, wanted: set[tuple[str, int]]) -> None:
        desk.put({**KITCHEN, "a.md": self.TEXT})
        desk.open(path)
        params = lsp.ReferenceParams(lsp.ReferenceContext(False), **desk.at(path, needle))
        answer = desk.editor.ask("text_document_references", params)
        names = {desk.uri(one): one for one in ("a.md", "Stock.md", "deep/Stew.md")}
        assert {(names[one.uri], one.range.start.line) for one in answer} == wanted

    def test_headings_are_the_outline(self, desk: Desk) -> None:
        desk.put({"a.md": "---\na: 1\n---\n# One 🐝\n\n## Two\n\n```\n# code\n```\n\nThree\n=====\n\n### Deep ###\n"})
        desk.open("a.md")
        identifier = lsp.TextDocumentIdentifier(desk.uri("a.md"))
        one, three = desk.editor.ask("text_document_document_symbol", lsp.DocumentSymbolParams(identifier))
        assert [one.name, *(below.name for below in one.children)] == ["One 🐝", "Two"]
        assert [three.name, *(below.name for below in three.children)] == ["Three", "Deep"]
        assert one.selection_range == _range(3, 2, 3, 8)
        assert (one.range.start.line, one.range.end.line, three.range.start.line) == (3, 9, 11)


class TestRenames:
    def rename(self, desk: Desk, path: str, needle: str, name: str) -> dict[str, str]:
        params = lsp.RenameParams(new_name=name, **desk.at(path, needle))
        return desk.after(desk.editor.ask("text_document_rename", params))

    def test_a_heading_takes_its_links_along(self, desk: Desk) -> None:
        links = '---\nup: "[[b#Old one]]"\n---\n🐝 [[b#Old one|x]] [[b#Top#Old one]] [b](b.md#old-one) [b](b.md#Old%20one) [[b#Top]] [[b]]\n'
        own = "# Top\n\n## Old one\n\n[[#Old one]] `[[#Old one]]`\n"
        desk.put({"a.md": links, "b.md": own, "c.md": "[[a]] # Old one\n"})
        desk.open("b.md", own + "[[#old ONE|unsaved]]\n")
        place = desk.at("b.md", "Old one")
        name = desk.editor.ask("text_document_prepare_rename", lsp.PrepareRenameParams(**place))
        assert (name.placeholder, name.range) == ("Old one", _range(2, 3, 2, 10))
        assert self.rename(desk, "b.md", "Old one", "New: 漢 🐝") == {
            "a.md": '---\nup: "[[b#New 漢 🐝]]"\n---\n🐝 [[b#New 漢 🐝|x]] [[b#Top#New 漢 🐝]] [b](b.md#new-漢) [b](b.md#New%20漢%20🐝)'
            " [[b#Top]] [[b]]\n",
            "b.md": "# Top\n\n## New: 漢 🐝\n\n[[#New 漢 🐝]] `[[#Old one]]`\n[[#New 漢 🐝|unsaved]]\n",
        }

    @pytest.mark.parametrize(
        ("name", "why"), [("First", "another heading"), (" ", "title"), ("a\nb", "title"), ("!!", "no link")]
    )
    def test_a_heading_that_no_link_would_find_is_refused(self, desk: Desk, name: str, why: str) -> None:
        desk.put({"a.md": "# First\n\n# Second\n\n[[#Second]]\n"})
        desk.open("a.md")
        with pytest.raises(JsonRpcException, match=why):
            self.rename(desk, "a.md", "Second", name)

    def test_a_tag_is_renamed_everywhere(self, desk: Desk) -> None:
        desk.put(
            {
                "a.md": "---\ntags: [soup, other]\n---\nA #soup/clear and `#soup` 🐝 #soupy\n",
                "b.md": "---\r\ntags:\r\n  - Soup\r\n---\r\n",
                "c.base": "filters: file.hasTag('soup')\n",
            }
        )
        desk.open("a.md")
        name = desk.editor.ask("text_document_prepare_rename", lsp.PrepareRenameParams(**desk.at("a.md", "soup,")))
        assert (name.placeholder, name.range) == ("soup", _range(1, 7, 1, 11))
        assert self.rename(desk, "a.md", "soup,", "broth") == {
            "a.md": "---\ntags: [broth, other]\n---\nA #broth/clear and `#soup` 🐝 #soupy\n",
            "b.md": "---\r\ntags:\r\n  - broth\r\n---\r\n",
            "c.base": "filters: file.hasTag('broth')\n",
        }
        with pytest.raises(JsonRpcException, match="no tag"):
            self.rename(desk, "a.md", "soup,", "two words")

    def test_plain_text_has_no_name(self, desk: Desk) -> None:
        desk.put({"a.md": "Text\n"})
        desk.open("a.md")
        assert (
            desk.editor.ask("text_document_prepare_rename", lsp.PrepareRenameParams(**desk.at("a.md", "Text"))) is None
        )

    def test_links_follow_a_file(self, desk: Desk) -> None:
        desk.put(
            {
                "a.md": '---\nup: "[[b]]"\n---\n🐝 [[b|x]] [b](b.md) [[in/c]]\n',
                "b.md": "[c](in/c.md)\n",
                "in/c.md": "[up](../a.md)\n",
            }
        )
        desk.open("a.md", '---\nup: "[[b]]"\n---\n[[b]] unsaved\n')
        desk.open("in/c.md")
        moves = [lsp.FileRename(desk.uri("b.md"), desk.uri("in/new name.md"))]
        edit = desk.editor.ask("workspace_will_rename_files", lsp.RenameFilesParams(moves))
        assert desk.after(edit) == {
            "a.md": '---\nup: "[[new name]]"\n---\n[[new name]] unsaved\n',
            "b.md": "[c](c.md)\n",
        }
        moves = [lsp.FileRename(desk.uri("in"), desk.uri("out/far"))]
        edit = desk.editor.ask("workspace_will_rename_files", lsp.RenameFilesParams(moves))
        assert desk.after(edit) == {"b.md": "[c](out/far/c.md)\n", "in/c.md": "[up](../../a.md)\n"}
