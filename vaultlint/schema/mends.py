"""What a fault may be mended by: safe where only one reading is possible, unsafe where it is a guess, else nothing.

Every proposal is tried on the plain values first: one that does not cure the fault is no fix.
"""

from __future__ import annotations

from typing import Any

from vaultlint.errors import EditRefused
from vaultlint.finding import MISSING, Change, Fix, Path, safe, unsafe
from vaultlint.frontmatter import FrontMatter, written
from vaultlint.schema import shape, words
from vaultlint.schema.alike import folded
from vaultlint.schema.compile import Schema
from vaultlint.schema.fault import SchemaFault
from vaultlint.schema.kebab import is_kebab, kebab
from vaultlint.schema.recast import as_allowed, as_format, as_type
from vaultlint.schema.trial import Proposal, Trial, value_at
from vaultlint.text import Edit


def fix_for(fault: SchemaFault, matter: FrontMatter, schemas: tuple[Schema, ...]) -> Fix | None:
    """The fix of a fault; None where there is none: where front matter ends that is never closed may change with it."""
    if matter.closer is None or (matter.root is None and (matter.kind != "yaml" or fault.kind != "required")):
        return None
    schema = next(schema for schema in schemas if schema.file == fault.file)
    trial = Trial(matter, schemas)
    curing = [
        next(one for one in ranked if trial.cures(one))
        for ranked in propose(fault, matter, schema)
        if any(trial.cures(one) for one in ranked)
    ]
    if len(curing) != 1:
        return None
    (proposed,) = curing
    try:
        edits = _edits(proposed, matter, schema)
    except EditRefused:
        return None
    make = safe if proposed.sure else unsafe
    return make(proposed.title, *edits, changes=_changes(proposed, matter)) if edits else None


def propose(fault: SchemaFault, matter: FrontMatter, schema: Schema) -> list[list[Proposal]]:
    """The readings of the fault, each as the changes that would express it, best first."""
    if fault.kind == "required":
        return _default(fault, schema)
    if fault.kind == "unique-items":
        return [[Proposal("remove", "Remove the repeated item", fault.path, MISSING)]]
    if fault.kind == "unknown-key":
        return [[_renamed(fault)]] if fault.nearest else []
    value: Any = value_at(matter.values, fault.path) if fault.at == "value" else None
    if fault.kind == "type" and not _is_several_tags(fault.path, value):
        return [
            [_set(fault.path, one, value) for one in _with_format(readings, fault.subschema)]
            for readings in as_type(value, fault.expected, written(matter.node(fault.path), matter.text))
        ]
    if fault.kind in ("enum", "const"):
        return _allowed(fault, value)
    if fault.kind == "format":
        return [[_set(fault.path, one)] for one in as_format(value, fault.expected)]
    if fault.kind == "pattern" and is_kebab(fault.expected) and (name := kebab(value)) is not None:
        return [[_set(fault.path, name)]]
    return []


def _is_several_tags(path: Path, value: Any) -> bool:
    """Whether a text may be several tags, which Obsidian used to tell apart by blanks."""
    return path in (("tags",), ("tag",)) and isinstance(value, str) and len(value.split()) > 1


def _with_format(readings: list[Any], subschema: Any) -> list[Any]:
    """Readings, and what they are in the format that the schema asks for besides: 20251008 as 2025-10-08."""
    wanted = subschema.get("format") if isinstance(subschema, dict) else None
    texts = [text for one in readings if isinstance(one, str) and wanted for text in as_format(one, wanted)]
    return [*readings, *texts]


def _set(path: Path, value: Any, before: Any = "", sure: bool = True) -> Proposal:
    if isinstance(value, list):
        return Proposal("list", f"Make {words.at(path)} a list", path, value)
    as_text = " as text" if isinstance(value, str) and not isinstance(before, str | list) else ""
    return Proposal("set", f"Write {words.shown(value)}{as_text}", path, value, sure)


def _allowed(fault: SchemaFault, value: Any) -> list[list[Proposal]]:
    allowed = fault.expected if fault.kind == "enum" else [fault.expected]
    if isinstance(value, str) and folded(value):
        texts = [one for one in allowed if isinstance(one, str)]
        for alike in (str.casefold, folded):
            equal = [one for one in texts if alike(one) == alike(value)]
            if len(equal) == 1:
                return [[_set(fault.path, equal[0])]]
    same = as_allowed(value, allowed)
    if same:
        return [[_set(fault.path, one, value)] for one in same]
    return [[_set(fault.path, fault.nearest, sure=False)]] if fault.nearest is not None else []


def _default(fault: SchemaFault, schema: Schema) -> list[list[Proposal]]:
    defaults = shape.defaults(fault.subschema, schema.resolve)
    if not fault.path:
        defaults = {**schema.defaults, **defaults}
    if fault.name is None or fault.name not in defaults or fault.nearest is not None:
        return []
    path = (*fault.path, fault.name)
    return [[Proposal("add", f"Add `{fault.name}` with the schema's default", path, defaults[fault.name])]]


def _renamed(fault: SchemaFault) -> Proposal:
    return Proposal("rename", f"Rename the key to `{fault.nearest}`", fault.path, fault.nearest, sure=False)


def _edits(proposed: Proposal, matter: FrontMatter, schema: Schema) -> tuple[Edit, ...]:
    from vaultlint.frontmatter import edits

    path, value = proposed.path, proposed.value
    if proposed.action == "add" and len(path) == 1:
        after, before = _neighbours(str(path[0]), matter, schema)
        return edits.add_key(matter, str(path[0]), value, after=after, before=before)
    if proposed.action == "remove":
        return edits.remove(matter, path)
    if proposed.action == "rename":
        return edits.rename_key(matter, path, value)
    if proposed.action == "list" and value == [value_at(matter.values, path)]:
        return edits.make_list(matter, path)
    return edits.set_value(matter, path, value)


def _neighbours(key: str, matter: FrontMatter, schema: Schema) -> tuple[str | None, str | None]:
    """The key of the note after which, or else before which, `key` stands in the order of the schema."""
    order = schema.order
    present = [entry.name for entry in matter.entries]
    if key not in order:
        return None, None
    at = order.index(key)
    after = next((name for name in reversed(order[:at]) if name in present), None)
    before = next((name for name in order[at + 1 :] if name in present), None)
    return after, (before if after is None else None)


def _changes(proposed: Proposal, matter: FrontMatter) -> tuple[Change, ...]:
    if proposed.action == "rename":
        renamed = (*proposed.path[:-1], proposed.value)
        return Change(proposed.path, MISSING), Change(renamed, value_at(matter.values, proposed.path))
    return (Change(proposed.path, proposed.value),)
