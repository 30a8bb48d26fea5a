"""A tag of a `<details>` block is garbled, so that no browser takes it for what it should be.

A sign is lost, doubled, full-width or mistyped: `</summary` without `>`, `<<details>`, `<detials>`, a `p` without
`<`, an attribute whose quotes do not match. The fix writes the tag that was meant where only one can be. Where a
vault's translation blocks have lost all of their tags, so that the label stands alone above the text, each is told.
"""

from collections.abc import Iterator

from vaultlint.bilingual import Form
from vaultlint.finding import Finding, Severity
from vaultlint.note import Bindings, Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    return (fault.finding() for fault in (*note.body.details.of("malformed-tag"), *note.tagless))


_FORM = Bindings(translations=(Form(labels=("Show the original",), html_class="original"),))
_WORDS = "先烧水。\n\n{}\n\nBoil water.\n\n"
_BLOCK = (
    "先烧水。\n\n<details>\n<summary>Show the original</summary>\n"
    '<p class="original">Boil water.</p>\n</details>\n\n'
)


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
        Invalid(
            _WORDS.format("«Show the original»") * 3,
            bindings=_FORM,
            fixed=_BLOCK * 3,
        ),
        Invalid(
            _BLOCK * 2 + _WORDS.format("«Details\nShow the original»"),
            bindings=_FORM,
            fixed=_BLOCK * 3,
        ),
        Valid(_WORDS.format("Show the original"), bindings=_FORM),
        Valid(_WORDS.format("Show the original") * 3),
    ],
)
