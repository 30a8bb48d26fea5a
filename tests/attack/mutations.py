"""The mutants of a module: its source with one small fault each, as somebody could make it without noticing."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

PATTERNS = {"late", "compile"}
OPERATORS: dict[type[ast.AST], Any] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
    ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
_CLASS = r"\[\^?\]?(?:\\.|[^\]\\])*\]"
_PARTS = re.compile(rf"(?P<group>\(\?(?:P<\w+>|<?[=!]|[a-z]*:|>)?|\(\?P=\w+\))|(?P<set>{_CLASS})|(?P<anchor>\\[bBAZ]|\^|\$)|"
                    r"\\.|(?P<often>(?:[*+?]|\{\d+(?:,\d*)?\})[+?]?)|.", re.S)  # fmt: skip
_LOOK = re.compile(r"\(\?<?[=!](?:\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[^()\\\[])*\)", re.S)
_MEMBER = re.compile(r"\\.|[^\\](?:-(?:\\.|[^\]\\]))?", re.S)


@dataclass(frozen=True)
class Mutant:
    """One fault: `lines` is where it stands, `names` what the statement binds if it stands outside of functions."""

    path: str
    line: int
    lines: range
    names: frozenset[str]
    before: str
    after: str
    make: Callable[[], ast.Module]

    def __str__(self) -> str:
        return f"{self.path}:{self.line}\n  - {self.before}\n  + {self.after}"


def mutants(path: str, source: str) -> Iterator[Mutant]:
    """All mutants of the module, in the order of the text; `make` gives the tree of one, until the next is made."""
    tree = ast.parse(source)
    for parent in ast.walk(tree):
        for field, place, node in _children(parent):
            node.up = parent, field, place  # type: ignore[attr-defined]
    for node in ast.walk(tree):
        if not _is_left_alone(node):
            for put in _replacements(node):
                yield _mutant(path, tree, node, put)


def _children(parent: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    for field, value in ast.iter_fields(parent):
        if isinstance(value, ast.AST):
            yield field, None, value
        elif isinstance(value, list):
            yield from ((field, place, item) for place, item in enumerate(value) if isinstance(item, ast.AST))


def _above(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    while (up := getattr(node, "up", None)) is not None:
        yield up[0], up[1]
        node = up[0]


def _with_above(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    yield from (parent for parent, _ in _above(node))


def _is_left_alone(node: ast.AST) -> bool:
    """Annotations, docstrings, decorators, assertions, imports: no behaviour, or none that a test should hold."""
    kinds = (ast.Assert, ast.Import, ast.ImportFrom)
    if isinstance(node, (*kinds, ast.Module)) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
        return True
    if any(isinstance(one, ast.If) and ast.unparse(one.test) == "TYPE_CHECKING" for one in _with_above(node)):
        return True
    for parent, field in _above(node):
        if field in ("annotation", "returns", "decorator_list", "bases") or isinstance(parent, kinds):
            return True
        if isinstance(parent, ast.Expr) and isinstance(node, ast.Constant):
            return parent.value is node
        if isinstance(parent, ast.Assign) and ast.unparse(parent.targets[0]) in ("__all__", "__slots__"):
            return True
        if isinstance(parent, ast.Call) and ast.unparse(parent.func) in ("cast", "TypeVar"):
            return True
    return False


def _replacements(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand instead of `node`."""
    match node:
        case ast.Compare(left, [operator, *rest], comparators) if type(operator) in OPERATORS:
            yield ast.Compare(left, [OPERATORS[type(operator)](), *rest], comparators)
        case ast.BinOp(left, operator, right) if type(operator) in OPERATORS:
            yield ast.BinOp(left, OPERATORS[type(operator)](), right)
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(OPERATORS[type(operator)](), values)
            for place in range(len(values)):
                rest = values[:place] + values[place + 1 :]
                yield ast.BoolOp(operator, rest) if len(rest) > 1 else rest[0]
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(int() as value):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.Constant(str() as value):
            yield from map(ast.Constant, filter(_compiles, _spoilt(value)) if _is_pattern(node) else [f"{value}X"])
        case ast.Call(function, [first, second, *rest], keywords) if not _may_swap(function, first, second):
            yield ast.Call(function, [second, first, *rest], keywords)
        case ast.If(_, body, orelse):
            yield from (ast.If(ast.Constant(value), body, orelse) for value in (True, False))
        case ast.IfExp(_, body, orelse):
            yield from (body, orelse)
        case ast.comprehension(target, values, [_, *_], is_async):
            yield ast.comprehension(target, values, [], is_async)
        case ast.Return(value) if value is not None and not (isinstance(value, ast.Constant) and not value.value):
            yield ast.Return(ast.Constant(None))
        case ast.Expr(ast.Call()) | ast.AugAssign():
            yield ast.Pass()
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield ast.Break()


def _may_swap(function: ast.expr, first: ast.expr, second: ast.expr) -> bool:
    """Whether the first two arguments of a call are of one kind and in any order, or both the same."""
    alike = ast.unparse(function) in ("max", "min") or ast.unparse(first) == ast.unparse(second)
    return alike or isinstance(second, ast.Starred)


def _is_pattern(node: ast.AST) -> bool:
    """Whether a text is the pattern, or a part of one, that is given to `late` or `re.compile`."""
    for parent, field in _above(node):
        if isinstance(parent, ast.Call):
            return field == "args" and ast.unparse(parent.func).rpartition(".")[2] in PATTERNS
        if not isinstance(parent, ast.JoinedStr | ast.BinOp):
            return False
    return False


def _spoilt(pattern: str) -> Iterator[str]:
    """The pattern without one of its quantifiers, anchors, look-arounds or members of classes."""
    for part in _PARTS.finditer(pattern):
        start, end = part.span()
        if (part["often"] and start) or part["anchor"]:
            yield pattern[:start] + pattern[end:]
        if part["set"]:
            begin = start + (2 if pattern.startswith("^", start + 1) else 1)
            for member in _MEMBER.finditer(pattern, begin, end - 1):
                yield pattern[: member.start()] + pattern[member.end() :]
    for look in _LOOK.finditer(pattern):
        yield pattern[: look.start()] + pattern[look.end() :]


def _mutant(path: str, tree: ast.Module, node: ast.AST, put: ast.AST) -> Mutant:
    chain = [node, *(parent for parent, _ in _above(node))]
    statement = next((one for one in chain if isinstance(one, ast.stmt)), tree.body[0])
    inside = any(isinstance(one, ast.FunctionDef) for one in chain[1:])
    outer = chain[-2] if len(chain) > 1 else statement
    names = {outer.name} if isinstance(outer, ast.ClassDef) else bound(outer)
    parent, field, place = node.up  # type: ignore[attr-defined]

    def change(new: ast.AST) -> None:
        if place is None:
            setattr(parent, field, new)
        else:
            getattr(parent, field)[place] = new

    before = _head(statement)
    ast.copy_location(put, node)
    for one in ast.walk(put):
        if not hasattr(one, "lineno"):
            ast.copy_location(one, statement)
    change(put)
    after = _head(put if node is statement else statement)
    change(node)

    def make() -> ast.Module:
        change(put)
        copied = ast.parse(ast.unparse(ast.fix_missing_locations(tree)))
        change(node)
        return copied

    body = getattr(statement, "body", None)
    last = body[0].lineno - 1 if isinstance(body, list) and body else statement.end_lineno or statement.lineno
    lines = range(statement.lineno, max(last, statement.lineno) + 1)
    line = getattr(node, "lineno", statement.lineno)
    return Mutant(path, line, lines, frozenset() if inside else frozenset(names), before, after, make)


def bound(statement: ast.AST) -> frozenset[str]:
    """The names to which a statement gives a value."""
    stored = (one for one in ast.walk(statement) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))
    return frozenset(one.id for one in stored)


def _head(statement: ast.AST) -> str:
    """The statement without the block below it."""
    return ast.unparse(statement).split(":\n")[0] if hasattr(statement, "body") else ast.unparse(statement)


def _compiles(pattern: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(pattern)
    except re.error:
        return False
    return True
