"""Tags, aliases or CSS classes are no list, so Obsidian reads none.

Until version 1.8 `tags: bread, rye` was two tags; since 1.9 only a list counts. The fix makes one of what Obsidian read
then: it took commas, and for tags and classes blanks too, for the space between two of them.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import Invalid, Note, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    yield from note.property_findings.get("list-expected", ())


RULE = NoteRule(check, severity=Severity.ERROR, examples=[

    Valid("---\ntags: [bread]\naliases:\ncssclasses: ''\ntopics: rye\n---\n"),
    Invalid("---\ntags: «bread»  # and more\n---\n", fixed="---\ntags:\n  - bread  # and more\n---\n",
            message="`tags` is the text `bread`, but Obsidian reads only lists here since version 1.9"),
    Invalid("---\ntags: «bread, rye»\n---\n", fixed="---\ntags:\n  - bread\n  - rye\n---\n"),
    Invalid("---\naliases: «Rye bread, Black»\n---\n", fixed="---\naliases:\n  - Rye bread\n  - Black\n---\n"),
    Invalid("---\naliases: «{a: b}»\n---\n"),
])  # fmt: skip
