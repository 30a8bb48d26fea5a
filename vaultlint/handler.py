"""A handler for the library python-frontmatter that keeps every byte of a note that a script did not touch.

    import frontmatter
    from vaultlint.handler import RoundTripHandler

    post = frontmatter.load("soup.md", handler=RoundTripHandler("soup.md"))
    post["status"] = "evergreen"
    Path("soup.md").write_bytes(frontmatter.dumps(post).encode())

The library opens the file itself, and hands its handler a text with a line feed for every line ending and without the
blanks around it. Given the note as well, as a path or as bytes, the handler puts those back; without it a note is taken
to have line feeds, and one at its end.

Values are those of YAML 1.2, as Obsidian reads them: a date is its text. What a script gives may be anything that JSON
has, dates, tuples and sets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from datetime import date, time
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from frontmatter.default_handlers import BaseHandler

from vaultlint import frontmatter
from vaultlint.errors import EditRefused
from vaultlint.finding import Value
from vaultlint.frontmatter import FrontMatter, same
from vaultlint.late import late
from vaultlint.note import Note, parse
from vaultlint.operations.carry import known_values, revised
from vaultlint.operations.steps import Drop, Put, Step
from vaultlint.source import BYTE_ORDER_MARK, decode
from vaultlint.text import LINE_ENDING, newline_of

if TYPE_CHECKING:
    from frontmatter import Post

_MARK = BYTE_ORDER_MARK.decode()


class _Read(NamedTuple):
    """A note as a handler has read it; `mark` is its byte-order mark, if it has one."""

    note: Note
    mark: str = ""


_NOTHING = _Read(Note("", ""))


class _Body(str):
    """The body of a post, which knows its note; the library strips what a handler gives, and makes a string of it."""

    read: _Read

    def strip(self, chars: str | None = None) -> _Body:
        return self

    def __str__(self) -> _Body:
        return self


class RoundTripHandler(BaseHandler):  # type: ignore[misc, unused-ignore]
    """Reads and writes posts; `source` is the note's path, or its bytes.

    One handler may serve many posts; one that is given a `source` serves that note.
    """

    FM_BOUNDARY = late(r"^-{3,}\s*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "---"

    def __init__(self, source: str | PathLike[str] | bytes | None = None) -> None:
        super().__init__()
        self._source = source
        self._last: _Read | None = None
        self._many = False

    def detect(self, text: str) -> bool:
        """Whether the text opens with front matter."""
        return frontmatter.read(text.removeprefix(_MARK)) is not None

    def split(self, text: str) -> tuple[str, str]:
        """The front matter with its fences, and the body, as `frontmatter.parse` asks for them."""
        read = self._read(text)
        self._many = self._many or self._last is not None
        self._last = read
        end = _end(read.note.text)
        body = _Body(_unix(read.note.text[end:]).strip())
        body.read = read
        return read.note.text[:end], body

    def load(self, fm: str) -> dict[str, Any]:
        """The values of what `split` gave.

        Raises:
            EditRefused: the front matter does not parse, or is no mapping.
        """
        return dict(known_values(frontmatter.read(fm)))

    def export(self, metadata: Mapping[str, object], **kwargs: object) -> str:
        """New front matter as Obsidian writes it, without its fences."""
        matter = frontmatter.read(revised(Note("", ""), list(_steps({}, metadata))))
        return "" if matter is None else matter.content.of(matter.text).rstrip("\n")

    def format(self, post: Post, **kwargs: object) -> str:
        """The whole note: as it was, but for the keys and the body that are others now.

        Raises:
            EditRefused: a change cannot be proved to be what is meant, such as one that would break an alias; or the
                post has a new body, and its handler has read several notes, so that none knows which one it is of.
        """
        note, mark = self._of(post)
        text = revised(note, list(_steps(known_values(note.frontmatter), post.metadata)))
        return mark + _with_body(text, post.content)

    def _of(self, post: Post) -> _Read:
        """The note that a post was read from."""
        if isinstance(post.content, _Body):
            return post.content.read
        reader = post.handler if isinstance(post.handler, RoundTripHandler) else self
        if reader._many:
            raise EditRefused("the body is new, and the handler has read several notes; give each note its own handler")
        return reader._last or _NOTHING

    def _read(self, text: str) -> _Read:
        """The note of which the library has made `text`."""
        mark, text = _MARK * text.startswith(_MARK), text.removeprefix(_MARK)
        if self._source is None:
            return _Read(parse("", text + "\n"), mark)
        data = self._source if isinstance(self._source, bytes) else Path(self._source).read_bytes()
        whole = decode(data)
        if _unix(whole).strip() != text.strip():
            raise EditRefused("the handler's source is another note than the one that is read")
        return _Read(parse("", whole), _MARK * data.startswith(BYTE_ORDER_MARK))


def _end(text: str) -> int:
    """Where the front matter ends."""
    matter: FrontMatter | None = frontmatter.read(text)
    return 0 if matter is None else matter.end


def _unix(text: str) -> str:
    return LINE_ENDING.sub("\n", text)


def _steps(old: Mapping[str, Value], given: Mapping[str, object]) -> Iterator[Step]:
    """What makes the given values of the old ones."""
    yield from (Drop(key) for key in old if key not in given)
    for key, value in given.items():
        new = _readable(value)
        if key not in old or not same(old[key], new):
            yield Put(key, new)


def _readable(value: object) -> Value:
    """The value as JSON has it; a date is its text."""
    if isinstance(value, Mapping):
        return {str(key): _readable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | Set):
        return [_readable(inner) for inner in value]
    if isinstance(value, date | time):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise EditRefused(f"{type(value).__name__} is nothing that front matter can hold")


def _with_body(text: str, body: str) -> str:
    """The text with another body; blanks around the body, and line endings, stay those of the text."""
    end = _end(text)
    below = text[end:]
    stripped = below.strip()
    if _unix(stripped) == body:
        return text
    if not stripped:
        return text[:end] + "\n" * bool(body and end) + body + "\n" * bool(body)
    start = text.index(stripped, end)
    new = body.replace("\n", newline_of(text))
    return text[:start] + new + text[start + len(stripped) :]
