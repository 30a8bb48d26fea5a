"""Text that has quotes inside its quotes, as scripts leave it that quote what was quoted already."""

from __future__ import annotations

from vaultlint.frontmatter.tree import Scalar, Style
from vaultlint.late import late

_QUOTED = late(r"\"{1,3}([^\"\\]*)\"{1,3}|'{1,3}([^']*)'{1,3}|\\\"([^\"\\]*)\\\"|\\'([^'\\]*)\\'")


def bare(scalar: Scalar) -> str | None:
    """The text without the inner quotes; None if it has none, or more than a pair around it."""
    value = scalar.value
    if not isinstance(value, str) or scalar.style not in (Style.PLAIN, Style.SINGLE, Style.DOUBLE):
        return None
    return bare_text(value)


def bare_text(value: str) -> str | None:
    """The same of a value, however it is written."""
    inner = _QUOTED.fullmatch(value)
    return next(part for part in inner.groups() if part is not None) if inner else None
