"""A fix was not written, because its outcome is not what it says.

Before a note is written its front matter is read again and compared with what the fix declares. This one did not
pass, so the note is as it was. It is a fault of the rule, not of the note: please report it with the note.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import TroubleRule
from vaultlint.trouble import Trouble, UnprovedFix


def check(trouble: Trouble) -> Iterator[Finding]:
    if isinstance(trouble, UnprovedFix):
        yield Finding(trouble.span, f"the fix of {trouble.rule} was not made: {trouble.reason}")


RULE = TroubleRule(check, severity=Severity.ERROR, examples=[])
