"""A text does not match the pattern of the schema.

Where the pattern asks for kebab-case, words in small letters with hyphens between them, the fix writes the text so. A
text such as `fooBar` may be one word or two, so it is left to you.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import Bindings, Invalid, Note, NoteRule, Valid
from vaultlint.schema import Schema

BOUND = Bindings(schemas=(Schema.of({"properties": {
    "tags": {"items": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}},
    "isbn": {"pattern": "^[0-9]{13}$"},
}}, "book.schema.json"),))


def check(note: Note) -> Iterator[Finding]:
    yield from note.schema_findings.get("pattern", ())


RULE = NoteRule(check, severity=Severity.ERROR, examples=[

    Valid("---\ntags: [open-air]\nisbn: '9780691096124'\n---\n", bindings=BOUND),
    Invalid("---\ntags:\n  - «Open Air»\n---\n", bindings=BOUND, fixed="---\ntags:\n  - open-air\n---\n",
            message="item 1 of `tags` should be in kebab-case like `two-words`, not `Open Air`"),
    Invalid("---\ntags: [«openAir»]\n---\n", bindings=BOUND),
    Invalid("---\nisbn: «978-0»\n---\n", bindings=BOUND,
            message="`isbn` should match the pattern `^[0-9]{13}$`, not `978-0`"),
])  # fmt: skip
