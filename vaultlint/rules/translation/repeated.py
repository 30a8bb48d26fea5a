"""A translation is the same as another one of the note, although it stands at another paragraph.

One of the two is lost: mostly a block was copied to its neighbour. Texts of at least 40 characters count, whatever
their white space, case and punctuation. A paragraph that repeats with its translation, as a teaser does, is no fault.
"""

from collections.abc import Iterator

from vaultlint.bilingual import Form
from vaultlint.bilingual.repeats import repeats
from vaultlint.finding import Finding, Severity
from vaultlint.note import Bindings, Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    if note.bilingual is None:
        return
    for first, again in repeats(note.bilingual):
        if note.body.details.touches(first.span) or note.body.details.touches(again.span):
            continue
        line = note.lines.place(first.span).line
        yield Finding(
            again.span, f"says the same as the translation in line {line}; put in the original of this paragraph"
        )


_FORM = Bindings(translations=(Form(labels=("Original",), html_class="original"),))
_BLOCK = '<details>\n<summary>Original</summary>\n<p class="original">{}</p>\n</details>'
_BOIL = _BLOCK.format("First boil the water, then put in the bones.")

RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid(f"好。\n\n{_BLOCK.format('Yes.')}\n\n对。\n\n{_BLOCK.format('Yes.')}\n", bindings=_FORM),
        Valid(f"先烧水，再放骨头。\n\n{_BOIL}\n\n我再说一遍：先烧水，再放骨头。\n\n{_BOIL}\n", bindings=_FORM),
        Invalid(
            f"先烧水，再放骨头。\n\n{_BOIL}\n\n最后加一点盐和葱花。\n\n«{_BOIL}»\n",
            bindings=_FORM,
        ),
    ],
)
