"""Faults in words that a note-taker understands: the key and the value by name, no pointers, no JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from vaultlint.finding import Path
from vaultlint.schema.formats import DESCRIPTIONS
from vaultlint.schema.kebab import is_kebab

LONGEST = 60
MOST = 10
"""How much of a value, and how many allowed values, a message shows."""

TYPES = {
    "string": "text", "number": "a number", "integer": "a whole number", "boolean": "true or false",
    "array": "a list", "object": "a group of keys and values", "null": "empty",
}  # fmt: skip


def at(path: Path) -> str:
    """The value at `path`, by name: "`author`", "item 2 of `tags`", "`author.name`"."""
    named = ""
    keys: list[str] = []
    for step in path:
        if isinstance(step, str):
            keys.append(step)
        else:
            named = f"item {step + 1} of {_owner(keys, named)}"
            keys = []
    return _owner(keys, named) if keys or named else "the front matter"


def _owner(keys: list[str], outer: str) -> str:
    inner = f"`{'.'.join(keys)}`" if keys else ""
    return f"{inner} in {outer}" if inner and outer else inner or outer


def shown(value: Any) -> str:
    """A value as a message shows it."""
    if value is None:
        return "empty"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = " ".join(text.split()) if isinstance(value, str) and value.strip() else text
    if len(text) > LONGEST:
        text = text[: LONGEST - 1] + "…"
    return f"`{text}`" if text.strip() else '""' if not text else f'"{text}"'


def noun(value: Any) -> str:
    """A value with its type: what stands there instead."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {shown(value)}"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    if isinstance(value, dict):
        return "a group of keys and values"
    return f"the text {shown(value)}" if value.strip() else "an empty text"


def either(choices: Sequence[str], last: str = "or") -> str:
    """Choices as a phrase: "a, b or c"."""
    if len(choices) > MOST:
        return f"{', '.join(choices[:MOST])}, … ({len(choices)} in all)"
    return f" {last} ".join([", ".join(choices[:-1]), choices[-1]]) if len(choices) > 1 else "".join(choices)


def meant(close: Any) -> str:
    return f"; did you mean {shown(close)}?" if close is not None else ""


def type_(path: Path, value: Any, kinds: Sequence[str]) -> str:
    if value is None:
        return f"{at(path)} should be {either([TYPES.get(kind, kind) for kind in kinds])}, but it is empty"
    hint = "; if it is text, put it in quotes" if isinstance(value, dict) and "string" in kinds else ""
    return f"{at(path)} should be {either([TYPES.get(kind, kind) for kind in kinds])}, not {noun(value)}{hint}"


def missing(name: str, path: Path, because: str | None, close: str | None = None) -> str:
    where = f" in {at(path)}" if path else ""
    why = f"; it is needed where `{because}` is" if because else ""
    hint = f"; is `{close}` meant to be it?" if close else ""
    return f"the key `{name}` is missing{where}{why}{hint}"


def missing_all(names: Sequence[str], path: Path) -> str:
    where = f" in {at(path)}" if path else ""
    return f"one of the keys {either([f'`{name}`' for name in names])} is missing{where}"


def together(names: Sequence[str], path: Path) -> str:
    where = f" in {at(path)}" if path else ""
    if len(names) == 1:
        return f"the key `{names[0]}` is not allowed{where or ' here'}"
    return f"the keys {either([f'`{name}`' for name in names], 'and')} must not stand together{where}"


def unknown(name: str, path: Path, close: str | None) -> str:
    where = f"in {at(path)}" if path else "here"
    return f"the key `{name}` is not allowed {where}{meant(close)}"


def enum(path: Path, value: Any, allowed: Sequence[Any], close: Any) -> str:
    if len(allowed) == 1:
        return const(path, value, allowed[0])
    choices = either([shown(one) for one in allowed])
    return f"{at(path)} must be one of {choices}, not {_given(value, allowed)}{meant(close)}"


def const(path: Path, value: Any, wanted: Any) -> str:
    return f"{at(path)} must be {shown(wanted)}, not {_given(value, [wanted])}"


def _given(value: Any, wanted: Sequence[Any] = ("",)) -> str:
    """What stands there; with its type where text is not wanted, so that `3` is not asked for in place of `3`."""
    plain = isinstance(value, str) and value.strip() and any(isinstance(one, str) for one in wanted)
    return shown(value) if plain else noun(value)


def format_(path: Path, value: Any, name: str) -> str:
    return f"{at(path)} should be {DESCRIPTIONS.get(name, f'of the format {name}')}, not {_given(value)}"


def pattern(path: Path, value: Any, wanted: str, words: Any = None) -> str:
    """`words` are the schema's own, its `x-message`, such as "should be a name"."""
    if not str(value).strip():
        return f"{at(path)} should not be empty"
    if isinstance(words, str):
        return f"{at(path)} {words}, not {_given(value)}"
    if is_kebab(wanted):
        return f"{at(path)} should be in kebab-case like `two-words`, not {_given(value)}"
    return f"{at(path)} should match the pattern `{wanted}`, not {_given(value)}"


def limit(path: Path, keyword: str, given: Any, value: Any) -> str:
    bound, count, what = f"at {'least' if 'inimum' in keyword or keyword.startswith('min') else 'most'} {given}", "", ""
    if keyword.endswith("Length"):
        count, what = str(len(value)), "character" if given == 1 else "characters"
    elif keyword.endswith("Items"):
        count, what = str(len(value)), "item" if given == 1 else "items"
    elif keyword.endswith("Properties"):
        count, what = str(len(value)), "key" if given == 1 else "keys"
    if what:
        if not value and given == 1:
            return f"{at(path)} should not be empty"
        return f"{at(path)} should have {bound} {what}, not {count}"
    if keyword.startswith("exclusive"):
        bound = f"{'more' if 'Minimum' in keyword else 'less'} than {given}"
    return f"{at(path)} should be {bound}, not {shown(value)}"


def repeated(item: Any, path: Path, before: int) -> str:
    return f"{shown(item)} is repeated in {at(path)}: it is item {before + 1} already"


def several(path: Path, value: Any) -> str:
    return f"{at(path)} fits more than one of the forms of which exactly one is allowed"


def other(path: Path, value: Any) -> str:
    return f"{at(path)} fits none of the allowed forms"


def forbidden(path: Path) -> str:
    return f"{at(path)} is not allowed here" if path else "no front matter is allowed here"


def name(path: Path, inner: str) -> str:
    reason = inner.removeprefix(f"{at(path)} ")
    return f"the name of the key {at(path[-1:])} is not allowed" + (f": it {reason}" if reason else "")


def keyword(path: Path, wanted: str, given: Any, value: Any) -> str:
    if wanted == "multipleOf":
        return f"{at(path)} should be a multiple of {given}, not {shown(value)}"
    if wanted in ("contains", "minContains"):
        return f"{at(path)} lacks an item that it must have"
    if wanted == "maxContains":
        return f"{at(path)} has too many items of one kind"
    if wanted in ("items", "additionalItems", "unevaluatedItems", "prefixItems"):
        return f"{at(path)} has more items than are allowed"
    if wanted == "not":
        return f"{at(path)} must not be {_given(value) if not isinstance(value, dict | list) else 'like this'}"
    return f"{at(path)} breaks the schema's `{wanted}`"
