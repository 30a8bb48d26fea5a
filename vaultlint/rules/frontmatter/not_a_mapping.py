"""The front matter is no set of keys and values.

A list or a line of text between the fences is YAML, but it names nothing: Obsidian shows it as an error and has no
properties. Give each value a key, or, if the `---` was meant as a thematic break, put a blank line or text above it.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.frontmatter import Mapping, Sequence, resolved
from vaultlint.note import Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    matter = note.frontmatter
    if matter is None or matter.root is None or isinstance(resolved(matter.root), Mapping):
        return
    what = "a list" if isinstance(matter.root, Sequence) else "a single value"
    yield Finding(matter.root.span, f"{what} where keys with values belong; give each value a key, as in `title: …`")


RULE = NoteRule(
    check,
    severity=Severity.ERROR,
    examples=[
        Valid("---\ntitle: Bread\n---\n"),
        Valid("---\n---\nAn empty block is a block.\n"),
        Valid("---\n\nTwo thematic breaks around text.\n\n---\n"),
        Invalid(
            "---\n«- baking\n- bread»\n---\nFlour.\n",
            message="a list where keys with values belong; give each value a key, as in `title: …`",
        ),
        Invalid(
            "---\n«Bread»\n---\nFlour.\n",
            message="a single value where keys with values belong; give each value a key, as in `title: …`",
        ),
    ],
)
