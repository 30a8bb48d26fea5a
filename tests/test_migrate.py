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


NOTE = "---\ntitle: Soup\ntags:\n- a\n- b   # the second\nauthor: Una\n---\nBody\n"
STEPS = """\
steps:
- reason: One name
  rename: {old: author, new: speaker}
- where: speaker == 'Una'
  add: {key: people, values: Una Frey}
- where: contains(people, 'Una Frey')
  map: {keys: tags, pairs: {a: c}}
"""


def test_a_later_step_sees_what_the_earlier_ones_made(vault: Vault) -> None:
    """Also its `where`, and keys that no note has before."""
    vault.put({"m.yaml": STEPS, "a.md": NOTE})
    answer = vault.run("migrate", "m.yaml", "--write")
    assert (answer.code, answer.err) == (0, "")
    assert (
        vault.text("a.md")
        == "---\ntitle: Soup\ntags:\n- c\n- b   # the second\nspeaker: Una\npeople:\n- Una Frey\n---\nBody\n"
    )


def test_the_report_counts_values_and_the_notes_of_each_step(vault: Vault) -> None:
    broken = NOTE.replace("- b   # the second", "- {b: 1}").replace("author", "speaker")
    vault.put({"m.yaml": STEPS, "a.md": NOTE, "b.md": NOTE.replace("Una", "Lena"), "c.md": broken})
    vault.put({"d.md": NOTE.replace("tags:\n- a\n- b   # the second", "tags: {a: 1}")})
    answer = vault.run("migrate", "m.yaml", "--write")
    assert answer.code == 1
    assert answer.out == (
        '1  author: "Lena" → (none)\n'
        '1  author: "Una" → (none)\n'
        '2  people: (none) → ["Una Frey"]\n'
        '1  speaker: (none) → "Lena"\n'
        '1  speaker: (none) → "Una"\n'
        '2  tags: "a" → "c"\n'
        "\n"
        "2 notes  step 1 (rename): One name\n"
        "2 notes  step 2 (add)\n"
        "2 notes  step 3 (map); refused in 1 note\n"
        "changed 3 of 4 notes; `vaultlint undo` takes it back\n"
    )
    assert "vaultlint: d.md: skipped: step 3 (map): `tags` holds keys of its own there\n" in answer.err


def test_a_note_at_which_a_step_fails_is_left_as_it_is(vault: Vault) -> None:
    """The change of a note is one change; the other notes are done."""
    odd = NOTE.replace("author", "speaker: x\nauthor")
    vault.put({"m.yaml": STEPS, "a.md": NOTE, "b.md": odd, "c.md": "---\ntitle: 'Tea\n---\n", "d.md": b"\xff"})
    answer = vault.run("migrate", "m.yaml", "--write")
    assert answer.code == 1 and "speaker: Una" in vault.text("a.md")
    assert (vault.text("b.md"), vault.bytes("d.md")) == (odd, b"\xff")
    told = [line for line in answer.err.split("\n") if "skipped: " in line]
    assert len(told) == 3
    assert told[0] == (
        "vaultlint: b.md: skipped: step 1 (rename): `author` and `speaker` are both there; say `on-conflict` keep or merge"
    )


def test_notes_that_no_step_is_about_may_be_broken(vault: Vault) -> None:
    steps = "steps:\n- where: file.folder == 'in'\n  set: {values: {x: 1}}\n- apply: table.csv\n"
    vault.put({"m.yaml": steps, "table.csv": "in/a.md,y,2\n", "in/a.md": "", "b.md": "---\n'\n---\n"})
    assert vault.run("migrate", "m.yaml", "--write").code == 0
    assert vault.text("in/a.md") == "---\nx: 1\ny: 2\n---\n"
    vault.put({"table.csv": "in/a.md,y,2\nb.md,y,2\nc.md,y,2\n"})
    answer = vault.run("migrate", "m.yaml", "--write")
    assert answer.code == 1
    assert re.findall("[a-z/]+[.]md: skipped", answer.err) == ["b.md: skipped", "c.md: skipped"]


def test_freq_counts_once_at_the_start(vault: Vault) -> None:
    """Not again when the first step has taken half of them away; all notes count, also those that are not chosen."""
    steps = """\
steps:
- where: file.stem == 'a'
  remove: {key: tags, values: x}
- remove: {key: tags, items: "freq('tags', @) < `3`"}
"""
    vault.put({"m.yaml": steps, **{f"{name}.md": "---\ntags: [x, y]\n---\n" for name in "ab"}})
    vault.put({"out/c.md": "---\ntags: [x]\n---\n"})
    assert vault.run("migrate", "m.yaml", "--write", "--in", "a.md", "--in", "b.md").code == 0
    assert [vault.text(f"{name}.md") for name in "ab"] == ["---\ntags: []\n---\n", "---\ntags: [x]\n---\n"]


def test_what_a_second_run_would_change_is_told(vault: Vault) -> None:
    """Each operation settles by itself; together they may not, such as two that exchange values."""
    steps = """\
steps:
- where: area == 'old'
  set: {values: {area: new}}
- where: area == 'new' && title == 'Soup'
  set: {values: {status: "1"}}
- where: status == '1'
  set: {values: {area: old}}
- set: {values: {title: Bread}}
"""
    vault.put({"m.yaml": steps, "a.md": "---\ntitle: Soup\narea: new\n---\n", "b.md": "---\ntitle: Bread\n---\n"})
    answer = vault.run("migrate", "m.yaml")
    assert "a second run" not in answer.err, "it goes from old to new and back to old"
    vault.put({"m.yaml": "steps:\n- map: {keys: area, pairs: {a: b}}\n- map: {keys: area, pairs: {c: a}}\n"})
    vault.put({"a.md": "---\narea: c\n---\n", "b.md": "---\narea: a\n---\n"})
    answer = vault.run("migrate", "m.yaml")
    assert "vaultlint: a second run would change 1 note again, by step 1 (map) (the first is a.md)\n" in answer.err


def test_a_value_that_comes_back_is_left_as_it_is_written(vault: Vault) -> None:
    steps = "steps:\n- set: {values: {a: 2}}\n- set: {values: {b: 3}}\n- set: {values: {a: 1}}\n"
    vault.put({"m.yaml": steps, "a.md": "---\na:   1 # one\nb: 2\n---\n", "b.md": "---\na: 1\nb: 3\n---\n"})
    answer = vault.run("migrate", "m.yaml", "--write")
    assert (answer.code, vault.text("a.md")) == (0, "---\na:   1 # one\nb: 3\n---\n")
    assert answer.out.endswith("changed 1 of 2 notes; `vaultlint undo` takes it back\n")


def test_the_order_of_the_schema_that_is_bound(vault: Vault) -> None:
    vault.put({
        "vaultlint.toml": '[[schema]]\nnotes = "in/**"\nfile = "s.json"\n', "s.json": '{"properties": {"a": {}, "b": {}}}',
        "m.yaml": "steps:\n- set: {values: {a: 1}}\n- order: {schema: true}\n",
        "in/a.md": "---\nc: 1\nb: 2\n---\n", "out.md": "---\nc: 1\nb: 2\n---\n",
    })  # fmt: skip
    assert vault.run("migrate", "m.yaml", "--write").code == 0
    assert vault.text("in/a.md") == "---\na: 1\nb: 2\nc: 1\n---\n"
    assert vault.text("out.md") == "---\nc: 1\nb: 2\na: 1\n---\n"


def test_tables_lie_beside_the_migration(vault: Vault) -> None:
    """Wherever it is called from."""
    vault.put({"edits/m.yaml": "steps:\n- map: {keys: tags, pairs: '@tables/t.csv'}\n", "edits/tables/t.csv": "a,z\n"})
    vault.put({"notes/a.md": NOTE})
    vault.monkeypatch.chdir(vault.root / "notes")
    assert vault.run("migrate", "../edits/m.yaml", "--write").code == 0
    assert vault.text("notes/a.md") == NOTE.replace("- a", "- z")
    assert vault.run("undo").out == "took back `vaultlint migrate ../edits/m.yaml`: 1 note restored\n"


WRONG = {
    "": "m.yaml: there is nothing in it",
    "steps: [": "m.yaml:1:8: a bracket is opened and not closed as it should be",
    "- a": "m.yaml:1:1: it should be a group of keys and values, not a list",
    "step:\n- unset: a": "m.yaml:1:1: the key `step` is not allowed here; did you mean `steps`?",
    "steps: []": "m.yaml:1:8: `steps` should not be empty",
    "steps:\n  unset: a": "m.yaml:2:3: `steps` should be a list, not a group of keys and values",
    "steps:\n- soup": "m.yaml:2:3: step 1 is no operation with its arguments, such as `unset: isbn`",
    "steps:\n- unset: a\n  unset: b": "m.yaml:3:3: the key `unset` stands there before",
    "steps:\n- unset: a\n- mapp: {}": "m.yaml:3:3: step 2: there is no operation `mapp`; did you mean `map`?",
    "steps:\n- when: a\n  unset: b": "m.yaml:2:3: step 1: there is no operation `when`; did you mean `where`?",
    "steps:\n- Name: a\n  unset: b": "m.yaml:2:3: step 1: there is no operation `Name`; did you mean `reason`?",
    "steps:\n- reason: a": "m.yaml:2:3: step 1 has no operation; there are set, unset, ",
    "steps:\n- unset: a\n  split: b": "m.yaml:3:3: step 1 has two operations, `unset` and `split`; make it two",
    "steps:\n- reason:\n  unset: a": "m.yaml:2:10: step 1 (unset): `reason` should be text, but it is empty",
    "steps:\n- unset: 3": "m.yaml:2:10: step 1 (unset): `unset` should be text or a list, not the number `3`",
    "steps:\n- rename:\n    old: a\n    nwe: b": "m.yaml:4:5: step 1 (rename): the key `nwe` is not allowed in `rename`; "
    "did you mean `new`?",
    "steps:\n- rename: {old: a}": "m.yaml:2:3: step 1 (rename): the key `new` is missing in `rename`",
    "steps:\n- set: {status: draft}": "m.yaml:2:3: step 1 (set): the key `values` is missing in `set`",
    "steps:\n- normalise: {keys: a, as: dates}": "m.yaml:2:28: step 1 (normalise): `normalise.as` must be one of",
    "steps:\n- map: {keys: a, pairs: t.csv}": "m.yaml:2:25: step 1 (map): `map.pairs` should be `old: new` pairs, or `@` "
    "and a CSV file, not `t.csv`",
    "steps:\n- map: {keys: a, pairs: '@t.csv'}": "m.yaml:2:18: step 1 (map): t.csv: cannot be read: no such file",
    "steps:\n- map: {keys: a, pairs: {a: b, b: c}}": "m.yaml:2:3: step 1 (map): `b` is new, and old, too",
    "steps:\n- unset: a\n  where: a = 'b'": "m.yaml:3:3: step 1 (unset): the expression `a = 'b'`, column 3: values are "
    "compared with `==`; write `a == 'b'`",
    "steps:\n- where: a == soup\n  unset: a": "m.yaml:2:3: step 1 (unset): the expression `a == soup`: no note has the key `soup`; if it is text, write "
    "'soup'",
    "steps:\n- remove:\n    key: a\n    items: b <": "m.yaml:4:5: step 1 (remove): the expression `b <`, column 4: it ends",
    "steps:\n- remove: a": "m.yaml:2:3: step 1 (remove): `remove` takes items to remove, or `items` EXPR",
    "steps:\n- where: has_rule('nope')\n  unset: a": "m.yaml:2:3: step 1 (unset): has_rule(): there is no rule or "
    "family `nope`",
}  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_file_is_one_line_with_its_place(vault: Vault, text: str) -> None:
    vault.put({"m.yaml": text, "a.md": "---\na: 1\n---\n"})
    answer = vault.run("migrate", "m.yaml", "--write")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert answer.err.startswith(f"vaultlint: {WRONG[text]}")
    assert vault.text("a.md") == "---\na: 1\n---\n"


def test_a_file_that_cannot_be_read(vault: Vault) -> None:
    vault.put({"m.yaml": b"\xff"})
    assert vault.run("migrate", "m.yaml").err == "vaultlint: m.yaml: it is not UTF-8\n"
    answer = vault.run("migrate", "n.yaml")
    assert (answer.code, answer.err.startswith("vaultlint: n.yaml: cannot be read: no such file")) == (2, True)
