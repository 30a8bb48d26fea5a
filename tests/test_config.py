"""A config is understood whole or refused with file, key and the nearest valid key."""

from __future__ import annotations

import json

import pytest
from conftest import Vault

from vaultlint.config.shape import config_schema
from vaultlint.rule import discover

SOUP = "---\ntitle: Soup\n---\n\nBones, water.\n"
BAD = "---\ntitle: Soup\n---\\\n\nBones, water.\n"


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ('exlude = ["a/**"]', "`exclude`"),
        ('[rules."details/emtpy"]\nseverity = "info"', "`details/empty`"),
        ('[rules."details/empty"]\nseverity = "fatal"', "severity"),
        ('[rules."vault/name-mismatch"]\nstem = "youtube_id(source"', 'rules."vault/name-mismatch".stem: '),
        ('[rules."vault/name-mismatch"]\nstem = "freq(\'a\', b)"', "whole vault"),
        ('ignore = ["vualt"]', "ignore: there is no rule or family `vualt`"),
        ('extend-select = ["frontmatter/keyorder"]', "did you mean `frontmatter/key-order`"),
        ('[per-file-ignores]\n"a/**" = ["linkz"]', "linkz"),
        ('include = "a.md"', "include"),
        ("renderers = [1]", "renderers"),
        ('[[schema]]\nnotes = "a/**"', "file"),
        ('[[schema]]\nfile = "none.json"', "none.json"),
        ('[[schema]]\nfile = "vaultlint:note"\nwhere = "a = 1"', "schema[1].where: the expression `a = 1`, column 3: "),
        ('[[schema]]\nfile = "vaultlint:note"\nwhere = "freq(\'a\', b)"', "freq() and has_rule() ask the whole vault"),
        ('[[schema]]\nfile = "vaultlint:literatur-note"', "did you mean `vaultlint:literature-note`"),
        ('[[translation]]\nlable = ["x"]', "`labels`"),
        ('[[translation]]\ncarrier = "detials"', "must be one of `details`, `comment`, `callout` or `file`, not `detials`; did you mean"),
        ('[[translation]]\ncarrier = "file"', "translation[1].pair: the carrier `file` needs it"),
        ('[[translation]]\ncarrier = "file"\npair = "{lang}"', "one field for what the two share"),
        ('[[translation]]\ncarrier = "file"\nlanguage = ["zh", "ja"]\npair = ["{path}", "i18n/{path}"]', "needs `{lang}`"),
        ('[[translation]]\ncarrier = "file"\npair = "uid"\nlanguage = ["en"]', "among the languages"),
        ('[[translation]]\nlanguage = ["zh", "ja"]', "a note has one language"),
        ("translation = 1", "`translation`"),
        ("include = [", "not TOML"),
        ('[[translation]]\nlabels = ["x"]\n[[translation]]\nlable = ["x"]', "translation[2].lable: "),
        ('exclude = ["[z-a]"]', "the pattern `[z-a]`"),
        ('exclude = ["!"]', "the pattern `!`"),
    ],
)
def test_a_wrong_config_is_one_clear_line(vault: Vault, config: str, says: str) -> None:
    vault.put({"vaultlint.toml": config, "a.md": SOUP})
    answer = vault.run("check")
    assert answer.code == 2
    assert answer.err.count("\n") == 1
    assert "vaultlint.toml" in answer.err
    assert says in answer.err


@pytest.mark.parametrize("schema", ["{", '{"type": "strin"}', '{"$ref": "#/nowhere"}', '{"$ref": "https://a.b/c"}'])
def test_a_wrong_schema_is_one_clear_line(vault: Vault, schema: str) -> None:
    vault.put({"vaultlint.toml": '[[schema]]\nfile = "s.json"', "s.json": schema, "a.md": SOUP})
    answer = vault.run("check")
    assert (answer.code, answer.err.count("\n")) == (2, 1), answer.err
    assert "s.json" in answer.err


@pytest.mark.parametrize("name", ["vaultlint.toml", ".vaultlint.toml", "pyproject.toml"])
def test_three_files_may_hold_the_config(vault: Vault, name: str) -> None:
    head = "[tool.vaultlint]\n" if name == "pyproject.toml" else ""
    vault.put({name: head + 'ignore = ["frontmatter/bad-fence"]\n', "a.md": BAD})
    assert vault.check().findings == []
    assert len(vault.check("--isolated").findings) == 1


def test_the_nearest_config_above_a_note_holds(vault: Vault) -> None:
    vault.put(
        {
            "a.md": BAD,
            "inner/vaultlint.toml": 'ignore = ["frontmatter"]\n',
            "inner/b.md": BAD,
            "inner/deep/c.md": BAD,
        }
    )
    assert [path for path, *_ in vault.check().findings] == ["a.md"]
    assert [path for path, *_ in vault.check("inner/b.md", "a.md").findings] == ["a.md"]


def test_include_exclude_and_ignored_files(vault: Vault) -> None:
    vault.put(
        {
            "vaultlint.toml": 'exclude = ["templates/**"]\n',
            ".gitignore": "drafts/\n*.tmp.md\n",
            ".obsidian/app.json": json.dumps({"userIgnoreFilters": ["Old/", "/_x$/"]}),
            ".trash/a.md": BAD,
            "templates/a.md": BAD,
            "drafts/a.md": BAD,
            "a.tmp.md": BAD,
            "Old/a.md": BAD,
            "node.txt": BAD,
            "kept/a.md": BAD,
        }
    )
    assert [path for path, *_ in vault.check().findings] == ["kept/a.md"]
    assert [path for path, *_ in vault.check("templates/a.md", "Old/a.md").findings] == [], "also when they are named"
    assert vault.check("drafts/a.md", "drafts", "a.tmp.md").findings == []


def test_rules_can_be_ignored_for_some_notes(vault: Vault) -> None:
    vault.put({"vaultlint.toml": '[per-file-ignores]\n"old/**" = ["frontmatter"]\n', "old/a.md": BAD, "a.md": BAD})
    assert [path for path, *_ in vault.check().findings] == ["a.md"]


def test_severity_is_the_config_s(vault: Vault) -> None:
    vault.put({"vaultlint.toml": '[rules."frontmatter/bad-fence"]\nseverity = "info"\n', "a.md": BAD})
    answer = vault.check()
    assert [one["severity"] for one in answer.json["diagnostics"]] == ["info"]
    assert answer.code == 0, "info does not fail by default"
    assert vault.check("--fail-on", "info").code == 1


def test_a_rule_that_is_off_runs_when_it_is_named(vault: Vault) -> None:
    off = [rule.name for rule in discover().values() if not rule.default]
    assert off, "some rules are off by default"
    note = "---\ntitle: ''\ntags: []\nb: ~\n---\n"
    vault.put({"a.md": note})
    assert vault.check("--select", "frontmatter").findings == vault.check().findings
    answer = vault.check("--select", "frontmatter/empty-style")
    assert {rule for _, rule, *_ in answer.findings} <= {"frontmatter/empty-style"}


def test_every_rule_stands_in_the_schema_of_the_config() -> None:
    assert list(config_schema()["properties"]["rules"]["properties"]) == list(discover())


def test_a_schema_is_for_the_notes_that_an_expression_is_true_of(vault: Vault) -> None:
    vault.put(
        {
            "vaultlint.toml": "[[schema]]\nnotes = 'a*'\nwhere = \"type == 'book' || file.folder == 'a'\"\nfile = 's.json'\n",
            "s.json": '{"required": ["author"]}',
            "a1.md": "---\ntype: book\n---\n",
            "a2.md": "---\ntype: film\n---\n",
            "a3.md": "No metadata.\n",
            "a4.md": "---\ntype: 'book\n---\n",
            "a/b.md": "---\ntype: film\n---\n",
            "b.md": "---\ntype: book\n---\n",
        }
    )
    found = vault.check("--select", "schema", "--jobs", "1").findings
    assert [path for path, _, _, _ in found] == ["a/b.md", "a1.md"]


def test_a_note_can_name_its_schema(vault: Vault) -> None:
    schema = {"properties": {"rating": {"type": "integer"}}}
    note = "---\n$schema: ../schemas/s.json\nrating: high\n---\n"
    vault.put({"schemas/s.json": json.dumps(schema), "notes/a.md": note})
    assert vault.check().findings == [("notes/a.md", "schema/type", 3, 9)]
    (found,) = vault.check().json["diagnostics"]
    assert found["schema"] == {"file": "schemas/s.json", "pointer": "/properties/rating", "instance": "/rating"}


@pytest.mark.parametrize("name", ["../../out.json", "https://example.org/s.json", "none.json", "vaultlint:nothing"])
def test_a_note_s_own_schema_that_cannot_be_used_is_told_in_the_note(vault: Vault, name: str) -> None:
    vault.put({"a.md": f"---\ntitle: a\n$schema: {name}\n---\n"})
    assert vault.check().findings == [("a.md", "schema/other", 3, 10)]


def test_references_stay_inside_the_vault(vault: Vault) -> None:
    vault.put(
        {
            "schemas/a.json": '{"properties": {"x": {"$ref": "deep/b.json#/$defs/x"}}}',
            "schemas/deep/b.json": '{"$defs": {"x": {"type": "integer"}}}',
            "vaultlint.toml": '[[schema]]\nfile = "schemas/a.json"\n',
            "a.md": "---\nx: y\n---\n",
        }
    )
    assert vault.check().findings == [("a.md", "schema/type", 2, 4)]
    vault.put({"schemas/a.json": '{"properties": {"x": {"$ref": "../../b.json"}}}'})
    assert "leads out of the vault" in vault.run("check").err


@pytest.mark.parametrize(
    ("project", "says"),
    [
        ("[tool.vaultlint]\nexlude = []", "did you mean `exclude`"),
        ("[tool]\nvaultlint = 1", "tool.vaultlint should be a table"),
        ("[tool.vaultlint\n", "not TOML"),
    ],
)
def test_a_wrong_table_in_pyproject_is_one_clear_line(vault: Vault, project: str, says: str) -> None:
    vault.put({"pyproject.toml": project, "a.md": SOUP})
    answer = vault.run("check")
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert "pyproject.toml" in answer.err
    assert says in answer.err


@pytest.mark.parametrize("project", ["tool = 1", "[tool.ruff]\n", "[broken", 'name = "vaultlint"'])
def test_a_pyproject_without_our_table_is_none_of_ours(vault: Vault, project: str) -> None:
    vault.put({"pyproject.toml": project, "a.md": SOUP})
    assert vault.check().code == 0


@pytest.mark.parametrize("name", ["vaultlint.toml", "pyproject.toml"])
def test_a_config_may_have_a_byte_order_mark_and_crlf(vault: Vault, name: str) -> None:
    head = "[tool.vaultlint]\r\n" if name == "pyproject.toml" else ""
    vault.put({name: "\ufeff" + head + 'ignore = ["frontmatter"]\r\n', "a.md": BAD})
    assert vault.check().findings == []


def test_a_bad_line_of_gitignore_is_passed_over(vault: Vault) -> None:
    vault.put({".gitignore": "[z-a]\n!\ndrafts/\n", "drafts/a.md": BAD, "b.md": BAD})
    assert [path for path, *_ in vault.check().findings] == ["b.md"]


@pytest.mark.parametrize("path", [".trash/a.md", ".obsidian/a.md", ".trash", ".obsidian/plugins"])
def test_obsidians_own_folders_hold_no_notes_even_if_named(vault: Vault, path: str) -> None:
    vault.put({".trash/a.md": BAD, ".obsidian/a.md": BAD, ".obsidian/plugins/b.md": BAD})
    answer = vault.run("check", path)
    assert (answer.code, "no note" in answer.err) == (0, True)
