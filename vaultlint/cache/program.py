"""The program as one name: Python, the libraries that are installed, and the code of vaultlint."""

from __future__ import annotations

import os
import sys

from vaultlint.cache.place import blake2b
from vaultlint.cache.stamp import columns, stamp

TYPE_CHECKING = False  # `typing` is not imported here: it takes as long as the rest
if TYPE_CHECKING:
    from collections.abc import Sequence

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120

INSTALLED = (".dist-info", ".egg-info")
OWN = "vaultlint_md-"

COMPILED = "__pycache__"


_known = b""


def program() -> bytes:
    """What another program has not."""
    global _known
    _known = _known or _digest()
    return _known


def _digest() -> bytes:
    digest = blake2b(repr((sys.version, sys.platform, sys.getfilesystemencoding())).encode(), digest_size=16)
    for folder in dict.fromkeys(sys.path):
        for name in sorted(_installed(folder)):
            digest.update(os.fsencode(name) + b"\0")
    home = os.path.dirname(PACKAGE)  # noqa: PTH120
    records = [f"{home}/{name}/RECORD" for name in sorted(_installed(home)) if name.startswith(OWN)]
    for file in records:
        with open(file, "rb") as opened:  # noqa: PTH123
            digest.update(opened.read())
    digest.update(repr(records or _checkout(home)).encode("utf-8", "surrogatepass"))
    return digest.digest()


def _installed(folder: str) -> list[str]:
    try:
        return [name for name in os.listdir(folder or ".") if name.endswith(INSTALLED)]  # noqa: PTH208
    except OSError:
        return []


def _checkout(home: str) -> tuple[list[str], Sequence[object]]:
    """The files of a checkout, and their stamps; an installed package has a record with the hash of each file."""
    folders, files = [PACKAGE, f"{home}/schemas"], list[str]()
    for folder in folders:
        try:
            with os.scandir(folder) as entries:
                every = list(entries)
        except OSError:
            continue
        files += [one.path for one in every if one.name.endswith((".py", ".json"))]
        folders += [one.path for one in every if one.is_dir(follow_symlinks=False) and one.name != COMPILED]
    files.sort()
    return files, columns(files) or [*map(stamp, files)]


__all__ = ["PACKAGE", "program"]
