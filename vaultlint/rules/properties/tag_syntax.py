"""An item of `tags` is no tag.

Tags are made of letters, digits, `_`, `-`, emoji and `/`, which parts the levels of nested tags; digits alone are none
(Obsidian Help, "Tags"). Obsidian shows the item, but no search and no link finds it. The fix parts what is evidently
several tags and takes away levels and items without a name; a blank has more than one reading.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import Invalid, Note, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    yield from note.property_findings.get("tag-syntax", ())


RULE = NoteRule(check, severity=Severity.ERROR, examples=[

    Valid("---\ntags: [bread, baking/rye, y2024, 2024-05, sour_dough, 面包, 🍞]\n---\n"),
    Invalid("---\ntags:\n  - «rye bread»\n  - «2024»\n---\n",
            message="`rye bread` is no tag: there is a blank in it; write `two-words`, `two_words` or `twoWords`, "
            "or make it two tags"),
    Invalid("---\ntags: [«c++»]\n---\n",
            message="`c++` is no tag: `+` cannot stand in one; only letters, digits, `_`, `-`, `/` and emoji can"),
    Invalid("---\ntags:\n- «bread, rye»\n- sour\n---\n", fixed="---\ntags:\n- bread\n- rye\n- sour\n---\n"),
    Invalid("---\ntags: [«baking//rye/», bread]\n---\n", fixed="---\ntags: [baking/rye, bread]\n---\n"),
])  # fmt: skip
