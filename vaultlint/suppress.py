"""Ignore comments: which findings of a note its author has already judged.

`<!-- vaultlint-ignore RULE[, RULE] -->` or `%% vaultlint-ignore RULE %%` on its own line covers the next block, at
the end of a line that line; `vaultlint-ignore-file` covers the note; in front matter `# vaultlint-ignore RULE`
covers the key below it or beside it. RULE may be a family.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from vaultlint.frontmatter import FrontMatter
from vaultlint.late import late
from vaultlint.nearest import nearest
from vaultlint.note import Note
from vaultlint.text import Edit, Span, delete
from vaultlint.trouble import Trouble, UnknownIgnore, UnusedIgnore

_MARK = "vaultlint-ignore"
_DIRECTIVE = late(
    r"(?:<!--|%%|#)\s*+vaultlint-ignore(?P<file>-file)?(?=[\s:-]|$|%%)[\s:]*+(?P<names>.*?)\s*(?:--|%%|$)", re.S
)
_HASH = late(r"(?<![^\s])#\s*+vaultlint-ignore[^\r\n]*+")
_CONTAINERS = late(r"(?:[\s>]|[-+*](?=\s)|\d{1,9}[.)](?=\s)|\[![^\]\r\n]++\][+-]?)*+")
"""What opens quotes, lists and callouts around a comment."""

FENCES = ("---", "+++")
"""Lines that open front matter, at the very start of a note."""

_REST_OF_LINE = late(r"[ \t]*+(?:\r\n?|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Ignore:
    """One ignore comment: it hides findings of `names` (of all rules, if empty) that start within `covers`.

    `listed` is where the names stand; `reasoned` says that there are words of the author's among or behind them.
    """

    comment: Span
    names: tuple[str, ...]
    listed: Span
    covers: Span
    reasoned: bool = False

    def hides(self, rule: str, span: Span) -> str | None:
        """The name under which the comment hides a finding of `rule` at `span`: "" if it names none.

        None if the comment does not hide it.
        """
        if not (self.covers.start <= span.start < self.covers.end or span.start == self.covers.start):
            return None
        if not self.names:
            return ""
        return next((name for name in self.names if covers_rule(name, rule)), None)


def covers_rule(name: str, rule: str) -> bool:
    """Whether `name`, a rule or a family, takes in `rule`."""
    return name == rule or rule.startswith(name + "/")


def ignores(note: Note) -> tuple[Ignore, ...]:
    """The ignore comments of `note`, in the order of the text."""
    if _MARK not in note.text:
        return ()
    return tuple(sorted((*_in_front_matter(note), *_in_body(note)), key=lambda ignore: ignore.comment))


def _in_front_matter(note: Note) -> Iterator[Ignore]:
    matter = note.frontmatter
    if matter is None:
        return
    comments = matter.comments if matter.root else _hashes(note.text, matter.content)
    for comment in comments:
        match = _DIRECTIVE.match(comment.of(note.text))
        if match is not None:
            covers = _whole(note) if match["file"] else _key_of(note, matter, comment)
            yield _ignore(note, comment, match, covers)


def _hashes(text: str, content: Span) -> Iterator[Span]:
    """What evidently are ignore comments in front matter that cannot be read."""
    return (Span(*found.span()) for found in _HASH.finditer(text, *content))


def _key_of(note: Note, matter: FrontMatter, comment: Span) -> Span:
    """The key beside a comment, or the one below it, with its value; the whole block, if there is none."""
    lines = note.lines
    number = lines.position(comment.start).line
    last = lines.position(matter.content.end).line
    beside = note.text[lines.start(number) : comment.start].strip()
    if not beside:
        number = next((one for one in range(number + 1, last) if _says_something(lines.span(one).of(note.text))), 0)
        if not number:
            return matter.content
    line = lines.span(number)
    for entry in matter.entries:
        if entry.key.span.start in line or entry.key.span.start == line.start:
            return Span(line.start, max(entry.value.span.end, entry.key.span.end) + 1)
    end = line.end
    if not beside:
        depth = _indent(line.of(note.text))
        for below in map(lines.span, range(number + 1, last)):
            if _indent(below.of(note.text)) <= depth:
                break
            end = below.end
    return Span(line.start, end + 1)


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _in_body(note: Note) -> Iterator[Ignore]:
    comments = note.body.comments
    own = {comment: match for comment in comments if (match := _DIRECTIVE.match(comment.of(note.text)))}
    for comment, match in own.items():
        line = note.lines.span(note.lines.position(comment.start).line)
        if match["file"]:
            covers = _whole(note)
        elif _CONTAINERS.fullmatch(note.text, line.start, comment.start):
            covers = _next_block(note, comment, own)
        else:
            covers = Span(line.start, line.end + 1)
        yield _ignore(note, comment, match, covers)


def _next_block(note: Note, comment: Span, ignoring: Collection[Span]) -> Span:
    """From the end of a comment to the end of the block that starts behind it; ignore comments are no blocks.

    A `<details>` is one block, whatever is in it.
    """
    blocks = note.body.blocks
    around = next((block.span for block in blocks if comment.start in block.span), None)
    if around is not None and _besides(note.text, Span(comment.end, around.end), ignoring):
        block: Span | None = Span(comment.end, around.end)
    else:
        behind = (block.span for block in blocks if block.span.start >= comment.end)
        block = next((span for span in behind if _besides(note.text, span, ignoring)), None)
    if block is None:
        return Span(comment.end, len(note.text) + 1)
    ends = [one.span.end for one in note.body.details.blocks if one.top_level and one.span.start in block]
    end = max((block.end, *ends))
    return Span(comment.end, note.lines.span(note.lines.position(end).line).end + 1)


def _besides(text: str, span: Span, ignoring: Collection[Span]) -> bool:
    """Whether there is anything in `span` besides ignore comments."""
    at = span.start
    for comment in sorted(one for one in ignoring if span.start <= one.start < span.end):
        if not _CONTAINERS.fullmatch(text, at, comment.start):
            return True
        at = comment.end
    return not _CONTAINERS.fullmatch(text, at, max(at, span.end))


def _whole(note: Note) -> Span:
    return Span(0, len(note.text) + 1)


def _ignore(note: Note, comment: Span, match: re.Match[str], covers: Span) -> Ignore:
    listed = Span(comment.start + match.start("names"), comment.start + match.end("names"))
    names, reasoned = _names(match["names"])
    return Ignore(comment, names, listed, covers, reasoned)


def _names(listed: str) -> tuple[tuple[str, ...], bool]:
    """The rules and families at the beginning of a list, and whether words that are no names follow."""
    names: list[str] = []
    for part in listed.split(","):
        words = part.split()
        own = list(takewhile(lambda word: "/" in word, words[1:]))
        prose = len(words) > 1 + len(own)
        if prose and names and "/" not in words[0]:
            return tuple(names), True
        names += [*words[:1], *own]
        if prose:
            return tuple(names), True
    return tuple(names), False


def troubles(
    text: str, found: Sequence[Ignore], used: set[tuple[Ignore, str]], known: Sequence[str], unrun: Sequence[str]
) -> Iterator[Trouble]:
    """What is wrong with the ignore comments themselves.

    `used` holds each comment with each name that hid something; `known` are all rules and families; comments for
    rules in `unrun`, which did not run, are not called unused.
    """
    for ignore in found:
        for name in ignore.names:
            if name not in known:
                yield UnknownIgnore(ignore.comment, name, nearest(name, known), _without(text, ignore, {name}))
        idle = tuple(
            name
            for name in ignore.names
            if name in known and (ignore, name) not in used and not any(covers_rule(name, rule) for rule in unrun)
        )
        if idle or not (ignore.names or unrun or (ignore, "") in used):
            yield UnusedIgnore(ignore.comment, idle, _without(text, ignore, set(idle)))


def _without(text: str, ignore: Ignore, names: set[str]) -> Edit | None:
    """The edit that takes `names` out of the comment; the whole comment, and its line, if nothing else is in it.

    None where the author's own words would go with them, or where the rest of the line would open front matter.
    """
    if ignore.reasoned or text[: ignore.comment.start].rstrip(" \t") in FENCES:
        return None
    kept = [name for name in ignore.names if name not in names]
    if kept:
        return Edit(ignore.listed, ", ".join(kept))
    start, end = ignore.comment
    while start and text[start - 1] in " \t":
        start -= 1
    rest = _REST_OF_LINE.match(text, end)
    if rest and (start == 0 or text[start - 1] in "\r\n"):
        end = rest.end()
    return delete(Span(start, end))
