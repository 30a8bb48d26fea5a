"""The original of a translation in a file of its own has changed since it was translated.

A translation keeps the fingerprint of the original that it was made from (`source_hash`), or names the commit of it
(`commit-key` in the config, such as `sourceCommit`). The original is another text now: bring the translation up to
date, then `vaultlint translations accept` writes the new fingerprint. Lines that were only wrapped anew are no change;
a translation with neither is not judged.
"""

from collections.abc import Iterator

from vaultlint.counterparts.groups import is_outdated, originals
from vaultlint.finding import Finding, Severity
from vaultlint.rule import Bindings, Invalid, Outline, Valid, Vault, VaultRule
from vaultlint.siblings import FileForm
from vaultlint.text import Span


def check(outline: Outline, vault: Vault) -> Iterator[Finding]:
    for form, original in originals(outline, vault):
        if is_outdated(outline, original, form, vault):
            yield Finding(
                Span(0, 0),
                f"`{original.path}` has changed since it was translated: bring this up to date, "
                "then `vaultlint translations accept`",
            )


_FORM = FileForm(("zh",), "en", ("{lang}/{path}",))
_BOUND = Bindings(file_forms=(_FORM,), all_file_forms=(_FORM,))
_TRANSLATED = "---\nsource_hash: 3b9b83a99da6\n---\n骨头，水。\n"

RULE = VaultRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid({"en/a.md": "Bones, water.\n", "zh/a.md": "骨头，水。\n"}, bindings=_BOUND),
        Valid({"en/a.md": "Bones,\nwater.\n", "zh/a.md": _TRANSLATED}, bindings=_BOUND),
        Invalid(
            {"en/a.md": "Bones, water, salt.\n", "zh/a.md": "«»" + _TRANSLATED},
            bindings=_BOUND,
            message="`en/a.md` has changed since it was translated: bring this up to date, "
            "then `vaultlint translations accept`",
        ),
    ],
)
