"""A value has quotes inside its quotes.

`'"RTX"'` is a name with two quotation marks in it: no other note that writes `RTX` will match. It comes from scripts
that quote what was quoted already. A whole sentence in quotation marks may be meant, so it is only told.
"""

import re
from collections.abc import Iterator

from vaultlint.finding import Finding, Fix, Severity, safe
from vaultlint.frontmatter import FrontMatter, Scalar, Style
from vaultlint.frontmatter.writing import dump_scalar
from vaultlint.note import Note
from vaultlint.rule import Invalid, NoteRule, Valid
from vaultlint.text import Edit

_GATE = re.compile(r"'\"|\"'|\\[\"']")
_QUOTED = re.compile(r"\"{1,3}([^\"\\]*)\"{1,3}|'{1,3}([^']*)'{1,3}|\\\"([^\"\\]*)\\\"|\\'([^'\\]*)\\'")
_SENTENCE = re.compile(r"[.?!,;。？！，；…]|\s\S+\s\S+\s\S")


def check(note: Note) -> Iterator[Finding]:
    matter = note.frontmatter
    if matter is None or not _GATE.search(note.text, *matter.content):
        return
    for _, scalar in matter.scalars:
        value = scalar.value
        if isinstance(value, str) and len(value) > 1 and value[0] in "\"'\\" and value[-1] in "\"'":
            inner = _QUOTED.fullmatch(value)
            if inner is not None and scalar.style in (Style.PLAIN, Style.SINGLE, Style.DOUBLE):
                bare = next(part for part in inner.groups() if part is not None)
                message = f"quotes inside the quotes: the value is `{value}`, quotation marks included"
                yield Finding(scalar.span, message, _fix(matter, scalar, bare))


def _fix(matter: FrontMatter, scalar: Scalar, bare: str) -> Fix | None:
    assert isinstance(scalar.value, str)
    meant = not scalar.value.startswith("\\") and _SENTENCE.search(bare)
    if scalar.anchor or scalar.tag or bare != bare.strip() or meant:
        return None
    style = Style.DOUBLE if scalar.style is Style.PLAIN else scalar.style
    edit = Edit(scalar.span, dump_scalar(bare, style))
    return safe("Remove the inner quotes", edit, changes=matter.changes(scalar, bare))


RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid('---\ntitle: \'The "big" one\'\nname: O\'Neill\nall: \'"A" and "B"\'\n---\n'),
        Invalid(
            "---\nproducts:\n  - «'\"RTX\"'»\n---\n",
            message='quotes inside the quotes: the value is `"RTX"`, quotation marks included',
            fixed="---\nproducts:\n  - 'RTX'\n---\n",
        ),
        Invalid('---\nname: «"\\"RTX\\""»\n---\n', fixed='---\nname: "RTX"\n---\n'),
        Invalid('---\ntitle: «\\"Why bread? Why not?\\"»\n---\n', fixed='---\ntitle: "Why bread? Why not?"\n---\n'),
        Invalid("---\ntitle: «'\"Where is the bread that we baked?\"'»\n---\n"),
    ],
)
