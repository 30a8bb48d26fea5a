"""An ignore comment hides nothing.

Once the fault is gone the comment is noise, and it would hide the next fault of that kind in the same place.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity, safe
from vaultlint.rule import TroubleRule
from vaultlint.trouble import Trouble, UnusedIgnore


def check(trouble: Trouble) -> Iterator[Finding]:
    if isinstance(trouble, UnusedIgnore):
        what = ", ".join(f"`{name}`" for name in trouble.names) or "everything"
        yield Finding(
            trouble.comment,
            f"ignores {what}, but there is nothing of it here to ignore",
            safe("Remove what is ignored for nothing", trouble.without) if trouble.without else None,
        )


RULE = TroubleRule(check, severity=Severity.WARNING, examples=[], fixes="safe")
