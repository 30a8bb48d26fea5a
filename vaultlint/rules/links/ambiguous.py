"""A link fits two files, and does not say which.

Obsidian takes the one nearest to the top of the vault; another program, or a new note, makes it another one. A link is
clear if it names a file in full, or if just one of the files that fit lies in the note's own folder, or below it. Write
as much of the path as tells the files apart.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.linking.telling import has_fault, wrong_links
from vaultlint.rule import Invalid, Outline, Valid, Vault, VaultRule

MOST_SHOWN = 3


def check(outline: Outline, vault: Vault) -> Iterator[Finding]:
    for link, verdict in wrong_links(outline, vault, "ambiguous"):
        yield Finding(link.link.span, f"it may be {_either(verdict.files)}: write the path of the one that is meant")


def suspects(outline: Outline, vault: Vault) -> bool:
    return has_fault(outline, vault, "ambiguous")


def _either(files: tuple[str, ...]) -> str:
    shown = [f"`{file}`" for file in files[:MOST_SHOWN]]
    more = len(files) - len(shown)
    return f"{', '.join(shown)} or {more} more" if more else " or ".join([", ".join(shown[:-1]), shown[-1]])


_SOUPS = {"winter/Soup.md": "Bones.\n", "summer/Soup.md": "Water.\n"}

RULE = VaultRule(
    check,
    severity=Severity.WARNING,
    suspects=suspects,
    examples=[
        Valid(_SOUPS | {"note.md": "[[winter/Soup]], [x](summer/Soup.md)\n"}),
        Valid(_SOUPS | {"winter/note.md": "[[Soup]] is the one in the same folder.\n"}),
        Valid(_SOUPS | {"Soup.md": "Its path is its name.\n", "note.md": "[[Soup]]\n"}),
        Invalid(
            {"note.md": "«[[Soup|soup]]»\n", **_SOUPS},
            message="it may be `summer/Soup.md` or `winter/Soup.md`: write the path of the one that is meant",
        ),
    ],
)
