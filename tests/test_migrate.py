"""A migration makes of each note what was meant, byte for byte, as one change: all of its steps or none.

tests/migrations/ holds the jobs for which people write scripts: NAME.yaml, the tables that it names, and NAME.notes,
notes before and after, each under a line of `========`; a note without an after must stay as it is.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import jsonschema
import pytest
from conftest import Vault
from ruamel.yaml import YAML

FOLDER = Path(__file__).parent / "migrations"
SCHEMA = Path(__file__).parents[1] / "schemas" / "migration.schema.json"
JOBS = sorted(file.stem for file in FOLDER.glob("*.yaml"))
HEADS = re.compile("^======== (.*)\n", re.M)

DISGUISES = {
    "LF": lambda text: text.encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "BOM": lambda text: ("\ufeff" + text).encode(),
    "no end": lambda text: text.removesuffix("\n").encode(),
}


def _notes(job: str) -> dict[str, tuple[str, str]]:
    """Before and after of each note."""
    _, *parts = HEADS.split((FOLDER / f"{job}.notes").read_bytes().decode())
    found: dict[str, tuple[str, str]] = {}
    for head, text in zip(parts[::2], parts[1::2], strict=True):
        if head == "becomes":
            path = list(found)[-1]
            found[path] = (found[path][0], text)
        else:
            found[head] = (text, text)
    return found


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("job", JOBS)
def test_jobs(vault: Vault, job: str, disguise: str) -> None:
    dress = DISGUISES[disguise]
    notes = {path: (dress(before), dress(after)) for path, (before, after) in _notes(job).items()}
    originals = {path: before for path, (before, _) in notes.items()}
    vault.put(originals)
    file = str(FOLDER / f"{job}.yaml")
    preview = vault.run("migrate", file, "--quiet")
    assert preview.code == 1
    assert {path: vault.bytes(path) for path in notes} == originals, "a preview writes nothing"
    answer = vault.run("migrate", file, "--write")
    assert "a second run" not in answer.err
    written = {path: vault.bytes(path) for path in notes}
    for path, (_, after) in notes.items():
        assert written[path].decode() == after.decode(), f"{path} in {answer.out}{answer.err}"
    again = vault.run("migrate", file, "--write")
    assert (again.code, "nothing to change" in again.err) == (answer.code, True)
    assert {path: vault.bytes(path) for path in notes} == written
    vault.run("undo")
    assert {path: vault.bytes(path) for path in notes} == originals
    subprocess.run(["git", "apply", "-p1"], input=preview.out.encode(), cwd=vault.root, check=True)
    assert {path: vault.bytes(path) for path in notes} == written, "what was shown is what was written"


@pytest.mark.parametrize("job", JOBS)
def test_jobs_fit_the_schema_that_ships(job: str) -> None:
    """By a validator and a YAML reader that are not ours, as editors have."""
    schema = json.loads(SCHEMA.read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(YAML(typ="safe", pure=True).load(FOLDER / f"{job}.yaml"), schema)
