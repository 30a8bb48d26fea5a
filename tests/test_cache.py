"""A cached answer never differs from an uncached one, whatever happens to notes, config and cache between two runs."""

from __future__ import annotations

import io
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import platformdirs
import pytest
from conftest import Vault
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from vaultlint import config, walk
from vaultlint.cache import place, program, replay, stamp
from vaultlint.cache.answer import Answer, Known, sorted_out, unpack
from vaultlint.cache.coding import Unfit, decode, encode
from vaultlint.cache.identity import name_of
from vaultlint.cli import main
from vaultlint.finding import Change, Moved
from vaultlint.note import parse
from vaultlint.vault import Outline, outline

NOTES = ("a.md", "b.md", "sub/a.md", "sub/c.md", "d.de.md", "d.md", "Odd name?.md")
TEXTS = (
    b"---\ntitle: Soup\ntags: [soup, stew]\n---\n\nSee [[b]] and [[a#Stock]] and [[nowhere]].\n",
    b"---\ntitle: Stew\ntags: [Soup]\ntype: book\n---\n\n# Stock\n\nBones. ^bones\n\n[[sub/c]] ![[image.png]]\n",
    b"---\ntitle: 5\ntype: film\nTags: [soups]\n---\n\n<details>\n<summary>x</summary>\nnever closed\n\n[[B]] [[a#^bones]]\n",
    b"---\ntitle: Soup\ntitle: Soup\n---\\\n\nbroken [[c]]\n",
    b"<!-- vaultlint-ignore links/broken -->\n[[nowhere]]\n\n<!-- vaultlint-ignore details/unclosed -->\nText [[d]].\n",
    b"---\n$schema: s.json\ntitle: 7\n---\n\nText. Text.\n",
    b"caf\xe9 is no UTF-8\n",
    b"",
    "---\ntitle: 汤\ntranslation_of: d.md\n---\n\n# 汤\n\n骨头。\n".encode(),
)
CONFIGS = (
    b"",
    b'select = ["links", "vault", "frontmatter"]\nextend-select = ["vault/orphan"]\n',
    b'[[schema]]\nnotes = "**"\nfile = "s.json"\n',
    b'extend-select = ["vault/orphan"]\n[[schema]]\nnotes = "sub/**"\nfile = "schemas/{type}"\n',
    b'[[vocabulary]]\nnotes = "**"\nkey = "tags"\nfile = "tags.txt"\n',
    b'exclude = ["sub"]\n[rules."links/broken"]\nseverity = "error"\n',
    b'[[translation]]\ncarrier = "file"\nnotes = "**"\nlanguage = "de"\noriginal = "en"\npair = "{name}.{lang}.md"\n',
    b"wrong = true\n",
)
OTHERS = {
    "s.json": (b'{"properties": {"title": {"$ref": "t.json"}}}', b'{"required": ["date"]}', b"{"),
    "t.json": (b'{"type": "string"}', b'{"type": "integer"}'),
    "schemas/book.json": (b'{"required": ["author"]}', b'{"required": ["title"]}'),
    "schemas/film.json": (b'{"required": ["director"]}',),
    "tags.txt": (b"soup\n", b"Soup\nstew\n"),
    ".obsidian/types.json": (b'{"types": {"title": "number"}}', b'{"types": {}}', b"no JSON"),
    ".obsidian/app.json": (b'{"userIgnoreFilters": ["sub/"]}', b'{"newLinkFormat": "absolute"}'),
    ".gitignore": (b"sub/c.md\n", b"*.de.md\n"),
    "image.png": (b"", b"PNG"),
    "board.canvas": (b'{"nodes": [{"id": "1", "type": "file", "file": "a.md"}], "edges": []}', b"{}"),
    "sub/vaultlint.toml": (b"", b'select = ["details"]\n'),
}
WAYS = (
    (),
    (),
    ("sub",),
    ("a.md", "b.md"),
    ("--select", "links"),
    ("--ignore", "frontmatter", "--verbose"),
    ("--statistics",),
    ("--output-format", "concise", "--quiet"),
    ("--output-format", "sarif"),
    ("--output-format", "junit", "--fail-on", "error"),
    ("--isolated",),
)


def told(*words: str) -> tuple[int, bytes, bytes]:
    """The exit code of a call, and what it printed."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(io.BytesIO())
    try:
        code = main([*words])
        return code, *(stream.buffer.getvalue() for stream in (sys.stdout, sys.stderr))
    finally:
        sys.stdout, sys.stderr = before


class Changes(RuleBasedStateMachine):
    """A vault in which things happen; the clock of the cache goes ahead, so that it trusts what it has seen."""

    ahead = 10**10

    @initialize(config=st.sampled_from(CONFIGS), others=st.booleans())
    def begin(self, config: bytes, others: bool) -> None:
        self.home, self.was, self.count = Path(tempfile.mkdtemp()), Path.cwd(), 0
        self.root = self.home / "vault"
        (self.root / ".git").mkdir(parents=True)
        os.chdir(self.root)
        self.patch = pytest.MonkeyPatch()
        self.patch.setenv(place.FOLDER, str(self.home / "cache"))
        self.patch.setenv("XDG_STATE_HOME", str(self.home / "state"))
        self.patch.setattr(stamp, "now", lambda: time.time_ns() + self.ahead)
        for index, path in enumerate(NOTES):
            self.put(path, TEXTS[index % len(TEXTS)])
        for path, texts in OTHERS.items() if others else ():
            if path != "sub/vaultlint.toml":
                self.put(path, texts[0])
        self.put("vaultlint.toml", config)

    def teardown(self) -> None:
        if hasattr(self, "home"):
            self.patch.undo()
            os.chdir(self.was)
            shutil.rmtree(self.home)

    def put(self, path: str, data: bytes) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        self.touched(file)

    def touched(self, file: Path) -> None:
        """Each change has a time of its own, as it has where the clock of the file system ticks."""
        self.count += 1
        os.utime(file, ns=(self.count * 10**9, self.count * 10**9))

    @rule(path=st.sampled_from(NOTES), text=st.sampled_from(TEXTS))
    def write(self, path: str, text: bytes) -> None:
        self.put(path, text)

    @rule(path=st.sampled_from(NOTES))
    def delete(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)

    @rule(path=st.sampled_from(NOTES))
    def touch(self, path: str) -> None:
        if (self.root / path).exists():
            self.touched(self.root / path)

    @rule(path=st.sampled_from(NOTES), other=st.sampled_from(NOTES))
    def rename(self, path: str, other: str) -> None:
        if (self.root / path).exists():
            (self.root / other).parent.mkdir(exist_ok=True)
            (self.root / path).rename(self.root / other)

    @rule(config=st.sampled_from(CONFIGS))
    def configure(self, config: bytes) -> None:
        self.put("vaultlint.toml", config)

    @rule(data=st.data(), path=st.sampled_from([*OTHERS]))
    def change_others(self, data: st.DataObject, path: str) -> None:
        self.put(path, data.draw(st.sampled_from(OTHERS[path])))

    @rule(path=st.sampled_from([*OTHERS]))
    def delete_others(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)

    @rule(seed=st.integers(0, 10**6))
    def corrupt(self, seed: int) -> None:
        spoil(self.home / "cache", random.Random(seed))

    @rule(way=st.sampled_from(WAYS))
    def check(self, way: tuple[str, ...]) -> None:
        fresh = told("check", "--no-cache", *way)
        assert told("check", *way) == fresh
        assert told("check", *way) == fresh

    @rule(way=st.sampled_from([(), ("sub",), ("a.md", "b.md"), ("--unsafe-fixes",), ("--select", "links,frontmatter")]))
    def fix(self, way: tuple[str, ...]) -> None:
        before = {path: (self.root / path).read_bytes() for path in NOTES if (self.root / path).is_file()}
        outcomes = []
        for cache in (("--no-cache",), (), ()):
            for path, data in before.items():
                if (self.root / path).read_bytes() != data:
                    self.put(path, data)
            answer = told("fix", "--output-format", "json", *cache, *way)
            outcomes.append((answer, {path: (self.root / path).read_bytes() for path in before}))
        assert outcomes[0] == outcomes[1] == outcomes[2]

    @invariant()
    def check_all(self) -> None:
        if hasattr(self, "root"):
            assert told("check") == told("check", "--no-cache")


class RacyChanges(Changes):
    """The same by the true clock: all has changed just now, so that only what is in the files counts."""

    ahead = 0

    def touched(self, file: Path) -> None:
        """Changes follow one another within one tick."""


TestChanges = Changes.TestCase
TestChanges.settings = settings(
    max_examples=25, stateful_step_count=12, deadline=None, suppress_health_check=[*HealthCheck]
)
TestRacyChanges = RacyChanges.TestCase
TestRacyChanges.settings = settings(
    max_examples=8, stateful_step_count=12, deadline=None, suppress_health_check=[*HealthCheck]
)


def spoil(cache: Path, chance: random.Random) -> None:
    """Change, cut or empty one file of the cache, as a bad disk or a foreign hand does."""
    files = sorted(file for file in cache.glob("*/*") if file.is_file())
    if not files:
        return
    file = chance.choice(files)
    data = bytearray(file.read_bytes() or b"x")
    for _ in range(chance.randint(1, 4)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    file.write_bytes(chance.choice((bytes(data), data[: chance.randrange(len(data))], b"")))


@pytest.fixture
def cached(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> Vault:
    """A vault with some notes, and a cache of its own."""
    monkeypatch.setenv(place.FOLDER, str(vault.root.parent / "cache"))
    vault.put(dict(zip(NOTES, TEXTS, strict=False)) | {"vaultlint.toml": b""})
    return vault


def files(vault: Vault) -> list[Path]:
    return sorted((vault.root.parent / "cache").glob("*/*"))


def test_nothing_is_written_into_the_vault(cached: Vault) -> None:
    before = sorted(cached.root.rglob("*"))
    cached.check()
    assert sorted(cached.root.rglob("*")) == before
    assert files(cached)


def test_without_cache_nothing_is_kept(cached: Vault) -> None:
    cached.check("--no-cache")
    assert not files(cached)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_only_the_user_reads_the_cache(cached: Vault) -> None:
    cached.check()
    assert all(file.stat().st_mode & 0o077 == 0 for file in [*files(cached), *(file.parent for file in files(cached))])


def test_a_cache_that_cannot_be_written_changes_nothing(cached: Vault) -> None:
    (cached.root.parent / "cache").write_bytes(b"a file where the folder should be")
    assert cached.check() == cached.check("--no-cache")


def test_a_cache_that_says_nonsense_is_made_anew(cached: Vault) -> None:
    fresh = cached.check("--no-cache")
    cached.check()
    for file in files(cached):
        data = place.load(str(file)) or b""
        for nonsense in (b"[]\n", b"{}\n", data.replace(b"[", b"{", 3), data[:-40], data.replace(b"0", b"-9")):
            place.save(str(file), nonsense)
            assert cached.check() == fresh


def test_two_runs_at_once(cached: Vault) -> None:
    words = [sys.executable, "-m", "vaultlint", "check", "--output-format", "json"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    runs = [subprocess.Popen(words, env=environment, stdout=subprocess.PIPE) for _ in range(3)]
    told = {run.communicate()[0] for run in runs}
    assert told == {cached.check("--no-cache").out.encode()}
    assert cached.check() == cached.check("--no-cache")
    assert not [file for file in files(cached) if file.suffix == ".new"]


def test_a_run_that_dies_while_it_writes_leaves_what_was(cached: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    cached.check()
    before = {file: file.read_bytes() for file in files(cached)}
    cached.put({"new.md": b"[[nowhere]]\n"})

    def die(*paths: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(os, "replace", die)
        assert cached.check().code == 130
    assert {file: file.read_bytes() for file in files(cached)} == before
    assert cached.check() == cached.check("--no-cache")


def test_a_partial_run_does_not_shrink_the_cache(cached: Vault) -> None:
    cached.check()
    before = sum(file.stat().st_size for file in files(cached))
    cached.check("a.md")
    assert sum(file.stat().st_size for file in files(cached)) >= before


def test_the_cache_is_bounded(cached: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "FILES_KEPT", 3)
    for name in ("links", "details", "frontmatter", "vault", "schema", "residue"):
        cached.check("--select", name)
        assert len(files(cached)) <= 3
    monkeypatch.setattr(place, "BYTES_KEPT", 0)
    cached.check("--select", "vocabulary")
    assert len(files(cached)) == 1


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_values_come_back_as_they_were(value: object) -> None:
    for change in (Change(("a", 0), value), Change((), Moved(("b",)))):  # type: ignore[arg-type]
        back = decode(Change, encode(Change, change))
        assert back == change
        assert repr(back) == repr(change)


@pytest.mark.parametrize("text", TEXTS[:6])
def test_outlines_come_back_as_they_were(text: bytes) -> None:
    one = outline(parse("a.md", text.decode()))
    assert decode(Outline, encode(Outline, one)) == one


@given(st.binary())
def test_what_is_no_outline_is_refused(data: bytes) -> None:
    with pytest.raises(Unfit):
        decode(Outline, data)


def test_what_differs_has_another_name() -> None:
    values: list[object] = [1, True, "1", None, "", (), [], {}, ("a", "b"), ("ab",), {"a": 1}, {"a": "1"}, b"1", 1.0]
    assert len({name_of(value) for value in values}) == len(values)


@pytest.mark.parametrize(
    ("config", "path"),
    [(2, "s.json"), (2, "t.json"), (3, "schemas/book.json"), (4, "tags.txt"), (0, ".obsidian/types.json")],
)
def test_what_notes_are_bound_to_counts(cached: Vault, config: int, path: str) -> None:
    others = {one: texts[0] for one, texts in OTHERS.items() if one not in ("sub/vaultlint.toml", ".obsidian/app.json")}
    cached.put(others | {"vaultlint.toml": CONFIGS[config], "sub/b.md": TEXTS[1], "sub/d.md": TEXTS[0]})
    before = cached.check()
    cached.put({path: OTHERS[path][1]})
    assert cached.check() == cached.check("--no-cache") != before


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is asked")
@pytest.mark.parametrize("base", [None, "", "  ", "/x", " /y ", "relative", "/with/slash/"])
def test_the_cache_lies_where_platformdirs_says(monkeypatch: pytest.MonkeyPatch, base: str | None) -> None:
    monkeypatch.delenv(place.FOLDER, raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if base is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", base)
    assert Path(place.folder()) == Path(platformdirs.user_cache_dir("vaultlint", appauthor=False)) / "check"


STAMPS = st.tuples(*[st.integers(0, 2**64 - 1)] * 4)
ENTRIES = st.dictionaries(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    st.tuples(STAMPS, st.sampled_from(["", "?", "0" * 32])),
)


@given(st.integers(0, 3), st.lists(st.tuples(st.sampled_from([1, 2]), st.binary())), ENTRIES, ENTRIES)
def test_an_answer_is_read_as_it_was_written(
    code: int, said: list[tuple[int, bytes]], files: dict[str, tuple[stamp.Stamp, str]],
    folders: dict[str, tuple[stamp.Stamp, str]],
) -> None:  # fmt: skip
    probes = dict.fromkeys(files, "file")
    found = unpack(Answer(code, said, probes, *sorted_out(files), Known.of(folders)).pack())
    assert (found.code, found.said, found.probes) == (code, said, probes)
    assert {**found.files.entries(), **found.others.entries()} == files
    assert found.folders.entries() == folders
    assert stamp.NONE not in [one for one, _ in found.files.entries().values()]


@given(st.binary())
def test_what_is_no_answer_is_none(data: bytes) -> None:
    with suppress(ValueError, IndexError, TypeError):
        assert isinstance(unpack(data), Answer)


def test_a_known_call_imports_next_to_nothing(vault: Vault) -> None:
    """Most of what a hook takes is the start of Python; what is imported besides would soon be more."""
    vault.put({"a.md": "Text.\n"})
    script = "import sys; from vaultlint.cli import main; main(['check']); print(*sorted(sys.modules), file=sys.stderr)"
    call = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {script}"]
    runs = [subprocess.run(call, capture_output=True, text=True, check=True) for _ in range(2)]
    while "argparse" in runs[-1].stderr and len(runs) < 6:  # another test has put something beside the package
        runs.append(subprocess.run(call, capture_output=True, text=True, check=True))
    assert {run.stdout for run in runs} == {"no findings in 1 note\n"}
    assert {"argparse", "re"} <= {*runs[0].stderr.split()}
    known = {*runs[-1].stderr.split()}
    assert not known & {"argparse", "re", "json", "typing", "collections", "contextlib", "pathlib", "hashlib", "enum"}
    assert {name for name in known if name.startswith("vaultlint")} == {
        "vaultlint", "vaultlint.cli", "vaultlint.errors", "vaultlint.cache",
        *(f"vaultlint.cache.{name}" for name in ("answer", "place", "program", "replay", "stamp")),
    }  # fmt: skip


def test_each_file_of_a_checkout_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "vaultlint"
    monkeypatch.setattr(program, "PACKAGE", str(package))
    names = [_digest_of_program()]
    for file in (package / "a.py", package / "rules" / "links" / "b.py", tmp_path / "schemas" / "c.json"):
        file.parent.mkdir(parents=True, exist_ok=True)
        for text in ("", "once"):
            file.write_text(text)
            names.append(_digest_of_program())
    (package / "rules" / "links" / "b.py").rename(package / "rules" / "links" / "d.py")
    names.append(_digest_of_program())
    assert len({*names}) == len(names)
    compiled = package / "__pycache__" / "a.py"
    compiled.parent.mkdir()
    compiled.write_text("")
    assert _digest_of_program() == names[-1], "what Python compiles is none of the files"


def _digest_of_program() -> bytes:
    return program._digest()


def test_what_tells_a_vault_is_looked_for_by_a_known_call() -> None:
    """It imports neither of the modules that have these names."""
    assert {*replay.MARKS} == {*config.NAMES, *walk.ROOT_MARKS}
