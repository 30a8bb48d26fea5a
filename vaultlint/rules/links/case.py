"""A Markdown link has another case than the file that it leads to.

On Windows and macOS it works; on Linux, on GitHub and on a published site it leads nowhere. Obsidian does not mind, and
in wikilinks, which only Obsidian reads, case is no fault. The fix writes the path as the file has it.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.linking.telling import has_fault, right_case, wrong_links
from vaultlint.rule import Invalid, Outline, Valid, Vault, VaultRule


def check(outline: Outline, vault: Vault) -> Iterator[Finding]:
    for wrong in wrong_links(outline, vault, "case"):
        target, fix = right_case(wrong)
        yield Finding(
            wrong.link.link.span, f"the file is called `{target}`: on a disk that minds case it is not found", fix
        )


def suspects(outline: Outline, vault: Vault) -> bool:
    return has_fault(outline, vault, "case")


_SOUP = {"Food/Bone soup.md": "# Bones\n", "Pan.png": ""}

RULE = VaultRule(
    check,
    severity=Severity.WARNING,
    suspects=suspects,
    examples=[
        Valid(_SOUP | {"note.md": "[x](Food/Bone%20soup.md) [[food/bone SOUP]] ![[pan.PNG]]\n"}),
        Invalid(
            {"note.md": "«[x](food/bone%20Soup.md#bones)» «![](<pan.png>)»\n", **_SOUP},
            message="the file is called `Food/Bone%20soup.md`: on a disk that minds case it is not found",
            fixed="[x](Food/Bone%20soup.md#bones) ![](<Pan.png>)\n",
        ),
    ],
)
