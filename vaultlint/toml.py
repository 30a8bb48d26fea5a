"""TOML by the library's reader, which falls over deep nesting and takes ages for keys of thousands of parts."""

from __future__ import annotations

from typing import Any

MOST = 500
"""So many dots may stand in a line in front of a `=`."""


def loads(text: str) -> dict[str, Any]:
    """The tables in the text.

    Raises:
        ValueError: it is no TOML, or too deep; the message says why, and where if that is known.
    """
    import tomllib

    for number, line in enumerate(text.split("\n"), 1):
        if line.partition("=")[0].count(".") > MOST:
            raise ValueError(f"a key has too many parts (at line {number}, column 1)")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("tables and lists stand too deep in one another") from None
