"""Several names stand in one value of a list.

`Ann Lee, Bob Ray` is a third person to every query, page and count. It comes from lists that were pasted in, or made
by a script. Told are values with `,`, `;`, `，`, `、` or `；` between parts that other notes have as names, or that are
names beyond doubt. A name with a comma in it is left alone: `Foo, Inc.`, `Smith, John`, `Austin, Texas`, *Guns, Germs,
and Steel*; so are `&`, `/` and `and`. `vaultlint edit split people` splits all values of a key.

Looked at are keys that hold lists, but for tags, which may have no commas, or the `keys` of the config. Values that
are meant as they stand go into `ignore`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from vaultlint.finding import Finding, Severity
from vaultlint.frontmatter.items import exchange, items
from vaultlint.rule import Invalid, Outline, Valid, Vault, VaultRule
from vaultlint.terms.joined import Joined
from vaultlint.terms.keys import TAGS, list_keys
from vaultlint.terms.told import is_forbidden, is_told_besides


def check(
    outline: Outline, vault: Vault, *, keys: tuple[str, ...] = (), ignore: tuple[str, ...] = ()
) -> Iterator[Finding]:
    note, joined = outline.note, _joined(outline, vault, keys, ignore)
    matter = note.frontmatter if note else None
    if note is None or matter is None or not joined:
        return
    for item in items(matter):
        parts = joined.get((item.key, item.text))
        if parts and not is_told_besides(note, item):
            fix = exchange(f"Split it into {len(parts)} values", matter, item, parts)
            message = f"{len(parts)} names in one value: {_shown(parts)}"
            yield Finding(item.span, message, None if is_forbidden(note, fix) else fix)


def suspects(outline: Outline, vault: Vault, *, keys: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> bool:
    return bool(_joined(outline, vault, keys, ignore))


def _joined(
    outline: Outline, vault: Vault, keys: tuple[str, ...], ignore: tuple[str, ...]
) -> Mapping[tuple[str, str], Sequence[str]]:
    """The names in each value that is several, by its key and itself."""
    wanted: Collection[str] = keys or vault.answer(list_keys) - TAGS
    joined = vault.answer(Joined)
    return {
        (terms.key, text): parts
        for terms in outline.terms
        if terms.key in wanted
        for text in terms.texts
        if text not in ignore and (parts := joined.parts(terms.key, text))
    }


def _shown(parts: Sequence[str]) -> str:
    return ", ".join(f"`{part}`" for part in parts)


_KNOWN = {"1.md": "---\npeople: [Ann Lee, Bob Ray]\n---\n", "2.md": "---\npeople: [Bob Ray, 张伟]\n---\n"}

RULE = VaultRule(
    check,
    severity=Severity.WARNING,
    suspects=suspects,
    examples=[
        Valid(_KNOWN | {"note.md": '---\npeople: ["Lee, Ann", "Ann Lee, PhD", Ann Lee & Bob Ray]\n---\n'}),
        Valid({"note.md": '---\nbooks: ["Guns, Germs, and Steel", 枪炮、病菌与钢铁]\n---\n'}),
        Valid({"note.md": '---\nplaces: [Austin, Texas, "Austin, Texas"]\n---\n'}),
        Valid(_KNOWN | {"note.md": '---\npeople: ["Ann Lee, Bob Ray"]\n---\n'}, options={"keys": ("guests",)}),
        Invalid(
            {"note.md": '---\npeople:\n  - «"Ann Lee, Bob Ray"»\n  - Cy\n---\n', **_KNOWN},
            message="2 names in one value: `Ann Lee`, `Bob Ray`",
            unsafely_fixed='---\npeople:\n  - "Ann Lee"\n  - Bob Ray\n  - Cy\n---\n',
        ),
        Invalid(
            {"note.md": "---\npeople: [«张伟、李娜», 李娜]\n---\n", **_KNOWN},
            unsafely_fixed="---\npeople: [张伟, 李娜]\n---\n",
        ),
        Invalid(
            {"note.md": "---\npeople: «Ann Lee, Bob Ray»\n---\n", **_KNOWN},
            unsafely_fixed="---\npeople:\n  - Ann Lee\n  - Bob Ray\n---\n",
        ),
    ],
)
