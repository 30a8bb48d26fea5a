"""A translation is in the note's own language, or its paragraph in the other one.

The reader unfolds the original and finds the same language again, or meets a paragraph that nobody has translated.
Names, numbers, quotations, code and short replies say nothing of the language; a text of both is let be. Two languages
of one script, such as English and French, are told apart if the extra `languages` is installed.
"""

from collections.abc import Iterator

from vaultlint.bilingual import Form
from vaultlint.bilingual.wrong import Wrong, wrong_languages
from vaultlint.finding import Finding, Severity
from vaultlint.note import Bindings, Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    if note.bilingual is None:
        return
    for wrong in wrong_languages(note.text, note.bilingual):
        if not note.body.details.touches(wrong.unit.span):
            yield Finding(wrong.place(note.text), _message(wrong))


def _message(wrong: Wrong) -> str:
    own, original = wrong.form.language, wrong.form.original
    if wrong.what == "translation":
        return f"the translation is in the note's own language (`{own}`); put in the original (`{original}`)"
    if wrong.what == "text":
        return f"the paragraph is in the language of its translation (`{original}`); translate it (`{own}`)"
    return f"paragraph and translation are the wrong way round: this is in `{own}`, the paragraph in `{original}`"


_FORM = Bindings(translations=(Form(labels=("Original",), html_class="original"),))
_PAIR = '{}\n\n<details>\n<summary>Original</summary>\n<p class="original">{}</p>\n</details>\n'
_OWN, _ORIGINAL = "先把骨头放进冷水里，慢慢烧开。", "Put the bones in cold water and bring it to a boil."

RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid(_PAIR.format(_OWN, _ORIGINAL), bindings=_FORM),
        Valid(_PAIR.format("“大火”就是 wok hei 的意思。", "They call it 大火, which means wok hei."), bindings=_FORM),
        Valid(_PAIR.format("阿明：AMD。", "Amin: AMD."), bindings=_FORM),
        Invalid(
            _PAIR.format("汤的第一步是冷水。", f"«{_OWN}»"),
            bindings=_FORM,
            message="the translation is in the note's own language (`zh`); put in the original (`en`)",
        ),
        Invalid(
            _PAIR.format(f"«{_ORIGINAL}»", _ORIGINAL),
            bindings=_FORM,
            message="the paragraph is in the language of its translation (`en`); translate it (`zh`)",
        ),
        Invalid(
            _PAIR.format(_ORIGINAL, f"«{_OWN}»"),
            bindings=_FORM,
            message="paragraph and translation are the wrong way round: this is in `zh`, the paragraph in `en`",
        ),
    ],
)
