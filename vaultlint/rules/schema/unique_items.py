"""A list has the same item twice.

The schema wants each item once. The fix removes the later one with all that belongs to it.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import Bindings, Invalid, Note, NoteRule, Valid
from vaultlint.schema import Schema

BOUND = Bindings(schemas=(Schema.of({"properties": {"tags": {"uniqueItems": True}}}, "book.schema.json"),))


def check(note: Note) -> Iterator[Finding]:
    yield from note.schema_findings.get("unique-items", ())


RULE = NoteRule(check, severity=Severity.ERROR, examples=[

    Valid("---\ntags: [forest, Forest, 1, true]\n---\n", bindings=BOUND),
    Invalid("---\ntags:\n  - forest\n  - pond\n  - «forest»\n---\n", bindings=BOUND,
            message="`forest` is repeated in `tags`: it is item 1 already",
            fixed="---\ntags:\n  - forest\n  - pond\n---\n"),
    Invalid("---\ntags: [forest, «'forest'», pond, «pond»]\n---\n", bindings=BOUND,
            fixed="---\ntags: [forest, pond]\n---\n"),
])  # fmt: skip
