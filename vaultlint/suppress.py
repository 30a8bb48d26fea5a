"""Ignore comments: which findings of a note its author has already judged.

`<!-- vaultlint-ignore RULE[, RULE] -->` or `%% vaultlint-ignore RULE %%` on its own line covers the next block, at
the end of a line that line; `vaultlint-ignore-file` covers the note; in front matter `# vaultlint-ignore RULE`
covers the key below it or beside it. RULE may be a family.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vaultlint.nearest import nearest
from vaultlint.note import Note
from vaultlint.text import Edit, Span, delete
from vaultlint.trouble import Trouble, UnknownIgnore, UnusedIgnore

_MARK = "vaultlint-ignore"
_DIRECTIVE = re.compile(
    r"(?:<!--|%%|#)\s*+vaultlint-ignore(?P<file>-file)?(?=[\s:-]|$|%%)[\s:]*+(?P<names>.*?)\s*(?:--+>|%%|$)", re.S
)
_NAME = re.compile(r"[^\s,]+")
_REST_OF_LINE = re.compile(r"[ \t]*+(?:\r\n?|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Ignore:
    """One ignore comment: it hides findings of `names` (of all rules, if empty) that start within `covers`.

    `listed` is where the names stand.
    """

    comment: Span
    names: tuple[str, ...]
    listed: Span
    covers: Span

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
    for comment in matter.comments:
        match = _DIRECTIVE.match(comment.of(note.text))
        if match is None:
            continue
        line = note.lines.position(comment.start).line
        beside = [entry for entry in matter.entries if note.lines.position(entry.key.span.start).line == line]
        below = [entry for entry in matter.entries if entry.key.span.start > comment.end]
        inside = [entry for entry in matter.entries if entry.key.span.start < comment.start < entry.value.span.end]
        chosen = (beside or inside or below)[:1]
        if match["file"]:
            covers = _whole(note)
        elif chosen:
            covers = Span(chosen[0].key.span.start, max(chosen[0].value.span.end, chosen[0].key.span.end) + 1)
        else:
            covers = matter.content
        yield _ignore(note, comment, match, covers)


def _in_body(note: Note) -> Iterator[Ignore]:
    for comment in note.body.comments:
        match = _DIRECTIVE.match(comment.of(note.text))
        if match is None:
            continue
        line = note.lines.span(note.lines.position(comment.start).line)
        if match["file"]:
            covers = _whole(note)
        elif note.text[line.start : comment.start].strip():
            covers = Span(line.start, line.end + 1)
        else:
            covers = _next_block(note, comment)
        yield _ignore(note, comment, match, covers)


def _next_block(note: Note, comment: Span) -> Span:
    """From the end of a comment to the end of the block that starts behind it."""
    below = next((block for block in note.body.blocks if block.span.start >= comment.end), None)
    around = next((block for block in note.body.blocks if comment.start in block.span), None)
    end = below.span.end if below else len(note.text)
    if around is not None and note.text[comment.end : around.span.end].strip():
        end = around.span.end
    return Span(comment.end, end + 1)


def _whole(note: Note) -> Span:
    return Span(0, len(note.text) + 1)


def _ignore(note: Note, comment: Span, match: re.Match[str], covers: Span) -> Ignore:
    listed = Span(comment.start + match.start("names"), comment.start + match.end("names"))
    return Ignore(comment, tuple(_NAME.findall(match["names"])), listed, covers)


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


def _without(text: str, ignore: Ignore, names: set[str]) -> Edit:
    """The edit that takes `names` out of the comment; the whole comment, and its line, if nothing else is in it."""
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
