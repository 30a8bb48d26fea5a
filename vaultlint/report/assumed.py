"""What an example of a rule assumes of the config, as TOML and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from vaultlint.bilingual import Form
from vaultlint.note import Bindings
from vaultlint.rule import Example

_NAMES = {"html_class": "class"}
_KEYS = ("carrier", "position", "language", "original", "labels", "html_class", "require", "blocks")
_USUAL = Bindings()


def assumed(example: Example) -> Iterator[tuple[str, str]]:
    """The language and text of each block; none where the example holds without any config."""
    bindings = example.bindings
    lines = [f"{name.replace('_', '-')} = {_toml(value)}" for name, value in example.options.items()]
    if bindings.renderers != _USUAL.renderers:
        lines.insert(0, f"renderers = {_toml(sorted(bindings.renderers))}")
    lines += [line for form in bindings.translations for line in _translation(form)]
    if lines:
        yield "toml", "\n".join(lines)
    for schema in bindings.schemas:
        yield "json", json.dumps(schema.document, ensure_ascii=False, indent=2)


def _translation(form: Form) -> Iterator[str]:
    usual = {one.name: one.default for one in fields(Form)}
    yield "[[translation]]"
    for key in _KEYS:
        value = getattr(form, key)
        if value != usual[key] or key == "carrier":
            yield f"{_NAMES.get(key, key)} = {_toml(value)}"


def _toml(value: Any) -> str:
    if isinstance(value, frozenset):
        value = sorted(value)
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {_toml(one)}" for key, one in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)
