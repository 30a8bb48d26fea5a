"""Columns of a line: a tab reaches to the next multiple of four (CommonMark 0.31 section 2.2)."""

from __future__ import annotations


def skip(text: str, at: int, column: int, end: int) -> tuple[int, int]:
    """The first character from `at` on that is no blank, and its column; tab stops are 4 apart."""
    while at < end:
        character = text[at]
        if character == " ":
            column += 1
        elif character == "\t":
            column += 4 - column % 4
        else:
            break
        at += 1
    return at, column


def advance(text: str, at: int, column: int, width: int) -> tuple[int, int]:
    """Past `width` columns of blanks; a tab that reaches further stays, its first columns spent."""
    goal = column + width
    while column < goal:
        stop = column + (4 - column % 4 if text[at] == "\t" else 1)
        if stop > goal:
            return at, goal
        at, column = at + 1, stop
    return at, column


def past_quote(text: str, mark: int, column: int, end: int) -> tuple[int, int]:
    """Past a `>` and the one blank that belongs to it."""
    at, column = mark + 1, column + 1
    if at < end and text[at] in " \t":
        return advance(text, at, column, 1)
    return at, column
