"""A paragraph has no translation, where the others of the note have theirs.

The reader of the other language loses the thread here. Told only where the note's own habit is evident (about eight
paragraphs in ten have their block), or where the binding says `require = "always"`. Headings, code, images and tables
need none.
"""

from collections.abc import Iterator

from vaultlint.bilingual import Form
from vaultlint.finding import Finding, Severity
from vaultlint.markdown import Inert
from vaultlint.note import Bindings, Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    if note.bilingual is None or not note.bilingual.missing:
        return
    tagless = Inert(fault.span for fault in note.tagless)
    for unit in note.bilingual.missing:
        around = note.bilingual.around(unit)
        if not note.body.details.touches(around) and not tagless.meets(*around):
            yield Finding(unit.span, "has no translation, although the other paragraphs have theirs; add its block")


_FORMS = Bindings(translations=(Form(labels=("Original",), html_class="original"),))
_PLAIN = Bindings(translations=(Form(labels=("Original",), require="always"),))


def _pair(text: str, original: str) -> str:
    return f'{text}\n\n<details>\n<summary>Original</summary>\n<p class="original">{original}</p>\n</details>\n\n'


_HABIT = "".join(
    _pair(f"先把第{number}锅水烧开。", f"First boil pot number {number}.") for number in "一二三四五六七八九"
)

RULE = NoteRule(
    check,
    severity=Severity.ERROR,
    examples=[
        Valid(_HABIT, bindings=_FORMS),
        Valid("没有翻译的笔记。\n\n第二段也没有。\n", bindings=_FORMS),
        Valid(_HABIT + "## 标题\n\n![](pot.png)\n\n```\n代码里的中文\n```\n", bindings=_FORMS),
        Invalid(
            _HABIT + "«然后加盐，再煮十分钟，直到汤变白。»\n\n" + _pair("最后关火。", "Then turn it off."),
            bindings=_FORMS,
            message="has no translation, although the other paragraphs have theirs; add its block",
        ),
        Invalid(
            "«水烧开以后放骨头。»\n\n## 汤\n\n盐。\n\n<details>\n<summary>Original</summary>\n\nSalt.\n\n</details>\n",
            bindings=_PLAIN,
        ),
    ],
)
