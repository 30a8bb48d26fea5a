"""All that a vault shows, put together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vaultlint.patterns import fits
from vaultlint.proposal.drafts import drafted
from vaultlint.proposal.files import translation_files
from vaultlint.proposal.kinds import kinds
from vaultlint.proposal.looking import Seen
from vaultlint.proposal.surroundings import surroundings
from vaultlint.proposal.translations import translations
from vaultlint.proposal.trial import Plan
from vaultlint.proposal.vocabularies import vocabularies
from vaultlint.walk import files_below


def planned(root: Path, seen: Sequence[Seen]) -> Plan:
    """What the notes of the vault in `root`, and the files around them, show."""
    around = list(surroundings(root, seen))
    left_out = tuple(pattern for one in around if one.key == "exclude" for pattern in one.value)
    notes = [one for one in seen if not (left_out and fits(left_out, one.path))]
    files = sorted(files_below(root))
    pairs = translation_files([one.path for one in notes])
    settings = [*around, *translations(notes), *([pairs] if pairs else []), *vocabularies(root, files, notes)]
    return Plan(tuple(settings), tuple(drafted(kinds(notes), files)))
