"""Fixes of schema findings, on generated schemas and notes: never refused by the proof, at rest after one run, no harm."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_schema_gate import NAMES, VALUES, schemas

from vaultlint.finding import Applicability, Diagnostic
from vaultlint.lint import activate, check_note
from vaultlint.mend import mend
from vaultlint.note import Bindings, Note
from vaultlint.rule import discover
from vaultlint.schema import Schema

ACTIVE = [activate(rule) for rule in discover().values() if rule.family in ("schema", "file")]
FINITE = st.none() | st.booleans() | st.integers(-2, 5) | st.sampled_from(["", "a", "a b"]) | st.just([]) | st.just({})
PROPERTIES = st.dictionaries(NAMES, st.tuples(schemas(1), FINITE | st.just("no default")), min_size=1, max_size=3)


def written(values: dict[str, Any]) -> str:
    """A block of front matter with each value as JSON, which YAML 1.2 reads as it is."""
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
    return lines.replace("NaN", ".nan").replace("-Infinity", "-.inf").replace("Infinity", ".inf")


def place(diagnostic: Diagnostic) -> str:
    """The key at the top that a finding is about; no fix moves a fault to another."""
    source = diagnostic.finding.schema
    return source.instance.split("/")[1] if source and source.instance else ""


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    PROPERTIES,
    st.lists(NAMES, unique=True, max_size=2),
    st.booleans(),
    st.dictionaries(NAMES | st.sampled_from(["tag", "Tags"]), VALUES, max_size=4),
    st.none() | schemas(1),
)
def test_fixes(
    properties: dict[str, Any], required: list[str], closed: bool, values: dict[str, Any], second: Any
) -> None:
    document: dict[str, Any] = {
        "required": required,
        "properties": {
            name: schema if default == "no default" else {**schema, "default": default}
            for name, (schema, default) in properties.items()
        },
    }
    if closed:
        document["additionalProperties"] = False
    others = () if second is None else (Schema.of(second, "y.json"),)
    bound = Bindings(schemas=(Schema.of(document, "x.json"), *others))
    note = Note("note.md", f"---\n{written(values)}---\nBody\n", bound)
    before = check_note(note, ACTIVE)
    assert not before.crashes
    for tier in (Applicability.SAFE, Applicability.UNSAFE):
        mended = mend(note, ACTIVE, threshold=tier)
        assert not [one for one in mended.left.diagnostics if one.rule == "file/unproved-fix"]
        assert mend(Note(note.path, mended.text, bound), ACTIVE, threshold=tier).text == mended.text
        if tier is Applicability.SAFE:
            assert len(mended.left.diagnostics) <= len(before.diagnostics)
            assert not {place(one) for one in mended.left.diagnostics} - {place(one) for one in before.diagnostics}
        assert mended.text.endswith("---\nBody\n")
