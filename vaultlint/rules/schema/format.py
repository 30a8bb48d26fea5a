"""A text does not have the format that the schema asks for.

Formats are those of JSON Schema that notes need (date, date-time, time, uri, email, uuid, regex) and three of
Obsidian's: `wikilink`, `vault-path` and `tag`. The fix rewrites a date in another notation (`2025/10/8`,
`8 October 2025`) as `2025-10-08`; `08/10/2025` has two readings and is left to you.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import Bindings, Invalid, Note, NoteRule, Valid
from vaultlint.schema import Schema

BOUND = Bindings(schemas=(Schema.of({"properties": {
    "date": {"type": "string", "format": "date"},
    "source": {"format": "uri"},
    "up": {"format": "wikilink"},
}}, "book.schema.json"),))


def check(note: Note) -> Iterator[Finding]:
    yield from note.schema_findings.get("format", ())


RULE = NoteRule(check, severity=Severity.ERROR, examples=[

    Valid("---\ndate: 2025-10-08\nsource: https://example.org/页?q=1#top\nup: \"[[Shelf]]\"\n---\n", bindings=BOUND),
    Invalid("---\ndate: «2025/10/8»\n---\n", bindings=BOUND, fixed="---\ndate: 2025-10-08\n---\n",
            message="`date` should be a date like 2025-10-08, not `2025/10/8`"),
    Invalid("---\ndate: «'2025年10月8日'»\n---\n", bindings=BOUND, fixed="---\ndate: '2025-10-08'\n---\n"),
    Invalid("---\ndate: «08/10/2025»\n---\n", bindings=BOUND),
    Invalid("---\ndate: «2025-02-30»\n---\n", bindings=BOUND),
    Invalid("---\nsource: «found on the web»\n---\n", bindings=BOUND,
            message="`source` should be a web address like https://example.org/page, not `found on the web`"),
    Invalid("---\nup: «Shelf»\n---\n", bindings=BOUND),
])  # fmt: skip
