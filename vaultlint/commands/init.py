"""`vaultlint init`: a config, schemas and the pre-commit hook for a vault, proposed from what is in it."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from importlib import metadata
from pathlib import Path

from vaultlint import __version__, config, files, pool
from vaultlint.baseline import Baseline
from vaultlint.commands import options, terminal
from vaultlint.commands.proposed import File, Proposal, told
from vaultlint.config import Config
from vaultlint.configs import normal
from vaultlint.errors import UsageError, reason_of
from vaultlint.project import Project
from vaultlint.proposal import hook, look, planned, tried
from vaultlint.proposal.trial import CONFIG, Tried
from vaultlint.walk import root_of

NAME = "init"
HELP = "write vaultlint.toml, a schema and the pre-commit hook for this vault"
EPILOG = """\
Looks at the notes, proposes settings that they clearly keep already, and tells what would be reported. Nothing is
written before you say yes, and no file that is there is overwritten.

  vaultlint init                    look, then ask
  vaultlint init --baseline         and put up with what is found today: `check` tells only what is new
  vaultlint init --yes              do not ask
"""

BASELINE = ".vaultlint-baseline.json"

DISTRIBUTION, REPOSITORIES = "vaultlint-md", ("repository", "source", "source code", "github")
"""The distribution, and what its metadata may call the place of its source."""

def add(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.epilog, parser.formatter_class = EPILOG, argparse.RawDescriptionHelpFormatter
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="the vault (default: the one around)")
    parser.add_argument("--yes", "-y", action="store_true", help="write the files without asking")
    parser.add_argument("--dry-run", action="store_true", help="show what is proposed, and write nothing")
    known = f"also write what is found today into this file, to be told only what is new (default: {BASELINE})"
    parser.add_argument("--baseline", metavar="FILE", nargs="?", const=Path(BASELINE), type=Path, help=known)
    parser.add_argument("--no-pre-commit", action="store_true", help="leave pre-commit out of it")
    parser.add_argument("--jobs", metavar="N", type=options.positive, help="how many processes (default: one a core)")


def run(arguments: argparse.Namespace) -> int:
    """0."""
    root = _root(arguments.folder)
    notes = Project(Config(root)).every_note
    if not notes:
        terminal.warn(f"there is no note in {root} yet; write one first")
        return 0
    jobs = arguments.jobs or pool.cores()
    with terminal.progress(len(notes), "looking") as advance:
        seen = look(root, notes, jobs, advance)
    found = tried(root, planned(root, seen), seen, jobs, lambda total: terminal.progress(total, "trying"))
    proposal = _proposal(arguments, root, found)
    terminal.put(told(proposal, seen, found))
    if _is_agreed(arguments):
        _write(proposal)
    return 0


def _root(folder: Path | None) -> Path:
    """The root of the vault that is to get a config.

    Raises:
        UsageError: it has one, or there is no such folder.
    """
    if folder is not None and not folder.is_dir():
        raise UsageError(f"{folder}: there is no such folder")
    root, file = root_of(Path.cwd()) if folder is None else (normal(folder.absolute()), None)
    file = file or config.find(root)
    if file is not None:
        shown = terminal.shown_path(file.parent, file.name)
        raise UsageError(f"{shown} is there already, and is not overwritten; {_state_of_hook(root)}")
    return root


def _state_of_hook(root: Path) -> str:
    file = _home_of_hook(root)
    there = file is not None and file.is_file() and hook.is_there(file.read_bytes().decode("utf-8", "replace"))
    return "so is the pre-commit hook: nothing to do" if there else "`vaultlint check` uses it"


def _proposal(arguments: argparse.Namespace, root: Path, found: Tried) -> Proposal:
    made = [File(root / one.file, one.text.encode("utf-8", "surrogatepass")) for one in found.plan.drafts]
    known = None if arguments.baseline is None else _baseline(normal(root / arguments.baseline), root, found)
    hooks, notice = ([], []) if arguments.no_pre_commit else _hook(root, known.file if known else None)
    made += [*hooks, File(root / CONFIG, "".join(f"{line}\n" for line in found.plan.lines).encode())]
    for path in (*(one.path for one in made if one.before is None), *([known.file] if known else [])):
        if os.path.lexists(path):
            raise UsageError(f"{terminal.shown_path(root, str(path))} is there already, and is not overwritten")
    return Proposal(root, made, notice, known)


def _baseline(file: Path, root: Path, found: Tried) -> Baseline:
    """What is found today, under the paths by which `check` will know it."""
    shown = (replace(one, path=terminal.shown_path(root, one.path)) for one in found.diagnostics)
    return Baseline.of(file, shown)


def _home_of_hook(root: Path) -> Path | None:
    """The config of pre-commit: at the top of the repository, there or not; else in the vault, if it is there."""
    top = next((one for one in (root, *root.parents) if (one / ".git").exists()), root)
    return top / hook.FILE if (top / ".git").exists() or (top / hook.FILE).is_file() else None


def _hook(root: Path, known: Path | None) -> tuple[list[File], list[str]]:
    """The config of pre-commit with the hook; and what is to be said if it cannot be put in."""
    file = _home_of_hook(root)
    if file is None:
        return [], ["This is no git repository, so there is no hook for pre-commit."]
    ours = _ours(root, file.parent, known)
    if not file.is_file():
        return [File(file, hook.new(ours).encode())], []
    before = file.read_bytes()
    shown = terminal.shown_path(file.parent, file.name)
    try:
        text = before.decode()
    except UnicodeDecodeError as error:
        made: str | hook.Refusal = hook.Refusal(f"its byte {error.start} is not UTF-8")
    else:
        if hook.is_there(text):
            return [], [f"{shown} has the hook already."]
        made = hook.added(text, ours)
    if isinstance(made, hook.Refusal):
        why = f"{shown} is left alone, for {made.reason}. To have the hook, put this into it:"
        return [], [why, *(f"    {line}" for line in hook.new(ours).splitlines())]
    return [File(file, made.encode(), before)], []


def _ours(root: Path, top: Path, known: Path | None) -> hook.Hook:
    """The hook: of the place where this program comes from, if it says so; else that of the installed command."""
    options = [] if known is None else ["--baseline", os.path.relpath(known, top).replace(os.sep, "/")]
    folder = "" if root == top else root.relative_to(top).as_posix()
    address = _address()
    return hook.hosted(address, f"v{__version__}", options, folder) if address else hook.local(options, folder)


def _address() -> str | None:
    """The repository of the installed distribution; None if it does not say."""
    try:
        given = metadata.metadata(DISTRIBUTION).get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        return None
    pairs = (str(one).partition(", ") for one in given)
    named = {name.lower(): address for name, _, address in pairs}
    return next((named[name] for name in REPOSITORIES if name in named), None)


def _is_agreed(arguments: argparse.Namespace) -> bool:
    """Whether the files are to be written: by `--yes`, or because the user says so."""
    if arguments.yes and not arguments.dry_run:
        return True
    if arguments.dry_run or not _is_asked():
        terminal.put(["Nothing is written. `vaultlint init --yes` writes it."])
        return False
    try:
        agreed = input("Write these files? [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:
        agreed = False
    if not agreed:
        terminal.put(["Nothing is written."])
    return agreed


def _is_asked() -> bool:
    """Whether somebody sees the question, and can answer."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _write(proposal: Proposal) -> None:
    """Write the files, the config last: with it the vault counts as set up.

    Raises:
        UsageError: one cannot be written.
    """
    for one in proposal.files:
        try:
            one.path.parent.mkdir(parents=True, exist_ok=True)
            if one.before is None:
                with one.path.open("xb") as opened:
                    opened.write(one.data)
            else:
                files.replace(one.path, one.before, one.data, one.path.parent)
        except FileExistsError:
            raise UsageError(f"{one.path} is there already, and is not overwritten") from None
        except files.NotWritten as why:
            raise UsageError(f"{one.path}: not written: {why}") from None
        except OSError as error:
            raise UsageError(f"{one.path}: cannot be written: {reason_of(error)}") from None
    if proposal.known is not None:
        proposal.known.write()
    terminal.put(proposal.done)
