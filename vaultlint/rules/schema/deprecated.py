"""The schema marks a key as deprecated.

The key still works, but notes should not use it any more. The schema's description of the key says what to use instead.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import Bindings, Invalid, Note, NoteRule, Valid
from vaultlint.schema import Schema

BOUND = Bindings(schemas=(Schema.of({"properties": {
    "writer": {"deprecated": True, "description": "Use `authors`."},
    "authors": {"type": "array"},
}}, "book.schema.json"),))


def check(note: Note) -> Iterator[Finding]:
    yield from note.schema_findings.get("deprecated", ())


RULE = NoteRule(check, severity=Severity.WARNING, examples=[

    Valid("---\nauthors: [Thoreau]\n---\n", bindings=BOUND),
    Invalid("---\n«writer»: Thoreau\n---\n", bindings=BOUND, message="the key `writer` is deprecated: use `authors`"),
])  # fmt: skip
