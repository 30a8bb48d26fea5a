"""A note has no front matter, although its schema requires keys.

The schema bound to the note names keys that every note must have; without front matter it has none of them. The fix
writes a block with those keys, filled with the schema's defaults: what they should say is yours to know.
"""

from collections.abc import Iterator

from vaultlint.finding import Change, Finding, Severity, unsafe
from vaultlint.frontmatter.edits import new_block
from vaultlint.note import Bindings, Note
from vaultlint.rule import Invalid, NoteRule, Valid
from vaultlint.schema import Schema, compile_schema
from vaultlint.text import Span


def check(note: Note) -> Iterator[Finding]:
    if note.frontmatter is not None or note.text.startswith(("<%", "{{")):
        return
    schemas = [schema for schema in note.bindings.schemas if schema.required]
    if not schemas:
        return
    keys = list(dict.fromkeys(key for schema in schemas for key in _ordered(schema)))
    defaults = {key: value for schema in reversed(schemas) for key, value in schema.defaults.items()}
    values = {key: defaults.get(key) for key in keys}
    changes = tuple(Change((key,), value) for key, value in values.items())
    message = f"no front matter, but {schemas[0].file} requires {', '.join(f'`{key}`' for key in keys)}"
    fix = unsafe("Write a block with the required keys", *new_block(note.text, values), changes=changes)
    fix = unsafe("Write a block with the required keys", *new_block(note.text, values), changes=changes)
    yield Finding(Span(0, 0), message, fix)


def _ordered(schema: Schema) -> list[str]:
    """The required keys, in the order of the schema."""
    first = [key for key in schema.order if key in schema.required]
    return first + [key for key in schema.required if key not in first]


_SCHEMA = compile_schema(
    {"type": "object", "required": ["title", "draft"], "properties": {"draft": {"default": True}, "title": {}}},
    "note.schema.json",
)
_BOUND = Bindings(schemas=(_SCHEMA,))

RULE = NoteRule(
    check,
    severity=Severity.ERROR,
    examples=[
        Valid("Nothing is asked of this note.\n"),
        Valid("---\n---\nHere the keys are missing, which another rule tells.\n", bindings=_BOUND),
        Invalid(
            {"note.md": "«»# Bread\n"},
            bindings=_BOUND,
            message="no front matter, but note.schema.json requires `draft`, `title`",
            unsafely_fixed="---\ndraft: true\ntitle:\n---\n# Bread\n",
        ),
    ],
)
