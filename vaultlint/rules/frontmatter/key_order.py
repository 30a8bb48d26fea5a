"""The keys are not in the order of the vault.

With one order in all notes the eye finds a key where it always is, and diffs are short. The order is that of the
option, else that of the schemas bound to the note, one after the other; keys that none names go to the end. Comments
travel with their key.
"""

from collections.abc import Iterator

from vaultlint.errors import EditRefused
from vaultlint.finding import Finding, Severity, safe
from vaultlint.frontmatter import FrontMatter
from vaultlint.frontmatter.edits import reorder
from vaultlint.note import Note
from vaultlint.rule import Invalid, NoteRule, Valid
from vaultlint.schema import order_of


def check(note: Note, *, order: tuple[str, ...] = ()) -> Iterator[Finding]:
    matter = note.frontmatter
    if matter is None or matter.values is None or matter.duplicates:
        return
    wanted = order or order_of(note.bindings.schemas)
    rank = {name: place for place, name in enumerate(wanted)}
    highest, before = -1, ""
    for entry in matter.entries:
        place = rank.get(entry.name)
        if place is None:
            continue
        if place < highest:
            yield _finding(matter, rank, entry.name, before)
            return
        highest, before = place, entry.name


def _finding(matter: FrontMatter, rank: dict[str, int], name: str, before: str) -> Finding:
    entries = matter.entries
    span = next(entry.key.span for entry in entries if entry.name == name)
    message = f"`{name}` belongs before `{before}`"
    order = sorted(range(len(entries)), key=lambda index: (rank.get(entries[index].name, len(rank)), index))
    try:
        return Finding(span, message, safe("Put the keys in order", *reorder(matter, order)))
    except EditRefused:
        return Finding(span, message)


RULE = NoteRule(
    check,
    severity=Severity.INFO,
    default=False,
    examples=[
        Valid("---\ntitle: Bread\nzest: 1\ndate: 2024-05-01\n---\n", options={"order": ("title", "date")}),
        Valid("---\ndate: 2024-05-01\ntitle: Bread\n---\n"),
        Invalid(
            "---\ntitle: Bread\nzest:\n- lemon\n# is it done\ndraft: true # not yet\n«date»: 2024-05-01\n---\n",
            options={"order": ("title", "date", "draft")},
            message="`date` belongs before `draft`",
            fixed="---\ntitle: Bread\ndate: 2024-05-01\n# is it done\ndraft: true # not yet\nzest:\n- lemon\n---\n",
        ),
    ],
)
