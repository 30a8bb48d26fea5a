"""Whether values may be changed: the schemas and Obsidian's types then find nothing that was not there before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vaultlint.finding import Change, Missing, Moved
from vaultlint.frontmatter import FrontMatter
from vaultlint.properties.widgets import KNOWN, fits
from vaultlint.schema import Schema, trial


def permitted(
    changes: Iterable[Change], matter: FrontMatter, types: Mapping[str, str], schemas: tuple[Schema, ...]
) -> bool:
    """Whether what `changes` put in the place of values fits the `types`, by lower-case names, and the `schemas`."""
    changes = tuple(changes)
    return all(_fits(one, types) for one in changes) and (not schemas or trial.permitted(changes, matter, schemas))


def _fits(change: Change, types: Mapping[str, str]) -> bool:
    name, *inner = change.path
    widget = types.get(str(name).lower())
    if inner or widget is None or widget not in KNOWN or isinstance(change.value, Missing | Moved):
        return True
    return fits(change.value, widget)
