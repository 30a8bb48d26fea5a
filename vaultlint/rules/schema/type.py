"""A value has another type than the schema asks for.

Whatever reads the note next, a template, a query or a site generator, stumbles over it: a loop over `tags: reading`
goes through its letters. Write the value in the type that the message names. The fix does so where one reading is
possible and nothing is lost: `tags: reading` becomes a list of one, `"true"` becomes `true`, `"3"` becomes `3`.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import Bindings, Invalid, Note, NoteRule, Valid
from vaultlint.schema import Schema

BOUND = Bindings(schemas=(Schema.of({"properties": {
    "title": {"type": "string"},
    "tags": {"type": "array", "items": {"type": "string"}},
    "draft": {"type": "boolean"},
    "pages": {"type": "integer"},
    "author": {"type": ["string", "null"]},
}}, "book.schema.json"),))


def check(note: Note) -> Iterator[Finding]:
    yield from note.schema_findings.get("type", ())


RULE = NoteRule(check, severity=Severity.ERROR, examples=[

    Valid("---\ntitle: Walden\ntags: [forest]\ndraft: false\nauthor:\n---\n", bindings=BOUND),
    Invalid("---\ntags: «forest»\n---\n", bindings=BOUND, fixed="---\ntags:\n  - forest\n---\n",
            message="`tags` should be a list, not the text `forest`"),
    Invalid("---\ndraft: «\"true\"»\n---\n", bindings=BOUND, fixed="---\ndraft: true\n---\n",
            message="`draft` should be true or false, not the text `true`"),
    Invalid("---\npages: «'352'»  # first edition\n---\n", bindings=BOUND,
            fixed="---\npages: 352  # first edition\n---\n"),
    Invalid("---\ntitle: «1984»\n---\n", bindings=BOUND, fixed="---\ntitle: \"1984\"\n---\n",
            message="`title` should be text, not the number `1984`"),
    Invalid("---\ntags: «forest, pond»\n---\n", bindings=BOUND),
    Invalid("---\npages: «3.5»\n---\n", bindings=BOUND,
            message="`pages` should be a whole number, not the number `3.5`"),
])  # fmt: skip
