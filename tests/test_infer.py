"""`schema infer`: a draft accepts nearly all of the notes that it is made from, says what they have, and names the rest."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import Vault
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from vaultlint.infer import Named, infer, rendered
from vaultlint.infer.choices import choices
from vaultlint.infer.order import usual_order
from vaultlint.schema import compile_schema

SEEDS = Path(__file__).parents[1] / "seeds"

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["", "a", "draft", "evergreen", "2025-01-02", "2025-01-02T10:00:00", "https://a.example/b",
                       "[[Note]]", "dQw4w9WgXcQ", "two-words", "AB-0012", "no\nline"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("xyz"), inner, max_size=3),
    max_leaves=4,
)  # fmt: skip
NOTES = st.lists(st.dictionaries(st.sampled_from(["title", "tags", "date", "type", "$schema", "é"]), VALUES), max_size=45)


def named(notes: list[dict[str, Any]]) -> list[Named]:
    return [Named(f"{number:04}.md", values) for number, values in enumerate(notes)]


def draft(notes: list[dict[str, Any]], **options: Any) -> Any:
    return infer(named(notes), "Notes", **options).document


def of_key(values: list[Any], **options: Any) -> dict[str, Any]:
    """What the draft asks of a key with these values, without words."""
    asked = draft([{"key": value} for value in values], **options)["properties"]["key"]
    return {name: one for name, one in asked.items() if name not in ("description", "$comment")}


def refused(document: Any, notes: list[dict[str, Any]]) -> int:
    schema = compile_schema(document, "the draft")
    return sum(bool(schema.errors_of_note(dict(values))) for values in notes)


@given(NOTES, st.booleans())
def test_a_draft_is_a_schema_that_accepts_nearly_all_notes(notes: list[dict[str, Any]], closed: bool) -> None:
    document = draft(notes)
    Draft202012Validator.check_schema(document)
    assert compile_schema(document, "the draft").gate is not None
    assert refused(document, notes) <= len(notes) * 0.05
    text = rendered(document)
    assert json.loads(text) == document
    assert all(line == line.rstrip() for line in text.split("\n"))
    Draft202012Validator.check_schema(draft(notes, closed=True, required=0.5))


@given(st.randoms(use_true_random=False), st.integers(20, 120))
def test_a_few_faults_change_nothing_that_is_asked(chance: random.Random, number: int) -> None:
    notes: list[dict[str, Any]] = [
        {"title": f"Note {place}", "status": chance.choice(["draft", "ripe"]), "tags": ["a", f"b{place}"],
         "date": f"2025-01-{1 + place % 28:02}"}
        for place in range(number)
    ]  # fmt: skip
    clean = draft(notes)
    spoilt = chance.sample(range(number), number // 20)
    faults = [{"tags": "a, b"}, {"date": "soon"}, {"title": 1984}, {"tags": None}]
    for place in spoilt:
        notes[place] |= chance.choice(faults)
    dirty = draft(notes)
    assert refused(dirty, notes) == len(spoilt)
    assert asked(dirty) == asked(clean)


def asked(document: Any) -> Any:
    if isinstance(document, dict):
        return {name: asked(one) for name, one in document.items() if name not in ("description", "$comment")}
    return document


TEXTS = [f"A text of its own, {number}" for number in range(30)]


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        (["a", "b"], {"type": "string"}),
        pytest.param(TEXTS, {"type": "string", "minLength": 1}, id="many, and never empty"),
        pytest.param([*TEXTS, *[""] * 9], {"type": "string"}, id="often empty"),
        pytest.param([*TEXTS, *[None] * 9], {"type": ["string", "null"], "minLength": 1}, id="often null"),
        ([1, 2], {"type": "integer"}),
        ([1, 2.5], {"type": "number"}),
        ([True, False], {"type": "boolean"}),
        ([None, None], {}),
        ([["a"], []], {"type": "array", "items": {"type": "string"}}),
        ([[1], ["a"]], {"type": "array", "items": {"type": ["integer", "string"]}}),
        pytest.param([["a"]] * 5 + [""] * 5, {"type": ["array", "string"], "items": {"type": "string"}, "maxLength": 0},
                     id="an empty text stands for no list, no other text does"),
        pytest.param([["a", "b"]] * 3, {"type": "array", "items": {"type": "string"}, "uniqueItems": True}, id="unique"),
        pytest.param([["a", "a"]] * 3, {"type": "array", "items": {"type": "string"}}, id="not unique"),
        ([{"x": 1}] * 5, {"type": "object", "required": ["x"], "properties": {"x": {"type": "integer"}}}),
        (["draft", "ripe"] * 6, {"enum": ["draft", "ripe"]}),
        pytest.param([*["draft", "ripe"] * 6, None, None], {"enum": ["draft", "ripe", None]}, id="choice or null"),
        pytest.param(["draft", "ripe"] * 4, {"type": "string"}, id="too few for a closed set"),
        pytest.param([*["draft", "ripe"] * 15, "new"], {"type": "string", "minLength": 1}, id="new ones still come"),
        pytest.param([*["evergreen", "inbox"] * 15, "evergren"], {"enum": ["evergreen", "inbox"]}, id="a slip"),
        pytest.param([["x", "y"]] * 20, {"type": "array", "items": {"enum": ["x", "y"]}, "minItems": 1, "uniqueItems": True},
                     id="choices in lists"),
        (["2025-01-02", "2024-02-29"], {"type": "string", "format": "date"}),
        pytest.param(["2025-01-02", "", ""], {"type": "string", "if": {"minLength": 1}, "then": {"format": "date"}},
                     id="date or empty text"),
        (["2025-01-02T10:00:00Z"], {"type": "string", "format": "date-time"}),
        (["https://a.example/b"], {"type": "string", "format": "uri"}),
        (["ann@example.org"], {"type": "string", "format": "email"}),
        (["123e4567-e89b-12d3-a456-426614174000"], {"type": "string", "format": "uuid"}),
        (["[[Note]]", "[[a/Note|n]]"], {"type": "string", "format": "wikilink"}),
        pytest.param([f"AB-{number:04}" for number in range(9)], {"type": "string", "pattern": "^AB-[0-9]{4}$"}, id="ids"),
        pytest.param([f"978{number:010}" for number in range(9)], {"type": "string", "pattern": "^[0-9]{13}$"}, id="isbn"),
        pytest.param([f"v{number}.{number * 7}" for number in range(9)],
                     {"type": "string", "pattern": r"^v[0-9]\.[0-9]+$"}, id="versions"),
        pytest.param([f"word-{letter}x" for letter in "abcdefgh"],
                     {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}, id="slugs"),
        pytest.param([f"Word {letter}" for letter in "abcdefgh"], {"type": "string"}, id="words are no ids"),
        pytest.param(["a" * 5] * 9, {"type": "string"}, id="the same id in all is none"),
        pytest.param(["dQw4w9WgXcQ", "Bn5-xT0aJfE", "7hQzP2uLdYc", "Zx4nUa-D9Lm", "tJ8oFk1GmBw", "Ya5LrP0dNcI",
                      "uM7gXe3VbQk", "w9GdKs_4RiU"], {"type": "string", "pattern": "^[A-Za-z0-9_-]{11}$"}, id="fixed length"),
    ],
)  # fmt: skip
def test_what_is_asked_of_a_key(values: list[Any], wanted: dict[str, Any]) -> None:
    assert of_key(values) == wanted


def test_a_date_and_time_of_obsidian_has_no_zone() -> None:
    asked = of_key(["2025-01-02T10:00:00", "2025-01-02T10:00"])
    assert "format" not in asked
    assert asked["x-message"] == "should be a date and time like 2025-10-08T09:30"


def test_what_few_notes_have_contradicts_and_is_named() -> None:
    notes: list[dict[str, Any]] = [{"tags": ["a", f"b{number}"]} for number in range(40)]
    notes[7], notes[9] = {"tags": "a"}, {}
    document = draft(notes)
    assert document["required"] == ["tags"]
    assert document["properties"]["tags"]["description"].startswith("in 39 of 40 notes")
    assert document["properties"]["tags"]["$comment"] == "otherwise: missing in 0009.md; text in 0007.md"


def test_a_rare_key_is_left_out_and_a_slip_of_a_usual_one_is_told() -> None:
    notes: list[dict[str, Any]] = [{"series": "x"} for _ in range(40)]
    notes += [{"Series": "x"}, {"serie": "x"}, {"odd": 1}]
    found = infer(named(notes), "Notes")
    assert list(found.document["properties"]) == ["series"]
    assert found.left_out == {"Series": (1, "series"), "odd": (1, None), "serie": (1, "series")}
    closed = infer(named(notes), "Notes", closed=True)
    assert list(closed.document["properties"]) == ["series", "odd"]
    assert closed.document["additionalProperties"] is False


def test_required_at_a_chosen_share() -> None:
    notes = [{"a": 1, "b": 1}] * 7 + [{"a": 1}] * 3
    assert draft(notes)["required"] == ["a"]
    assert draft(notes, required=0.7)["required"] == ["a", "b"]
    assert "required" not in draft([{"a": 1}, {}])


def test_notes_without_metadata_lack_all_keys() -> None:
    assert "required" not in draft([{"a": 1}] * 8 + [{}] * 2)


@pytest.mark.parametrize(
    ("notes", "wanted"),
    [
        (["abc", "abc", "cab"], "abc"),
        (["ac", "ab", "bc"], "abc"),
        pytest.param(["ab", "ba", "ba"], "ba", id="most notes"),
        pytest.param(["bac", "bac", "ac"], "bac", id="short notes do not pull keys to the front"),
        (["", "a"], "a"),
    ],
)
def test_keys_stand_in_the_order_of_most_notes(notes: list[str], wanted: str) -> None:
    assert "".join(usual_order(sorted(set("".join(notes))), notes)) == wanted


@pytest.mark.parametrize(
    ("uses", "slips"),
    [
        ({"draft": 10, "ripe": 10}, {}),
        ({"evergreen": 50, "Evergreen": 2, "evergeen": 1, "inbox": 20}, {"Evergreen": "evergreen", "evergeen": "evergreen"}),
        pytest.param({"v-2023": 50, "v-2024": 50, "v-2025": 1}, {}, id="numbers that differ are no slips"),
        pytest.param({"cat": 50, "car": 1}, {}, id="short words that differ are no slips"),
        pytest.param({"a": 5, "b": 4}, None, id="too few"),
        pytest.param({"a": 50, "b": 1, "c": 1}, None, id="a new value may come any time"),
        pytest.param({"a" * 61: 50, "b": 50}, None, id="prose"),
        pytest.param({f"{number:02}": 5 for number in range(30)}, None, id="too many"),
    ],
)
def test_small_closed_sets(uses: dict[str, int], slips: dict[str, str] | None) -> None:
    assert choices(uses) == slips


def note(values: str) -> str:
    return f"---\n{values}\n---\n\nText.\n"


@pytest.fixture
def shelf(vault: Vault) -> Vault:
    for number in range(30):
        type_ = ["book", "film"][number % 2]
        vault.put({f"notes/{number:02}.md": note(f"type: {type_}\ntitle: Note {number}\ntags: [a, b{number}]")})
    vault.put({"notes/07.md": note("type: film\ntitle: Note 7\ntags: a"), "broken.md": note("a: [")})
    return vault


def test_inferred_then_bound_the_draft_tells_the_notes_that_contradict(shelf: Vault) -> None:
    answer = shelf.run("schema", "infer", "notes", "--output", "schemas/note.schema.json")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == (
        "vaultlint: schemas/note.schema.json accepts 29 of 30 notes; 1 contradicts:\n"
        "  notes/07.md: `tags` should be a list, not the text `a`\n"
        "vaultlint: to bind it, put this into vaultlint.toml:\n"
        '  [[schema]]\n  notes = "notes/**"\n  file = "schemas/note.schema.json"\n'
    )
    table = answer.err.partition("vaultlint.toml:\n")[2]
    shelf.put({"vaultlint.toml": table.replace("  ", "")})
    assert shelf.check("notes", "--select", "schema").findings == [("notes/07.md", "schema/type", 4, 7)]


def test_a_draft_is_the_same_in_every_run_and_never_overwrites(shelf: Vault) -> None:
    first = shelf.run("schema", "infer")
    assert first.out == shelf.run("schema", "infer", "--jobs", "1", "--quiet").out
    assert "1 note has metadata that cannot be read, and is left out (broken.md: " in first.err
    shelf.put({"s.json": first.out})
    answer = shelf.run("schema", "infer", "--output-file", "s.json")
    assert (answer.code, answer.err) == (2, "vaultlint: s.json: the file exists; --force writes over it\n")
    assert shelf.run("schema", "infer", "notes", "--output-file", "s.json", "--force").code == 0


def test_one_schema_for_each_value_of_a_key(shelf: Vault) -> None:
    shelf.put({"notes/odd.md": note("type: song")})
    answer = shelf.run("schema", "infer", "--output", "schemas/{type}.schema.json")
    assert sorted(file.name for file in (shelf.root / "schemas").iterdir()) == ["book.schema.json", "film.schema.json"]
    assert "too few notes for a schema: `song`\n" in answer.err
    assert answer.err.count("[[schema]]") == 1
    assert json.loads(shelf.text("schemas/book.schema.json"))["title"] == "Book"
    shelf.put({"vaultlint.toml": '[[schema]]\nfile = "schemas/{type}.schema.json"\n'})
    assert [path for path, *_ in shelf.check("--select", "schema").findings] == ["notes/odd.md"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--where", "type = 1"], "column 6"),
        (["--required", "95"], "95 is no share; write 0.9 or 90%"),
        (["--from-obsidian"], "types.json says nothing of properties"),
        (["--output", "{a}/{b}.json"], "one `{key}`"),
        (["--output", "{nokey}.json"], "no note has a text for `nokey`"),
        (["nowhere"], "nowhere"),
    ],
)
def test_a_wrong_call_is_one_clear_line(shelf: Vault, words: list[str], message: str) -> None:
    answer = shelf.run("schema", "infer", *words)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert message in answer.err


@pytest.mark.parametrize("text", [None, "Text.\n", "---\ntitle: 'x\n---\n"])
def test_without_metadata_there_is_nothing_to_draft_from(vault: Vault, text: str | None) -> None:
    vault.put({} if text is None else {"a.md": text})
    answer = vault.run("schema", "infer", "--output", "s.json")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.startswith("vaultlint: no note with metadata to draft a schema from\n")
    assert not (vault.root / "s.json").exists()


def test_many_rare_keys_take_no_time() -> None:
    notes = [{f"key{number * 30 + place}": place for place in range(30)} | {"title": "x"} for number in range(2_000)]
    assert list(draft(notes)["properties"]) == ["title"]


def test_the_types_of_obsidian_hold_whatever_the_notes_have(shelf: Vault) -> None:
    for number in range(31):
        shelf.put({f"notes/{number:02}.md": note(f"type: {['book', 'film'][number % 2]}\ntitle: x\nday: 2024-01-01")})
    types = {"tags": "tags", "Title": "number", "due": "datetime", "odd": "not-known", "Done": "checkbox", "day": "date"}
    shelf.put({".obsidian/types.json": json.dumps({"types": types})})
    properties = json.loads(shelf.run("schema", "infer", "--from-obsidian").out)["properties"]
    assert properties["title"]["type"] == ["number", "null"]
    assert properties["Done"] == {"description": "in 0 of 31 notes", "type": ["boolean", "null"]}
    day = {"type": ["string", "null"], "format": "date"}
    assert properties["day"] == {"description": "in all 31 notes", **day}
    assert properties["due"]["pattern"].startswith("^[0-9]{4}")
    assert properties["tags"]["items"]["format"] == "tag"
    assert properties["type"] == {"description": properties["type"]["description"], "enum": ["book", "film"]}
    assert "odd" not in properties


@pytest.mark.parametrize("words", [[], ["--closed"], ["--required", "0.8"], ["notes"], ["garden"]])
def test_the_seeds_are_valid_by_their_own_draft(vault: Vault, words: list[str]) -> None:
    shutil.copytree(SEEDS, vault.root, dirs_exist_ok=True)
    answer = vault.run("schema", "infer", *words, "--output", "draft.json")
    assert answer.code == 0
    vault.put({"vaultlint.toml": 'exclude = ["templates/**"]\n[[schema]]\nfile = "draft.json"\n'})
    found = vault.check("--select", "schema", *(word for word in words if word in ("notes", "garden")))
    contradicting = {path for path, *_ in found.findings}
    notes = found.json["summary"]["notes"]
    assert all(path in answer.err for path in contradicting)
    assert len(contradicting) <= notes * 0.05 or "--required" in words
