"""The same term spelt in several ways: which texts are spellings of one another, and which of them is the best."""

from vaultlint.spellings.bilingual import halves
from vaultlint.spellings.form import alike, folded
from vaultlint.spellings.grouping import better, merged
from vaultlint.spellings.near import Difference, Spelling, variants

__all__ = ["Difference", "Spelling", "alike", "better", "folded", "halves", "merged", "variants"]
