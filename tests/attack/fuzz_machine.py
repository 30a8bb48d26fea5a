"""A tiny vault to which anything may happen in any order: fixes, edits, renames, migrations, notes by hand, and undo.

    python tests/attack/fuzz_machine.py [--minutes 10] [--seed 1]

After each step: no call fails, links lead to the notes to which they led, values are what was asked for (judged by
ruamel.yaml and by slicing, not by vaultlint), what was not asked for is as it was, and in the end `undo` brings the
first bytes back, run by run. Exit code 1 if that does not hold.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from ruamel.yaml import YAML

PACKAGE = Path(__file__).parents[2]
sys.path.insert(0, str(PACKAGE))

Tree = dict[str, bytes]

NAMES = ("soup", "Bread", "dal 2", "豆", "kim-chi")
FOLDERS = ("", "deep/", "deep/er/")
KEYS = ("title", "tags", "people", "status", "a b", "up")
VALUES = ("x", "no", "'1'", "1", "[a, b]", "[]", "null", "'a: b'", "漢", "true", "'[[soup]]'", "2025-01-02", "'# c'", "' '")
TAGS = ("cook", "cook/soup", "garden", "a-b", "書")
LINKS = (
    "[[{name}]]", "[[{name}|words]]", "![[{name}]]", "[[{path}]]", "[[{name}#Head]]", "[[{name}#^b1]]", "[words](<{relative}>)",
    "[words](<{relative}#head>)", "[[{name}.md]]",
)  # fmt: skip
PROSE = (
    "Water and bones.\n", "# Head\n", "- an item ^b1\n", "#cook and #cook/soup, #garden.\n", "`[[soup]] #cook`\n",
    "```\n[[soup]] #cook\n```\n", "<details>\n<summary>More</summary>\n\nSalt.\n\n</details>\n",
    "<details>\n<summary>More</p>\n<p>Salt.</p>\n</details>\n", "> [!note] #cook\n> [[soup]]\n", "Text<details>\n<summary>A</summary>\n\nB\n\n</details>\n",
    "<!-- [[soup]] #cook -->\n", "$#cook$\n", "See [[nobody]].\n", "<!-- vaultlint-ignore details -->\n",
)  # fmt: skip
HEADS = ("", "---\n{entries}---\n", "---\n{entries}---\\\n", "---\n# why\n{entries}---\n\n", "\n---\n{entries}---\n")
ENTRIES = (
    "tags: [cook, garden]\n", "tags:\n  - cook/soup # mine\n  - a-b\n", "tags: cook\n", "people:\n- Ann\n- Bo\n", "status: 'draft'\n", "status: no\n",
    "a b: 1:30\n", "up: '[[soup]]'\n", "up: [[Bread]]\n", "aliases: [S]\n", "date: 2025/1/2\n", "text: |\n  #cook\n  [[soup]]\n", "tag: cook\n", "empty:\n",
)  # fmt: skip
STEPS = ("  - set: {{values: {{{key}: {value}}}}}\n", "  - unset: {{keys: {key}}}\n", "  - add: {{key: people, values: [{value}]}}\n")


@st.composite
def notes(draw: st.DrawFn, names: tuple[str, ...]) -> dict[str, str]:
    """Some notes, each with its title, a mark that tells it from the others, and links among them."""
    paths = [draw(st.sampled_from(FOLDERS)) + name + ".md" for name in names]
    return {path: draw(texts(path, paths, number)) for number, path in enumerate(paths)}


@st.composite
def texts(draw: st.DrawFn, path: str, paths: list[str], number: int) -> str:
    """The text of the note at `path`."""
    title = draw(st.sampled_from(("New {n}", "'Soup: {n}'", "Stock {n}/x", "{n}", "豆 {n}"))).format(n=number)
    several = draw(st.lists(st.sampled_from(ENTRIES), max_size=4, unique_by=lambda entry: entry.partition(":")[0]))
    entries = draw(st.permutations([f"title: {title}\n", *several]))
    head = draw(st.sampled_from(HEADS)).format(entries="".join(entries))
    links = [_link(form, path, to) for form, to in draw(st.lists(st.tuples(st.sampled_from(LINKS), st.sampled_from(paths)), max_size=4))]
    body = draw(st.permutations([*draw(st.lists(st.sampled_from(PROSE), max_size=4)), *(f"See {link}.\n" for link in links)]))
    text = head + "\n".join([f"mark{number}\n", *body])
    newline = draw(st.sampled_from(("\n", "\n", "\r\n")))
    mark = draw(st.sampled_from(("", "", "\ufeff")))
    return mark + text.replace("\n", newline)


def _link(form: str, path: str, to: str) -> str:
    relative = os.path.relpath(to, Path(path).parent).replace(os.sep, "/")
    return form.format(name=Path(to).stem, path=to.removesuffix(".md"), relative=relative)


_LINK = re.compile(r"\[\[([^\[\]|#\r\n]+)(?:#[^\[\]|]*)?(?:\|[^\[\]]*)?\]\]|\]\(<([^<>#\r\n]+\.md)(?:#[^<>]*)?>\)|\]\(([^<>()#\s]+\.md)(?:#[^()\s]*)?\)")
_CODE = re.compile(r"```.*?```|`[^`]*`|<!--.*?-->|\$[^$]*\$|^text: \|.*?(?=^\S)|^up: \[\[[^\n]*", re.S | re.M)
_MARK = re.compile(rb"mark\d+")


def led(tree: Tree) -> dict[bytes, list[bytes]]:
    """Of each note, known by its mark: the marks of the notes to which its links lead, in order, as Obsidian finds them."""
    marks = {path: found[0] for path, data in tree.items() if (found := _MARK.search(data))}
    return {mark: [_leads(path, link, marks) for link in _LINK.finditer(_CODE.sub("", tree[path].decode()))] for path, mark in marks.items()}


def _leads(path: str, link: re.Match[str], marks: dict[str, bytes]) -> bytes:
    if link[1] is None:
        wanted = os.path.normpath(Path(path).parent / re.sub(r"%20", " ", link[2] or link[3])).replace(os.sep, "/")
        return marks.get(wanted, b"nothing")
    wanted = "/" + link[1].strip().removesuffix(".md").casefold()
    fitting = [mark for at, mark in marks.items() if ("/" + at.removesuffix(".md")).casefold().endswith(wanted)]
    return b" or ".join(sorted(fitting)) or b"nothing"


def _differences(before: Tree, after: Tree) -> list[object]:
    """The links that lead elsewhere; where several notes fit a name, to none of which they led to one."""
    one, other = led(before), led(after)
    pairs = [(mark, *pair) for mark in one for pair in zip(one[mark], other[mark], strict=True)]
    return [(mark, old, new) for mark, old, new in pairs if b" or " not in old and old not in new.split(b" or ")]


def values(data: bytes) -> dict[str, Any] | None:
    """The front matter as another parser reads it: texts only, but for their shape; None where it cannot be read."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    match = re.match(r"---\n(.*?)^---$", text, re.S | re.M)
    try:
        loaded = YAML(typ="base", pure=True).load(match[1]) if match else None
    except Exception:
        return None
    return loaded if isinstance(loaded, dict) else None


class VaultMachine(RuleBasedStateMachine):
    """The vault on disk, what it was before each run that wrote, and what may happen next."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.root = self.folder / "vault"
        (self.root / ".obsidian").mkdir(parents=True)
        self.before: list[Tree] = []
        self.by_hand = 0
        self.kept = {name: os.environ.get(name) for name in ("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA")}
        os.environ.update(dict.fromkeys(self.kept, str(self.folder / "home")))
        self.cwd = Path.cwd()
        os.chdir(self.root)

    def teardown(self) -> None:
        """Take back all runs; then nothing stays."""
        try:
            while self.before:
                self.take_back()
        finally:
            os.chdir(self.cwd)
            for name, value in self.kept.items():
                os.environ.pop(name, None)
                os.environ.update({name: value} if value is not None else {})
            shutil.rmtree(self.folder)

    @property
    def tree(self) -> Tree:
        files = (file for file in self.root.rglob("*") if file.is_file())
        return {file.relative_to(self.root).as_posix(): file.read_bytes() for file in files}

    def call(self, *words: str) -> tuple[int, str]:
        """A call of the command line: exit code, and what it said."""
        from vaultlint.cli import main

        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = main(list(words))
        out.flush()
        said = out.buffer.getvalue().decode()  # type: ignore[attr-defined]
        assert code in (0, 1, 2) and "our own fault" not in said, said
        return code, said

    def write(self, *words: str) -> tuple[Tree, Tree, str]:
        """A call that may write: the vault before, after, and what was said."""
        before = self.tree
        _, said = self.call(*words)
        after = self.tree
        assert not [path for path in after if path.endswith(".vaultlint")], "a temporary file stays"
        if after != before:
            self.before.append(before)
        return before, after, said

    @initialize(found=notes(NAMES))
    def begin(self, found: dict[str, str]) -> None:
        for path, text in found.items():
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())

    @rule(unsafe=st.booleans())
    def fix(self, unsafe: bool) -> None:
        before, after, _ = self.write("fix", *(["--unsafe-fixes"] if unsafe else []))
        assert before.keys() == after.keys()
        _, again, said = self.write("fix", *(["--unsafe-fixes"] if unsafe else []))
        assert again == after, f"a second fix changes something: {said}"

    @rule(key=st.sampled_from(KEYS), value=st.sampled_from(VALUES))
    def set(self, key: str, value: str) -> None:
        self.edited(key, *self.write("edit", "set", f"{key}={value}", "--write"))

    @rule(key=st.sampled_from(KEYS))
    def unset(self, key: str) -> None:
        before, after, said = self.write("edit", "unset", key, "--write")
        self.edited(key, before, after, said)
        assert all(key not in (values(data) or {}) for path, data in after.items() if before[path] != data)

    @rule(values=st.lists(st.sampled_from(VALUES), min_size=1, max_size=2))
    def add(self, values: list[str]) -> None:
        self.edited("people", *self.write("edit", "add", "people", *values, "--write"))

    def edited(self, key: str, before: Tree, after: Tree, said: str) -> None:
        """No other key, and nothing of the body, is touched by an edit of `key`."""
        assert before.keys() == after.keys()
        for path, data in after.items():
            old, new = values(before[path]), values(data)
            if data == before[path] or old is None:
                continue
            assert new is not None or (len(old) == 1 and key in old), said
            assert {**(new or {}), key: 0} == {**old, key: 0}, said
            assert data.partition(b"mark")[2] == before[path].partition(b"mark")[2]

    @rule(old=st.sampled_from(TAGS), new=st.sampled_from(TAGS))
    def rename_tag(self, old: str, new: str) -> None:
        before, after, said = self.write("edit", "rename-tag", old, new, "--write")
        assert led(before) == led(after), said
        assert all(_CODE.findall(before[path].decode()) == _CODE.findall(after[path].decode()) for path in before), said

    @rule(template=st.sampled_from(("{title}.md", "{kebab(title)}.md", "deep/{file.name}", "{file.stem}-x.md", "/{title}.md", "{status}.md")))
    def rename_file(self, template: str) -> None:
        before, after, said = self.write("edit", "rename-file", template, "--write")
        assert not _differences(before, after), f"{said}{_differences(before, after)}"
        assert len(before) == len(after)

    @rule(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from(KEYS), st.sampled_from(VALUES)), min_size=1, max_size=3))
    def migrate(self, steps: list[tuple[str, str, str]]) -> None:
        made = "".join(step.format(key=key, value=value) for step, key, value in steps)
        (self.folder / "steps.yaml").write_text(f"description: Some steps.\nsteps:\n{made}", "utf-8")
        before, after, said = self.write("migrate", "../steps.yaml", "--write")
        assert all(before[path].partition(b"mark")[2] == after[path].partition(b"mark")[2] for path in before), said

    @rule()
    def check(self) -> None:
        before = self.tree
        one, other = self.call("check", "--no-cache"), self.call("check")
        assert one == other, "cached or not, the answer is the same"
        assert self.tree == before

    @rule(text=st.sampled_from(PROSE))
    def note_by_hand(self, text: str) -> None:
        """A new note, of which no run knows; it is in all that was, from now on."""
        self.by_hand += 1
        path, data = f"hand/{self.by_hand}.md", text.encode()
        (self.root / "hand").mkdir(exist_ok=True)
        (self.root / path).write_bytes(data)
        self.before = [] if self.before else self.before
        self.call("undo", "--list")

    @precondition(lambda self: self.before)
    @rule()
    def take_back(self) -> None:
        code, said = self.call("undo")
        assert (code, self.tree) == (0, self.before.pop()), said

    @invariant()
    def nothing_is_lost(self) -> None:
        marks = sorted(found[0] for data in self.tree.values() if (found := _MARK.search(data)))
        assert len(marks) in (0, len(NAMES)) and len({*marks}) == len(marks)


def main() -> int:
    """Run vaults until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    ends, count = time.monotonic() + given.minutes * 60, 0
    few = settings(max_examples=10, stateful_step_count=12, deadline=None, database=None, phases=[Phase.generate],
                   suppress_health_check=[*HealthCheck])  # fmt: skip
    while time.monotonic() < ends:
        seeded = type("Seeded", (VaultMachine,), {"_hypothesis_internal_use_seed": given.seed * 100_003 + count})
        run_state_machine_as_test(seeded, settings=few)
        count += 10
        print(f"{count} vaults", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
