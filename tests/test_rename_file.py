"""Notes get the names that a template makes, or none does; every link leads where it did, and undo restores all of it."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import Answer, Vault

from vaultlint import renaming
from vaultlint.errors import VaultlintError
from vaultlint.files import move
from vaultlint.linking import Judge, note_links
from vaultlint.note import parse
from vaultlint.vault import Vault as Notes
from vaultlint.where import File


def titled(name: str, body: str = "") -> str:
    return f"---\nid: {name}\n---\n{body}"


def rename(vault: Vault, *words: str, template: str = "{id}.md") -> Answer:
    return vault.run("edit", "rename-file", template, *words, "--write")


def everything(root: Path) -> dict[str, bytes]:
    files = (file for file in sorted(root.rglob("*")) if file.is_file())
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def names(vault: Vault) -> list[str]:
    return [path for path in everything(vault.root) if path.endswith(".md")]


# The template


@pytest.mark.parametrize(
    "text, path",
    [
        ("{id}.md", "x/one.md"),
        ("{date} {slug(title)}.md", "x/2026-01-02 soup-stock.md"),
        ("{file.folder}/{id}.md", "x/one.md"),
        ("talks/{id}.md", "talks/one.md"),
        ("/{id}.md", "one.md"),
        ("./sub/{id}.md", "x/sub/one.md"),
        ("../{id}.md", "one.md"),
        ("{ {a: id}.a }.md", "x/one.md"),
        ("{join('}', [id, id])}.md", "x/one}one.md"),
        ("{id}-{file.name}", "x/one-a.md"),
    ],
)
def test_a_template_names_a_note(text: str, path: str) -> None:
    values = {"id": "one", "date": "2026-01-02", "title": "Soup, Stock!"}
    assert renaming.template(text).path(values, File("x/a.md"), {"x"}) == path


def test_at_the_top_there_is_no_folder() -> None:
    assert renaming.template("{file.folder}/{id}.md").path({"id": "b"}, File("a.md"), ()) == "b.md"


@pytest.mark.parametrize(
    "text, reason",
    [
        ("note.md", "is one name for all notes"),
        ("{id", "never closed"),
        ("{id}.txt", "lacks `.md`"),
        ("{}.md", "nothing between its braces"),
        ("{id ==}.md", "in `{id ==}.md`"),
    ],
)
def test_a_template_that_is_none_is_told(text: str, reason: str) -> None:
    with pytest.raises(VaultlintError, match=reason):
        renaming.template(text)


@pytest.mark.parametrize(
    "value, reason",
    [
        (["a"], "gives no text"),
        (2026, "gives no text"),
        ("AC/DC", "whose `/` would make a folder"),
        ("a#b", "ends or splits a wikilink"),
        ("a|b", "ends or splits a wikilink"),
        ("what?", "no name on Windows may have"),
        ("a\nb", "invisible character"),
        ("NUL", "reserved on Windows"),
        (" a", "begins or ends with a blank"),
        (".a", "begins with a dot"),
        ("a" * 300, "longer than"),
    ],
)
def test_a_name_that_is_no_good_is_refused(value: object, reason: str, vault: Vault) -> None:
    vault.put({"a.md": f"---\nid: {json.dumps(value)}\n---\n"})
    answer = rename(vault)
    assert (answer.code, names(vault)) == (1, ["a.md"])
    assert answer.err.startswith("vaultlint: a.md: skipped: ")
    assert reason in answer.err
    assert answer.err.endswith("nothing to rename; 1 note read; 1 note skipped\n")


@pytest.mark.parametrize("value", ["", "''", "'  '", "[]", "null"])
def test_a_note_without_a_name_is_counted_and_stays(vault: Vault, value: str) -> None:
    vault.put({"a.md": f"---\nid: {value}\n---\n", "b.md": titled("c"), "d.md": ""})
    answer = rename(vault)
    assert (answer.code, names(vault)) == (0, ["a.md", "c.md", "d.md"])
    assert answer.err == (
        "vaultlint: 2 notes keep their names, for the template gives nothing (the first is a.md)\n"
    )


def test_no_name_leads_out_of_the_vault(vault: Vault) -> None:
    vault.put({"a.md": titled("b")})
    assert "leads out of the vault" in rename(vault, template="../{id}.md").err
    assert names(vault) == ["a.md"]


# Names that are taken


@pytest.mark.parametrize(
    "files, after, told",
    [
        ({"a.md": "c", "b.md": "c"}, ["a.md", "b.md"], "would be `c.md`, too"),
        ({"a.md": "c", "b.md": "C"}, ["a.md", "b.md"], "would be `c.md`, too"),
        ({"a.md": "é", "b.md": "e\u0301"}, ["a.md", "b.md"], "too"),
        ({"a.md": "b", "b.md": "b"}, ["a.md", "b.md"], "`b.md` is there already"),
        ({"a.md": "b", "B.md": "B"}, ["B.md", "a.md"], "`B.md` is there already"),
        ({"a.md": "b", "b.md": "c", "c.md": "c"}, ["a.md", "b.md", "c.md"], "`c.md` is there already"),
    ],
)
def test_names_that_meet_are_told_and_left(
    vault: Vault, files: Mapping[str, str], after: list[str], told: str
) -> None:  # fmt: skip
    vault.put({path: titled(name) for path, name in files.items()})
    for words in ((), ("--write",)):
        answer = vault.run("edit", "rename-file", "{id}.md", *words)
        assert (answer.code, told in answer.err) == (1, True), answer.err
        assert 'vaultlint query --duplicates "id"' in answer.err
        assert names(vault) == sorted(after)


def test_the_query_that_is_named_lists_the_notes(vault: Vault) -> None:
    source = "---\nsource: https://youtu.be/abcdefghijk\n---\n"
    vault.put({"a.md": source, "b.md": source.replace("youtu.be/", "www.youtube.com/watch?v="), "c.md": ""})
    assert '"youtube_id(source)"' in rename(vault, template="{youtube_id(source)}.md").err
    found = vault.run("query", "--duplicates", "youtube_id(source)", "--output-format", "csv").out
    assert found.split() == ["value,path", "abcdefghijk,a.md", "abcdefghijk,b.md"]
    rows = vault.run("query", "--duplicates", "to_string([youtube_id(source), file.folder])", "--output-format", "csv")
    assert rows.out.count("a.md") == 1


def test_chains_and_swaps_go_through(vault: Vault) -> None:
    vault.put({"a.md": titled("b", "A"), "b.md": titled("c", "B"), "x.md": titled("y", "X"), "y.md": titled("x", "Y")})
    before = everything(vault.root)
    assert rename(vault).code == 0
    assert [vault.text(path)[-1] for path in ("b.md", "c.md", "x.md", "y.md")] == ["A", "B", "Y", "X"]
    assert len(names(vault)) == 4
    assert "4 notes renamed back" in vault.run("undo").out
    assert everything(vault.root) == before


def test_a_file_that_obsidian_does_not_see_is_not_overwritten(vault: Vault) -> None:
    vault.put({"a.md": titled("b")})
    (vault.root / "b.md").symlink_to("nowhere")
    assert "`b.md` is there already" in rename(vault).err
    (vault.root / "b.md").unlink()
    (vault.root / "b.md").mkdir()
    assert "`b.md` is" in rename(vault).err


def test_symbolic_links_and_what_they_lead_to_stay(vault: Vault) -> None:
    vault.put({"a.md": titled("b")})
    (vault.root / "x").mkdir()
    (vault.root / "x/l.md").symlink_to("../a.md")
    answer = rename(vault)
    assert "a.md: skipped: the symbolic link `x/l.md` leads to it" in answer.err
    assert "x/l.md: skipped: it is a symbolic link" in answer.err
    assert names(vault) == ["a.md", "x/l.md"]


def test_folders_that_differ_by_case_are_told(vault: Vault) -> None:
    vault.put({"a.md": titled("b"), "Talks/c.md": "", "f.md": ""})
    assert "its folder is there as `Talks`" in rename(vault, template="talks/{id}.md").err
    assert "`f.md` is no folder" in rename(vault, template="f.md/{id}.md").err


@pytest.mark.parametrize("new", ["A", "ä"])
def test_a_name_that_differs_by_case_or_form_only(vault: Vault, new: str) -> None:
    old = unicodedata.normalize("NFD", new.lower())
    vault.put({f"{old}.md": titled(new), "b.md": f"[[{old}]] [x]({old}.md)\n"})
    assert rename(vault).code == 0
    assert names(vault) == sorted([f"{new}.md", "b.md"])
    assert vault.text("b.md") == f"[[{new}]] [x]({new}.md)\n"


def test_on_a_disk_that_ignores_case_a_note_goes_aside_first(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    """No such disk is at hand: what it says of two names is put in its place."""
    vault.put({"a.md": titled("A")})
    moves = []
    monkeypatch.setattr("vaultlint.commands.rename_file.is_one", lambda old, new: old.name.lower() == new.name.lower())
    monkeypatch.setattr("vaultlint.commands.rename_file.move", lambda *words: moves.append(words[1:]) or move(*words))
    assert rename(vault).code == 0
    assert moves == [("a.md", "a (vaultlint 1).md"), ("a (vaultlint 1).md", "A.md")]
    assert "1 note renamed back" in vault.run("undo").out
    assert names(vault) == ["a.md"]


# Links


@pytest.mark.parametrize(
    "link, after",
    [
        ("[[a]]", "[[n]]"),
        ("[[A]]", "[[n]]"),
        ("[[a.md]]", "[[n.md]]"),
        ("[[x/a]]", "[[x/n]]"),
        ("[[/x/a]]", "[[/x/n]]"),
        ("[[./x/a]]", "[[./x/n]]"),
        ("[[a#H#I|text]]", "[[n#H#I|text]]"),
        ("[[a#^b]]", "[[n#^b]]"),
        ("![[a#H|100]]", "![[n#H|100]]"),
        ("[[ a ]]", "[[ n ]]"),
        ("[t](x/a.md)", "[t](x/n.md)"),
        ("[t](./x/a.md#H)", "[t](./x/n.md#H)"),
        ("[t](/x/a.md)", "[t](/x/n.md)"),
        ('[t](<x/a.md> "a")', '[t](<x/n.md> "a")'),
        ("[t](a.md)", "[t](n.md)"),
        ("![t](x/a.md)", "![t](x/n.md)"),
        ("[t]\n\n[t]: x/a.md 'T'", "[t]\n\n[t]: x/n.md 'T'"),
        ("| [[a\\|t]] |\n| --- |", "| [[n\\|t]] |\n| --- |"),
        ("`[[a]]` <!-- [[a]] --> [[b]] [t](https://x.org/a.md)", None),
        ("---\nup: '[[a#H|it]]' # up\n---\n", "---\nup: '[[n#H|it]]' # up\n---\n"),
        ('---\nup:\n- "[[a]]"\n- c\n---\n', '---\nup:\n- "[[n]]"\n- c\n---\n'),
        ("```base\nfilters: file.hasLink('a')\n```\n", "```base\nfilters: file.hasLink('n')\n```\n"),
    ],
)
@pytest.mark.parametrize("mark, newline", [("", "\n"), ("\ufeff", "\r\n")])
def test_a_link_follows_in_its_own_style(vault: Vault, link: str, after: str | None, mark: str, newline: str) -> None:
    note = (mark + link + "\n").replace("\n", newline)
    vault.put({"x/a.md": titled("n"), "b.md": note, "c.canvas": "{}"})
    answer = rename(vault)
    assert answer.code == 0, answer.err
    assert vault.text("b.md") == (note if after is None else (mark + after + "\n").replace("\n", newline))
    assert names(vault) == ["b.md", "x/n.md"]


@pytest.mark.parametrize(
    "link, after",
    [
        ("[t](a.md)", "[t](Two%20é.md)"),
        ("[t](%61.md)", "[t](Two%20é.md)"),
        ("[t](<a.md>)", "[t](<Two é.md>)"),
        ("[t](a%2Emd)", "[t](Two%20é.md)"),
        ("[[a]]", "[[Two é]]"),
        ("---\nup: '[[a]]'\n---\n", "---\nup: '[[Two é]]'\n---\n"),
    ],
)
def test_blanks_and_letters_are_written_as_the_link_has_them(vault: Vault, link: str, after: str) -> None:
    vault.put({"a.md": titled("Two é"), "b.md": link})
    assert rename(vault).code == 0
    assert vault.text("b.md") == after


def test_an_apostrophe_in_a_quoted_property(vault: Vault) -> None:
    vault.put({"a.md": titled("Ann's"), "b.md": "---\nup: '[[a]]'\n---\n"})
    assert rename(vault).code == 0
    assert dict(parse("b.md", vault.text("b.md")).values or {}) == {"up": "[[Ann's]]"}


def test_links_get_longer_where_the_name_alone_is_ambiguous(vault: Vault) -> None:
    vault.put({"x/a.md": titled("n"), "y/n.md": "", "b.md": "[[a]] [[n]]\n"})
    assert rename(vault, "--in", "x").code == 0
    assert vault.text("b.md") == "[[x/n]] [[y/n]]\n"


def test_a_wikilink_that_starts_at_its_folder_does_so_still(vault: Vault) -> None:
    vault.put({"z/a.md": titled("n"), "x/b.md": "[[../z/a]] [t](../z/a.md)", "n.md": "", "z/n.md": ""})
    assert rename(vault, "--where", "id", template="x/{id}.md").code == 0
    assert vault.text("x/b.md") == "[[./n]] [t](n.md)"


def test_a_note_that_goes_to_another_folder_takes_its_links_along(vault: Vault) -> None:
    vault.put(
        {
            "x/a.md": titled("n", "[b](b.md) ![](../p.png) [[b]] [c](c/d.md#H)\n\n[r]\n\n[r]: <b.md>\n"),
            "x/b.md": "[a](a.md) [[x/a]] [[a]]",
            "x/c/d.md": "# H\n[a](../a.md)",
            "p.png": b"",
        }
    )
    assert rename(vault, template="y/z/{id}.md").code == 0
    assert vault.text("y/z/n.md") == titled(
        "n", "[b](../../x/b.md) ![](../../p.png) [[b]] [c](../../x/c/d.md#H)\n\n[r]\n\n[r]: <../../x/b.md>\n"
    )
    assert vault.text("x/b.md") == "[a](../y/z/n.md) [[y/z/n]] [[n]]"
    assert vault.text("x/c/d.md") == "# H\n[a](../../y/z/n.md)"
    assert vault.run("undo").code == 0
    assert not (vault.root / "y").exists()


CANVAS = (
    '{\n\t"nodes":[ {"id":"1","type":"file","file":"a.md","subpath":"#H"},\r\n'
    '{"type":"text","text":"\\u00e9\\ud83d\\ude00 [[a|\\"x\\"]]\\n`[[a]]`", "color": 1.50},\n'
    '{"type":"group","label":"see [[a]]"},{"type":"link","url":"a.md"}],"edges":[],"a":["a.md"]}'
)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_of_a_canvas_only_the_paths_change(vault: Vault, mark: str) -> None:
    vault.put({"a.md": titled("é"), "c.canvas": mark + CANVAS, "broken.canvas": '{"nodes": [[a]]'})
    assert rename(vault).code == 0
    meant = CANVAS.replace('"file":"a.md"', '"file":"é.md"').replace("see [[a]]", "see [[é]]")
    assert vault.text("c.canvas") == mark + meant.replace(" [[a|", " [[\\u00e9|")
    assert vault.text("broken.canvas") == '{"nodes": [[a]]'


def test_a_base_follows(vault: Vault) -> None:
    base = "filters:\n  and:\n    - 'file.hasLink(\"a\")'  # a\n    - this == link('a')\n    - up == [[a]]\n"
    vault.put({"a.md": titled("n"), "b.base": base})
    assert rename(vault).code == 0
    assert vault.text("b.base") == base.replace('"a"', '"n"').replace("'a'", "'n'").replace("[[a]]", "[[n]]")


def test_what_cannot_be_proved_is_not_done(vault: Vault) -> None:
    vault.put({"a.md": titled("Ann's"), "b.base": "filters: 'file.hasLink(\"a\")'\n"})
    before = everything(vault.root)
    answer = rename(vault)
    assert (answer.code, "so no note is renamed" in answer.err) == (1, True)
    assert everything(vault.root) == before


def test_a_note_that_cannot_be_written_stops_all(vault: Vault, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "o.md").write_text("[[a]]")
    (vault.root / "linked").symlink_to(outside)
    vault.put({"a.md": titled("n")})
    assert "linked/o.md: skipped: it lies outside of the vault" in rename(vault).err
    assert names(vault) == ["a.md"]


def test_links_in_notes_that_are_left_out_follow_too(vault: Vault) -> None:
    vault.put({"vaultlint.toml": 'exclude = ["old/**"]\n', "a.md": titled("n"), "old/o.md": "[[a]]"})
    assert rename(vault).code == 0
    assert vault.text("old/o.md") == "[[n]]"


# The run


def test_without_write_it_is_only_shown(vault: Vault) -> None:
    vault.put({"a.md": titled("n n", "[[a]]\n"), "b.md": "[[a]]\n", "c.md": titled("c")})
    before = everything(vault.root)
    answer = vault.run("edit", "rename-file", "{id}.md", "--where", "id")
    assert (answer.code, everything(vault.root)) == (1, before)
    assert answer.err.endswith("1 of 3 notes would be renamed; links in 2 files follow; --write makes it so\n")
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "apply", "-"], input=answer.out.encode(), check=True)
    assert vault.text("n n.md") == titled("n n", "[[n n]]\n")
    assert vault.text("b.md") == "[[n n]]\n"
    assert not (vault.root / "a.md").exists()


def test_where_and_in_choose_the_notes(vault: Vault) -> None:
    vault.put({"x/a.md": titled("n"), "y/b.md": titled("m"), "y/c.md": titled("o")})
    assert rename(vault, "--in", "y", "--where", "id == 'm'").code == 0
    assert names(vault) == ["x/a.md", "y/c.md", "y/m.md"]


def test_a_second_run_changes_nothing(vault: Vault) -> None:
    vault.put({"a.md": titled("n", "[[a]]"), "b.md": titled("b", "[[a]]")})
    rename(vault)
    before = everything(vault.root)
    answer = rename(vault)
    assert (answer.code, answer.err) == (0, "vaultlint: nothing to rename; 2 notes read\n")
    assert everything(vault.root) == before


def test_a_migration_tells_that_it_is_no_step(vault: Vault) -> None:
    vault.put({"a.md": "", "m.yaml": "steps:\n  - rename-file: '{id}.md'\n"})
    answer = vault.run("migrate", "m.yaml")
    assert (answer.code, "`vaultlint edit rename-file`" in answer.err) == (2, True)


def test_undo_refuses_as_a_whole_what_has_changed_since(vault: Vault) -> None:
    vault.put({"a.md": titled("n"), "b.md": "[[a]]", "c.md": titled("m")})
    rename(vault)
    state = {**everything(vault.root), "n.md": b"changed"}
    vault.put({"n.md": "changed"})
    answer = vault.run("undo")
    assert (answer.code, "n.md: left as it is: it has changed since" in answer.err) == (1, True)
    assert everything(vault.root) == state


def test_undo_overwrites_nothing(vault: Vault) -> None:
    vault.put({"a.md": titled("n"), "b.md": "[[a]]"})
    rename(vault, "--where", "id")
    vault.put({"a.md": "new"})
    state = everything(vault.root)
    assert "there is another `a.md` now" in vault.run("undo").err
    assert everything(vault.root) == state


def test_undo_takes_back_later_what_it_could_not_read(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.put({"a.md": titled("n"), "b.md": "[[a]]"})
    before = everything(vault.root)
    rename(vault, "--where", "id")
    read = Path.read_bytes

    def refused(file: Path) -> bytes:
        if file.name == "n.md":
            raise PermissionError(13, "Permission denied")
        return read(file)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", refused)
        answer = vault.run("undo")
    assert answer.code == 1
    assert "`vaultlint undo` again takes back the rest" in answer.err
    assert vault.run("undo").code == 0
    assert everything(vault.root) == before


def test_undo_lists_and_shows_what_was_renamed(vault: Vault) -> None:
    vault.put({"a.md": titled("b", "A"), "b.md": titled("a", "B"), "c.md": "[[a]]"})
    rename(vault, "--where", "id")
    assert "edit rename-file '{id}.md' --where id" in vault.run("undo", "--list").out
    assert "rename from a.md\nrename to b.md\n" in vault.run("undo", "--show").out


# Killed

_KILLED = """
import os, sys
from pathlib import Path
import vaultlint.journal.writing as writing
from vaultlint.cli import main
left = int(sys.argv.pop(1))
class Killed(BaseException): pass
def hook(event, arguments):
    global left
    if event in ("os.rename", "os.mkdir"):
        left -= 1
        if left < 0:
            os._exit(9)
sys.addaudithook(hook)
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("steps", range(12))
def test_killed_at_any_moment_each_note_is_there_once_and_undo_or_the_next_run_goes_on(
    vault: Vault, steps: int
) -> None:  # fmt: skip
    vault.put({"a.md": titled("b", "A [[b]]"), "b.md": titled("a", "B"), "c.md": titled("d", "C"), "d.md": titled("e")})
    vault.put({"x/l.md": titled("z/l", "[[a]] [[c]]").replace("z/l", "zl")})
    before = everything(vault.root)
    words = ["edit", "rename-file", "{id}.md", "--write"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    call = [sys.executable, "-c", _KILLED, str(steps), *words]
    run = subprocess.run(call, check=False, capture_output=True, env=environment)
    assert run.returncode in (0, 9), run.stderr
    there = sorted(text.split("\n")[1] for path in names(vault) if (text := vault.text(path)))
    assert there == ["id: a", "id: b", "id: d", "id: e", "id: zl"]
    if run.returncode:
        again = vault.run(*words)
        if again.code == 2:
            assert "`vaultlint undo` takes it back" in again.err
            assert vault.run("undo").code == 0
            restored = everything(vault.root).items()
            assert {path: data for path, data in restored if not path.endswith(".vaultlint")} == before
            assert vault.run(*words).code == 0
    assert vault.text("x/zl.md") == titled("zl", "[[b]] [[d]]")
    assert vault.text("b.md") == titled("b", "A [[a]]")


def test_what_the_disk_does_not_let_be_done_is_taken_back(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.put({"a.md": titled("n", "[[b]]"), "b.md": titled("m", "[[a]]")})
    before = everything(vault.root)

    def full(self: Path, target: Path) -> None:
        if target.name == "m.md":
            raise OSError(28, "No space left on device")
        os.rename(self, target)  # noqa: PTH104

    monkeypatch.setattr(Path, "rename", full)
    answer = rename(vault)
    assert (answer.code, "no note is renamed: no space left on device" in answer.err) == (2, True)
    monkeypatch.undo()
    assert everything(vault.root) == before


# The law

_FOLDERS = ["", "x/", "x/y/", "z/"]
_STEMS = ["a", "b", "B", "c d", "é", "n", "v1.2"]


def _some_vault(choice: random.Random) -> dict[str, str]:
    paths: dict[str, str] = {}
    for _ in range(choice.randint(2, 10)):
        path = f"{choice.choice(_FOLDERS)}{choice.choice(_STEMS)}.md"
        paths.setdefault(path.lower(), path)
    notes = list(paths.values())
    board = {"nodes": [{"type": "file", "file": path} for path in notes]}
    return {"x/c.canvas": json.dumps(board)} | {path: _some_note(choice, path, notes) for path in notes}


def _some_note(choice: random.Random, path: str, notes: list[str]) -> str:
    up = choice.choice(["", f"up: '[[{choice.choice(notes)}|it]]'\n"])
    return titled(choice.choice(_STEMS), _some_text(choice, path, notes)).replace("\n---\n", f"\n{up}---\n")


def _some_text(choice: random.Random, path: str, notes: list[str]) -> str:
    return "\n\n".join(_some_link(choice, path, choice.choice(notes)) for _ in range(choice.randint(0, 6))) + "\n"


def _some_link(choice: random.Random, path: str, target: str) -> str:
    relative = os.path.relpath(target, os.path.dirname(path) or ".")  # noqa: PTH120
    name, whole = target.rpartition("/")[2], target
    part = "/".join(whole.split("/")[-2:])
    written = choice.choice([name, whole, part, f"/{whole}", relative, f"./{relative}", "nowhere.md"])
    if choice.random() < 0.5:
        bare = written if choice.random() < 0.3 else written.removesuffix(".md")
        return f"[[{bare}{choice.choice(['', '#H', '|t'])}]]"
    return choice.choice([f"[t](<{written}>)", "[t](" + written.replace(" ", "%20") + "#h)"])


def _leads(root: Path) -> Iterator[tuple[str, list[str]]]:
    """The files that the links of each note lead to, by the ids of the notes."""
    texts = {path: data.decode() for path, data in everything(root).items() if path.endswith(".md")}
    judge = Judge(Notes((), files=tuple(texts)))
    board = json.loads((root / "x/c.canvas").read_text())
    yield "x/c.canvas", [node["file"] if node["file"] in texts else "" for node in board["nodes"]]
    for path, text in texts.items():
        found = (judge.found(link.link.reference, path).files[:1] for link in note_links(parse(path, text)))
        yield path, [one[0] if one else "" for one in found]


@pytest.mark.parametrize("seed", range(60))
def test_every_link_leads_where_it_did(vault: Vault, seed: int) -> None:
    choice = random.Random(seed)
    template = choice.choice(["{id}.md", "{file.folder}/{id}.md", "x/{id}.md", "./y/{id}.md", "../{id}.md"])
    words = choice.choice([(), ("--where", "id < 'c'"), ("--where", "file.folder != ''")])
    if choice.random() < 0.3:
        vault.put({".obsidian/app.json": '{"newLinkFormat": "relative"}'})
    vault.put(_some_vault(choice))
    before, led = everything(vault.root), dict(_leads(vault.root))
    shown = vault.run("edit", "rename-file", template, *words)
    assert everything(vault.root) == before
    assert "so no note is renamed" not in shown.err
    moved = _moved(shown.out)
    rename(vault, *words, template=template)
    now = dict(_leads(vault.root))
    assert set(now) == {moved.get(path, path) for path in led}
    for path, targets in led.items():
        pairs = zip(now[moved.get(path, path)], targets, strict=True)
        assert all(new == moved.get(old, old) for new, old in pairs if old)
    if moved:
        assert vault.run("undo").code == 0
    assert everything(vault.root) == before


def _moved(diff: str) -> dict[str, str]:
    lines = diff.split("\n")
    pairs = pairwise(lines)
    return {
        one.removeprefix("rename from "): other.removeprefix("rename to ")
        for one, other in pairs
        if one.startswith("rename from ")
    }
