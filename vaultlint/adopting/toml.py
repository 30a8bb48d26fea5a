"""A proposal as the text of a `vaultlint.toml`."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vaultlint.adopting.proposal import Proposal

WIDTH = 118


def spelt(proposal: Proposal, source: str) -> Iterator[str]:
    """The lines: what is proposed, then in comments what needs no setting, and what has no counterpart."""
    yield comment(f"# Made from {source} by `vaultlint config import`.")
    tables = {key: value for key, value in proposal.config.items() if not _is_plain(value)}
    yield from (f"{key} = {value_spelt(value)}" for key, value in proposal.config.items() if key not in tables)
    for key, value in tables.items():
        for name, table in value.items() if isinstance(value, Mapping) else [("", one) for one in value]:
            yield ""
            yield f"[{key}.{value_spelt(name)}]" if name else f"[[{key}]]"
            yield from (f"{inner} = {value_spelt(one)}" for inner, one in table.items())
    yield from _listed("Holds here without a setting:", proposal.already)
    yield from _listed("Has no counterpart:", proposal.left)


def _is_plain(value: Any) -> bool:
    return not isinstance(value, Mapping) and not (isinstance(value, list) and isinstance(value[0], Mapping))


def _listed(title: str, settings: Sequence[tuple[str, str]]) -> Iterator[str]:
    if settings:
        yield ""
        yield f"# {title}"
    for name, why in settings:
        line = comment(" ".join(f"{name}: {why}".split()))
        yield from textwrap.wrap(line, WIDTH, initial_indent="#   ", subsequent_indent="#     ", break_on_hyphens=False)


def comment(text: str) -> str:
    """The text as a comment may have it."""
    return "".join(one if one.isprintable() else "\ufffd" for one in text)


def value_spelt(value: Any) -> str:
    """A text, or a list of them; TOML's texts are JSON's, but for DEL and halves of surrogate pairs."""
    text = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return text.encode("utf-8", "replace").decode()
