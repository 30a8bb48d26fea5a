"""What has been found in each note of a vault that is checked in one way: a file of columns, read in one go.

A first line of JSON has the paths, stamps, digests and lengths; behind it the findings and outlines stand end to end,
and are looked at only when they are wanted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import accumulate, pairwise
from typing import NamedTuple

from vaultlint.cache import place
from vaultlint.cache.stamp import NONE, Stamp

VERSION = 1
BLOBS = 3
"""How many each note has: `found`, `outline`, `whole`."""


class Entry(NamedTuple):
    """What is known of a note of which the content has this digest.

    `found` is what the rules about one note said of it, `whole` what all said under the vault with the name `vault`;
    that is `found` where `whole` is empty. `found` is empty if it is not known.
    """

    stamp: Stamp
    digest: str
    found: bytes
    outline: bytes
    vault: str = ""
    whole: bytes = b""


def read(root: str, context: str) -> dict[str, Entry]:
    """The entries of the vault at `root` under that context; none if they are not to be had."""
    data = place.load(place.file_of(root, f"{context}.notes"))
    try:
        return _entries(data, context) if data else {}
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        return {}


def _entries(data: bytes, context: str) -> dict[str, Entry]:
    end = data.index(b"\n")
    head = json.loads(data[:end])
    if head["version"] != VERSION or head["context"] != context:
        return {}
    ends = [*accumulate(head["lengths"], initial=end + 1)]
    blobs = [data[one:other] for one, other in pairwise(ends)]
    stamps, vaults = head["stamps"], head["vaults"]
    paths = head["paths"].split("\0") if head["paths"] else []
    return {
        path: Entry(
            tuple(stamps[4 * index : 4 * index + 4]),
            head["digests"][32 * index : 32 * index + 32],
            blobs[BLOBS * index],
            blobs[BLOBS * index + 1],
            vaults[head["under"][index]],
            blobs[BLOBS * index + 2],
        )
        for index, path in enumerate(paths)
    }


def write(root: str, context: str, entries: Mapping[str, Entry]) -> None:
    """Keep the entries of the vault at `root`."""
    every = list(entries.values())
    vaults = [*dict.fromkeys(one.vault for one in every)]
    blobs = [blob for one in every for blob in (one.found, one.outline, one.whole)]
    head = {
        "version": VERSION,
        "context": context,
        "paths": "\0".join(entries),
        "stamps": [number for one in every for number in one.stamp],
        "digests": "".join(one.digest for one in every),
        "vaults": vaults,
        "under": [*map(vaults.index, (one.vault for one in every))],
        "lengths": [*map(len, blobs)],
    }
    data = b"".join([json.dumps(head, separators=(",", ":")).encode(), b"\n", *blobs])
    place.save(place.file_of(root, f"{context}.notes"), data)


__all__ = ["NONE", "Entry", "read", "write"]
