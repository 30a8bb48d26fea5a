"""Disks, folders and neighbours that get in the way of `fix`, `edit`, `migrate`, `undo` and `rename-file`, for real.

    sudo python tests/attack/disks.py [--rounds 20] [--seed 1] [--notes 300] [--only full,vanished]

A small disk that fills up, notes and folders that cannot be written, a folder that vanishes, another program that
writes, calls at the same moment. Every note stays wholly old or wholly new (or the neighbour's), what is not done is
told, and once the obstacle is gone the next run ends as one that nothing disturbed. Exit code 1 at what does not hold.
Small disks and other users need root on Linux; what cannot be tried here is told.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from crash import COMMANDS, PACKAGE, Tree, Vault

Attack = Callable[[Path, random.Random, int], str]
faults: list[str] = []
hits = Counter[tuple[str, str]]()


def _must(holds: bool, what: str) -> None:
    if not holds:
        faults.append(what)
        print("DOES NOT HOLD:", what, flush=True)


def _prepared(vault: Vault, name: str) -> tuple[Tree, Tree]:
    """The notes before the command, and after one that nothing disturbs; they are as before now."""
    _ready(vault, name)
    before = vault.now()
    vault.run(*COMMANDS[name])
    after = vault.now()
    _ready(vault, name)
    return before, after


def _ready(vault: Vault, name: str) -> None:
    vault.reset()
    if name == "undo":
        vault.run(*COMMANDS["edit"])


def _hit(what: str, before: Tree, now: Tree, after: Tree) -> None:
    """Count how far a call came that was disturbed, so that it can be seen whether it was."""
    hits[what, "all done" if now == after else "nothing done" if now == before else "halfway"] += 1


def _law(what: str, vault: Vault, before: Tree, after: Tree, answer: tuple[int, str]) -> None:
    now = vault.now()
    _hit(what, before, now, after)
    _must(answer[0] in (0, 1, 2) and "Traceback" not in answer[1], f"{what}: {answer}")
    _must(not [path for path in now if path.endswith(".vaultlint")], f"{what}: a temporary file is left")
    _must(len(now) == len(before), f"{what}: {len(before)} notes before, {len(now)} now")
    _must(set(now.values()) <= {*before.values(), *after.values()}, f"{what}: a note is neither old nor new")
    _must(now == after or answer[0] == 1 or bool(answer[1].strip()), f"{what}: not done, and not told")
    _must(now == after or answer[0] != 0, f"{what}: not done, but exit code 0: {answer[1][-200:]}")
    _must(vault.run("undo", "--list")[0] == 0, f"{what}: the journal cannot be read")


def _ends(what: str, vault: Vault, name: str, before: Tree, after: Tree) -> None:
    """The next run, undisturbed, ends the work, and `undo` brings all back."""
    code, told = vault.run(*COMMANDS[name])
    if "was broken off" in told:
        vault.run("undo")
        _must(vault.now() == before, f"{what}: undo of what was broken off")
        code, told = vault.run(*COMMANDS[name])
    now = vault.now()
    odd = sorted(path for path in {*now, *after} if now.get(path) != after.get(path))
    _must(not odd, f"{what}: the next run does not end the work: {code} {told[:300]!r} {odd[:4]}")
    _goes_back(what, vault)


def _goes_back(what: str, vault: Vault) -> None:
    for _ in range(9):
        if "nothing to take back" in (answer := vault.run("undo"))[1]:
            break
    else:
        _must(False, f"{what}: undo comes to no end: {answer}")
    _must(vault.now() == vault.tree, f"{what}: undo does not bring all back")


@contextmanager
def _small_disk(folder: Path, size: int) -> Iterator[None]:
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def full(folder: Path, chance: random.Random, notes: int) -> str:
    """The disk with the notes, the one with the journal, or the one with both has room for a part of the work."""
    for name in COMMANDS:
        where = chance.choice(("vault", "home", "both"))
        disk, other = folder / "disk", folder / "other"
        other.mkdir(exist_ok=True)
        with _small_disk(disk, 64 * 2**20):
            vault = _parted(disk, other, where, notes)
            before, after = _prepared(vault, name)
            filler, room = disk / "filler", chance.choice((0, 4096, 8192, 65536, 2**18, 2**19, 2**20))
            free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
            with filler.open("wb") as file:
                file.write(bytes(max(0, free - room)))
            answer = vault.run(*COMMANDS[name])
            _law(f"full {where} {room} {name}", vault, before, after, answer)
            filler.unlink()
            _ends(f"full {where} {room} {name}", vault, name, before, after)
        shutil.rmtree(other)
    return "5 commands"


def _parted(disk: Path, other: Path, where: str, notes: int) -> Vault:
    vault = Vault(disk, notes)
    if where == "vault":
        _home(vault, other / "home")
    elif where == "home":
        vault.root = other / "vault"
        vault.root.mkdir()
        shutil.copy(disk / "unset.yaml", other)
    return vault


def _home(vault: Vault, home: Path) -> None:
    names = ("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA")
    vault.home, vault.surroundings = home, {**vault.surroundings, **dict.fromkeys(names, str(home))}


class _Somebody(Vault):
    """Calls made by a user without any power."""

    is_lowly = False

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        if not self.is_lowly:
            return super().start(*words)
        call = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", sys.executable, "-m", "vaultlint", *words]
        return subprocess.Popen(call, cwd=self.root, env=self.surroundings, stdout=-3, stderr=-1, start_new_session=True)


def forbidden(folder: Path, chance: random.Random, notes: int) -> str:
    """A user who may not write some of the notes, some of the folders, or the journal."""
    subprocess.run(["chmod", "a+rx", str(folder), str(folder.parent)], check=True)
    for name in COMMANDS:
        what = chance.choice(("notes", "folders", "journal", "unreadable"))
        vault = _Somebody(folder, notes)
        before, after = _prepared(vault, name)
        vault.home.mkdir(exist_ok=True)
        subprocess.run(["chown", "-R", "65534:65534", str(vault.root), str(vault.home)], check=True)
        barred = chance.sample(sorted(before), notes // 10)
        if what == "journal":
            closed = [vault.home]
            subprocess.run(["chown", "-R", "0:0", str(vault.home)], check=True)
        elif what == "folders":
            closed = [vault.root / "3", vault.root / "7"]
        else:
            closed = [vault.root / path for path in barred]
        modes = {file: file.stat().st_mode for file in closed}
        for file in closed:
            file.chmod({"notes": 0o444, "unreadable": 0}.get(what, 0o555))
        vault.is_lowly = True
        answer = vault.run(*COMMANDS[name])
        vault.is_lowly = False
        if what == "journal":  # the one who looks is another
            subprocess.run(["chown", "-R", "65534:65534", str(vault.home)], check=True)
        for file, mode in modes.items():
            moved = file if file.exists() else vault.root / file.parent.name / f"New {file.name}"
            with suppress(FileNotFoundError):
                moved.chmod(mode)
        for file in vault.root.rglob("New *.md"):
            file.chmod(0o644)
        _law(f"forbidden {what} {name}", vault, before, after, answer)
        _ends(f"forbidden {what} {name}", vault, name, before, after)
        shutil.rmtree(vault.root)
        shutil.rmtree(vault.home)
    return "5 commands"


def unmovable(folder: Path, chance: random.Random, notes: int) -> str:
    """Notes that even root may not write (`chattr +i`)."""
    for name in COMMANDS:
        vault = Vault(folder, notes)
        before, after = _prepared(vault, name)
        barred = [str(vault.root / path) for path in chance.sample(sorted(before), notes // 10)]
        subprocess.run(["chattr", "+i", *barred], check=True)
        try:
            answer = vault.run(*COMMANDS[name])
        finally:
            subprocess.run(["chattr", "-i", *barred], check=True)
        _law(f"unmovable {name}", vault, before, after, answer)
        _ends(f"unmovable {name}", vault, name, before, after)
        shutil.rmtree(vault.root)
        shutil.rmtree(vault.home)
    return "5 commands"


def vanished(folder: Path, chance: random.Random, notes: int) -> str:
    """A folder goes while it is written, and comes back when all is over."""
    for name in COMMANDS:
        vault = Vault(folder, notes)
        before, after = _prepared(vault, name)
        process, gone = vault.start(*COMMANDS[name]), chance.choice(("3", "whole"))
        time.sleep(chance.uniform(0.2, 1.6))
        here, away = vault.root / gone if gone == "3" else vault.root, folder / "away"
        here.rename(away)
        told = process.communicate()[1].decode()
        for left in sorted(here.rglob("*.md")) if here.is_dir() else ():
            (away / left.relative_to(here)).exists() or left.rename(away / left.relative_to(here))
        shutil.rmtree(here, ignore_errors=True)
        away.rename(here)
        now = {path: data for path, data in vault.now().items() if not path.endswith(".vaultlint")}
        what = f"vanished {gone} {name}"
        _hit(what, before, now, after)
        _must(process.returncode in (0, 1, 2) and "Traceback" not in told, f"{what}: {told[-400:]}")
        _must(len(now) == len(before), f"{what}: {len(before)} notes, now {len(now)}")
        _must(set(now.values()) <= {*before.values(), *after.values()}, f"{what}: neither old nor new")
        undone = {path.partition("/")[0] for path in {*now, *after} if now.get(path) != after.get(path)}
        was_never_seen = gone == "whole" or undone == {gone} or name == "rename-file"
        _must(now == after or bool(told.strip()) or was_never_seen, f"{what}: not told")
        if name == "rename-file" and now != after:  # links in notes that were away still have the old names
            _goes_back(what, vault)
        elif not _was_elsewhere(vault, away):
            _ends(what, vault, name, before, after)
        shutil.rmtree(vault.root)
        shutil.rmtree(vault.home)
    return "5 commands"


def _was_elsewhere(vault: Vault, away: Path) -> bool:
    """Whether the vault had gone before the call asked where it is: to the journal that is another vault."""
    return any(str(away).encode() in file.read_bytes().partition(b"\n")[0] for file in vault.home.rglob("*.jsonl"))


def neighbour(folder: Path, chance: random.Random, notes: int) -> str:
    """Another program writes notes, in place or by a rename, while we do: what it wrote last stays."""
    written = 0
    for name in ("fix", "edit", "migrate", "undo"):
        vault = Vault(folder, notes)
        _prepared(vault, name)
        process, theirs = vault.start(*COMMANDS[name]), dict[str, bytes]()
        seed = chance.random()
        other = threading.Thread(target=_meddle, args=(vault, process, theirs, random.Random(seed)))
        other.start()
        told = process.communicate()[1].decode()
        other.join()
        now = vault.now()
        lost = [path for path, data in theirs.items() if data not in now[path]]
        _must(not lost, f"neighbour {name}: {len(lost)} of {len(theirs)} lost: {lost[:3]}")
        hits[f"neighbour {name}", f"{told.count('changed since')} told of {len(theirs)}"] += 1
        _must(process.returncode in (0, 1), f"neighbour {name}: {told[-300:]}")
        _must(len(now) == len(vault.tree), f"neighbour {name}: {len(now)} files")
        written += len(theirs)
        shutil.rmtree(vault.root)
        shutil.rmtree(vault.home)
    return f"{written} notes written"


def _meddle(vault: Vault, process: subprocess.Popen[bytes], theirs: dict[str, bytes], chance: random.Random) -> None:
    """Append a line of ours to one note after the other; a note is written once."""
    paths = chance.sample(sorted(vault.tree), len(vault.tree))
    time.sleep(chance.uniform(0.2, 1.2))
    for number, path in enumerate(paths):
        if process.poll() is not None:
            return
        file, line = vault.root / path, b"\nTheirs %d.\n" % number
        if number % 2:
            with file.open("ab") as handle:
                handle.write(line)
        else:
            beside = file.with_name(file.name + "~")
            data = file.read_bytes() + line
            beside.write_bytes(data)
            beside.replace(file)
        theirs[path] = line
        time.sleep(chance.uniform(0, 0.008))


def together(folder: Path, chance: random.Random, notes: int) -> str:
    """Calls at the same moment end like one after the other, also where one is killed that holds the lock."""
    for other in ("fix", "undo", "edit"):
        vault = Vault(folder, notes)
        vault.reset()
        before = vault.now()
        vault.run(*COMMANDS["fix"])
        fixed = vault.now()
        vault.reset()
        calls = [vault.start(*COMMANDS["fix"]), vault.start(*COMMANDS[other])]
        is_killed = chance.random() < 0.5
        if is_killed:
            time.sleep(chance.uniform(0.4, 1.4))
            with suppress(ProcessLookupError):
                os.killpg(calls[0].pid, signal.SIGKILL)
        ends = [(call.communicate()[1].decode(), call.returncode) for call in calls]
        codes = [code for _, code in ends]
        _must(set(codes) <= {0, 1, -9} and codes[1] in (0, 1), f"together {other}: {ends}")
        hits[f"together {other} killed={is_killed}", f"codes {codes}"] += 1
        if other == "fix":
            again = vault.run(*COMMANDS["fix"])
            _must(vault.now() == fixed, f"together fix: not as one run: {again}")
        for _ in range(9):
            if "nothing to take back" in (answer := vault.run("undo"))[1]:
                break
            was_late = is_killed and "passes over" in answer[1]  # it had put down what it came too late to write
            _must(answer[0] == 0 or was_late, f"together {other} killed={is_killed}: undo: {answer[1][-300:]}")
        now = vault.now()
        odd = [path for path in {*now, *before} if now.get(path) != before.get(path)]
        _must(not odd, f"together {other} killed={is_killed}: undo does not bring all back: {sorted(odd)[:4]}")
        shutil.rmtree(vault.root)
        shutil.rmtree(vault.home)
    return "3 pairs"


ATTACKS: dict[str, Attack] = {
    "full": full, "forbidden": forbidden, "unmovable": unmovable, "vanished": vanished,
    "neighbour": neighbour, "together": together,
}  # fmt: skip


def main() -> int:
    """Attack round by round; 1 if something does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, usual in (("rounds", 20), ("seed", 1), ("notes", 300)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--only", default=",".join(ATTACKS))
    given = parser.parse_args()
    chance = random.Random(given.seed)
    for number in range(given.rounds):
        for name in given.only.split(","):
            with tempfile.TemporaryDirectory() as folder:
                print(number, name, ATTACKS[name](Path(folder), chance, given.notes), flush=True)
    for (what, how), times in sorted(hits.items()):
        print(f"{times:5}  {what}: {how}")
    return int(bool(faults))


assert PACKAGE
if __name__ == "__main__":
    sys.exit(main())
