"""The journal: what each run wrote, so that it can be looked up and taken back."""

from __future__ import annotations

from vaultlint.journal.piece import Piece
from vaultlint.journal.place import folder
from vaultlint.journal.run import Change, Move, Run, digest, runs
from vaultlint.journal.writing import Journal, Unjournalled

__all__ = ["Change", "Journal", "Move", "Piece", "Run", "Unjournalled", "digest", "folder", "runs"]
