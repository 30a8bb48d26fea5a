"""Canvases and bases lead to notes as notes do, and are led to."""

from __future__ import annotations

import json

import pytest
from conftest import Vault

from vaultlint.markdown.links.boards import board_references

BASE = """
filters:
  and:
    - file.hasLink("a")
    - 'up == link("b")'
formulas:
  c: "[[c|C]]"
"""


def test_a_base_names_what_it_asks_for() -> None:
    assert {one.path for one in board_references("x.base", BASE)} == {"a", "b", "c"}


def test_a_canvas_holds_files_and_texts_with_links() -> None:
    nodes = [
        {"type": "file", "file": "x/a.md", "subpath": "#A"},
        {"type": "text", "text": "[[b]] and [c](c.md)"},
        {"type": "group", "label": "[[d]]"},
        {"type": "link", "url": "https://example.com"},
    ]
    found = board_references("x.canvas", json.dumps({"nodes": nodes, "edges": []}))
    assert [(one.path, one.subpath) for one in found] == [("/x/a.md", "#A"), ("b", ""), ("c.md", ""), ("d", "")]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"nodes": 1}', '{"nodes": [1, {"file": 2}, {"text": null}]}', "[" * 10_000]
)
def test_a_canvas_that_cannot_be_read_leads_nowhere(text: str) -> None:
    assert board_references("x.canvas", text) == ()


def test_what_a_board_leads_to_is_no_orphan(vault: Vault) -> None:
    vault.put(
        {
            "a.md": "",
            "b.md": "![[x.canvas]] [[x.base]] [[y.canvas]]\n",
            "c.md": "",
            "d.md": "",
            "f/x.canvas": json.dumps({"nodes": [{"type": "file", "file": "a.md"}, {"type": "text", "text": "[[b]]"}]}),
            "x.base": 'filters: file.hasLink("c")\n',
            "y.canvas": b"\xff",
        }
    )
    answer = vault.check("--select", "links,vault/orphan")
    assert [(path, rule) for path, rule, *_ in answer.findings] == [("d.md", "vault/orphan")]
