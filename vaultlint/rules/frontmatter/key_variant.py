"""A key is spelt otherwise than in nearly all other notes.

`Series` beside `series` is another key to every query and template. It is told where at least twenty notes, and 95
in a hundred of those that have the key in any spelling, agree on one.
"""

from collections.abc import Iterator

from vaultlint.finding import MISSING, Change, Finding, Fix, Moved, Severity, safe
from vaultlint.frontmatter import Entry
from vaultlint.frontmatter.writing import dump_key
from vaultlint.rule import Invalid, Outline, Valid, Vault, VaultRule
from vaultlint.text import Edit


def check(outline: Outline, vault: Vault) -> Iterator[Finding]:
    matter = outline.note.frontmatter if outline.note else None
    for entry in matter.entries if matter else ():
        usual = vault.usual_spellings.get(entry.name)
        if usual is not None:
            count = vault.key_counts[usual]
            message = f"`{entry.name}` is spelt `{usual}` in {count} other notes"
            yield Finding(entry.key.span, message, None if usual in outline.keys else _fix(entry, usual))


def suspects(outline: Outline, vault: Vault) -> bool:
    return any(key in vault.usual_spellings for key in outline.keys)


def _fix(entry: Entry, usual: str) -> Fix:
    changes = (Change((usual,), Moved((entry.name,))), Change((entry.name,), MISSING))
    return safe(f"Rename the key to `{usual}`", Edit(entry.key.span, dump_key(usual)), changes=changes)


_OTHERS = {f"{number}.md": "---\nseries: Bread\n---\n" for number in range(20)}

RULE = VaultRule(
    check,
    severity=Severity.WARNING,
    suspects=suspects,
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
