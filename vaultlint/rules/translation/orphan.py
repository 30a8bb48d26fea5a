"""A translation has nothing before it to translate.

Its paragraph was lost. Restore it, or take the block away. A block that stands twice is told as repeated.
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
    twice = {again.span for _, again in repeats(note.bilingual)} if note.bilingual.orphans else frozenset()
    for unit in note.bilingual.orphans:
        if unit.span not in twice and not note.body.details.touches(note.bilingual.around(unit)):
            side = "before" if unit.form is None or unit.form.position == "after" else "behind"
            yield Finding(unit.opening, f"there is no paragraph {side} this block that it could translate")


_FORM = Bindings(translations=(Form(labels=("Original",)),))
_BLOCK = "<details>\n<summary>Original</summary>\n\n{}\n\n</details>\n\n"
_NOTE = "".join(f"先把第{one}锅水烧开。\n\n" + _BLOCK.format(f"First boil pot number {one}.") for one in "一二三四五")

RULE = NoteRule(
    check,
    severity=Severity.ERROR,
    examples=[
        Valid(_NOTE, bindings=_FORM),
        Valid(_NOTE + "## 汤\n\n<details>\n<summary>Notes</summary>\n\nSome more.\n\n</details>\n", bindings=_FORM),
        Invalid(
            _NOTE + "## 汤\n\n" + _BLOCK.format("Nobody asked for this.").replace("<details>", "«<details>»"),
            bindings=_FORM,
            message="there is no paragraph before this block that it could translate",
        ),
    ],
)
