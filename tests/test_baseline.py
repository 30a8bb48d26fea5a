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


@pytest.mark.parametrize("content", ["", "[]", '{"notes": 3}', '{"notes": {"a.md": []}}', "\x00"])
def test_a_broken_baseline_is_one_clear_line(vault: Vault, content: str) -> None:
    vault.put({"a.md": GLUED.format(1), "known.json": content})
    for name in ("known.json", "missing.json"):
        answer = vault.run("check", "--baseline", name)
        assert (answer.code, answer.err.count("\n")) == (2, 1)
        assert name in answer.err
