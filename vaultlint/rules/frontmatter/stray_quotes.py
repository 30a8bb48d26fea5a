"""A value has quotes inside its quotes.

`'"RTX"'` is a name with two quotation marks in it: no other note that writes `RTX` will match. It comes from scripts
that quote what was quoted already. A whole sentence in quotation marks may be meant, so it is only told.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Fix, Severity, safe
from vaultlint.frontmatter import FrontMatter, Scalar, Style
from vaultlint.frontmatter.requoted import bare
from vaultlint.frontmatter.writing import dump_scalar
from vaultlint.late import late
from vaultlint.note import Note
from vaultlint.rule import Invalid, NoteRule, Valid
from vaultlint.text import Edit

_GATE = late(r"'\"|\"'|\\[\"']")
_SENTENCE = late(r"[.?!,;。？！，；…]|\s\S+\s\S+\s\S")


def check(note: Note) -> Iterator[Finding]:
    matter = note.frontmatter
    if matter is None or not _GATE.search(note.text, *matter.content):
        return
    for _, scalar in matter.scalars:
        inner = bare(scalar)
        if inner is not None:
            message = f"quotes inside the quotes: the value is `{scalar.value}`, quotation marks included"
            yield Finding(scalar.span, message, _fix(matter, scalar, inner))


def _fix(matter: FrontMatter, scalar: Scalar, inner: str) -> Fix | None:
    meant = not str(scalar.value).startswith("\\") and _SENTENCE.search(inner)
    if scalar.anchor or scalar.tag or inner != inner.strip() or meant:
        return None
    style = Style.DOUBLE if scalar.style is Style.PLAIN else scalar.style
    edit = Edit(scalar.span, dump_scalar(inner, style))
    return safe("Remove the inner quotes", edit, changes=matter.changes(scalar, inner))


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
