"""A translation block as a pattern: the note's own, of which only the words are replaced."""

from __future__ import annotations

from typing import NamedTuple

from vaultlint.bilingual import Form, Unit
from vaultlint.bilingual.carriers.comments import Comment
from vaultlint.late import late
from vaultlint.markdown import DetailsBlock
from vaultlint.markdown.callouts import Callout
from vaultlint.text import Span

_PARAGRAPHS = late(r"\n[ \t]*+\n\s*+")
_INLINE = "a|abbr|b|br|cite|code|em|i|kbd|mark|q|ruby|rp|rt|s|small|span|strong|sub|sup|u"
_OPENS_TAG = late(rf"<(?!/?(?i:{_INLINE})[\s/>])(?=[A-Za-z/!?])")
"""What would open or close a tag that a translator hardly means."""

_FIRST_LINE = late(r"[^\r\n]*+(?:\r\n?|\n)")


class Pattern(NamedTuple):
    """`before` and `after` enclose the words; `between` parts paragraphs, `line` begins each line but the first.

    `gap` is what stands between the block and its text. The words stand in HTML if `html`.
    """

    before: str
    after: str
    gap: str = "\n\n"
    between: str = "\n\n"
    line: str = ""
    html: bool = False

    def filled(self, words: str) -> str:
        """The block with these words in it."""
        paragraphs = _PARAGRAPHS.split(words.strip())
        if self.html:
            paragraphs = [_OPENS_TAG.sub("&lt;", one.strip()) for one in paragraphs]
        lines = self.between.join(paragraphs).split("\n")
        rest = "".join("\n" + (self.line + line if line else self.line.rstrip()) for line in lines[1:])
        return self.before + lines[0] + rest + self.after


def of_note(text: str, unit: Unit, gap: str) -> Pattern | None:
    """The pattern of one of the note's own translations; None if it is no clean example."""
    carrier = unit.carrier
    indent = text[text.rfind("\n", 0, unit.span.start) + 1 : unit.span.start]
    if indent.strip():
        return None
    if isinstance(carrier, DetailsBlock):
        pattern = _of_details(text, carrier, gap)
    elif isinstance(carrier, Callout):
        head = _FIRST_LINE.match(text, carrier.span.start)
        pattern = Pattern(head[0] + indent + "> ", "", gap, line="> ") if head else None
    else:
        pattern = _of_comment(text, carrier, gap) if isinstance(carrier, Comment) else None
    return pattern._replace(line=indent + pattern.line) if pattern else None


def _of_details(text: str, block: DetailsBlock, gap: str) -> Pattern | None:
    if not block.closed or block.summary is None or block.inner:
        return None
    if block.paragraphs:
        first, last = block.paragraphs[0], block.paragraphs[-1]
        if any(one.close is None for one in block.paragraphs):
            return None
        parts = _around(text, block.span, Span(first.content.start, last.content.end))
        return Pattern(*parts, gap, f"</p>\n{first.open.of(text)}", html=True)
    return Pattern(*_around(text, block.span, _trimmed(text, block.content)), gap)


def _of_comment(text: str, comment: Comment, gap: str) -> Pattern:
    width = comment.opening.end - comment.opening.start
    closing = 3 if width == 4 else 2
    inner = _trimmed(text, Span(comment.opening.end, comment.span.end - closing))
    return Pattern(*_around(text, comment.span, inner), gap)


def _around(text: str, whole: Span, inner: Span) -> tuple[str, str]:
    return text[whole.start : inner.start], text[inner.end : whole.end]


def _trimmed(text: str, span: Span) -> Span:
    own = span.of(text)
    return Span(span.start + len(own) - len(own.lstrip()), span.end - len(own) + len(own.rstrip()))


def of_form(form: Form) -> Pattern:
    """The pattern of a form for a note that has no translation yet."""
    if form.carrier == "comment":
        return Pattern("<!--\n", "\n-->")
    label = form.labels[0] if form.labels else f"Original ({form.original})"
    if form.carrier == "callout":
        return Pattern(f"> [!{form.html_class or form.original}]- {label}\n> ", "", line="> ")
    opening = f"<details>\n<summary>{label}</summary>\n"
    if form.html_class is None:
        return Pattern(opening + "\n", "\n\n</details>")
    tag = f'<p class="{form.html_class}">'
    return Pattern(opening + tag, "</p>\n</details>", "\n\n", f"</p>\n{tag}", html=True)
