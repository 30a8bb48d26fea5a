"""An ignore comment names a rule that does not exist.

It hides nothing, although its author believes so. See `vaultlint rules` for the names.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity, safe
from vaultlint.rule import TroubleRule
from vaultlint.trouble import Trouble, UnknownIgnore


def check(trouble: Trouble) -> Iterator[Finding]:
    if isinstance(trouble, UnknownIgnore):
        hint = f"; did you mean `{trouble.nearest}`?" if trouble.nearest else ""
        yield Finding(
            trouble.comment,
            f"there is no rule `{trouble.name}`, so nothing is ignored{hint}",
            safe("Remove the unknown name", trouble.without) if trouble.without else None,
        )


RULE = TroubleRule(check, severity=Severity.WARNING, examples=[], fixes="safe")
