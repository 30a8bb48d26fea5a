"""A note could not be read.

No permission, a link that leads nowhere, or a file that vanished during the run: the other notes are still checked,
but this one was not, and a run without findings would say too much.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import TroubleRule
from vaultlint.text import Span
from vaultlint.trouble import Trouble, Unreadable


def check(trouble: Trouble) -> Iterator[Finding]:
    if isinstance(trouble, Unreadable):
        yield Finding(Span(0, 0), f"could not be read: {trouble.reason}")


RULE = TroubleRule(check, severity=Severity.ERROR, examples=[])
