"""Notes in two languages: which block translates which paragraph, and what lacks its partner."""

from vaultlint.bilingual.carriers.recognise import accepts_class, accepts_label, is_slip, normalised
from vaultlint.bilingual.form import Form
from vaultlint.bilingual.pairing import Bilingual, pair
from vaultlint.bilingual.unbound.unasked import by_itself
from vaultlint.bilingual.unit import Mark, Unit
from vaultlint.bilingual.words import says_nothing

__all__ = [
    "Bilingual",
    "Form",
    "Mark",
    "Unit",
    "accepts_class",
    "accepts_label",
    "by_itself",
    "is_slip",
    "normalised",
    "pair",
    "says_nothing",
]
