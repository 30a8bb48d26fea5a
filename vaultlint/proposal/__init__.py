"""What a vault shows of itself, as a proposed config: only settings that the notes clearly keep already."""

from vaultlint.proposal.looking import Seen, look
from vaultlint.proposal.planning import planned
from vaultlint.proposal.trial import Plan, Tried, tried

__all__ = ["Plan", "Seen", "Tried", "look", "planned", "tried"]
