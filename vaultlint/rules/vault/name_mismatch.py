"""A note is not called what its front matter says that it should be.

Where notes are named after something in them, such as the id of the video in `source`, a name that differs means that
the note was copied, or its source changed. Say in the config what the name should be, without its extension:
`[rules."vault/name-mismatch"]` with `stem = "youtube_id(source)"`. Notes for which that gives nothing are passed over;
without the option the rule is silent.
"""

from collections.abc import Iterator
from functools import lru_cache

from vaultlint import where
from vaultlint.finding import Finding, Severity
from vaultlint.rule import Invalid, Note, NoteRule, Valid
from vaultlint.text import Span
from vaultlint.where import Expression, ExpressionText, File


def check(note: Note, *, stem: ExpressionText = "") -> Iterator[Finding]:
    if stem and note.values:
        file = File(note.path)
        meant = _compiled(stem).value(note.values, file)
        if isinstance(meant, str) and meant and meant != file.values["stem"]:
            yield Finding(Span(0, 0), f"is called `{file.values['stem']}`, but should be `{meant}`, by `{stem}`")


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
        Invalid(
            "«»---\nsource: https://youtu.be/7hQzP2uLdYc\n---\n",
            message="is called `note`, but should be `7hQzP2uLdYc`, by `youtube_id(source)`",
            options=_VIDEO,
        ),
    ],
)
