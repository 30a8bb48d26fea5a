"""HTML from plain functions: text is always escaped, and only what `tag` makes is markup."""

from __future__ import annotations

import html
from collections.abc import Iterable

from vaultlint.late import late

_NO_TEXT = late("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What HTML knows no way to write: control characters, halves of surrogate pairs, and code points that are none."""

_NONCHARACTERS = late("[" + "".join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF)) + "]")

VOID = frozenset({"input", "rect", "path", "br"})
"""Elements that hold nothing."""


class Markup(str):
    """Text that is HTML."""

    __slots__ = ()


Child = str | Markup | None
"""What stands in an element: text, which is escaped, or markup; None is nothing."""


def escaped(text: str) -> Markup:
    """The text as HTML shows it."""
    if isinstance(text, Markup):
        return text
    return Markup(html.escape(_NONCHARACTERS.sub("\ufffd", _NO_TEXT.sub("\ufffd", text))))


def joined(children: Iterable[Child], between: str = "") -> Markup:
    """The children, one after the other."""
    return Markup(between.join(escaped(child) for child in children if child is not None))


def marked(text: str) -> Markup:
    """A sentence, with what stands between backticks as code."""
    pieces = text.split("`")
    return joined(tag("code", piece) if number % 2 else piece for number, piece in enumerate(pieces))


def tag(name: str, *children: Child, **attributes: str | int | float | bool | None) -> Markup:
    """An element; `_` in the names of attributes stands for `-`, and at their end for nothing.

    An attribute that is None or False is left out, one that is True has no value.
    """
    told = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in VOID:
        return Markup(f"<{name}{told}/>" if name in ("rect", "path") else f"<{name}{told}>")
    return Markup(f"<{name}{told}>{joined(children)}</{name}>")


def _attribute(key: str, value: str | int | float | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    return f' {name}="{escaped(f"{value:g}" if isinstance(value, float) else str(value))}"'
