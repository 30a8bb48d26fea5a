"""A report says what was counted, and its page is whole, harmless and readable by everyone, whatever the notes are called."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import jsonschema
import pytest
from conftest import Vault
from hypothesis import given
from hypothesis import strategies as st

from vaultlint.finding import Diagnostic, Excerpt, Finding, Severity, Value
from vaultlint.health import Coverage, Facts, Health, document_schema, measured, point_of, rendered
from vaultlint.health.folders import MOST, OTHERS
from vaultlint.page import Home, page
from vaultlint.page.words import percent
from vaultlint.rule import discover
from vaultlint.text import Place, Span

ROOT = Path(__file__).parents[1]
DATE = "2026-03-01T09:30:00Z"
HTML = "{http://www.w3.org/1999/xhtml}"
SENTENCES = {rule.name: rule.title for rule in discover().values()}

GOOD = "---\ntitle: A\npeople: [Ada Lovelace]\n---\n\nText.\n"
BROKEN = "---\ntitle: B\npeople: [ada-lovelace]\n---\n\n<details>\n<summary>Stock</summary>\n\nBones, water.\n"
DOUBTFUL = "---\ntitle: C\npeople: [Ada Lovelace]\n---\n\n<details>\n<summary>Only</summary>\n</details>\n"
KITCHEN = {
    "vaultlint.toml": 'ignore = ["vocabulary"]\n',
    "soups/one.md": GOOD,
    "soups/two.md": BROKEN,
    "breads/rye.md": DOUBTFUL,
    "top.md": "Text without metadata.\n",
}


def told(path: str, rule: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(path, rule, severity, Finding(Span(0, 0), "a fault"), Place(1, 1, 1, 1), Excerpt("", 0))


def facts(path: str, *severities: Severity, values: dict[str, Value] | None = None) -> Facts:
    return Facts(path, [told(path, "details/unclosed", one) for one in severities], values or {})


def tree(text: str) -> Element:
    """The page as a browser understands it; a page that is not valid raises."""
    parser: Any = html5lib.HTMLParser(strict=True)
    parsed: Element = parser.parse(text)
    return parsed


def shown(whole: Health, name: str = "Vault") -> str:
    return page(whole, Home(name), SENTENCES)


def tags(parsed: Element) -> Iterator[tuple[str, Element]]:
    for one in parsed.iter():
        if isinstance(one.tag, str):
            yield one.tag.rpartition("}")[2], one


# What is counted


@pytest.fixture
def kitchen(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> Vault:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772357400")
    vault.put(KITCHEN)
    return vault


def report(vault: Vault, *words: str) -> Any:
    answer = vault.run("report", "--output-format", "json", *words)
    assert (answer.code, answer.err) == (0, "")
    return answer.json


def test_each_note_counts_once_by_its_gravest_finding(kitchen: Vault) -> None:
    document = report(kitchen)
    assert document["tally"]["notes"] == {"all": 4, "with_errors": 1, "only_warnings": 1, "only_info": 0, "clean": 2}
    assert document["tally"]["findings"] == {"error": 1, "warning": 1, "info": 0, "fixable": 1}
    assert (document["vault"], document["date"]) == ("vault", DATE)


def test_the_numbers_are_those_of_check(kitchen: Vault) -> None:
    summary = kitchen.check().json["summary"]
    document = report(kitchen)
    findings = document["tally"]["findings"]
    assert {name: summary[name] for name in ("error", "warning", "info", "fixable")} == findings
    assert summary["notes"] == document["tally"]["notes"]["all"]


def test_folders(kitchen: Vault) -> None:
    found = {one["folder"]: one["tally"]["notes"] for one in report(kitchen)["folders"]}
    assert {folder: (notes["all"], notes["with_errors"]) for folder, notes in found.items()} == {
        ".": (1, 0),
        "breads": (1, 0),
        "soups": (2, 1),
    }


def test_families_and_their_rules(kitchen: Vault) -> None:
    (family,) = report(kitchen)["families"]
    assert (family["family"], family["notes"]) == ("details", 2)
    assert [(rule["rule"], rule["notes"]) for rule in family["rules"]] == [
        ("details/empty", 1),
        ("details/unclosed", 1),
    ]


def test_properties_and_names(kitchen: Vault) -> None:
    document = report(kitchen)
    people = next(one for one in document["properties"]["used"] if one["key"] == "people")
    assert document["properties"]["notes"] == 3, "a note without metadata is none"
    assert (people["notes"], people["type"], people["values"]) == (3, "array", 2)
    (name,) = document["names"]["most"]
    assert [(one["text"], one["uses"], one["differs"]) for one in name["spellings"]] == [
        ("Ada Lovelace", 2, "best"),
        ("ada-lovelace", 1, "form"),
    ]


def test_a_few_notes_that_do_otherwise_are_outliers() -> None:
    notes = [facts(f"{number}.md", values={"tags": ["a"], "date": "2026-01-01"}) for number in range(40)]
    notes.append(facts("odd.md", values={"tags": "a", "date": "soon"}))
    used = {one.key: one for one in measured("Vault", DATE, notes).properties.used}
    assert [(one.fault, one.paths) for one in used["tags"].outliers] == [("text", ("odd.md",))]
    assert (used["date"].form, [one.paths for one in used["date"].outliers]) == ("date", [("odd.md",)])
    assert used["tags"].types == {"array": 40, "string": 1}


def test_text_that_looks_like_something_else_has_quotes() -> None:
    notes = [
        facts(f"{number}.md", values={"draft": value}) for number, value in enumerate(["true", True, True, "a: b"])
    ]
    (draft,) = measured("Vault", DATE, notes).properties.used
    assert [(one.value, one.uses) for one in draft.most] == [("true", 2), ("a: b", 1), ("'true'", 1)]


def test_the_worst_note_comes_first() -> None:
    error, warning = Severity.ERROR, Severity.WARNING
    notes = [
        facts("a.md", warning, warning, warning),
        facts("b.md", error),
        facts("c.md", error, warning),
        facts("d.md"),
    ]
    assert [one.path for one in measured("Vault", DATE, notes).worst] == ["c.md", "b.md", "a.md"]


PARAGRAPH = "这是一个关于汤的段落。\n\n<details>\n<summary>English</summary>\n\nA paragraph on soup.\n\n</details>\n\n"
CONFIG = '[[translation]]\nnotes = "{notes}"\ncarrier = "{carrier}"\nlanguage = "zh"\noriginal = "en"\n{more}\n'


def test_translations_are_counted_as_status_counts_them(kitchen: Vault) -> None:
    inside = CONFIG.format(notes="soups/**", carrier="details", more='labels = ["English"]')
    beside = (
        '[[translation]]\nnotes = "**"\ncarrier = "file"\nlanguage = "zh"\noriginal = "en"\npair = "{lang}/{path}"\n'
    )
    kitchen.put({"vaultlint.toml": inside + beside})
    kitchen.put({"soups/three.md": PARAGRAPH * 2, "en/a.md": "Soup.\n", "en/b.md": "Bread.\n", "zh/a.md": "汤。\n"})
    rows = kitchen.run("translations", "status", "--output-format", "json").json
    found = report(kitchen)["translations"]
    assert {one["place"] for one in found} == {"note", "file"}
    for row in rows:
        own = [one for one in found if (one["folder"], one["language"]) == (row["folder"], row["language"])]
        for column in ("notes", "translated", "missing", "outdated", "doubtful", "blocks", "blocks missing"):
            assert sum(one[column.replace(" ", "_")] for one in own) == row[column], (row, column)
    assert sum(row["notes"] for row in rows) == sum(one["notes"] for one in found) > 0


def test_many_folders_count_with_those_above() -> None:
    deep = measured("Vault", DATE, [facts(f"year/{number}/a.md") for number in range(MOST + 1)])
    assert [(one.folder, one.tally.notes.all) for one in deep.folders] == [("year", MOST + 1)]
    wide = measured("Vault", DATE, [facts(f"{number}/a.md") for number in range(3 * MOST)])
    assert len(wide.folders) == MOST
    assert sum(one.tally.notes.all for one in wide.folders) == 3 * MOST
    assert any(one.folder == OTHERS for one in wide.folders)


def test_folders_stand_as_people_count() -> None:
    found = measured(
        "Vault", DATE, [facts(f"{folder}/a.md") for folder in ("b", "week 10", "week 9", "week", "2", "week 09")]
    )
    assert [one.folder for one in found.folders] == ["2", "b", "week", "week 09", "week 9", "week 10"]


def test_translations_count_in_the_folder_of_their_note() -> None:
    notes = [facts(f"year/{number}/a.md") for number in range(MOST + 1)]
    coverage = [Coverage("note", f"year/{number}", "en", notes=1) for number in range(MOST + 1)]
    (one,) = measured("Vault", DATE, notes, coverage).translations
    assert (one.folder, one.notes) == ("year", MOST + 1)


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(0, 4, "0%"), (1, 4, "25%"), (4, 4, "100%"), (9_999, 10_000, "99.9%"), (1, 10_000, "0.1%"), (0, 0, "–")],
)
def test_nearly_all_is_not_all(part: int, whole: int, words: str) -> None:
    assert percent(part, whole) == words


def test_paths_choose_notes_and_select_chooses_rules(kitchen: Vault) -> None:
    assert report(kitchen, "soups")["tally"]["notes"]["all"] == 2
    assert report(kitchen, "--select", "details/unclosed")["tally"]["findings"]["warning"] == 0
    assert report(kitchen, "--no-cache", "--jobs", "1") == report(kitchen, "--jobs", "2")


def test_a_vault_in_the_vault_counts_below_its_folder(kitchen: Vault) -> None:
    kitchen.put({"other/vaultlint.toml": "", "other/deep/a.md": GOOD, "other/b.md": GOOD})
    assert {"other", "other/deep"} <= {one["folder"] for one in report(kitchen)["folders"]}


def test_two_vaults_have_no_report_together(kitchen: Vault) -> None:
    for name in ("one", "two"):
        kitchen.put({f"../{name}/vaultlint.toml": "", f"../{name}/a.md": GOOD})
    answer = kitchen.run("report", "../one", "../two")
    assert answer.code == 2
    assert "a report is of one vault" in answer.err


# The document


def test_the_document_has_the_shape_that_is_published(kitchen: Vault) -> None:
    schema = json.loads((ROOT / "schemas" / "health.schema.json").read_text("utf-8"))
    assert schema == document_schema(), "run `python tests/generate.py`"
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(report(kitchen), schema)


def test_one_file_remembers_all_reports(kitchen: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kitchen.run("report", "--output", "health.json", "--history", "health.json").code == 0, "the first of them"
    kitchen.put({"soups/two.md": GOOD})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772443800")
    kitchen.run("report", "--output", "health.json", "--history", "health.json")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772530200")
    answer = kitchen.run("report", "--output", "health.json", "--output", "health.html", "--history", "health.json")
    assert answer.code == 0
    points = point_of(kitchen.text("health.json"))
    assert [one.date for one in points] == [f"2026-03-0{day}T09:30:00Z" for day in (1, 2, 3)]
    assert [one.tally.notes.with_errors for one in points] == [1, 0, 0]
    assert "75% on 1 March 2026" in kitchen.text("health.html")


def test_what_is_written_is_what_is_read() -> None:
    whole = measured("Vault", DATE, [facts("a\udcff.md", Severity.ERROR)])
    assert point_of(rendered(whole)) == whole.points
    assert point_of(rendered(measured("Vault", "2026-03-02T09:30:00Z", [], history=whole.points)))[0] == whole.points[0]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no JSON"),
        ("[]", "no report of vaultlint"),
        ("{}", "no report of vaultlint"),
        ("[" * 100_000, "no report of vaultlint"),
        ('{"version": 2}', "of version 2"),
        ('{"version": 1, "history": [], "date": "2026-99-01T09:30:00Z", "tally": {}}', "no report of vaultlint"),
        ('{"version": 1, "history": [], "date": "<b>", "tally": {}}', "no report of vaultlint"),
        (
            '{"version": 1, "history": [], "date": "2026-03-01T09:30:00Z", "tally": {"notes": {}}}',
            "no report of vaultlint",
        ),
    ],
)
def test_what_is_no_report_is_said(kitchen: Vault, text: str, reason: str) -> None:
    kitchen.put({"old.json": text})
    answer = kitchen.run("report", "--history", "old.json", "--output", "health.html")
    assert answer.code == 2
    assert "old.json" in answer.err
    assert reason in answer.err
    assert not (kitchen.root / "health.html").exists()


# Where it is written


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--output", "health.md"], "ends in .html, .htm, .json"),
        (["--output", "index.html"], "no report of vaultlint; it is not overwritten"),
        (["--output", "nowhere/health.html"], "cannot be written"),
        (["--output", "soups.html/"], "soups.html"),
        (["--output", "health.html", "--output-format", "json"], "--output-format says json"),
        (["--history", "nowhere.json"], "nowhere.json"),
        (["--select", "detials"], "did you mean `details`?"),
        (["nowhere"], "no such note or folder"),
    ],
)
def test_wrong_calls(kitchen: Vault, words: list[str], reason: str) -> None:
    kitchen.put({"index.html": "<!doctype html><p>Mine.", "soups.html/a.txt": ""})
    answer = kitchen.run("report", *words)
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert reason in answer.err
    assert kitchen.text("index.html") == "<!doctype html><p>Mine."


def test_a_note_is_never_written_over(kitchen: Vault) -> None:
    kitchen.put({"vaultlint.toml": 'include = ["**/*.md", "**/*.html"]\n', "page.html": ""})
    answer = kitchen.run("report", "--output", "page.html")
    assert answer.code == 2
    assert "page.html is a note" in answer.err
    assert kitchen.text("page.html") == ""


def test_a_report_is_written_over_and_nothing_is_left_behind(kitchen: Vault) -> None:
    before = {file.name for file in kitchen.root.iterdir()}
    for _ in range(2):
        assert kitchen.run("report", "--output", "health.html", "--output", "health.json").code == 0
    assert {file.name for file in kitchen.root.iterdir()} - before == {"health.html", "health.json"}
    assert kitchen.run("report").out == kitchen.text("health.html"), "the same goes to standard output"


def test_no_note_is_said(vault: Vault) -> None:
    answer = vault.run("report")
    assert answer.code == 0
    assert "no note to report on" in answer.err
    tree(answer.out)


# The page


@pytest.fixture(scope="module")
def whole() -> Health:
    """A vault with something of everything."""
    error, warning, info = Severity
    values: dict[str, Value] = {"title": "Suppe & <Brot>", "people": ["Ada Lovelace"], "标签": ["汤"], "empty": ""}
    notes = [facts(f"notes/{number}.md", values=dict(values)) for number in range(30)]
    notes += [
        facts(f"worse/{number}.md", error, warning, values={**values, "people": ["ada-lovelace"]})
        for number in range(130)
    ]
    notes += [
        facts("مرحبا/ملاحظة.md", info, values={"titel": 4}),
        facts("garden/花园 “x”.md", values={"people": "Ada"}),
    ]
    coverage = [
        Coverage("note", "notes", "en", 30, 10, blocks=50, blocks_missing=3),
        Coverage("file", "worse", "fr", 130, 7, missing=123, outdated=2),
    ]
    earlier = measured("Vault", "2026-01-01T00:00:00Z", notes[:50]).points
    return measured("Vault", DATE, notes, coverage, earlier)


def test_the_page_is_valid_html(whole: Health) -> None:
    tree(shown(whole))
    tree(shown(measured("Empty", DATE, [])))


def test_the_page_needs_nothing_besides_itself(whole: Health) -> None:
    text = shown(whole)
    for name, one in tags(tree(text)):
        assert name not in {"img", "iframe", "object", "embed", "base", "form", "audio", "video", "image", "use"}
        assert not [key for key in one.attrib if key in {"src", "style", "srcset", "action"} or key.startswith("on")]
        address = one.get("href")
        assert address is None or address.startswith(("#", "obsidian://open?", "data:,"))
    assert "url(" not in text
    assert "@import" not in text
    assert "http" not in re.sub(r'http-equiv="', "", text)


def test_the_policy_allows_this_style_and_this_script_alone(whole: Health) -> None:
    parsed = tree(shown(whole))
    (policy,) = (one.get("content") for _, one in tags(parsed) if one.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    for kind in ("style", "script"):
        (own,) = (one.text for name, one in tags(parsed) if name == kind)
        digest = base64.b64encode(hashlib.sha256((own or "").encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


def test_names_of_places_are_there_once_and_lead_somewhere(whole: Health) -> None:
    parsed = tree(shown(whole))
    ids = [one.get("id") for _, one in tags(parsed) if one.get("id")]
    assert len(ids) == len(set(ids))
    meant = [address[1:] for _, one in tags(parsed) if (address := one.get("href", "")).startswith("#")]
    meant += [name for _, one in tags(parsed) for name in (one.get("aria-labelledby") or "").split()]
    assert set(meant) <= set(ids)
    assert {"history", "folders", "rules", "translations", "properties", "names", "worst"} <= set(meant)


def test_it_can_be_read_without_seeing_it(whole: Health) -> None:
    parsed = tree(shown(whole))
    names = [name for name, _ in tags(parsed)]
    levels = [int(name[1]) for name in names if re.fullmatch("h[1-6]", name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert all(names.count(landmark) == 1 for landmark in ("header", "nav", "main", "footer"))
    for name, one in tags(parsed):
        if name == "table":
            assert one.find(f"{HTML}caption") is not None
        if name == "th":
            assert one.get("scope") in {"col", "row"}
        if name == "svg":
            assert one.get("aria-hidden") == "true" or (one.get("role") == "img" and one.get("aria-labelledby"))
    (root,) = [one for name, one in tags(parsed) if name == "html"]
    assert root.get("lang") == "en"


def test_the_number_at_the_top_is_explained(whole: Health) -> None:
    words = " ".join("".join(tree(shown(whole)).itertext()).split())
    assert "20% of notes are without errors" in words
    assert "130 with errors80% · something is broken" in words
    assert "In 162 notes there are 130 errors, 130 warnings and 1 info." in words


def test_ten_thousand_notes_make_a_small_page() -> None:
    error = Severity.ERROR
    name = "一个很长的笔记名字" * 8
    notes = [
        facts(
            f"folder {number % 700}/deeper {number}/{name} {number}.md", *[error] * (number % 7),
            values={f"key {number % 300}": name * 9, "people": [f"Name {number}", f"name-{number}"]},
        )
        for number in range(10_000)
    ]  # fmt: skip
    whole = measured("Vault", DATE, notes)
    assert len(shown(whole).encode()) < 1_000_000
    assert len(rendered(whole).encode()) < 1_000_000


# What a vault says is text


EVIL = [
    '"><script>alert(1)</script>', "</style><script>", "<!--", "]]>", "{{ script }}", "&lt;b&gt; &amp;", "' onload='x",
    "`<b>`", "a\0b", "\udcff\udc80", "\ud800", "\uffff\ufdd0\U0001ffff", "\u202eabc", "\x85\x9f", "", "\r\n", "[[x]](y)", "%41%",
]  # fmt: skip
TEXTS = st.one_of(st.sampled_from(EVIL), st.text(max_size=20), st.text(alphabet="<>\"'&/`{}! -ascript", max_size=30))


@given(path=TEXTS, folder=TEXTS, key=TEXTS, value=TEXTS, vault=TEXTS)
def test_nothing_in_a_vault_is_markup(path: str, folder: str, key: str, value: str, vault: str) -> None:
    plain = measured("v", DATE, [facts("f/p.md", Severity.ERROR, values={"k": ["x", "x"]})] * 2)
    values: dict[str, Value] = {key: [value, value]}
    odd = measured(vault, DATE, [facts(f"{folder}/{path}.md", Severity.ERROR, values=values)] * 2)
    kinds = [{name for name, _ in tags(tree(page(one, Home(one.vault), SENTENCES)))} for one in (plain, odd)]
    assert kinds[1] - kinds[0] <= {"em", "code", "ul", "li", "p", "h3", "br"}
    names = [name for name, _ in tags(tree(page(odd, Home(vault), SENTENCES)))]
    assert (names.count("script"), names.count("style")) == (1, 1)
    json.loads(rendered(odd))


@given(vault=st.text(min_size=1), prefix=st.sampled_from(["", "in/here/"]), path=st.text(min_size=1))
def test_links_name_vault_and_note(vault: str, prefix: str, path: str) -> None:
    address = urlsplit(Home(vault, prefix).address(path))
    asked = parse_qs(address.query, keep_blank_values=True, strict_parsing=True, errors="strict")
    assert (address.scheme, address.netloc, address.fragment) == ("obsidian", "open", "")
    assert asked == {"vault": [vault], "file": [prefix + path]}


def test_a_name_that_is_not_utf_8_keeps_its_bytes_in_links() -> None:
    assert Home("v").address("a\udcff.md").endswith("file=a%FF.md")


@pytest.mark.parametrize(
    ("words", "home"),
    [([], "vault=vault&file=soups%2Ftwo.md"), (["--vault-name", "My & own"], "vault=My%20%26%20own&")],
)
def test_links_open_the_note_in_its_vault(kitchen: Vault, words: list[str], home: str) -> None:
    assert f"obsidian://open?{home.replace('&', '&amp;')}" in kitchen.run("report", *words).out


def test_the_vault_is_the_folder_that_obsidian_opened(kitchen: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    """A config further down makes no vault of Obsidian's."""
    kitchen.put({"soups/vaultlint.toml": ""})
    monkeypatch.chdir(kitchen.root / "soups")
    assert "obsidian://open?vault=vault&amp;file=soups%2Ftwo.md" in kitchen.run("report").out


# In a browser


BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="module")
def browser() -> str:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(f"no browser is installed: none of {', '.join(BROWSERS)}")
    return found


def test_a_browser_runs_the_script_and_complains_of_nothing(browser: str, whole: Health, tmp_path: Path) -> None:
    """The headings of tables are buttons only if the policy lets the script run."""
    file = tmp_path / "health.html"
    file.write_text(shown(whole), "utf-8")
    words = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path / 'profile'}",
        "--enable-logging=stderr",
    ]
    run = subprocess.run(
        [browser, *words, "--dump-dom", file.as_uri()], capture_output=True, text=True, timeout=120, check=False
    )
    if not run.stdout:
        pytest.skip(f"the browser does not start here: {run.stderr[-200:]}")
    assert run.stdout.count('<button type="button">') > 10
    assert "CONSOLE" not in run.stderr
