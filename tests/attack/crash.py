"""Kill `fix`, `edit`, `migrate`, `undo` and `rename-file` at random moments over a vault of 1,000 notes.

    python tests/attack/crash.py [--kills 200] [--seed 1] [--notes 1000]

After each kill every note is wholly old or wholly new, the journal can be read, and either the same command ends the
work or `undo` brings every byte back; no temporary file stays. Exit code 1 at the first that does not hold.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

PACKAGE = Path(__file__).parents[2]
HEAD = "---\ntitle: New {number:04}\nauthor: 'Ann'\n---\n\nSee [[{other:04}]].\n\n"
BODY = "<details>\n<summary>x</summary>\n\n{words}\n<details>\n\n"
COMMANDS = {
    "fix": ("fix", "--select", "details,file"),
    "edit": ("edit", "unset", "author", "--write"),
    "migrate": ("migrate", "../unset.yaml", "--write"),
    "rename-file": ("edit", "rename-file", "{title}.md", "--write"),
    "undo": ("undo",),
}
MIGRATION = "description: Nobody is the author.\nsteps:\n  - unset: {keys: author}\n"

Tree = dict[str, bytes]


class Vault:
    """The notes, in a folder of their own, and calls over them."""

    def __init__(self, folder: Path, notes: int) -> None:
        self.root, self.home = folder / "vault", folder / "home"
        self.root.mkdir()
        (folder / "unset.yaml").write_text(MIGRATION, "utf-8")
        self.tree = {f"{number % 10}/{number:04}.md": _note(number, notes) for number in range(notes)}
        names = ("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA")
        self.surroundings = {**os.environ, "PYTHONPATH": str(PACKAGE), **dict.fromkeys(names, str(self.home))}

    def reset(self) -> None:
        """The first notes, and a journal that holds nothing."""
        for file in [*self.root.rglob("*"), *self.home.rglob("*.jsonl")]:
            if file.is_file():
                file.unlink()
        for path, data in self.tree.items():
            (self.root / path).parent.mkdir(exist_ok=True)
            (self.root / path).write_bytes(data)
        (self.root / "vaultlint.toml").write_text("", "utf-8")

    def now(self) -> Tree:
        """All files but the config."""
        files = (file for file in self.root.rglob("*") if file.is_file() and file.name != "vaultlint.toml")
        return {file.relative_to(self.root).as_posix(): file.read_bytes() for file in files}

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """The command, begun."""
        call = [sys.executable, "-m", "vaultlint", *words]
        return subprocess.Popen(call, cwd=self.root, env=self.surroundings, stdout=-3, stderr=-1, start_new_session=True)

    def run(self, *words: str) -> tuple[int, str]:
        """Exit code and what went to standard error."""
        process = self.start(*words)
        told = process.communicate()[1].decode()
        return process.returncode, told

    def undo_all(self) -> None:
        """Take back all runs."""
        while "nothing to take back" not in (answer := self.run("undo"))[1]:
            _must(answer[0] == 0, f"undo: {answer}")


def _note(number: int, notes: int) -> bytes:
    text = HEAD.format(number=number, other=(number + 1) % notes)
    return (text + BODY.format(words="word " * (number % 97 + 1)) * 3).encode()


def _must(holds: bool, what: str) -> None:
    if not holds:
        raise SystemExit(f"does not hold: {what}")


def _usual(vault: Vault, name: str) -> tuple[Tree, float, float]:
    """What the command makes of the vault, and between which moments it writes, in seconds."""
    vault.reset()
    if name == "undo":
        vault.run(*COMMANDS["edit"])
    before, began = vault.now(), time.monotonic()
    process, first = vault.start(*COMMANDS[name]), 0.0
    while process.poll() is None:
        if not first and any((vault.root / path).read_bytes() != data for path, data in [*before.items()][:20]):
            first = time.monotonic() - began
        time.sleep(0.002)
    return vault.now(), first * 0.8, time.monotonic() - began


def _attack(vault: Vault, name: str, usual: tuple[Tree, float, float], moment: float) -> str:
    after, words = usual[0], COMMANDS[name]
    vault.reset()
    if name == "undo":
        vault.run(*COMMANDS["edit"])
    before, process = vault.now(), vault.start(*words)
    time.sleep(moment)
    is_killed = process.poll() is None
    if is_killed:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    now, known = vault.now(), {*before.values(), *after.values()}
    notes = {path: data for path, data in now.items() if not path.endswith(".vaultlint")}
    _must(len(notes) == len(before) and set(notes.values()) <= known, f"{name} at {moment}: a note is neither old nor new")
    _must(vault.run("undo", "--list")[0] == 0, "the journal can be read")
    code, told = vault.run(*words)
    if "was broken off" in told:
        _must(vault.run("undo")[0] == 0 and vault.now() == before, f"{name} at {moment}: undo")
        code, told = vault.run(*words)
    _must(code in (0, 1), f"{name} at {moment}: {told}")
    now = vault.now()
    odd = sorted(path for path in {*now, *after} if now.get(path) != after.get(path))
    _must(not odd, f"{name} at {moment}: the next run does not end the work: {odd[:5]}; it said {told[:300]!r}")
    vault.undo_all()
    _must(vault.now() == vault.tree, f"{name} at {moment}: undo does not bring all back")
    return "not killed" if not is_killed else "nothing done" if notes == before else "all done" if notes == after else "halfway"


def main() -> None:
    """Attack, and tell how often what was hit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option, number in (("kills", 200), ("seed", 1), ("notes", 1000)):
        parser.add_argument(f"--{option}", type=int, default=number)
    given = parser.parse_args()
    chance, hits = random.Random(given.seed), Counter[tuple[str, str]]()
    with tempfile.TemporaryDirectory() as folder:
        vault = Vault(Path(folder), given.notes)
        usual = {name: _usual(vault, name) for name in COMMANDS}
        for number in range(given.kills):
            name = [*COMMANDS][number % len(COMMANDS)]
            moment = chance.uniform(*usual[name][1:])
            hits[name, _attack(vault, name, usual[name], moment)] += 1
            if not (number + 1) % 20:
                print(number + 1, "of", given.kills, flush=True)
    for (name, what), times in sorted(hits.items()):
        print(f"{times:5}  {name}: {what}")


if __name__ == "__main__":
    main()
