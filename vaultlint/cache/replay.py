"""A run of `check` that would look at nothing new is not made: what the same call printed is printed again.

An answer rests on the words of the call, where and how it was made, the program, and all that the run looked at. It
holds while every file and folder among these is as it was; a file that may have changed is read, and counts by what
is in it. Little is imported here, for that is most of what such a call costs.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence

from vaultlint.cache import place, watch
from vaultlint.cache import stamp as stamps
from vaultlint.cache.program import program
from vaultlint.cache.stamp import NONE, Stamp
from vaultlint.cache.watch import Seen

VERSION = 1

WITHOUT = ("--no-cache", "--baseline", "--write-baseline", "--output-file", "--changed", "--watch")
"""Calls with such an option read or write more than notes, ask git, do not end, or wish for no cache."""

STDIN = "-"

SURROUNDINGS = (
    "NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "PRE_COMMIT", "CI", "GITHUB_WORKSPACE", "CI_PROJECT_DIR",
)  # fmt: skip
"""The variables that have a say in what is printed."""

MARKS = ("vaultlint.toml", ".vaultlint.toml", "pyproject.toml", ".obsidian", ".git")
"""What tells a vault in the folders above a note; see `configs`."""


def run(words: Sequence[str], make: Callable[[], int]) -> int:
    """The exit code of the call, made anew or told again."""
    if words[:1] != ["check"] or any(word.startswith(one) for word in words for one in WITHOUT) or STDIN in words:
        return make()
    file = place.file_of(os.getcwd(), f"{_name(words)}.run")  # noqa: PTH109
    told = _told(file)
    return _made(file, words, make) if told is None else told


def _name(words: Sequence[str]) -> str:
    streams = [_terminal(stream) for stream in (sys.stdout, sys.stderr)]
    around = [os.environ.get(name) for name in SURROUNDINGS]
    call = VERSION, program(), [*words], os.getcwd(), around, streams  # noqa: PTH109
    return place.hexdigest(repr(call).encode("utf-8", "surrogatepass"))


def _terminal(stream: object) -> object:
    try:
        handle = stream.fileno()  # type: ignore[attr-defined]
        return tuple(os.get_terminal_size(handle)) if os.isatty(handle) else None
    except (OSError, ValueError, AttributeError):
        return stream is None


def _told(file: str) -> int | None:
    """Print what the call printed before, if that holds; its exit code."""
    data = place.load(file)
    try:
        if data is None:
            return None
        end = data.index(b"\n")
        head = json.loads(data[:end])
        said = _said(head["said"], data[end + 1 :])
        code = int(head["code"])
        probes, files, folders = head["probes"], head["files"], head["folders"]
        if probes != {path: _kind(path) for path in probes}:
            return None
        new = (_still(files, stamps.stamp, stamps.content), _still(folders, stamps.folder_stamp, stamps.listing))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None
    if new[0] is None or new[1] is None:
        return None
    if new != (files, folders):
        _save(file, {**head, "files": new[0], "folders": new[1]}, data[end + 1 :])
    for stream, text in said:
        out = sys.stdout if stream == 1 else sys.stderr
        if out is not None:
            out.flush()
            out.buffer.write(text)
            out.buffer.flush()
    return code


def _said(lengths: list[list[int]], data: bytes) -> list[tuple[int, bytes]]:
    said, start = [], 0
    for stream, length in lengths:
        said.append((stream, data[start : start + length]))
        start += length
    return said


Known = dict[str, list[int | str]]
"""Of each path: the numbers of its stamp, and the digest of what was there."""


def _still(known: Known, look: Callable[[str], Stamp], read: Callable[[str], str]) -> Known | None:
    """The same with new stamps where only these have changed; None if anything else has."""
    taken, moved = stamps.now(), Known()
    for path, (*numbers, digest) in known.items():
        found = look(path)
        if found != tuple(numbers) or found == NONE:
            if read(path) != digest:
                return None
            moved[path] = [*stamps.trusted(found, taken), digest]
    return {**known, **moved} if moved else known


def _made(file: str, words: Sequence[str], make: Callable[[], int]) -> int:
    """Make the run, and keep its answer if it is known what that rests on."""
    seen = Seen(place.folder())
    probes = _probes(words)
    with watch.watching(seen):
        code = make()
    if seen.is_whole and code in (0, 1) and probes == _probes(words) and None not in probes.values():
        known = [{path: [*one, digest] for path, (one, digest) in of.items()} for of in (seen.files, seen.folders)]
        lengths = [[stream, len(text)] for stream, text in seen.said]
        head = {"code": code, "said": lengths, "probes": probes, "files": known[0], "folders": known[1]}
        _save(file, head, b"".join(text for _, text in seen.said))
    return code


def _save(file: str, head: dict[str, object], said: bytes) -> None:
    place.save(file, json.dumps(head, separators=(",", ":")).encode() + b"\n" + said)


def _probes(words: Sequence[str]) -> dict[str, str | None]:
    """What is where the call looks for vaults: the words as paths, and marks in the folders above them."""
    here = os.getcwd()  # noqa: PTH109
    named = [os.path.normpath(os.path.join(here, word)) for word in words if "\0" not in word]  # noqa: PTH118
    above = [here]
    for path in named:
        above += [path, *_above(path)]
    above += _above(here)
    places = dict.fromkeys(above)
    return {path: _kind(path) for path in (*places, *(f"{one}{os.sep}{mark}" for one in places for mark in MARKS))}


def _above(path: str) -> list[str]:
    found = []
    while (up := os.path.dirname(path)) != path:  # noqa: PTH120
        found.append(up)
        path = up
    return found


def _kind(path: str) -> str | None:
    """What is there: nothing, a file, a folder; None for a link, whose target may change unseen."""
    if os.path.islink(path):  # noqa: PTH114
        return None
    if os.path.isdir(path):  # noqa: PTH112
        return "folder"
    return "file" if os.path.isfile(path) else "other" if os.path.lexists(path) else ""  # noqa: PTH113


__all__ = ["run"]
