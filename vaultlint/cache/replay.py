"""A run of `check` that would look at nothing new is not made: what the same call printed is printed again.

An answer rests on the words of the call, where and how it was made, the program, and all that the run looked at. It
holds while every file and folder among these is as it was; a file that may have changed is read, and counts by what
is in it. Little is imported here, for that is most of what such a call costs.
"""

from __future__ import annotations

import os
import sys

from vaultlint.cache import place
from vaultlint.cache import stamp as stamps
from vaultlint.cache.answer import Answer, Known, sorted_out, unpack
from vaultlint.cache.program import program
from vaultlint.cache.stamp import NONE, Stamp

TYPE_CHECKING = False  # `typing` is not imported here: it takes as long as the rest
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

VERSION = 2

WITHOUT = ("--no-cache", "--baseline", "--write-baseline", "--output-file", "--changed", "--watch")
"""Calls with such an option read or write more than notes, ask git, do not end, or wish for no cache."""

STDIN = "-"

SURROUNDINGS = (
    "NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "PRE_COMMIT", "CI", "GITHUB_WORKSPACE", "CI_PROJECT_DIR",
)  # fmt: skip
"""The variables that have a say in what is printed."""

MARKS = ("vaultlint.toml", ".vaultlint.toml", "pyproject.toml", ".obsidian", ".git")
"""What tells a vault in the folders above a note: `config.NAMES` and `walk.ROOT_MARKS`, as a test makes sure."""


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
    return place.digest(repr(call).encode("utf-8", "surrogatepass"))


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
        answer = unpack(data)
        if any(_kind(path) != kind for path, kind in answer.probes.items()):
            return None
        now = _now(answer)
    except (ValueError, TypeError, IndexError):
        return None
    if now is None:
        return None
    if now is not answer:
        place.save(file, now.pack())
    for stream, text in answer.said:
        out = sys.stdout if stream == 1 else sys.stderr
        if out is not None:
            out.flush()
            out.buffer.write(text)
            out.buffer.flush()
    return answer.code


def _now(answer: Answer) -> Answer | None:
    """The answer with new stamps where only these have changed; None if anything else has."""
    folders = _moved(answer.folders, stamps.folder_stamp, stamps.listing)
    others = _moved(answer.others, stamps.stamp, stamps.content)
    if folders is None or others is None:
        return None
    are_same = stamps.columns(answer.files.paths) == answer.files.numbers
    files = {} if are_same else _moved(answer.files, stamps.stamp, stamps.content)
    if files is None:
        return None
    if not (files or others or folders):
        return answer
    every = {**answer.files.entries(), **answer.others.entries(), **files, **others}
    known = Known.of({**answer.folders.entries(), **folders})
    return Answer(answer.code, answer.said, answer.probes, *sorted_out(every), known)


def _moved(
    known: Known, look: Callable[[str], Stamp], read: Callable[[str], str]
) -> dict[str, tuple[Stamp, str]] | None:
    """Those of which only the stamp is another one, with the new one; None if anything else has changed."""
    taken, moved = stamps.now(), dict[str, tuple[Stamp, str]]()
    for path, (stamp, digest) in known.entries().items():
        found = look(path)
        if found != stamp or found == NONE:
            if read(path) != digest:
                return None
            moved[path] = stamps.trusted(found, taken), digest
    return {path: one for path, one in moved.items() if one[0] != NONE}


def _made(file: str, words: Sequence[str], make: Callable[[], int]) -> int:
    """Make the run, and keep its answer if it is known what that rests on."""
    from vaultlint.cache import watch

    seen = watch.Seen(place.folder())
    before = _probes(words)
    with watch.watching(seen):
        code = make()
    probes = {path: kind for path, kind in before.items() if kind is not None}
    if seen.is_whole and code in (0, 1) and before == _probes(words) == probes:
        answer = Answer(code, seen.said, probes, *sorted_out(seen.files), Known.of(seen.folders))
        place.save(file, answer.pack())
    return code


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
