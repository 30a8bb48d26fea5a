"""A property has a name that Obsidian ignores.

Until version 1.8 `tag`, `alias` and `cssclass` were other names of `tags`, `aliases` and `cssclasses`; since 1.9 they
mean nothing, so the note has lost its tags, its other names or its looks. The fix calls the property by its name and
makes its value a list; where both are there, it puts their items into one.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import Invalid, Note, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    yield from note.property_findings.get("deprecated-key", ())


RULE = NoteRule(check, severity=Severity.ERROR, examples=[

    Valid("---\ntags: [bread]\nbook:\n  alias: rye\n---\n"),
    Invalid("---\n«tag»: bread\n---\n", fixed="---\ntags:\n  - bread\n---\n",
            message="Obsidian ignores `tag` since version 1.9; it is called `tags` now and is a list"),
    Invalid("---\n«cssClass»: wide cards\n---\n", fixed="---\ncssclasses:\n  - wide\n  - cards\n---\n"),
    Invalid("---\ntags:\n- bread\n- rye\n«tag»: [sour, rye]\n---\n",
            fixed="---\ntags:\n- bread\n- rye\n- sour\n---\n"),
    Invalid("---\n«alias»:\n---\n", fixed="---\naliases:\n---\n"),
])  # fmt: skip
