"""A key that the schema requires is missing.

The finding stands at the opening fence, or at the key of the group in which something is missing. Add the key; where
the schema has a default for it, the fix adds that, at the place where the schema's order has it. A key that is needed
only on a condition (`if`, `dependentRequired`) is told with the reason.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import Bindings, Invalid, Note, NoteRule, Valid
from vaultlint.schema import Schema

BOUND = Bindings(schemas=(Schema.of({
    "required": ["title", "date", "draft"],
    "if": {"properties": {"draft": {"const": False}}, "required": ["draft", "reviewed"]}, "then": {"required": ["by"]},
    "properties": {"title": {"type": "string"}, "draft": {"type": "boolean", "default": True},
                   "date": {"type": "string"}, "author": {"required": ["name"]}},
}, "book.schema.json"),))


def check(note: Note) -> Iterator[Finding]:
    yield from note.schema_findings.get("required", ())


RULE = NoteRule(check, severity=Severity.ERROR, examples=[

    Valid("---\ntitle: Walden\ndate: 1854-08-09\ndraft: false\n---\n", bindings=BOUND),
    Invalid("«---»\ntitle: Walden\ndraft: false\n---\n", bindings=BOUND, message="the key `date` is missing"),
    Invalid("«---»\ntitle: Walden\ndate: 1854-08-09\n---\n", bindings=BOUND,
            fixed="---\ntitle: Walden\ndraft: true\ndate: 1854-08-09\n---\n"),
    Invalid("«---»\ntitle: Walden\ndate: 1854-08-09\ndraft: false\nreviewed: 2025-10-08\n---\n", bindings=BOUND,
            message="the key `by` is missing; it is needed because `draft` is `false` and `reviewed` is there"),
    Invalid("---\ntitle: Walden\ndate: 1854-08-09\ndraft: false\n«author»:\n  born: 1817\n---\n", bindings=BOUND,
            message="the key `name` is missing in `author`"),
])  # fmt: skip
