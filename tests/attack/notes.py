"""Let `check`, `fix` and `undo` loose on a copy of somebody's notes, as a stranger would, and judge every byte and value.

    python tests/attack/notes.py FOLDER… [--longest 300] [--words]

Nothing is asked of vaultlint but its commands and their JSON: bytes are judged by making the edits that it told by hand,
data by PyYAML and `py-yaml12` (without it, not at all), words and tags by markdown-it-py and html5lib. Prints what does
not hold, with the note; `--words` prints too which words of a page came or went. Exit code 1 if anything did not hold.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

import html5lib
import yaml
from markdown_it import MarkdownIt

try:
    from yaml12 import parse_yaml
except ImportError:
    parse_yaml = None

PACKAGE = Path(__file__).parents[2]
TIERS: dict[str, tuple[str, ...]] = {"safe": (), "unsafe": ("--unsafe-fixes",)}
ROUNDS = 40
KINDS = (".md", ".markdown", ".mdx")

Tree = dict[str, bytes]
Told = Mapping[str, list[dict[str, Any]]]
"""The diagnostics of each note, as the JSON has them."""


class Broken(NamedTuple):
    """What does not hold of a note."""

    path: str
    law: str
    detail: str = ""


class Answer(NamedTuple):
    """Exit code, and what a call printed."""

    code: int
    out: bytes
    err: str


class Copy:
    """The notes in a folder of their own, with a home where nothing was done yet."""

    def __init__(self, folder: Path, tree: Tree) -> None:
        self.root, home = folder / "vault", str(folder / "home")
        names = ("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA")
        self.surroundings = {**os.environ, "PYTHONPATH": str(PACKAGE), **dict.fromkeys(names, home)}
        self.write(tree)

    def write(self, tree: Tree) -> None:
        """Have these notes and no others."""
        shutil.rmtree(self.root, ignore_errors=True)
        for path, data in tree.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_bytes(data)

    def now(self) -> Tree:
        """All files."""
        files = (file for file in self.root.rglob("*") if file.is_file())
        return {file.relative_to(self.root).as_posix(): file.read_bytes() for file in files}

    def run(self, *words: str) -> Answer:
        """Call vaultlint in it; what is our own fault ends the attack."""
        call = [sys.executable, "-m", "vaultlint", *words]
        done = subprocess.run(call, cwd=self.root, env=self.surroundings, capture_output=True, check=False)
        answer = Answer(done.returncode, done.stdout, done.stderr.decode())
        if answer.code not in (0, 1) or "Traceback" in answer.err:
            raise SystemExit(f"vaultlint {' '.join(words)}: exit code {answer.code}\n{answer.err}")
        return answer

    def told(self, *words: str) -> Told:
        """What a command tells of each note."""
        told = defaultdict(list)
        for one in json.loads(self.run(*words, "--isolated", "--output-format", "json").out)["diagnostics"]:
            told[one["path"]].append(one)
        return told


def attack(tree: Tree) -> Iterator[Broken]:
    """All that does not hold of these notes."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(Path(folder), tree)
        told = copy.told("check")
        yield from (Broken(path, "no place is outside the note", one["rule"]) for path, one in _outside(tree, told))
        for tier, words in TIERS.items():
            made = copy.told("fix", *words)
            yield from (Broken(path, "what is offered can be made", rule) for path, rule in _unproved(made))
            after = copy.now()
            left = copy.told("check")
            copy.run("fix", "--isolated", *words)
            twice = copy.now()
            yield from (Broken(path, f"a second {tier} fix changes nothing") for path in _differing(after, twice))
            copy.run("undo")
            back = _differing(tree, copy.now()) if after == twice else ()
            yield from (Broken(path, f"undo brings all back after a {tier} fix") for path in back)
            copy.write(tree)
            yield from (one._replace(law=f"{tier}: {one.law}") for one in _changes(tree, after, told, left))
            yield from (one._replace(law=f"{tier}: {one.law}") for one in _by_hand(folder, tree, after, told, tier))


def _differing(one: Tree, other: Tree) -> list[str]:
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))


def _unproved(told: Told) -> Iterator[tuple[str, str]]:
    found = ((path, one) for path, all_of in told.items() for one in all_of)
    return ((path, one["message"]) for path, one in found if one["rule"] == "file/unproved-fix")


def _outside(tree: Tree, told: Told) -> Iterator[tuple[str, dict[str, Any]]]:
    """The diagnostics with a place or an edit that is in no line of the note."""
    for path, found in told.items():
        text = _text(tree.get(path, b""))
        ends = [len(line) + 1 for line in _BREAK.split(text)]
        for one in found:
            edits = (one["fix"] or {"edits": ()})["edits"]
            for place in (one, *edits):
                for line, column in ((place["line"], place["column"]), (place["end_line"], place["end_column"])):
                    if not (1 <= line <= len(ends) and 1 <= column <= ends[line - 1] + 1):
                        yield path, one


_BREAK = re.compile(r"\r\n|\r|\n")


def _text(data: bytes) -> str:
    return data.decode(errors="replace").removeprefix("\ufeff")


def _by_hand(folder: str, tree: Tree, after: Tree, told: Told, tier: str) -> Iterator[Broken]:
    """The notes in which anything is otherwise than the told edits, made by hand, round by round, have it."""
    hand = Copy(Path(folder) / "hand", {path: tree[path] for path in _differing(tree, after)})
    now = hand.now()
    for _ in range(ROUNDS):
        edited = {path: _edited(data, _edits(told.get(path, ()), tier)) for path, data in now.items()}
        if edited == now:
            break
        now = edited
        whole = {**tree, **now}
        hand.write(whole)
        told = hand.told("check")
    yield from (Broken(path, "a fix is its edits and nothing else") for path in now if now[path] != after.get(path))


def _edits(found: Iterable[dict[str, Any]], tier: str) -> Iterator[list[dict[str, Any]]]:
    for one in found:
        if one["fix"] and (tier == "unsafe" or one["fix"]["applicability"] == "safe"):
            yield one["fix"]["edits"]


def _edited(data: bytes, fixes: Iterable[list[dict[str, Any]]]) -> bytes:
    """The bytes with those fixes made that do not meet one made before."""
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    text = _text(data)
    starts = [0, *(match.end() for match in _BREAK.finditer(text))]
    made: list[tuple[int, int, str]] = []
    for edits in fixes:
        spans = [
            (_at(starts, one["line"], one["column"]), _at(starts, one["end_line"], one["end_column"]), one["text"])
            for one in edits
        ]
        if not any(start <= other_end and other <= end for start, end, _ in spans for other, other_end, _ in made):
            made += spans
    for start, end, new in sorted(made, key=lambda one: one[:2], reverse=True):
        text = text[:start] + new + text[end:]
    return mark + text.encode()


def _at(starts: list[int], line: int, column: int) -> int:
    return starts[line - 1] + column - 1


def _changes(tree: Tree, after: Tree, told: Told, left: Told) -> Iterator[Broken]:
    """What is not as it was in the notes that were changed, but for the changes themselves."""
    for path in _differing(tree, after):
        mended, rest = ({one["rule"] for one in found.get(path, ())} for found in (told, left))
        yield from judged(path, _text(tree[path]), _text(after[path]), mended, rest)


def judged(path: str, before: str, now: str, told: set[str], left: set[str]) -> Iterator[Broken]:
    """What is not as it was in one note; `told` and `left` are the rules that spoke of it before and after."""
    if _ends(now) - _ends(before):
        yield Broken(path, "line endings are what they were", f"{_ends(before)} {_ends(now)}")
    yield from (Broken(path, "data before is data after", one) for one in _data(before, now))
    yield from (Broken(path, "words of the page", one) for one in _words(before, now))
    if any(rule.startswith("details/") for rule in told):
        silent = not any(rule.startswith("details/") for rule in left)
        yield from (Broken(path, "tags are balanced", one) for one in _tags(before, now, silent))


def _ends(text: str) -> set[str]:
    return set(_BREAK.findall(text))


_FRONT = re.compile(r"---[ \t]*(?:\r\n|\n|\r)(.*?)(?:(?<=\n)|(?<=\r))(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)", re.S)


def _data(before: str, now: str) -> Iterator[str]:
    """The keys that say something else although no line of theirs was edited, and those that came or went."""
    if parse_yaml is None:
        return
    old, new = _values(before), _values(now)
    if old is None or not isinstance(old, dict):
        return
    if not isinstance(new, dict):
        yield "front matter cannot be read any more"
        return
    touched = _touched_keys(before, now)
    for key in old:
        if key not in touched and (key not in new or repr(old[key]) != repr(new[key])):
            yield f"{key}: {old[key]!r} became {new.get(key)!r}"


def _values(text: str) -> Any:
    front = _FRONT.match(text)
    try:
        return parse_yaml(front[1]) if front else None
    except Exception:  # of whatever kind: it says that the text is no YAML
        return None


def _touched_keys(before: str, now: str) -> set[object]:
    """The keys on whose lines something was edited."""
    front = _FRONT.match(before)
    assert front is not None
    try:
        root = yaml.compose(front[1], yaml.SafeLoader)
    except yaml.YAMLError:
        return set()
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    touched = {line for start, end in _hunks(before, now) for line in range(start, max(end, start + 1))}
    spans = ((key.value, range(key.start_mark.line + 1, value.end_mark.line + 2)) for key, value in pairs)
    return {key for key, span in spans if not touched.isdisjoint(span)}


def _hunks(before: str, now: str) -> Iterator[tuple[int, int]]:
    """The lines of the text before, from 0, that are not as they were."""
    codes = SequenceMatcher(None, _BREAK.split(before), _BREAK.split(now), autojunk=False).get_opcodes()
    return ((start, end) for kind, start, end, _, _ in codes if kind != "equal")


_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
_WORD = re.compile(r"\w+")


def _page(text: str) -> str:
    front = _FRONT.match(text)
    return str(_MARKDOWN.render(text[front.end() :] if front else text))


def _words(before: str, now: str) -> Iterator[str]:
    """The words that came to the page or left it, unless they are on the edited lines of the note."""
    edited = {line for start, end in _hunks(before, now) for line in range(start, end)}
    lines = _BREAK.split(before)
    said = Counter(word for line in edited for word in _WORD.findall(lines[line]))
    old, new = Counter(_WORD.findall(_shown(before))), Counter(_WORD.findall(_shown(now)))
    front = _FRONT.match(now)
    if gone := old - new - said - Counter(_WORD.findall(front[0]) if front else ()):
        yield f"gone: {' '.join(gone)[:200]}"
    if come := new - old - said:
        yield f"come: {' '.join(come)[:200]}"


def _shown(text: str) -> str:
    """What a reader sees of the page."""
    every = [*html5lib.parseFragment(_page(text), namespaceHTMLElements=False).iter()]
    texts = ((one.text if isinstance(one.tag, str) else None, one.tail) for one in every)
    return " ".join(text for pair in texts for text in pair if text)


def _tags(before: str, now: str, silent: bool) -> Iterator[str]:
    """Whether a browser has more to wonder at than before, or anything although nothing is told any more."""
    old, new = _wonders(before), _wonders(now)
    if new.total() > old.total():
        yield f"{dict(old)} became {dict(new)}"
    elif new and silent:
        yield f"{dict(new)} and nothing is told"


def _wonders(text: str) -> Counter[str]:
    """What is odd about the tags of blocks, by its kind; that one is open at the end is no fault for the parser."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parseFragment(_page(text) + "\n<hr id='end'>")
    errors = ((code, given.get("name")) for _, code, given in parser.errors)
    odd = Counter(f"{code} {name}" for code, name in errors if name in ("details", "summary"))
    odd["open at the end"] = sum(one.find(".//hr[@id='end']") is not None for one in tree.iter("details"))
    return +odd


def notes_in(folder: Path, longest: int) -> Tree:
    """The notes of a folder; `.md` is put behind the names that vaultlint would pass over."""
    found = (file for file in sorted(folder.rglob("*")) if file.suffix.lower() in KINDS and file.is_file())
    found = (file for file in found if file.stat().st_size <= longest * 1000)
    return {_named(file.relative_to(folder)): file.read_bytes() for file in found}


def _named(path: Path) -> str:
    return path.as_posix() if path.suffix == ".md" else f"{path.as_posix()}.md"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--longest", type=int, default=300, help="kilobytes of a note")
    parser.add_argument("--words", action="store_true")
    given = parser.parse_args()
    notes, laws = 0, Counter[str]()
    for folder in given.folders:
        tree = notes_in(folder, given.longest)
        notes += len(tree)
        for one in attack(tree):
            if "words" not in one.law or given.words:
                laws[one.law] += 1
                print(f"{folder / one.path}: {one.law}\n  {one.detail}", flush=True)
    print(f"{notes} notes, {laws.total()} times something did not hold {dict(laws) or ''}")
    return int(bool(laws))


if __name__ == "__main__":
    sys.exit(main())
