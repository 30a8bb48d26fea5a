"""A name is called unsafe where it does harm, and only there; two names collide where another disk knows one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultlint.naming.collisions import collisions, folded
from vaultlint.naming.unsafe import folders, objection
from vaultlint.note import parse
from vaultlint.rules.vault.name_mismatch import check
from vaultlint.vault import Vault


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("C#.md", "ends or splits a wikilink"),
        ("a|b.md", "ends or splits a wikilink"),
        ("[draft].md", "ends or splits a wikilink"),
        ("2^10.md", "ends or splits a wikilink"),
        ("10:30.md", "no name on Windows"),
        ("a\\b.md", "no name on Windows"),
        ('say "hi".md', "no name on Windows"),
        ("nul.md", "reserved"),
        ("COM1.notes.md", "reserved"),
        ("Con", "reserved"),
        ("etc.", "a dot"),
        ("old ", "a blank"),
        (" soup.md", "begins or ends with a blank"),
        ("soup .md", "begins or ends with a blank"),
        ("so\u200bup.md", "U+200B"),
        ("line\nbreak.md", "U+000A"),
        ("a\udcff.md", "not UTF-8"),
        ("汤" * 85 + ".md", "255 bytes"),
    ],
)
def test_a_name_that_does_harm(name: str, says: str) -> None:
    assert says in (objection(name) or "")


@pytest.mark.parametrize(
    "name",
    [
        "console.md", "com.md", "auxiliary.md", "-dash_.md", "100 %.md", "汤：骨头，水。.md", "a.b.c.md", "don't.md",
        "👩‍🍳 soup.md", "می‌خواهم.md", "(1) & +@{}~!$=;,'.md", "Zoë.md", unicodedata.normalize("NFD", "Zoë.md"), "汤" * 84 + ".md",
    ],
)  # fmt: skip
def test_a_name_that_does_none(name: str) -> None:
    assert objection(name) is None


@pytest.mark.parametrize(
    ("paths", "same"),
    [
        (["a.md", "A.md"], {"a.md": "A.md"}),
        (["x/a.md", "X/a.md"], {"x/a.md": "X/a.md"}),
        (["Zoe\u0308.md", "Zo\u00eb.md"], {"Zo\u00eb.md": "Zoe\u0308.md"}),
        (["straße.md", "STRASSE.md"], {"straße.md": "STRASSE.md"}),
        (["a.md", "b/A.md"], {}),
        (["a-b.md", "a_b.md"], {}),
        (["ａ.md", "a.md"], {}),
    ],
)
def test_collisions(paths: list[str], same: dict[str, str]) -> None:
    assert collisions(Vault.of(parse(path, "") for path in paths)) == same


@given(st.text(st.characters(exclude_characters="/", exclude_categories=["Cs"])))
def test_a_form_or_case_is_no_difference(name: str) -> None:
    assert folded(unicodedata.normalize("NFD", name)) == folded(unicodedata.normalize("NFC", name))


def test_the_folders_of_a_path() -> None:
    assert [*folders("a/b/c.md")] == ["a", "a/b"]
    assert not [*folders("c.md")]


@pytest.mark.parametrize(
    ("path", "value", "found"),
    [
        ("a/20240101.md", "20240101", False),
        ("a/20240102.md", "20240101", True),
        (unicodedata.normalize("NFD", "Zoë.md"), "Zoë", False),
        ("soup.md", "Soup", True),
        ("soup.md", "true", False),
        ("soup.md", "[a, b]", False),
        ("ab.md", "a/b", False),
        ("soup.md", "' '", False),
    ],
)
def test_a_name_that_a_key_says(path: str, value: str, found: bool) -> None:
    assert bool([*check(parse(path, f"---\nid: {value}\n---\n"), stem="id")]) is found
