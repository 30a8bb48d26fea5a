"""Several forms that a schema allows (`anyOf`, `oneOf`): told by the one most likely meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any, NamedTuple

from vaultlint.finding import Path
from vaultlint.schema import phrase, shape, words
from vaultlint.schema.alike import canonical, closest_value
from vaultlint.schema.fault import SchemaFault, Told

Error = Any
"""An error of `jsonschema`, whose attributes are of any type."""

FaultsOf = Callable[[Iterable[Error]], list[SchemaFault]]


class Mark(NamedTuple):
    """A key whose value says which form is meant, and the values that each form has for it."""

    key: str
    values: tuple[list[Any], ...]


def tell(error: Error, path: Path, resolve: shape.Resolve, faults_of: FaultsOf) -> Told:
    """What is wrong with a value that has none of the forms, or several where one is allowed."""
    value, forms = error.instance, error.validator_value
    if not error.context:
        return _several(error, path, resolve)
    lacking = [one.validator_value for one in error.context if lacks_one(one)]
    if len(lacking) == len(error.context) == len(forms):
        return Told(words.missing_all([name for (name,) in lacking], path), path, "mapping")
    errors, why = list(error.context), ""
    if isinstance(value, dict):
        mark = marked(forms, resolve)
        if mark is not None and (told := _by_mark(mark, value, errors, path)) is not None:
            return told
        if mark is not None and mark.key in value:
            errors, why = _meant(mark, value, errors)
    elif not isinstance(value, list) and (message := _phrased(value, forms, path, resolve)):
        return Told(message, path)
    wrong = [one.validator_value for one in errors if is_type(one)]
    if len(wrong) == len(forms):
        return Told(words.type_(path, value, flat(wrong)), path)
    return _nearest(faults_of(best_branch(errors)), path, value, why)


def _several(error: Error, path: Path, resolve: shape.Resolve) -> Told:
    fitting = [error.validator_value[index] for index in getattr(error, "fitting", ())]
    names = [one.get("required") if isinstance(one, dict) else None for one in fitting]
    if isinstance(error.instance, dict) and all(names) and len({str(one) for one in names}) == len(names):
        return Told(words.not_both([words.keys(one) for one in names if one], path), path, "mapping")
    titles = [one.get("title") if isinstance(one, dict) else None for one in fitting]
    forms = [f"`{one}`" for one in titles] if all(titles) else [phrase.phrase(one, resolve) for one in fitting]
    return Told(words.several(path, [one for one in forms if one] if all(forms) else []), path)


def marked(forms: list[Any], resolve: shape.Resolve) -> Mark | None:
    """The key whose values tell the forms apart, such as `type`; None if there is none."""
    known = [shape.properties(form, resolve) for form in forms]
    for key in known[0] if known else ():
        lists = [phrase.values(properties.get(key), resolve) for properties in known]
        if all(lists) and len({str(canonical(one)) for one in lists}) > 1:
            return Mark(key, tuple(one or [] for one in lists))
    return None


def _by_mark(mark: Mark, value: dict[str, Any], errors: list[Error], path: Path) -> Told | None:
    """What is wrong with the mark itself."""
    allowed = list({canonical(one): one for listed in mark.values for one in listed}.values())
    if mark.key in value:
        given = value[mark.key]
        if canonical(given) in {canonical(one) for one in allowed}:
            return None
        here = (*path, mark.key)
        return Told(words.enum(here, given, allowed, closest_value(given, allowed)), here)
    asking = [one for one in errors if one.validator == "required" and getattr(one, "name", None) == mark.key]
    if len({_branch(one) for one in asking}) < len(mark.values):
        return None
    return Told(words.missing_mark(mark.key, path, allowed), path, "mapping", mark.key)


def _meant(mark: Mark, value: dict[str, Any], errors: list[Error]) -> tuple[list[Error], str]:
    """The errors of the forms that the mark stands for, and why they are meant."""
    given = canonical(value[mark.key])
    meant = {index for index, listed in enumerate(mark.values) if given in map(canonical, listed)}
    kept = [one for one in errors if _branch(one) in meant]
    return (kept, f"`{mark.key}` is {words.shown(value[mark.key])}") if kept else (errors, "")


def _phrased(value: Any, forms: list[Any], path: Path, resolve: shape.Resolve) -> str | None:
    """All forms that a plain value may have; None if one alone is in question, or there are no words for them."""
    fitting = [form for form in forms if phrase.fits(value, form, resolve)]
    alone = len(fitting) == 1 and phrase.values(fitting[0], resolve) is None
    said = None if alone else phrase.any_of(fitting if len(fitting) > 1 else forms, resolve)
    listed = [one for form in forms for one in phrase.values(form, resolve) or ()]
    if not said or len(listed) > words.MOST:
        return None
    must = all(phrase.values(form, resolve) for form in forms)
    return words.form(path, value, said, closest_value(value, listed), must)


def _nearest(faults: list[SchemaFault], path: Path, value: Any, why: str) -> Told:
    """The first fault of a form; keys that are missing together are told together."""
    if not faults:
        return Told(words.other(path, value), path)
    first = faults[0]
    missing = [one.name for one in faults if one.kind == "required" and one.path == first.path and one.name]
    if first.kind == "required" and len(missing) > 1:
        return Told(words.missing_keys(missing, first.path), first.path, first.at, why=why)
    return Told(first.message, first.path, first.at, first.name, why)


def best_branch(errors: Iterable[Error]) -> list[Error]:
    """The errors of the branch that comes nearest: right type, then right markers, then fewest and deepest faults."""
    groups = [list(group) for branch, group in groupby(sorted(errors, key=_branch), key=_branch)]
    if len(groups) > 1:
        groups = [group for group in groups if group[0].relative_schema_path] or groups

    def distance(group: list[Error]) -> tuple[bool, int, int, int]:
        outer = any(is_type(one) for one in group)
        marks = sum(one.validator in ("const", "enum") for one in group)
        return outer, marks, len(group), -max(len(one.relative_path) for one in group)

    return min(groups, key=distance) if groups else []


def _branch(error: Error) -> int:
    """The number of the branch; -1 for one that is `false`, which cannot be told apart and accepts nothing."""
    return error.relative_schema_path[0] if error.relative_schema_path else -1


def lacks_one(error: Error) -> bool:
    """Whether a branch failed because the value itself lacks the one key that the branch requires."""
    return error.validator == "required" and not error.relative_path and len(error.validator_value) == 1


def is_type(error: Error) -> bool:
    """Whether a branch failed because the value itself has another type."""
    return error.validator == "type" and not error.relative_path


def flat(kinds: Iterable[Any]) -> list[str]:
    """Types and lists of types as one list, each once."""
    named: dict[str, None] = {}
    for kind in kinds:
        named |= dict.fromkeys(one for one in (kind if isinstance(kind, list) else [kind]) if isinstance(one, str))
    return list(named)
