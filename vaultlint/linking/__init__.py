"""Where links lead to in a vault, as Obsidian resolves them; what is wrong with them, and what was meant."""

from vaultlint.linking.judge import Judge, Verdict
from vaultlint.linking.links import NoteLink, note_links

__all__ = ["Judge", "NoteLink", "Verdict", "note_links"]
