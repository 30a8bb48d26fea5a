"""Vocabularies: the terms that a key may hold, their aliases, those given up, and the form that a term has."""

from vaultlint.vocabulary.form import Case, Form, Number
from vaultlint.vocabulary.judge import judge
from vaultlint.vocabulary.terms import Verdict, Vocabulary, merged

__all__ = ["Case", "Form", "Number", "Verdict", "Vocabulary", "judge", "merged"]
