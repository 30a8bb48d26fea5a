"""How small blocks of front matter are read and changed, row by row in `matters.txt`.

A row is a text, `⇒`, and what is made of it; `⏎` ends a line, `⇥` is a tab, `␍` a carriage return. Of a text that is read:
fences and content by offset (`slow`: not by the fast reader), each node with its place, style and value, and where else the data has it, comments, then what the rules of the family say
with their fixes and the edits of these (`?`: unsafe). Of a block that is changed, each change with the text that comes of it, or why
it is refused (`further`: by changes that fewer blocks allow); a block is what stands between the fences.

Where `◌` stands, each of `EACH` is put in its place, and those of which the same is made stand together in `«»`.

The rows pin choices down that were made with care: a row that changes must be judged, not updated. Then
`python tests/test_matters.py` writes all of them anew, and shows the rows that differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from rows import ARROW, meant, sections, shown, write_anew

from vaultlint.errors import EditRefused
from vaultlint.finding import Applicability, Finding
from vaultlint.finding import Path as DataPath
from vaultlint.frontmatter import Alias, Entry, FrontMatter, Scalar, exact, plain, read, walk
from vaultlint.frontmatter.edits import add_key, make_list, remove, remove_entry, rename_key, reorder, set_value
from vaultlint.frontmatter.fence import split
from vaultlint.frontmatter.scalars import resolve
from vaultlint.frontmatter.unseen import all_seen
from vaultlint.frontmatter.yaml11 import reading as old_reading
from vaultlint.lint import Active, activate, check_note
from vaultlint.note import parse
from vaultlint.rule import discover
from vaultlint.text import Edit, Span, apply

FILE = Path(__file__).parent / "matters.txt"
ROWS = sections(FILE)

Changes = dict[str, Callable[[FrontMatter], tuple[Edit, ...]]]

CHANGES: Changes = {
    "word": lambda matter: set_value(matter, ("a",), "x"),
    "text": lambda matter: set_value(matter, ("a",), "it's: #1\nno"),
    "number": lambda matter: set_value(matter, ("a",), 7),
    "list": lambda matter: set_value(matter, ("a",), ["p", "q: r"]),
    "map": lambda matter: set_value(matter, ("a",), {"k": "v"}),
    "empty": lambda matter: set_value(matter, ("a",), []),
    "first": lambda matter: set_value(matter, ("a", 0), "y"),
    "longer": lambda matter: set_value(matter, ("a",), [*_items(matter), "z"]),
    "shorter": lambda matter: set_value(matter, ("a",), _items(matter)[1:]),
    "turned": lambda matter: set_value(matter, ("a",), _items(matter)[::-1]),
    "inner": lambda matter: set_value(matter, ("a", "k"), True),
    "new": lambda matter: add_key(matter, "n", "1"),
    "after": lambda matter: add_key(matter, "n", ["1"], after="a"),
    "before": lambda matter: add_key(matter, "n", None, before="a"),
    "without": lambda matter: remove(matter, ("a",)),
    "without first": lambda matter: remove(matter, ("a", 0)),
    "without inner": lambda matter: remove(matter, ("a", "k")),
    "renamed": lambda matter: rename_key(matter, ("a",), "c d"),
    "listed": lambda matter: make_list(matter, ("a",)),
}

FURTHER: Changes = {
    "second": lambda matter: set_value(matter, ("a", 1), "y"),
    "third": lambda matter: set_value(matter, ("a", 2), 1.5),
    "first a list": lambda matter: set_value(matter, ("a", 0), ["y", "#"]),
    "in first": lambda matter: set_value(matter, ("a", 0, "k"), "y"),
    "middle": lambda matter: set_value(matter, ("a",), [*_items(matter)[:1], "it's", None, *_items(matter)[1:]]),
    "ends": lambda matter: set_value(matter, ("a",), ["o", *_items(matter)[2:], ["z"]]),
    "lists": lambda matter: set_value(matter, ("a",), [["p"], {"k": "v"}]),
    "keys": lambda matter: set_value(matter, ("a",), {"k": 1, "m": ["p"]}),
    "nothing": lambda matter: set_value(matter, ("a",), None),
    "inner list": lambda matter: set_value(matter, ("a", "k"), ["p", "q, r"]),
    "deep": lambda matter: set_value(matter, ("a", "k", "l"), "1"),
    "without second": lambda matter: remove(matter, ("a", 1)),
    "without in first": lambda matter: remove(matter, ("a", 0, "k")),
    "without deep": lambda matter: remove(matter, ("a", "k", "l")),
    "renamed inner": lambda matter: rename_key(matter, ("a", "k"), "m, n"),
    "listed inner": lambda matter: make_list(matter, ("a", "k")),
    "turned keys": lambda matter: reorder(matter, range(len(matter.entries))[::-1]),
    "first emptied": lambda matter: set_value(matter, ("a", 0), []),
    "first listed": lambda matter: make_list(matter, ("a", 0)),
    "odd key": lambda matter: add_key(matter, "o, p", "q: r"),
    "renamed as it is": lambda matter: rename_key(matter, ("a",), "a"),
    "without repeated": lambda matter: remove_entry(matter, *_repeated(matter)),
}


def _repeated(matter: FrontMatter) -> tuple[DataPath, Entry]:
    if not matter.duplicates:
        raise EditRefused("")
    last = matter.duplicates[-1]
    return (*last.path, last.later.name), last.later


def _items(matter: FrontMatter) -> list[object]:
    value = (matter.values or {}).get("a")
    if not isinstance(value, list) or len(value) < 2:
        raise EditRefused("")
    return [*value]


@cache
def rules() -> tuple[Active, ...]:
    return tuple(activate(rule) for name, rule in discover().items() if name.startswith("frontmatter/"))


def read_row(text: str) -> str:
    """What the block is, and what the rules say."""
    checked = check_note(parse("note.md", text), rules())
    assert not checked.crashes
    found = (_found(one.rule.removeprefix("frontmatter/"), one.finding) for one in checked.diagnostics)
    matter = read(text)
    return shown(" · ".join((*(_parts(matter) if matter else ["none"]), *found)))


def _parts(matter: FrontMatter) -> Iterator[str]:
    closer = _place(matter.closer) if matter.closer else "open"
    kind = "" if matter.kind == "yaml" else f"{matter.kind} "
    template = " template" if matter.is_template else ""
    yield f"{kind}{_place(matter.opener)} {_place(matter.content)} {closer} {matter.end}{template}{_reader(matter)}"
    for path, node in walk(matter.root) if matter.root else ():
        name = ".".join(map(str, path))
        if isinstance(node, Alias):
            yield f"{name} {_place(node.span)} *"
            continue
        extras = (f" &{node.anchor}" if node.anchor else "") + (f" {node.tag}" if node.tag else "")
        if (places := matter.places(node)) != (path,):
            extras += f" at {[*places]}"
        if isinstance(node, Scalar):
            yield f"{name} {_place(node.span)} {node.style.value} {node.value!r}{extras}{_old(matter.text, node)}"
        else:
            yield f"{name} {_place(node.span)} {'flow' if node.flow else 'block'}{extras}"
    yield from (f"key {_place(entry.key.span)}" for entry in matter.entries)
    yield from (f"# {_place(one)}" for one in matter.comments)
    if matter.data is not None:
        yield repr(matter.data)


def _reader(matter: FrontMatter) -> str:
    """`slow` where the fast reader leaves the block to the exact one."""
    try:
        plain.read(matter.text, matter.content)
    except plain.UnknownShapeError:
        return " slow"
    return ""


def _old(text: str, node: Scalar) -> str:
    """What YAML 1.1 takes it for, and what is left of it without what nobody sees."""
    old, seen = old_reading(node.span.of(text)) if node.style.value == "plain" else None, all_seen(text, node)
    return (f" 1.1: {old.meaning}" if old else "") + (f" seen {seen!r}" if seen != node.value else "")


def _place(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _found(rule: str, finding: Finding) -> str:
    told = f"{rule} {_place(finding.span)}: {finding.message}"
    if finding.fix is None:
        return told
    told += f" → {finding.fix.title}" + ("" if finding.fix.applicability is Applicability.SAFE else "?")
    return told + "".join(f" [{_place(edit.span)}={edit.text}]" for edit in finding.fix.edits)


def changed_row(block: str, changes: Changes = CHANGES) -> str:
    """What the changes make of a block."""
    text = f"---\n{block}---\nx\n"
    matter = read(text)
    assert matter is not None
    return shown(" · ".join(f"{name}: {told}" for name, change in changes.items() if (told := _made(matter, change))))


def _made(matter: FrontMatter, change: Callable[[FrontMatter], tuple[Edit, ...]]) -> str:
    try:
        after = apply(matter.text, change(matter))
    except EditRefused as error:
        return f"({error})" if str(error) else ""
    return after.removeprefix("---\n").removesuffix("---\nx\n")


EACH = (
    *" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~019aekntyAEZ", *"\t\x00\x07\x08\x0b\x0c\x1b\x7f\x85\xa0\xad",
    *"\u200b\u200d\u2028\u3000\ufe0f\ufefféⅠ汤：“”‘’—–−•※←㊗☕©®🍲",
)  # fmt: skip
OWN = frozenset(" -:·.,[]=?`'\"#&*!()\\019aekntyAEZ")
"""Signs that the rows have for themselves."""


def for_each(template: str, make: Callable[[str], str]) -> str:
    """What is made of the template with each character, which is `◌` in that, too."""
    groups: dict[str, list[str]] = {}
    for sign in EACH:
        made = make(template.replace("◌", sign))
        if sign not in OWN:
            made = made.replace(repr(sign)[1:-1], "◌").replace(shown(sign), "◌")
        groups.setdefault(made, []).append(sign if sign.isprintable() else ascii(sign)[1:-1])
    return " ".join(f"«{''.join(signs)}» {made}" for made, signs in groups.items())


def written_row(row: str) -> str:
    """What becomes of a block when the text behind `=` is put into `a`, in its list if it has one."""
    block, _, value = row.partition("=")
    matter = read(f"---\n{block}---\nx\n")
    assert matter is not None and matter.values is not None
    is_list = isinstance(matter.values["a"], list)
    return shown(_made(matter, lambda matter: set_value(matter, ("a",), ["p", value] if is_list else value)))


def scalar_row(written: str) -> str:
    """What a plain scalar is, and what YAML 1.1 takes it for."""
    old = old_reading(written)
    return repr(resolve(written)) + (f" 1.1: {old.meaning}" if old else "")


SECTIONS: dict[str, Callable[[str], str]] = {
    "scalar": scalar_row,
    "written": written_row,
    "read": read_row,
    "changed": changed_row,
    "changed further": lambda block: changed_row(block, FURTHER),
    "read with each character": lambda text: for_each(text, read_row),
    "written with each character": lambda text: for_each(text, written_row),
}


@pytest.mark.parametrize("section", SECTIONS)
def test_each_block_comes_out_so(section: str) -> None:
    for row in ROWS[section]:
        text = meant(row.partition(ARROW)[0])
        assert f"{shown(text)}{ARROW}{SECTIONS[section](text)}" == row


def test_the_exact_reader_reads_as_the_fast_one() -> None:
    for row in ROWS["read"]:
        text = meant(row.partition(ARROW)[0])
        matter = read(text)
        if matter is not None and matter.kind == "yaml" and not _reader(matter):
            assert repr(exact.read(text, matter.content)) == repr(plain.read(text, matter.content))


def test_how_lines_end_does_not_say_what_is_front_matter() -> None:
    for row in ROWS["read"]:
        text = meant(row.partition(ARROW)[0])
        if "\r" not in text:
            assert _fences(text.replace("\n", "\r\n")) == _fences(text), row


def _fences(text: str) -> object:
    """The places of a block by line and column, and what is wrong with its fences."""
    found = split(text)
    return found and (
        [_line(text, one) for span in (found.opener, found.content, found.closer) if span for one in span],
        [
            (fault.kind, fault.message, [[_line(text, one) for one in edit.span] for edit in fault.edits])
            for fault in found.faults
        ],
    )


def _line(text: str, offset: int) -> tuple[int, int]:
    lines = text[:offset].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines), len(lines[-1])


def anew() -> Iterator[str]:
    """The lines of the file as they would be now."""
    for section, those in ROWS.items():
        yield f"# {section}"
        for row in those:
            left = row.partition(ARROW)[0]
            yield f"{left}{ARROW}{SECTIONS[section](meant(left))}"


if __name__ == "__main__":
    write_anew(FILE, anew())
