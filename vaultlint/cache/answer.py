"""What a call printed, and all that this rests on: columns of one file, most of which are compared as they stand."""

from __future__ import annotations

import os
import sys

from vaultlint.cache.stamp import NONE, Stamp

TYPE_CHECKING = False  # `typing` is not imported here: it takes as long as the rest
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NUMBERS = 4
"""So many has a stamp."""

SIZE = 8
"""So many bytes has a number."""

LARGEST = 2 ** (8 * SIZE) - 1


class Known:
    """Files or folders, each with its stamp and the digest of what was there; the numbers stand column by column."""

    def __init__(self, paths: list[str], numbers: list[int], digests: bytes) -> None:
        self.paths, self.numbers, self._digests = paths, numbers, digests

    @classmethod
    def of(cls, entries: Mapping[str, tuple[Stamp, str]]) -> Known:
        """The same from a mapping."""
        numbers = [entry[0][at] for at in range(NUMBERS) for entry in entries.values()]
        return cls([*entries], numbers, _texts([digest for _, digest in entries.values()]))

    def entries(self) -> dict[str, tuple[Stamp, str]]:
        """Stamp and digest by path."""
        many = len(self.paths)
        columns = [self.numbers[at * many : (at + 1) * many] for at in range(NUMBERS)]
        return dict(zip(self.paths, zip(zip(*columns, strict=True), _split(self._digests), strict=True), strict=True))

    def pack(self) -> list[bytes]:
        """The columns, as they are kept."""
        numbers = b"".join([(one & LARGEST).to_bytes(SIZE, sys.byteorder) for one in self.numbers])
        return [_texts(self.paths), numbers, self._digests]


class Answer:
    """The exit code, what was printed to which stream, what lay where vaults are looked for, and what was looked at.

    `files` have stamps that can be trusted, `others` have not.
    """

    def __init__(
        self, code: int, said: Sequence[tuple[int, bytes]], probes: Mapping[str, str],
        files: Known, others: Known, folders: Known,
    ) -> None:  # fmt: skip
        self.code, self.said, self.probes = code, said, probes
        self.files, self.others, self.folders = files, others, folders

    def pack(self) -> bytes:
        """The bytes that are kept: a line with lengths, then the columns."""
        columns = [column for known in (self.files, self.others, self.folders) for column in known.pack()]
        columns += [_texts([*self.probes]), _texts([*self.probes.values()]), *(text for _, text in self.said)]
        head = [self.code, *(stream for stream, _ in self.said), -1, *map(len, columns)]
        return b"%s\n%s" % (" ".join(map(str, head)).encode(), b"".join(columns))


def unpack(data: bytes) -> Answer:
    """The answer of these bytes.

    Raises:
        ValueError: they are none.
    """
    end = data.index(b"\n")
    code, *head = map(int, data[:end].split())
    streams, lengths = head[: head.index(-1)], head[head.index(-1) + 1 :]
    columns, start = list[bytes](), end + 1
    for length in lengths:
        columns.append(data[start : start + length])
        start += length
    files, others, folders = (_known(*columns[at : at + 3]) for at in (0, 3, 6))
    probes = dict(zip(_split(columns[9]), _split(columns[10]), strict=True))
    return Answer(code, [*zip(streams, columns[11:], strict=True)], probes, files, others, folders)


def sorted_out(entries: Mapping[str, tuple[Stamp, str]]) -> tuple[Known, Known]:
    """Those with stamps that can be trusted, and the others."""
    sure = {path: one for path, one in entries.items() if one[0] != NONE}
    return Known.of(sure), Known.of({path: one for path, one in entries.items() if path not in sure})


def _known(paths: bytes, numbers: bytes, digests: bytes) -> Known:
    return Known(_split(paths), memoryview(numbers).cast("Q").tolist(), digests)


def _texts(texts: list[str]) -> bytes:
    return b"\0".join(map(os.fsencode, texts)) + b"\0" * bool(texts)


def _split(data: bytes) -> list[str]:
    return os.fsdecode(data).split("\0")[:-1]


__all__ = ["Answer", "Known", "sorted_out", "unpack"]
