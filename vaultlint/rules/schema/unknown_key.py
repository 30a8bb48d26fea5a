"""A key is not in the schema, which allows no others.

Most often it is a key misspelt, so that what it says is lost to all that read the right one; the missing key is then
not told as well. With `--unsafe-fixes` the key takes the near name, if the note does not have that yet. If the key is
meant, add it to the schema.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import Bindings, Invalid, Note, NoteRule, Valid
from vaultlint.schema import Schema

BOUND = Bindings(schemas=(Schema.of({
    "properties": {"title": {}, "authors": {}, "series": {}},
    "patternProperties": {"^x-": {}},
    "additionalProperties": False,
    "required": ["title"],
}, "book.schema.json"),))


def check(note: Note) -> Iterator[Finding]:
    yield from note.schema_findings.get("unknown-key", ())


RULE = NoteRule(check, severity=Severity.ERROR, examples=[

    Valid("---\ntitle: Walden\nx-shelf: 3\n---\n", bindings=BOUND),
    Invalid("---\ntitle: Walden\n«autors»: [Thoreau]\n---\n", bindings=BOUND,
            message="the key `autors` is not allowed here; did you mean `authors`?",
            unsafely_fixed="---\ntitle: Walden\nauthors: [Thoreau]\n---\n"),
    Invalid("---\n«Title»: Walden\n---\n", bindings=BOUND, unsafely_fixed="---\ntitle: Walden\n---\n"),
    Invalid("---\ntitle: Walden\n«weight»: 3\n«height»: 4\n---\n", bindings=BOUND,
            message="the key `weight` is not allowed here"),
])  # fmt: skip
