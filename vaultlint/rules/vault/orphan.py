"""Nothing in the vault leads to a note.

It is found by search only, or by chance. Links and embeds in other notes count, those in properties, and what lies on a
canvas or is named in a base. Off by default: many notes, such as those of a diary, are meant to be found by their date.
Which notes need no link is told by the patterns in `ignore`, by default those named `index`, `readme` and the like.
"""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from vaultlint.finding import Finding, Severity
from vaultlint.linking.backlinks import linked
from vaultlint.rule import Invalid, Outline, Valid, Vault, VaultRule
from vaultlint.text import Span

STARTS = ("index.md", "readme.md", "home.md", "*/index.md", "*/readme.md")


def check(outline: Outline, vault: Vault, *, ignore: tuple[str, ...] = STARTS) -> Iterator[Finding]:
    path = outline.path
    if path not in vault.answer(linked) and not any(fnmatchcase(path.lower(), one.lower()) for one in ignore):
        yield Finding(Span(0, 0), "nothing in the vault leads to this note: link to it, or move it out")


RULE = VaultRule(
    check,
    severity=Severity.INFO,
    default=False,
    examples=[
        Valid({"README.md": "[[Soup]]\n", "Soup.md": "![x](Pan.md)\n", "Pan.md": "---\nup: '[[Soup]]'\n---\n"}),
        Valid({"diary/1.md": "Today.\n"}, options={"ignore": ("diary/*",)}),
        Invalid(
            {"Soup.md": "«»A link to itself is none: [[Soup]], [[Fish]].\n"},
            message="nothing in the vault leads to this note: link to it, or move it out",
        ),
    ],
)
