"""What texts look like: of which format, or of which common shape."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from vaultlint.late import late
from vaultlint.schema.formats import FORMATS

LOCAL = late(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?$")
CLOCK = late(r"^[0-9]{1,2}:[0-9]{2}$")
KEBAB = "^[a-z0-9]+(-[a-z0-9]+)*$"
SAFE_IDS = late(r"[\w-]+", re.ASCII)
SPECIAL = late(r"[.*+?^${}()|\[\]\\]")

ENOUGH = 8
"""Fewer texts have their shape by chance."""

SHORTEST_ID, LONGEST_ID = 6, 64


class Look(NamedTuple):
    """What many texts have in common: how a schema says it, and which texts have it."""

    name: str
    keywords: dict[str, Any]
    has: Callable[[str], object]


def _is_address(text: str) -> bool:
    return "://" in text and FORMATS["uri"](text)


def _is_local(text: str) -> bool:
    return LOCAL.match(text) is not None and FORMATS["date"](text[:10])


LOOKS = (
    Look("date", {"format": "date"}, FORMATS["date"]),
    Look("date and time", {"format": "date-time"}, FORMATS["date-time"]),
    Look(
        "date and time",
        {"pattern": LOCAL.pattern, "x-message": "should be a date and time like 2025-10-08T09:30"},
        _is_local,
    ),
    Look("time", {"pattern": CLOCK.pattern, "x-message": "should be a time like 09:30"}, CLOCK.match),
    Look("web address", {"format": "uri"}, _is_address),
    Look("e-mail address", {"format": "email"}, FORMATS["email"]),
    Look("UUID", {"format": "uuid"}, FORMATS["uuid"]),
    Look("link to a note", {"format": "wikilink"}, FORMATS["wikilink"]),
)
TAG = Look("tag", {"format": "tag"}, FORMATS["tag"])


def look_of(texts: Sequence[str], share: float) -> Look | None:
    """The format that at least this share of the texts has."""
    for look in LOOKS:
        if sum(map(bool, map(look.has, texts))) >= share * len(texts):
            return look
    return None


def shape_of(texts: Sequence[str], share: float) -> Look | None:
    """The pattern of ids that at least this share of the texts has; None for words and prose."""
    if len(set(texts)) < ENOUGH or not all(len(text) <= LONGEST_ID for text in texts):
        return None
    for pattern in (_runs(texts, share), _fixed(texts, share), _kebab(texts)):
        if pattern is not None:
            fits = re.compile(pattern).match
            if sum(map(bool, map(fits, texts))) >= share * len(texts):
                return Look("id of this form", {"pattern": pattern}, fits)
    return None


_CLASSES = (("0-9", late("[0-9]")), ("A-Z", late("[A-Z]")), ("a-z", late("[a-z]")))


def _class(letter: str) -> str:
    return next((name for name, has in _CLASSES if has.match(letter)), letter)


def _runs(texts: Sequence[str], share: float) -> str | None:
    """Runs of digits and letters, and signs between, always in the same order: `AB-0012`."""
    split = [[(kind, "".join(run)) for kind, run in groupby(text, _class)] for text in texts]
    order, count = Counter(tuple(kind for kind, _ in runs) for runs in split).most_common(1)[0]
    if count < share * len(texts) or "0-9" not in order or not all(_may_stand(kind) for kind in order):
        return None
    alike = [runs for runs in split if tuple(kind for kind, _ in runs) == order]
    return f"^{''.join(_piece(kind, [runs[place][1] for runs in alike]) for place, kind in enumerate(order))}$"


def _may_stand(kind: str) -> bool:
    return len(kind) > 1 or (kind.isascii() and not kind.isspace())


def _piece(kind: str, runs: Sequence[str]) -> str:
    if len(set(runs)) == 1:
        return SPECIAL.sub(r"\\\g<0>", runs[0])
    lengths = sorted(set(map(len, runs)))
    times = f"{{{lengths[0]}}}" if len(lengths) == 1 else "+"
    return f"[{kind}]{times}" if times != "{1}" else f"[{kind}]"


def _fixed(texts: Sequence[str], share: float) -> str | None:
    """Always the same length, with digits, of what stands in ids: `dQw4w9WgXcQ`."""
    length, count = Counter(map(len, texts)).most_common(1)[0]
    fit = [text for text in texts if len(text) == length and SAFE_IDS.fullmatch(text)]
    mixed = sum(not text.isalpha() and not text.islower() for text in fit)
    if length < SHORTEST_ID or count < share * len(texts) or len(fit) < share * len(texts) or mixed < len(fit) / 2:
        return None
    return f"^[A-Za-z0-9_-]{{{length}}}$"


def _kebab(texts: Sequence[str]) -> str | None:
    """Words in small letters with hyphens between, as file names and slugs have them."""
    return KEBAB if sum("-" in text for text in texts) >= len(texts) / 4 else None
