"""The shape of a migration file as JSON Schema, made from the operations: for our own reader, and for editors."""

from __future__ import annotations

from typing import Any

from vaultlint.finding import Value
from vaultlint.operations import OPERATIONS, Argument, Operation

BESIDES = ("reason", "where")
"""What a step may hold besides its operation."""


def migration_schema() -> dict[str, Any]:
    """The JSON Schema of a migration file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "vaultlint migration",
        "description": "a reviewed list of edits, which `vaultlint migrate FILE` makes to each note as one change",
        **outline({"$ref": "#/$defs/step"}),
        "$defs": {"step": step_schema()},
    }


def outline(step: Value) -> dict[str, Any]:
    """The schema of the file, `step` being that of its steps."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["steps"],
        "properties": {
            "$schema": {"type": "string", "description": "this schema, for editors"},
            "description": {"type": "string", "description": "what the migration is for"},
            "steps": {
                "type": "array",
                "minItems": 1,
                "items": step,
                "description": "run in this order; each sees the values as the steps before it leave them",
            },
        },
    }


def step_schema() -> dict[str, Any]:
    """The schema of a step: one operation, its arguments, which notes it is for, and why."""
    text = {"type": "string", "minLength": 1}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "reason": {**text, "description": "why, for those who review it"},
            "where": {
                "anyOf": [text, {"type": "array", "items": text, "minItems": 1}],
                "description": "only notes that match it, or all of these; freq() counts once, at the start",
            },
            **{name: operation_schema(operation) for name, operation in OPERATIONS.items()},
        },
        "oneOf": [{"required": [name]} for name in OPERATIONS],
    }


def operation_schema(operation: type[Operation]) -> dict[str, Any]:
    """The schema of an operation's arguments, by their names; or of the first alone, where that is enough."""
    arguments: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "required": [one.name for one in operation.ARGUMENTS if one.required],
        "properties": {one.name: _argument_schema(one) for one in operation.ARGUMENTS},
    }
    short = short_argument(operation)
    shape = {"anyOf": [arguments, short.kind.schema]} if short else arguments
    return {"description": operation.HELP, **shape}


def short_argument(operation: type[Operation]) -> Argument | None:
    """The argument that may stand for all, as in `unset: [isbn, asin]`; None if the operation needs several."""
    first, *others = operation.ARGUMENTS
    is_enough = not any(one.required for one in others) and _is_no_mapping(first.kind.schema)
    return first if is_enough else None


def _is_no_mapping(schema: Value) -> bool:
    return isinstance(schema, dict) and schema.get("type") != "object"


def _argument_schema(argument: Argument) -> dict[str, Any]:
    shape = argument.kind.schema if isinstance(argument.kind.schema, dict) else {}
    choices = {"enum": list(argument.choices)} if argument.choices else {}
    return {**shape, **choices, "description": argument.help.replace("--", "")}
