"""A key stands in the front matter twice.

YAML forbids it, and tools differ: some keep the first value, some the last, Obsidian shows no properties at all. If
both say the same, or one is empty, the fix keeps the one that says something; else only you know which is right.
"""

from collections.abc import Iterator

from vaultlint.errors import EditRefused
from vaultlint.finding import Change, Finding, Fix, Severity, safe
from vaultlint.frontmatter import Duplicate, FrontMatter, same, value_of
from vaultlint.frontmatter.edits import remove_entry
from vaultlint.note import Note
from vaultlint.rule import Invalid, NoteRule, Valid

AT_ONCE = 20
"""So many repeated keys get a fix in one round, as each is proved on its own."""

MOST = 400
"""Where more keys are repeated, nobody wrote them, and none gets a fix."""


def check(note: Note) -> Iterator[Finding]:
    matter = note.frontmatter
    if matter is None:
        return
    fixed = AT_ONCE if len(matter.duplicates) <= MOST else 0
    for number, duplicate in enumerate(matter.duplicates):
        line = note.lines.position(duplicate.first.key.span.start).line
        message = f"`{duplicate.later.name}` stands here again, after line {line}"
        yield Finding(duplicate.later.key.span, message, _fix(matter, duplicate) if number < fixed else None)


def _fix(matter: FrontMatter, duplicate: Duplicate) -> Fix | None:
    """None where the values differ, and where keys are repeated in one of the two, so that it is not known."""
    both = (duplicate.first.value.span, duplicate.later.value.span)
    if any(other.later.key.span.start in span for other in matter.duplicates for span in both):
        return None
    first, later = value_of(duplicate.first.value), value_of(duplicate.later.value)
    path = (*duplicate.path, duplicate.first.name)
    try:
        if same(first, later) or later in (None, "", []):
            return safe("Remove the repeated key", *remove_entry(matter, path, duplicate.later))
        if first in (None, "", []):
            edits = remove_entry(matter, path, duplicate.first)
            return safe("Remove the empty one of the two", *edits, changes=(Change(path, later),))
    except EditRefused:
        pass
    return None


RULE = NoteRule(
    check,
    severity=Severity.ERROR,
    examples=[
        Valid("---\ntitle: Bread\nTitle: Bread\n---\n"),
        Invalid(
            "---\ntitle: Bread\ndraft: true\n«title»: Bread\n---\n",
            fixed="---\ntitle: Bread\ndraft: true\n---\n",
        ),
        Invalid("---\ntitle: Bread\n«title»: Cake\n---\n"),
        Invalid(
            "---\ndraft: true\npeople: []\n«people»:\n- Ada\n---\n", fixed="---\ndraft: true\npeople:\n- Ada\n---\n"
        ),
    ],
)
