"""Faults in words that a note-taker understands: the key and the value by name, no pointers, no JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from vaultlint.finding import Path
from vaultlint.late import late
from vaultlint.schema.dates import dates
from vaultlint.schema.formats import DESCRIPTIONS
from vaultlint.schema.kebab import is_kebab

ZONELESS = late(r"[0-9-]{10}[Tt ][0-9]{2}:[0-9]{2}(?::[0-9.]++)?")
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


def either(choices: Sequence[str], last: str = "or", count: int = 0) -> str:
    """Choices as a phrase: "a, b or c"; `count` is how many there are where not all are given."""
    if len(choices) > MOST:
        return f"{', '.join(choices[:MOST])}, … ({count or len(choices)} in all)"
    return f" {last} ".join([", ".join(choices[:-1]), choices[-1]]) if len(choices) > 1 else "".join(choices)


def meant(close: Any) -> str:
    return f"; did you mean {shown(close)}?" if close is not None else ""


def type_(path: Path, value: Any, kinds: Sequence[str], beside: Any = None) -> str:
    """`beside` is the subschema: where it asks for a format, that is what the text should be."""
    wanted = DESCRIPTIONS.get(beside.get("format", "")) if isinstance(beside, dict) else None
    named = {**TYPES, "string": wanted or TYPES["string"]}
    hint = "; if it is text, put it in quotes" if isinstance(value, dict) and value and "string" in kinds else ""
    return f"{at(path)} should be {either([named.get(kind, kind) for kind in kinds])}, {_but(value)}{hint}"


def form(path: Path, value: Any, said: str, close: Any, must: bool) -> str:
    """`said` is what the value should be, or `must` be where only listed values are right."""
    return f"{at(path)} {'must' if must else 'should'} be {said}, {_but(value, [''])}{meant(close)}"


def because(message: str, why: str, needed: bool = False) -> str:
    """The message with its reason, such as "`status` is `done`"; `needed` for a key that is missing."""
    if not needed or "; " in message:
        return f"{message} (because {why})"
    return f"{message}; {'they are' if message.startswith('the keys ') else 'it is'} needed because {why}"


def keys(names: Sequence[str]) -> str:
    """Names as a phrase: "the key `a`", "the keys `a` and `b`"."""
    return f"the key{'s' if len(names) > 1 else ''} {either([f'`{name}`' for name in names], 'and')}"


def missing(name: str, path: Path, because: str | None, close: str | None = None) -> str:
    why = f"; it is needed where `{because}` is" if because else ""
    hint = f"; is `{close}` meant to be it?" if close else ""
    return f"the key `{name}` is missing{_inside(path)}{why}{hint}"


def missing_keys(names: Sequence[str], path: Path) -> str:
    return f"{keys(names)} are missing{_inside(path)}"


def missing_mark(name: str, path: Path, allowed: Sequence[Any]) -> str:
    choices = either([shown(one) for one in allowed[: MOST + 1]], count=len(allowed))
    return f"the key `{name}` is missing{_inside(path)}; it must be {choices}"


def _inside(path: Path) -> str:
    return f" in {at(path)}" if path else ""


def missing_all(names: Sequence[str], path: Path) -> str:
    return f"one of the keys {either([f'`{name}`' for name in names])} is missing{_inside(path)}"


def together(names: Sequence[str], path: Path) -> str:
    if len(names) == 1:
        return f"the key `{names[0]}` is not allowed{_inside(path) or ' here'}"
    return f"{keys(names)} must not stand together{_inside(path)}"


def not_both(groups: Sequence[str], path: Path) -> str:
    excess = "both" if len(groups) == 2 else "all of them"
    return f"only {either(groups)} may stand{_inside(path) or ' here'}, not {excess}"


def unknown(name: str, path: Path, close: str | None) -> str:
    return f"the key `{name}` is not allowed{_inside(path) or ' here'}{meant(close)}"


def enum(path: Path, value: Any, allowed: Sequence[Any], close: Any) -> str:
    if len(allowed) == 1:
        return const(path, value, allowed[0])
    choices = either([shown(one) for one in allowed[: MOST + 1]], count=len(allowed))
    return f"{at(path)} must be one of {choices}, {_but(value, allowed)}{meant(close)}"


def const(path: Path, value: Any, wanted: Any) -> str:
    return f"{at(path)} must be {shown(wanted)}, {_but(value, [wanted])}"


def _but(value: Any, wanted: Sequence[Any] = ()) -> str:
    """What stands there instead, as the end of a sentence."""
    return "but it is empty" if value is None else f"not {_given(value, wanted)}"


def _given(value: Any, wanted: Sequence[Any] = ("",)) -> str:
    """What stands there; with its type where text is not wanted, so that `3` is not asked for in place of `3`."""
    plain = isinstance(value, str) and value.strip() and any(isinstance(one, str) for one in wanted)
    return shown(value) if plain else noun(value)


def format_(path: Path, value: Any, name: str) -> str:
    wanted = DESCRIPTIONS.get(name, f"of the format {name}")
    return f"{at(path)} should be {wanted}, not {_given(value)}{_hint(value, name)}"


def _hint(value: str, name: str) -> str:
    """What more there is to say of a text that lacks a format."""
    if name == "date" and len(readings := dates(value)) > 1:
        return f"; it may be {either(readings)}"
    if name == "date-time" and ZONELESS.fullmatch(value):
        return "; the time zone is missing, `Z` or one like `+08:00`"
    return ""


def pattern(path: Path, value: Any, wanted: str, subschema: Any) -> str:
    """The schema may have words of its own in `x-message`, such as "should be a name", and `examples`."""
    words, examples = subschema.get("x-message"), subschema.get("examples")
    if not str(value).strip():
        return f"{at(path)} should not be empty"
    if isinstance(words, str):
        return f"{at(path)} {words}, not {_given(value)}"
    if is_kebab(wanted):
        return f"{at(path)} should be in kebab-case like `two-words`, not {_given(value)}"
    like = f" like {shown(examples[0])}" if isinstance(examples, list) and examples else ""
    return f"{at(path)} should match the pattern `{wanted}`{like}, not {_given(value)}"


COUNTED = {"Length": "character", "Items": "item", "Properties": "key"}


def limit(path: Path, keyword: str, given: Any, value: Any) -> str:
    least = "inimum" in keyword or keyword.startswith("min")
    what = next((what for ending, what in COUNTED.items() if keyword.endswith(ending)), None)
    if what is not None:
        if not value and given == 1:
            return f"{at(path)} should not be empty"
        if not given:
            return f"{at(path)} should be empty, but it has {len(value)} {what}{'s' if len(value) > 1 else ''}"
        bound = f"at {'least' if least else 'most'} {given} {what}{'s' if given > 1 else ''}"
        return f"{at(path)} should have {bound}, not {len(value)}"
    if keyword.startswith("exclusive"):
        return f"{at(path)} should be {'more' if least else 'less'} than {given}, not {shown(value)}"
    return f"{at(path)} should be at {'least' if least else 'most'} {given}, not {shown(value)}"


def repeated(item: Any, path: Path, before: int) -> str:
    return f"{shown(item)} is repeated in {at(path)}: it is item {before + 1} already"


def several(path: Path, forms: Sequence[str]) -> str:
    if forms:
        return f"{at(path)} fits {either(forms, 'and')} at once, and only one of them is allowed"
    return f"{at(path)} fits more than one of the forms of which exactly one is allowed"


def other(path: Path, value: Any) -> str:
    return f"{at(path)} fits none of the allowed forms"


def forbidden(path: Path) -> str:
    return f"{at(path)} is not allowed here" if path else "no front matter is allowed here"


def name(path: Path, inner: str) -> str:
    reason = inner.removeprefix(f"{at(path)} ").removesuffix(f", not {shown(path[-1])}")
    return f"the name of the key {at(path[-1:])} is not allowed" + (f": it {reason}" if reason else "")


def multiple(path: Path, given: Any, value: Any) -> str:
    return f"{at(path)} should be a multiple of {given}, not {shown(value)}"


def too_many(path: Path, most: int, count: int) -> str:
    """A list (at `path`) with more items than places."""
    if not most:
        return f"{at(path)} should be an empty list"
    return f"{at(path)} should have at most {most} item{'s' if most > 1 else ''}, not {count}"


def among(path: Path, bound: str, said: str | None) -> str:
    """How many items of a kind a list should have; `said` is the kind."""
    if said is None:
        what = "has too many items of one kind" if "most" in bound else "lacks an item that it must have"
        return f"{at(path)} {what}"
    if bound == "at least 1":
        return f"{at(path)} should have an item that is {said}"
    return f"{at(path)} should have {bound} item{'' if bound.endswith(' 1') else 's'} like this: {said}"


def excluded(path: Path, value: Any, said: str | None) -> str:
    """A value of a kind that is excluded."""
    if value in (None, "", []):
        return f"{at(path)} must not be empty"
    if said is None or shown(value) in said:
        return f"{at(path)} must not be {said or ('like this' if isinstance(value, list) else _given(value))}"
    return f"{at(path)} must not be {said}{'' if isinstance(value, list) else f', as {_given(value)} is'}"


def unlike(path: Path, why: str) -> str:
    """A mapping of a kind that is excluded; `why` is what makes it so."""
    return f"{at(path)} must not be like this{f': {why}' if why else ''}"


def broken(path: Path, keyword: str) -> str:
    return f"{at(path)} breaks the schema's `{keyword}`"
