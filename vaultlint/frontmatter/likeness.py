"""Whether the lines between two fences, or what may be meant as fences, are metadata or prose."""

from __future__ import annotations

import re

from vaultlint.frontmatter.fault import Fault
from vaultlint.frontmatter.tree import Mapping, Node, Scalar
from vaultlint.late import late
from vaultlint.text import Span

KEY_LINE = late(r"(\"[^\"\r\n]{1,60}\"|'[^'\r\n]{1,60}'|[^\s#\-\[\]{}>|`!*&:][^:\r\n]{0,60}?) ?:(?:[ \t]|\Z)")
_KEY = late(r"[^\W\d][\w\-./ ]{0,40}")
_LOWER_KEY = late(r"[a-z][a-z0-9_\-]{0,30}")
BLANK_LINE = late(r"(?:\n|\r(?!\n))[ \t]*+(?:\r\n?|\n)")
BLANK_AT_END = late(rf"{BLANK_LINE.pattern}\Z")
WELL_KNOWN = frozenset(
    (
        *("alias", "aliases", "area", "author", "authors", "category", "categories", "created", "cssclass"),
        *("cssclasses", "date", "description", "draft", "id", "keywords", "lang", "language", "layout", "lastmod"),
        *("modified", "permalink", "project", "publish", "published", "slug", "source", "status", "summary", "tag"),
        *("tags", "title", "topic", "type", "uid", "updated", "url"),
    )
)


def names_of(text: str, content: Span, root: Node | Fault | None) -> list[str]:
    """The keys of a block; of one that does not parse, if each of its lines looks like a key, an item or a comment."""
    if isinstance(root, Mapping):
        return [entry.name for entry in root.entries]
    if not isinstance(root, Fault):
        return []
    lines = [line for line in re.split(r"[\r\n]+", content.of(text)) if line.strip()]
    keys = [match[1].strip("\"' ") for line in lines if (match := KEY_LINE.match(line))]
    inner = sum(line.startswith("#") or is_inner(line) for line in lines)
    starts_well = bool(lines) and (lines[0].startswith("#") or KEY_LINE.match(lines[0]) is not None)
    return keys if starts_well and len(keys) + inner == len(lines) else []


def is_believable(names: list[str]) -> bool:
    """Whether these keys are metadata, and not a line of prose with a colon."""
    if not names or not all(_KEY.fullmatch(name) for name in names):
        return False
    return len(names) > 1 or _LOWER_KEY.fullmatch(names[0]) is not None


def is_evident(names: list[str]) -> bool:
    """Whether these keys are metadata even where they stand in an odd place."""
    return (len(names) > 1 and all(map(_LOWER_KEY.fullmatch, names))) or bool(WELL_KNOWN.intersection(names))


def is_prose(text: str, content: Span, root: Node | Fault | None) -> bool:
    """Whether the fences are two thematic breaks around text."""
    if is_believable(names_of(text, content, root)):
        return False
    source = content.of(text)
    first = re.split(r"[\r\n]", source.strip("\r\n"), maxsplit=1)[0]
    if source[:1] in ("\r", "\n"):
        return not KEY_LINE.match(first)
    is_text = isinstance(root, Scalar) or (isinstance(root, Fault) and not KEY_LINE.match(first))
    return is_text and BLANK_LINE.search(source) is not None


def is_heading(text: str, start: int) -> bool:
    """Whether a blank line and then a `#` follow a fence: a heading of the body, no comment of a block."""
    return text[start : start + 1] in ("\r", "\n") and text[start:].lstrip("\r\n").startswith("#")


def is_loose(text: str, content: Span) -> bool:
    """Whether blank lines stand right inside the fences, as around thematic breaks."""
    source = content.of(text)
    return not source or source[0] in "\r\n" or BLANK_AT_END.search(source) is not None


def is_inner(line: str) -> bool:
    """Whether a line of YAML can start so, apart from keys at the margin."""
    return line.startswith((" ", "- ", "\t")) or line.rstrip() == "-"
