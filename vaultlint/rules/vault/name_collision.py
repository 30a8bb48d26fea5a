"""Two notes have names that differ only by case or Unicode form.

On Linux these are two files; on Windows, macOS and most phones they are one. A clone or a sync there keeps one of the
two and loses the other, and a link may lead to either. It is told at the later of the two: give it another name.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.naming.collisions import collisions
from vaultlint.rule import Invalid, Outline, Valid, Vault, VaultRule
from vaultlint.text import Span


def check(outline: Outline, vault: Vault) -> Iterator[Finding]:
    first = vault.answer(collisions).get(outline.path)
    if first is not None:
        difference = "case" if first.casefold() == outline.path.casefold() else "Unicode form"
        yield Finding(Span(0, 0), f"differs from `{first}` only by {difference}: on other disks they are one file")


RULE = VaultRule(
    check,
    severity=Severity.ERROR,
    examples=[
        Valid({"soup.md": "Bones.\n", "Soup 2.md": "Water.\n"}),
        Valid({"soup.md": "The same name in another folder is no collision.\n", "old/Soup.md": "Water.\n"}),
        Invalid(
            {"soup.md": "«»Water.\n", "Soup.md": "Bones.\n"},
            message="differs from `Soup.md` only by case: on other disks they are one file",
        ),
    ],
)
