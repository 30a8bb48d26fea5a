"""Tags that close themselves, and scraps of tags: read as the tag that is due where they stand, or not at all."""

from __future__ import annotations

from vaultlint.markdown.details.reading.closing import Closing
from vaultlint.markdown.details.tags.tag import Tag
from vaultlint.text import Edit


class Due(Closing):
    """What is done with a tag that is known only by its place."""

    def take_if_due(self, index: int, tag: Tag) -> None:
        """Read the tag as the one that is due."""
        closing = self.closing_due(index, tag)
        if closing is None:
            return
        write = f"</{tag.name}>" if closing else self.opening_tag(tag)
        edits = (Edit(tag.span, write),) if write else ()
        why = "the slash is at the wrong end" if tag.empty else f"`{tag.span.of(self.text)}` is written"
        meant = Tag(tag.name, closing, tag.span, tag.attributes, why, edits)
        self.believed[tag.span] = meant
        self.take(index, meant)

    def take(self, index: int, tag: Tag) -> None:
        """Read one tag."""
        raise NotImplementedError

    def opening_tag(self, tag: Tag) -> str:
        """The opening tag that is meant, with its attributes; empty if they are not known."""
        if tag.empty:
            return tag.span.of(self.text).removesuffix(">").rstrip("/ ") + ">"
        return self.usual_p if tag.name == "p" else f"<{tag.name}>"

    def closing_due(self, index: int, tag: Tag) -> bool | None:
        """Whether a closing tag of its name is due where it stands, or an opening one; None if neither is."""
        following = self.peek(index)
        behind = following[:2] if following else None
        if tag.name == "details":
            below = following is not None and self.nothing(tag.span.end, following.span.start)
            return False if below and behind == ("summary", False) else self.is_end_due(tag, behind)
        if not self.stack:
            return None
        frame = self.stack[-1]
        if tag.name == "summary":
            if frame.summary_open is not None:
                return True if behind != ("summary", True) else None
            return False if frame.summary is None and behind == ("summary", True) else None
        if frame.p_open is not None:
            return True if behind != ("p", True) and self.line_ends(tag.span.end) else None
        first = frame.summary is not None and self.nothing(frame.last, tag.span.start)
        return False if first and behind == ("p", True) else None

    def is_end_due(self, tag: Tag, behind: tuple[str, bool] | None) -> bool | None:
        """True if the block may end at the tag: it has all that it needs, and no closing tag of its own."""
        if not self.stack or behind not in (None, ("details", False)) or not self.alone(tag.span):
            return None
        frame = self.stack[-1]
        if frame.summary is None or frame.summary_open is not None:
            return None
        return True if frame.p or frame.p_open or not self.nothing(frame.last, tag.span.start) else None
