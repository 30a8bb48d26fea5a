"""Colour on terminals (ECMA-48 SGR), or none."""

from __future__ import annotations

from dataclasses import dataclass

from vaultlint.finding import Severity

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}
_OF_SEVERITY = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


@dataclass(frozen=True, slots=True)
class Style:
    """How to mark up text; `width` is that of the terminal, in cells."""

    colour: bool
    width: int = 120

    def paint(self, text: str, *names: str) -> str:
        """The text in these colours."""
        if not self.colour or not text:
            return text
        return f"\x1b[{';'.join(_CODES[name] for name in names)}m{text}\x1b[0m"

    def severity(self, severity: Severity, text: str) -> str:
        """The text in the colour of a severity."""
        return self.paint(text, "bold", _OF_SEVERITY[severity])


PLAIN = Style(False)
"""No colour."""
