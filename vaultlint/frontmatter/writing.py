"""Values as YAML: what is written here re-reads as the same value, in YAML 1.2 and, for text, in YAML 1.1 too.

New text follows Obsidian: lists as blocks, indented by two, quotes only where they are needed. `Habit` says where
a block shows another habit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vaultlint.finding import Value
from vaultlint.frontmatter.tree import Style
from vaultlint.frontmatter.yaml11 import is_ambiguous
from vaultlint.late import late


@dataclass(frozen=True, slots=True)
class Habit:
    """How a block is written: `offset` is how far lists are indented below their key; `quoted`: all texts are."""

    offset: int = 2
    quote: Style = Style.DOUBLE
    flow: bool = False
    newline: str = "\n"
    quoted: bool = False


_UNPRINTABLE = late("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_PLAIN = late(r"(?:[^\s\-?:,\[\]{}#&*!|>'\"%@`]|[-?:](?=[^\s,\[\]{}]))[^\t]*+")
_BREAKS_PLAIN = late(r":(?:\s|\Z)|\s#|\s\Z|\A(?:---|\.\.\.)(?:\s|\Z)")
_BREAKS_FLOW = late(r"[,\[\]{}]|:\Z|\A[-?:]|https?:|['\"]")
_ESCAPES = {"\0": "\\0", "\a": "\\a", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\v": "\\v", "\f": "\\f",
            "\r": "\\r", "\x1b": "\\e", '"': '\\"', "\\": "\\\\"}  # fmt: skip


def dump_scalar(value: str | int | float | bool | None, style: Style = Style.PLAIN, flow: bool = False) -> str:
    """`value` as a scalar: text in the quotes of `style`, without where they are not needed and `style` is PLAIN.

    With `flow` it may stand in a flow list.
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _float(value)
    if style is Style.PLAIN and may_be_plain(value, flow):
        return value
    if _UNPRINTABLE.search(value):
        return double(value)
    if style is Style.SINGLE or (('"' in value or "\\" in value) and "'" not in value):
        return single(value)
    return double(value)


def quoted(text: str, quote: Style = Style.DOUBLE) -> str:
    """`text` in the quotes of `quote`, or in others where these would need escapes."""
    return dump_scalar(text, quote if quote is Style.SINGLE else Style.DOUBLE)


def may_be_plain(text: str, flow: bool = False) -> bool:
    """Whether `text` reads as itself without quotes, to Obsidian and to tools on YAML 1.1."""
    if not stays_plain(text) or _UNPRINTABLE.search(text):
        return False
    return not (flow and _BREAKS_FLOW.search(text)) and not is_ambiguous(text)


def stays_plain(text: str) -> bool:
    """Whether `text` without quotes is one scalar, be it a text or a number."""
    return _PLAIN.fullmatch(text) is not None and not _BREAKS_PLAIN.search(text)


def single(text: str) -> str:
    """`text`, which is printable and has no line ending, in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def double(text: str) -> str:
    """`text` in double quotes, with escapes for all that cannot be seen."""
    return '"' + re.sub(f'["\\\\]|{_UNPRINTABLE.pattern}', lambda match: _escape(match[0]), text) + '"'


def _escape(character: str) -> str:
    code = ord(character)
    return _ESCAPES.get(character) or (f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}")


def _float(value: float) -> str:
    if value != value:
        return ".nan"
    if value in (float("inf"), float("-inf")):
        return ".inf" if value > 0 else "-.inf"
    written = repr(value)
    if "e" in written and "." not in written:
        written = written.replace("e", ".0e")
    return written


def dump_key(name: str) -> str:
    """`name` as a key of a block mapping."""
    return dump_scalar(name) if "\n" not in name else double(name)


def dump_flow(value: Value, habit: Habit) -> str:
    """`value` on one line."""
    if isinstance(value, list):
        return "[" + ", ".join(dump_flow(item, habit) for item in value) + "]"
    if isinstance(value, dict):
        pairs = (f"{dump_scalar(key, flow=True)}: {dump_flow(inner, habit)}" for key, inner in value.items())
        return "{" + ", ".join(pairs) + "}"
    quoted = isinstance(value, str) and (habit.quoted or not may_be_plain(value, flow=True))
    return dump_scalar(value, habit.quote if quoted else Style.PLAIN, flow=True)


def dump_item(value: str | int | float | bool | None, habit: Habit) -> str:
    """A scalar as the value of a key or an item of a block list."""
    quoted = isinstance(value, str) and (habit.quoted or not may_be_plain(value))
    return dump_scalar(value, habit.quote if quoted else Style.PLAIN)


def dump_lines(value: Value, habit: Habit) -> list[str]:
    """A list or mapping, not empty, as the lines of a block, its first column at the margin."""
    lines: list[str] = []
    if isinstance(value, dict):
        for key, inner in value.items():
            after = dump_after(inner, habit)
            lines += [dump_key(key) + ":" + after[0], *after[1:]]
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, (dict, list)) and item:
                inner_lines = dump_lines(item, habit)
                lines += ["- " + inner_lines[0], *("  " + line for line in inner_lines[1:])]
            else:
                lines.append(("-" + dump_after(item, habit)[0]) if item is not None else "-")
    return lines


def dump_after(value: Value, habit: Habit) -> list[str]:
    """What follows `key:`: the rest of its line, and the lines below it, without their endings."""
    if value is None:
        return [""]
    if not isinstance(value, (dict, list)):
        return [" " + dump_item(value, habit)]
    if not value:
        return [" []" if isinstance(value, list) else " {}"]
    if habit.flow and isinstance(value, list) and not any(isinstance(item, (dict, list)) for item in value):
        return [" " + dump_flow(value, habit)]
    indent = " " * (habit.offset if isinstance(value, list) else 2)
    return ["", *(indent + line for line in dump_lines(value, habit))]
