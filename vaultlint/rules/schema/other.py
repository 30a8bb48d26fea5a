"""A value breaks another rule of the schema.

All keywords of JSON Schema that have no rule of their own are told here. Where the schema offers several forms (`anyOf`
or `oneOf`), the message speaks of the one that is meant, by a key such as `type` that tells them apart, else of the one
that comes nearest to what the note has, and stands where that one fails.
A schema that the note itself names, by `$schema` or by a key such as `type`, and that does not exist is told here, too.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Unbound
from vaultlint.rule import Bindings, Invalid, Note, NoteRule, Valid
from vaultlint.schema import Schema
from vaultlint.text import Span

FORMS = Bindings(schemas=(Schema.of({"oneOf": [
    {"properties": {"type": {"const": "book"}, "author": {"type": "string"}}, "required": ["type", "author"]},
    {"properties": {"type": {"const": "person"}, "born": {"format": "date"}}, "required": ["type", "born"]},
]}, "kinds.schema.json"),))
BOUND = Bindings(schemas=(Schema.of({"properties": {
    "author": {"anyOf": [{"type": "string"}, {"type": "object", "required": ["name"],
                                              "properties": {"name": {"type": "string"}}}]},
    "price": {"multipleOf": 5},
    "shelf": {"not": {"const": "floor"}},
    "cover": False,
}}, "book.schema.json"),))

TOP = Span(0, 0)
"""Where it is told in metadata of which no places are known, as in TOML."""


def check(note: Note) -> Iterator[Finding]:
    yield from note.schema_findings.get("other", ())
    for path, message in note.bindings.unbound:
        named = note.frontmatter.node(path) if note.frontmatter else None
        yield Finding(named.span if named else TOP, message)


RULE = NoteRule(check, severity=Severity.ERROR, examples=[

    Valid("---\nauthor: {name: Thoreau}\nprice: 10\nshelf: top\n---\n", bindings=BOUND),
    Invalid("---\nauthor: «3»\n---\n", bindings=BOUND,
            message="`author` should be text or a group with the key `name`, not the number `3`"),
    Invalid("---\nauthor:\n  name: «[]»\n---\n", bindings=BOUND,
            message="`author.name` should be text, not an empty list"),
    Invalid("---\nprice: «7»\n---\n", bindings=BOUND, message="`price` should be a multiple of 5, not `7`"),
    Invalid("---\nshelf: «floor»\n---\n", bindings=BOUND, message="`shelf` must not be `floor`"),
    Invalid("«---»\ntype: book\n---\n", bindings=FORMS,
            message="the key `author` is missing; it is needed because `type` is `book`"),
    Invalid("---\ntype: person\nborn: «soon»\n---\n", bindings=FORMS,
            message="`born` should be a date like 2025-10-08, not `soon` (because `type` is `person`)"),
    Invalid("---\n«cover»: a.png\n---\n", bindings=BOUND, message="`cover` is not allowed here"),
    Invalid("---\ntype: «boook»\n---\n", message="there is no schema for `boook` in schemas/; did you mean `book`?",
            bindings=Bindings(unbound=(
                Unbound(("type",), "there is no schema for `boook` in schemas/; did you mean `book`?"),))),
])  # fmt: skip
