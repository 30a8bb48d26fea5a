"""A note that must be translated holds no translation at all.

Told once per note, at its first paragraph, and only where the binding says `require = "always"`.
"""

from collections.abc import Iterator

from vaultlint.bilingual import Form
from vaultlint.finding import Finding, Severity
from vaultlint.note import Bindings, Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    if note.bilingual is not None and note.bilingual.absent is not None:
        unit = note.bilingual.absent
        yield Finding(unit.span, "the note has no translation at all, but its binding asks for one of every paragraph")


_ALWAYS = Bindings(translations=(Form(labels=("Original",), require="always"),))
_WHEN_PRESENT = Bindings(translations=(Form(labels=("Original",)),))

RULE = NoteRule(
    check,
    severity=Severity.ERROR,
    examples=[
        Valid("先烧水。\n\n<details>\n<summary>Original</summary>\n\nBoil water.\n\n</details>\n", bindings=_ALWAYS),
        Valid("没有翻译，也不需要。\n", bindings=_WHEN_PRESENT),
        Valid("# 只有标题\n\n![](pot.png)\n", bindings=_ALWAYS),
        Invalid(
            "# 汤\n\n«先把水烧开。»\n\n再放骨头。\n",
            bindings=_ALWAYS,
            message="the note has no translation at all, but its binding asks for one of every paragraph",
        ),
    ],
)
