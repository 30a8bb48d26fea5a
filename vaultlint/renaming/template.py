"""The template of a name: text with expressions in braces, `{date} {slug(title)}.md`.

A template without `/` names a note in its own folder; so does one that starts with `./` or `../`. With a `/` it is a
path from the top of the vault. What the note's keys give is part of one name, so it may not have a `/` itself; what
`file` gives may, as `{file.folder}` does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from vaultlint import where
from vaultlint.errors import EditRefused, ExpressionError, UsageError
from vaultlint.finding import Value
from vaultlint.late import late
from vaultlint.linking.index import folder, joined
from vaultlint.naming.unsafe import folders, objection
from vaultlint.operations.steps import Values
from vaultlint.where import Expression, File

_QUOTED = late(r"'(?:[^'\\]|\\.)*+'|\"(?:[^\"\\]|\\.)*+\"|`(?:[^`\\]|\\.)*+`", re.S)


@dataclass(frozen=True, slots=True)
class Template:
    """A template, in its parts: text, and expressions."""

    text: str
    parts: tuple[str | Expression, ...]

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """The expressions in it."""
        return tuple(part for part in self.parts if isinstance(part, Expression))

    @property
    def asked(self) -> str:
        """The expression that tells which notes have the same name: for `query --duplicates`."""
        asked = [one.text for one in self.expressions if one.reads_values] or [one.text for one in self.expressions]
        return asked[0] if len(asked) == 1 else f"to_string([{', '.join(asked)}])"

    def path(self, values: Values, file: File, known: Collection[str]) -> str | None:
        """The path that the note is to have; `known` are the folders that are there.

        None, if an expression gives nothing.

        Raises:
            EditRefused: it is no good; the message says why.
        """
        said = [part if isinstance(part, str) else _said(part, values, file) for part in self.parts]
        if None in said:
            return None
        name = "".join(one for one in said if one is not None)
        own = "/" not in name or name.startswith(("./", "../"))
        path = joined(folder(file.path) if own else "", name)
        if path is None:
            raise EditRefused(f"`{name}` leads out of the vault")
        _require_good(path, file.path, known)
        return path


def template(text: str) -> Template:
    """The template written `text`.

    Raises:
        UsageError: it is none.
        ExpressionError: something in braces is no expression.
    """
    parts = tuple(_parts(text))
    if not any(isinstance(part, Expression) for part in parts):
        raise UsageError(f"`{text}` is one name for all notes; write what tells them apart in braces: `{{date}}.md`")
    last = parts[-1]
    if isinstance(last, str) and not last.endswith(".md"):
        raise UsageError(f"`{text}` lacks `.md` at its end")
    return Template(text, parts)


def _parts(text: str) -> Iterator[str | Expression]:
    done = 0
    while (start := text.find("{", done)) >= 0:
        end = _closing(text, start)
        if start > done:
            yield text[done:start]
        if not text[start + 1 : end].strip():
            raise UsageError(f"`{text}` has nothing between its braces")
        try:
            yield where.compile(text[start + 1 : end])
        except ExpressionError as error:
            raise ExpressionError(f"in `{text}`: {error}") from None
        done = end + 1
    if done < len(text):
        yield text[done:]


def _closing(text: str, start: int) -> int:
    """Where the brace at `start` is closed: expressions have braces and quoted text of their own."""
    depth, at = 0, start
    while at < len(text):
        quoted = _QUOTED.match(text, at)
        depth += {"{": 1, "}": -1}.get(text[at], 0) if quoted is None else 0
        if depth == 0:
            return at
        at = quoted.end() if quoted else at + 1
    raise UsageError(f"`{text}` has a brace that is never closed")


def _said(part: Expression, values: Values, file: File) -> str | None:
    """What an expression gives: text for a name; None for nothing."""
    said: Value = part.value(values, file)
    if not part.reads_values and isinstance(said, str):
        return said
    if said is None or said in ("", [], {}) or (isinstance(said, str) and not said.strip()):
        return None
    if not isinstance(said, str):
        raise EditRefused(f"`{part.text}` gives no text")
    if "/" in said:
        raise EditRefused(f"`{part.text}` gives `{said}`, whose `/` would make a folder; write slug(…) around it")
    return said


def _require_good(path: str, old: str, known: Collection[str]) -> None:
    """Let through only names that harm no link and all disks allow; folders that are there may be as they are."""
    if not path.endswith(".md") or path.endswith("/.md") or path == ".md":
        raise EditRefused(f"`{path}` is no name of a note: it lacks its ending `.md`, or what stands before it")
    steps = [one for one in folders(path) if one not in known]
    for step in (*steps, path):
        name = step.rpartition("/")[2]
        wrong = "begins with a dot, so that Obsidian does not show it" if name.startswith(".") else objection(name)
        if wrong is not None and path != old:
            raise EditRefused(f"the name `{name}` {wrong}")
    if "node_modules" in path.split("/") and path != old:
        raise EditRefused(f"`{path}` lies in a folder that is left out")
