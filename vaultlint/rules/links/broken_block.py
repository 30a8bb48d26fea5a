"""A link leads to a `^block` that its note does not have.

The link opens the note at its top, and an embed shows nothing. A block is named by `^name` at the end of its last line,
or on a line of its own behind a list or table; case is no difference. The fix, a guess, leads to the nearest name.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.linking.places import place_suggestion
from vaultlint.linking.telling import has_fault, wrong_links
from vaultlint.rule import Invalid, Outline, Valid, Vault, VaultRule


def check(outline: Outline, vault: Vault) -> Iterator[Finding]:
    for link, verdict in wrong_links(outline, vault, "block"):
        hint, fix = place_suggestion(link, verdict, vault)
        wanted = link.link.reference.subpath[1:]
        yield Finding(link.link.span, f"`{verdict.files[0]}` has no block `{wanted}`{hint}", fix)


def suspects(outline: Outline, vault: Vault) -> bool:
    return has_fault(outline, vault, "block")


_SOUP = {"Soup.md": "Bones. ^bones\n\n- Water ^Water-1\n\n| a |\n| - |\n\n^table\n"}

RULE = VaultRule(
    check,
    severity=Severity.WARNING,
    suspects=suspects,
    examples=[
        Valid(_SOUP | {"note.md": "[[Soup#^bones]] ![[Soup#^water-1]] [x](Soup.md#^table) Mine. ^x\n\n[[#^x]]\n"}),
        Invalid(
            {"note.md": "«[[Soup#^bonse|b]]» and «![[Soup#^a1b2c3]]»\n", **_SOUP},
            message="`Soup.md` has no block `^bonse`; did you mean `^bones`?",
            unsafely_fixed="[[Soup#^bones|b]] and ![[Soup#^a1b2c3]]\n",
        ),
    ],
)
