"""Which schemas a note is bound to: by its path, an expression, a key of its own, or by name; all of them must hold."""

from __future__ import annotations

import json

import pytest
from conftest import Vault

from vaultlint.families import read_family

BOOK = {"required": ["author"], "properties": {"rating": {"type": "integer"}}}
BY_TYPE = '[[schema]]\nnotes = "notes/**"\nfile = "schemas/{type}.schema.json"\n'


def note(front_matter: str) -> str:
    return f"---\n{front_matter}\n---\n"


@pytest.fixture
def library(vault: Vault) -> Vault:
    vault.put(
        {
            "vaultlint.toml": BY_TYPE,
            "schemas/book.schema.json": json.dumps(BOOK),
            "schemas/board-game.schema.json": '{"required": ["players"]}',
            "schemas/README.md": "",
        }
    )
    return vault


@pytest.mark.parametrize(
    ("type_", "rules"),
    [
        ("book", ["schema/required"]),
        pytest.param("Book", ["schema/required"], id="case is no other type"),
        pytest.param("Board Game", ["schema/required"], id="nor are blanks"),
        pytest.param('"[[Book]]"', ["schema/required"], id="a link names the note's name"),
        pytest.param('"[[types/book|a book]]"', ["schema/required"], id="a link with folder and alias"),
        pytest.param("[book, board game]", ["schema/required", "schema/required"], id="a list: each"),
        pytest.param("[book, book]", ["schema/required"], id="the same twice is one"),
        pytest.param("", [], id="empty"),
        pytest.param("[]", [], id="an empty list"),
        pytest.param("''", [], id="an empty text"),
        ("boook", ["schema/other"]),
        pytest.param("[book, film]", ["schema/other", "schema/required"], id="one that is, one that is not"),
        pytest.param("../secret", ["schema/other"], id="no value is a path"),
        pytest.param("3", ["schema/other"], id="a number"),
        pytest.param("{a: b}", ["schema/other"], id="a mapping"),
        pytest.param("[[Book]]", [], id="frontmatter/unquoted-link tells it"),
        pytest.param("'{{type}}'", [], id="a template will fill it in"),
    ],
)
def test_a_key_of_the_note_names_its_schema(library: Vault, type_: str, rules: list[str]) -> None:
    library.put({"notes/a.md": note(f"type: {type_}"), "secret.schema.json": '{"required": ["x"]}'})
    assert sorted(rule for _, rule, _, _ in library.check("--select", "schema").findings) == rules


def test_without_the_key_no_schema_is_named(library: Vault) -> None:
    library.put({"notes/a.md": note("title: a"), "notes/b.md": "Text.\n", "other.md": note("type: boook")})
    assert library.check("--select", "schema").findings == []


def test_a_value_that_names_no_schema_is_told_at_its_place(library: Vault) -> None:
    library.put({"notes/a.md": note("type: [book, boook]\nauthor: A")})
    answer = library.check("--select", "schema")
    assert answer.findings == [("notes/a.md", "schema/other", 2, 14)]
    message = "there is no schema for `boook` in schemas/; did you mean `book`?"
    assert answer.json["diagnostics"][0]["message"] == message


@pytest.mark.parametrize(
    ("pattern", "files", "names"),
    [
        ("schemas/{type}", ["schemas/a.schema.json", "schemas/b.json", "schemas/c.yaml", "schemas/d.md"], "a b c"),
        ("schemas/{type}", ["schemas/a.schema.json", "schemas/a.json"], "a"),
        ("{type}.json", ["a.json", "b.json"], "a b"),
        ("schemas/{type}/schema.json", ["schemas/a/schema.json", "schemas/b/other.json", "schemas/c.json"], "a"),
        ("schemas/x-{type}-v1.json", ["schemas/x-a-v1.json", "schemas/x--v1.json", "schemas/a.json"], "a"),
        ("schemas/[{type}].json", ["schemas/[a].json", "schemas/a.json"], "a"),
    ],
)
def test_the_files_that_match_are_the_names(vault: Vault, pattern: str, files: list[str], names: str) -> None:
    vault.put(dict.fromkeys(files, "{}"))
    assert list(read_family(pattern, "type", vault.root).schemas) == names.split()


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("schema/{type}.json", "schema/{type}.json: there is no such file, whatever stands for `{type}`"),
        ("schemas/{type}.json", "schemas/broken.json: not JSON"),
        ("schemas/{type}/{kind}.json", "may have one `{key}` in it"),
        ("schemas/{type.json", "may have one `{key}` in it"),
    ],
)
def test_a_wrong_pattern_is_one_clear_line(vault: Vault, file: str, message: str) -> None:
    vault.put({"vaultlint.toml": f'[[schema]]\nfile = "{file}"\n', "schemas/broken.json": "{", "a.md": "a\n"})
    answer = vault.check()
    assert answer.code == 2
    assert message in answer.err
    assert answer.err.count("\n") == 1


def test_a_config_from_elsewhere_names_its_own_schemas(library: Vault) -> None:
    library.put({"sub/vaultlint.toml": "", "sub/notes/a.md": note("type: book")})
    answer = library.check("--config", "vaultlint.toml", "sub", "--select", "schema")
    assert answer.findings == []
    library.put({"notes/a.md": note("type: book")})
    assert [rule for _, rule, _, _ in library.check("--config", "vaultlint.toml").findings] == ["schema/required"]


def test_a_schema_may_be_yaml(vault: Vault) -> None:
    vault.put(
        {
            "vaultlint.toml": '[[schema]]\nfile = "s.yaml"\n',
            "s.yaml": "required: [title]\nproperties:\n  day: {const: 2024-01-01}  # text, as in a note\n",
            "a.md": note("day: 2024-01-02"),
        }
    )
    assert [rule for _, rule, _, _ in vault.check().findings] == ["schema/required", "schema/const"]


@pytest.mark.parametrize("text", ["a: [", "a: 1\na: 2\n", "", "- 1\n", "type: strin\n"])
def test_yaml_that_is_no_schema_is_one_clear_line(vault: Vault, text: str) -> None:
    vault.put({"vaultlint.toml": '[[schema]]\nfile = "s.yaml"\n', "s.yaml": text, "a.md": note("a: 1")})
    answer = vault.check()
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert "s.yaml: " in answer.err


def test_show_tells_what_is_bound_and_why(library: Vault) -> None:
    config = BY_TYPE + '\n[[schema]]\nnotes = "films/**"\nfile = "vaultlint:note"\n'
    config += "\n[[schema]]\nwhere = \"status == 'ripe'\"\nfile = 'vaultlint:note'\n"
    library.put(
        {"vaultlint.toml": config, "s.yaml": "title: Mine", "notes/a.md": note("type: book\n$schema: ../s.yaml")}
    )
    answer = library.run("schema", "show", "notes/a.md")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        "notes/a.md: 2 schemas\n"
        "\n"
        "schemas/book.schema.json\n"
        '  by [[schema]] 1 of vaultlint.toml: notes = "notes/**", `type` of the note: `book`\n'
        "\n"
        "  key     required  what it should be\n"
        "  rating            a whole number\n"
        "  author  yes\n"
        "\n"
        "s.yaml  Mine\n"
        "  by `$schema` in the note itself\n"
        "\n"
        "not bound:\n"
        '  vaultlint:note, by [[schema]] 2 of vaultlint.toml: it is for "films/**"\n'
        "  vaultlint:note, by [[schema]] 3 of vaultlint.toml: it is for notes where \"status == 'ripe'\"\n"
    )


def test_show_tells_the_value_that_names_no_schema(library: Vault) -> None:
    library.put({"notes/a.md": note("type: boook"), "notes/b.md": note("title: b")})
    answer = library.run("schema", "show", "notes/a.md")
    assert answer.out == ("notes/a.md: no schema\n! there is no schema for `boook` in schemas/; did you mean `book`?\n")
    assert "the note has nothing for `type`" in library.run("schema", "show", "notes/b.md").out


def test_show_says_what_to_do_where_nothing_is_bound(vault: Vault) -> None:
    vault.put({"a.md": "Text.\n"})
    assert vault.run("schema", "show", "a.md").out == (
        "a.md: no schema\n\n"
        "A schema is bound by a [[schema]] table in vaultlint.toml, or by `$schema` in the note itself;\n"
        "`vaultlint schema infer` drafts one from the notes.\n"
    )


def test_show_as_json_has_the_schemas_themselves(library: Vault) -> None:
    library.put({"notes/a.md": note("type: [book, boook]")})
    shown = library.run("schema", "show", "notes/a.md", "--output-format", "json").json
    assert shown["version"] == 1
    assert shown["note"] == "notes/a.md"
    assert [(one["file"], one["document"]) for one in shown["schemas"]] == [("schemas/book.schema.json", BOOK)]
    bound = {"config": "vaultlint.toml", "table": 1, "notes": ["notes/**"], "where": None, "key": "type"}
    assert shown["schemas"][0]["bound_by"] == bound
    assert [one["key"] for one in shown["unbound"]] == ["type"]


def test_show_of_a_note_on_standard_input_and_of_a_schema(library: Vault) -> None:
    words = ["schema", "show", "-", "--stdin-filename", "notes/new.md"]
    assert library.run(*words, stdin=note("type: book").encode()).out.startswith("notes/new.md: 1 schema\n")
    assert library.run("schema", "show", "vaultlint:note").out.startswith("vaultlint:note  Note\n\n  key")
    assert library.run("schema", "show", "schemas/book.schema.json").out.startswith("schemas/book.schema.json\n")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere.md", "nowhere.md: there is no such note"),
        ("schemas", "schemas: there is no such note"),
        ("vaultlint:nte", "did you mean `vaultlint:note`?"),
        ("nowhere.json", "nowhere.json: no such file"),
        ("schemas/boks.schema.json", "did you mean `schemas/book.schema.json`?"),
    ],
)
def test_show_of_nothing_is_one_clear_line(library: Vault, name: str, message: str) -> None:
    answer = library.run("schema", "show", name)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert message in answer.err


def keys(**properties: object) -> dict[str, object]:
    return {"properties": properties}


TEXT, NUMBER = {"type": "string"}, {"type": "number"}
CLOSED = {"additionalProperties": False}

ODDS = [
    ("a: [x]", keys(a={"items": TEXT}), keys(a={"items": NUMBER}), "of each item, it should be text for one and"),
    pytest.param("a: []", keys(a={"items": TEXT}), keys(a={"items": NUMBER}), "", id="both allow an empty list"),
    ("a: {b: x}", keys(a=keys(b=TEXT)), keys(a=keys(b=NUMBER)), "of `b` in it, it should be text"),
    pytest.param("a: {c: x}", keys(a=keys(b=TEXT)), keys(a=keys(b=NUMBER)), "", id="the key in it is not there"),
    ("a: x", keys(a={"format": "date"}), keys(a={"format": "uri"}), "no text is date and uri at once"),
    pytest.param("a: 2025-10-08", keys(a={"format": "date"}), keys(a={"format": "tag"}), "", id="a date may be a tag"),
    ("a: 3", keys(a={"minimum": 5}), keys(a={"exclusiveMaximum": 5}), "their limits exclude each other"),
    pytest.param("a: 5", keys(a={"minimum": 5}), keys(a={"maximum": 5}), "", id="5 pleases both"),
    ("a: [1]", keys(a={"minItems": 3}), keys(a={"maxItems": 2}), "their limits exclude each other"),
    pytest.param("a:", keys(a={"type": ["string", "null"], "minLength": 5}), keys(a={"maxLength": 3}), "",
                 id="limits of text concern no empty value"),
    ("a: x", {"required": ["b"]}, {"not": {"required": ["b"]}}, "`1.json` requires it, `2.json` does not allow it"),
    ("a: x", {"required": ["b"]}, {"propertyNames": {"enum": ["a"]}}, "does not allow it"),
    ("a: x", {"required": ["b"]}, {**keys(a={}), "unevaluatedProperties": False}, "does not allow it"),
    pytest.param("a: x", {"required": ["b"]}, {"anyOf": [keys(b={})], "unevaluatedProperties": False}, "",
                 id="a branch knows the key"),
    pytest.param("c: x", keys(c={}), {**keys(a={}), **CLOSED}, "", id="schema/unknown-key tells it: leave `c` out"),
    ("a: x", {"$ref": "#/$defs/n", "$defs": {"n": keys(a=NUMBER)}}, {"allOf": [keys(a=TEXT)]}, "it should be a number"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "one", "other", "reason"), ODDS)
def test_schemas_that_disagree(vault: Vault, text: str, one: object, other: object, reason: str) -> None:
    vault.put(
        {
            "vaultlint.toml": '[[schema]]\nfile = "1.json"\n[[schema]]\nfile = "2.json"\n',
            "1.json": json.dumps(one),
            "2.json": json.dumps(other),
            "a.md": note(text),
        }
    )
    answer = vault.check("--select", "schema")
    found = [one for one in answer.json["diagnostics"] if one["rule"] == "schema/conflict"]
    assert len(found) == bool(reason)
    assert not reason or (answer.findings == [("a.md", "schema/conflict", 1, 1)] and reason in found[0]["message"])
