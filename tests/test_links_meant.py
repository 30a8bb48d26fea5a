"""What a link to nothing was meant to lead to: told where one file is near, left alone where none is, or several."""

from __future__ import annotations

import pytest

from vaultlint.finding import Applicability
from vaultlint.lint import activate
from vaultlint.mend import mend
from vaultlint.note import parse
from vaultlint.rule import discover
from vaultlint.vault import Vault

LINKS = [activate(rule) for rule in discover().values() if rule.family == "links"]
OTHERS = {
    "food/Bone broth.md": "---\naliases: [Stock]\n---\n# How long?\n",
    "food/2024-01-01.md": "",
    "people/Li Na.md": "",
    "a/Twin.md": "",
    "b/Twin.md": "",
    "img/Soup pot.png": "",
    "img/Map (old).jpg": "",
    "img/Oven.png": "",
    "img/Oven.jpg": "",
    "LICENSE": "",
}


def fixed(text: str, path: str = "food/note.md") -> str:
    note = parse(path, text)
    vault = Vault.of([note, *(parse(one, other) for one, other in OTHERS.items())])
    return mend(note, LINKS, vault, Applicability.UNSAFE).text


MEANT = [
    ("[[Bone brot]]", "[[Bone broth]]"),
    ("[[bone-broth|b]]", "[[Bone broth|b]]"),
    ("[[soups/Bone broth#How long?|b]]", "[[Bone broth#How long?|b]]"),
    ("[[Bone%20broth]]", "[[Bone broth]]"),
    ("[[Bone broht.md]]", "[[Bone broth.md]]"),
    ("[[/Bone broth]]", "[[/food/Bone broth]]"),
    ("[[../Bone broth]]", "[[Bone broth]]"),
    ("[[stock]]", "[[Bone broth|stock]]"),
    ("[[Stock|it]]", "[[Bone broth|it]]"),
    ("[b](Bone%20brot.md)", "[b](Bone%20broth.md)"),
    ("[b](<Bone brot.md> 'title')", "[b](<Bone broth.md> 'title')"),
    ("[b](../Bone%20broth.md)", "[b](Bone%20broth.md)"),
    ("![[Soup pot]]", "![[Soup pot.png]]"),
    ("![[Soup pot.jpg|300]]", "![[Soup pot.png|300]]"),
    ("![](Soup%20pto.png)", "![](../img/Soup%20pot.png)"),
    ("![x](files/Map%20\\(old\\).jpg)", "![x](../img/Map%20%28old%29.jpg)"),
    ("[b](www.example.com/a#b)", "[b](https://www.example.com/a#b)"),
    ("[b]\n\n[b]: Bone%20brot.md", "[b]\n\n[b]: Bone%20broth.md"),
    ("[[Bone broth#How logn]]", "[[Bone broth#How long?]]"),
]


@pytest.mark.parametrize(("text", "meant"), MEANT)
def test_what_was_meant_is_written(text: str, meant: str) -> None:
    assert fixed(text) == meant
    assert fixed(meant) == meant


LEFT_ALONE = [
    ("[[Fish]]", "nothing is near"),
    ("[[2024-01-02]]", "another day is another note"),
    ("[[x/Twin]]", "there are two"),
    ("![[Oven.gif]]", "there are two"),
    ("[[Li]]", "short names are near to many"),
    ("[[not]]", "a note is not meant to lead to itself"),
    ("[[https://example.com/Soup]]", "no name"),
]


@pytest.mark.parametrize(("text", "why"), LEFT_ALONE)
def test_in_doubt_nothing_is_written(text: str, why: str) -> None:
    assert fixed(text) == text, why
