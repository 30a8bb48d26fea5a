"""Which notes of a vault are the same note in several languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from vaultlint.siblings import FileForm, Sibling
from vaultlint.siblings.form import LANGUAGE_KEYS
from vaultlint.siblings.paths import folded
from vaultlint.vault import Outline, Vault


@dataclass(frozen=True)
class Groups:
    """By the form: of each group, by what its notes share, the note in each language."""

    form: FileForm
    members: Mapping[str, Mapping[str, Outline]]

    @cached_property
    def place(self) -> Mapping[str, tuple[str, str]]:
        """Of each path: its group and its language."""
        return {one.path: (shared, code) for shared, group in self.members.items() for code, one in group.items()}

    @cached_property
    def present(self) -> frozenset[str]:
        """The languages in which there is at least one note."""
        return frozenset(code for group in self.members.values() for code in group)

    def original_of(self, path: str) -> Outline | None:
        """The original of the translation at `path`; None if it has none, or is none."""
        shared, code = self.place.get(path, ("", self.form.original))
        return None if code == self.form.original else self.members[shared].get(self.form.original)

    def lacking(self, path: str) -> Iterator[str]:
        """The languages in which the note at `path` should stand, too, and does not."""
        if path not in self.place or self.form.require == "never":
            return
        shared, code = self.place[path]
        group = self.members[shared]
        if code != self.form.original:
            yield from () if self.form.original in group else (self.form.original,)
            return
        for language in self.form.languages:
            if language not in group and (self.form.require == "always" or language in self.present):
                yield language

    def expected(self, path: str, language: str) -> str | None:
        """The path at which the note should stand in that language; None where a key pairs notes."""
        if self.form.key is not None:
            return None
        plain = language == self.form.original and not self._original_is_marked
        patterns = (*(self.form.unmarked if plain else ()), self.form.pattern)
        return patterns[0].write(language, self._rest(path))

    def place_of(self, path: str, language: str) -> str:
        """Where the translation of the original at `path` should stand; beside it, where nothing says so."""
        expected = self.expected(path, language)
        if expected is not None:
            return expected
        folders = path.split("/")
        for at, folder in enumerate(folders[:-1]):
            if self.form.known(folder) == self.form.original:
                return "/".join((*folders[:at], language, *folders[at + 1 :]))
        return f"{path.removesuffix('.md')}.{language}.md"

    @cached_property
    def is_named(self) -> bool:
        """Whether the key of a translation names its original, which has no such key itself."""
        key, original = self.form.key, self.form.original
        return key is not None and not any(
            _value(group[original], key) for group in self.members.values() if original in group
        )

    def _rest(self, path: str) -> str:
        found = (pattern.read(path) for pattern in (self.form.pattern, *self.form.unmarked))
        return next((one[1] for one in found if one), "")

    @cached_property
    def _original_is_marked(self) -> bool:
        """Whether the path of an original names its language."""
        read = (self.form.pattern.read(path) for path in self.place)
        return any(found is not None and found[0] == self.form.original for found in read)


def groups(vault: Vault) -> dict[FileForm, Groups]:
    """Of each form that a note of the vault is bound to."""
    forms = dict.fromkeys(form for one in vault.outlines if one.sibling for form in one.sibling.forms)
    return {form: Groups(form, _members(_placed(form, vault.outlines))) for form in forms}


def originals(outline: Outline, vault: Vault) -> Iterator[tuple[FileForm, Outline]]:
    """The original of a translation, with each form that binds either of the two."""
    for form, known in vault.answer(groups).items() if outline.sibling else ():
        original = known.original_of(outline.path)
        if original is not None and any(form in one.sibling.forms for one in (outline, original) if one.sibling):
            yield form, original


def is_outdated(translation: Outline, original: Outline, form: FileForm, vault: Vault) -> bool:
    """Whether the original is another text than all of which the translation has the fingerprint, or the commit."""
    if translation.sibling is None or original.sibling is None:
        return False
    values = translation.sibling.values
    made_from = {values.get(form.accepted), vault.earlier.get((original.path, values.get(form.commit or "", "")))}
    made_from -= {None, ""}
    return bool(made_from) and original.sibling.fingerprint not in made_from


def commits(vault: Vault) -> Iterator[tuple[str, str]]:
    """The originals' paths, with the commits that their translations were made from."""
    for form, known in groups(vault).items():
        for path in known.place if form.commit else ():
            original, (shared, code) = known.original_of(path), known.place[path]
            commit = _value(known.members[shared][code], form.commit or "")
            if original is not None and commit:
                yield original.path, commit


def _members(placed: Iterable[tuple[str, str, Outline]]) -> dict[str, dict[str, Outline]]:
    members: dict[str, dict[str, Outline]] = {}
    for shared, language, one in placed:
        members.setdefault(shared, {}).setdefault(language, one)
    return members


def _placed(form: FileForm, outlines: tuple[Outline, ...]) -> Iterator[tuple[str, str, Outline]]:
    """Group, language and note, of all that belong to the form."""
    return _by_path(form, outlines) if form.key is None else _by_key(form, form.key, outlines)


def _by_path(form: FileForm, outlines: tuple[Outline, ...]) -> Iterator[tuple[str, str, Outline]]:
    """Where some originals name their language, others are originals only if they have a translation."""
    read = [(one, form.pattern.read(one.path)) for one in outlines]
    marked = [(folded(found[1]), found[0], one) for one, found in read if found is not None and found[0]]
    yield from marked
    originals = {shared for shared, language, _ in marked if language == form.original}
    translated = {shared for shared, _, _ in marked} - originals
    for one in (one for one, found in read if found is None or not found[0]):
        rest = next((plain[1] for pattern in form.unmarked if (plain := pattern.read(one.path))), None)
        if rest is not None and (not originals or folded(rest) in translated):
            yield folded(rest), form.original, one


def _by_key(form: FileForm, key: str, outlines: tuple[Outline, ...]) -> Iterator[tuple[str, str, Outline]]:
    named = _Named(outlines)
    spoken = [(one, _language(form, one)) for one in outlines]
    shared_by_all = any(code == form.original and _value(one, key) for one, code in spoken)
    for one, language in spoken:
        value = _value(one, key)
        if shared_by_all:
            if value and language:
                yield value, language, one
        elif not value:
            if language in (None, form.original):
                yield one.path, form.original, one
        else:
            translated = language or (form.languages[0] if len(form.languages) == 1 else None)
            if translated not in (None, form.original):
                yield named.path(value) or value, str(translated), one


def _value(one: Outline, key: str) -> str:
    return one.sibling.values.get(key, "") if one.sibling else ""


def _language(form: FileForm, one: Outline) -> str | None:
    """The language of a note: by a key of its own, or by its path; None if neither says."""
    said: Sibling | None = one.sibling
    own = next((said.values[key] for key in LANGUAGE_KEYS if key in said.values), None) if said else None
    return form.language_of(one.path) if own is None else form.known(own) or own


class _Named:
    """The notes that a value may name: by a path, with or without `.md`, by the name alone, or as a wikilink."""

    def __init__(self, outlines: tuple[Outline, ...]) -> None:
        self._paths: dict[str, str | None] = {}
        for one in outlines:
            bare = one.path.removesuffix(".md")
            for name in {one.path, bare, bare.rpartition("/")[2]}:
                self._paths[name] = one.path if name not in self._paths else None

    def path(self, value: str) -> str | None:
        """The path of the one note that the value names."""
        name = value.removeprefix("[[").removesuffix("]]").partition("|")[0].partition("#")[0].strip()
        return self._paths.get(name.removeprefix("./").removeprefix("/"))
