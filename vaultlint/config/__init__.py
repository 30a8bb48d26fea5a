"""`vaultlint.toml` (or `.vaultlint.toml`, or `[tool.vaultlint]` in pyproject.toml) as a frozen Config."""

from vaultlint.config.file import NAMES, find
from vaultlint.config.reading import load
from vaultlint.config.settings import Config, check_names

__all__ = ["NAMES", "Config", "check_names", "find", "load"]
