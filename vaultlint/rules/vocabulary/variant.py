"""A name is spelt otherwise than in the rest of the vault.

`donald-trump` beside `Donald Trump` is another person to every query, page and count. Spellings are taken for one name
where they differ only in case, width, accents, or what stands between the words, and where one has the other as its
translation in brackets: `埃隆·马斯克 (Elon Musk)`. The best is the one that most notes have. In doubt they are two
names; so names that a letter tells apart are never told here, but `vaultlint query --count-by people --variants` shows
them as well, and can write the migration that merges them all.

Looked at are keys that hold lists, each by itself, and keys whose single values recur (twenty notes and more), or the
`keys` of the config; of tags Obsidian ignores the case, so it is no difference. Names that are meant as they stand go
into `ignore`.
"""

from collections.abc import Collection, Iterator, Mapping

from vaultlint.finding import Finding, Severity
from vaultlint.frontmatter.items import exchange, items
from vaultlint.rule import Invalid, Outline, Valid, Vault, VaultRule
from vaultlint.terms.keys import term_keys
from vaultlint.terms.spelt import Spelt
from vaultlint.terms.told import is_forbidden, is_objected_to, is_told_besides


def check(
    outline: Outline, vault: Vault, *, keys: tuple[str, ...] = (), ignore: tuple[str, ...] = ()
) -> Iterator[Finding]:
    note, wrong = outline.note, _wrong(outline, vault, keys, ignore)
    matter = note.frontmatter if note else None
    if note is None or matter is None or not wrong:
        return
    for item in items(matter):
        best = wrong.get((item.key, item.text))
        if best is not None and not is_told_besides(note, item) and not is_objected_to(note, item.key, best):
            fix = exchange(f"Spell it `{best}`", matter, item, [best])
            if not is_forbidden(note, fix):
                yield Finding(item.span, _message(item.text, best, vault.term_counts[item.key]), fix)


def suspects(outline: Outline, vault: Vault, *, keys: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> bool:
    return bool(_wrong(outline, vault, keys, ignore))


def _wrong(
    outline: Outline, vault: Vault, keys: tuple[str, ...], ignore: tuple[str, ...]
) -> Mapping[tuple[str, str], str]:
    """The best spelling of each term that has a better one, by its key and itself."""
    wanted: Collection[str] = keys or vault.answer(term_keys)
    spelt = vault.answer(Spelt)
    return {
        (terms.key, text): best
        for terms in outline.terms
        if terms.key in wanted
        for text in terms.texts
        if (best := spelt.best(terms.key, text)) and text not in ignore and best not in ignore
    }


def _message(text: str, best: str, counts: Mapping[str, int]) -> str:
    notes = "note" if counts[best] == 1 else "notes"
    return f"spelt `{best}` in {counts[best]} {notes} of the vault, `{text}` in {counts[text] or 1}"


def _people(*names: str) -> str:
    return f"---\npeople: [{', '.join(names)}]\n---\n"


_OTHERS = {"1.md": _people("Donald Trump", "C"), "2.md": _people("Donald Trump", "C#")}

RULE = VaultRule(
    check,
    severity=Severity.WARNING,
    suspects=suspects,
    examples=[
        Valid(_OTHERS | {"note.md": _people("Ivanka Trump", "C++", "Don Trump")}),
        Valid({"1.md": "---\nguest: Ann Lee\n---\n", "2.md": "---\nguest: ann-lee\n---\n"}),
        Valid({"1.md": "---\ntags: [AI]\n---\n", "2.md": "---\ntags: [ai]\n---\n"}),
        Valid(
            _OTHERS | {"note.md": _people("donald-trump")},
            options={"ignore": ("donald-trump",)},
        ),
        Invalid(
            {"note.md": "---\npeople:\n  - «donald-trump»\n---\n", **_OTHERS},
            message="spelt `Donald Trump` in 2 notes of the vault, `donald-trump` in 1",
            unsafely_fixed="---\npeople:\n  - Donald Trump\n---\n",
        ),
        Invalid(
            {"note.md": "---\npeople: [«Ｄonald Trump», Donald Trump]\n---\n", **_OTHERS},
            unsafely_fixed="---\npeople: [Donald Trump]\n---\n",
        ),
        Invalid(
            {
                "note.md": "---\npeople: [«埃隆・马斯克»]\n---\n",
                "1.md": _people("Elon Musk"),
                "2.md": _people("Elon Musk"),
                "3.md": _people("«埃隆·马斯克（Elon Musk）»"),
            },
            message="spelt `Elon Musk` in 2 notes of the vault, `埃隆・马斯克` in 1",
            unsafely_fixed="---\npeople: [Elon Musk]\n---\n",
        ),
        Invalid(
            {"note.md": "---\nspeaker: «ann-lee»\n---\n", "other.md": "---\nspeaker: Ann Lee\n---\n"},
            options={"keys": ("speaker",)},
            unsafely_fixed="---\nspeaker: Ann Lee\n---\n",
        ),
    ],
)
