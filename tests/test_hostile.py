"""Vaults by strangers: nothing in one makes a command wait, fall, or read what is not the vault's."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from conftest import Vault

from vaultlint.note import parse
from vaultlint.schema import compile_schema
from vaultlint.schema.judge import judge

NOTE = {"a.md": "---\ntags: [a]\n---\n\nText.\n"}
posix = pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX has them")


@posix
@pytest.mark.parametrize("name", [".obsidian/app.json", ".obsidian/types.json", ".gitignore", "x.canvas", "x.md"])
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(vault: Vault, name: str) -> None:
    vault.put(NOTE)
    os.mkfifo(vault.root / name)
    for words in (["check"], ["check", "--no-cache"], ["fix"], ["query", "tags"], ["report"], ["schema", "infer"]):
        assert vault.run(*words).code in (0, 1), words


@posix
@pytest.mark.parametrize("table", ['schema]]\nnotes = "**"', 'vocabulary]]\nkey = "tags"'])
@pytest.mark.parametrize("file", ["pipe", "/dev/zero"])
def test_a_pipe_that_the_config_names_is_refused(vault: Vault, table: str, file: str) -> None:
    vault.put({**NOTE, "vaultlint.toml": f'[[{table}\nfile = "{file}"\n'})
    os.mkfifo(vault.root / "pipe")
    answer = vault.run("check")
    assert (answer.code, "no regular file" in answer.err) == (2, True), answer.err


@posix
def test_a_baseline_that_is_a_pipe_is_refused(vault: Vault) -> None:
    vault.put(NOTE)
    os.mkfifo(vault.root / "known.json")
    assert "no regular file" in vault.run("check", "--baseline", "known.json").err


@pytest.mark.parametrize("name", ["big.md", "schema.json", ".obsidian/app.json"])
def test_a_file_that_memory_does_not_hold_is_told(vault: Vault, name: str) -> None:
    vault.put({**NOTE, "vaultlint.toml": '[[schema]]\nnotes = "**"\nfile = "schema.json"\n', "schema.json": "{}"})
    with (vault.root / name).open("wb") as file:
        file.truncate(1 << 30)
    answer = vault.run("check", "--no-cache")
    assert "it has 1073 megabytes, and at most 100 are read" in answer.out + answer.err


@pytest.mark.parametrize("text", ["a = " + "[" * 50_000, "a = " + "{a = " * 20_000, "[" + "a." * 50_000 + "b]"])
def test_a_config_that_is_too_deep_is_told(vault: Vault, text: str) -> None:
    vault.put({**NOTE, "vaultlint.toml": text})
    answer = vault.run("check")
    assert (answer.code, "our own fault" in answer.err) == (2, False)


@pytest.mark.parametrize("pattern", ["*a" * 30 + "b", "*[ab]*[!c]" * 12 + "c", "*?a" * 20 + "b"])
def test_no_pattern_of_paths_is_slow(vault: Vault, pattern: str) -> None:
    vault.put({"a" * 200 + ".md": "Text.\n", "vaultlint.toml": f'exclude = ["{pattern}"]\n', ".gitignore": pattern})
    began = time.process_time()
    assert vault.run("check", "--no-cache").code == 0
    assert time.process_time() - began < 5


def test_a_pattern_of_paths_has_few_double_stars(vault: Vault) -> None:
    vault.put({**NOTE, "vaultlint.toml": f'exclude = ["{"**/a/" * 4}b"]\n'})
    assert "it has `**` more than 3 times" in vault.run("check").err


def test_no_excluded_pattern_of_obsidian_is_slow(vault: Vault) -> None:
    filters = ["/^(A+)+$/", "/^(?!.*secret)(a|a)*b/", "/x(/"]
    vault.put(
        {"a" * 60 + ".md": "Text.\n", "A.md": "[[x", ".obsidian/app.json": json.dumps({"userIgnoreFilters": filters})}
    )
    began = time.process_time()
    assert vault.run("check", "--no-cache").code == 0
    assert time.process_time() - began < 5


@pytest.mark.parametrize("given", [{"enum": [*range(100)]}, {"type": "string"}, {"type": "string", "format": "date"}])
def test_a_note_in_which_a_schema_finds_much_wrong_takes_no_long(given: dict[str, object]) -> None:
    note = "---\na:\n" + "".join(f"  - {one}.5\n" for one in range(1000)) + "---\n"
    schema = compile_schema({"properties": {"a": {"items": given}}}, "x.json")
    began = time.process_time()
    found = judge(parse("a.md", note).frontmatter, (schema,))
    assert sum(map(len, found.values())) == 1000
    assert time.process_time() - began < 8


def test_a_schema_with_a_number_of_too_many_digits_is_refused(vault: Vault) -> None:
    binding = '[[schema]]\nnotes = "**"\nfile = "x.json"\n'
    vault.put({**NOTE, "vaultlint.toml": binding, "x.json": '{"minimum": ' + "1" * 5000 + "}"})
    answer = vault.run("check")
    assert (answer.code, "our own fault" in answer.err) == (2, False)


def test_the_config_says_how_large_a_note_may_be(vault: Vault) -> None:
    """Also of a note that is known: the answer is another one under another limit."""
    vault.put({"a.md": "x" * 2_000_001, "vaultlint.toml": ""})
    assert vault.run("check").code == 0
    vault.put({"vaultlint.toml": "[limits]\nnote-size = 1\n"})
    assert "it has 2 megabytes, and at most 1 are read" in vault.run("check").out
    vault.put({"vaultlint.toml": "[limits]\nnote-size = 3\n"})
    assert vault.run("check").code == 0
    vault.put({"vaultlint.toml": "[limits]\nnote-size = 0\n"})
    assert vault.run("check").code == 2


@posix
def test_a_note_that_is_a_link_out_of_the_vault_is_told_and_not_read(vault: Vault, tmp_path: Path) -> None:
    outside = tmp_path / "outside" / "secret.md"
    outside.parent.mkdir()
    outside.write_text("---\nsecret: true\ntags: a b\n---\n", encoding="utf-8")
    vault.put({**NOTE, ".obsidian/app.json": "{}"})
    (vault.root / "secret.md").symlink_to(outside)
    (vault.root / "inside.md").symlink_to("a.md")
    for words in (["check"], ["check"], ["check", "--no-cache"], ["check", "secret.md"], ["fix"]):
        answer = vault.run(*words)
        assert (
            "secret.md:1:1: error file/unreadable could not be read: it is a link out of the vault, to "
            in answer.out.replace("\n", "\n")
            or "is a link out of the vault" in answer.err
        )
        assert answer.out.count("error") <= 2
    assert "secret" not in vault.run("query", "secret").out
    assert "secret:" not in vault.run("edit", "set", "b=1").out


@posix
def test_a_link_inside_of_the_repository_is_read(vault: Vault, tmp_path: Path) -> None:
    """As documentation has its first page from the top of the repository."""
    repository = vault.root.parent
    (repository / ".git").mkdir(exist_ok=True)
    (repository / "README.md").write_text("---\ntags: a b\n---\n", encoding="utf-8")
    vault.put({"vaultlint.toml": ""})
    (vault.root / "index.md").symlink_to("../README.md")
    assert "file/unreadable" not in vault.run("check").out


def test_an_excluded_pattern_of_obsidian_that_is_none_is_told(vault: Vault) -> None:
    vault.put({**NOTE, ".obsidian/app.json": json.dumps({"userIgnoreFilters": ["/x(/"]})})
    assert "the excluded pattern `x(` is left out: it is no pattern" in vault.run("check").err


DEEP = 100_000


@pytest.mark.parametrize(
    "text",
    [
        "---\na: " + "[" * DEEP + "]" * DEEP + "\n---\n",
        "---\na: " + "{a: " * DEEP + "}" * DEEP + "\n---\n",
        "---\na:\n  " + "- " * DEEP + "x\n---\n",
        "+++\na = " + "[" * DEEP + "]" * DEEP + "\n+++\n",
        "{" + '"a": {' * DEEP + "}" * DEEP + "}\n",
        "---\na0: &a0 [x, x]\n"
        + "".join(f"a{one}: &a{one} [*a{one - 1}, *a{one - 1}]\n" for one in range(1, 60))
        + "---\n",
        "---\n" + "? " * 55 + "x\n---\n",
        "> " * DEEP + "x\n",
        "- " * DEEP + "x\n",
        "---\na: \ud800\n---\n".encode("utf-8", "surrogatepass"),
        b"\x00\x01\x02---\n\x00: \x00\n---\n",
    ],
    ids=["flow", "maps", "items", "toml", "json", "aliases", "keys", "quotes", "lists", "surrogates", "controls"],
)
def test_no_note_makes_a_command_fall(vault: Vault, text: str | bytes) -> None:
    vault.put({"a.md": text})
    before = vault.bytes("a.md")
    began = time.process_time()
    for words in (["check", "--no-cache"], ["query", "a"], ["edit", "set", "b=1", "--write"], ["schema", "infer"]):
        answer = vault.run(*words)
        assert answer.code in (0, 1, 2), words
        assert "our own fault" not in answer.err and "Traceback" not in answer.err, words
        assert before[-20:] in vault.bytes("a.md")
    assert time.process_time() - began < 20


def _twice(reference: str) -> dict[str, object]:
    return {"anyOf": [{"$ref": reference, "required": ["y"]}, {"$ref": reference, "required": ["z"]}]}


SCHEMAS = {
    "references that double": (
        {"$defs": {f"d{one}": _twice(f"#/$defs/d{one + 1}") for one in range(30)} | {"d30": {}}, **_twice("#/$defs/d0")},
        "its `$ref`s judge one value in more than 10,000 ways",
    ),
    "references that double at each level of the note": (
        {"$defs": {"n": {"properties": {"a": _twice("#/$defs/n")}}}, "$ref": "#/$defs/n"},
        "it takes far too many steps to judge a note; make it refer less often to itself",
    ),
    "dynamic references that double": (
        {
            "$defs": {
                f"d{one}": {"$dynamicAnchor": f"x{one}", "not": {"$dynamicRef": f"#x{one + 1}"}, "if": {"$dynamicRef": f"#x{one + 1}"}}
                for one in range(40)
            }
            | {"d40": {"$dynamicAnchor": "x40"}},
            "$dynamicRef": "#x0",
        },
        "it takes far too many steps to judge a note; make it refer less often to itself",
    ),
    "a circle": ({"$dynamicRef": "#"}, "it refers to itself without end, or too deep"),
    "a deep schema": (json.loads('{"not":' * 600 + "{}" + "}" * 600), "it is nested too deep"),
    "a pattern of another draft": (
        {"allOf": [{"$schema": "http://json-schema.org/draft-07/schema#", "patternProperties": {"^(a+)+$": {}}, "type": "string"}]},
        None,
    ),
    "many items, each another": ({"properties": {"l": {"uniqueItems": True, "items": {"enum": [[one] for one in range(60)]}}}}, None),
}  # fmt: skip


@pytest.mark.parametrize("why", SCHEMAS)
def test_no_schema_takes_for_ever(vault: Vault, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each would go on for ages, so the test itself would not end."""
    monkeypatch.setattr("vaultlint.schema.keywords.STEPS", 2_000)
    document, message = SCHEMAS[why]
    lists = "".join(f"- [{one}]\n- k{one}\n" for one in range(400))
    note = f"---\n{'a' * 60}!: 1\na: {'{a: ' * 40}1{'}' * 40}\nl:\n{lists}---\n"
    config = '[[schema]]\nnotes = "**"\nfile = "s.json"\n'
    vault.put({"vaultlint.toml": config, "s.json": json.dumps(document), "a.md": note})
    answer = vault.run("check", "--select", "schema", "--output-format", "concise")
    assert answer.code == (1 if message is None else 2), answer
    assert (message or "") in answer.err
    assert "our own fault" not in answer.err
