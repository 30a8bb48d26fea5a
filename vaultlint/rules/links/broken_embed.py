"""An embed shows a note, an image or a file that is not there.

Where the picture should be the reader sees a grey box, or nothing. Files of all kinds are found as notes are: by name
wherever they lie, by the end of the path, in any case; but an attachment needs its extension. The fix, a guess, leads
the embed to the nearest name.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.linking.telling import has_fault, suggestion, wrong_links
from vaultlint.rule import Invalid, Outline, Valid, Vault, VaultRule


def check(outline: Outline, vault: Vault) -> Iterator[Finding]:
    for link, _ in wrong_links(outline, vault, "broken embed"):
        hint, fix = suggestion(link, vault)
        yield Finding(link.link.span, f"there is no note or file `{link.link.reference.path}` to show{hint}", fix)


def suspects(outline: Outline, vault: Vault) -> bool:
    return has_fault(outline, vault, "broken embed")


_SOUP = {"files/soup.png": ""}

RULE = VaultRule(
    check,
    severity=Severity.ERROR,
    suspects=suspects,
    examples=[
        Valid(_SOUP | {"note.md": "![[soup.png|100x200]] ![soup](files/soup.png) ![](https://x.yz/soup.png)\n"}),
        Valid(_SOUP | {"note.md": "`![[code.png]]`\n"}),
        Invalid(
            {"note.md": "«![[suop.png|100]]» and «![x](lost/pan.jpg)»\n", **_SOUP},
            message="there is no note or file `suop.png` to show; did you mean `soup.png`?",
            unsafely_fixed="![[soup.png|100]] and ![x](lost/pan.jpg)\n",
        ),
    ],
)
