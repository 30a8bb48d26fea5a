"""One text or translation of a note, whatever carries it."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from vaultlint.bilingual.carriers.comments import Comment
from vaultlint.bilingual.form import Form
from vaultlint.bilingual.words import size_of
from vaultlint.late import late
from vaultlint.markdown import DetailsBlock
from vaultlint.markdown.callouts import Callout
from vaultlint.text import Span

_BREAK = late(r"(?:<[Bb][Rr] ?/?>\s*+){2,}|\n[ \t\r]*+\n")
_CUE = late(r"[.!?…] [A-Z][\w.]*+(?: [A-Z][\w.]*+)?: ")


class Kind(StrEnum):
    """What a unit is: WANTS a translation, MAY have one, IS one, or parts the text as a heading does."""

    WANTS = "T"
    MAY = "t"
    IS = "D"
    PARTS = "|"


class Mark(NamedTuple):
    """A word by which a translation is known, where it stands, and how one is written there: `class="{}"`.

    `name` is what it is called, `around` what must be whole for the word to be judged.
    """

    name: str
    word: str
    span: Span
    around: Span
    pattern: str = "{}"


class Unit(NamedTuple):
    """One unit; `text` is what a reader reads.

    `form` is a translation's; `sure` is the language of a text that its beginning tells, as that of most does; a
    `usual` translation is a plain `<details>` with a label and a class of the forms, to the letter.
    """

    kind: Kind
    span: Span
    text: str = ""
    carrier: DetailsBlock | Callout | Comment | None = None
    form: Form | None = None
    sure: str = ""
    usual: bool = False

    @property
    def size(self) -> int:
        """How many characters but blanks its text has."""
        return size_of(self.text)

    @property
    def content(self) -> str:
        """All that the carrier of a translation holds, markup and all."""
        carrier = self.carrier
        if isinstance(carrier, DetailsBlock):
            return carrier.content.of(carrier.source)
        return carrier.content if carrier is not None else ""

    @property
    def block(self) -> DetailsBlock | None:
        """The `<details>` that carries a translation; None if something else does."""
        return self.carrier if self.kind is Kind.IS and isinstance(self.carrier, DetailsBlock) else None

    @property
    def turns(self) -> int:
        """How many turns of a dialogue, or paragraphs, a translation has, by whatever marks them."""
        return self.carrier.blocks if isinstance(self.carrier, Comment) else _turns(self.content)

    @property
    def counted(self) -> bool:
        """Whether a translation has as many blocks as its text has: a comment holds Markdown as the note does."""
        return isinstance(self.carrier, Comment)

    @property
    def opening(self) -> Span:
        """Where a translation is opened: `<details>`, `> [!en]`, `<!--`."""
        carrier = self.carrier
        if carrier is None:
            return self.span
        return carrier.open.span if isinstance(carrier, DetailsBlock) else carrier.opening

    @property
    def label_text(self) -> str:
        """What the label of a translation says; empty if it has none."""
        carrier = self.carrier
        if isinstance(carrier, DetailsBlock):
            return carrier.label or "" if carrier.is_plain or (carrier.summary and carrier.summary.close) else ""
        return carrier.label if isinstance(carrier, Callout) else ""

    @property
    def label(self) -> Mark | None:
        """The label of a translation: a summary, or the title of a callout; None if it has none."""
        carrier = self.carrier
        if isinstance(carrier, DetailsBlock):
            summary = carrier.summary
            return Mark("label", summary.text, summary.label, summary.span) if summary and summary.close else None
        if isinstance(carrier, Callout) and carrier.title.start < carrier.title.end:
            return Mark("label", carrier.label, carrier.title, carrier.title)
        return None

    @property
    def classes(self) -> tuple[Mark, ...]:
        """The classes of a translation: those of its paragraphs, or the type of a callout."""
        carrier = self.carrier
        if isinstance(carrier, DetailsBlock):
            return tuple(
                Mark("class", one.class_name, one.class_span, one.open, 'class="{}"')
                for one in carrier.paragraphs
                if one.class_name is not None and one.class_span
            )
        return (Mark("type", carrier.type_name, carrier.type, carrier.type),) if isinstance(carrier, Callout) else ()


@lru_cache(maxsize=256)
def _turns(content: str) -> int:
    return max(
        1 + (len(_BREAK.findall(content)) if "\n" in content or "<b" in content or "<B" in content else 0),
        1 + (len(_CUE.findall(content)) if ": " in content else 0),
        content.count(">>"),
        content.count("</p>"),
        content.count("\n- ") + content.startswith("- "),
    )
