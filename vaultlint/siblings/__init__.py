"""Translations in files of their own: how they are paired, what a note consists of, and its fingerprint."""

from vaultlint.siblings.form import FileForm
from vaultlint.siblings.outline import Sibling, sibling

__all__ = ["FileForm", "Sibling", "sibling"]
