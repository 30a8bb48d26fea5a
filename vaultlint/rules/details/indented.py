"""A tag of a `<details>` block is indented so far that it is code.

Four columns make an indented code block (CommonMark 0.31 section 4.4): the reader sees the tag itself, and the block
stays open or closed. The fix takes the blanks away. Eleventy, from 2.0 on, reads no indented code; where it is the only
one of your renderers, nothing is said.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Bindings, Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    if note.bindings.renderers - {"eleventy"}:
        yield from (fault.finding() for fault in note.body.details.of("indented"))


RULE = NoteRule(
    check,
    severity=Severity.ERROR,
    examples=[
        Valid("<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n"),
        Valid("An example:\n\n    <details>\n    <summary>Stock</summary>\n    </details>\n\nSo it goes.\n"),
        Valid("1. Stock\n\n   <details>\n   <summary>Stock</summary>\n   <p>Bones, water.</p>\n   </details>\n"),
        Valid(
            "<details>\n<summary>Stock</summary>\n\nBones, water.\n\n    </details>\n\nSoup.\n",
            bindings=Bindings(renderers=frozenset({"eleventy"})),
        ),
        Invalid(
            "<details>\n<summary>Stock</summary>\n\nBones, water.\n\n    «</details>»\n\nSoup.\n",
            message="so far indented, the tag is code and not part of the block",
            fixed="<details>\n<summary>Stock</summary>\n\nBones, water.\n\n</details>\n\nSoup.\n",
        ),
    ],
)
