"""Every command over a vault of hostile notes, with an eye on exit codes, tracebacks, time, memory, and every byte.

    python tests/attack/hostile.py [--size 2000] [--seconds 30] [--megabytes 700] [--only NAME …] [--alone]

Each note repeats something nasty `--size` times; `--alone` gives each a vault of its own. A command ends with 0, 1 or 2
and says nothing of a fault of ours, within so many seconds of processor time and megabytes; `fix` twice changes nothing
more, and `undo` brings back every byte. Prints what does not hold. Exit code 1 if there is something.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parents[2]

CONFIG = """
[[schema]]
notes = "**"
file = "vaultlint:note"
[[translation]]
notes = "**"
carrier = "details"
language = "zh"
original = "en"
[[vocabulary]]
key = ["tags", "a"]
terms = ["soup", "stew"]
"""

READING = (
    "check", "check --no-cache", "check --output-format json", "check --output-format sarif --statistics",
    "check --write-baseline ../known.json", "check --baseline ../known.json", "fix --diff", "fix --unsafe-fixes --diff",
    "query", "query --count-by tags --variants", "query --duplicates a", "query --keys a,tags --output-format json",
    "query matches(a,'x+')||has_cjk(a)", "query --where file.size>`10`", "schema infer", "schema show note.md",
    "report --output ../report.html", "report --output-format json --output ../report.json", "translations status",
    "translations export --format xliff --output-file ../texts.xliff",
    "translations export --format jsonl --output-file ../texts.jsonl", "translations import ../texts.jsonl --format jsonl",
    "init --dry-run", "config import", "edit set b=1 --first", "edit rename-file {stem}-{a}.md", "edit order",
    "edit rename-tag a/b c", "edit map a,tags x=y --match fold",
)  # fmt: skip

WRITING = (
    "fix", "fix --unsafe-fixes", "edit set status=draft --write", "edit rename a z --on-conflict merge --write",
    "edit add tags new --write", "edit remove tags t1 --write", "edit unset a --write", "edit order --write",
    "edit normalise tags a --as trim --write", "edit move a tags --write", "edit split a --write", "edit join tags --by , --write",
    "edit rename-tag a b --write", "edit rename-file {stem}-new.md --write", "migrate ../steps.yaml --write",
    "edit apply ../values.csv --write", "translations accept --write",
)  # fmt: skip

STEPS = "version: 1\nsteps:\n  - set: {status: draft}\n    if: missing\n  - unset: [a]\n"


def notes(size: int) -> Iterator[tuple[str, str | bytes]]:
    """Each hostile note, by its name."""
    few = min(size, 2000)

    def head(text: str) -> str:
        return f"---\n{text}\n---\n\nText.\n"

    lines = {
        "items": "tags:\n" + "\n".join(f"  - t{one}" for one in range(size)),
        "keys": "\n".join(f"k{one}: {one}" for one in range(size)),
        "same-keys": "\n".join(["a: 1"] * size),
        "aliases": "a: &a x\nb: [" + ",".join(["*a"] * size) + "]",
        "anchors": "\n".join(f"k{one}: &a{one} x" for one in range(size)),
        "bomb": "a0: &a0 [x]\n" + "\n".join(f"a{one}: &a{one} [{','.join([f'*a{one - 1}'] * 9)}]" for one in range(1, 12)),
        "merges": "a0: &a0 {k: v}\n" + "\n".join(f"a{i}: &a{i}\n  <<: [*a{i - 1}, *a{i - 1}]" for i in range(1, 60)),
        "self-alias": "a: &a [*a, *a]",
        "flow": "a: " + "[" * size + "]" * size,
        "flow-open": "a: " + "[" * size,
        "maps": "a: " + "{a: " * size + "1" + "}" * size,
        "deep": "\n".join(" " * one + "a:" for one in range(few)),
        "sequences": "a:\n  " + "- " * size + "x",
        "quoted": 'a: "' + '\\"' * size + '"',
        "quote-open": 'a: "' + "x\n" * size,
        "number": "a: " + "9" * size,
        "float": "a: 1e" + "9" * size,
        "hex": "a: 0x" + "f" * size,
        "long-key": "x" * size + ": 1",
        "tags": "a: " + "!!str " * size + "x",
        "questions": "? " * size + "x",
        "block": "a: |\n" + "\n".join(" " * (one % 50 + 1) + "x" for one in range(size)),
        "comments": "# x\n" * size,
        "colons": "a" + ": b" * size,
        "tabs": "a:\n" + "\t- b\n" * size,
        "commas": "a: " + "x, " * size + "\ntags: " + "x, " * size,
        "controls": "a: \x01\x02\ntitle: \x7f\x9f\nb: \u200b\u202e",
        "separators": "a: a\u2028b\u2029c\x85d\x0be\ntags: [a\u2028b]",
        "dates": "a: " + "9" * 50 + "-01-01\ndate: 2025-13-45",
        "links": "a: " + "[[x]] " * size,
    }  # fmt: skip
    for name, text in lines.items():
        yield name, head(text)
    parts = (
        ">", "> ", "- ", "[", "[[", "]]", "![", "](", "[x](", "<", "<details>", "</details>", "<details>\n", "</details>\n",
        "<details>\n<summary>x</summary>\n", "<details><summary>", "<details ", "<p>", "<b>\n", "<!--", "<!-- x\n", "<![CDATA[",
        "`", "```\n", "$", "$$\n", "%%", "*", "*a _b ", "~~", "#", "#a/", "# x\n", "|", "[^1]", "[^1]: x\n", "[a]: b\n", "x ^a\n",
        "> [!note]\n", "{{", "<%", "x", "word ", "\n", " ", "\t", "\r", "---\n", "+++\n", "--- \n", "\\", "&amp;", "x\n---\n", "<a b='",
        "<div>\n", "[[a|b]] ", "[[#a#b]]\n", "![[a]]", "https://a.b/c ", "<https://a> ", "a@b.", "中", "中文句子。\n\n", "😀", "a\u0301",
        "<!-- vaultlint-ignore ", "<!-- vaultlint-ignore x/y -->\n", "%% vaultlint-ignore links %%\n", "\x00", "\ufeff", "\u2028",
        "- [ ] x\n", "＜details＞\n", "Text [Music] \n\n", "[BODY_START]\n",
    )  # fmt: skip
    for number, part in enumerate(parts):
        yield f"part-{number}", part * size
    yield "both", "![" * size + "x" + "](y)" * size + "\n"
    yield "closed", "<details>\n" * size + "</details>\n" * size
    yield "quotes", "\n".join(">" * one + " x" for one in range(few // 2))
    yield "lists", "\n".join("  " * one + "- x" for one in range(few // 2))
    yield "ticks", " ".join("`" * one for one in range(1, few // 2))
    yield "rules", "<!-- vaultlint-ignore " + "a," * size + "-->"
    yield "mixed", "---\r\ntitle: x\ntags: [a]\rb: c\r\n---\n\r<details>\r\n<summary>x</summary>\r</details>\n\r"
    yield "surrogates", b"---\na: \xed\xa0\x80\n---\n\xed\xb0\x80 \xff\xfe"
    yield "controls-in-text", "".join(map(chr, range(1, 160))) * 100
    yield "unclosed", "---\n" + "a: b\n" * size
    yield "heads", "---\na: b\n---\n" * size
    yield "toml", "+++\na = " + "[" * size + "]" * size + "\n+++\n"
    yield "json", "{" + '"a": {' * size + "}" * size + "}\n"
    yield "canvas", "x"


def fill(vault: Path, some: dict[str, str | bytes], size: int) -> None:
    """The vault with these notes, odd files and odd names among them."""
    (vault / ".obsidian").mkdir(parents=True)
    (vault / "vaultlint.toml").write_text(CONFIG, "utf-8")
    (vault / "note.md").write_text("---\na: x\n---\n\nText with a [[link]].\n", "utf-8")
    for name, text in some.items():
        (vault / f"{name}.md").write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    (vault / "deep.canvas").write_text('{"nodes":' + "[" * size + "]" * size + "}", "utf-8")
    (vault / "odd.base").write_text("filters:\n" + "".join("  " * one + "- and:\n" for one in range(1, 200)), "utf-8")
    for name in (
        b"line\nend.md",
        b"bad\xff.md",
        b"esc\x1b[31m.md",
        b"-dash.md",
        "\u202etxt.md".encode(),
        b"a'b\"c.md",
        b" .md",
        b"%41.md",
    ):
        with open(os.path.join(os.fsencode(vault), name), "wb") as file:  # noqa: PTH118, PTH123  (names that are no text)
            file.write(b"---\na: [\n---\n<details>\n")
    for pipe in ("fifo.md", "fifo.canvas", "fifo.base", ".obsidian/types.json"):
        os.mkfifo(vault / pipe)
    here = socket.socket(socket.AF_UNIX)
    here.bind(os.path.relpath(vault / "socket.md"))
    here.close()
    outside = vault.parent / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("---\ntags: a\n---\n\nSecret.\n", "utf-8")
    links = {"loop.md": "loop.md", "again": ".", "up": "..", "out": "../outside", "secret.md": "../outside/secret.md",
             "zero.md": "/dev/zero", "alias.md": "note.md", "gone.md": "nowhere.md"}  # fmt: skip
    for name, target in links.items():
        (vault / name).symlink_to(target)
    (vault / "folder.md").mkdir()


def contents(vault: Path) -> dict[bytes, bytes]:
    """What each regular file of the vault, and of the folder beside it, holds."""
    found = {}
    for folder, _, files in os.walk(os.fsencode(vault)):
        for name in files:
            path = os.path.join(folder, name)  # noqa: PTH118
            if os.path.isfile(path) and not os.path.islink(path):  # noqa: PTH113, PTH114
                found[path] = Path(os.fsdecode(path)).read_bytes()
    return found


class Campaign:
    """Commands in one vault, and what they did wrong."""

    def __init__(self, vault: Path, options: argparse.Namespace) -> None:
        self.vault, self.options = vault, options
        self.wrong: list[str] = []
        self.environment = {**os.environ, "HOME": str(vault.parent / "home"), "PYTHONPATH": str(HERE), "NO_COLOR": "1"}

    def run(self, words: list[str]) -> int:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        given = subprocess.run(
            [sys.executable, "-c", RUN, str(self.options.seconds * 3), *words], cwd=self.vault, env=self.environment,
            capture_output=True, stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        told = given.stderr.decode("utf-8", "replace")
        megabytes = int(told.rpartition("PEAK ")[2] or 0) // 1024
        what = []
        if given.returncode not in (0, 1, 2) or "our own fault" in told or "Traceback" in told:
            what.append(f"exit code {given.returncode}: {told[:600]}")
        if seconds > self.options.seconds or megabytes > self.options.megabytes:
            what.append(f"{seconds:.1f} s, {megabytes} MB")
        self.wrong += [f"{self.vault.name}: {' '.join(words)}: {one}" for one in what]
        for one in what:
            print(f"  {self.vault.name}: {' '.join(words)}: {one}", flush=True)
        if self.options.verbose:
            print(f"    {' '.join(words)}: {given.returncode}, {seconds:.1f} s, {megabytes} MB", flush=True)
        return given.returncode

    def hold(self, holds: bool, what: str) -> None:
        if not holds:
            self.wrong.append(f"{self.vault.name}: {what}")
            print(f"  {self.vault.name}: {what}", flush=True)

    def all(self) -> None:
        began = contents(self.vault)
        outside = contents(self.vault.parent / "outside")
        for command in READING:
            self.run(command.split())
            self.hold(contents(self.vault) == began, f"{command} has changed the vault")
        for command in WRITING:
            self.run(command.split())
            done = contents(self.vault)
            if command.startswith("fix"):
                self.run(command.split())
                self.hold(contents(self.vault) == done, f"{command} changes more at the second time")
                done_twice = contents(self.vault) != done
                if done_twice:
                    self.run(["undo"])
            if done != began:
                self.run(["undo"])
            now = contents(self.vault)
            self.hold(
                now == began,
                f"undo of {command} leaves {[one for one in {*now, *began} if now.get(one) != began.get(one)][:5]}",
            )
            if now != began:
                began = now
        self.hold(contents(self.vault.parent / "outside") == outside, "something outside the vault was changed")


RUN = """
import resource, sys
limit = int(float(sys.argv[1])); resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
from vaultlint.cli import main
sys.argv = ["vaultlint", *sys.argv[2:]]
try:
    code = main()
except SystemExit as error:
    code = error.code
own, those = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print("PEAK", max(own, those), file=sys.stderr)
sys.exit(code)
"""


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--size", type=int, default=2000)
    words.add_argument("--seconds", type=float, default=30, help="of processor time that a command may take")
    words.add_argument("--megabytes", type=int, default=700)
    words.add_argument("--only", nargs="+", default=())
    words.add_argument("--alone", action="store_true", help="a vault for each note")
    words.add_argument("--verbose", action="store_true")
    options = words.parse_args()
    every = {name: text for name, text in notes(options.size) if not options.only or name in options.only}
    wrong: list[str] = []
    for some in [{name: text} for name, text in every.items()] if options.alone else [every]:
        with tempfile.TemporaryDirectory() as folder:
            vault = Path(folder, next(iter(some)) if options.alone else "vault")
            fill(vault, some, options.size)
            (Path(folder) / "steps.yaml").write_text(STEPS, "utf-8")
            (Path(folder) / "values.csv").write_text(
                "path,key,value\nnote.md,b,1\nitems.md,b,2\nfifo.md,b,1\n", "utf-8"
            )
            campaign = Campaign(vault, options)
            campaign.all()
            wrong += campaign.wrong
            shutil.rmtree(Path(folder, "home"), ignore_errors=True)
    print(f"{len(every)} notes, {len(wrong)} faults")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
