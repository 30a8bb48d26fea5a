"""Links are checked against the whole vault, whichever notes are named; and what a fix writes leads somewhere."""

from __future__ import annotations

import json
import os
import unicodedata

import pytest
from conftest import Vault
from hypothesis import given
from hypothesis import strategies as st

from vaultlint.finding import Applicability
from vaultlint.lint import activate, check_note
from vaultlint.mend import mend
from vaultlint.note import parse
from vaultlint.rule import discover
from vaultlint.vault import Vault as Notes

LINKS = [activate(rule) for rule in discover().values() if rule.family == "links"]


def rules(vault: Vault, *words: str) -> list[tuple[str, str]]:
    return [(path, rule) for path, rule, *_ in vault.check("--select", "links", *words).findings]


def test_a_note_that_is_named_knows_all_others(vault: Vault) -> None:
    vault.put({"a.md": "[[b]] [[b#B]] [[c]] ![[d.png]]\n", "x/b.md": "# B\n\n[[nowhere]]\n", "d.png": b"\x89"})
    assert rules(vault, "a.md") == [("a.md", "links/broken")]


def test_a_note_that_is_renamed_is_missed_where_it_was_linked_to(vault: Vault) -> None:
    vault.put({"a.md": "[[b]]\n", "b.md": "[x](a.md)\n"})
    assert vault.run("check").code == 0
    (vault.root / "b.md").rename(vault.root / "c.md")
    assert rules(vault) == [("a.md", "links/broken")]
    assert vault.run("check").code == 1


def test_what_is_left_out_is_a_target_still(vault: Vault) -> None:
    vault.put(
        {
            "vaultlint.toml": 'exclude = ["drafts/**"]\n',
            ".gitignore": "private/\n",
            ".obsidian/app.json": json.dumps({"userIgnoreFilters": ["archive/"]}),
            "drafts/a.md": "[[nowhere]]\n",
            "private/b.md": "",
            "archive/c.md": "# C\n",
            "note.md": "[[a]] [[b]] [[c]]\n",
        }
    )
    assert rules(vault) == []


def test_files_that_obsidian_hides_are_no_targets(vault: Vault) -> None:
    vault.put({".trash/a.md": "", "note.md": "[[a]]\n"})
    assert rules(vault) == [("note.md", "links/broken")]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_folders_that_are_linked_to_are_part_of_the_vault(vault: Vault) -> None:
    (vault.root.parent / "other").mkdir()
    (vault.root.parent / "other" / "a.md").write_text("")
    (vault.root / "other").symlink_to(vault.root.parent / "other")
    (vault.root / "self").symlink_to(vault.root)
    vault.put({"note.md": "[[a]] [[note]]\n"})
    assert rules(vault) == []


@pytest.mark.parametrize(
    ("form", "target"), [("shortest", "Soup"), ("relative", "../food/Soup"), ("absolute", "food/Soup")]
)
def test_a_fix_writes_links_as_obsidian_would(vault: Vault, form: str, target: str) -> None:
    vault.put(
        {
            ".obsidian/app.json": json.dumps({"newLinkFormat": form}),
            "food/Soup.md": "",
            "x/note.md": "[[Suop|s]]\n",
        }
    )
    vault.run("fix", "--unsafe-fixes")
    assert vault.text("x/note.md") == f"[[{target}|s]]\n"
    assert rules(vault) == []


def test_any_number_of_jobs_finds_the_same(vault: Vault) -> None:
    vault.put({f"{number}.md": f"[[{number + 1}]] [[Nota]]\n" for number in range(250)} | {"Note.md": ""})
    one, four = (vault.check("--select", "links", "--jobs", jobs).out for jobs in ("1", "4"))
    assert one == four and len(json.loads(one)["diagnostics"]) == 251


def test_files_of_packages_are_not_looked_at(vault: Vault) -> None:
    vault.put({"node_modules/x/a.txt": "", "note.md": "[x](node_modules/x/a.txt) [[a.txt]]\n"})
    assert vault.check("--select", "links", "note.md").findings == [("note.md", "links/broken", 1, 27)]


WORDS = st.sampled_from(
    ["Soup", "soup", "Suop", "Bone broth", "bone-broth", "Caf\u00e9", "Cafe\u0301", "x/Soup", "../Soup"]
)
LINK = st.tuples(WORDS, st.sampled_from(["", "#Bones", "#Bonse", "#^b1", "#^b2"]), st.sampled_from(["", "|t"])).map(
    "".join
)
TEXT = st.lists(st.one_of(LINK.map("[[{}]]".format), LINK.map("![[{}]]".format)), max_size=4).map(" ".join)
MARKDOWN = st.lists(
    st.tuples(st.sampled_from(["", "!"]), WORDS).map(lambda one: f"{one[0]}[t]({one[1].replace(' ', '%20')}.md)"),
    max_size=3,
).map(" ".join)


@given(TEXT, MARKDOWN, st.sampled_from(["note.md", "x/note.md"]))
def test_what_a_fix_leaves_is_not_mended_again_and_nothing_new_is_wrong(text: str, more: str, path: str) -> None:
    others = {"Soup.md": "# Bones\n\nText ^b1\n", "y/Bone broth.md": "# Bones\n", "y/Caf\u00e9.md": ""}
    note = parse(path, f"{text}\n\n{more}\n")
    vault = Notes.of([note, *(parse(one, other) for one, other in others.items())])
    before = check_note(note, LINKS, vault).diagnostics
    mended = mend(note, LINKS, vault, Applicability.UNSAFE)
    after = check_note(parse(path, mended.text), LINKS, vault).diagnostics
    assert len(after) <= len(before)
    assert mend(parse(path, mended.text), LINKS, vault, Applicability.UNSAFE).text == mended.text
    assert not [one for one in after if one.finding.fix is not None]


def test_unicode_forms_are_no_difference() -> None:
    forms = [unicodedata.normalize(form, "Café") for form in ("NFC", "NFD")]
    for name in forms:
        for link in forms:
            note = parse("note.md", f"[[{link}]] [t]({link}.md)\n")
            vault = Notes.of([note, parse(f"{name}.md", "")])
            assert check_note(note, LINKS, vault).diagnostics == ()
