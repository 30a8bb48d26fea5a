"""A wikilink without quotes is a list in a list.

YAML takes `[[Note]]` for a list that holds a list, so Obsidian shows no link and queries find none. In quotes it is
a link.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity, safe
from vaultlint.frontmatter import Mapping, walk
from vaultlint.frontmatter.wikilink import is_bare_link
from vaultlint.frontmatter.writing import quoted
from vaultlint.note import Note
from vaultlint.rule import Invalid, NoteRule, Valid
from vaultlint.text import Edit


def check(note: Note) -> Iterator[Finding]:
    matter = note.frontmatter
    if matter is None or not isinstance(matter.root, Mapping) or "[[" not in matter.content.of(note.text):
        return
    for path, node in walk(matter.root):
        written = node.span.of(note.text)
        if path and is_bare_link(node, written):
            edit = Edit(node.span, quoted(written, matter.habit.quote))
            message = f"`{written}` is a list in a list, no link; put it in quotes"
            yield Finding(node.span, message, safe("Quote the link", edit, changes=matter.changes(node, written)))


RULE = NoteRule(
    check,
    severity=Severity.ERROR,
    examples=[
        Valid('---\nup: "[[Bread]]"\nmatrix: [[1, 2]]\nnames: [["Ada"], ["Bob"]]\n---\n'),
        Invalid(
            "---\nup: «[[Bread]]»\n---\n",
            message="`[[Bread]]` is a list in a list, no link; put it in quotes",
            fixed='---\nup: "[[Bread]]"\n---\n',
        ),
        Invalid("---\nup:\n- «[[Bread|rye]]»\n- 'x'\n---\n", fixed="---\nup:\n- '[[Bread|rye]]'\n- 'x'\n---\n"),
        Valid("---\na: [[1.5]]\nb: [[3]]\nc: [[true]]\nd: [[1, 2], [3, 4]]\n---\n"),
        Invalid("---\nup: [«[[A]]», «[[B]]»]\n---\n", fixed='---\nup: ["[[A]]", "[[B]]"]\n---\n'),
    ],
)
