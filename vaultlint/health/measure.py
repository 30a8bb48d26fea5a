"""From what is known of each note to the health of the vault."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vaultlint import __version__
from vaultlint.health.coverage import Coverage, gathered
from vaultlint.health.document import VERSION, Health, Point
from vaultlint.health.facts import Facts
from vaultlint.health.families import families_of
from vaultlint.health.folders import counted_under, folders_of
from vaultlint.health.names import names_of
from vaultlint.health.properties import properties_of
from vaultlint.health.tally import tally_of
from vaultlint.health.worst import worst_of


def measured(
    vault: str, date: str, notes: Sequence[Facts], coverage: Iterable[Coverage] = (), history: Iterable[Point] = ()
) -> Health:
    """The health of the vault of that name, at that time."""
    under = counted_under(notes)
    earlier = {one.date: one for one in history if one.date < date}
    return Health(
        VERSION,
        __version__,
        vault,
        date,
        tally_of(notes),
        folders_of(notes, under),
        families_of(one for note in notes for one in note.diagnostics),
        gathered(coverage, under),
        properties_of(notes),
        names_of(notes),
        worst_of(notes),
        tuple(one for _, one in sorted(earlier.items())),
    )
