"""An empty value is not written as the vault writes them.

Nothing, `''` and `[]` are three values to queries and templates: `where guest` finds the second, and not the first.
With one way per key there is one question to ask. `style` is the way for all keys, `keys` for some; where a schema
asks for another one, it is left alone.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from vaultlint.errors import EditRefused
from vaultlint.finding import Change, Finding, Fix, Severity, Value, safe
from vaultlint.frontmatter import FrontMatter, Scalar, same, value_of
from vaultlint.frontmatter.edits import set_value
from vaultlint.note import Bindings, Note
from vaultlint.rule import Invalid, NoteRule, Valid
from vaultlint.schema import compile_schema

Empty = Literal["null", "''", "[]"]

_VALUES: dict[str, Value] = {"null": None, "''": "", "[]": []}


def check(note: Note, *, style: Empty = "null", keys: Mapping[str, Empty] = {}) -> Iterator[Finding]:
    matter = note.frontmatter
    if matter is None or matter.values is None or matter.duplicates:
        return
    for entry in matter.entries:
        value, wanted = value_of(entry.value), keys.get(entry.name, style)
        if value not in (None, "", []) or same(value, _VALUES[wanted]) or _is_marked(entry.value):
            continue
        if not _is_against_schema(note, matter.values, entry.name, _VALUES[wanted]):
            message = f"an empty value is written {_spelt(wanted)} here, not {_spelt(_style(value))}"
            yield Finding(entry.value.span, message, _fix(matter, entry.name, _VALUES[wanted]))


def _is_against_schema(note: Note, values: dict[str, Value], key: str, wanted: Value) -> bool:
    """Whether a bound schema does not allow the value: what it asks for counts more than the style."""
    faults = (fault for schema in note.bindings.schemas for fault in schema.errors_of_note({**values, key: wanted}))
    return any(fault.path[:1] == (key,) and fault.kind != "deprecated" for fault in faults)


def _is_marked(node: object) -> bool:
    return (not isinstance(node, Scalar) and not hasattr(node, "items")) or bool(getattr(node, "anchor", None))


def _style(value: Value) -> str:
    return next(style for style, empty in _VALUES.items() if same(value, empty))


def _spelt(style: str) -> str:
    return "as nothing" if style == "null" else f"`{style}`"


def _fix(matter: FrontMatter, key: str, value: Value) -> Fix | None:
    try:
        edits = set_value(matter, (key,), value)
    except EditRefused:
        return None
    return safe(f"Write it {_spelt(_style(value))}", *edits, changes=(Change((key,), value),))


_SCHEMA = compile_schema({"properties": {"tags": {"type": "array"}}}, "note.schema.json")

RULE = NoteRule(
    check,
    severity=Severity.INFO,
    default=False,
    examples=[
        Valid("---\nguest:\nproject: Bread\n---\n"),
        Valid("---\nguest: ''\nproject: []\n---\n", options={"style": "''", "keys": {"project": "[]"}}),
        Valid("---\ntags: []\n---\n", bindings=Bindings(schemas=(_SCHEMA,))),
        Invalid(
            "---\nguest: «''»\n---\n",
            message="an empty value is written as nothing here, not `''`",
            fixed="---\nguest:\n---\n",
        ),
        Invalid("---\npeople:«» # who\n---\n", options={"style": "[]"}, fixed="---\npeople: [] # who\n---\n"),
        Invalid(
            "---\nguest: «[]»\nseries: ''\n---\n",
            options={"style": "''"},
            fixed="---\nguest: ''\nseries: ''\n---\n",
        ),
    ],
)
