"""A value is not among those that the schema allows.

Queries and pages that group by the key lose the note. The message shows what is allowed and, where one value is close,
which was probably meant. A value that differs only in case, blanks or hyphens is put right safely; the nearest one is
a guess, made with `--unsafe-fixes`.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import Bindings, Invalid, Note, NoteRule, Valid
from vaultlint.schema import Schema

BOUND = Bindings(schemas=(Schema.of({"properties": {
    "status": {"enum": ["to-read", "reading", "done"]},
    "moods": {"items": {"enum": ["calm", "merry"]}},
}}, "book.schema.json"),))


def check(note: Note) -> Iterator[Finding]:
    yield from note.schema_findings.get("enum", ())


RULE = NoteRule(check, severity=Severity.ERROR, examples=[

    Valid("---\nstatus: reading\nmoods: [calm]\n---\n", bindings=BOUND),
    Invalid("---\nstatus: «To Read»\n---\n", bindings=BOUND, fixed="---\nstatus: to-read\n---\n",
            message="`status` must be one of `to-read`, `reading` or `done`, not `To Read`; did you mean `to-read`?"),
    Invalid("---\nstatus: «raeding» # since May\n---\n", bindings=BOUND,
            unsafely_fixed="---\nstatus: reading # since May\n---\n"),
    Invalid("---\nmoods:\n  - calm\n  - «sombre»\n---\n", bindings=BOUND,
            message="item 2 of `moods` must be one of `calm` or `merry`, not `sombre`"),
])  # fmt: skip
