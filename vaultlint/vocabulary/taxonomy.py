"""A taxonomy that governs tags by rules: their form, which are replaced by others, which are removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from vaultlint.vocabulary.form import Case, Form
from vaultlint.vocabulary.gathered import Gathered, walk
from vaultlint.vocabulary.item import TAGS
from vaultlint.vocabulary.terms import Succession

_MATCHED, _MAPPED, _RULES = "match_tags", "tag_mappings", "tag_rules"


def governed(document: Any, key: str) -> tuple[Gathered, Form] | None:
    """What is said of tags; None if the key is another, or nothing is.

    `match_tags` name tags that are in use, anywhere; `tag_mappings` say what becomes of others, `tag_rules` what tags
    look like. That a tag should be singular is left to the config to ask for.
    """
    parts = list(_parts(document)) if key in TAGS else []
    if not parts:
        return None
    found, form = Gathered(), Form()
    for name, value in parts:
        if name == _MATCHED:
            found.terms += [tag for tag in value if isinstance(tag, str)]
        elif name == _MAPPED:
            _map(found, value)
        else:
            form = _form(value)
    gone = found.aliases.keys() | found.deprecated.keys()
    found.terms = [tag for tag in dict.fromkeys(found.terms) if tag not in gone]
    return found, form


def _parts(document: Any) -> Iterator[tuple[str, Any]]:
    for _, name, value in walk(document):
        if name == _RULES and isinstance(value, dict):
            yield name, value
        if name in (_MATCHED, _MAPPED) and isinstance(value, list):
            yield name, value


def _map(found: Gathered, mappings: list[Any]) -> None:
    for one in mappings:
        if not isinstance(one, dict) or not isinstance(tag := one.get("tag"), str):
            continue
        field, value, action = one.get("field"), one.get("value"), one.get("action")
        if action == "remove_tag":
            why = f"`{field}` should be `{value}` instead" if field and value else ""
            found.deprecated[tag] = Succession(why=why)
        elif action == "replace_tag" and field in TAGS and isinstance(value, str):
            found.terms.append(value)
            if value != tag:
                found.aliases[tag] = value


def _form(rules: Mapping[str, Any]) -> Form:
    said = " ".join(str(rules.get(name, "")) for name in ("case", "separator")).lower()
    case = next((case for case in get_args(Case) if case in said), None)
    exceptions = rules.get("singular_exceptions")
    words = exceptions if isinstance(exceptions, list) else []
    return Form(case, None, frozenset(word for word in words if isinstance(word, str)))
