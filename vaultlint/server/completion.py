"""What may be typed next: keys, values and terms, notes, headings and blocks, tags; the best ones only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from lsprotocol.types import (
    CompletionItem,
    CompletionItemKind,
    CompletionItemLabelDetails,
    CompletionItemTag,
    CompletionList,
    MarkupContent,
    MarkupKind,
    TextEdit,
)

from vaultlint.files import Source
from vaultlint.frontmatter.writing import dump_key, dump_scalar
from vaultlint.linking.writing import new_path
from vaultlint.markdown.links.link import Reference
from vaultlint.operations.retag import KEYS
from vaultlint.report.outcome import count
from vaultlint.schema import words
from vaultlint.server.names import Name, best, by_count, names
from vaultlint.server.properties import Key
from vaultlint.server.session import View
from vaultlint.server.typed import Typed, typed_at
from vaultlint.tag import is_hashtag
from vaultlint.text import Span
from vaultlint.vault import Outline

TRIGGERS = ("[", "#", "^", "/", " ", '"', "'", "-", ",")


class Choice(NamedTuple):
    """Something that may be typed: how it is shown, what is written, and what is said of it."""

    label: str
    written: str
    kind: CompletionItemKind
    detail: str = ""
    told: str = ""
    is_deprecated: bool = False


def completion(view: View, offset: int) -> CompletionList:
    """What may be typed at an offset."""
    typed = typed_at(view.note, offset)
    if typed is None:
        return CompletionList(False, [])
    query = typed.text(view.note.text).strip("\"' [").casefold()
    if typed.kind == "note":
        found, is_whole = _notes(view, typed, query)
    else:
        found, is_whole = best(dict.fromkeys(_choices(view, typed)), lambda choice: choice.label.casefold(), query)
    return CompletionList(not is_whole, [_item(view, typed, choice, number) for number, choice in enumerate(found)])


def _choices(view: View, typed: Typed) -> Iterator[Choice]:
    if typed.kind == "key":
        return _keys(view, typed)
    if typed.kind in ("value", "item"):
        return _values(view, typed)
    return _tags(view) if typed.kind == "tag" else _places(view, typed)


def _keys(view: View, typed: Typed) -> Iterator[Choice]:
    """Keys that the note lacks: those that are required, those of its schemas, those of other notes."""
    matter = view.note.frontmatter
    present = {entry.name for entry in matter.entries} if matter is not None else set()
    schemas = view.note.bindings.schemas
    named = [name for one in schemas for name in one.required] + [name for one in schemas for name in one.order]
    used = [name for name, _ in by_count(view.vault.key_counts)]
    behind = view.note.text[typed.place.end : typed.place.end + 1]
    for name in dict.fromkeys([*named, *used]):
        if name not in present or name == typed.text(view.note.text).strip():
            key = Key(view, name)
            written = dump_key(name) + ("" if behind == ":" else ": ")
            yield Choice(name, written, CompletionItemKind.Property, key.asked, key.description, key.is_deprecated)


def _values(view: View, typed: Typed) -> Iterator[Choice]:
    """Values that schemas list, terms of the vocabulary, and what other notes have."""
    key = Key(view, typed.key)
    for value in key.allowed:
        yield _value(typed, value, CompletionItemKind.EnumMember, "")
    for term in key.vocabulary.terms if key.vocabulary else ():
        yield _value(typed, term, CompletionItemKind.EnumMember, key.vocabulary.source if key.vocabulary else "")
    counts = _tag_counts(view) if typed.key in KEYS else dict(key.used)
    known = {*map(str, key.allowed), *(key.vocabulary.terms if key.vocabulary else ())}
    for term, notes in counts.items():
        if term not in known:
            yield _value(typed, term, CompletionItemKind.Value, _in_notes(notes))


def _value(typed: Typed, value: Any, kind: CompletionItemKind, detail: str) -> Choice:
    label = value if isinstance(value, str) else words.shown(value).strip("`")
    return Choice(label, dump_scalar(value, flow=typed.is_flow), kind, detail)


def _notes(view: View, typed: Typed, query: str) -> tuple[list[Choice], bool]:
    """Files that a link may lead to, and notes by their aliases; and whether these are all."""
    closing = "" if view.note.text.startswith(("]]", "|", "#"), typed.place.end) else "]]"
    found, is_whole = best(view.vault.answer(names), lambda name: name.folded, query)
    links = [_link(view, name, "]]" if typed.is_bare else closing) for name in found if closing or not name.is_alias]
    return [one._replace(written=dump_scalar(f"[[{one.written}")) if typed.is_bare else one for one in links], is_whole


def _link(view: View, name: Name, closing: str) -> Choice:
    path = new_path(name.file, view.path, view.judge.index, view.vault.link_format).removesuffix(".md")
    if name.is_alias:
        return Choice(name.label, f"{path}|{name.label}{closing}", CompletionItemKind.Reference, name.file)
    return Choice(name.label, path + closing, CompletionItemKind.File, name.file.rpartition("/")[0])


def _places(view: View, typed: Typed) -> Iterator[Choice]:
    """Headings or blocks of the note that a link leads to."""
    files = view.judge.found(Reference("wiki", typed.path, "", False), view.path).files if typed.path else (view.path,)
    outline = _outline(view, files[0]) if files else None
    if outline is None:
        return
    closing = "" if view.note.text.startswith(("]]", "|"), typed.place.end) else "]]"
    if typed.kind == "block":
        for name in sorted(outline.anchors.blocks):
            yield Choice(name, name + closing, CompletionItemKind.Reference, files[0])
        return
    for heading in outline.anchors.headings:
        yield Choice(heading.name, heading.name + closing, CompletionItemKind.Reference, "#" * heading.level)


def _outline(view: View, path: str) -> Outline | None:
    """The outline of a note; of one that is open as it is now."""
    if path in view.buffers or path == view.path:
        found = view.note_of(path)
        return view.project.outline_of(path, Source(b"", found[0].note_text)) if found else None
    return view.judge.outlines.get(path)


def _tags(view: View) -> Iterator[Choice]:
    """The tags of the vault, and the terms for them."""
    vocabulary = next((found for key in KEYS if (found := view.note.bindings.vocabularies.get(key))), None)
    for term in vocabulary.terms if vocabulary else ():
        if is_hashtag(term):
            yield Choice(term, term, CompletionItemKind.EnumMember, vocabulary.source if vocabulary else "")
    known = set(vocabulary.terms) if vocabulary else set()
    for name, notes in _tag_counts(view).items():
        if name not in known and is_hashtag(name):
            yield Choice(name, name, CompletionItemKind.Value, _in_notes(notes))


def _tag_counts(view: View) -> dict[str, int]:
    """In how many notes each tag stands, the most frequent first."""
    counts = Counter(name for names in view.known.tags.values() for name in names)
    for key in KEYS:
        counts.update({term.removeprefix("#"): notes for term, notes in view.vault.term_counts.get(key, {}).items()})
    return dict(by_count(counts))


def _in_notes(notes: int) -> str:
    return f"in {count(notes, 'note')}"


def _item(view: View, typed: Typed, choice: Choice, number: int) -> CompletionItem:
    start = view.note.text[typed.place.start : typed.place.start + 1]
    quote = "[[" if typed.is_bare else start if typed.kind in ("value", "item") and start in ("'", '"') else ""
    return CompletionItem(
        choice.label,
        CompletionItemLabelDetails(description=choice.detail or None),
        choice.kind,
        [CompletionItemTag.Deprecated] if choice.is_deprecated else None,
        choice.detail or None,
        MarkupContent(MarkupKind.Markdown, choice.told) if choice.told else None,
        sort_text=f"{number:03}",
        filter_text=quote + choice.label,
        text_edit=TextEdit(view.document.range(_covered(view.note.text, typed, quote)), choice.written),
    )


def _covered(text: str, typed: Typed, quote: str) -> Span:
    """What is replaced: what has been typed, and the quote or bracket that the editor has closed by itself."""
    closing = quote.replace("[", "]")
    end = typed.place.end + len(closing) * text.startswith(closing, typed.place.end)
    return Span(typed.place.start, end)
