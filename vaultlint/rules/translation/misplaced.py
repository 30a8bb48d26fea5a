"""Translation blocks stand on the wrong side of their paragraphs.

Mostly a script that made the note came out of step: from one place on each block stands before the paragraph that it
translates, up to the end of the section or of the note, and the reader unfolds the wrong text. It is told once for the
whole stretch, at its first block. Length, numbers, names and questions tell which text a block belongs to.
"""

from collections.abc import Iterator

from vaultlint.bilingual import Form
from vaultlint.finding import Finding, Severity
from vaultlint.note import Bindings, Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    if note.bilingual is None:
        return
    for stretch in note.bilingual.misplaced:
        first, last = stretch.blocks[0], stretch.blocks[-1]
        if note.body.details.touches(note.bilingual.around(first)):
            continue
        is_before = first.span < stretch.texts[0].span
        stand, wanted = ("before", "behind") if is_before else ("behind", "before")
        line = note.lines.position(last.span.start).line
        many = f"from here to line {line}, {len(stretch.blocks)} translations stand {stand} their paragraphs"
        what = many if len(stretch.blocks) > 1 else f"the translation stands {stand} its paragraph"
        yield Finding(first.opening, f"{what}; move each {wanted} the paragraph that it translates")


_FORM = Bindings(translations=(Form(labels=("Original",)),))
_BEFORE = Bindings(translations=(Form(labels=("Original",), position="before"),))
_PAIRS = [
    ("先把水烧开。", "First boil the water."),
    ("然后把骨头放进去，慢慢地煮上三个小时。", "Then put in the bones and cook them slowly for three hours."),
    ("加盐。", "Add salt."),
    (
        "最后把汤倒进碗里，撒上葱花，趁热喝。",
        "At last pour it into bowls, and drink it hot.",
    ),
    ("谁来洗碗？", "Who does the dishes?"),
]


def _block(original: str) -> str:
    return f"<details>\n<summary>Original</summary>\n\n{original}\n\n</details>"


_RIGHT = "".join(f"{text}\n\n{_block(original)}\n\n" for text, original in _PAIRS)
_WRONG = "".join(f"{_block(original)}\n\n{text}\n\n" for text, original in _PAIRS)

RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid(_RIGHT, bindings=_FORM),
        Valid(_WRONG, bindings=_BEFORE),
        Invalid(
            f"# 汤\n\n{_WRONG}".replace("<details>", "«<details>»", 1),
            bindings=_FORM,
        ),
        Invalid(f"# 汤\n\n{_RIGHT}".replace("<details>", "«<details>»", 1), bindings=_BEFORE),
    ],
)
