"""Where front matter starts and ends, and what is wrong with its fences.

Obsidian's help (Properties) wants `---` as the very first characters of the file and a second `---` line; Jekyll
and the YAML specification (9.1.2) also end a block with `...`. Whatever else looks like a fence is believed only
where keys and values stand between, so that a thematic break stays one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vaultlint.frontmatter import block
from vaultlint.frontmatter.fault import Fault, FenceFault
from vaultlint.frontmatter.likeness import (
    BLANK_AT_END,
    BLANK_LINE,
    KEY_LINE,
    WELL_KNOWN,
    is_believable,
    is_evident,
    is_heading,
    is_inner,
    is_loose,
    is_prose,
    names_of,
)
from vaultlint.frontmatter.tree import Mapping, Node, same, value_of
from vaultlint.late import late
from vaultlint.text import Edit, Span, delete, insert, line_start, newline_of

_DASH = "\\-\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\uff0d"
_UNSEEN = "\u00a0\u200b\u200c\u200d\u200e\u200f\u2060\u3000\ufeff"
_OPENER = late(r"---([ \t]*+)(\r\n?|\n)")
_CLOSER = late(r"(?<![^\r\n])(?:---|\.\.\.)([ \t]*+)(?:\r\n?|\n|\Z)")
_BAD = late(
    rf"(?<![^\r\n])[ \t{_UNSEEN}]{{0,3}}(?!-[ \t]*+(?:[\r\n]|\Z))(?:[{_DASH}][ {_UNSEEN}]?){{1,12}}+"
    rf"[\\.|_~ \t{_UNSEEN}]*+(?:\r\n?|\n|\Z)"
)
_ANOTHER = late(r"(?<![^\r\n])---[ \t]*+(?:\r\n?|\n)[A-Za-z][\w\-]*+:(?:[ \t\r\n]|\Z)")
"""Where slides, and parts of a document for Pandoc, have a block of their own."""

_KEY_BELOW = late(r"(?<![^\r\n])[\w\-]++:(?:[ \t\r\n]|\Z)")
_LINE = late(r"([^\r\n]*+)(\r\n?|\n|\Z)")
_COMMENT = late(r"<!--.*-->|%%.*%%")
_HEAD = 1_500
_LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class Split:
    """A block: the fence lines without their endings, what lies between, where the body starts, what is wrong.

    `root` is the tree of the content, already read where the fences could not be told without.
    """

    opener: Span
    content: Span
    closer: Span | None
    end: int
    faults: tuple[FenceFault, ...]
    root: Node | Fault | None


def split(text: str) -> Split | None:
    """The block that `text` opens with, or that was meant to; None if it has none."""
    opener = _OPENER.match(text)
    if opener is not None:
        found = _opened(text, Span(0, opener.end(1)), opener.end())
        if found is None or not opener[1]:
            return found
        return _with(found, _blanks(Span(0, opener.end(1)), Span(opener.start(1), opener.end(1))))
    opener = _BAD.match(text)
    if opener is not None:
        return _badly_opened(text, Span(0, len(opener[0].rstrip("\r\n"))), opener.end())
    return _misplaced(text)


def _with(found: Split, *faults: FenceFault) -> Split:
    return Split(found.opener, found.content, found.closer, found.end, (*faults, *found.faults), found.root)


def _opened(text: str, opener: Span, start: int) -> Split | None:
    """The block behind a good opener."""
    closer = _CLOSER.search(text, start)
    root: Node | Fault | None = None
    if closer is not None:
        root = block.tree(text, Span(start, closer.start()))
        if isinstance(root, Mapping) or (root is None and not is_heading(text, start)):
            return _closed(text, opener, start, closer, root)
    bad = _badly_closed(text, opener, start, closer.start() if closer else len(text))
    if bad is not None:
        return bad
    open_end = _unclosed(text, opener, start, closer)
    if open_end is not None:
        return open_end
    if closer is None or is_prose(text, Span(start, closer.start()), root):
        return None
    return _closed(text, opener, start, closer, root)


def _closed(text: str, opener: Span, start: int, closer: re.Match[str], root: Node | Fault | None) -> Split:
    span = Span(closer.start(), closer.end(1))
    faults = (_blanks(span, Span(closer.start(1), closer.end(1))),) if closer[1] else ()
    return Split(opener, Span(start, span.start), span, closer.end(), faults, root)


def _blanks(fence: Span, blanks: Span) -> FenceFault:
    return FenceFault("bad", fence, "blanks behind the fence, which some tools then take for text", (delete(blanks),))


def _bad(text: str, fence: Span) -> FenceFault:
    written = fence.of(text).strip(f" \t{_UNSEEN}")
    if written == "---":
        message = "blanks, or characters that nobody sees, beside the fence, so the front matter is not seen"
    else:
        message = f"`{written}` is no fence, so the front matter is not seen; a fence is `---`"
    return FenceFault("bad", fence, message, (Edit(fence, "---"),))


def _badly_closed(text: str, opener: Span, start: int, limit: int) -> Split | None:
    """The block whose closer is misspelt: up to there it has keys and values, and no better end."""
    for closer in _bad_closers(text, start, limit):
        content = Span(start, closer.start())
        root = block.tree(text, content)
        if is_believable(names_of(text, content, root)):
            span = Span(closer.start(), closer.start() + len(closer[0].rstrip("\r\n")))
            return Split(opener, content, span, closer.end(), (_bad(text, span),), root)
    return None


def _bad_closers(text: str, start: int, limit: int) -> Iterator[re.Match[str]]:
    for number, closer in enumerate(_BAD.finditer(text, start, min(limit, start + _LONGEST))):
        if number == 3:
            return
        if closer[0].rstrip(" \t\r\n") not in ("", "---") and not _goes_on(text, closer.end(), limit):
            yield closer


def _goes_on(text: str, start: int, closer: int) -> bool:
    """Whether keys and items go on below a line, and a good fence ends them at `closer`, so that the line is none."""
    if closer == len(text):
        return False
    line = _LINE.match(text, start)
    assert line is not None
    goes_on = start == closer or KEY_LINE.match(line[1]) is not None or is_inner(line[1])
    return goes_on and BLANK_LINE.search(text, start, closer) is None


def _badly_opened(text: str, opener: Span, start: int) -> Split | None:
    closer = _CLOSER.search(text, start, start + _LONGEST)
    found = _badly_closed(text, opener, start, closer.start() if closer else len(text))
    if found is None and closer is not None:
        content = Span(start, closer.start())
        root = block.tree(text, content)
        if is_believable(names_of(text, content, root)):
            found = _closed(text, opener, start, closer, root)
    if found is None or not (_is_fence_and_more(opener.of(text)) or _is_tight(text, found)):
        return None
    return _with(found, _bad(text, opener))


def _is_fence_and_more(line: str) -> bool:
    """Whether a line is three dashes with something that is none: no thematic break, no dash of a dialogue."""
    return "---" in line and line.strip(" \t") != "-" * len(line.strip(" \t"))


def _is_tight(text: str, found: Split) -> bool:
    """Whether what stands between two fences that may be thematic breaks can be nothing but metadata."""
    return not is_loose(text, found.content) and is_evident(names_of(text, found.content, found.root))


def _unclosed(text: str, opener: Span, start: int, closer: re.Match[str] | None) -> Split | None:
    """The block that nobody closed: its keys and values end at a blank line, or where the text is something else."""
    end, sure = _run(text, start)
    content = Span(start, end)
    root = block.tree(text, content)
    names = names_of(text, content, root)
    if not is_believable(names) or (len(names) == 1 and not is_evident(names)):
        return None
    if closer is not None and not (sure and _is_break(text, end, closer.start())):
        return None
    if closer is not None and _KEY_BELOW.search(text, end, closer.start()):
        return None
    newline = newline_of(text)
    ended = text[end - 1] in "\r\n"
    sure = sure and _names_metadata(names) and (ended or _keeps_its_meaning(text[:end] + newline, start, root))
    fix = (insert(end, f"---{newline}" if ended else f"{newline}---"),) if sure else ()
    message = "never closed, so the note has no front matter; put `---` behind its last value"
    return Split(opener, content, None, end, (FenceFault("unclosed", opener, message, fix),), root)


def _names_metadata(names: list[str]) -> bool:
    """Whether the keys are those of metadata: a well-known one, or none with a capital, as speakers have."""
    return not WELL_KNOWN.isdisjoint(names) or all(name == name.lower() for name in names)


def _keeps_its_meaning(text: str, start: int, root: Node | Fault | None) -> bool:
    """Whether the block still says the same with a line ending behind its last line: text after `|` has it then."""
    again = block.tree(text, Span(start, len(text)))
    if isinstance(root, Mapping) and isinstance(again, Mapping):
        return same(value_of(root), value_of(again))
    return isinstance(root, Fault)


def _run(text: str, start: int) -> tuple[int, bool]:
    """Where the lines that look like YAML end, and whether they evidently do."""
    end, before = start, ""
    while end < len(text):
        line = _LINE.match(text, end)
        assert line is not None
        if not line[1].strip() or not (KEY_LINE.match(line[1]) or is_inner(line[1])):
            break
        end, before = line.end(), line[1]
    rest = re.compile(r"\s*+").match(text, end)
    assert rest is not None
    following = _LINE.match(text, line_start(text, rest.end()) if rest.end() > end else end)
    assert following is not None
    left_open = before.rstrip().endswith(":")
    goes_on = KEY_LINE.match(following[1]) or following[1].startswith(("---", " ", "\t"))
    return end, not (goes_on or (left_open and is_inner(following[1])))


def _is_break(text: str, end: int, closer: int) -> bool:
    """Whether the `---` at `closer` is a thematic break of the body: it stands free, and text lies between."""
    between = text[end:closer]
    return bool(between.strip()) and BLANK_AT_END.search(between) is not None


def _misplaced(text: str) -> Split | None:
    """The block with blank lines, or a line of text, before its opener."""
    at = _opener_below(text)
    if at is None:
        return None
    opener = _OPENER.match(text, at)
    if opener is None:
        return None
    start = opener.end()
    closer = _CLOSER.search(text, start, start + _LONGEST)
    if closer is None or is_loose(text, Span(start, closer.start())):
        return None
    content = Span(start, closer.start())
    root = block.tree(text, content)
    names, head = names_of(text, content, root), text[:at]
    if not is_believable(names):
        return None
    if head.strip() and (not is_evident(names) or _ANOTHER.search(text, closer.end())):
        return None
    span = Span(at, opener.end(1))
    found = _closed(text, span, start, closer, root)
    blanks = (_blanks(span, Span(opener.start(1), span.end)),) if opener[1] else ()
    return _with(found, _misplacement(text, head, span, found.end), *blanks)


def _misplacement(text: str, head: str, opener: Span, end: int) -> FenceFault:
    if not head.strip():
        message = "blank lines before the front matter, so it is not seen; it must be the first thing in the note"
        return FenceFault("misplaced", opener, message, (delete(Span(0, opener.start)),))
    message = "text before the front matter, so it is not seen; it must be the first thing in the note"
    newline = newline_of(text)
    joint = "" if text[end - 1 : end] in ("\r", "\n") else newline
    apart = "" if BLANK_AT_END.search(head) else newline
    return FenceFault("misplaced", opener, message, (delete(Span(0, len(head))), insert(end, joint + head + apart)))


def _opener_below(text: str) -> int | None:
    """Where an opener stands that is not the first line, but may be meant as one."""
    at = text.find("---", 0, _HEAD)
    while at != -1 and not (text[at - 1] in "\r\n" and _OPENER.match(text, at)):
        at = text.find("---", at + 1, _HEAD)
    if at == -1:
        return None
    lines = [line for line in re.split(r"\r\n?|\n", text[:at]) if line.strip() and not _COMMENT.fullmatch(line.strip())]
    if len(lines) > 1 or (lines and (lines[0][:1] in " \t>|-`~<%$" or lines[0].rstrip()[-1] in ":：")):
        return None
    return at
