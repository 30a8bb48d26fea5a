"""The arguments of operations as data: from them come the command line, the steps of a migration, and the checks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vaultlint import where
from vaultlint.errors import UsageError
from vaultlint.finding import Value
from vaultlint.nearest import nearest
from vaultlint.operations import words as written
from vaultlint.operations.words import Pair, Row
from vaultlint.where import Expression

Read = Callable[[str], str]
"""Gives the text of a file that an argument names; raises UsageError."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What an argument holds: how it is read from words and from data, and the JSON Schema of the latter.

    `many` is how many words it takes: "one", "some" or "any"; "none" for a flag.
    """

    many: str
    of_words: Callable[[Sequence[str], Read], object]
    of_data: Callable[[object, Read], object]
    schema: Value


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument: its name in data, which with `--` before it is its option; without `option` it has a position.

    `field` is what the operation calls it, where its name is a word of Python; `metavar` what stands for its value.
    """

    name: str
    kind: Kind
    help: str
    metavar: str = ""
    field: str = ""
    option: bool = False
    required: bool = True
    choices: tuple[str, ...] = ()


def _text(data: object, read: Read) -> str:
    if not isinstance(data, str) or not data:
        raise UsageError("is a text")
    return data


def _texts(data: object, read: Read) -> tuple[str, ...]:
    listed = data if isinstance(data, list) else [data]
    if not all(isinstance(one, str) and one for one in listed):
        raise UsageError("is a list of names")
    return tuple(str(one) for one in listed)


def _flag(data: object, read: Read) -> bool:
    if not isinstance(data, bool):
        raise UsageError("is true or false")
    return data


def _expression(data: object, read: Read) -> Expression:
    return where.compile(_text(data, read))


def _values(data: object, read: Read) -> tuple[Value, ...]:
    return tuple(data if isinstance(data, list) else [data])


def _assignments(data: object, read: Read) -> dict[str, Value]:
    if not isinstance(data, dict) or not data:
        raise UsageError("is a mapping of keys to their values")
    return {str(key): value for key, value in data.items()}


def _pairs(data: object, read: Read) -> tuple[Pair, ...]:
    if isinstance(data, str):
        return _pairs_of_words([data], read)
    from vaultlint.finding import MISSING

    pairs = _assignments(data, read).items()
    return tuple(Pair(old, MISSING if new is None else new) for old, new in pairs)


def _pairs_of_words(given: Sequence[str], read: Read) -> tuple[Pair, ...]:
    pairs: list[Pair] = []
    for word in given:
        pairs += written.table(read(word[1:]), word[1:]) if word.startswith("@") else [written.pair(word)]
    return tuple(pairs)


def _rows(data: object, read: Read) -> tuple[Row, ...]:
    name = _text(data, read)
    return tuple(written.rows(read(name), name))


_TEXT: Value = {"type": "string", "minLength": 1}
_TEXTS: Value = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}

KEY = Kind("one", lambda given, read: _text(given[0], read), _text, _TEXT)
TEXT = KEY
KEYS = Kind("some", lambda given, read: _texts([*given], read), _texts, _TEXTS)
ANY_KEYS = Kind("any", lambda given, read: _texts([*given], read), _texts, _TEXTS)
KEYS_IN_ONE = Kind(
    "one", lambda given, read: _texts([one.strip() for one in given[0].split(",")], read), _texts, _TEXTS
)
FLAG = Kind("none", lambda given, read: True, _flag, {"type": "boolean"})
EXPRESSION = Kind("one", lambda given, read: _expression(given[0], read), _expression, _TEXT)
VALUES = Kind("some", lambda given, read: tuple(map(written.value, given)), _values, True)
ANY_VALUES = Kind("any", lambda given, read: tuple(map(written.value, given)), _values, True)
_OBJECT: Value = {"type": "object", "minProperties": 1}
_TABLE: Value = {"type": "string", "pattern": "^@", "x-message": "should be `old: new` pairs, or `@` and a CSV file"}
ASSIGNMENTS = Kind("some", lambda given, read: dict(map(written.assignment, given)), _assignments, _OBJECT)
PAIRS = Kind("some", _pairs_of_words, _pairs, {"anyOf": [_TABLE, _OBJECT]})
ROWS = Kind("one", lambda given, read: _rows(given[0], read), _rows, _TEXT)


def understood(argument: Argument, given: object, read: Read, words: bool) -> object:
    """What is given for an argument, as words or as data, as the operation has it.

    Raises:
        UsageError: it is not what the argument holds.
        ExpressionError: it is no expression.
    """
    if words:
        assert isinstance(given, Sequence)
        found = argument.kind.of_words(given, read)
    else:
        try:
            found = argument.kind.of_data(given, read)
        except UsageError as error:
            if str(error).startswith("is "):
                raise UsageError(f"`{argument.name}` {error}") from None
            raise
    if argument.choices and found not in argument.choices:
        close = nearest(str(found), argument.choices)
        known = f"did you mean `{close}`?" if close else f"there are {', '.join(argument.choices)}"
        raise UsageError(f"`{argument.name}` cannot be `{found}`; {known}")
    return found
