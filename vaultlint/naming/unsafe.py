"""Which names break links, are not possible on Windows, or get lost on the way to another device.

Obsidian Help, "Internal links" (characters that are no good in links); Microsoft, "Naming Files, Paths, and
Namespaces"; 255 bytes are the longest name of most file systems.
"""

from __future__ import annotations

from collections.abc import Iterator

from vaultlint.late import late
from vaultlint.vault import Vault

BREAKS_LINKS = late(r"[\[\]#^|]")
NOT_ON_WINDOWS = late(r'[\\/:*?"<>]')
UNSEEN = late(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]")
NOT_UTF8 = late(r"[\ud800-\udfff]")
RESERVED = late(r"(?i)(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*+(?:\..*+)?")
LONGEST = 255


def objection(name: str) -> str | None:
    """What is wrong with the name of one file or folder; None if nothing is."""
    return next(_objections(name), None)


def _objections(name: str) -> Iterator[str]:
    if found := BREAKS_LINKS.search(name):
        yield f"has `{found[0]}`, which ends or splits a wikilink"
    if found := NOT_ON_WINDOWS.search(name):
        yield f"has `{found[0]}`, which no name on Windows may have"
    if found := UNSEEN.search(name):
        yield f"has the invisible character U+{ord(found[0]):04X}"
    if NOT_UTF8.search(name):
        yield "is not UTF-8, so that other devices read it otherwise or not at all"
    if RESERVED.fullmatch(name):
        yield "is reserved on Windows"
    stem = name.removesuffix(".md")
    if name[-1:] in (" ", "."):
        yield "ends with a blank or a dot, which Windows drops"
    elif stem != stem.strip():
        yield "begins or ends with a blank, which links lose"
    if len(name.encode("utf-8", "surrogatepass")) > LONGEST:
        yield f"is longer than the {LONGEST} bytes that most disks allow"


def first_within(vault: Vault) -> dict[str, str]:
    """Of each folder, the first note in it or below it: there a fault of the folder's name is told, once."""
    first: dict[str, str] = {}
    for path in sorted(one.path for one in vault.outlines):
        for folder in folders(path):
            first.setdefault(folder, path)
    return first


def folders(path: str) -> Iterator[str]:
    """The folders that a path leads through, from the outside in: `a`, `a/b` for `a/b/note.md`."""
    for place, letter in enumerate(path):
        if letter == "/":
            yield path[:place]
