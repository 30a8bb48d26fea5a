"""A list of people or companies is empty, but the text names some that other notes have in theirs.

The note is missing on the page of everyone it is about. Names are those that stand in the lists of other notes, in
their best spelling; or, where a vocabulary of the config is bound to the key, its terms, also by their aliases.

In doubt there is no mention. A full name such as `Elon Musk` is one (twice, where names of that key often are single
words); a single word such as `Tesla` where two other notes have it, and it stands in the text twice or more, within
sentences, and nowhere with a small letter. Names in characters count where the vault has its names so, and not in a
translation beside its original. Code, math, comments, templates and addresses are not searched; a folded original is.

`keys` are the lists that are looked at; with `absent`, notes that lack the key are told, too. The fix adds all names.
It takes the extra `mentions`: `pip install "vaultlint-md[mentions]"`.
"""

from collections.abc import Iterator, Mapping, Sequence

from vaultlint.errors import EditRefused
from vaultlint.finding import Change, Finding, Fix, Severity, Value, unsafe
from vaultlint.frontmatter import FrontMatter
from vaultlint.frontmatter.edits import set_value
from vaultlint.mentions.finder import is_there, lacking
from vaultlint.mentions.keys import KEYS
from vaultlint.mentions.mentioned import mentioned
from vaultlint.mentions.names import Known
from vaultlint.mentions.prose import prose
from vaultlint.note import Bindings, Note
from vaultlint.rule import Invalid, Outline, Valid, Vault, VaultRule
from vaultlint.text import Span
from vaultlint.vocabulary import Vocabulary

SHOWN = 5
"""A message has no more names than these."""


def check(outline: Outline, vault: Vault, *, keys: tuple[str, ...] = KEYS, absent: bool = False) -> Iterator[Finding]:
    note = outline.note
    if note is None or note.frontmatter is None or not suspects(outline, vault, keys=keys, absent=absent):
        return
    matter, values = note.frontmatter, note.values or {}
    empty = [key for key in keys if (absent or key in values) and values.get(key) in (None, "", [])]
    found = mentioned(vault.answer(_known(note, keys)), prose(note)) if empty and values else {}
    for key in empty:
        if key in found:
            state = "is empty" if key in values else "is missing"
            message = f"`{key}` {state}, but the text names {_told(found[key])}"
            yield Finding(_place(matter, key), message, _fix(matter, key, list(found[key])))


def suspects(outline: Outline, vault: Vault, *, keys: tuple[str, ...] = KEYS, absent: bool = False) -> bool:
    """Whether one of the lists is empty, by the outline."""
    filled = {terms.key for terms in outline.terms if terms.texts}
    there = set(outline.keys)
    return is_there() and bool(there) and any(key not in filled and (absent or key in there) for key in keys)


def _known(note: Note, keys: tuple[str, ...]) -> Known:
    """What to ask the vault for: its names, and those of vocabularies that are bound to the note."""
    bound = note.bindings.vocabularies
    return Known(tuple((key, bound[key]) for key in keys if key in bound))


def _place(matter: FrontMatter, key: str) -> Span:
    entry = matter.entry((key,))
    return matter.opener if entry is None else entry.key.span


def _told(counts: Mapping[str, int]) -> str:
    """`Elon Musk` (3 times), `Sam Altman` and 4 more."""
    told = [f"`{name}`" + (f" ({number} times)" if number > 1 else "") for name, number in counts.items()]
    told[SHOWN:] = [f"{len(told) - SHOWN} more"] if len(told) > SHOWN else []
    return " and ".join(filter(None, (", ".join(told[:-1]), told[-1])))


def _fix(matter: FrontMatter, key: str, names: Sequence[str]) -> Fix | None:
    value: Value = list(names)
    try:
        edits = set_value(matter, (key,), value)
    except EditRefused:
        return None
    return unsafe(f"Put {'it' if len(names) == 1 else 'them'} into `{key}`", *edits, changes=(Change((key,), value),))


_OTHERS = {
    "ann.md": "---\npeople: [Ann Baker]\ncompanies: [Ovenly]\n---\nBread.\n",
    "bo.md": "---\npeople: [Bo Miller]\ncompanies: [Ovenly]\n---\nMore bread.\n",
}

_BOUND = Bindings(vocabularies={"people": Vocabulary("people.md", ("Di Smith",), {"迪史密": "Di Smith"})})

RULE = VaultRule(
    check,
    severity=Severity.WARNING,
    default=False,
    suspects=suspects,
    lacking=lacking,
    examples=[
        Valid({"note.md": "---\npeople: [Cy Cook]\n---\nBo Miller bakes.\n", **_OTHERS}),
        Valid({"note.md": "---\npeople: []\n---\nBo bakes with `Ann Baker`.\n", **_OTHERS}),
        Valid({"note.md": "---\ncompanies: []\n---\nOvenly is dear. Is Ovenly good?\n", **_OTHERS}),
        Valid({"note.md": "---\ntitle: Rye\n---\nBo Miller bakes.\n", **_OTHERS}),
        Invalid(
            {"note.md": "---\n«people»: []\n---\nBo Miller and Ann Baker bake.\nBo Miller’s bread.\n", **_OTHERS},
            message="`people` is empty, but the text names `Bo Miller` (2 times) and `Ann Baker`",
            unsafely_fixed="---\npeople:\n  - Bo Miller\n  - Ann Baker\n---\n"
            "Bo Miller and Ann Baker bake.\nBo Miller’s bread.\n",
        ),
        Invalid(
            {"note.md": "---\n«companies»:\n---\nAt Ovenly they bake. 在Ovenly买面包。\n", **_OTHERS},
            message="`companies` is empty, but the text names `Ovenly` (2 times)",
            unsafely_fixed="---\ncompanies:\n  - Ovenly\n---\nAt Ovenly they bake. 在Ovenly买面包。\n",
        ),
        Invalid(
            {"note.md": "---\n«people»: []\n---\n迪史密和Bo Miller做面包。\n", **_OTHERS},
            bindings=_BOUND,
            message="`people` is empty, but the text names `Di Smith`",
            unsafely_fixed="---\npeople:\n  - Di Smith\n---\n迪史密和Bo Miller做面包。\n",
        ),
        Invalid(
            {"note.md": "«---»\ntitle: Rye\n---\nBo Miller bakes.\n", **_OTHERS},
            options={"absent": True},
            message="`people` is missing, but the text names `Bo Miller`",
            unsafely_fixed="---\ntitle: Rye\npeople:\n  - Bo Miller\n---\nBo Miller bakes.\n",
        ),
    ],
)
