"""A translation in a file of its own is built otherwise than its original.

A heading, a list, a code block, a table, an image or a link that only one of the two has was forgotten, or added to
the original later. It is told in the translation, where the part stands or should stand.
"""

from collections.abc import Iterator

from vaultlint.counterparts.differences import differences, may_differ
from vaultlint.counterparts.groups import originals
from vaultlint.finding import Finding, Severity
from vaultlint.rule import Bindings, Invalid, Outline, Valid, Vault, VaultRule
from vaultlint.siblings import FileForm


def check(outline: Outline, vault: Vault) -> Iterator[Finding]:
    for _, original in originals(outline, vault):
        if outline.note is not None and outline.sibling is not None and original.sibling is not None:
            for one in differences(outline.sibling, outline.note.body, original.sibling, original.path):
                yield Finding(one.span, one.message)


def suspects(outline: Outline, vault: Vault) -> bool:
    return any(
        outline.sibling is not None and original.sibling is not None and may_differ(outline.sibling, original.sibling)
        for _, original in originals(outline, vault)
    )


_FORM = FileForm(("zh",), "en", ("{lang}/{path}",))
_BOUND = Bindings(file_forms=(_FORM,), all_file_forms=(_FORM,))

RULE = VaultRule(
    check,
    suspects=suspects,
    severity=Severity.WARNING,
    examples=[
        Valid(
            {"en/a.md": "# Soup\n\n- bones\n- water\n", "zh/a.md": "# 汤\n\n一段\n\n1. 骨头\n2. 水\n"},
            bindings=_BOUND,
        ),
        Invalid(
            {"en/a.md": "# Soup\n\n## Bones\n\n# Bread\n", "zh/a.md": "# 汤\n\n«# 面包»\n"},
            bindings=_BOUND,
            message="a heading of level 2 of `en/a.md` is missing here",
        ),
        Invalid(
            {"en/a.md": "- bones\n- water\n", "zh/a.md": "- «骨头»\n"},
            bindings=_BOUND,
            message="a list of 1 item, where `en/a.md` has a list of 2 items",
        ),
    ],
)
