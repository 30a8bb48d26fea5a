"""What the settings of other tools come to here: where there is a counterpart it is proposed, the rest is listed."""

from vaultlint.adopting import linter, remark
from vaultlint.adopting.proposal import Proposal
from vaultlint.adopting.toml import spelt

__all__ = ["Proposal", "linter", "remark", "spelt"]
