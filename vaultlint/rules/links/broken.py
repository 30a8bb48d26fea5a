"""A link leads to a note or file that is not there.

A click makes an empty note, and what was linked to is lost. Links are resolved as Obsidian does it: by name wherever
the file lies, by the end of its path, in any case; `./`, `../` and `/` are meant literally, and `.md` may be left out.
Wikilinks, Markdown links and links in properties are looked at. An alias is no target: `[[alias]]` leads nowhere until
it is written `[[Note|alias]]`. Where the link once led, or the name was mistyped, a fix that is a guess leads it to the
nearest name; only its path is changed. Links to notes that are yet to be written can go into `ignore` as patterns.

Not judged are Markdown links out of the vault and to folders, and, where a site generator is at work, to its pages.
"""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from vaultlint.finding import Finding, Severity
from vaultlint.linking.telling import has_fault, suggestion, wrong_links
from vaultlint.rule import Invalid, Outline, Valid, Vault, VaultRule


def check(outline: Outline, vault: Vault, *, ignore: tuple[str, ...] = ()) -> Iterator[Finding]:
    for link, _ in wrong_links(outline, vault, "broken"):
        path = link.link.reference.path
        if not any(fnmatchcase(path, pattern) for pattern in ignore):
            hint, fix = suggestion(link, vault)
            yield Finding(link.link.span, f"there is no note or file `{path}`{hint}", fix)


def suspects(outline: Outline, vault: Vault, *, ignore: tuple[str, ...] = ()) -> bool:
    return has_fault(outline, vault, "broken")


_SOUP = {"food/Bone soup.md": "---\naliases: [broth]\n---\n# Bones\n"}

RULE = VaultRule(
    check,
    severity=Severity.WARNING,
    suspects=suspects,
    examples=[
        Valid(_SOUP | {"note.md": "[[bone soup]], [[food/Bone soup|soup]], [it](food/Bone%20soup.md#Bones).\n"}),
        Valid(_SOUP | {"note.md": "`[[code]]`, $[[math]]$, %% [[comment]] %%, [[{{template}}]], [x](https://x.yz).\n"}),
        Valid(
            _SOUP | {"note.md": "Out of the [vault](../a.md), to a [folder](food/), to [[later/a]].\n"},
            options={"ignore": ("later/*",)},
        ),
        Invalid(
            {"note.md": "«[[Bone sop#Bones|soup]]» and «[[Fish]]».\n", **_SOUP},
            message="there is no note or file `Bone sop`; did you mean `Bone soup`?",
            unsafely_fixed="[[Bone soup#Bones|soup]] and [[Fish]].\n",
        ),
        Invalid(
            {"note.md": "«[[broth]]»\n", **_SOUP},
            message="there is no note or file `broth`; it is an alias of `Bone soup`",
            unsafely_fixed="[[Bone soup|broth]]\n",
        ),
        Invalid(
            {"note.md": "«[soup](old/Bone%20soup.md)»\n", **_SOUP},
            message="there is no note or file `old/Bone soup.md`; did you mean `food/Bone%20soup.md`?",
            unsafely_fixed="[soup](food/Bone%20soup.md)\n",
        ),
        Invalid(
            {"note.md": '---\nup: "«[[Bone sopu]]»"\nsee:\n  - "[[Bone soup]]"\n---\n', **_SOUP},
            unsafely_fixed='---\nup: "[[Bone soup]]"\nsee:\n  - "[[Bone soup]]"\n---\n',
        ),
    ],
)
