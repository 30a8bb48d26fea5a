"""The class of a translation's paragraph, or the type of its callout, is not the configured one.

The site's style sheet finds the translation by its class; with another one it looks like the rest of the text.
"""

from collections.abc import Iterator

from vaultlint.bilingual import Form, Mark, accepts_class, is_slip
from vaultlint.finding import Finding, Severity, safe, unsafe
from vaultlint.note import Bindings, Note
from vaultlint.rule import Invalid, NoteRule, Valid
from vaultlint.text import Edit


def check(note: Note) -> Iterator[Finding]:
    if note.bilingual is None:
        return
    forms = note.bilingual.forms
    for unit in note.bilingual.unusual:
        wanted = unit.form.html_class if unit.form else None
        if wanted is None:
            continue
        for mark in unit.classes:
            if not accepts_class(forms, mark.word, unit) and not note.body.details.touches(mark.around):
                yield _finding(mark, wanted)


def _finding(mark: Mark, wanted: str) -> Finding:
    make = safe if is_slip(mark.word, wanted) else unsafe
    fix = make(f"Write `{wanted}`", Edit(mark.span, mark.pattern.format(wanted)))
    what = f"the {mark.name} `{mark.word}`" if mark.word else f"the empty {mark.name}"
    return Finding(mark.span, f"{what} should be `{wanted}`", fix)


_FORM = Bindings(translations=(Form(labels=("Original",), html_class="original-text"),))
_BLOCK = "先烧水。\n\n<details>\n<summary>Original</summary>\n<p {}>Boil water.</p>\n</details>\n"
_CALLOUTS = Bindings(translations=(Form(carrier="callout", labels=("Original",), html_class="english"),))
_CALLOUT = "先烧水。\n\n> [!{}]- Original\n> Boil water.\n"

RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid(_BLOCK.format('class="original-text"'), bindings=_FORM),
        Valid(_BLOCK.format('class="original-text small"'), bindings=_FORM),
        Invalid(
            _BLOCK.format('«class=""»'),
            bindings=_FORM,
            message="the empty class should be `original-text`",
            unsafely_fixed=_BLOCK.format('class="original-text"'),
        ),
        Invalid(
            _BLOCK.format('«class="orginal-text"»'),
            bindings=_FORM,
            message="the class `orginal-text` should be `original-text`",
            fixed=_BLOCK.format('class="original-text"'),
        ),
        Invalid(
            _BLOCK.format('«class="english"»'),
            bindings=_FORM,
            unsafely_fixed=_BLOCK.format('class="original-text"'),
        ),
        Valid(_CALLOUT.format("en"), bindings=_CALLOUTS),
        Invalid(
            _BLOCK.format('«class="zh-text"»'),
            bindings=Bindings(translations=(Form(labels=("Original",), html_class="en-text"),)),
            unsafely_fixed=_BLOCK.format('class="en-text"'),
        ),
        Invalid(_CALLOUT.format("«engilsh»"), bindings=_CALLOUTS, fixed=_CALLOUT.format("english")),
    ],
)
