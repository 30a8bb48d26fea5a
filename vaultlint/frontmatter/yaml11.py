"""How tools on YAML 1.1 (PyYAML, Ruby's Psych, older SnakeYAML) read a plain scalar that Obsidian reads otherwise.

The patterns are those of the YAML 1.1 types (yaml.org/type: bool, int, float, timestamp), as PyYAML has them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from vaultlint.frontmatter.scalars import resolve
from vaultlint.late import late

GATE = late(
    r"(?:[:\-][ \t]++|[,\[{\n\r][ \t]*+|[\"']:)(?:[-+]?(?:0[0-9ob]|[0-9.]++[:_e]|[0-9]{4}-)|(?:yes|no|on|off)\b)", re.I
)
"""Where this finds nothing in a block, none of its scalars has another meaning."""

_BOOLEANS = {"yes": "true", "on": "true", "no": "false", "off": "false"}
_BINARY = late(r"[-+]?0b_*[01][01_]*")
_OCTAL = late(r"[-+]?0[0-7_]+")
_NEW_OCTAL = late(r"0o[0-7]+")
_LEADING_ZERO = late(r"[-+]?0[0-9]+")
_SEXAGESIMAL = late(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")
_GROUPED = late(r"[-+]?[0-9][0-9_]*(?:\.[0-9_]*(?:[eE][-+][0-9]+)?)?|[-+]?0x[0-9a-fA-F_]+")
_EXPONENT = late(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+")
_OLD_FLOAT = late(r"[-+]?(?:[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)")
_TIMESTAMP = late(
    r"(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)?"
)
_FIRST = frozenset("yYnNoO0123456789+-.")


class Reading(NamedTuple):
    """What YAML 1.1 makes of a scalar; `is_word` for yes, no, on and off."""

    meaning: str
    is_word: bool = False


def reading(written: str) -> Reading | None:
    """What YAML 1.1 makes of the plain scalar `written`; None where that is what Obsidian makes of it too."""
    if not written or written[0] not in _FIRST or len(written) > 40:
        return None
    if written.lower() in _BOOLEANS and written in (written.lower(), written.upper(), written.capitalize()):
        return Reading(f"the boolean {_BOOLEANS[written.lower()]}", True)
    number = _number(written)
    if number is not None:
        return Reading(number)
    stamp = _TIMESTAMP.fullmatch(written)
    if stamp and _is_impossible(stamp):
        return Reading("a date that does not exist")
    return None


def _number(written: str) -> str | None:
    if _BINARY.fullmatch(written):
        return f"the number {int(written.replace('_', ''), 2)}"
    if _LEADING_ZERO.fullmatch(written) or (_OCTAL.fullmatch(written) and written.strip("-+0_")):
        digits = written.replace("_", "")
        if _OCTAL.fullmatch(written) and int(digits, 8) == resolve(written):
            return None
        return f"the octal number {int(digits, 8)}" if _OCTAL.fullmatch(written) else "text"
    if _SEXAGESIMAL.fullmatch(written):
        return f"the number {_sixties(written)}"
    if "_" in written and written[-1] != "_" and "__" not in written and _GROUPED.fullmatch(written):
        return f"the number {written.replace('_', '')}"
    if _NEW_OCTAL.fullmatch(written) or (_EXPONENT.fullmatch(written) and not _OLD_FLOAT.fullmatch(written)):
        return "text"
    return None


def _sixties(written: str) -> str:
    total: float = 0
    for part in written.lstrip("-+").replace("_", "").split(":"):
        total = total * 60 + (float(part) if "." in part else int(part))
    return f"{'-' if written[0] == '-' else ''}{total}"


def _is_impossible(stamp: re.Match[str]) -> bool:
    year, month, day, hour, minute, second = stamp.groups()
    if hour is None and (len(month) < 2 or len(day) < 2):
        return False
    from datetime import date, time

    try:
        date(int(year), int(month), int(day))
        time(int(hour or 0), int(minute or 0), int(second or 0))
    except ValueError:
        return True
    return False


def is_ambiguous(text: str) -> bool:
    """Whether the text, written plain, would be something else than text to Obsidian or to a tool on YAML 1.1."""
    return not isinstance(resolve(text), str) or reading(text) is not None
