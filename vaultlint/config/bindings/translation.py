"""`[[translation]]`: which notes may carry their originals, and in which form, or in which other file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

from vaultlint.bilingual import Form
from vaultlint.bilingual.form import Carrier
from vaultlint.config.bindings.notes import NOTES, ONE_OR_MORE, TEXT, TEXTS, listed, notes_of
from vaultlint.siblings import FileForm
from vaultlint.siblings.paths import objection as pattern_objection

FILE = "file"
_USUAL = Form()

SHAPE: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "notes": NOTES,
        "carrier": {
            "enum": [*get_args(Carrier), FILE],
            "default": _USUAL.carrier,
            "description": "what holds a translation: a <details> block, a comment, a callout, or a file of its own",
        },
        "position": {
            "enum": ["after", "before"],
            "default": _USUAL.position,
            "description": "where a translation stands, seen from its paragraph",
        },
        "language": {
            **ONE_OR_MORE,
            "default": _USUAL.language,
            "description": "of the note; with the carrier `file`: of the translations",
        },
        "original": {**TEXT, "default": _USUAL.original, "description": "the language of the original"},
        "pair": {
            **ONE_OR_MORE,
            "maxItems": 2,
            "description": "with the carrier `file`: the pattern of their paths, such as `{lang}/{path}`; "
            "the patterns of originals and of translations; or the key of which the two share the value",
        },
        "hash-key": {**TEXT, "description": "the key in which a translation keeps the fingerprint of its original"},
        "commit-key": {**TEXT, "description": "the key in which a translation keeps the commit of its original"},
        "labels": {
            **TEXTS,
            "description": "the accepted summaries, or titles of callouts, the canonical one first",
        },
        "class": {
            **TEXT,
            "description": "of the <p>, or the type of the callout; left out: plain Markdown in the block",
        },
        "require": {
            "enum": ["always", "when-present", "never"],
            "default": _USUAL.require,
            "description": "where a missing translation is told; `when-present`: in notes where nearly all have theirs",
        },
        "blocks": {
            "type": "array",
            "items": {"enum": ["paragraph", "list-item", "blockquote"]},
            "default": ["paragraph", "list-item", "blockquote"],
            "description": "which blocks need a translation",
        },
    },
}


@dataclass(frozen=True, slots=True)
class TranslationBinding:
    """The notes matching `notes` may carry their originals in `form`."""

    notes: tuple[str, ...]
    form: Form


@dataclass(frozen=True, slots=True)
class FileTranslationBinding:
    """The notes matching `notes` should have their counterparts by `form`."""

    notes: tuple[str, ...]
    form: FileForm


def is_file(table: dict[str, Any]) -> bool:
    """Whether the table is about translations in files of their own."""
    return table.get("carrier") == FILE


def file_translation_binding(table: dict[str, Any]) -> FileTranslationBinding:
    """The binding that a table of that shape with the carrier `file` says."""
    said = {name: table[key] for key, name in _FILE_KEYS.items() if key in table}
    languages = listed(table.get("language", _USUAL.language))
    form = FileForm(languages, table.get("original", _USUAL.original), listed(table["pair"]), **said)
    return FileTranslationBinding(notes_of(table), form)


def translation_binding(table: dict[str, Any]) -> TranslationBinding:
    """The binding that a table of that shape says."""
    return TranslationBinding(notes_of(table), _form(table))


_FILE_KEYS = {"require": "require", "hash-key": "accepted", "commit-key": "commit"}
_NOT_OF_FORMS = ("notes", "class", "pair", "hash-key", "commit-key")


def objection(table: dict[str, Any]) -> tuple[str, str] | None:
    """The key that is wrong, and why, where the shape alone does not say so; None if all is right."""
    if not is_file(table):
        return ("language", "a note has one language") if len(listed(table.get("language", ""))) > 1 else None
    if "pair" not in table:
        return "pair", "the carrier `file` needs it, a pattern such as `{lang}/{path}`, or a key"
    if table.get("original", _USUAL.original) in listed(table.get("language", _USUAL.language)):
        return "original", "it is among the languages of the translations"
    pair = listed(table["pair"])
    wrong = next((why for one in pair if (len(pair) > 1 or "{" in one) and (why := pattern_objection(one))), None)
    plain = len(pair) == 2 and len(listed(table.get("language", ""))) == 1
    if wrong is None and "{" in "".join(pair) and "{lang}" not in pair[-1] and not plain:
        wrong = "the pattern of translations needs `{lang}`"
    return ("pair", wrong) if wrong else None


def _form(table: dict[str, Any]) -> Form:
    said = {key: value for key, value in table.items() if key not in _NOT_OF_FORMS}
    if "language" in said:
        (said["language"],) = listed(said["language"])
    if "class" in table:
        said["html_class"] = table["class"]
    if "labels" in said:
        said["labels"] = tuple(said["labels"])
    if "blocks" in said:
        said["blocks"] = frozenset(said["blocks"])
    return Form(**said)
