"""A note is not called what its front matter says that it should be.

Where notes are named after something in them, such as the id of the video in `source`, a name that differs means that
the note was copied, or its source changed. Say in the config what the name should be, without its extension:
`[rules."vault/name-mismatch"]` with `stem = "youtube_id(source)"`. Notes for which that gives nothing, or what no file
can be called, are passed over; without the option the rule is silent.
"""

from collections.abc import Iterator
from functools import lru_cache
from unicodedata import normalize

from vaultlint import where
from vaultlint.finding import Finding, Severity
from vaultlint.naming.unsafe import objection
from vaultlint.rule import Invalid, Note, NoteRule, Valid
from vaultlint.text import Span
from vaultlint.where import Expression, ExpressionText, File


def check(note: Note, *, stem: ExpressionText = "") -> Iterator[Finding]:
    if stem and note.values:
        file = File(note.path)
        called, meant = str(file.values["stem"]), _name(_compiled(stem).value(note.values, file))
        if meant and not objection(meant) and normalize("NFC", meant) != normalize("NFC", called):
            yield Finding(Span(0, 0), f"is called `{called}`, but should be `{meant}`, by `{stem}`")


def _name(value: object) -> str:
    """A text, or a number as which YAML reads an id of digits."""
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


@lru_cache(maxsize=16)
def _compiled(expression: str) -> Expression:
    return where.compile(expression)


_VIDEO = {"stem": "youtube_id(source)"}

RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid("---\nsource: https://youtu.be/7hQzP2uLdYc\n---\n"),
        Valid("---\nid: note\n---\n", options={"stem": "id"}),
        Valid("---\nsource: https://example.org/soup\n---\n", options=_VIDEO),
        Valid("No front matter.\n", options=_VIDEO),
        Valid("---\ntitle: 'Soup: how, and why?'\n---\n", options={"stem": "title"}),
        Invalid(
            "«»---\nsource: https://youtu.be/7hQzP2uLdYc\n---\n",
            message="is called `note`, but should be `7hQzP2uLdYc`, by `youtube_id(source)`",
            options=_VIDEO,
        ),
    ],
)
