"""Schemas for the kinds of notes that a vault has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import count
from typing import Any, NamedTuple

from vaultlint import infer
from vaultlint.infer import Named
from vaultlint.proposal.kinds import Kind
from vaultlint.proposal.setting import Setting
from vaultlint.where.texts import slug

FOLDER = "schemas"


class Drafted(NamedTuple):
    """The draft of a schema: the file that it is for, the setting that binds it, the kind of notes."""

    file: str
    document: dict[str, Any]
    setting: Setting
    kind: Kind

    @property
    def text(self) -> str:
        """The file's content."""
        return infer.rendered(self.document) + "\n"


def drafted(kinds: Sequence[Kind], taken: Collection[str]) -> Iterator[Drafted]:
    """A draft for each kind about which there is something to say; no file has a name that is `taken`."""
    names = set(taken)
    for kind in kinds:
        title = kind.name.rpartition("/")[2] or "Notes"
        named = [Named(one.path, one.values) for one in kind.notes if one.values is not None]
        draft = infer.infer(named, f"{title[:1].upper()}{title[1:]}")
        if not draft.document.get("properties"):
            continue
        file = next(name for name in _names(slug(kind.name.replace("/", "-"))) if name not in names)
        names.add(file)
        setting = Setting("schema", {**kind.binds, "file": file}, _why(kind, draft.document))
        yield Drafted(file, draft.document, setting, kind)


def _names(stem: str) -> Iterator[str]:
    stem = stem or "note"
    yield f"{FOLDER}/{stem}.schema.json"
    yield from (f"{FOLDER}/{stem}-{number}.schema.json" for number in count(2))


def _why(kind: Kind, document: dict[str, Any]) -> str:
    required = document.get("required", [])
    named = list(required or document["properties"])
    how_many = "nearly all" if required else "many"
    return f"The {kind.place} ({len(kind.notes):,}) are alike: {how_many} have {listed(named)}."


def listed(names: Sequence[str], most: int = 4) -> str:
    """`a, b and 3 more`."""
    shown, rest = names[:most], len(names) - most
    if rest > 0:
        return f"{', '.join(shown)} and {rest} more"
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else "".join(shown)
