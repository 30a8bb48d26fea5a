"""A note holds bytes that are not UTF-8.

Obsidian, git and every renderer take notes for UTF-8; other bytes show as � and are lost when the note is next
saved. The note is left alone: convert it from the encoding that it was written in (`iconv -f gb18030 -t utf-8`).
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import TroubleRule
from vaultlint.trouble import NotUtf8, Trouble


def check(trouble: Trouble) -> Iterator[Finding]:
    if isinstance(trouble, NotUtf8):
        yield Finding(trouble.span, f"the byte 0x{trouble.byte:02X} is not UTF-8; convert the note to UTF-8")


RULE = TroubleRule(check, severity=Severity.ERROR, examples=[])
