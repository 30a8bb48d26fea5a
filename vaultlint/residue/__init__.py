"""What generators and clippers leave behind in notes: marks, words of their own, loops, copies, cuts, glosses."""

from vaultlint.residue.chatter import chatter
from vaultlint.residue.clippings import clippings
from vaultlint.residue.copies import copies
from vaultlint.residue.cuts import cuts
from vaultlint.residue.leaving import Leaving
from vaultlint.residue.loops import loops
from vaultlint.residue.markers import markers
from vaultlint.residue.prompts import prompts
from vaultlint.residue.wanted import allowed, wanted

__all__ = [
    "Leaving", "allowed", "chatter", "clippings", "copies", "cuts", "loops", "markers", "prompts", "wanted",
]  # fmt: skip
