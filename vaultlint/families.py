"""Schemas of one folder, of which each note names its own: `schemas/{type}` with `type: book` is `schemas/book`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from vaultlint.errors import SchemaError
from vaultlint.finding import Value
from vaultlint.late import late
from vaultlint.note import Unbound
from vaultlint.schema import Schema
from vaultlint.schema.alike import closest, folded
from vaultlint.schema.words import shown
from vaultlint.schemas import YAML, load

ENDINGS = (".schema.json", ".json", *(f".schema{ending}" for ending in YAML), *YAML)
"""What may be left out at the end of the pattern; of several, the first wins."""

_LINK = late(r"!?\[\[([^\[\]|#^]++)(?:[|#^][^\[\]]*+)?\]\]")


@dataclass(frozen=True)
class Family:
    """The schemas by the values of `key` that name them; `home` is where they lie, as users know it."""

    key: str
    home: str
    schemas: Mapping[str, Schema]

    def of(self, values: Mapping[str, Value]) -> Iterator[Schema | Unbound]:
        """The schemas that the note with these values names, or why they cannot be used; none for an empty value."""
        value = values.get(self.key)
        for number, item in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if item not in (None, "", {}) and not _told_elsewhere(item):
                path = (self.key,) if number is None else (self.key, number)
                yield self._named(item) or Unbound(path, self._unknown(item))

    def _named(self, value: Value) -> Schema | None:
        """The schema of a value, which may be a link to a note, or differ in case, blanks and hyphens."""
        text = _name(value)
        if text in self.schemas:
            return self.schemas[text]
        alike = [name for name in self.schemas if folded(name) == folded(text)]
        return self.schemas[alike[0]] if len(alike) == 1 else None

    def _unknown(self, value: Value) -> str:
        close = closest(_name(value), self.schemas)
        hint = f"; did you mean `{close}`?" if close else ""
        return f"there is no schema for {shown(value)} in {self.home}{hint}"


def _told_elsewhere(value: Value) -> bool:
    """Whether it is a link without quotes, which is a list in a list, or will be filled in by a template."""
    return isinstance(value, list) or (isinstance(value, str) and ("{{" in value or "<%" in value))


def _name(value: Value) -> str:
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    link = _LINK.fullmatch(text.strip())
    return link[1].rpartition("/")[2].strip() if link else text.strip()


def read_family(pattern: str, key: str, root: Path) -> Family:
    """The schemas whose files match `pattern`, a path that has `{key}` in it.

    Raises:
        SchemaError: there is none, or one of them cannot be used.
    """
    before, _, after = pattern.rpartition(f"{{{key}}}")
    found: dict[str, Schema] = {}
    for ending in _endings(after):
        for name, file in _files(root, before, ending):
            if name not in found and not name.endswith(".schema"):
                found[name] = load(file, root, root, True)
    if not found:
        raise SchemaError(f"{pattern}: there is no such file, whatever stands for `{{{key}}}`")
    folder = before.rpartition("/")[0]
    home = Path(folder).relative_to(root).as_posix() if Path(folder).is_relative_to(root) else folder
    return Family(key, f"{home}/" if home else "the vault", dict(sorted(found.items())))


def _endings(after: str) -> tuple[str, ...]:
    return (after,) if "." in after.rpartition("/")[2] else tuple(after + ending for ending in ENDINGS)


def _files(root: Path, before: str, after: str) -> Iterator[tuple[str, str]]:
    """Each name that can stand between, with the file that it gives."""
    folder, _, start = before.rpartition("/")
    end, _, rest = after.partition("/")
    home = root / folder
    if not home.is_dir():
        return
    for one in sorted(home.iterdir()):
        name = one.name[len(start) : len(one.name) - len(end)]
        if one.name == f"{start}{name}{end}" and name and (not rest or one.is_dir()):
            file = f"{before}{name}{after}"
            if (root / file).is_file():
                yield name, file


__all__ = ["Family", "read_family"]
