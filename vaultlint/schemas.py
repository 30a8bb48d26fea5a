"""Schema files on disk, in JSON or YAML, and those that ship: read, compiled once. References stay inside the vault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from vaultlint.door import content
from vaultlint.errors import SchemaError, reason_of
from vaultlint.nearest import nearest
from vaultlint.schema import Schema, compile_schema
from vaultlint.text import Span

SHIPPED = "vaultlint:"
"""`vaultlint:NAME` is a schema of ours."""


YAML = (".yaml", ".yml")

OTHERS = ("vaultlint", "migration", "health")
"""The schemas of our own config, of migrations and of reports lie beside those of notes; they are none."""


def shipped_folder() -> Path:
    """Where our own schemas lie: in the package once it is installed, beside it in a checkout."""
    package = Path(__file__).parent
    inside = package / "schemas"
    return inside if inside.is_dir() else package.parent / "schemas"


def shipped() -> dict[str, Path]:
    """Our own schemas of notes by name."""
    files = {file.name.removesuffix(".schema.json"): file for file in sorted(shipped_folder().glob("*.schema.json"))}
    return {name: file for name, file in files.items() if name not in OTHERS}


def load(name: str, base: Path, root: Path, free: bool = False) -> Schema:
    """The schema `name`: `vaultlint:NAME`, or a path relative to the folder `base`.

    Unless it is `free`, as a schema that the config names is, it must lie below `root`.

    Raises:
        SchemaError: it cannot be read, is no schema, or refers to the network or out of the vault.
    """
    if name.startswith(SHIPPED):
        file = _shipped(name.removeprefix(SHIPPED))
        return compile_schema(document(file, name), name, _Retrieve(file.parent))
    if "://" in name and not name.startswith("file:"):
        raise SchemaError(f"{name}: schemas are not fetched from the network; keep a copy in the vault")
    try:
        file = (base / name).resolve()
    except ValueError:  # a NUL, or half a surrogate pair
        raise SchemaError(f"{json.dumps(name)}: no file can be called so") from None
    if not free and not file.is_relative_to(root.resolve()):
        raise SchemaError(f"{name}: lies outside the vault; name it in the config instead")
    shown = file.relative_to(root.resolve()).as_posix() if file.is_relative_to(root.resolve()) else name
    inside = root.resolve() if file.is_relative_to(root.resolve()) else file.parent
    found = document(file, shown)
    if isinstance(found, dict) and "$id" not in found:
        found = {"$id": file.as_uri(), **found}
    return compile_schema(found, shown, _Retrieve(inside, file.parent))


def _shipped(name: str) -> Path:
    known = shipped()
    if name in known:
        return known[name]
    close = nearest(name, known)
    hint = f"did you mean `{SHIPPED}{close}`?" if close else f"there are {', '.join(known)}"
    raise SchemaError(f"{SHIPPED}{name}: no such schema ships with vaultlint; {hint}")


def document(file: Path, shown: str) -> Any:
    """The JSON in `file`, or the YAML, which users know as `shown`."""
    try:
        text = content(file).decode("utf-8-sig")
        return _yaml(text, shown) if file.suffix in YAML else json.loads(text)
    except OSError as error:
        raise SchemaError(f"{shown}: {why_unread(error, file, shown)}") from None
    except UnicodeDecodeError as error:
        raise SchemaError(f"{shown}: byte {error.start} is not UTF-8") from None
    except (ValueError, RecursionError) as error:  # also a number of too many digits
        raise SchemaError(f"{shown}: not JSON: {error}") from None


def why_unread(error: OSError, file: Path, shown: str) -> str:
    """Why a file cannot be read; where it does not exist, with the one beside it that was meant."""
    is_lost = isinstance(error, FileNotFoundError) and file.parent.is_dir()
    close = nearest(file.name, sorted(one.name for one in file.parent.iterdir())) if is_lost else None
    return reason_of(error) + (f"; did you mean `{shown.removesuffix(file.name)}{close}`?" if close else "")


def _yaml(text: str, shown: str) -> Any:
    """YAML as notes have it: 1.2, a date is text, and no key stands twice."""
    from vaultlint.frontmatter import Fault, block, value_of
    from vaultlint.frontmatter.matter import duplicates_in

    root = block.tree(text, Span(0, len(text)))
    if isinstance(root, Fault):
        line = text.count("\n", 0, root.span.start) + 1
        raise SchemaError(f"{shown}: line {line}: {root.message}")
    if root is None:
        raise SchemaError(f"{shown}: there is nothing in it")
    for one in duplicates_in(root):
        raise SchemaError(f"{shown}: the key `{one.later.name}` stands there twice")
    return value_of(root)


class _Retrieve:
    """What `$ref` may refer to: files below `inside`; relative references start at `base`."""

    def __init__(self, inside: Path, base: Path | None = None) -> None:
        self.inside, self.base = inside, base or inside

    def __call__(self, uri: str) -> Any:
        parts = urlsplit(uri)
        if parts.scheme not in ("", "file"):
            raise SchemaError(f"{uri}: references to the network are refused; keep a copy in the vault")
        file = (self.base / _path(unquote(parts.path))).resolve()
        if not file.is_relative_to(self.inside):
            raise SchemaError(f"{uri}: the reference leads out of the vault")
        return document(file, file.relative_to(self.inside).as_posix())


def _path(path: str) -> str:
    """The path of a file URL; on Windows it has a slash before its drive."""
    return path[1:] if path[2:3] == ":" else path
