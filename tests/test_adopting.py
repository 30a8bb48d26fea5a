"""Settings of other tools become a config that loads, and nothing of them is lost without a word."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest
from conftest import Vault
from hypothesis import given
from hypothesis import strategies as st

from vaultlint.adopting import Proposal, linter, remark, spelt
from vaultlint.commands.config import _yaml

LINTER = ".obsidian/plugins/obsidian-linter/data.json"


def rules(**configs: dict[str, Any]) -> dict[str, Any]:
    return {"ruleConfigs": {name.replace("_", "-"): {"enabled": True, **options} for name, options in configs.items()}}


SORT = {
    "yaml-key-priority-sort-order": "title\ndate:\n\ntags",
    "priority-keys-at-start-of-yaml": True,
    "yaml-sort-order-for-other-keys": "None",
}


def test_the_order_of_keys_is_taken_over() -> None:
    proposal = linter.proposed(rules(yaml_key_sort=SORT))
    assert proposal.config == {
        "extend-select": ["frontmatter/key-order"],
        "rules": {"frontmatter/key-order": {"order": ["title", "date", "tags"]}},
    }
    assert proposal.left == []


@pytest.mark.parametrize(
    "change",
    [
        {"yaml-key-priority-sort-order": ""},
        {"priority-keys-at-start-of-yaml": False},
        {"yaml-sort-order-for-other-keys": "Ascending Alphabetical"},
    ],
)
def test_what_key_order_cannot_do_is_listed(change: dict[str, Any]) -> None:
    (one,) = linter.proposed(rules(yaml_key_sort={**SORT, **change})).left
    assert "sort" in one[0]


def test_settings_of_older_versions_are_understood() -> None:
    old = {
        "YAML Key Sort": {
            "Enabled": True,
            "YAML Key Priority Sort Order": "title",
            "Priority Keys at Start of YAML": True,
        }
    }
    assert linter.proposed({"ruleConfigs": old}).config["rules"] == {"frontmatter/key-order": {"order": ["title"]}}


def test_every_rule_that_is_on_is_told_once_and_none_that_is_off() -> None:
    settings = rules(format_tags_in_yaml={}, remove_yaml_keys={}, header_increment={}, trailing_spaces={})
    settings["ruleConfigs"]["yaml-title"] = {"enabled": False}
    proposal = linter.proposed(settings)
    assert [name for name, _ in proposal.already] == ["format-tags-in-yaml"]
    assert [name for name, _ in proposal.left] == ["remove-yaml-keys", "header-increment, trailing-spaces"]


def test_folders_are_left_out_whatever_their_names(vault: Vault) -> None:
    folders = ["lexicon", "a b/漢/", "[x]*?", "#1 !"]
    vault.put({f"{folder.strip('/')}/a.md": "[x]()\n" for folder in folders} | {"x/a.md": "[x]()\n"})
    vault.put({LINTER: json.dumps({"ruleConfigs": {}, "foldersToIgnore": folders})})
    assert vault.run("config", "import", "--write").code == 0
    assert [path for path, *_ in vault.check().findings] == ["x/a.md"]


SCRIPT = """
import plugin from 'remark-lint-frontmatter-schema'; // schemas: {
const config = {
  plugins: [
    remarkFrontmatter,
    [ plugin, {
        schemas: {
          /* One schema for many files */
          './schemas/page.yaml': [
            // patterns
            './content/**/*.md', './{docs,blog}/*.md',
          ],
          "./schemas/http.json": ["x//y.md"]
        },
    } ],
  ],
};
"""
BOUND = [
    {"notes": ["content/**/*.md", "docs/*.md", "blog/*.md"], "file": "schemas/page.yaml"},
    {"notes": ["x//y.md"], "file": "schemas/http.json"},
]


def test_the_map_of_schemas_is_found_in_a_script() -> None:
    schemas = _yaml(remark.literal(SCRIPT) or "")
    assert remark.proposed({"plugins": [["x-frontmatter-schema", {"schemas": schemas}]]}).config["schema"] == BOUND


@pytest.mark.parametrize("script", ["", "schemas", "schemas: {", "schemas: {'a': '", "const schemas = make();"])
def test_a_script_that_writes_no_map_out_has_none(script: str) -> None:
    assert remark.literal(script) is None


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        (".remarkrc", {"plugins": ["frontmatter", ["lint-frontmatter-schema", {"schemas": {"./s.json": "./*.md"}}]]}),
        (".remarkrc.json", {"plugins": {"remark-lint-frontmatter-schema": {"schemas": {"s.json": ["*.md"]}}}}),
        ("package.json", {"remarkConfig": {"plugins": {"lint-frontmatter-schema": {"schemas": {"s.json": ["*.md"]}}}}}),
    ],
)
def test_schemas_are_bound(vault: Vault, name: str, settings: dict[str, Any]) -> None:
    vault.put({name: json.dumps(settings), "s.json": '{"required": ["title"]}', "a.md": "---\ndate: 1\n---\n"})
    vault.put({"deep/b.md": "---\ndate: 1\n---\n"})
    assert vault.run("config", "import", "--write").code == 0
    assert tomllib.loads(vault.text("vaultlint.toml"))["schema"] == [{"notes": ["*.md"], "file": "s.json"}]
    assert "schema/required" in {rule for _, rule, *_ in vault.check().findings}


def test_what_cannot_be_bound_is_listed(vault: Vault) -> None:
    schemas = {
        "missing.json": ["*.md"],
        "https://example.org/s.json": ["*.md"],
        "s.json": ["*.md", "!b.md", "../up/*.md"],
    }
    plugins = [["remark-lint-frontmatter-schema", {"schemas": schemas, "embed": {}}], "remark-lint-final-newline"]
    vault.put({".remarkrc": json.dumps({"plugins": plugins}), "s.json": "{}"})
    text = vault.run("config", "import").out
    assert tomllib.loads(text) == {"schema": [{"notes": ["*.md"], "file": "s.json"}]}
    for told in ("missing.json", "https://example.org", "!b.md", "../up/*.md", "embed", "remark-lint-final-newline"):
        assert f"#   {told}" in text or told in text.partition("# Has no counterpart:")[2]


def test_both_tools_make_one_config_and_a_config_is_never_overwritten(vault: Vault) -> None:
    vault.put({LINTER: json.dumps({**rules(yaml_key_sort=SORT), "foldersToIgnore": ["templates"]}), "s.json": "{}"})
    vault.put({".remarkrc": json.dumps({"plugins": [["lint-frontmatter-schema", {"schemas": {"s.json": ["*.md"]}}]]})})
    shown = vault.run("config", "import")
    assert shown.code == 0 and not (vault.root / "vaultlint.toml").exists(), "it is shown, not written"
    assert {"exclude", "extend-select", "rules", "schema"} == tomllib.loads(shown.out).keys()
    assert vault.run("config", "import", "--write").code == 0
    assert vault.text("vaultlint.toml") == shown.out
    assert vault.run("check").code == 0
    again = vault.run("config", "import", "--write")
    assert (again.code, again.err.count("\n")) == (2, 1)
    assert vault.text("vaultlint.toml") == shown.out


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"plugins": 3', b"\xff", b"ruleConfigs: [", b"true"])
def test_settings_that_are_none_are_one_clear_line(vault: Vault, content: bytes) -> None:
    vault.put({"data.json": content})
    for name in ("data.json", "missing.json"):
        answer = vault.run("config", "import", name)
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert name in answer.err


def test_without_settings_it_says_so(vault: Vault) -> None:
    assert vault.run("config", "import").code == 2


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KNOWN = st.sampled_from([*linter.LEFT, *linter.ALREADY, "yaml-key-sort", "trailing-spaces"])


@given(st.dictionaries(KNOWN, JSON | st.fixed_dictionaries({"enabled": st.just(True)}, optional={"x": JSON})), JSON)
def test_whatever_the_settings_are_the_proposal_is_toml(configs: dict[str, Any], folders: Any) -> None:
    ignored = folders if isinstance(folders, list) else []
    proposal = linter.proposed({"ruleConfigs": configs, "foldersToIgnore": ignored})
    assert tomllib.loads("\n".join(spelt(proposal, "a\nb\x7f"))) == proposal.config


@given(JSON, JSON)
def test_whatever_remark_is_told_the_proposal_is_toml(schemas: Any, plugins: Any) -> None:
    proposal = remark.proposed({"plugins": [["frontmatter-schema", {"schemas": schemas}], plugins]})
    assert tomllib.loads("\n".join(spelt(proposal, "a"))) == proposal.config


def test_nothing_proposed_is_a_config_too() -> None:
    assert tomllib.loads("\n".join(spelt(Proposal(), "a"))) == {}
