"""A baseline hides what is known, by content and not by line; what is new fails, what is cured is forgotten."""

from __future__ import annotations

import json

import pytest
from conftest import Vault

GLUED = "Text{}<details>\n<summary>Stock</summary>\n\nBones.\n\n</details>\n"


def test_known_findings_are_not_told_wherever_they_have_moved(vault: Vault) -> None:
    vault.put({"a.md": GLUED.format(1), "deep/b.md": GLUED.format(2)})
    answer = vault.run("check", "--write-baseline", "known.json")
    assert (answer.code, answer.out.splitlines()[0][:21]) == (0, "2 findings put into k")
    vault.put({"a.md": "A new first line.\n\n" + GLUED.format(1)})
    answer = vault.run("check", "--baseline", "known.json")
    assert (answer.code, answer.out) == (0, "no findings in 2 notes; 2 findings known to the baseline\n")


def test_new_findings_fail(vault: Vault) -> None:
    vault.put({"a.md": GLUED.format(1)})
    vault.run("check", "--write-baseline", "known.json")
    vault.put({"a.md": GLUED.format(1) + "\n" + GLUED.format(1) + "\n" + GLUED.format(3)})
    answer = vault.check("--baseline", "known.json")
    assert answer.code == 1
    assert answer.findings == [("a.md", "details/glued", 8, 6), ("a.md", "details/glued", 15, 6)]
    assert answer.json["summary"]["findings"] == 2


def test_what_is_cured_is_forgotten_but_only_of_the_checked_notes(vault: Vault) -> None:
    vault.put({"a.md": GLUED.format(1), "b.md": GLUED.format(2)})
    vault.run("check", "--write-baseline", "known.json")
    vault.put({"a.md": "Cured.\n", "b.md": "Cured.\n"})
    vault.run("check", "--baseline", "known.json", "a.md")
    assert list(json.loads(vault.text("known.json"))["notes"]) == ["b.md"]
    vault.put({"a.md": GLUED.format(1)})
    assert vault.check("--baseline", "known.json").code == 1


def test_paths_are_relative_to_the_baseline(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.put({"deep/a.md": GLUED.format(1)})
    vault.run("check", "--write-baseline", "known.json")
    monkeypatch.chdir(vault.root / "deep")
    assert vault.check("--baseline", "../known.json").code == 0


@pytest.mark.parametrize(
    "content",
    ["", "[]", '{"notes": 3}', '{"notes": {"a.md": []}}', '{"version": 1, "notes": {"a.md": {"r": [3]}}}', "\x00"],
)
def test_a_broken_baseline_is_one_clear_line(vault: Vault, content: str) -> None:
    vault.put({"a.md": GLUED.format(1), "known.json": content})
    for name in ("known.json", "missing.json"):
        answer = vault.run("check", "--baseline", name)
        assert (answer.code, answer.err.count("\n")) == (2, 1)
        assert name in answer.err


@pytest.mark.parametrize("name", ["missing.json", "a.md"])
def test_nothing_is_mended_under_a_baseline_that_is_none(vault: Vault, name: str) -> None:
    vault.put({"a.md": GLUED.format(1)})
    answer = vault.run("fix", "--baseline", name)
    assert (answer.code, answer.out, vault.text("a.md")) == (2, "", GLUED.format(1))


@pytest.mark.parametrize("name", ["a.md", "taxonomy.json", "folder"])
def test_nothing_but_a_baseline_is_overwritten(vault: Vault, name: str) -> None:
    vault.put({"a.md": GLUED.format(1), "taxonomy.json": '{"version": 3, "areas": []}\n', "folder/x": ""})
    answer = vault.run("check", "--write-baseline", name)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"vaultlint: {name} is there already, and no baseline; it is not overwritten\n"
    assert vault.text("a.md") == GLUED.format(1)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="an empty file, as mktemp makes it"),
        pytest.param('{\n "version": 0,\n "notes": 3}', id="of another version"),
        pytest.param('{\n "version": 1,\n "notes": {\n<<<<<<< ours\n', id="in conflict after a merge"),
    ],
)
def test_a_baseline_is_written_anew(vault: Vault, text: str) -> None:
    vault.put({"a.md": GLUED.format(1), "known.json": text})
    assert vault.run("check", "--write-baseline", "known.json").code == 0
    assert vault.check("--baseline", "known.json").code == 0


@pytest.fixture
def known(vault: Vault) -> Vault:
    """A vault with three findings in two notes, all known."""
    vault.put({"a.md": GLUED.format(1) + "\n[x]()\n", "b.md": GLUED.format(2)})
    vault.run("check", "--write-baseline", "known.json")
    return vault


def test_its_file_is_sorted_and_small_and_says_its_version(vault: Vault) -> None:
    vault.put({"b.md": GLUED.format(1) + "\n" + GLUED.format(1), "a.md": "[x]()\n", "漢.md": "[x]()\n"})
    vault.run("check", "--write-baseline", "known.json")
    text = vault.text("known.json")
    assert text.startswith('{\n "version": 1,\n "notes": {\n  "a.md": {\n   "links/empty": [\n')
    document = json.loads(text)
    assert [*document["notes"]] == ["a.md", "b.md", "漢.md"]
    one, other = document["notes"]["b.md"]["details/glued"]
    assert one == other, "what stands twice is listed twice"
    vault.run("check", "--write-baseline", "again.json")
    assert vault.text("again.json") == text


def test_the_same_finding_a_third_time_is_new(vault: Vault) -> None:
    vault.put({"a.md": "[x]()\n\n[x]()\n"})
    vault.run("check", "--write-baseline", "known.json")
    vault.put({"a.md": "[x]()\n\n[x]()\n\n[x]()\n"})
    assert vault.check("--baseline", "known.json").findings == [("a.md", "links/empty", 5, 1)]
    vault.put({"a.md": "[x]()\n"})
    assert vault.check("--baseline", "known.json").code == 0
    vault.put({"a.md": "[x]()\n\n[x]()\n"})
    assert vault.check("--baseline", "known.json").code == 1, "one of the two was cured, and is forgotten"


def test_what_is_dropped_is_said(known: Vault) -> None:
    known.put({"a.md": "Cured.\n"})
    answer = known.run("check", "--baseline", "known.json")
    assert answer.err == "vaultlint: 2 known findings are found no more and dropped from known.json; it has 1 left\n"
    assert known.run("check", "--baseline", "known.json").err == ""


def test_a_renamed_note_is_known_under_its_new_name(known: Vault) -> None:
    (known.root / "a.md").rename(known.root / "deep.md")
    answer = known.run("check", "--baseline", "known.json")
    assert (answer.code, answer.err) == (
        0,
        "vaultlint: known.json follows notes that were renamed\n",
    )
    assert [*json.loads(known.text("known.json"))["notes"]] == ["b.md", "deep.md"]


def test_a_copy_is_no_renamed_note(known: Vault) -> None:
    known.put({"copy.md": known.bytes("a.md")})
    assert {path for path, *_ in known.check("--baseline", "known.json").findings} == {"copy.md"}


def test_a_note_that_was_deleted_is_forgotten_when_the_whole_vault_is_checked(known: Vault) -> None:
    (known.root / "a.md").unlink()
    before = known.text("known.json")
    known.run("check", "--baseline", "known.json", "b.md")
    assert known.text("known.json") == before, "it may have another name among the notes that were not checked"
    known.run("check", "--baseline", "known.json", "--select", "links")
    assert [*json.loads(known.text("known.json"))["notes"]["a.md"]] == ["details/glued"]
    known.run("check", "--baseline", "known.json")
    assert [*json.loads(known.text("known.json"))["notes"]] == ["b.md"]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["--select", "links"], id="other rules did not run"),
        pytest.param(["--ignore", "details"], id="its rule did not run"),
        pytest.param(["b.md"], id="its note was not checked"),
        pytest.param(["--config", "other.toml"], id="its rule is off in the config"),
    ],
)
def test_what_was_not_looked_at_is_not_dropped(known: Vault, words: list[str]) -> None:
    known.put({"other.toml": 'ignore = ["details"]\n'})
    before = known.text("known.json")
    known.run("check", "--baseline", "known.json", *words)
    assert known.text("known.json") == before


def test_a_note_on_standard_input_changes_no_baseline(known: Vault) -> None:
    before = known.text("known.json")
    answer = known.check("--baseline", "known.json", "-", "--stdin-filename", "a.md", stdin=b"[x]()\n\n[y]()\n")
    assert [one[2] for one in answer.findings] == [3]
    assert known.text("known.json") == before


def test_a_rule_that_fails_changes_no_baseline(known: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    from vaultlint.rules.details import glued

    def fail(*_: object) -> None:
        raise ValueError("boom")

    known.put({"a.md": "Cured.\n"})
    before = known.text("known.json")
    monkeypatch.setattr(glued, "glued", fail)
    assert known.run("check", "--no-cache", "--baseline", "known.json").code == 3
    assert known.text("known.json") == before


def test_a_baseline_that_cannot_be_written_fails_nothing(known: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    from vaultlint.baseline import Baseline
    from vaultlint.errors import UsageError

    def refuse(baseline: Baseline) -> None:
        raise UsageError(f"{baseline.file}: cannot be written: read-only file system")

    monkeypatch.setattr(Baseline, "write", refuse)
    known.put({"a.md": "Cured.\n"})
    answer = known.run("check", "--baseline", "known.json")
    assert (answer.code, answer.err.count("\n")) == (0, 1)
    assert "2 known findings are found no more, but known.json: cannot be written" in answer.err


def test_fix_mends_what_is_known_too_and_tells_of_the_rest_what_is_new(known: Vault) -> None:
    known.put({"a.md": known.text("a.md") + "\n[new]()\n"})
    answer = known.run("fix", "--baseline", "known.json", "--output-format", "json")
    assert answer.code == 1
    assert [(one["rule"], one["line"]) for one in answer.json["diagnostics"]] == [("links/empty", 12)]
    assert json.loads(known.text("known.json"))["notes"].keys() == {"a.md"}, "what was mended is dropped"
    known.put({"a.md": known.text("a.md").replace("[new]()\n", "")})
    assert known.run("fix", "--baseline", "known.json").code == 0


def test_lines_that_a_message_names_may_move(vault: Vault) -> None:
    note = "---\n{}title: a\ntitle: b\n---\n"
    vault.put({"a.md": note.format("")})
    vault.run("check", "--write-baseline", "known.json")
    vault.put({"a.md": note.format("status: x\n")})
    assert vault.check("--baseline", "known.json").code == 0


def test_names_that_are_not_utf8_are_known(vault: Vault) -> None:
    import os

    path = os.fsdecode(b"\xff.md")
    try:
        vault.put({path: "[x]()\n"})
    except OSError:
        pytest.skip("this file system has no such names")
    vault.run("check", "--write-baseline", "known.json")
    assert vault.check("--baseline", "known.json").code == 0


def test_a_baseline_of_a_later_version_is_not_guessed_at(known: Vault) -> None:
    known.put({"known.json": known.text("known.json").replace('"version": 1', '"version": 2')})
    answer = known.run("check", "--baseline", "known.json")
    assert (answer.code, answer.err) == (
        2, "vaultlint: known.json: a baseline of version 2, where 1 is known; write it anew\n",
    )  # fmt: skip
