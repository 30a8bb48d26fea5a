"""A translation block holds nothing, or only filler such as `[Music]`.

The original of the paragraph is lost. Filler is fine where the paragraph, too, only says what is heard.
"""

from collections.abc import Iterator

from vaultlint.bilingual import Form, says_nothing
from vaultlint.finding import Finding, Severity
from vaultlint.note import Bindings, Note
from vaultlint.rule import Invalid, NoteRule, Valid

SURELY_SAYS = 100
"""A block of more characters is no filler; most are told apart by that."""

SHORT = 10
"""A paragraph of fewer characters, such as the name of who laughs, may well have been made from filler."""


def check(note: Note) -> Iterator[Finding]:
    if note.bilingual is None:
        return
    for unit in note.bilingual.translations:
        if unit.size > SURELY_SAYS or not says_nothing(unit.text) or note.body.details.touches(unit.span):
            continue
        partner = note.bilingual.partner(unit)
        if unit.text.strip() and partner is not None and (partner.size < SHORT or says_nothing(partner.text)):
            continue
        what = "holds only filler" if unit.text.strip() else "is empty"
        yield Finding(unit.span, f"the translation {what}; put in the original of the paragraph, or remove the block")


_FORM = Bindings(translations=(Form(labels=("Original",), html_class="original"),))
_BLOCK = '<details>\n<summary>Original</summary>\n<p class="original">{}</p>\n</details>'

RULE = NoteRule(
    check,
    severity=Severity.ERROR,
    examples=[
        Valid("先烧水。\n\n" + _BLOCK.format("Boil water.") + "\n", bindings=_FORM),
        Valid("（笑声）\n\n" + _BLOCK.format("(Laughter)") + "\n", bindings=_FORM),
        Invalid(
            "先烧水。\n\n«" + _BLOCK.format("") + "»\n",
            bindings=_FORM,
            message="the translation is empty; put in the original of the paragraph, or remove the block",
        ),
        Invalid("先烧水，再放骨头，最后加盐。\n\n«" + _BLOCK.format("[Music]") + "»\n", bindings=_FORM),
    ],
)
