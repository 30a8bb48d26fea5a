"""A translation block holds nothing, or only filler such as `[Music]`.

The original of the paragraph is lost. Filler is fine where the paragraph, too, only says what is heard.
"""

import re
from collections.abc import Iterator

from vaultlint.bilingual import Form, Unit, says_nothing
from vaultlint.finding import Finding, Severity
from vaultlint.late import late
from vaultlint.note import Bindings, Note
from vaultlint.rule import Invalid, NoteRule, Valid

SURELY_SAYS = 100
"""A block of more characters is no filler; most are told apart by that."""

SHORT = 10
"""A paragraph of fewer characters that is no sentence, such as the name of who laughs, may be made from filler."""

_ENDS = tuple(".!?。！？؟")
_HEARD = late(r"[笑掌声聲乐樂鼓呼拍手]|laugh|music|applau|cheer|clap", re.I)


def check(note: Note) -> Iterator[Finding]:
    if note.bilingual is None:
        return
    for unit in note.bilingual.translations:
        if not says_nothing(unit.text) or unit.size > SURELY_SAYS or note.body.details.touches(unit.span):
            continue
        partner = note.bilingual.partner(unit)
        if unit.text.strip() and partner is not None and _only_hears(partner):
            continue
        what = "holds only filler" if unit.text.strip() else "is empty"
        yield Finding(unit.span, f"the translation {what}; put in the original of the paragraph, or remove the block")


def _only_hears(text: Unit) -> bool:
    """Whether a paragraph may have been made from filler."""
    if says_nothing(text.text):
        return True
    return text.size < SHORT and (not text.text.rstrip().endswith(_ENDS) or _HEARD.search(text.text) is not None)


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
        Valid("众人大笑。\n\n" + _BLOCK.format("[Laughter]") + "\n", bindings=_FORM),
        Invalid("盐放多少？\n\n«" + _BLOCK.format("[Music]") + "»\n", bindings=_FORM),
        Invalid("先烧水，再放骨头，最后加盐。\n\n«" + _BLOCK.format("[Music]") + "»\n", bindings=_FORM),
    ],
)
