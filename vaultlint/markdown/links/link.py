"""A link into the vault: how it is written, and what it names."""

from __future__ import annotations

from typing import Literal, NamedTuple

from vaultlint.text import Span

Kind = Literal["wiki", "markdown", "definition"]
"""`[[a]]`; `[text](a.md)`; `[name]: a.md`, which reference links lead to."""


class Reference(NamedTuple):
    """What a link names: a file by its `path`, "" for its own note, and in it a heading or block by its `subpath`.

    `path` is decoded and has no blanks around it; `subpath` begins with `#`, or is empty. `embeds` says whether the
    target is shown in the place of the link.
    """

    kind: Kind
    path: str
    subpath: str
    embeds: bool


class Link(NamedTuple):
    """A link: `span` is all of it, with the `!` of an embed; `target` its path as written, `place` its subpath."""

    span: Span
    target: Span
    place: Span
    reference: Reference
