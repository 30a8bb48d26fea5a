"""A tag of a `<details>` block is garbled, so that no browser takes it for what it should be.

A sign is lost, doubled, full-width or mistyped: `</summary` without `>`, `<<details>`, `<detials>`, a `p` without
`<`, an attribute whose quotes do not match. The fix writes the tag that was meant where only one can be.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    return (fault.finding() for fault in note.body.details.of("malformed-tag"))


RULE = NoteRule(
    check,
    severity=Severity.ERROR,
    examples=[
        Valid("<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n"),
        Valid("Write `<details` by hand, or <details\\> in prose; 3 <4 and List<String> are no tags.\n"),
        Invalid(
            "<details>\n<summary>Stock«</summary»\n<p>Bones, water.</p>\n</details>\n",
            message="`</summary>` is meant, but it does not end with `>`",
            fixed="<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n",
        ),
        Invalid(
            '<details>\n<summary>Stock</summary>\n«<p class="class="note">»Bones, water.</p>\n</details>\n',
            fixed='<details>\n<summary>Stock</summary>\n<p class="note">Bones, water.</p>\n</details>\n',
        ),
        Invalid(
            '<details>\n<summary>Stock</summary>\n«p class="note">»Bones, water.</p>\n</details>\n',
            fixed='<details>\n<summary>Stock</summary>\n<p class="note">Bones, water.</p>\n</details>\n',
        ),
        Invalid(
            "«＜details＞»\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n",
            fixed="<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n",
        ),
        Invalid(
            "«<detials>»\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n",
            fixed="<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n",
        ),
    ],
)
