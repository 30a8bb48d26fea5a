"""The label of a translation block is not one of those that the vault uses.

Readers, style sheets and scripts know the blocks by their label. One or two letters off, it is a slip and is mended;
else the label that the note itself uses most is offered, or the first of the binding's.
"""

from collections.abc import Iterator

from vaultlint.bilingual import Form, accepts_label, is_slip, normalised
from vaultlint.finding import Finding, Severity, safe, unsafe
from vaultlint.note import Bindings, Note
from vaultlint.rule import Invalid, NoteRule, Valid
from vaultlint.text import Edit


def check(note: Note) -> Iterator[Finding]:
    if note.bilingual is None:
        return
    forms = note.bilingual.forms
    for unit in note.bilingual.unusual:
        mark = unit.label
        if mark is None or unit.form is None or not unit.form.labels:
            continue
        label = normalised(mark.word)
        if label and not accepts_label(forms, label, unit) and not note.body.details.touches(mark.around):
            slip = next((known for known in unit.form.labels if is_slip(label, known)), None)
            right = slip or note.bilingual.usual_label(unit.form)
            message = f"the label `{label}` is not one of this vault's; it should be `{right}`"
            make = unsafe if slip is None else safe
            yield Finding(mark.span, message, make(f"Write `{right}`", Edit(mark.span, right)))


_FORM = Bindings(translations=(Form(labels=("Show the original", "Original"), html_class="original"),))
_BLOCK = '先烧水。\n\n<details>\n<summary>{}</summary>\n<p class="original">Boil water.</p>\n</details>\n'
_CALLOUTS = Bindings(translations=(Form(carrier="callout", labels=("Original text", "Original")),))
_CALLOUT = "先烧水。\n\n> [!en]- {}\n> Boil water.\n"

RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid(_BLOCK.format("Show the original"), bindings=_FORM),
        Valid(_BLOCK.format("Original"), bindings=_FORM),
        Valid("<details>\n<summary>Shopping list</summary>\n\nBones.\n\n</details>\n", bindings=_FORM),
        Invalid(
            _BLOCK.format("«Shwo the original»"),
            bindings=_FORM,
            message="the label `Shwo the original` is not one of this vault's; it should be `Show the original`",
            fixed=_BLOCK.format("Show the original"),
        ),
        Invalid(
            _BLOCK.format("«译文»"),
            bindings=Bindings(translations=(Form(labels=("原文",), html_class="original"),)),
            unsafely_fixed=_BLOCK.format("原文"),
        ),
        Invalid(_BLOCK.format("«Orignal»"), bindings=_FORM, fixed=_BLOCK.format("Original")),
        Invalid(
            _BLOCK.format("Original") * 3 + _BLOCK.format("«Display the original text»"),
            bindings=_FORM,
            unsafely_fixed=_BLOCK.format("Original") * 4,
        ),
        Invalid(
            _BLOCK.format("«Display the original text»"),
            bindings=_FORM,
            unsafely_fixed=_BLOCK.format("Show the original"),
        ),
        Valid(_CALLOUT.format("original"), bindings=_CALLOUTS),
        Invalid(_CALLOUT.format("«Orignal text»"), bindings=_CALLOUTS, fixed=_CALLOUT.format("Original text")),
    ],
)
