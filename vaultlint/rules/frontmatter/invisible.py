"""A key or value holds characters that nobody sees, or blanks at its ends.

Zero-width, bidirectional and control characters come from web pages; with one of them in it, `Ada` is not `Ada` to
any search, link or list of terms. What joins emoji, or is needed to write Persian or Hindi, is left alone.
"""

from collections.abc import Iterator

from vaultlint.finding import MISSING, Change, Finding, Fix, Moved, Path, Severity, safe
from vaultlint.frontmatter import FrontMatter, Mapping, Scalar, Style, walk
from vaultlint.frontmatter.unseen import Unseen, hangs, may_hold_unseen, unseen
from vaultlint.frontmatter.writing import stays_plain
from vaultlint.note import Note
from vaultlint.rule import Invalid, NoteRule, Valid
from vaultlint.text import Edit

_TEMPLATE = ("<%", "{{", "{%", "%}", "}}", "%>")


def check(note: Note) -> Iterator[Finding]:
    matter = note.frontmatter
    if matter is None or not isinstance(matter.root, Mapping) or not may_hold_unseen(note.text, matter.content):
        return
    for path, scalar in matter.scalars:
        for place in unseen(note.text, scalar):
            vanishes = place.value is None and isinstance(path[-1], int)
            yield Finding(place.span, place.message, None if vanishes else _fix(matter, scalar, place))
    yield from _in_keys(note.text, matter)


def _in_keys(text: str, matter: FrontMatter) -> Iterator[Finding]:
    assert matter.root is not None
    for path, node in walk(matter.root):
        if not isinstance(node, Mapping):
            continue
        for entry in node.entries:
            if isinstance(entry.key, Scalar):
                for place in unseen(text, entry.key, "key"):
                    names = [other.name for other in node.entries]
                    taken = place.value in names or names.count(entry.name) > 1 or matter.places(node) != (path,)
                    taken = taken or _turns(entry.key, place) or text[place.span.end : place.span.end + 1] == " "
                    yield Finding(place.span, place.message, None if taken else _key_fix((*path, entry.name), place))


def _fix(matter: FrontMatter, scalar: Scalar, place: Unseen) -> Fix | None:
    if scalar.anchor or scalar.tag or _turns(scalar, place) or hangs(matter.text, scalar, place):
        return None
    return safe(place.title, Edit(place.span, place.instead), changes=matter.changes(scalar, place.value))


def _turns(scalar: Scalar, place: Unseen) -> bool:
    """Whether what is left would be read as something else: `*a` as an alias, `<%` as a template."""
    if not isinstance(place.value, str):
        return False
    stays = scalar.style is not Style.PLAIN or stays_plain(place.value)
    return not stays or any(sign in place.value and sign not in str(scalar.value) for sign in _TEMPLATE)


def _key_fix(path: Path, place: Unseen) -> Fix | None:
    if not isinstance(place.value, str):
        return None
    moved = Change((*path[:-1], place.value), Moved(path))
    return safe(place.title, Edit(place.span, place.instead), changes=(moved, Change(path, MISSING)))


RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid("---\ntitle: 👩\u200d🍳 bakes ❤\ufe0f bread\nname: می\u200cخواهم\ntext: |\n  two lines\n\n---\n"),
        Invalid(
            "---\nspeaker: Ada«\u200b» Lovelace\n---\n",
            message="U+200B (zero width space), which nobody sees",
            fixed="---\nspeaker: Ada Lovelace\n---\n",
        ),
        Invalid(
            "---\nspeaker: '«  »Ada Lovelace'\n---\n",
            message="blanks at the start of the value",
            fixed="---\nspeaker: 'Ada Lovelace'\n---\n",
        ),
        Invalid("---\n«\u200b»title: Bread\n---\n", fixed="---\ntitle: Bread\n---\n"),
    ],
)
