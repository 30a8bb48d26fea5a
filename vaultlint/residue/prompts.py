"""Comments of front matter that tell a model what to write: left over from the prompt that the block was filled by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultlint.frontmatter import FrontMatter
from vaultlint.late import late
from vaultlint.residue.leaving import Leaving
from vaultlint.text import Span, delete

_DO = r"(?:select|choose|pick|extract|generate|infer|derive|summari[sz]e|identify|output|return)"
_TEXT = (
    r"(?:(?:the|this) )?(?:transcript|source text|text|content|video|article|conversation|input)\b|"
    r"the (?:following|provided|given|above|allowed) (?:list|options|categories|taxonomy|values)\b|"
    r"(?:the )?(?:list|options|categories|taxonomy|values) (?:above|below|provided|given)\b"
)
_ASKED = late(
    r"#[#\s]*+(?:\(?(?:required|optional|important|note|critical)\)?[:,.-]*+\s++)?(?:"
    rf"(?:you )?(?:must|should|please)(?: always| only)? {_DO}\b[^\r\n]*?\b"
    r"(?:one|only|exactly|from|based on|at least|at most|up to)\b|"
    rf"{_DO}\b[^\r\n]{{0,60}}?\b(?:from|in|on|of) (?:{_TEXT})|"
    r"(?:必须|请|务必|只能)(?:从[^\r\n]*?(?:选择|选取|挑选|提取)|根据[^\r\n]*?(?:生成|填写|提取|总结|选择)|选择(?:一个|其中)|提取|生成))",
    re.I,
)


def prompts(matter: FrontMatter) -> Iterator[Leaving]:
    """The comments beside a value that ask for it; none where front matter cannot be read."""
    if matter.values is None:
        return
    text = matter.text
    for comment in matter.comments:
        line = text.rfind("\n", 0, comment.start) + 1
        key, _, value = text[line : comment.start].strip().partition(":")
        beside = value.strip() or key.startswith("- ")
        if beside and value.strip() not in ("''", '""', "[]") and _ASKED.match(text, *comment):
            gap = len(text[line : comment.start]) - len(text[line : comment.start].rstrip(" \t"))
            yield Leaving(
                comment, "the prompt that the value was made by is left in the note",
                (delete(Span(comment.start - gap, comment.end)),), "Take the comment away",
            )  # fmt: skip
