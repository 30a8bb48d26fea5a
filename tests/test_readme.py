"""What README, guides and CONTRIBUTING show is true: commands, config, hooks, notes, and the rule that is there to be copied."""

from __future__ import annotations

import json
import re
import shlex
import sys
from pathlib import Path
from types import ModuleType

import pytest
from conftest import Vault
from ruamel.yaml import YAML

from vaultlint.parser import parser_of
from vaultlint.testing import disguises, verify

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str, *guides: str) -> list[str]:
    """The fenced blocks in that language: of the README, or of these guides."""
    texts = [(ROOT / "docs" / "guides" / f"{name}.md").read_text("utf-8") for name in guides] or [README]
    return [block for text in texts for block in re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)]


COMMANDS = re.findall(r"^(vaultlint [^#\n]*)", "".join(blocks("console")), re.M)


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_are_understood(command: str) -> None:
    assert parser_of().parse_args(shlex.split(command)[1:]).command


def test_the_two_first_commands_are_there() -> None:
    """CI runs them as they stand, see .ci/run."""
    lines = "".join(blocks("console")).splitlines()
    first = [line for line in lines if line.startswith("python3 -m venv .venv && ")]
    assert [line.rsplit(maxsplit=1)[-1] for line in first] == ["seeds", "pytest"]


TAXONOMY = {
    "areas": {"house": {}, "garden": {}},
    "categories": ["bread"],
    "status_lifecycle": ["draft"],
    "entity_aliases": {"people": {"Ann Lee": ["Ann"]}},
    "tags": {"ai": ["AI"], "song": []},
}


def test_the_first_config_loads(vault: Vault) -> None:
    (config,) = blocks("toml")
    vault.put({"vaultlint.toml": config, "schemas/notes.schema.json": "{}", "notes/a.md": "Soup\n"})
    assert vault.check().code == 0


def test_config_loads_and_its_translation_is_clean(vault: Vault) -> None:
    """All TOML of the guides makes one config, under which their bilingual example is without fault."""
    config = "\n".join(one for one in blocks("toml", "configuration", "schemas", "bilingual") if "ingore" not in one)
    assert "[[schema]]" in config and "[[translation]]" in config
    vault.put(
        {
            "vaultlint.toml": config,
            "schemas/notes.schema.json": "{}",
            "taxonomy.json": json.dumps(TAXONOMY),
            "lists/music.yaml": "genres: [{id: new-wave}, {id: jazz}]\ngenres_by_old_name: {NW: new-wave}\n",
            "notes/songs.md": "---\narea: home\ngenre: [jazz, NW, wave, misc, rock]\ntags: [AI, songs]\n---\n",
            "notes/bread.md": blocks("html", "bilingual")[0],
            "notes/broken.md": blocks("html", "bilingual")[0].replace("</summary>", "</p>"),
        }
    )
    answer = vault.check("--select", "details,translation")
    assert [finding[:2] for finding in answer.findings] == [("notes/broken.md", "details/wrong-close")], answer
    terms = [(one["line"], one["column"]) for one in vault.check("--select", "vocabulary/unknown").json["diagnostics"]]
    assert terms == [(2, 7), (3, 15), (3, 19), (3, 25), (3, 31), (4, 8), (4, 12)]


def test_the_migration_runs(vault: Vault) -> None:
    note = "---\ntitle: Soup\nauthor: U. Frey\nguest: Lena Moss, Tom\ntags: [Lena Moss, soup]\nisbn: 1\n---\n"
    known = "---\ntitle: Bread\nstatus: read\nspeaker: Tom\npeople: [Lena Moss]\n---\n"
    vault.put(
        {"people.yaml": blocks("yaml", "migrations")[0], "names.csv": "old,new\nU. Frey,Una Frey\n", "a.md": note, "b.md": known}
    )
    answer = vault.run("migrate", "people.yaml", "--write")
    assert (answer.code, answer.err) == (0, "vaultlint: step 6 (unset): no note has the key `asin`\n")
    assert vault.text("b.md") == known
    assert vault.text("a.md") == (
        "---\ntitle: Soup\nstatus: draft\nspeaker: Una Frey\nguest: [Lena Moss, Tom]\ntags: [soup]\n"
        "people: [Lena Moss]\n---\n"
    )


def test_hooks_and_workflow_are_real() -> None:
    known = {hook["id"] for hook in YAML(typ="safe").load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    (config,) = map(YAML(typ="safe").load, blocks("yaml", "pre-commit"))
    workflow = YAML(typ="safe").load(blocks("yaml", "ci")[0])
    assert {hook["id"] for hook in config["repos"][0]["hooks"]} <= known
    assert all(name in blocks("yaml", "pre-commit")[0] for name in known)
    action = YAML(typ="safe").load((ROOT / "action.yml").read_text("utf-8"))
    given = workflow["jobs"]["vaultlint"]["steps"][1]["with"]
    assert given.keys() <= action["inputs"].keys()
    assert parser_of().parse_args(["check", *shlex.split(given["args"])]).command


@pytest.mark.parametrize("target", re.findall(r"\]\((?!https?:)([^)#]+)\)", README))
def test_links_lead_somewhere(target: str) -> None:
    assert (ROOT / target).exists()


def test_the_rule_in_contributing_keeps_its_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (source,) = re.findall(r"^```python\n(.*?)^```$", text, re.M | re.S)
    module = ModuleType("vaultlint.rules.residue.placeholder")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(source, module.__dict__)
    assert (module.RULE.name, module.RULE.title) == ("residue/placeholder", "A placeholder was left in the text.")
    for example in module.RULE.examples:
        for disguise in disguises(module.RULE, example):
            verify(module.RULE, example, disguise)
