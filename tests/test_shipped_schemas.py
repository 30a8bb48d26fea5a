"""The schemas that ship are valid, need no library on clean notes, and fit the notes that they were made for."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from vaultlint import schemas
from vaultlint.errors import SchemaError
from vaultlint.frontmatter import read
from vaultlint.schema import Schema, compile_schema
from vaultlint.schema.judge import judge

FOLDER = Path(__file__).parents[1] / "schemas"
FILES = [FOLDER / f"{name}.schema.json" for name in ("literature-note", "note")]


def load(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


def schema(name: str) -> Schema:
    return compile_schema(load(FOLDER / f"{name}.schema.json"), name)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_valid_and_described(file: Path) -> None:
    document = load(file)
    Draft202012Validator.check_schema(document)
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert document["$id"] == "urn:vaultlint:" + file.name.removesuffix(".schema.json")
    assert document["title"] and document["description"]
    assert all(one["title"] and one["description"] for one in document["properties"].values())
    assert compile_schema(document, file.name).gate is not None


def test_clean_notes_need_no_library() -> None:
    program = (
        "import json, sys; from vaultlint.schema import compile_schema\n"
        f"schema = compile_schema(json.load(open({str(FOLDER / 'note.schema.json')!r}, encoding='utf-8')), 'note')\n"
        "assert schema.errors({'tags': ['a/b'], 'aliases': None, 'other': 1}) == []\n"
        "assert not {'jsonschema', 'referencing', 'rapidfuzz'} & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=FOLDER.parent, check=False).returncode == 0


def kinds(name: str, text: str) -> dict[str, list[str]]:
    found = judge(read(f"---\n{text}---\n"), (schema(name),))
    return {kind: [finding.message for finding in findings] for kind, findings in found.items()}


def test_note() -> None:
    assert kinds("note", "tags: [a, 书/小说]\naliases:\ncssclasses: [wide]\npublish: true\nanything: 1\n") == {}
    assert kinds("note", "tags: a\npublish: 'true'\ncover: 1\n").keys() == {"type"}
    assert kinds("note", "tags: ['#a', '2024', 'a b']\n").keys() == {"format"}


LITERATURE = """\
area: society
category: city-life
companies_orgs: []
date: '2025-03-04'
draft: true
guest: ''
insight:
layout: post.njk
people:
- Ada Brook
project: []
series: ''
source: https://example.org/watch?v=1
speaker: Harbour Radio
status: evergreen
summary: 港口的一天。
tags:
- harbour
- 渡轮
title: 港口的一天
"""


def test_literature_note() -> None:
    assert kinds("literature-note", LITERATURE) == {}
    assert kinds("literature-note", LITERATURE.replace("'2025-03-04'", "2025-03-04")) == {}
    assert kinds("literature-note", LITERATURE.replace("https://example.org/watch?v=1", "''")) == {}
    assert kinds("literature-note", LITERATURE.replace("https://example.org/watch?v=1", "a talk")).keys() == {"format"}
    assert kinds("literature-note", LITERATURE.replace("- harbour", "- Harbour Life")).keys() == {"pattern"}
    assert kinds("literature-note", LITERATURE.replace("\n- Ada Brook", " '[]'")).keys() == {"type"}
    assert kinds("literature-note", LITERATURE.replace("- Ada Brook", "- '[]'")) == {
        "pattern": ["item 1 of `people` should be a name, not `[]`"]
    }
    assert kinds("literature-note", LITERATURE.replace("title: 港口的一天\n", "")).keys() == {"required"}


SAMPLES = Path(__file__).parents[2] / "shared" / "samples" / "vault" / "notes"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample notes are not on this machine")
def test_the_real_notes_have_few_faults() -> None:
    bound = (schema("literature-note"),)
    found = {
        (file.name, kind)
        for file in sorted(SAMPLES.glob("*.md"))
        for kind in judge(read(file.read_bytes().decode()), bound)
    }
    assert sorted(kind for _, kind in found) == ["deprecated"] * 8 + ["pattern"] * 6 + ["required"] + ["type"] * 4


def test_a_schema_that_is_not_there_is_named_as_users_name_it(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match=r"\Anope\.json: no such file"):
        schemas.load("nope.json", tmp_path, tmp_path)
