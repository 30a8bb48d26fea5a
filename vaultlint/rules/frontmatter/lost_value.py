"""A value that starts with `#` is a comment, so the key is empty.

YAML drops everything from a `#` behind a blank to the end of the line. A tag or colour written `key: #a` never
reaches Obsidian; in quotes it does.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity, safe
from vaultlint.frontmatter import FrontMatter, Scalar, Style
from vaultlint.frontmatter.writing import quoted
from vaultlint.late import late
from vaultlint.note import Note
from vaultlint.rule import Invalid, NoteRule, Valid
from vaultlint.text import Edit, Span

_LOST = late(r"#[^\s#!](?:[^\r\n#]|(?<![ \t])#|#(?! ))*")

_TAGS = late(r"#[^\s,;]+(?:[ \t]+#[^\s,;]+)*")


def check(note: Note) -> Iterator[Finding]:
    matter = note.frontmatter
    if matter is None or not matter.comments:
        return
    for _, scalar in matter.scalars:
        comment = _comment_behind(matter, scalar)
        if comment is not None:
            text = comment.of(note.text)
            edit = Edit(comment, quoted(text, matter.habit.quote))
            is_tags = _TAGS.fullmatch(text) and not note.text.startswith("\t", comment.end)
            fix = safe("Quote the value", edit, changes=matter.changes(scalar, text)) if is_tags else None
            yield Finding(comment, "a comment, so the value is lost; put it in quotes", fix)


def _comment_behind(matter: FrontMatter, scalar: Scalar) -> Span | None:
    """The comment on the line of an empty value that looks like its value."""
    if scalar.style is not Style.EMPTY or scalar.span.start < scalar.span.end:
        return None
    for comment in matter.comments:
        if comment.start > scalar.span.end and not matter.text[scalar.span.end : comment.start].strip(" \t"):
            lost = _LOST.match(matter.text, comment.start, comment.end)
            if lost and not lost[0].startswith("#vaultlint-"):
                return Span(comment.start, comment.start + len(lost[0].rstrip(" \t")))
    return None


RULE = NoteRule(
    check,
    severity=Severity.ERROR,
    examples=[
        Valid("---\nstatus: # draft or done\ntags: '#a'\nlink: a#b\n---\n"),
        Invalid("---\nstatus: «#draft, review or done»\n---\n"),
        Valid("---\ntags: #these:\n  - a\n---\n"),
        Invalid(
            "---\ntags: «#baking»\n---\n",
            message="a comment, so the value is lost; put it in quotes",
            fixed='---\ntags: "#baking"\n---\n',
        ),
        Invalid(
            "---\ncolors:\n  - «#fff» # white\n  - 'red'\n---\n",
            fixed="---\ncolors:\n  - '#fff' # white\n  - 'red'\n---\n",
        ),
    ],
)
