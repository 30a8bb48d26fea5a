"""The official JSON-Schema-Test-Suite: our path says valid exactly where `jsonschema` alone does, gate or no gate."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from referencing import Registry, Resource

from vaultlint.errors import SchemaError
from vaultlint.schema import compile_schema
from vaultlint.schema.drafts import SPECIFICATIONS, draft_of, specification_of
from vaultlint.schema.gate import gate_of
from vaultlint.schema.library import FORMAT_CHECKER

SUITES = Path(__file__).parents[2] / "shared" / "suites"
REMOTES = SUITES / "json-schema-remotes"
DRAFTS = {
    "json-schema-draft2020-12": "https://json-schema.org/draft/2020-12/schema",
    "json-schema-draft7": "http://json-schema.org/draft-07/schema#",
}

pytestmark = pytest.mark.skipif(not SUITES.is_dir(), reason="the official suites are not on this machine")

LEFT_OUT = {
    "json-schema-draft2020-12/vocabulary.json": "a metaschema of one's own: `$schema` names the drafts that we know",
    "json-schema-draft2020-12/format.json": "says that formats are annotations; for notes they are asserted",
    "json-schema-draft7/format.json": "says that formats are annotations; for notes they are asserted",
}


def files() -> Iterator[Any]:
    for suite in DRAFTS:
        for file in sorted((SUITES / suite).glob("*.json")):
            name = f"{suite}/{file.name}"
            marks = [pytest.mark.skip(reason=LEFT_OUT[name])] if name in LEFT_OUT else []
            yield pytest.param(file, DRAFTS[suite], id=name, marks=marks)


@cache
def remotes() -> dict[str, Any]:
    return {
        f"http://localhost:1234/{file.relative_to(REMOTES).as_posix()}": json.loads(file.read_text("utf-8"))
        for file in REMOTES.rglob("*.json")
    }


def retrieve(address: str) -> Any:
    if address not in remotes():
        raise SchemaError(f"{address}: refused")
    return remotes()[address]


def dressed(schema: Any, draft: str) -> Any:
    return {"$schema": draft, **schema} if isinstance(schema, dict) else schema


@pytest.mark.parametrize(("file", "draft"), list(files()))
def test_valid_means_valid(file: Path, draft: str) -> None:
    for group in json.loads(file.read_text("utf-8")):
        document = dressed(group["schema"], draft)
        if "\\p{" in json.dumps(document).replace("\\\\", "\\"):
            continue  # Python has no such classes; the library alone raises, and we refuse the schema
        schema = compile_schema(document, file.name, retrieve)
        for case in group["tests"]:
            faults = schema.errors(case["data"])
            said = (group["description"], case["description"], faults)
            assert (not faults) == authority(document, case["data"]), said
            assert (not faults) == case["valid"], said
            assert schema.accepts(case["data"]) == case["valid"]
            assert case["valid"] or all(fault.message for fault in faults)


OPTIONAL_LEFT_OUT = {
    "ecmascript-regex": "patterns are Python's",
    "format-assertion": "a metaschema of one's own: `$schema` names the drafts that we know",
}


def optional_files() -> Iterator[Any]:
    for suite in DRAFTS:
        for file in sorted((SUITES / suite / "optional").glob("*.json")):
            if file.stem not in OPTIONAL_LEFT_OUT:
                yield pytest.param(file, DRAFTS[suite], id=f"{suite}/{file.stem}")


@pytest.mark.parametrize(("file", "draft"), list(optional_files()))
def test_what_is_optional_is_as_in_the_library(file: Path, draft: str) -> None:
    for group in json.loads(file.read_text("utf-8")):
        document = dressed(group["schema"], draft)
        schema = compile_schema(document, file.name, retrieve)
        for case in group["tests"]:
            assert schema.accepts(case["data"]) == authority(document, case["data"]), (group["description"], case)
            assert bool(schema.errors(case["data"])) != schema.accepts(case["data"])


@pytest.mark.parametrize(("file", "draft"), list(files()))
def test_gate_never_contradicts(file: Path, draft: str) -> None:
    for group in json.loads(file.read_text("utf-8")):
        gate = gate_of(group["schema"] if "2020" in draft else dressed(group["schema"], draft))
        if gate is not None:
            for case in group["tests"]:
                assert case["valid"] or not gate(case["data"]), (group["description"], case["description"])


def authority(document: Any, value: Any) -> bool:
    draft = draft_of(document, "")
    specification = specification_of(document, draft)
    registry = SPECIFICATIONS.combine(Registry()).with_resources(
        (uri, Resource.from_contents(contents, default_specification=specification))
        for uri, contents in remotes().items()
    )
    return bool(draft(document, registry=registry, format_checker=FORMAT_CHECKER).is_valid(value))


FORMATS_LEFT_OUT = {
    "ecmascript-regex": "patterns are Python's",
    "idn-hostname": "no note needs it; it asks nothing, as in the library alone",
}
OTHERWISE = {
    "unescaped non US-ASCII characters": "letters of any script are taken in addresses, as browsers copy them",
    "a domain label that is not in Unicode NFC is valid": "a combining mark in a host is a slip of the keyboard",
    "a C1 control in the local part is valid": "nobody has such an address",
}


def _is_punycode(value: object) -> bool:
    """Whether a name is one of other letters in disguise, which is taken as it is."""
    return isinstance(value, str) and "xn--" in value.lower()


def format_files() -> Iterator[Any]:
    for suite in DRAFTS:
        for file in sorted((SUITES / suite / "optional" / "format").glob("*.json")):
            if file.stem not in FORMATS_LEFT_OUT:
                yield pytest.param(file, suite, id=f"{suite}/{file.stem}")


@pytest.mark.parametrize(("file", "suite"), list(format_files()))
def test_formats(file: Path, suite: str) -> None:
    for group in json.loads(file.read_text("utf-8")):
        schema = compile_schema(dressed(group["schema"], DRAFTS[suite]), file.name, retrieve)
        wrong = [
            (case["description"], case["data"])
            for case in group["tests"]
            if case["description"] not in OTHERWISE
            and not _is_punycode(case["data"])
            and schema.accepts(case["data"]) != case["valid"]
        ]
        assert not wrong
