"""Two schemas bound to the note disagree.

All bound schemas must hold, and these two cannot both: what one asks for, the other refuses. It is told once, and the
keys concerned are not judged. Types, allowed values, formats and limits are compared, also those of items and of nested
keys, and what one requires and the other does not allow. Change one of the schemas, or bind only one of them to the
note; `vaultlint schema show` tells why each of them is bound.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import Bindings, Invalid, Note, NoteRule, Valid
from vaultlint.schema import Schema

ONE = Schema.of({"properties": {"tags": {"type": "array"}, "title": {"type": "string"}}}, "one.schema.json")
OTHER = Schema.of({"properties": {"tags": {"type": "string"}, "title": {"minLength": 3}}}, "other.schema.json")
BOUND = Bindings(schemas=(ONE, OTHER))


def check(note: Note) -> Iterator[Finding]:
    yield from note.schema_findings.get("conflict", ())


RULE = NoteRule(check, severity=Severity.ERROR, examples=[

    Valid("---\ntitle: Walden\n---\n", bindings=BOUND),
    Invalid("«»---\ntitle: Walden\ntags: [forest]\n---\n", bindings=BOUND,
            message="the schemas `one.schema.json` and `other.schema.json` disagree about `tags`: "
                    "it should be a list for one and text for the other"),
])  # fmt: skip
