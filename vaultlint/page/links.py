"""Links that open a note in Obsidian, wherever the page lies."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from vaultlint.page.html import Markup, joined, tag

LONGEST = 28
"""So many characters of a name are shown where several names stand in a row."""


class Home(NamedTuple):
    """The vault as Obsidian knows it: its name, and the folder in it, with `/` at its end, below which paths start."""

    vault: str
    prefix: str = ""

    def address(self, path: str) -> str:
        """The address that opens a note; see https://help.obsidian.md/Extending+Obsidian/Obsidian+URI."""
        return f"obsidian://open?vault={_quoted(self.vault)}&file={_quoted(self.prefix + path)}"

    def link(self, path: str) -> Markup:
        """The name of the note, which opens it, and the folder that it lies in."""
        folder, _, name = path.rpartition("/")
        shown = tag("bdi", name.removesuffix(".md"))
        below = tag("span", tag("bdi", f"{folder}/"), class_="folder") if folder else None
        return joined([tag("a", shown, href=self.address(path), class_="note"), below], " ")

    def short(self, path: str) -> Markup:
        """The name of the note alone, which opens it."""
        name = path.rpartition("/")[2].removesuffix(".md")
        shown = name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
        return tag("a", tag("bdi", shown), href=self.address(path), title=path)


def _quoted(text: str) -> str:
    return quote(text.encode("utf-8", "surrogateescape" if _is_bytes(text) else "replace"), safe="")


def _is_bytes(text: str) -> bool:
    """Whether its surrogates, if there are any, stand for bytes of a name that is not UTF-8."""
    return not any("\ud800" <= one < "\udc80" or "\udcff" < one <= "\udfff" for one in text)
