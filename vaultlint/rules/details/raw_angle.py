"""A bare `<` in the text opens a bogus tag.

Browsers take everything up to the next `>` for the tag, and the text is gone. Write `&lt;`.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.markdown.details.rendering.angles import raw_angles
from vaultlint.note import Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    return (fault.finding() for fault in raw_angles(note.body))


RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid("<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n"),
        Valid("<details>\n<summary>Stock</summary>\n<p>3 < 4, I <3 soup, <em>hot</em>, <https://example.org>.</p>\n</details>\n"),
        Invalid(
            "<details>\n<summary>Stock</summary>\n<p>Where x «<»y all is well.</p>\n</details>\n",
            message="a bare `<` opens a tag that is none, and may take the text behind it away",
            fixed="<details>\n<summary>Stock</summary>\n<p>Where x &lt;y all is well.</p>\n</details>\n",
        ),
    ],
)
