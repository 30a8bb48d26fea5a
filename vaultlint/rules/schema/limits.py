"""A value is too small or too large, too short or too long.

Numbers have a least and a greatest value in the schema, texts a number of characters, lists a number of items, groups
a number of keys. The message says the limit and what is there.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import Bindings, Invalid, Note, NoteRule, Valid
from vaultlint.schema import Schema

BOUND = Bindings(schemas=(Schema.of({"properties": {
    "rating": {"minimum": 1, "maximum": 5},
    "title": {"minLength": 1, "maxLength": 20},
    "tags": {"minItems": 1},
}}, "book.schema.json"),))


def check(note: Note) -> Iterator[Finding]:
    yield from note.schema_findings.get("limits", ())


RULE = NoteRule(check, severity=Severity.ERROR, examples=[

    Valid("---\nrating: 5\ntitle: 瓦尔登湖\ntags: [forest]\n---\n", bindings=BOUND),
    Invalid("---\nrating: «7»\n---\n", bindings=BOUND, message="`rating` should be at most 5, not `7`"),
    Invalid("---\ntitle: «''»\n---\n", bindings=BOUND, message="`title` should not be empty"),
    Invalid("---\ntitle: «A week on the Concord and Merrimack Rivers»\n---\n", bindings=BOUND,
            message="`title` should have at most 20 characters, not 42"),
    Invalid("---\ntags: «[]»\n---\n", bindings=BOUND),
])  # fmt: skip
