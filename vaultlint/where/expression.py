"""An expression, compiled: which notes match it, what it gives, and what it needs to know of the vault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Annotated

from vaultlint.finding import Value
from vaultlint.where.counts import Token
from vaultlint.where.file import File
from vaultlint.where.misfits import Misfits
from vaultlint.where.tree import Tree, equated, first_texts, keys, meant_as_text, reads_values

ExpressionText = Annotated[str, "expression"]
"""A text that is an expression: so an option of a rule is annotated, and the config is checked."""


class Expression:
    """A compiled expression. It gathers the notes that it does not fit, see `misfits`; all else stays as it is.

    `keys` are the keys of the note that it reads; `texts` those of them that stand where a text is usual, `equated`
    those that shall equal a text, with the text. Without `reads_values` it is about the file only. `counted` are the
    keys that `freq` asks for, `rules` the rules and families that `has_rule` does: see `know`.
    """

    def __init__(self, text: str, tree: Tree) -> None:
        from jmespath.visitor import Options, TreeInterpreter

        from vaultlint.where.functions import NoteFunctions

        self.text, self._tree = text, tree
        self.keys = tuple(dict.fromkeys(key for key in keys(tree) if key != "file"))
        self.texts = tuple(dict.fromkeys(meant_as_text(tree)))
        self.equated = tuple(equated(tree))
        self.reads_values = reads_values(tree)
        self.counted = first_texts(tree, "freq")
        self.rules = first_texts(tree, "has_rule")
        self._functions = NoteFunctions()
        self._visit = TreeInterpreter(Options(custom_functions=self._functions)).visit
        self._misfits = Misfits()

    def know(
        self, counts: Mapping[str, Counter[Token]] | None = None, found: Mapping[str, Collection[str]] | None = None
    ) -> None:
        """Tell what `counted` and `rules` ask for: the counts of keys; the rules that found something, by path."""
        self._functions.counts = counts or {}
        self._functions.found = found or {}

    def matches(self, values: Mapping[str, Value], file: File) -> bool:
        """Whether the note with these values is meant; it is not, if the expression does not fit them."""
        return _is_true(self.value(values, file))

    def value(self, values: Mapping[str, Value], file: File) -> Value:
        """What the expression gives for the note with these values; None, if it does not fit them."""
        return self._of({**values, "file": file.values}, file.path)

    def select(self, item: Value, file: File | None = None) -> bool:
        """Whether the item of a list, which is `@`, is meant; `file` is that of its note."""
        return _is_true(self._of(item, file.path if file else ""))

    def within(self, document: object) -> Value:
        """What the expression gives for any document; None, if it does not fit it."""
        return self._of(document, "")

    def misfits(self) -> Iterator[str]:
        """A line a reason why notes did not fit, to be told at the end."""
        return self._misfits.told()

    def _of(self, value: object, path: str) -> Value:
        self._functions.path = path
        try:
            result: Value = self._visit(self._tree, value)
        except (ValueError, TypeError, ArithmeticError) as error:  # all that functions and comparisons raise
            self._misfits.add(error, path)
            return None
        return result


def _is_true(value: Value) -> bool:
    """JMESPath's truth: not false, null, or an empty text, list or mapping; 0 is true."""
    return value is not False and value is not None and value not in ("", [], {})


def compile(text: str) -> Expression:
    """The expression written `text`.

    Raises:
        ExpressionError: it is none; the message says where and why, and for a usual slip what to write.
    """
    from vaultlint.where.parsing import parse

    return Expression(text, parse(text))


def named(text: str) -> Expression:
    """The key `text`, if it is made of letters, digits, blanks, `_` and `-`; else the expression.

    Raises:
        ExpressionError: it is none.
    """
    if text.strip() and all(one.isalnum() or one in "_- " for one in text):
        return Expression(text, {"type": "field", "value": text, "children": []})
    return compile(text)
