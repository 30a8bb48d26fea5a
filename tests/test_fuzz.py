"""The notes that once broke a law of `attack/fuzz_laws.py` break none, nor does a handful of new ones."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from fuzz import smaller
from fuzz_inputs import MUTATIONS, Mutator, seeds
from fuzz_laws import Broken, broken
from fuzz_machine import VaultMachine
from fuzz_vaults import CONFIGS, Setting, settings
from hypothesis import HealthCheck
from hypothesis import settings as how

TESTS = Path(__file__).parent
CORPUS = sorted((TESTS / "attack" / "corpus").glob("*/*.md"))


@pytest.fixture(scope="module")
def vaults(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Setting]:
    return settings(tmp_path_factory.mktemp("vaults"))


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_what_was_mended_stays_mended(file: Path, vaults: dict[str, Setting]) -> None:
    assert broken(vaults[file.parent.name], file.read_bytes()) == []


@pytest.mark.parametrize("config", CONFIGS)
def test_the_laws_hold_of_new_notes(config: str, vaults: dict[str, Setting]) -> None:
    """Of the notes in the corpus, so that no other test's text decides what is tried here."""
    by = Mutator(random.Random(config), [file.read_bytes().decode() for file in CORPUS])
    for _ in range(20):
        data = by.fresh()
        assert broken(vaults[config], data) == [], data


def test_examples_and_texts_of_tests_are_seeds() -> None:
    assert {"---\ntitle: Soup\n---\n\nBones.\n\n> - water\n", "Soup.\n\n</details>\n\nMore soup.\n"} <= {*seeds(TESTS)}


def test_every_mutation_changes_something() -> None:
    text = "---\ntitle: Soup\n---\n\nBones.\n\n> - water\n"
    for mutation in MUTATIONS:
        by = Mutator(random.Random(1), [text, "# Other\n"])
        assert any(mutation(text, by) != text for _ in range(20)), mutation


def test_a_fault_is_made_small() -> None:
    assert smaller("a\nb\nc x d\ne漢\n".encode(), lambda data: b"x" in data and "漢".encode() in data) == "x漢".encode()


def test_a_crash_is_told(vaults: dict[str, Setting], monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("fuzz_laws.check_note", crash)
    (found,) = broken(vaults["bare"], b"Soup.\n")
    assert isinstance(found, Broken) and found.law == "no traceback" and "ZeroDivisionError" in found.detail


TestWhateverHappensToAVault = VaultMachine.TestCase
TestWhateverHappensToAVault.settings = how(
    max_examples=6, stateful_step_count=8, deadline=None, derandomize=True, suppress_health_check=[*HealthCheck]
)
