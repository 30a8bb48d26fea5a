"""Vaults for the benchmark, the same in every run."""

from __future__ import annotations

from pathlib import Path

from bench import long_notes
from bench.long_notes import LongNote, long_note
from bench.mixed_notes import MixedNote, mixed_note


def make_long(folder: Path, notes: int) -> Path:
    """A vault of that many long notes in `folder`."""
    for number in range(notes):
        _put(folder, long_note(number, notes))
    (folder / "vaultlint.toml").write_bytes(long_notes.CONFIG.encode())
    return folder


def make_mixed(folder: Path, notes: int) -> Path:
    """A vault of that many mixed notes in `folder`."""
    for number in range(notes):
        _put(folder, mixed_note(number))
    (folder / "vaultlint.toml").touch()
    return folder


def _put(folder: Path, note: LongNote | MixedNote) -> None:
    file = folder / note.path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(note.data)


__all__ = ["make_long", "make_mixed"]
