"""What a `[[translation]]` binding says: the form in which a note's paragraphs carry their originals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Carrier = Literal["details", "comment", "callout"]
"""What holds a translation: a `<details>` block, a comment, or a callout."""


@dataclass(frozen=True, slots=True)
class Form:
    """One accepted form; the first label is the canonical one.

    `html_class`, or the type of a callout, is None where the block holds plain Markdown. `language` is the note's,
    `original` the block's. `assumed` says that no binding asks for the form: then only slips of the pen are told.
    """

    carrier: Carrier = "details"
    position: Literal["after", "before"] = "after"
    language: str = "zh"
    original: str = "en"
    labels: tuple[str, ...] = ()
    html_class: str | None = None
    require: Literal["always", "when-present", "never"] = "when-present"
    assumed: bool = False
    blocks: frozenset[str] = frozenset({"paragraph", "list-item", "blockquote"})
