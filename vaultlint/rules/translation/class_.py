"""The class of a translation's paragraph is not the configured one.

The site's style sheet finds the paragraph by its class; with another one it looks like the rest of the text.
"""

from collections.abc import Iterator

from vaultlint.bilingual import Form, is_slip
from vaultlint.finding import Finding, Severity, safe, unsafe
from vaultlint.note import Bindings, Note
from vaultlint.rule import Invalid, NoteRule, Valid
from vaultlint.text import Edit


def check(note: Note) -> Iterator[Finding]:
    if note.bilingual is None:
        return
    known = {form.html_class for form in note.bilingual.forms}
    for unit in note.bilingual.translations:
        wanted = unit.form.html_class if unit.form else None
        if unit.block is None or wanted is None:
            continue
        for paragraph in unit.block.paragraphs:
            name = paragraph.class_name
            if name and name not in known and paragraph.class_span and not note.body.details.touches(paragraph.open):
                make = safe if is_slip(name, wanted) else unsafe
                fix = make(f"Write `{wanted}`", Edit(paragraph.class_span, f'class="{wanted}"'))
                yield Finding(paragraph.class_span, f"the class `{name}` should be `{wanted}`", fix)


_FORM = Bindings(translations=(Form(labels=("Original",), html_class="original-text"),))
_BLOCK = "先烧水。\n\n<details>\n<summary>Original</summary>\n<p {}>Boil water.</p>\n</details>\n"

RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid(_BLOCK.format('class="original-text"'), bindings=_FORM),
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
    ],
)
