"""The command line keeps its contract: exit codes, streams, formats, and a clear line for a wrong call."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from conftest import Vault

BAD_FENCE = "---\ntitle: Soup\n---\\\n\nBones, water.\n"
CLEAN = "---\ntitle: Soup\n---\n\nBones, water.\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(["check", "clean.md"], 0, id="nothing to report"),
        pytest.param(["check", "bad.md"], 1, id="a finding"),
        pytest.param(["check", "--fail-on", "never", "bad.md"], 0, id="findings that never fail"),
        pytest.param(["check", "--ignore", "frontmatter", "bad.md"], 0, id="an ignored family"),
        pytest.param(["check", "--select", "details", "bad.md"], 0, id="another family"),
        pytest.param(["fix", "--diff", "bad.md"], 1, id="something would change"),
        pytest.param(["fix", "--diff", "clean.md"], 0, id="nothing would change"),
        pytest.param(["fix", "bad.md"], 0, id="all mended"),
        pytest.param(["rules"], 0, id="the table of rules"),
        pytest.param(["rules", "frontmatter/bad-fence"], 0, id="a rule's page"),
        pytest.param(["undo"], 0, id="nothing to take back"),
    ],
)
def test_exit_code(vault: Vault, words: list[str], code: int) -> None:
    vault.put({"clean.md": CLEAN, "bad.md": BAD_FENCE})
    assert vault.run(*words).code == code


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["chek"], "did you mean `check`"),
        (["check", "--output-formt", "json"], "did you mean `--output-format`"),
        (["check", "--output-format", "jsno"], "did you mean `json"),
        (["check", "--select", "frontmater/bad-fence"], "did you mean `frontmatter/bad-fence`"),
        (["check", "--ignore", "detials"], "did you mean `details`"),
        (["check", "missing.md"], "missing.md: there is no such note or folder"),
        (["check", ""], "an empty PATH"),
        (["check", "--select", ","], "--select names no rule"),
        (["check", "--config", "none.toml"], "none.toml"),
        (["check", "--jobs", "0"], "0 is no positive number"),
        (["check", "-", "a.md"], "goes alone"),
        (["check", "--isolated", "--config", "vaultlint.toml"], "exclude each other"),
        (["rules", "detals"], "did you mean `details`"),
        ([], "COMMAND"),
    ],
)
def test_a_wrong_call_is_one_clear_line(vault: Vault, words: list[str], says: str) -> None:
    vault.put({"clean.md": CLEAN, "vaultlint.toml": ""})
    answer = vault.run(*words)
    assert answer.code == 2
    assert says in answer.err
    assert answer.err.count("\n") == 1
    assert answer.out == ""


def test_no_note_is_a_warning(vault: Vault) -> None:
    answer = vault.run("check")
    assert (answer.code, "no note" in answer.err) == (0, True)


def test_nothing_found_comes_with_the_number_of_notes(vault: Vault) -> None:
    vault.put({"a.md": CLEAN, "b.md": "Text.\n"})
    assert vault.run("check").out == "no findings in 2 notes\n"


def test_json_has_its_firm_shape(vault: Vault) -> None:
    vault.put({"notes/bad.md": BAD_FENCE})
    answer = vault.check()
    assert answer.json == {
        "version": 1,
        "summary": {
            "notes": 1, "findings": 1, "fixable": 1, "unsafe_fixable": 0, "error": 1, "warning": 0, "info": 0,
        },
        "diagnostics": [
            {
                "path": "notes/bad.md",
                "rule": "frontmatter/bad-fence",
                "severity": "error",
                "message": answer.json["diagnostics"][0]["message"],
                "line": 3,
                "column": 1,
                "end_line": 3,
                "end_column": 5,
                "fix": answer.json["diagnostics"][0]["fix"],
            }
        ],
    }  # fmt: skip
    fix = answer.json["diagnostics"][0]["fix"]
    assert fix["applicability"] == "safe"
    assert set(fix) == {"applicability", "title", "edits"}
    assert set(fix["edits"][0]) == {"line", "column", "end_line", "end_column", "text"}


def test_jsonl_is_an_item_a_line(vault: Vault) -> None:
    vault.put({"a.md": BAD_FENCE, "b.md": BAD_FENCE})
    answer = vault.run("check", "--output-format", "jsonl")
    assert [json.loads(line)["path"] for line in answer.out.splitlines()] == ["a.md", "b.md"]


def test_a_byte_order_mark_moves_no_column(vault: Vault) -> None:
    vault.put({"a.md": "\ufeff" + BAD_FENCE})
    assert vault.check().findings == [("a.md", "frontmatter/bad-fence", 3, 1)]


def test_paths_are_relative_to_the_current_folder(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.put({"notes/deep/bad.md": BAD_FENCE, "other/bad.md": BAD_FENCE})
    monkeypatch.chdir(vault.root / "notes")
    assert [path for path, *_ in vault.check("deep", "../other/bad.md").findings] == ["../other/bad.md", "deep/bad.md"]
    assert [path for path, *_ in vault.check().findings] == ["../other/bad.md", "deep/bad.md"], "the vault around it"


def test_any_number_of_jobs_tells_the_same(vault: Vault) -> None:
    vault.put({f"{number:03}.md": BAD_FENCE if number % 3 else CLEAN for number in range(230)})
    assert vault.check("--jobs", "1").out == vault.check("--jobs", "2").out


def test_standard_input_is_checked_as_the_note_it_is(vault: Vault) -> None:
    answer = vault.check("-", "--stdin-filename", "notes/a.md", stdin=BAD_FENCE.encode())
    assert answer.findings == [("notes/a.md", "frontmatter/bad-fence", 3, 1)]


def test_standard_input_is_mended_to_standard_output(vault: Vault) -> None:
    answer = vault.run("fix", "-", stdin=BAD_FENCE.replace("\n", "\r\n").encode())
    assert answer.out == BAD_FENCE.replace("---\\", "---").replace("\n", "\r\n")
    assert answer.code == 0


def test_the_report_can_go_to_a_file(vault: Vault) -> None:
    vault.put({"a.md": BAD_FENCE})
    answer = vault.check("--output-file", "report.json")
    assert answer.out == ""
    assert json.loads(vault.text("report.json"))["summary"]["findings"] == 1


def test_undecodable_bytes_are_told_and_the_others_go_on(vault: Vault) -> None:
    vault.put({"a.md": "漢\n漢 ".encode() + b"\xff\xfe", "b.md": BAD_FENCE})
    assert vault.check().findings == [("a.md", "file/not-utf8", 2, 3), ("b.md", "frontmatter/bad-fence", 3, 1)]
    vault.run("fix")
    assert vault.bytes("a.md") == "漢\n漢 ".encode() + b"\xff\xfe", "it is left alone"
    assert vault.text("b.md") == CLEAN


@pytest.mark.parametrize("call", [["check", "--select", "details"], ["check", "--no-cache", "--ignore", "file"], ["fix", "--ignore", "file"]])
def test_a_note_that_cannot_be_read_is_told_whatever_rules_run(vault: Vault, call: list[str]) -> None:
    vault.put({"a.md": b"Soup \xff\n", "b.md": "Soup\n"})
    for _ in range(2):
        answer = vault.run(*call)
        assert (answer.code, answer.err) == (0, "vaultlint: a.md: not checked: it is not UTF-8\n")
    assert vault.run(call[0]).err == "", "where a rule tells it, that is enough"


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_a_broken_link_is_told(vault: Vault) -> None:
    (vault.root / "a.md").symlink_to("nowhere.md")
    assert vault.check().findings == [("a.md", "file/unreadable", 1, 1)]


@pytest.mark.parametrize(
    ("environment", "option", "coloured"),
    [
        ({}, "auto", False),
        ({"FORCE_COLOR": "1"}, "auto", True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "auto", False),
        ({"NO_COLOR": "1"}, "always", True),
        ({"FORCE_COLOR": "1"}, "never", False),
    ],
)
def test_colour(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], option: str, coloured: bool
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    vault.put({"a.md": BAD_FENCE})
    assert ("\x1b[" in vault.run("check", "--color", option).out) is coloured


def test_carets_stand_below_the_fault_in_wide_characters(vault: Vault) -> None:
    vault.put({"a.md": "漢字漢字<details>\n<summary>漢</summary>\n\n字\n\n</details>\n"})
    lines = vault.run("check", "--select", "details/glued").out.splitlines()
    assert lines[1].index("<details>") - 4 + 8 == lines[2].index("^"), "each character before it is two cells wide"


def test_statistics_count_by_rule_and_by_folder(vault: Vault) -> None:
    vault.put({"a.md": BAD_FENCE, "deep/er/b.md": BAD_FENCE + "\n[x]()\n", "clean/c.md": CLEAN})
    lines = vault.run("check", "--statistics").out.splitlines()
    assert lines[:9] == [
        "findings  fixable  notes  severity  rule",
        "       2        2      2  error     frontmatter/bad-fence",
        "       1        0      1  warning   links/empty",
        "",
        "findings  fixable  notes  folder",
        "       2        1      1  deep/er",
        "       1        1      1  .",
        "",
        "2 errors, 1 warning in 2 of 3 notes; `vaultlint fix` mends 2",
    ]


def test_statistics_are_in_json_too(vault: Vault) -> None:
    vault.put({"a.md": BAD_FENCE, "deep/b.md": BAD_FENCE})
    assert vault.check("--statistics").json["statistics"] == {
        "rules": [{"rule": "frontmatter/bad-fence", "severity": "error", "findings": 2, "fixable": 2, "notes": 2}],
        "folders": [
            {"folder": ".", "findings": 1, "fixable": 1, "notes": 1},
            {"folder": "deep", "findings": 1, "fixable": 1, "notes": 1},
        ],
    }
    assert "statistics" not in vault.check().json


def test_a_rule_that_fails_is_our_fault_and_the_others_go_on(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    from vaultlint.rules.frontmatter import invisible

    def broken(note: object) -> None:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr(invisible.RULE.__class__, "__setattr__", object.__setattr__)
    monkeypatch.setattr(invisible.RULE, "check", broken)
    vault.put({"a.md": BAD_FENCE, "b.md": BAD_FENCE})
    answer = vault.check()
    assert answer.code == 3
    assert answer.err.count("boom") == 1
    assert len(answer.findings) == 2


def test_a_closed_pipe_is_no_fault(vault: Vault, tmp_path: Path) -> None:
    import subprocess
    import sys

    vault.put({f"{number}.md": BAD_FENCE for number in range(50)})
    command = f"{sys.executable} -m vaultlint check | head -1"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(command, shell=True, capture_output=True, text=True, env=environment, check=False)
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


NAMES = [b"a\xff.md", b"b\x1b[31m.md", "d é 漢.md".encode(), b"e f.md"]


@pytest.mark.skipif(os.name != "posix", reason="names as POSIX has them")
def test_any_name_is_told_in_json(vault: Vault) -> None:
    for name in NAMES:
        (vault.root / os.fsdecode(name)).write_text(BAD_FENCE)
    assert [os.fsencode(path) for path, *_ in vault.check("--ignore", "vault").findings] == NAMES


def test_no_terminal_obeys_a_note_or_its_name(vault: Vault) -> None:
    vault.put({"\x1b[31m.md": "\x1b]0;x\x07<details>\x9b\n<summary>\x1b[1mX</p>\n\nText\n\n</details>\n"})
    for words in (["check"], ["check", "--output-format", "concise"], ["check", "--output-format", "json"], ["fix"]):
        answer = vault.run(*words)
        assert not set("\x1b\x07\x9b") & set(answer.out + answer.err)


@pytest.mark.skipif(os.name != "posix", reason="links and pipes as POSIX has them")
def test_what_is_no_note_does_not_stop_the_run(vault: Vault) -> None:
    vault.put({"a.md": BAD_FENCE, "x.md/y.md": BAD_FENCE, "z/b.md": BAD_FENCE})
    (vault.root / "loop.md").symlink_to("loop.md")
    (vault.root / "up.md").symlink_to("..")
    os.mkfifo(vault.root / "pipe.md")
    assert [(path, rule) for path, rule, *_ in vault.check().findings] == [
        ("a.md", "frontmatter/bad-fence"),
        ("loop.md", "file/unreadable"),
        ("pipe.md", "file/unreadable"),
        ("x.md/y.md", "frontmatter/bad-fence"),
        ("z/b.md", "frontmatter/bad-fence"),
    ]


def test_a_folder_that_cannot_be_read_is_told(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.put({"a.md": BAD_FENCE, "locked/b.md": BAD_FENCE})
    scandir = os.scandir

    def refusing(folder: str | Path) -> object:
        if Path(folder).name == "locked":
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    assert [(path, rule) for path, rule, *_ in vault.check().findings] == [
        ("a.md", "frontmatter/bad-fence"),
        ("locked", "file/unreadable"),
    ]


@pytest.mark.parametrize("stream", ["stdout", "stderr", "stdin"])
def test_a_closed_stream_is_no_fault(vault: Vault, monkeypatch: pytest.MonkeyPatch, stream: str) -> None:
    import sys

    vault.put({"a.md": BAD_FENCE})
    run = vault.run
    monkeypatch.setattr(sys, stream, None)
    if stream != "stdin":
        assert run("check").code == 1
    else:
        from vaultlint.cli import main

        assert main(["check", "-"]) == 0


def test_a_note_that_trips_the_engine_does_not_stop_the_run(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    from vaultlint import project

    real = project.check_note

    def tripping(note: Any, *rest: Any) -> Any:
        if note.path == "a.md":
            raise RecursionError("too deep")
        return real(note, *rest)

    monkeypatch.setattr(project, "check_note", tripping)
    vault.put({"a.md": BAD_FENCE, "b.md": BAD_FENCE})
    answer = vault.check()
    assert (answer.code, [path for path, *_ in answer.findings]) == (3, ["b.md"])
    assert "the engine failed on a.md (RecursionError: too deep)" in answer.err


def test_standard_input_may_be_a_note_whose_folder_is_still_to_come(vault: Vault) -> None:
    for name in ("new/a.md", "../elsewhere/a.md"):
        assert vault.check("-", "--stdin-filename", name, stdin=BAD_FENCE.encode()).findings[0][0] == name


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"ab\xff\r", b"\xef\xbb\xbf---\r\na: b\r\n---\r\nText\r"])
def test_standard_input_without_a_fix_is_echoed(vault: Vault, data: bytes) -> None:
    vault.run("fix", "-", "--output-file", "out.md", stdin=data)
    assert vault.bytes("out.md") == data


def test_verbose_says_what_a_bilingual_note_is_used_to(vault: Vault) -> None:
    pair = "第{0}锅水要先烧开。\n\n<details>\n<summary>Original</summary>\n\nFirst boil pot {0}.\n\n</details>\n\n"
    vault.put({"a.md": "".join(map(pair.format, range(2, 9))), "b.md": "Water.\n"})
    answer = vault.run("check", "--verbose")
    assert answer.err == "vaultlint: a.md: every paragraph has its translation behind it (7 of 7); 7 × `Original`\n"
    assert answer.code == 0
    assert vault.run("check").err == ""


def test_quiet_statistics_have_no_last_line(vault: Vault) -> None:
    vault.put({"a.md": BAD_FENCE})
    assert vault.run("check", "--statistics", "--quiet").out.endswith("  .\n\n")


def test_only_verbose_reports_have_json_pointers(vault: Vault) -> None:
    schema = '{"properties": {"date": {"format": "date"}}}'
    vault.put({"vaultlint.toml": '[[schema]]\nfile = "s.json"\n', "s.json": schema, "a.md": "---\ndate: soon\n---\n"})
    for shape in ("full", "concise"):
        assert "#/" not in vault.run("check", "--output-format", shape).out
        assert "s.json#/properties/date, of /date" in vault.run("check", "--output-format", shape, "--verbose").out
