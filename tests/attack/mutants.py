"""Mutation testing of the core: is there a test that notices a small fault in it?

    python tests/attack/mutants.py [--sample 75] [--seed 1] [--only PART …] [--tests FILE …]

Of all mutants of `mutations.py` a sample is drawn in each of the four parts of the core. The tests run once, to learn
which lines each reaches; then for each mutant those that reach its line run, up to the first that fails: first those
that have noticed others, then the fastest. All happens in forks of one process that has imported everything: a mutant's functions are put in the place of
the true ones. Needs `coverage`. Prints the score of each part and what survived; exit code 1 under 90 %.
"""

from __future__ import annotations

import argparse
import ast
import functools
import gc
import importlib
import os
import pickle
import random
import resource
import signal
import sys
import tempfile
import time
import types
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from mutations import Mutant, bound, mutants

PACKAGE = Path(__file__).parents[2]
PARTS = ("vaultlint/text.py", "vaultlint/frontmatter", "vaultlint/markdown/details", "vaultlint/proof.py")
TESTS = (
    "text", "proof", "frontmatter_reading", "frontmatter_fences", "frontmatter_edits", "frontmatter_rules", "repair",
    "details", "readings", "markdown", "edit", "edit_cases", "operations", "recovery", "residue", "schema_fix_laws", "rules", "seeds", "fuzz", "properties", "rename_tag", "matters",
)  # fmt: skip
ENOUGH = 90
SECONDS = 15
"""So much processor time the tests of one mutant may take: what takes longer runs for ever, and is noticed."""

EQUIVALENT: dict[tuple[str, str], str] = {
    **dict.fromkeys(
        [
            ("vaultlint/frontmatter/fault.py", f"FenceKind = Literal[{names}]")
            for names in (
                "'badX', 'unclosed', 'misplaced'",
                "'bad', 'unclosedX', 'misplaced'",
                "'bad', 'unclosed', 'misplacedX'",
            )
        ],
        "a type, at which nothing looks when the program runs",
    ),
    **dict.fromkeys(
        [
            ("vaultlint/frontmatter/matter.py", f"Kind = Literal[{names}]")
            for names in ("'yamlX', 'toml', 'json'", "'yaml', 'tomlX', 'json'", "'yaml', 'toml', 'jsonX'")
        ],
        "the same",
    ),
    **dict.fromkeys(
        [
            ("vaultlint/frontmatter/exact.py", f"_VEILS = ({bases})")
            for bases in (
                "983041, 1048576, 1015808",
                "983039, 1048576, 1015808",
                "983040, 1048577, 1015808",
                "983040, 1048575, 1015808",
                "983040, 1048576, 1015809",
                "983040, 1048576, 1015807",
            )
        ],
        "any characters that nobody uses do, and all of them are restored",
    ),
    ("vaultlint/frontmatter/edits.py", "if same(value, value_of(node))"): "what is the same is so either way round",
    (
        "vaultlint/frontmatter/likeness.py",
        "return len(names) > 1 or _LOWER_KEY.fullmatch(names[-1]) is not None",
    ): "of one name, the last is the first",
    ("vaultlint/frontmatter/unmatched.py", "_STUB = 'vaultlint0wordX'"): "any word that nobody writes will do",
    ("vaultlint/frontmatter/writing.py", "return '.inf' if value >= 0 else '-.inf'"): "it is infinite, and never 0",
    ("vaultlint/frontmatter/fence.py", "return same(value_of(again), value_of(root))"): "the same",
    (
        "vaultlint/frontmatter/edits.py",
        "indent = column(matter.text, matter.entries[0].key.span.start) if matter.entries else -1",
    ): "-1 blanks are none, as 0 are",
    **dict.fromkeys(
        [
            ("vaultlint/text.py", f"return {found}")
            for found in (
                "at >= 0 and text.find(sign, at) > 0", "at >= 0 and text.find(sign, at) >= 1",
                "at > 0 and text.find(sign, at) >= 0", "at >= 1 and text.find(sign, at) >= 0",
            )
        ],
        "the loop has left the first character",
    ),
    **dict.fromkeys(
        [("vaultlint/text.py", f"HEAD = {size}") for size in (4095, 4097)],
        "how long a table of lines is made first is a matter of time",
    ),
    (
        "vaultlint/text.py",
        "return at >= -1 and text.find(sign, at) >= 0",
    ): "-1 looks at the last character, where no sign starts",
    ("vaultlint/proof.py", "_BLANK = late('[\\\\s>]')"): "all are replaced, one by one or together",
    ("vaultlint/text.py", "starts = self.starts"): "the starts of the first lines are the same, and known sooner",
    ("vaultlint/text.py", "FEW = 17"): "how many look-alikes are passed one by one is a matter of time",
    ("vaultlint/text.py", "FEW = 15"): "the same",
    (
        "vaultlint/text.py",
        "at = text.find(sign[0], at + 0)",
    ): "looks at one place all the while, then through the whole text",
    (
        "vaultlint/markdown/details/reading/telling.py",
        "(best, times), *_ = tags.most_common(1) or [('', 1)]",
    ): "of no tags, any number is nearly all",
    (
        "vaultlint/markdown/details/structure.py",
        "return tuple([block for block in self.blocks])",
    ): "rules find nothing in plain blocks, which are left out for speed",
    (
        "vaultlint/markdown/details/tags/plain.py",
        "_CUE = '(?<=[ >])>>(?= )X'",
    ): "a block that is not read at once is read tag by tag, with the same outcome",
    **dict.fromkeys(
        [
            ("vaultlint/markdown/details/places.py", f"if {gate}")
            for gate in ("not at", "self.text[at - 1] in '\\r\\n'", "not at and self.text[at - 1] in '\\r\\n'")
        ],
        "the pattern below says the same of the first character of a line",
    ),
    **dict.fromkeys(
        [
            ("vaultlint/markdown/details/places.py", f"above = self.line_start(start - 1){otherwise}")
            for otherwise in ("", " if start else 1", " if start else -1")
        ],
        "in front of the first line stands nothing, from wherever one looks",
    ),
    (
        "vaultlint/markdown/details/read.py",
        "if structure.faults and _BRANCH.search(text, start)",
    ): "a look at the signs that each branch begins with saves time",
    (
        "vaultlint/markdown/details/reading/parts.py",
        "sure = self.crossed <= opener.span.start and (not BLANK_LINE.search(self.text, *content))",
    ): "two tags never begin at one place",
    (
        "vaultlint/markdown/details/reading/parts.py",
        "if start <= span.end and self.text.startswith(('<!--', '%%'), span.start)",
    ): "a comment that ends there moves nothing",
    (
        "vaultlint/markdown/details/reading/closing.py",
        "return paragraph.close.end if paragraph.close.end < cut else None",
    ): "the block that begins there has a line of its own",
    (
        "vaultlint/markdown/details/reading/frame.py",
        "return frozenset(islice(labels, 3))",
    ): "two are more than one, as are three",
    (
        "vaultlint/markdown/details/reading/endless.py",
        "frame.p = [p for p in frame.p if p.open.start <= cut]",
    ): "what is cut begins with another tag than a `<p>`",
    (
        "vaultlint/markdown/details/reading/parts.py",
        "if late is None or not late.closing or (block is not None and block.span <= late.span)",
    ): "two tags never stand at one place",
    (
        "vaultlint/markdown/details/reading/swallowing.py",
        "longest, end = (max(map(len, labels), default=-1) + MUCH, 0)",
    ): "without labels nothing is looked for",
    (
        "vaultlint/markdown/details/reading/swallowing.py",
        "below = f'{lost}</summary>' + (pad + opening if opening else pad.rstrip(' \\tX') + pad)",
    ): "no line begins with such an indentation",
    (
        "vaultlint/markdown/details/reading/telling.py",
        "due = due.upper() if tag.name.isupper() or raw[1:-1].isupper() else due",
    ): "a slash is neither large nor small",
    (
        "vaultlint/markdown/details/structure.py",
        "_ANY_TAG = Tag('details', True, Span(0, 0))",
    ): "plain blocks tell their own tag instead",
    (
        "vaultlint/markdown/details/structure.py",
        "return tuple.__new__(cls, (_ANY_TAG, None, (), None, _ANY_TAG.span, text, None, depth, (), False, False, whole))",
    ): "rules find nothing in plain blocks, which are left out for speed",
    (
        "vaultlint/markdown/details/tags/plain.py",
        "found = list(PLAIN_BLOCK.finditer(text, start))",
    ): "a look that saves time",
    **dict.fromkeys(
        [
            ("vaultlint/markdown/details/tags/plain.py", f"ENDS, ENDS_OF_MARKDOWN = ({ends})")
            for ends in ("5, 4", "6, 3")
        ],
        "fewer ends than there are: the blocks are read tag by tag, with the same outcome",
    ),
    ("vaultlint/markdown/details/rendering/beside.py", "if block.summary is None"): "crowded blocks are closed",
    ("vaultlint/markdown/details/rendering/raw.py", "if at <= span.start"): "nothing stands in an empty gap",
    ("vaultlint/markdown/details/rendering/raw.py", "if at <= region.end"): "nothing stands in an empty gap",
    (
        "vaultlint/proof.py",
        "_UNSEEN = late('<!--.*?-->|%%.*?%%|</?[A-Za-z][^<>]*+>|</?(?:[a-z]{1,7}+|p class=[^<\\\\r\\\\n]*+)(?=[ \\\\t]*+(?:[\\\\r\\\\n]|\\\\Z))', re.S)",
    ): "a tag with a `>` is matched as a whole one before",
}
"""Mutants that do what the code does: module and the line after, and why."""

GATES = {
    ("vaultlint/markdown/details/read.py", "if not meant"),
    ("vaultlint/markdown/details/places.py", "if not at or self.text[at - 1] in '\\r\\n'"),
    ("vaultlint/markdown/details/reading/reader.py", "if is_all(text, start, inert, plain)"),
    ("vaultlint/markdown/details/reading/reader.py", "if not tags"),
    ("vaultlint/markdown/details/reading/swallowing.py", "if not empty"),
    ("vaultlint/markdown/details/rendering/angles.py", "if body.plain.alone"),
    ("vaultlint/markdown/details/rendering/indented.py", "if not found"),
    ("vaultlint/markdown/details/rendering/raw.py", "if not found"),
    (
        "vaultlint/markdown/details/tags/lost.py",
        "if text.count('>', start) == theirs + sum([tag.span.of(text).count('>') for tag in found if not tag.whole])",
    ),
}
"""Where a function is left early, with what the rest of it would give too: without them, all takes longer."""


def sample(size: int, seed: int, only: Sequence[str]) -> list[Mutant]:
    """So many mutants of each part, drawn by chance."""
    drawn: list[Mutant] = []
    for part in PARTS:
        paths = [file.relative_to(PACKAGE).as_posix() for file in modules(part)]
        wanted = [path for path in paths if any(word in path for word in only)]
        found = [one for path in wanted for one in mutants(path, (PACKAGE / path).read_text("utf-8"))]
        chosen = random.Random(f"{seed} {part}").sample(range(len(found)), min(size, len(found)))
        drawn += [found[place] for place in sorted(chosen)]
    return drawn


def modules(part: str) -> list[Path]:
    """The files of a part of the core."""
    return sorted((PACKAGE / part).rglob("*.py")) or [PACKAGE / part]


class Reached:
    """Which tests reach which line of the core, and how long each takes."""

    def __init__(self) -> None:
        self.seconds: dict[int, float] = {}
        self.tests: dict[tuple[str, int], set[int]] = {}

    def by(self, mutant: Mutant) -> list[int]:
        """The tests that reach a mutant, the fastest first."""
        lines = [(mutant.path, line) for line in mutant.lines]
        if mutant.names:
            lines = list(self._using(mutant))
        found = set().union(*(self.tests.get(line, ()) for line in lines))
        return sorted(found, key=self.seconds.__getitem__)

    def _using(self, mutant: Mutant) -> Iterator[tuple[str, int]]:
        """The lines of functions that use what a statement outside of functions binds; all of the module in doubt."""
        tree = ast.parse((PACKAGE / mutant.path).read_text("utf-8"))
        names = dependent(tree, mutant.names)
        for path, line in self.tests:
            if path == mutant.path or any(name in _words(path, line) for name in names):
                yield path, line


@functools.cache
def _lines(path: str) -> list[str]:
    return (PACKAGE / path).read_text("utf-8").split("\n")


def _words(path: str, line: int) -> str:
    return _lines(path)[line - 1]


def dependent(tree: ast.Module, names: frozenset[str]) -> frozenset[str]:
    """The names and all that are made of them where the module is imported."""
    found = set(names)
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign):
            used = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
            if used & found:
                found |= bound(statement)
    return frozenset(found)


def put(mutant: Mutant) -> None:
    """The mutant in the place of the module, wherever parts of it are already known."""
    name = mutant.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    module = importlib.import_module(name)
    fresh = types.ModuleType(name)
    fresh.__dict__.update(__file__=module.__file__, __package__=module.__package__)
    tree = mutant.make()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(tree, str(module.__file__), "exec"), fresh.__dict__)
    for key, new in vars(fresh).items():
        _patch(vars(module).get(key), new, name)
    for key in dependent(tree, mutant.names) if mutant.names else ():
        _rebind(key, vars(module).get(key), vars(fresh).get(key))


def _patch(old: Any, new: Any, module: str) -> None:
    """The code of functions, in classes too."""
    for way in ("__wrapped__", "__func__", "fget", "func"):
        if way in dir(new) and way in dir(old):
            _patch(getattr(old, way), getattr(new, way), module)
    if isinstance(new, types.FunctionType) and isinstance(old, types.FunctionType) and new.__module__ == module:
        if old.__code__ != new.__code__ and len(old.__code__.co_freevars) == len(new.__code__.co_freevars):
            old.__code__ = new.__code__
        if all(isinstance(value, int | str | None) for value in new.__defaults__ or ()):
            old.__defaults__ = new.__defaults__
        if all(isinstance(value, int | str | None) for value in (new.__kwdefaults__ or {}).values()):
            old.__kwdefaults__ = new.__kwdefaults__
    elif isinstance(new, type) and isinstance(old, type) and new.__module__ == module and old is not new:
        for key, value in vars(new).items():
            _patch(vars(old).get(key), value, module)


def _rebind(key: str, old: Any, new: Any) -> None:
    """A constant, wherever it was imported."""
    if isinstance(new, type | types.FunctionType):
        return
    if type(old).__name__ == "_Late":
        old.__dict__.clear()
        old.__dict__.update(new.__dict__)
        return
    for module in list(sys.modules.values()):
        if getattr(module, "__name__", "").startswith("vaultlint") and vars(module).get(key, module) is old:
            setattr(module, key, new)


class Campaign:
    """Runs in place of pytest's loop over the tests it has collected."""

    def __init__(self, drawn: Sequence[Mutant]) -> None:
        self.drawn = drawn
        self.survived: list[Mutant] = []
        self.noticed: Counter[str] = Counter()
        self.judged: Counter[str] = Counter()
        self.noticing: Counter[int] = Counter()
        self.unlike = 0

    def pytest_configure(self) -> None:
        from hypothesis import HealthCheck, Phase, settings

        phases = (Phase.explicit, Phase.generate)
        settings.register_profile(
            "mutants", deadline=None, max_examples=40, derandomize=True, database=None, phases=phases,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        settings.load_profile("mutants")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = session.items
        gc.freeze()
        reached = self._reached()
        print(f"{len(reached.seconds)} tests pass and reach the core; {len(self.drawn)} mutants", flush=True)
        for mutant in self.drawn:
            self._judge(mutant, reached)
        return True

    def _reached(self) -> Reached:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "reached"
            _forked(lambda: file.write_bytes(pickle.dumps(self._learn())))
            found: Reached = pickle.loads(file.read_bytes())
        return found

    def _learn(self) -> Reached:
        import coverage

        found = Reached()
        watch = coverage.Coverage(data_file=None, include=[str(file) for part in PARTS for file in modules(part)])
        watch.start()
        self.failed = False
        for place in range(len(self.items)):
            watch.switch_context(str(place))
            before, self.failed = time.process_time(), False
            self._run(place, self.items[place + 1] if place + 1 < len(self.items) else None)
            if not self.failed:
                found.seconds[place] = time.process_time() - before
        watch.stop()
        data = watch.get_data()
        for measured in data.measured_files():
            path = Path(measured).relative_to(PACKAGE).as_posix()
            for line, contexts in data.contexts_by_lineno(measured).items():
                tests = {int(one) for one in contexts if one} & found.seconds.keys()
                if tests:
                    found.tests[path, line] = tests
        found.seconds = {place: found.seconds[place] for place in set().union(*found.tests.values())}
        return found

    def _run(self, place: int, following: pytest.Item | None) -> None:
        item = self.items[place]
        item.ihook.pytest_runtest_protocol(item=item, nextitem=following)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed = getattr(self, "failed", False) or report.failed

    def _judge(self, mutant: Mutant, reached: Reached) -> None:
        gate = mutant.after.strip() == "if False" and (mutant.path, mutant.before.strip()) in GATES
        if gate or (mutant.path, mutant.after.strip()) in EQUIVALENT:
            return
        tests = sorted(reached.by(mutant), key=lambda one: -self.noticing[one])
        heard, said = os.pipe()
        code = _forked(lambda: self._try(mutant, tests, said))
        os.close(said)
        self.noticing.update(map(int, os.read(heard, 20).split()))
        os.close(heard)
        if code == UNLIKE:
            self.unlike += 1
            return
        part = next(part for part in PARTS if mutant.path.startswith(part))
        self.judged[part] += 1
        if code:
            self.noticed[part] += 1
        else:
            self.survived.append(mutant)
            print(f"{mutant}\n    {len(reached.by(mutant))} tests reach it", flush=True)

    def _try(self, mutant: Mutant, tests: Sequence[int], said: int) -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS + int(time.process_time()), SECONDS * 2 + 600))
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        try:
            put(mutant)
        except Exception:  # it fails where it is imported: every test would notice
            os._exit(1)
        for one in gc.get_objects():
            if isinstance(one, functools._lru_cache_wrapper) and one.__module__.startswith("vaultlint"):
                one.cache_clear()
        began = time.process_time()
        for place, following in zip(tests, [*tests[1:], None], strict=False):
            self.failed = False
            self._run(place, None if following is None else self.items[following])
            if self.failed:
                os.write(said, str(place).encode())
                os._exit(1)
            if time.process_time() - began > SECONDS - 5:
                break

    def told(self) -> str:
        """The score of each part, and of all."""
        lines = [f"{part}: {self.noticed[part]} of {self.judged[part]}" for part in PARTS if self.judged[part]]
        return "\n".join([*lines, f"score: {self.score:.1f} %"])

    @property
    def score(self) -> float:
        return 100 * self.noticed.total() / max(1, self.judged.total())


UNLIKE = 77
"""The exit code of a mutant that cannot be put in place."""


def _forked(do: Callable[[], object]) -> int:
    """Do it in a fork, silently; the exit code, not 0 if a signal ended it."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status)
    if not os.environ.get("MUTANTS_LOUD"):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
    code = 1
    try:
        do()
        code = 0
    finally:
        os._exit(code)


def main(words: Sequence[str] | None = None) -> int:
    about = (__doc__ or "").split("\n")[0]
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--sample", type=int, default=75, help="mutants of each part of the core")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=[""], help="mutants of modules with one of these in their path")
    parser.add_argument("--tests", nargs="*", default=[f"tests/test_{name}.py" for name in TESTS])
    given = parser.parse_args(words)
    os.chdir(PACKAGE)
    campaign = Campaign(sample(given.sample, given.seed, given.only))
    options = ["-o", "addopts=", "-q", "-s", "--no-header", "--no-summary", "-p", "no:cacheprovider", "-p", "no:xdist"]
    ended = pytest.main([*options, *given.tests], plugins=[campaign])
    if ended not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        return int(ended)
    print(campaign.told())
    return int(campaign.score < ENOUGH)


if __name__ == "__main__":
    sys.exit(main())
