"""Fixes: made in rounds, until nothing changes, and proved one and all before the text is given back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vaultlint.apart import Taken
from vaultlint.errors import EditsOverlap
from vaultlint.finding import Applicability, Diagnostic, Fix
from vaultlint.lint import Active, Checked, check_note, tell
from vaultlint.note import Note
from vaultlint.proof import objection
from vaultlint.text import Edit, apply
from vaultlint.trouble import Trouble, UnprovedFix
from vaultlint.vault import Vault

ROUNDS = 40
"""So many rounds more than there are fixes at first, and fixes that still come are at odds with one another."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What fixing one note gave: its new text, the diagnostics cured, and `left`, what is still there."""

    text: str
    cured: tuple[Diagnostic, ...]
    left: Checked


def mend(
    note: Note,
    active: Sequence[Active],
    vault: Vault | None = None,
    threshold: Applicability = Applicability.SAFE,
    checked: Checked | None = None,
) -> Mended:
    """Make every fix of at least `threshold`, in rounds, until nothing changes.

    `checked` is what checking the note gave, if that is known. Fixes that meet are made in later rounds. A fix that
    cannot be proved is not made, unless it can when others are; the trouble is among what is left. A note whose fixes
    never come to rest is left as it was.
    """
    current, cured = note, list[Diagnostic]()
    refused: dict[tuple[str, str], Trouble] = {}
    checked = checked or check_note(note, active, vault)
    seen = {note.text}
    for _ in range(ROUNDS + len(checked.diagnostics)):
        wanted = [found for found in mendable(checked, threshold) if _key(found) not in refused]
        made, revised = _make(current, wanted, refused)
        if not made:
            told = (tell(trouble, note.path, current.text, active) for trouble in refused.values())
            left = Checked(
                tuple(sorted((*checked.diagnostics, *(d for one in told for d in one)), key=lambda found: found.order)),
                checked.crashes,
                checked.hidden,
            )
            return Mended(current.text, tuple(cured), left)
        if revised.text in seen:
            break
        seen.add(revised.text)
        cured += made
        refused.clear()
        current = revised
        checked = check_note(current, active, vault)
    return _restless(note, active, vault)


def mended_by(note: Note, found: Diagnostic) -> str | None:
    """The text with the fix of one finding made; None if it has none, or it cannot be proved."""
    after, reason = _attempt(note, [found])
    return None if reason is not None or after is note else after.text


def _restless(note: Note, active: Sequence[Active], vault: Vault | None) -> Mended:
    checked = check_note(note, active, vault)
    first = next(mendable(checked, Applicability.UNSAFE))
    trouble = UnprovedFix(first.finding.span, first.rule, "the fixes of this note never come to rest")
    told = tell(trouble, note.path, note.text, active)
    return Mended(note.text, (), Checked((*told, *checked.diagnostics), checked.crashes, checked.hidden))


def mendable(checked: Checked, threshold: Applicability) -> Iterator[Diagnostic]:
    """The diagnostics that have a fix of at least `threshold`."""
    for found in checked.diagnostics:
        fix = found.finding.fix
        if fix is not None and fix.applicability >= max(threshold, Applicability.UNSAFE):
            yield found


def _key(found: Diagnostic) -> tuple[str, str]:
    fix = found.finding.fix
    return found.rule, f"{found.finding.message}\0{fix.edits if fix else ''}"


def _make(
    note: Note, wanted: Sequence[Diagnostic], refused: dict[tuple[str, str], Trouble]
) -> tuple[list[Diagnostic], Note]:
    """One round: the fixes made, and the note after them."""
    together = list(_apart(wanted))
    after, reason = _attempt(note, together)
    if reason is None:
        return together, after
    alone = []
    for found in together:
        _, reason = _attempt(note, [found])
        if reason is None:
            alone.append(found)
        else:
            refused[_key(found)] = UnprovedFix(found.finding.span, found.rule, reason)
    for some in (alone, alone[:1]):
        after, reason = _attempt(note, some)
        if reason is None and some:
            return some, after
    return [], note


def _attempt(note: Note, wanted: Sequence[Diagnostic]) -> tuple[Note, str | None]:
    """The note with these fixes made, and why it must not be written (None: it may)."""
    fixes = [found.finding.fix for found in wanted if found.finding.fix is not None]
    try:
        text = apply(note.text, _edits(fixes))
    except EditsOverlap as error:
        return note, str(error)
    if text == note.text:
        return note, "the fix changes nothing" if fixes else None
    after = note.revised(text)
    return after, objection(note, after, fixes)


def _edits(fixes: Sequence[Fix]) -> Iterable[Edit]:
    return (edit for fix in fixes for edit in fix.edits)


def _apart(wanted: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """The fixes that may be made in the same round, first come first served."""
    taken = Taken()
    for found in wanted:
        fix = found.finding.fix
        if fix is not None and not taken.meets(fix):
            taken.add(fix)
            yield found
