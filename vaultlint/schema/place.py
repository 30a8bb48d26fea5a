"""Where in a schema a keyword stands, as a JSON Pointer that can be followed in the file."""

from __future__ import annotations

from typing import Any

from vaultlint.schema.fault import pointer
from vaultlint.schema.gate import follow

TELLS = {"minContains": "contains", "maxContains": "contains"}
"""Keywords of which another tells."""


def place(document: Any, steps: list[Any], keyword: Any) -> str:
    """The JSON Pointer of the subschema whose `keyword` failed, as `jsonschema` gives the steps: without `$ref`."""
    if keyword is not None and steps and steps[-1] in (keyword, TELLS.get(keyword)):
        steps = steps[:-1]
    walked: tuple[str | int, ...] = ()
    at = document
    for step in steps:
        inner = _step(at, step)
        while inner is None and isinstance(at, dict) and isinstance(at.get("$ref"), str):
            walked, at = _jump(document, at["$ref"])
            inner = _step(at, step)
        walked, at = (*walked, step), inner
    return pointer(walked)


def _step(at: Any, step: Any) -> Any:
    if isinstance(at, dict):
        return at.get(step)
    return at[step] if isinstance(at, list) and isinstance(step, int) and step < len(at) else None


def _jump(document: Any, reference: str) -> tuple[tuple[str | int, ...], Any]:
    target = follow(document, reference)
    steps = tuple(step.replace("~1", "/").replace("~0", "~") for step in reference[2:].split("/"))
    return (steps if reference.startswith("#/") else ()), target
