"""The file that holds a config: `vaultlint.toml`, `.vaultlint.toml`, or `[tool.vaultlint]` in pyproject.toml."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from vaultlint import toml
from vaultlint.door import content
from vaultlint.errors import ConfigError, reason_of

NAMES = ("vaultlint.toml", ".vaultlint.toml", "pyproject.toml")
"""The files that may hold a config, the first that does wins."""


def find(folder: Path) -> Path | None:
    """The config file in `folder` itself; None if it has none."""
    for name in NAMES:
        file = folder / name
        if file.is_file() and (name != "pyproject.toml" or _in_pyproject(file)):
            return file
    return None


def _in_pyproject(file: Path) -> bool:
    try:
        text = content(file).decode("utf-8-sig", "replace")
    except OSError:
        return False
    return "vaultlint" in text and _tables(text) is not None


def _tables(text: str) -> Any:
    """What `[tool.vaultlint]` holds; None without one. Of a file that is not TOML, what looks like one counts."""
    try:
        tool = toml.loads(text).get("tool")
    except ValueError:
        return {} if re.search(r"^\s*\[+\s*tool\.vaultlint\b", text, re.M) else None
    return tool.get("vaultlint") if isinstance(tool, dict) else None


def table_of(file: Path) -> dict[str, Any]:
    """What the file says of vaultlint.

    Raises:
        ConfigError: it cannot be read, or is not TOML.
    """
    try:
        text = content(file).decode("utf-8-sig")
        table = toml.loads(text)
    except OSError as error:
        raise ConfigError(f"{file}: {reason_of(error)}") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: byte {error.start} is not UTF-8") from None
    except ValueError as error:
        raise ConfigError(f"{file}: not TOML: {error}") from None
    if file.name != "pyproject.toml":
        return table
    table = {} if (own := _tables(text)) is None else own
    if not isinstance(table, dict):
        raise ConfigError(f"{file}: tool.vaultlint should be a table")
    return table
