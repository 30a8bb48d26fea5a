"""A link leads to a heading that its note does not have.

The link opens the note at its top, and an embed shows nothing: the heading was renamed or moved. Headings are compared
as Obsidian does it: without case, and with signs such as `:` or `/` taken for blanks; of `#heading#subheading` each has
to stand below the one in front of it. The fix, a guess, leads to the nearest heading.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.linking.places import place_suggestion
from vaultlint.linking.telling import has_fault, wrong_links
from vaultlint.rule import Invalid, Outline, Valid, Vault, VaultRule


def check(outline: Outline, vault: Vault) -> Iterator[Finding]:
    for link, verdict in wrong_links(outline, vault, "heading"):
        hint, fix = place_suggestion(link, verdict, vault)
        wanted = link.link.reference.subpath[1:]
        yield Finding(link.link.span, f"`{verdict.files[0]}` has no heading `{wanted}`{hint}", fix)


def suspects(outline: Outline, vault: Vault) -> bool:
    return has_fault(outline, vault, "heading")


_SOUP = {"Soup.md": "# Soup\n\n## Bones: how long?\n\n## Water\n"}

RULE = VaultRule(
    check,
    severity=Severity.WARNING,
    suspects=suspects,
    examples=[
        Valid(_SOUP | {"note.md": "# Own\n\n[[#own]] [[Soup#bones how long]] [[Soup#Soup#Water]] [x](Soup.md#water)"}),
        Invalid(
            {"note.md": "«[[Soup#Watre|w]]» and «[[Soup#Fish]]»\n", **_SOUP},
            message="`Soup.md` has no heading `Watre`; did you mean `Water`?",
            unsafely_fixed="[[Soup#Water|w]] and [[Soup#Fish]]\n",
        ),
        Invalid({"note.md": "# Own\n\n«[[#Other]]»\n"}, message="`note.md` has no heading `Other`"),
    ],
)
