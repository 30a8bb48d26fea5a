"""Files that list the terms which notes evidently use for a key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from vaultlint.config.bindings.vocabulary import VocabularyBinding
from vaultlint.errors import VaultlintError
from vaultlint.late import late
from vaultlint.proposal.looking import Seen
from vaultlint.proposal.setting import Setting
from vaultlint.vocabularies import DATA, Vocabularies
from vaultlint.vocabulary import Vocabulary

ENOUGH, KNOWN = 10, 0.9
"""So many uses tell whether a list is meant; it is if so large a part of them is right by it."""

LARGEST = 1 << 20

_NAMES = late(r"taxonom|vocab|thesaur|terms|tags|topics|categor|glossar|keywords|areas", 2)


def vocabularies(root: Path, files: Sequence[str], notes: Sequence[Seen]) -> Iterator[Setting]:
    """A table for each file that lists the terms of keys."""
    uses = _uses(notes)
    for file in filter(_may_list, files):
        if (root / file).stat().st_size > LARGEST:
            continue
        keys = [key for key, own in uses.items() if _is_meant(_vocabulary(root, file, key), own)]
        if keys:
            why = f"{file} lists the terms of {', '.join(f'`{key}`' for key in keys)}; the notes keep to it."
            yield Setting("vocabulary", {"key": keys if len(keys) > 1 else keys[0], "file": file}, why)


def _may_list(file: str) -> bool:
    name = file.rpartition("/")[2].lower()
    return file.count("/") < 3 and name.endswith(DATA) and _NAMES.search(name) is not None


def _uses(notes: Sequence[Seen]) -> dict[str, Counter[str]]:
    """How often each text is used under each key."""
    uses: dict[str, Counter[str]] = {}
    for values in (one.values for one in notes if one.values and not one.is_template):
        for key, value in values.items():
            texts = [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str) and item]
            if texts:
                uses.setdefault(key, Counter()).update(texts)
    return uses


def _vocabulary(root: Path, file: str, key: str) -> Vocabulary | None:
    try:
        found = Vocabularies(root, None, (VocabularyBinding(("**",), (key,), {"file": file}),))
    except VaultlintError:
        return None
    return found.of("note.md").get(key)


def _is_meant(vocabulary: Vocabulary | None, uses: Counter[str]) -> bool:
    """Whether the uses are terms of the vocabulary; an open one must know some of them, too."""
    if vocabulary is None or uses.total() < ENOUGH:
        return False
    right = sum(number for text, number in uses.items() if vocabulary.look(text, is_tag=True) is None)
    known = sum(number for text, number in uses.items() if vocabulary.knows(text))
    return right >= KNOWN * uses.total() and known >= (ENOUGH if vocabulary.open else KNOWN * uses.total())
