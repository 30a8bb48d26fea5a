"""`check --changed` looks at the notes that git says have changed, and at no others; what cannot be told is said."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Vault

from vaultlint import history
from vaultlint.changed import TARGET

BAD = "Text {} [x]()\n"
HOME = "docs/my vault"


@pytest.fixture
def repository(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> Vault:
    """A vault in a folder of a repository, with a commit on `main`."""
    for name in [name for name in os.environ if name.startswith("GIT_")] + [TARGET]:
        monkeypatch.delenv(name, raising=False)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "n")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "n@example.org")
    git(vault, "init", "-q", "-b", "main")
    names = ("same", "edited", "deleted", "moved", "ünïcode, 漢")
    vault.put({f"{HOME}/{name}.md": BAD.format(name) for name in names})
    vault.put({f"{HOME}/.obsidian/app.json": "{}", "README.md": BAD.format("above")})
    commit(vault)
    monkeypatch.chdir(vault.root / HOME)
    return vault


def git(vault: Vault, *words: str) -> str:
    run = subprocess.run(["git", "-C", str(vault.root), *words], check=True, capture_output=True)
    return run.stdout.decode()


def commit(vault: Vault) -> None:
    git(vault, "add", "--all")
    git(vault, "commit", "-q", "-m", "all")


def checked(vault: Vault, *words: str) -> list[str]:
    return sorted({path for path, *_ in vault.check("--select", "links/empty", "--changed", *words).findings})


def change(vault: Vault) -> None:
    """One of each kind."""
    vault.put({f"{HOME}/{name}.md": BAD.format("new") for name in ("edited", "ünïcode, 漢", "untracked", "staged")})
    git(vault, "add", f"{HOME}/staged.md")
    git(vault, "mv", f"{HOME}/moved.md", f"{HOME}/renamed.md")
    git(vault, "rm", "-q", f"{HOME}/deleted.md")
    vault.put({"README.md": "Changed, but above the vault [x]()\n"})


EACH = ["edited.md", "renamed.md", "staged.md", "untracked.md", "ünïcode, 漢.md"]


def test_what_is_not_committed_has_changed(repository: Vault) -> None:
    assert checked(repository) == []
    change(repository)
    assert checked(repository) == EACH
    assert checked(repository, "HEAD") == EACH
    assert checked(repository, "HEAD", "edited.md", "same.md") == ["edited.md"]


def test_what_the_branch_has_committed_has_changed_but_not_what_the_others_have(repository: Vault) -> None:
    git(repository, "checkout", "-q", "-b", "work")
    change(repository)
    commit(repository)
    git(repository, "checkout", "-q", "main")
    repository.put({f"{HOME}/same.md": BAD.format("theirs")})
    commit(repository)
    git(repository, "checkout", "-q", "work")
    assert checked(repository) == EACH
    assert checked(repository, "main") == EACH
    assert checked(repository, "HEAD") == []


def test_the_default_branch_of_the_origin_comes_first(repository: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    git(repository, "update-ref", "refs/remotes/origin/main", "HEAD")
    change(repository)
    commit(repository)
    answer = repository.run("check", "--changed", "--fail-on", "never")
    assert answer.err.startswith("vaultlint: 5 notes changed since origin/main (")
    git(repository, "update-ref", "refs/remotes/origin/next", "HEAD")
    monkeypatch.setenv(TARGET, "next")
    assert repository.run("check", "--changed").err.startswith("vaultlint: 0 notes changed since origin/next (")


def test_before_the_first_commit_all_is_new(vault: Vault) -> None:
    git(vault, "init", "-q")
    vault.put({"staged.md": BAD, "untracked.md": BAD, "ignored.md": BAD, ".gitignore": "ignored.md\n"})
    git(vault, "add", "staged.md")
    assert checked(vault) == ["staged.md", "untracked.md"]


def test_rules_about_the_vault_know_the_notes_that_have_not_changed(repository: Vault) -> None:
    repository.put({f"{HOME}/new.md": "To [[same]] and [[nowhere]].\n"})
    assert repository.check("--changed").findings == [("new.md", "links/broken", 1, 17)]


def test_a_commit_hook_in_a_work_tree_sees_the_same(repository: Vault, tmp_path: Path) -> None:
    """Git tells hooks where the repository is in variables, which hold for its top folder."""
    tree = tmp_path / "tree"
    git(repository, "worktree", "add", "-q", str(tree), "-b", "other")
    (tree / HOME / "same.md").write_text(BAD.format("changed"))
    hook = repository.root / ".git" / "hooks" / "pre-commit"
    call = (
        f'{sys.executable} -m vaultlint check --no-cache --changed --output-format concise "{HOME}" > "{tmp_path}/told"'
    )
    hook.write_text(f"#!/bin/sh\n{call}\n")
    hook.chmod(0o755)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    run = subprocess.run(["git", "commit", "-qam", "x"], cwd=tree, env=environment, check=False, capture_output=True)
    assert run.returncode == 1, run.stderr
    told = (tmp_path / "told").read_text().splitlines()
    assert [line.partition(": ")[0] for line in told[:-1]] == [f"{HOME}/same.md:1:14"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--changed", "nowhere"], "git knows no commit `nowhere`"),
        (["--changed", "same.md"], "if it is a path, put `--changed` behind it"),
        (["--changed=--output=x"], "git knows no commit `--output=x`"),
        (["--changed", "HEAD", "-"], "--changed is about files"),
    ],
)
def test_calls_that_cannot_be_answered(repository: Vault, words: list[str], told: str) -> None:
    answer = repository.run("check", *words)
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert told in answer.err
    assert not (repository.root / HOME / "x").exists()


def test_without_git_it_is_said(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.put({"a.md": BAD})
    answer = vault.run("check", "--changed")
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert "is in no git repository" in answer.err
    monkeypatch.setenv("PATH", "")
    assert "git is not installed" in vault.run("check", "--changed").err


def test_a_shallow_clone_does_not_say_that_nothing_has_changed(
    repository: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a CI service makes it of a pull request: one commit, on no branch."""
    change(repository)
    commit(repository)
    clone = tmp_path / "clone"
    git(repository, "clone", "-q", "--depth", "1", f"file://{repository.root}", str(clone))
    there = Vault(clone, repository.captured, monkeypatch)
    git(there, "checkout", "-q", "--detach")
    git(there, "remote", "remove", "origin")
    git(there, "branch", "-q", "-D", "main")
    monkeypatch.chdir(clone / HOME)
    answer = there.run("check", "--changed")
    assert (answer.code, answer.out) == (2, "")
    assert "fetch-depth: 0" in answer.err
    assert checked(there, "HEAD") == []


def test_an_answer_from_the_cache_does_not_hide_a_commit(repository: Vault) -> None:
    repository.put({f"{HOME}/edited.md": BAD.format("new")})
    assert repository.run("check", "--changed").code == 1
    commit(repository)
    assert repository.run("check", "--changed").code == 0


def test_no_program_runs_that_the_repository_names(repository: Vault, tmp_path: Path) -> None:
    """Who unpacks somebody's vault gets its `.git`, too, with all that git can be told there."""
    trace, program = tmp_path / "trace", tmp_path / "program.sh"
    program.write_text(f'#!/bin/sh\necho "$0 $*" >> "{trace}"\ncat\n')
    program.chmod(0o755)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    (hooks / "post-index-change").symlink_to(program)
    vault_files = {".gitattributes": "*.md filter=a=b diff=c\n", f"{HOME}/edited.md": BAD.format("EDITED")}
    repository.put(vault_files)
    programs = ("core.fsmonitor", "core.sshCommand", "core.pager", "diff.external", "diff.c.command",
                "diff.c.textconv", "filter.a=b.clean", "remote.origin.uploadpack")  # fmt: skip
    for name in programs:
        git(repository, "config", name, str(program))
    git(repository, "config", "core.hooksPath", str(hooks))
    for name, value in {"url": str(tmp_path), "promisor": "true"}.items():
        git(repository, "config", f"remote.origin.{name}", value)
    trace.unlink(missing_ok=True)
    assert "edited.md" in checked(repository)
    assert history.texts(repository.root, [("README.md", "0123456789" * 4)]) == {}
    assert not trace.exists(), trace.read_text()


def test_a_folder_that_looks_like_the_inside_of_a_repository_is_none(repository: Vault, tmp_path: Path) -> None:
    """A clone may hold such a folder, with settings of its own."""
    git(repository, "clone", "-q", "--bare", str(repository.root), str(repository.root / "inner"))
    repository.monkeypatch.chdir(repository.root / "inner")
    repository.put({"inner/.obsidian/app.json": "{}", "inner/note.md": BAD})
    answer = repository.check("--changed")
    assert (answer.code, "no git repository" in answer.err) == (2, True), answer.err


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")
def test_a_git_that_does_not_answer_is_told(repository: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.put({"bin/git": "#!/bin/sh\nexec sleep 30\n"})
    script = repository.root / "bin/git"
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(script.parent), prepend=os.pathsep)
    monkeypatch.setattr(history, "LONGEST", 0.3)
    answer = repository.run("check", "--changed")
    assert (answer.code, answer.out) == (2, "")
    assert "`git rev-parse` did not answer within 0.3 seconds" in answer.err
