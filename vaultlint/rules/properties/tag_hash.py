"""A tag in the front matter has a `#`.

The `#` tells tags from words in the text of a note; in `tags` everything is a tag. Obsidian forgives it, but queries
and site generators take it for a part of the name, and without quotes it would start a comment.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import Invalid, Note, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    yield from note.property_findings.get("tag-hash", ())


RULE = NoteRule(check, severity=Severity.WARNING, examples=[

    Valid("---\ntags: [bread]\nchannel: '#bread'\n---\nIn the text it is #bread.\n"),
    Invalid("---\ntags:\n  - «\"#bread\"»\n---\n", fixed="---\ntags:\n  - bread\n---\n",
            message="`#bread` has the `#` that tags have in the text of a note only"),
    Invalid("---\ntags: [«'#bread'», 'rye']\n---\n", fixed="---\ntags: ['bread', 'rye']\n---\n"),
    Invalid("---\ntags: [«'#bread'», bread]\n---\n", fixed="---\ntags: [bread]\n---\n"),
])  # fmt: skip
