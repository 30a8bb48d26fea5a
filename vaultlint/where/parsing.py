"""From an expression's text to its tree, with complaints that say what to write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jmespath.exceptions import IncompleteExpressionError, JMESPathError, LexerError, ParseError
from jmespath.parser import Parser

from vaultlint.errors import ExpressionError
from vaultlint.late import late
from vaultlint.nearest import nearest
from vaultlint.where import slips
from vaultlint.where.functions import NoteFunctions
from vaultlint.where.slips import Slip
from vaultlint.where.tree import Tree, calls, walk

_MOST_SLIPS = 20
_OPEN_COMPARISON = late(r"(?:==|!=|<=?|>=?)\s*\Z")

_SHELL = "; between double quotes the shell runs what stands in `backticks`"

_OTHERWISE = {
    "len": "length", "count": "length", "size": "length", "includes": "contains", "has": "contains",
    "startswith": "starts_with", "endswith": "ends_with", "match": "matches", "regex": "matches", "test": "matches",
    "regexmatch": "matches", "isempty": "empty", "is_empty": "empty", "int": "to_number", "str": "to_string",
}  # fmt: skip
"""What functions are called in other languages."""


class _Fault(NamedTuple):
    """Where, and why the text is no expression."""

    start: int
    reason: str


def parse(text: str) -> Tree:
    """The tree of the expression.

    Raises:
        ExpressionError: it is none, calls what is no function, or says what nobody means.
    """
    tree = _tree(text)
    slip = _slip(text, tree)
    if slip is not None:
        mended = _mended(slip)
        raise _error(text, _Fault(slip.start, slip.reason + (f"; write `{mended}`" if mended else "")))
    for fault in (tree,) if isinstance(tree, _Fault) else _faults(text, tree):
        raise _error(text, fault)
    return tree


def _error(text: str, fault: _Fault) -> ExpressionError:
    shown = f" `{text}`, column {fault.start + 1}" if text.strip() else ""
    return ExpressionError(f"the expression{shown}: {fault.reason}")


def _tree(text: str) -> Tree | _Fault:
    if not text.strip():
        return _Fault(0, "it is empty")
    try:
        tree: Tree = Parser().parse(text).parsed
    except LexerError as error:
        return _Fault(error.lexer_position, _unread(text, error))
    except IncompleteExpressionError:
        return _Fault(len(text), "it ends too early" + (_SHELL if _OPEN_COMPARISON.search(text) else ""))
    except ParseError as error:
        return _Fault(error.lex_position, f"`{error.token_value}` cannot stand here")
    except (JMESPathError, IndexError, RecursionError):
        return _Fault(len(text), "it ends too early")
    return tree


def _unread(text: str, error: LexerError) -> str:
    if error.message.startswith("Unclosed"):
        return f"the {text[error.lexer_position]} is never closed"
    if text[error.lexer_position : error.lexer_position + 1] == "`":
        return "what stands in backticks is JSON, and this is none"
    return f"`{text[error.lexer_position : error.lexer_position + 1]}` has no meaning here"


def _slip(text: str, tree: Tree | _Fault) -> Slip | None:
    return slips.broken(text) if isinstance(tree, _Fault) else slips.parsed(text)


def _mended(slip: Slip) -> str | None:
    """The expression without this slip and those besides; None if that is no expression yet."""
    for _ in range(_MOST_SLIPS):
        tree = _tree(slip.mended)
        other = _slip(slip.mended, tree)
        if other is None:
            return None if isinstance(tree, _Fault) or any(_faults(slip.mended, tree)) else slip.mended
        slip = other
    return None


def _faults(text: str, tree: Tree) -> Iterator[_Fault]:
    """What is wrong with an expression that parses."""
    for name, arguments in calls(tree):
        reason = _objection(name, arguments)
        if reason is not None:
            place = re.search(rf"\b{re.escape(name)}\s*\(", text)
            yield _Fault(place.start() if place else 0, reason)
    called = sum(one["type"] == "expref" for _, arguments in calls(tree) for one in arguments)
    if sum(node["type"] == "expref" for node in walk(tree)) > called:
        yield _Fault(text.index("&"), "`&` stands before an argument of a function only; `and` is written `&&`")


def _objection(name: str, arguments: list[Tree]) -> str | None:
    """What is wrong with a call of the function `name`; None if nothing is."""
    functions = NoteFunctions.FUNCTION_TABLE
    if name not in functions:
        close = _OTHERWISE.get(name.lower()) or nearest(name, functions)
        return f"there is no function {name}()" + (
            f"; did you mean {close}()?" if close else f"; there are {', '.join(sorted(functions))}"
        )
    signature = functions[name]["signature"]
    enough = len(arguments) >= len(signature) if signature[-1].get("variadic") else len(arguments) == len(signature)
    if not enough:
        return f"{name}() takes {len(signature)} argument{'s' * (len(signature) != 1)}, not {len(arguments)}"
    if name in ("freq", "has_rule") and not _is_text(arguments[0]):
        return f"the first argument of {name}() is a name in single quotes"
    if name == "matches" and _is_text(arguments[1]):
        return _no_pattern(arguments[1]["value"])
    return None


def _is_text(tree: Tree) -> bool:
    return tree["type"] == "literal" and isinstance(tree["value"], str)


def _no_pattern(pattern: str) -> str | None:
    try:
        re.compile(pattern)
    except re.error as error:
        return f"`{pattern}` is no pattern: {error}"
    return None
