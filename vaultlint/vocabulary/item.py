"""What an item of a note names: a text, a number as it is written, the note that a wikilink leads to."""

from __future__ import annotations

from vaultlint.finding import Value
from vaultlint.late import late

TAGS = frozenset({"tags", "tag"})
"""Keys whose items may be nested, as tags are."""

_LINK = late(r"\s*+\[\[([^\[\]|#^]++)([#^|][^\[\]]*+)?\]\]\s*+")


def text_of(item: Value) -> str:
    """The text of an item; empty for what is no text and no number."""
    if isinstance(item, str):
        return item
    return str(item) if isinstance(item, int | float) and not isinstance(item, bool) else ""


def named(text: str) -> str:
    """What a text names: of a wikilink, the note; empty for blanks."""
    if "[[" in text and (link := _LINK.fullmatch(text)) is not None:
        text = link[1].rpartition("/")[2].removesuffix(".md")
    return text.strip()


def is_link(text: str) -> bool:
    """Whether the text is a wikilink."""
    return _LINK.fullmatch(text) is not None


def renamed(text: str, name: str) -> str | None:
    """The text with another name: in a wikilink, its display text stays; None if it names a folder or a place."""
    link = _LINK.fullmatch(text)
    if link is None:
        return name
    if "/" in link[1] or (link[2] or "|").startswith(("#", "^")):
        return None
    return f"[[{name}{link[2] or ''}]]"
