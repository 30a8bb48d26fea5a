"""The links of a text with the paths by which they lead where they did, and the proof that they do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vaultlint.linking.writing import spelt_in
from vaultlint.markdown import Body, Link
from vaultlint.renaming.course import Course
from vaultlint.text import Edit


def edits_of(text: str, links: Iterable[Link], source: str, course: Course) -> list[Edit]:
    """The edits of those links that must have another path.

    Raises:
        EditRefused: there is none for one of them.
    """
    found = ((link, course.path(link.reference, link.target.of(text), source)) for link in links)
    return [Edit(link.target, spelt_in(text, link, path)) for link, path in found if path is not None]


def is_followed(
    before: Body, old: Sequence[Link], after: Body, new: Sequence[Link], source: str, course: Course
) -> bool:
    """Whether the body `after` differs in the paths of its links only, and each leads where it did."""
    if len(old) != len(new) or _between(before, old) != _between(after, new):
        return False
    return all(_is_same(one, other, source, course) for one, other in zip(old, new, strict=True))


def _is_same(old: Link, new: Link, source: str, course: Course) -> bool:
    is_alike = old.reference._replace(path="") == new.reference._replace(path="")
    return is_alike and course.leads(old.reference, new.reference, source)


def _between(body: Body, links: Sequence[Link]) -> list[str]:
    """What stands around the paths."""
    targets = sorted(link.target for link in links)
    ends, starts = [body.start, *(one.end for one in targets)], [*(one.start for one in targets), len(body.text)]
    return [body.text[end:start] for end, start in zip(ends, starts, strict=True)]
