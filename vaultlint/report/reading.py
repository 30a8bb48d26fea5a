"""A page of Markdown, such as a rule's, made easy to read on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from vaultlint.late import late
from vaultlint.report.concise import printable
from vaultlint.report.style import Style

_HEADING = late(r"#+ (.*)")
_CODE = late(r"`([^`]+)`")
_FAULT = late(r"«[^»]*»?|»")
_FENCE = late(r"`{3,}")


def readable(page: str, style: Style) -> Iterator[str]:
    """The lines of the page: headings stand out, code is indented, faults are red; marks of Markdown are left out."""
    fence = ""
    for line in page.rstrip("\n").split("\n"):
        ticks = _FENCE.match(line)
        if fence:
            if line == fence:
                fence = ""
            else:
                yield "    " + _code(printable(line), style)
        elif ticks:
            fence = ticks[0]
        else:
            yield _text(line, style)


def _code(line: str, style: Style) -> str:
    return _FAULT.sub(lambda match: style.paint(match[0], "red"), line)


def _text(line: str, style: Style) -> str:
    heading = _HEADING.fullmatch(line)
    if heading:
        return style.paint(heading[1], "bold")
    if line == "---":
        return style.paint("    ⁂", "dim")
    if line.startswith("> "):
        return style.paint(line[2:], "yellow")
    return _CODE.sub(lambda match: style.paint(match[1], "cyan"), line)
