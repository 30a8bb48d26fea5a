"""A note has no counterpart in another language.

Where translations are files of their own (`carrier = "file"`), the other file of the pair is not there: either the note
was never translated, or one of the two was renamed or deleted. Write the other file, or set `require = "never"`.
"""

from collections.abc import Iterator

from vaultlint.counterparts.groups import Groups, groups
from vaultlint.finding import Finding, Severity
from vaultlint.rule import Bindings, Invalid, Outline, Valid, Vault, VaultRule
from vaultlint.siblings import FileForm
from vaultlint.text import Span


def check(outline: Outline, vault: Vault) -> Iterator[Finding]:
    for form in outline.sibling.forms if outline.sibling else ():
        known = vault.answer(groups)[form]
        for language in known.lacking(outline.path):
            yield Finding(Span(0, 0), _message(known, outline.path, language))


def _message(known: Groups, path: str, language: str) -> str:
    kind = f"original in `{language}`" if language == known.form.original else f"translation into `{language}`"
    expected = known.expected(path, language)
    if expected is not None:
        return f"there is no {kind}: `{expected}` does not exist"
    if not known.is_named:
        return f"there is no {kind}: no note in `{language}` has the same `{known.form.key}`"
    if language == known.form.original:
        return f"there is no {kind}: what `{known.form.key}` names is no note"
    return f"there is no {kind}: no note in `{language}` names this one in `{known.form.key}`"


_FOLDERS = FileForm(("zh",), "en", ("{lang}/{path}",))
_KEY = FileForm(("zh",), "en", ("permalink",))
_BREAD = "---\npermalink: bread\n---\n"

RULE = VaultRule(
    check,
    severity=Severity.ERROR,
    examples=[
        Valid(
            {"en/soup.md": "Bones, water.\n", "zh/soup.md": "骨头，水。\n"},
            bindings=Bindings(file_forms=(_FOLDERS,), all_file_forms=(_FOLDERS,)),
        ),
        Valid(
            {"en/soup.md": "---\npermalink: soup\n---\n", "zh/汤.md": "---\npermalink: soup\n---\n"},
            bindings=Bindings(file_forms=(_KEY,), all_file_forms=(_KEY,)),
        ),
        Invalid(
            {"en/bread.md": "«»Flour, water.\n", "en/soup.md": "Bones.\n", "zh/soup.md": "骨头。\n"},
            bindings=Bindings(file_forms=(_FOLDERS,), all_file_forms=(_FOLDERS,)),
            message="there is no translation into `zh`: `zh/bread.md` does not exist",
        ),
        Invalid(
            {"zh/汤.md": "«»---\npermalink: soup\n---\n", "zh/面包.md": _BREAD, "en/bread.md": _BREAD},
            bindings=Bindings(file_forms=(_KEY,), all_file_forms=(_KEY,)),
            message="there is no original in `en`: no note in `en` has the same `permalink`",
        ),
    ],
)
