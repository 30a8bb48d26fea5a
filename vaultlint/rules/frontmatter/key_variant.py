"""A key is spelt otherwise than in nearly all other notes.

`Series` beside `series` is another key to every query and template. It is told where at least twenty notes, and 95
in a hundred of those that have the key in any spelling, agree on one.
"""

from collections.abc import Iterator

from vaultlint.finding import MISSING, Change, Finding, Fix, Moved, Severity, safe
from vaultlint.frontmatter.writing import dump_key
from vaultlint.rule import Invalid, Outline, Valid, Vault, VaultRule
from vaultlint.text import Edit
from vaultlint.vault import Key


def check(outline: Outline, vault: Vault) -> Iterator[Finding]:
    names = {key.name for key in outline.keys}
    for key in outline.keys:
        usual = vault.usual_spellings.get(key.name)
        if usual is not None:
            count = vault.key_counts[usual]
            message = f"`{key.name}` is spelt `{usual}` in {count} other notes"
            yield Finding(key.span, message, None if usual in names else _fix(key, usual))


def _fix(key: Key, usual: str) -> Fix:
    changes = (Change((usual,), Moved((key.name,))), Change((key.name,), MISSING))
    return safe(f"Rename the key to `{usual}`", Edit(key.span, dump_key(usual)), changes=changes)


_OTHERS = {f"{number}.md": "---\nseries: Bread\n---\n" for number in range(20)}

RULE = VaultRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid({"note.md": "---\nSeries: Bread\n---\n", "other.md": "---\nseries: Bread\n---\n"}),
        Valid(_OTHERS),
        Invalid(
            {"note.md": "---\n«Series»: Bread\n---\n", **_OTHERS},
            message="`Series` is spelt `series` in 20 other notes",
            fixed="---\nseries: Bread\n---\n",
        ),
        Invalid({"note.md": "---\n«Series»: Bread\nseries: Rye\n---\n", **_OTHERS}),
    ],
)
