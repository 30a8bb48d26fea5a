"""Obsidian's own settings of a vault, in the files of `.obsidian`; what is wrong with them never stops a command."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vaultlint.door import content
from vaultlint.errors import reason_of
from vaultlint.schema.expression import Endless, searching
from vaultlint.source import decode

FOLDER = ".obsidian"


@dataclass(frozen=True)
class Obsidian:
    """The settings that concern notes, with Obsidian's own defaults; `unread` says what of them is left out, and why.

    `types` are the widgets of properties, by their names in lower case: Obsidian ignores the case of names.
    `link_format` is that of new links; `attachments` is the folder of new attachments, `./` that of the note.
    """

    types: Mapping[str, str] = field(default_factory=dict, hash=False)
    excluded: tuple[str, ...] = ()
    link_format: str = "shortest"
    attachments: str = "/"
    unread: tuple[str, ...] = ()

    def excludes(self, path: str) -> bool:
        """Whether the note or folder (with `/` at its end) is among Obsidian's "excluded files"."""
        return any(searching(pattern, any_case=True)(path) for pattern in self.excluded)


def read(root: Path) -> Obsidian:
    """The settings of the vault in `root`."""
    unread: list[str] = []
    app = _settings(root, "app.json", unread)
    types = _settings(root, "types.json", unread).get("types")
    return Obsidian(
        {name.lower(): widget for name, widget in _texts(types)},
        tuple(_patterns(app.get("userIgnoreFilters"), unread)),
        _text(app.get("newLinkFormat"), Obsidian.link_format),
        _text(app.get("attachmentFolderPath"), Obsidian.attachments),
        tuple(unread),
    )


def types(root: Path) -> dict[str, str]:
    """The widgets of properties by their names as Obsidian spells them."""
    return dict(_texts(_settings(root, "types.json", []).get("types")))


def _settings(root: Path, name: str, unread: list[str]) -> dict[str, Any]:
    file = root / FOLDER / name
    try:
        data = json.loads(decode(content(file)))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, RecursionError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else "it is no JSON"
        unread.append(f"{FOLDER}/{name} is left out: {reason}")
        return {}
    return data if isinstance(data, dict) else {}


def _texts(given: Any) -> Iterator[tuple[str, str]]:
    return (pair for pair in given.items() if isinstance(pair[1], str)) if isinstance(given, dict) else iter(())


def _text(given: Any, default: str) -> str:
    return given if isinstance(given, str) else default


def _patterns(given: Any, unread: list[str]) -> Iterator[str]:
    """Beginnings of paths, or patterns between slashes; neither minds case (Obsidian Help, Settings)."""
    for one in given if isinstance(given, list) else ():
        if not isinstance(one, str) or not one:
            continue
        is_pattern = len(one) > 2 and one.startswith("/") and one.endswith("/")
        pattern = one[1:-1] if is_pattern else rf"\A{re.escape(one)}"
        try:
            searching(pattern, any_case=True)
        except (re.error, OverflowError, RecursionError) as error:
            why = "it may take for ever" if isinstance(error, Endless) else "it is no pattern"
            unread.append(f"{FOLDER}/app.json: the excluded pattern `{pattern[:80]}` is left out: {why}")
            continue
        yield pattern


__all__ = ["FOLDER", "Obsidian", "read", "types"]
