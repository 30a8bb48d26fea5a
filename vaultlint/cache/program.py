"""The program as one name: Python, the libraries that are installed, and the code of vaultlint."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120

INSTALLED = (".dist-info", ".egg-info")
OWN = "vaultlint_md-"


@cache
def program() -> bytes:
    """What another program has not."""
    digest = blake2b(repr((sys.version, sys.platform, sys.getfilesystemencoding())).encode(), digest_size=16)
    for folder in dict.fromkeys(sys.path):
        for name in sorted(_installed(folder)):
            digest.update(os.fsencode(name) + b"\0")
    for file in _code():
        with open(file, "rb") as opened:  # noqa: PTH123
            data = opened.read()
        digest.update(b"%s %d\0" % (os.fsencode(file), len(data)))
        digest.update(data)
    return digest.digest()


def _installed(folder: str) -> list[str]:
    try:
        return [name for name in os.listdir(folder or ".") if name.endswith(INSTALLED)]  # noqa: PTH208
    except OSError:
        return []


def _code() -> Iterator[str]:
    """The record of an installed package, which has the hash of each file; in a checkout all files."""
    home = os.path.dirname(PACKAGE)  # noqa: PTH120
    own = [name for name in _installed(home) if name.startswith(OWN)]
    if own:
        yield from (f"{home}/{name}/RECORD" for name in sorted(own))
        return
    for top in (PACKAGE, f"{home}/schemas"):
        for folder, folders, names in os.walk(top):
            folders.sort()
            yield from (f"{folder}/{name}" for name in sorted(names) if name.endswith((".py", ".json")))


__all__ = ["PACKAGE", "program"]
