"""Notes in two languages: which block translates which paragraph, and what lacks its partner."""

from vaultlint.bilingual.form import Form
from vaultlint.bilingual.pairing import Bilingual, pair
from vaultlint.bilingual.recognise import is_slip, normalised
from vaultlint.bilingual.units import says_nothing

__all__ = ["Bilingual", "Form", "is_slip", "normalised", "pair", "says_nothing"]
