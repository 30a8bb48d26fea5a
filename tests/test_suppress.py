"""An ignore comment hides what it names where it says, and nothing else; one that hides nothing is told and removed."""

from __future__ import annotations

import pytest
from conftest import Vault
from hypothesis import given
from hypothesis import strategies as st

from vaultlint.suppress import Hiding, Ignore
from vaultlint.text import Span

GLUED = "Text<details>\n<summary>Stock</summary>\n\nBones.\n\n</details>\n"


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- vaultlint-ignore details/glued -->\n",
        "<!-- vaultlint-ignore details/glued -->\n\n",
        "%% vaultlint-ignore details/glued %%\n",
        "<!-- vaultlint-ignore details -->\n",
        "<!-- vaultlint-ignore -->\n",
        "<!-- vaultlint-ignore details/glued, links -->\n",
        "<!-- vaultlint-ignore-file details/glued -->\n\nFirst.\n\n",
    ],
)
def test_the_next_block_is_covered(vault: Vault, comment: str) -> None:
    vault.put({"a.md": comment + GLUED})
    assert "details/glued" not in [rule for _, rule, *_ in vault.check().findings]


def test_no_more_than_the_next_block_is_covered(vault: Vault) -> None:
    vault.put({"a.md": "<!-- vaultlint-ignore details/glued -->\n\n" + GLUED + "\n" + GLUED})
    assert vault.check().findings == [("a.md", "details/glued", 10, 5)]


def test_at_the_end_of_a_line_the_line_is_covered(vault: Vault) -> None:
    vault.put({"a.md": GLUED.replace("<details>", "<details> <!-- vaultlint-ignore details/glued -->") + "\n" + GLUED})
    assert vault.check("--select", "details,suppress").findings == [("a.md", "details/glued", 8, 5)]


def test_in_front_matter_the_key_below_or_beside_is_covered(vault: Vault) -> None:
    note = "---\n# vaultlint-ignore frontmatter/ambiguous-scalar\nid: 012\nat: 012 # vaultlint-ignore frontmatter\nno: 012\n---\n"
    vault.put({"a.md": note})
    assert vault.check().findings == [("a.md", "frontmatter/ambiguous-scalar", 5, 5)]


def test_a_comment_in_code_is_text(vault: Vault) -> None:
    vault.put({"a.md": "```\n<!-- vaultlint-ignore-file details -->\n```\n\n" + GLUED})
    assert vault.check().findings == [("a.md", "details/glued", 5, 5)]


@pytest.mark.parametrize(
    ("note", "rule", "fixed"),
    [
        ("A\n\n<!-- vaultlint-ignore details -->\nB\n", "suppress/unused", "A\n\nB\n"),
        ("A <!-- vaultlint-ignore details -->\n", "suppress/unused", "A\n"),
        ("%% vaultlint-ignore detials %%\nB\n", "suppress/unknown", "B\n"),
        (
            "<!-- vaultlint-ignore details/glued, details/empty -->\n" + GLUED,
            "suppress/unused",
            "<!-- vaultlint-ignore details/glued -->\n" + GLUED,
        ),
        ("---\na: b # vaultlint-ignore frontmatter\n---\n", "suppress/unused", "---\na: b\n---\n"),
        ("---\n# vaultlint-ignore frontmatter\na: b\n---\n", "suppress/unused", "---\na: b\n---\n"),
        ("Soup%%vaultlint-ignore links%% is hot.\n", "suppress/unused", "Soup is hot.\n"),
        ("<%%vaultlint-ignore links%%!-- hot.\n", "suppress/unused", "<%%vaultlint-ignore links%%!-- hot.\n"),
    ],
)
def test_a_comment_that_hides_nothing_is_told_and_removed(vault: Vault, note: str, rule: str, fixed: str) -> None:
    vault.put({"a.md": note})
    assert [name for _, name, *_ in vault.check().findings] == [rule]
    vault.run("fix")
    assert vault.text("a.md") == fixed


def test_a_comment_for_a_rule_that_does_not_run_is_not_called_unused(vault: Vault) -> None:
    vault.put({"a.md": "<!-- vaultlint-ignore details/glued -->\n" + GLUED})
    assert vault.check("--select", "suppress").findings == []
    assert vault.check("--ignore", "details/glued").findings == []


def test_hidden_findings_are_counted(vault: Vault) -> None:
    vault.put({"a.md": "<!-- vaultlint-ignore details/glued -->\n" + GLUED})
    assert "1 finding ignored by comments" in vault.run("check").out


WRONG = "<details>\n<summary>X</p>\n\nBones.\n\n</details>\n"


@pytest.mark.parametrize(
    "note",
    [
        pytest.param(
            "<!-- vaultlint-ignore details/glued -->\n%% vaultlint-ignore details/empty %%\n\n" + GLUED, id="stacked"
        ),
        pytest.param("<!-- vaultlint-ignore details/glued -- the recipe says so -->\n" + GLUED, id="with a reason"),
        pytest.param("<!--\nvaultlint-ignore details/glued\n-->\n" + GLUED, id="over lines"),
        pytest.param(
            "<!-- vaultlint-ignore details -->\n<details>\n<summary>A</summary>\n\nText\n\n" + WRONG + "\n</details>\n",
            id="a whole block, with the blocks in it",
        ),
        pytest.param("<!-- vaultlint-ignore details -->\n" + WRONG[:-1] + "behind\n", id="the end of its last line"),
        pytest.param(
            "> <!-- vaultlint-ignore details -->\n> " + WRONG[:-1].replace("\n", "\n> ") + "\n", id="in a quote"
        ),
        pytest.param(
            "- <!-- vaultlint-ignore details -->\n  " + WRONG[:-1].replace("\n", "\n  ") + "\n", id="in a list"
        ),
        pytest.param(
            "> [!note] Soup\n> <!-- vaultlint-ignore details -->\n> " + WRONG[:-1].replace("\n", "\n> ") + "\n",
            id="in a callout",
        ),
        pytest.param(
            "---\n# vaultlint-ignore frontmatter/invalid-yaml\ntitle: a: b: c\n---\n", id="a key that does not parse"
        ),
        pytest.param(
            "<!-- vaultlint-ignore-file suppress -->\n<!-- vaultlint-ignore details -->\n", id="of ignore comments"
        ),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_covered(vault: Vault, note: str, ending: str) -> None:
    vault.put({"a.md": note.replace("\n", ending)})
    assert [one for one in vault.check().findings if one[1] not in ("suppress/unused",)] == []
    assert "ignored by comments" in vault.run("check").out or "suppress" in note


@pytest.mark.parametrize(
    "note",
    [
        "---\na:\n  # vaultlint-ignore frontmatter\n  b: 012\n  c: 012\n---\n",
        "---\na:\n  b: 012 # vaultlint-ignore frontmatter\n  \n  c: 012\n---\n",
        "---\na:\n  # vaultlint-ignore frontmatter\n  b:\n    - 012\n  c: 012\n---\n",
    ],
)
def test_in_front_matter_no_more_than_the_nested_key_is_covered(vault: Vault, note: str) -> None:
    vault.put({"a.md": note})
    line = note.split("\n").index("  c: 012") + 1
    assert vault.check().findings == [("a.md", "frontmatter/ambiguous-scalar", line, 6)]


def test_in_front_matter_that_does_not_parse_no_comment_is_called_unused(vault: Vault) -> None:
    vault.put({"a.md": "---\n# vaultlint-ignore schema\ntitle: [a\n---\n"})
    assert [rule for _, rule, *_ in vault.check().findings] == ["frontmatter/invalid-yaml"]


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        ("%% vaultlint-ignore: nothing, just a note to self %%", ["suppress/unknown"]),
        ("<!-- vaultlint-ignore details because the old site needs it -->", ["suppress/unused"]),
        ("<!-- vaultlint-ignore details/glued details/empty -->", ["suppress/unused"]),
    ],
)
def test_the_author_s_own_words_are_no_names_and_are_never_removed(vault: Vault, comment: str, told: list[str]) -> None:
    note = comment + "\n\nBones, water.\n"
    vault.put({"a.md": note})
    assert [rule for _, rule, *_ in vault.check().findings] == told
    vault.run("fix")
    assert vault.text("a.md") == (note if "glued" not in comment else "\nBones, water.\n")


@pytest.mark.parametrize("fence", ["---", "--- ", "+++"])
def test_a_comment_that_keeps_a_line_from_opening_front_matter_stays(vault: Vault, fence: str) -> None:
    text = f"{fence}<!-- vaultlint-ignore details -->\na: b\n{fence}\n"
    vault.put({"a.md": text})
    vault.run("fix", "--ignore", "frontmatter")
    assert vault.text("a.md") == text
    assert [rule for _, rule, *_ in vault.check("--ignore", "frontmatter").findings] == ["suppress/unused"]


def test_a_comment_in_front_of_what_would_be_front_matter_without_it_stays(vault: Vault) -> None:
    text = "<!-- vaultlint-ignore details -->---\na: b\n---\n"
    vault.put({"a.md": text})
    assert "unproved" not in vault.run("fix", "--ignore", "frontmatter").out
    assert vault.text("a.md") == text


@st.composite
def _ignores(draw: st.DrawFn) -> Ignore:
    start = draw(st.integers(0, 12))
    names = draw(st.lists(st.sampled_from(["details", "details/empty", "links", "links/broken"]), max_size=3))
    covers = Span(draw(st.sampled_from([0, start])), start + draw(st.integers(0, 12)))
    return Ignore(Span(start, start + 1), tuple(names), Span(start, start), covers)


@given(st.lists(_ignores(), max_size=8), st.sampled_from(["details/empty", "links/broken", "file/x"]),
       st.integers(0, 25), st.booleans(), st.integers(1, 8))  # fmt: skip
def test_what_hides_a_finding_is_found_by_names_and_places_as_if_all_were_looked_at(
    every: list[Ignore], rule: str, start: int, by_name: bool, most: int
) -> None:
    span = Span(start, start + 1)
    known = {(one, name) for one in every if (name := one.hides(rule, span)) is not None and (name or not by_name)}
    assert {*Hiding(every).of(rule, span, by_name)} == known
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("vaultlint.suppress.MOST", most)
        some = {*Hiding(every).of(rule, span, by_name)}
    assert some <= known
    assert bool(some) == bool(known)
