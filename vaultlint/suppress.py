"""Ignore comments: which findings of a note its author has already judged.

`<!-- vaultlint-ignore RULE[, RULE] -->` or `%% vaultlint-ignore RULE %%` on its own line covers the next block, at
the end of a line that line; `vaultlint-ignore-file` covers the note; in front matter `# vaultlint-ignore RULE`
covers the key below it or beside it. RULE may be a family.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice, takewhile

from vaultlint.frontmatter import FrontMatter
from vaultlint.late import late
from vaultlint.markdown.blocks import Block
from vaultlint.nearest import nearest
from vaultlint.note import Note
from vaultlint.text import Edit, Span, delete, line_start
from vaultlint.trouble import Trouble, UnknownIgnore, UnusedIgnore

_MARK = "vaultlint-ignore"
_DIRECTIVE = late(
    r"(?:<!--|%%|#)\s*+vaultlint-ignore(?P<file>-file)?(?=[\s:-]|$|%%)[\s:]*+(?P<names>.*?)\s*(?:--|%%|$)", re.S
)
_CLOSED = late(r"\A#|\A<!--.*-->\Z|\A%%.*%%\Z", re.S)
_HASH = late(r"(?<![^\s])#\s*+vaultlint-ignore[^\r\n]*+")
_CONTAINERS = late(r"(?:[\s>]|[-+*](?=\s)|\d{1,9}[.)](?=\s)|\[![^\]\r\n]++\][+-]?)*+")
"""What opens quotes, lists and callouts around a comment."""

LONGEST = 200
"""There are not so many rules and families; each edit of a list of names repeats the others."""

FENCES = ("---", "+++")
"""Lines that open front matter, at the very start of a note."""

DASHES = ("--", "++")
"""What a line that opens or closes front matter begins with, however wrong."""

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


MOST = 50
"""So many comments are told to hide one finding under one name; if there are more, the others hide nothing new."""


class Hiding:
    """The ignore comments of a note, found by the names in them and by what they cover."""

    def __init__(self, every: Sequence[Ignore]) -> None:
        named: dict[str, list[Ignore]] = {}
        for one in every:
            for name in dict.fromkeys(one.names) or ("",):
                named.setdefault(name, []).append(one)
        self._by = {name: _Covering(some) for name, some in named.items()}

    def of(self, rule: str, span: Span, by_name: bool = False) -> list[tuple[Ignore, str]]:
        """The comments that hide a finding of `rule` at `span`, each with the name under which it does.

        With `by_name` only those that name it, or its family.
        """
        parts = rule.split("/")
        names = ["/".join(parts[:count]) for count in range(len(parts), 0, -1)] + [""] * (not by_name)
        near = [one for name in names if name in self._by for one in self._by[name].near(rule, span)]
        return [(one, one.hides(rule, span) or "") for one in dict.fromkeys(near)]


class _Covering:
    """Ignore comments with one name, in the order of what they cover; those that cover the note stand first."""

    def __init__(self, some: Sequence[Ignore]) -> None:
        self._whole = [one for one in some if one.covers.start == 0][:MOST]
        self._parts = sorted((one for one in some if one.covers.start), key=lambda one: one.covers.start)
        self._starts = [one.covers.start for one in self._parts]
        self._ends = [*accumulate((one.covers.end for one in self._parts), max)]

    def near(self, rule: str, span: Span) -> Iterator[Ignore]:
        """Those that hide a finding of `rule` at `span`, at most so many."""
        found = (one for one in self._at(span.start) if one.hides(rule, span) is not None)
        yield from (one for one in self._whole if one.hides(rule, span) is not None)
        yield from islice(found, MOST)

    def _at(self, offset: int) -> Iterator[Ignore]:
        index = bisect_right(self._starts, offset) - 1
        while index >= 0 and self._ends[index] >= offset:
            yield self._parts[index]
            index -= 1


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
    blocks = _Blocks(note, sorted(own)) if own else None
    for comment, match in own.items():
        line = note.lines.span(note.lines.position(comment.start).line)
        if match["file"]:
            covers = _whole(note)
        elif blocks and _CONTAINERS.fullmatch(note.text, line.start, comment.start):
            covers = blocks.behind(comment)
        else:
            covers = Span(line.start, line.end + 1)
        yield _ignore(note, comment, match, covers)


class _Blocks:
    """The blocks of a note, and where ignore comments stand among them."""

    def __init__(self, note: Note, ignoring: Sequence[Span]) -> None:
        self.note, self.blocks, self.ignoring = note, note.body.blocks, ignoring
        self.top = [one.span for one in note.body.details.blocks if one.top_level]

    def behind(self, comment: Span) -> Span:
        """From the end of a comment to the end of the block that starts behind it; ignore comments are no blocks.

        A `<details>` is one block, whatever is in it.
        """
        around = next((one.span for one in self.note.body.blocks_in(*comment) if comment.start in one.span), None)
        block: Span | None = None if around is None else Span(comment.end, around.end)
        if block is None or not self.is_more(block):
            block = self.following[bisect_left(self.blocks, comment.end, key=_start)]
        text = self.note.text
        if block is None:
            return Span(comment.end, len(text) + 1)
        return Span(comment.end, self.note.lines.span(self.note.lines.position(self.end(block)).line).end + 1)

    @cached_property
    def following(self) -> list[Span | None]:
        """For each block it, or the next one that is more than ignore comments; None behind the last."""
        found: list[Span | None] = [None]
        for block in reversed(self.blocks):
            found.append(block.span if self.is_more(block.span) else found[-1])
        return found[::-1]

    def is_more(self, span: Span) -> bool:
        """Whether there is anything in `span` besides ignore comments."""
        at, first = span.start, bisect_left(self.ignoring, (span.start,))
        for index in range(first, len(self.ignoring)):
            comment = self.ignoring[index]
            if comment.start >= span.end:
                break
            if not _CONTAINERS.fullmatch(self.note.text, at, comment.start):
                return True
            at = comment.end
        return not _CONTAINERS.fullmatch(self.note.text, at, max(at, span.end))

    def end(self, block: Span) -> int:
        """Where the block ends, or the last `<details>` that starts in it."""
        behind = bisect_left(self.top, (block.end,))
        if behind and self.top[behind - 1].start >= block.start:
            return max(block.end, self.top[behind - 1].end)
        return block.end


def _start(block: Block) -> int:
    return block.span.start


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
        for name in dict.fromkeys(ignore.names):
            if name not in known:
                yield UnknownIgnore(ignore.comment, name, nearest(name, known), _without(text, ignore, {name}))
        idle = tuple(
            name
            for name in dict.fromkeys(ignore.names)
            if name in known and (ignore, name) not in used and not any(covers_rule(name, rule) for rule in unrun)
        )
        if idle or not (ignore.names or unrun or (ignore, "") in used):
            yield UnusedIgnore(ignore.comment, idle, _without(text, ignore, set(idle)))


def _without(text: str, ignore: Ignore, names: set[str]) -> Edit | None:
    """The edit that takes `names` out of the comment; the whole comment, and its line, if nothing else is in it.

    None where the author's own words would go with them, where the comment is never closed, where the signs at both
    of its ends would meet, or where the rest of the line would open front matter.
    """
    if len(ignore.names) > LONGEST or ignore.reasoned or text[: ignore.comment.start].rstrip(" \t") in FENCES:
        return None
    if not _CLOSED.search(ignore.comment.of(text)):
        return None
    kept = [name for name in ignore.names if name not in names]
    if kept:
        return Edit(ignore.listed, ", ".join(kept))
    start, end = ignore.comment
    if text[start - 1 : start].strip() and text[end : end + 1].strip():
        return None
    if not text[line_start(text, start) : start].strip() and text.startswith(DASHES, end):
        return None
    while start and text[start - 1] in " \t":
        start -= 1
    rest = _REST_OF_LINE.match(text, end)
    if rest and (start == 0 or text[start - 1] in "\r\n"):
        end = rest.end()
    return delete(Span(start, end))
