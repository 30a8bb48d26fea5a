"""A `<details>` block has nothing in it but a summary.

There is nothing to unfold: the content was lost, or the block is a leftover. Where the block is a translation, the rule
`translation/empty` speaks of it; a broken tag in the block is told first.
"""

from collections.abc import Iterator

from vaultlint.bilingual import Form
from vaultlint.finding import Finding, Severity
from vaultlint.markdown import DetailsBlock
from vaultlint.note import Bindings, Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    empty = [block for block in note.body.details.richer if _is_empty(block)]
    units = note.bilingual.translations if empty and note.bilingual else ()
    translations = {unit.block.open.span for unit in units if unit.block}
    for block in empty:
        if block.open.span not in translations and not note.body.details.touches(block.span):
            yield Finding(block.open.span, "nothing but a summary in it; put in what it should fold away, or remove it")


def _is_empty(block: DetailsBlock) -> bool:
    """Whether it folds away nothing, and its summary is closed, which else may have taken the content."""
    return block.closed and block.is_empty and not (block.summary and block.summary.close is None)


TRANSLATED = Bindings(translations=(Form(labels=("Original",)),))

RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid("<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n"),
        Valid('<details>\n<summary>Stock</summary>\n<img src="stock.png">\n</details>\n'),
        Valid("<details>\n<summary>Stock</summary>\n\n```sh\nboil\n```\n\n</details>\n"),
        Invalid(
            "«<details>»\n<summary>Stock</summary>\n</details>\n",
            message="nothing but a summary in it; put in what it should fold away, or remove it",
        ),
        Invalid("«<details>»\n<summary>Stock</summary>\n<p></p>\n</details>\n"),
        Valid("<details>\n<summary>Original</summary>\n</details>\n", bindings=TRANSLATED),
        Valid("<details>\n<summary>Stock</p>\n</details>\n"),
        Invalid("«<details>»\n<summary>Shopping list</summary>\n</details>\n", bindings=TRANSLATED),
    ],
)
