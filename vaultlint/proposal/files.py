"""Translations in files of their own: the pattern of paths by which a vault evidently pairs them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from vaultlint.late import late
from vaultlint.proposal.setting import Setting
from vaultlint.siblings.paths import PathPattern

_WRITTEN = """\
ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nb nl no pl pt ro ru sk sl sr sv ta th tr
uk vi zh en-us en-gb zh-cn zh-tw zh-hk zh-hans zh-hant pt-br pt-pt es-mx fr-ca
"""

CODES = frozenset(_WRITTEN.split())
"""The languages by whose codes people call folders and files."""

ENOUGH, MOSTLY = 3, 0.6
"""So many notes have a counterpart, and such a part of those in the language that has fewer."""

_ENDING = late(r"(?P<sign>[._])(?P<code>[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?)\.md\Z")


LanguageOf = Callable[[Sequence[str]], str]
"""The language that notes are in; empty if that is not evident."""


def translation_files(paths: Sequence[str], language_of: LanguageOf) -> Setting | None:
    """The table for translations in files; None if none are evident."""
    for pattern in _patterns(paths):
        found = _judged_by_originals(pattern, paths, language_of) or _judged(pattern, paths)
        if found is not None:
            return found
    return None


def _patterns(paths: Sequence[str]) -> Iterator[str]:
    """Where codes of languages stand in paths: as a folder, the outermost first, or at the end of names."""
    parents: defaultdict[str, set[str]] = defaultdict(set)
    for folders in (path.split("/")[:-1] for path in paths):
        for depth, name in enumerate(folders):
            if _plain(name) in CODES:
                parents["/".join((*folders[:depth], "{lang}/{path}"))].add(_plain(name))
    yield from sorted((one for one, codes in parents.items() if len(codes) > 1), key=lambda one: (one.count("/"), one))
    signs = Counter(one["sign"] for path in paths if (one := _ENDING.search(path)) and _plain(one["code"]) in CODES)
    yield from (f"{{path}}{sign}{{lang}}.md" for sign, _ in signs.most_common())


def _plain(code: str) -> str:
    return code.lower().replace("_", "-")


def _judged(pattern: str, paths: Sequence[str]) -> Setting | None:
    """The table for that pattern, if enough notes have their counterparts by it in every language."""
    codes = _codes(pattern, paths)
    read = PathPattern(pattern, tuple(codes)).read
    places = [place for path in paths if (place := read(path)) is not None]
    by_language = {code: {rest for language, rest in places if language == code} for code in codes}
    sizes = {code: len(rests) for code, rests in by_language.items()}
    original = max(sizes, key=lambda code: (sizes[code], _plain(code) == "en"), default="")
    others = [code for code in codes if code != original and _is_paired(by_language[code], by_language[original])]
    if not others or len(others) < len(codes) - 1:
        return None
    return _setting(original, others, pattern, sum(len(by_language[code] & by_language[original]) for code in others))


def _judged_by_originals(pattern: str, paths: Sequence[str], language_of: LanguageOf) -> Setting | None:
    """The same for originals that have no code in their names."""
    codes, known = _codes(pattern, paths), set(paths)
    read = PathPattern(pattern, tuple(codes)).read
    (bare, *_) = (*PathPattern(pattern, ()).without_language(), None)
    places = [place for path in paths if (place := read(path)) is not None]
    if bare is None or not places:
        return None
    originals = [path for _, rest in places if (path := bare.write("", rest)) in known]
    original = language_of(originals) if len(originals) >= max(ENOUGH, MOSTLY * len(places)) else ""
    return _setting(original, codes, pattern, len(originals)) if original and original not in codes else None


def _setting(original: str, others: Sequence[str], pattern: str, pairs: int) -> Setting:
    language = list(others) if len(others) > 1 else others[0]
    table = {"carrier": "file", "original": original, "language": language, "pair": pattern}
    return Setting("translation", table, f"{pairs:,} notes in {', '.join(others)} have the name of one in {original}.")


def _codes(pattern: str, paths: Sequence[str]) -> list[str]:
    """The codes that stand where the pattern has `{lang}`, as they are spelt."""
    before, _, after = pattern.partition("{lang}")
    if after == ".md":
        endings = (one for path in paths if (one := _ENDING.search(path)) and one["sign"] == before[-1])
        found = Counter(one["code"] for one in endings)
    else:
        found = Counter(path[len(before) :].partition("/")[0] for path in paths if path.startswith(before))
    return sorted(code for code in found if _plain(code) in CODES)


def _is_paired(own: set[str], originals: set[str]) -> bool:
    return len(own & originals) >= max(ENOUGH, MOSTLY * len(own))
