"""What we read is what others read: blocks by markdown-it-py, front matter by a second YAML 1.2 parser, fixes by html5lib.

    python tests/attack/differential.py FOLDER… [--longest 300]

Prints each disagreement with its note and line, ours and theirs; notes longer than so many kilobytes are left out, and those
that are no UTF-8. The parser is `py-yaml12` (saphyr, in Rust); without it front matter is not compared. Exit code 1 if
anything differs that the table below does not give a reason for.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import html5lib
from markdown_it import MarkdownIt

sys.path.insert(0, str(Path(__file__).parents[2]))

from vaultlint.frontmatter import FrontMatter
from vaultlint.frontmatter import read as read_frontmatter
from vaultlint.lint import activate
from vaultlint.markdown import read
from vaultlint.mend import mend
from vaultlint.note import parse
from vaultlint.rule import discover
from vaultlint.text import Lines

try:
    from yaml12 import parse_yaml
except ImportError:
    parse_yaml = None

KNOWN = {
    "definition": "a link reference definition is a paragraph for us: no rule asks for it, and Obsidian shows it as text",
    "mark": "`$$` and `%%` open math and comments in Obsidian; markdown-it knows neither",
    "blank": "what is no blank in CommonMark is one for markdown-it behind a tag, such as U+3000",
    "quote": "a `>` four columns in is code for CommonMark 5.1; markdown-it goes on with the quote above",
    "duplicate": "of a repeated key the last value counts there, the first here, where it is a finding of its own",
    "template": "the block is a template, not YAML",
}
"""Differences that stay, each with its reason."""

SIGNS = {
    "mark": re.compile(r"\$\$|%%"),
    "blank": re.compile(r">[ \t]*[\x00\x0b\x0c\x1c-\x1f\x85\xa0\u2000-\u200a\u2028\u2029\u3000]"),
    "quote": re.compile(r"(?: {4}|\t)[ \t]*>"),
}
"""What a note has in which blocks differ for such a reason; the differences of a whole note are then known ones."""

PARSER = MarkdownIt("commonmark").enable("table")
KINDS = {
    "fence": "code",
    "code_block": "indented-code",
    "html_block": "html",
    "hr": "thematic-break",
    "table_open": "table",
}
PARAGRAPHS = {"list-item", "blockquote", "callout", "image"}
_DEFINITION = re.compile(r"[ >\t*+-]*\[")


class Difference(NamedTuple):
    """Line of the text; `known` names its row of the table, if it has one."""

    line: int
    ours: str
    theirs: str
    known: str | None = None


def blocks_of_theirs(text: str) -> Iterator[tuple[int, str]]:
    """Line and kind of each leaf block, as markdown-it sees them."""
    tables = 0
    for token in PARSER.parse(text):
        tables += (token.type == "table_open") - (token.type == "table_close")
        if token.map is None:
            continue
        if token.type in KINDS:
            yield token.map[0] + 1, KINDS[token.type]
        elif not tables and token.type in ("paragraph_open", "heading_open"):
            yield token.map[0] + 1, token.type.removesuffix("_open")


def blocks_of_ours(text: str) -> Iterator[tuple[int, str]]:
    """Line and kind of each leaf block, as we see them."""
    lines = Lines(text)
    for block in read(text, 0).blocks:
        kind = "paragraph" if block.kind in PARAGRAPHS else block.kind
        yield lines.position(block.span.start).line, kind


def compare_blocks(text: str) -> Iterator[Difference]:
    """Where the leaf blocks of a body differ."""
    reason = next((name for name, sign in SIGNS.items() if sign.search(text)), None)
    for one in _blocks(text):
        yield one if one.known or reason is None else one._replace(known=reason)


def _blocks(text: str) -> Iterator[Difference]:
    ours, theirs = set(blocks_of_ours(text)), set(blocks_of_theirs(text))
    lines = re.split(r"\r\n?|\n", text)
    for line in sorted({line for line, _ in ours ^ theirs}):
        mine, other = (", ".join(sorted(kind for at, kind in side if at == line)) for side in (ours, theirs))
        at = line - 1 if mine == "paragraph" and not other else line - 2 if other == "paragraph" and not mine else -1
        definition = at >= 0 and _DEFINITION.match(lines[at])
        yield Difference(line, mine or "-", other or "-", "definition" if definition else None)


def compare_values(found: FrontMatter) -> Iterator[Difference]:
    """Whether the front matter has the same values, or the same fault, for both parsers."""
    if parse_yaml is None or found.kind != "yaml":
        return
    try:
        theirs = parse_yaml(found.content.of(found.text)) or {}
    except Exception as fault:  # of whatever kind: it says that the text is no YAML
        if found.is_template or found.duplicates:
            yield Difference(1, "-", "-", "template" if found.is_template else "duplicate")
        elif found.fault is None and not found.fence_faults:
            yield Difference(1, repr(found.values), f"no YAML: {fault}")
        return
    if found.is_template:
        return
    if found.fault is not None:
        yield Difference(1, f"no YAML: {found.fault}", repr(theirs))
    elif found.duplicates:
        yield Difference(1, "the first", "the last", "duplicate")
    elif found.values is not None and not same(found.values, theirs):
        yield from _values(found.values, theirs)


def _values(ours: Any, theirs: Any) -> Iterator[Difference]:
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in [*ours, *(str(key) for key in theirs if str(key) not in ours)]:
            mine, other = ours.get(key, "-"), {str(k): v for k, v in theirs.items()}.get(key, "-")
            if not same(mine, other):
                yield Difference(1, f"{key}: {mine!r}", f"{key}: {other!r}")
    else:
        yield Difference(1, repr(ours), repr(theirs))


def same(ours: Any, theirs: Any) -> bool:
    """Whether it is the same value of the same type, as JSON has it (keys are texts)."""
    theirs = getattr(theirs, "value", theirs)
    if isinstance(ours, dict) and isinstance(theirs, dict):
        others = {_key(key): value for key, value in theirs.items()}
        return ours.keys() == others.keys() and all(same(value, others[key]) for key, value in ours.items())
    if isinstance(ours, list) and isinstance(theirs, list | tuple):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    if isinstance(ours, float) and isinstance(theirs, float) and math.isnan(ours):
        return math.isnan(theirs)
    return type(ours) is type(theirs) and bool(ours == theirs)


def _key(key: Any) -> str:
    return str(key).lower() if isinstance(key, bool) else "null" if key is None else str(key)


BALANCED = {"details", "summary", "p"}


def faults_of_tags(text: str) -> Counter[str]:
    """The kinds of faults that an HTML5 parser finds about details, summaries and paragraphs on the rendered page."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parse(MarkdownIt("commonmark").render(text))
    return Counter(code for _, code, given in parser.errors if given.get("name") in BALANCED)


def compare_fix(path: str, text: str) -> Iterator[Difference]:
    """Whether the safe fixes of the family `details` leave more faults of tags than there were."""
    if "<" not in text and "＜" not in text:
        return
    note = parse(path, text)
    rules = [activate(rule) for name, rule in discover().items() if name.startswith("details/")]
    after = mend(note, rules).text
    if after != text:
        before, now = (faults_of_tags(one[parse(path, one).body.start :]) for one in (text, after))
        if now - before:
            yield Difference(1, "mended", f"new faults: {dict(now - before)}")


def compare(path: str, text: str) -> Iterator[tuple[str, Difference]]:
    """All differences of a note: what was compared, and how it differs; lines are those of the note."""
    found = read_frontmatter(text)
    start = found.end if found else 0
    above = Lines(text).position(start).line - 1
    for one in compare_blocks(text[start:]):
        yield "blocks", one._replace(line=one.line + above)
    for one in compare_values(found) if found else ():
        yield "values", one
    for one in compare_fix(path, text):
        yield "tags", one


def notes_in(folders: list[Path], longest: int) -> Iterator[tuple[str, str]]:
    for folder in folders:
        for path in sorted(folder.rglob("*.md")):
            if path.is_file() and path.stat().st_size <= longest:
                try:
                    yield str(path), path.read_bytes().decode()
                except UnicodeDecodeError:
                    continue


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("folders", nargs="+", type=Path)
    words.add_argument("--longest", type=int, default=300, help="kilobytes of a note")
    given = words.parse_args()
    notes, left, known = 0, Counter[str](), Counter[str]()
    for path, text in notes_in(given.folders, given.longest * 1000):
        notes += 1
        for what, one in compare(path, text):
            if one.known:
                known[one.known] += 1
                continue
            left[what] += 1
            print(f"{path}:{one.line}: {what}\n  ours:   {one.ours[:300]}\n  theirs: {one.theirs[:300]}")
    for name, count in known.most_common():
        print(f"known, {count}: {KNOWN[name]}")
    print(f"{notes} notes, {left.total()} differences {dict(left) or ''}")
    return int(bool(left))


if __name__ == "__main__":
    sys.exit(main())
