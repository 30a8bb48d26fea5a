"""A list names someone, or a company, of whom the note says nothing.

Lists that a program made have such names: from the part of a talk that the note leaves out, from another note, or from
nowhere. Look whether the name belongs there, and take it out if it does not.

In doubt it is mentioned: a part of the name suffices, such as `Musk`, its initials, another name of it that the
vocabulary of the config knows, or a word that is but a letter away; wherever in the note it stands, also in the title,
the summary, or in code. A name in letters is looked for only where a good part of the note is in letters, for a
translation may have it in characters; and the other way round. `keys` are the lists that are looked at.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.frontmatter.items import items
from vaultlint.mentions.keys import KEYS
from vaultlint.mentions.nowhere import Said
from vaultlint.note import Bindings, Note
from vaultlint.rule import Invalid, NoteRule, Valid
from vaultlint.vocabulary import Vocabulary


def check(note: Note, *, keys: tuple[str, ...] = KEYS) -> Iterator[Finding]:
    matter = note.frontmatter
    if matter is None or not note.values or not any(note.values.get(key) for key in keys):
        return
    said = Said(note, keys)
    for item in items(matter):
        if item.key in keys and said.lacks(item.text, *_aliases(note, item.key, item.text)):
            yield Finding(
                item.span, f"`{item.text}` stands nowhere else in the note; take it out if it does not belong here"
            )


def _aliases(note: Note, key: str, name: str) -> Iterator[str]:
    """The other names of a name that the vocabulary of its key knows."""
    vocabulary = note.bindings.vocabularies.get(key)
    if vocabulary is not None:
        yield from (alias for alias, term in vocabulary.aliases.items() if term == name)


_BOUND = Bindings(vocabularies={"people": Vocabulary("people.md", ("Ann Baker",), {"安贝克": "Ann Baker"})})

RULE = NoteRule(
    check,
    severity=Severity.INFO,
    default=False,
    examples=[
        Valid("---\npeople: [Ann Baker, bo-miller]\n---\nMs. Baker bakes for Bo Miller.\n"),
        Valid("---\ntitle: How Ann Baker bakes\npeople: [Ann Baker]\n---\nShe bakes rye.\n"),
        Valid("---\npeople: [Ann Baker]\n---\n安贝克做面包。\n"),
        Valid("---\ncompanies: [Organic Rye Bakers]\n---\nAt ORB they bake.\n"),
        Valid("---\npeople: [Ann Baker]\n---\n"),
        Invalid(
            "---\npeople:\n  - Ann Baker\n  - «Bo Miller»\n---\nAnn bakes rye.\n",
            message="`Bo Miller` stands nowhere else in the note; take it out if it does not belong here",
        ),
        Valid("---\npeople: [Ann Baker]\n---\n安贝克 bakes rye.\n", bindings=_BOUND),
        Invalid("---\npeople: [«张三丰»]\n---\n安贝克做面包。\n"),
        Invalid("---\nauthors: [«Bo Miller»]\n---\nAnn bakes rye.\n", options={"keys": ("authors",)}),
    ],
)
