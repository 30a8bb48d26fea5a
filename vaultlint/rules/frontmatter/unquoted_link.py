"""A wikilink without quotes is a list in a list.

YAML takes `[[Note]]` for a list that holds a list, so Obsidian shows no link and queries find none. In quotes it is
a link.
"""

import re
from collections.abc import Iterator

from vaultlint.finding import Finding, Severity, safe
from vaultlint.frontmatter import Mapping, Node, Scalar, Sequence, Style, walk
from vaultlint.frontmatter.writing import quoted
from vaultlint.note import Note
from vaultlint.rule import Invalid, NoteRule, Valid
from vaultlint.text import Edit

_LINK = re.compile(r"\[\[[^\[\]\r\n]+\]\]")


def check(note: Note) -> Iterator[Finding]:
    matter = note.frontmatter
    if matter is None or not isinstance(matter.root, Mapping) or "[[" not in matter.content.of(note.text):
        return
    for path, node in walk(matter.root):
        written = node.span.of(note.text)
        if path and _is_link(node, written):
            edit = Edit(node.span, quoted(written, matter.habit.quote))
            message = f"`{written}` is a list in a list, no link; put it in quotes"
            yield Finding(node.span, message, safe("Quote the link", edit, changes=matter.changes(node, written)))


def _is_link(node: Node, written: str) -> bool:
    """Whether a node is `[[` name `]]`, and not numbers or quoted text in a list of lists."""
    if not isinstance(node, Sequence) or len(node.items) != 1 or not _LINK.fullmatch(written) or "{" in written:
        return False
    inner = node.items[0]
    if not isinstance(inner, Sequence) or not inner.items:
        return False
    return all(_is_name(item) and not _is_number(item) for item in inner.items)


def _is_name(item: Node) -> bool:
    return isinstance(item, Mapping) or (isinstance(item, Scalar) and item.style is Style.PLAIN)


def _is_number(item: Node) -> bool:
    return isinstance(item, Scalar) and not isinstance(item.value, str)


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
