"""What must hold of every note, whatever is in it (CONTRACT 5): each law is judged by something that is not vaultlint.

Data by ruamel.yaml, blocks by markdown-it-py, tags by html5lib, lines by difflib, edits by slicing.
"""

from __future__ import annotations

import json
import re
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache
from typing import Any, NamedTuple

import html5lib
from fuzz_vaults import Setting
from markdown_it import MarkdownIt
from ruamel.yaml import YAML
from ruamel.yaml.error import ReusedAnchorWarning, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from vaultlint import mend as mending
from vaultlint.errors import EditRefused, UsageError
from vaultlint.files import Source, understand
from vaultlint.finding import Applicability, Diagnostic
from vaultlint.frontmatter import same
from vaultlint.lint import Checked, check_note
from vaultlint.mend import Mended, mend, mendable
from vaultlint.migration import Stage, plan
from vaultlint.note import Note, parse
from vaultlint.operations import Context, build, revised
from vaultlint.rule import VaultRule, discover
from vaultlint.source import encode
from vaultlint.text import Edit, apply
from vaultlint.where import File

_FILE = File("note.md")

SLOW = 3.0
"""So many seconds of processor time a short note may take at the most, with all its fixes."""

MEND = {"safe": Applicability.SAFE, "unsafe": Applicability.UNSAFE}

REVEALING = ("frontmatter/", "details/", "translation/", "residue/", "suppress/", "schema/", "properties/", "links/case")
"""Fixes of these may show what could not be seen before: values, links and texts."""


_PROVED = (
    "front matter would appear where there was none", "would take in the text below it", "would still not be readable",
    "details/unclosed was not made: the text", "would be part of another block",
)  # fmt: skip
"""What only the proof knows: what lines make once others are gone; that a false start says what nothing else does."""


class Broken(NamedTuple):
    """A law that does not hold, and by what: the same for the same fault, so that it is told once."""

    law: str
    detail: str


warnings.simplefilter("ignore", ReusedAnchorWarning)


class Round(NamedTuple):
    """One call of `apply` by the engine."""

    before: str
    edits: tuple[Edit, ...]
    after: str


def broken(setting: Setting, data: bytes, wholly: bool = True) -> list[Broken]:
    """The laws that do not hold of a note of these bytes; not `wholly`: without those of what is hidden, and of edits."""
    began = time.process_time()
    try:
        found = list(dict.fromkeys(_broken(setting, data, wholly)))
    except Exception as error:
        found = [Broken("no traceback", f"{type(error).__name__}: {_where(error)}")]
    if time.process_time() - began > SLOW:
        found.append(Broken("no slow note", f"{len(data) // 1000} kB"))
    return found


def _where(error: BaseException) -> str:
    trace, last = error.__traceback__, ""
    while trace:
        code, trace = trace.tb_frame.f_code, trace.tb_next
        last = f"{code.co_filename.rpartition('/')[2]} {code.co_name}"
    return f"{last}: {error}"[:200]


def _broken(setting: Setting, data: bytes, wholly: bool) -> Iterator[Broken]:
    source = understand(data)
    if not isinstance(source, Source):
        yield from (Broken("no traceback", one) for one in setting.check_bytes(source))
        return
    note = setting.note(source.text)
    vault = setting.vault(note)
    checked = check_note(note, setting.active, vault)
    yield from (Broken("no traceback", f"{one.rule}: {one.error}"[:200]) for one in checked.crashes)
    yield from _places(checked, note.text)
    for title, threshold in MEND.items():
        if threshold is Applicability.SAFE or any(_is_unsafe(one) for one in mendable(checked, threshold)):
            yield from _fixed(setting, note, data, checked, title)
    if wholly:
        yield from _silenced(setting, note)
        yield from _edited(note)


def _is_unsafe(found: Diagnostic) -> bool:
    return found.finding.fix is not None and found.finding.fix.applicability is Applicability.UNSAFE


def _places(checked: Checked, text: str) -> Iterator[Broken]:
    """Findings and their edits lie in the text, are placed as people count, and are told once."""
    places = Counter((found.rule, found.place, found.finding.message) for found in checked.diagnostics)
    yield from (Broken("one fault is one finding", rule) for (rule, _, _), times in places.items() if times > 1)
    lines = re.split(r"\r\n|\r|\n", text)
    ends = [len(line) + 1 for line in lines]
    for found in checked.diagnostics:
        place, span = found.place, found.finding.span
        if not 0 <= span.start <= span.end <= len(text):
            yield Broken("places lie in the text", found.rule)
        for line, column in ((place.line, place.column), (place.end_line, place.end_column)):
            # between the two signs of CR LF is a place of its own, one column behind the end
            if not (1 <= line <= len(lines) and 1 <= column <= ends[line - 1] + 1):
                yield Broken("places lie in the text", f"{found.rule}: line and column")
        edits = found.finding.fix.edits if found.finding.fix else ()
        if any(not 0 <= edit.span.start <= edit.span.end <= len(text) for edit in edits):
            yield Broken("places lie in the text", f"{found.rule}: an edit")
        if not found.finding.message:
            yield Broken("a finding says what it is", found.rule)


def _fixed(setting: Setting, note: Note, data: bytes, checked: Checked, title: str) -> Iterator[Broken]:
    vault, rounds = setting.vault(note), list[Round]()
    mended = _recorded(lambda: mend(note, setting.active, vault, MEND[title], checked), rounds)
    told = [found for found in mended.left.diagnostics if found.rule == "file/unproved-fix"]
    refused = (_name(found) for found in told if not any(one in found.finding.message for one in _PROVED))
    yield from (Broken("a fix that is offered can be made", one) for one in refused)
    yield from (Broken("no traceback", f"{one.rule}: {one.error}"[:200]) for one in mended.left.crashes)
    yield from _bytes(note, data, mended, rounds, title)
    if mended.text == note.text:
        if mended.cured:
            yield Broken("a cure changes the note", f"{title}: {_rules(mended.cured)}")
        return
    after = setting.note(mended.text)
    again = check_note(after, setting.active, setting.vault(after))
    second = mend(after, setting.active, setting.vault(after), MEND[title], again)
    if second.text != mended.text and {one.rule for one in second.cured} - _of_vaults():
        yield Broken("a second fix changes nothing", f"{title}: {_rules(mended.cured)} then {_rules(second.cured)}")
    yield from _places(again, mended.text)
    if title == "safe":
        yield from _nothing_new(checked, again, mended)
    yield from _data(note, after, mended, title)
    yield from _blocks(note, after, mended, title)
    yield from _tags(note, after, again, mended, title)


@cache
def _of_vaults() -> frozenset[str]:
    """The rules that look at more than the note: what they see of it is only new in another round over all notes."""
    return frozenset(name for name, rule in discover().items() if isinstance(rule, VaultRule))


def _recorded(call: Callable[[], Mended], rounds: list[Round]) -> Mended:
    def recording(text: str, edits: Iterable[Edit]) -> str:
        listed = tuple(edits)
        rounds.append(Round(text, listed, apply(text, listed)))
        return rounds[-1].after

    mending.apply = recording  # type: ignore[attr-defined]
    try:
        return call()
    finally:
        mending.apply = apply  # type: ignore[attr-defined]


def _rules(found: Iterable[Diagnostic]) -> str:
    return ", ".join(sorted({one.rule for one in found})) or "nothing"


def _name(found: Diagnostic) -> str:
    return re.sub(r"`[^`]*`", "`…`", found.finding.message)


def _bytes(note: Note, data: bytes, mended: Mended, rounds: list[Round], title: str) -> Iterator[Broken]:
    """The text after is the text before with edits made that the fixes name, and nothing besides."""
    reached = {note.text}
    for one in rounds:
        naive = one.before
        for edit in sorted(one.edits, key=lambda edit: edit.span, reverse=True):
            naive = naive[: edit.span.start] + edit.text + naive[edit.span.end :]
        empty = [edit.span for edit in one.edits if edit.span.start == edit.span.end]
        if naive != one.after and len(empty) == len(set(empty)):
            yield Broken("bytes outside the edits are unchanged", f"{title}: apply")
        if one.before in reached:
            reached.add(one.after)
    if mended.text not in reached:
        yield Broken("bytes outside the edits are unchanged", f"{title}: {_rules(mended.cured)}")
    mark = b"\xef\xbb\xbf"
    if encode(mended.text, data) != mark * data.startswith(mark) + mended.text.encode():
        yield Broken("bytes outside the edits are unchanged", "the byte-order mark")
    if title == "safe":
        for found in mendable(Checked(mended.cured), Applicability.SAFE):
            fix = found.finding.fix
            assert fix is not None
            if any(len(edit.text) > 4000 for edit in fix.edits):
                yield Broken("edits are small", found.rule)


def _nothing_new(before: Checked, after: Checked, mended: Mended) -> Iterator[Broken]:
    """A safe fix makes no finding that was not there, but where it lets the rules see more."""
    had = Counter(found.rule for found in before.diagnostics)
    cured = {found.rule for found in mended.cured}
    for rule, count in Counter(found.rule for found in after.diagnostics).items():
        if count > had[rule] and rule not in _of_vaults() and not any(one.startswith(REVEALING) for one in cured):
            yield Broken("a fix makes no new finding", f"{_rules(mended.cured)} then {rule}")


_FRONT = re.compile(r"---[ \t]*(?:\r\n|\n|\r)(.*?)(?:(?<=\n)|(?<=\r))(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)", re.S)
_MARKED = re.compile(r"[^\r\n]*[\r\n]+\ufeff")
"""A byte-order mark in front of the first key, which is no part of that for the other parser."""

_OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")
"""Line endings of YAML 1.1, which the other parser still knows."""

_CORE = re.compile(
    r"(?P<null>|~|null|Null|NULL)|(?P<bool>true|True|TRUE|false|False|FALSE)|(?P<int>[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
)
"""The plain scalars that YAML 1.2 does not read as text (the core schema, 10.3.2)."""


@cache
def _yaml() -> YAML:
    yaml = YAML(pure=True)
    yaml.version = (1, 2)
    return yaml


def _data_of(text: str) -> dict[str, list[object]] | None:
    """The values of each key in the front matter, as another parser reads it; None where it does not, or keys are no names."""
    match = _FRONT.match(text)
    if match is None or _OTHER_BREAKS.search(match[1]) or _MARKED.match(text):
        return None
    try:
        root = _yaml().compose(match[1])
    except (YAMLError, ValueError, TypeError, KeyError, AttributeError, RecursionError, NotImplementedError, AssertionError):
        return None
    if not isinstance(root, MappingNode) or not all(isinstance(key, ScalarNode) for key, _ in root.value):
        return None
    found: dict[str, list[object]] = {}
    for key, value in root.value:
        found.setdefault(str(key.value) or "null", []).append(_value(value))
    return found


def _value(node: Any, depth: int = 0) -> object:
    """The value of a node by the core schema; aliases are what they stand for."""
    if depth > 40:
        return "…"
    if isinstance(node, MappingNode):
        pairs = [(_value(key, depth + 1), _value(value, depth + 1)) for key, value in node.value]
        return [pair for number, pair in enumerate(pairs) if pair not in pairs[:number]]
    if isinstance(node, SequenceNode):
        return [_value(item, depth + 1) for item in node.value]
    kind = _CORE.fullmatch(node.value) if node.style is None else None
    if kind is None:
        return node.value
    name = kind.lastgroup
    return {"null": None, "bool": node.value.lower() == "true"}.get(str(name), (name, node.value))


def _data(before: Note, after: Note, mended: Mended, title: str) -> Iterator[Broken]:
    """A key that no cured finding speaks of means what it meant."""
    old, new = _data_of(before.text), _data_of(after.text)
    front = before.frontmatter
    if old is None or front is None or front.values is None or _MARKED.match(after.text):
        return
    if new is None:
        yield Broken("front matter can still be read", f"{title}: {_rules(mended.cured)}")
        return
    said = {str(change.path[0]) for found in mended.cured if found.finding.fix for change in found.finding.fix.changes}
    for key in {*old, *new} - said:
        if old.get(key) != new.get(key) and not _is_repeated(old, new, key):
            yield Broken("data before is data after", f"{title}: {_rules(_in_front(mended, front.end))}")


def _is_repeated(old: dict[str, list[object]], new: dict[str, list[object]], key: str) -> bool:
    """Whether a key stands there more than once, and still says as many different things."""
    said = [{_words(one) for one in values.get(key, ()) if one is not None} - {""} for values in (old, new)]
    return len(old.get(key, ())) > 1 and len(said[0]) <= len(said[1])


def _words(value: object) -> str:
    """What a value says, a number or the text of one."""
    return re.sub(r"\W", "", json.dumps(value[1] if isinstance(value, tuple) else value, ensure_ascii=False, default=str))


def _in_front(mended: Mended, end: int) -> list[Diagnostic]:
    return [found for found in mended.cured if found.finding.span.start < end]


def _touched(before: str, after: str) -> set[int]:
    """The lines, from 0, of the text before that are not as they were, and what stands with them between blank lines."""
    old, new = _lines(before), _lines(after)
    touched: set[int] = set()
    for kind, start, end, _, _ in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            while start > 0 and old[start - 1].strip():
                start -= 1
            while end < len(old) and old[end].strip():
                end += 1
            touched.update(range(start - 1, max(end, start + 1) + 1))
    return touched


def _lines(text: str) -> list[str]:
    return re.split(r"\r\n|\r|\n", text)


_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
_TAKES_MORE = re.compile(r"[ \t>]*(?:```|~~~|[-+*][ \t]|\d+[.)][ \t])")
_LEAVES = {"fence", "code_block", "inline"}


def _leaves(text: str) -> list[tuple[str, str, int, int]]:
    """Kind and content of each block of text or code, and the lines that it has, from 0."""
    found, parent = [], ""
    for token in _MARKDOWN.parse(text):
        if token.type in _LEAVES and token.map:
            found.append((parent if token.type == "inline" else token.type, token.content, *token.map))
        parent = token.type
    return found


def _body(note: Note) -> str:
    """The body, behind as many blank lines as front matter has."""
    end = note.frontmatter.end if note.frontmatter else 0
    return "\n" * (len(_lines(note.text[:end])) - 1) + note.text[end:]


def _blocks(before: Note, after: Note, mended: Mended, title: str) -> Iterator[Broken]:
    """A block that no edit touches is the block that it was; what a fence or an item below an edit takes in is not judged."""
    if "\x00" in before.text or "\ufffd" in before.text or _is_front_only(before, after):
        return
    touched = _touched(before.text, after.text)
    lines = _lines(before.text)
    if any(_TAKES_MORE.match(lines[at]) for at in touched if 0 <= at < len(lines)):
        return
    leaves = _leaves(_body(after))
    kept = Counter((kind, content) for kind, content, _, _ in leaves)
    code = "".join(content for kind, content, _, _ in leaves if kind in ("fence", "code_block"))
    for kind, content, start, end in _leaves(_body(before)):
        if not touched.isdisjoint(range(start, max(end, start + 1))) or content.strip() in code:
            continue
        kept[kind, content] -= 1
        if kept[kind, content] < 0:
            yield Broken("Markdown outside the edits is as it was", f"{title}: {kind}: {_rules(mended.cured)}")


def _is_front_only(before: Note, after: Note) -> bool:
    one, other = before.frontmatter, after.frontmatter
    return one is not None and other is not None and before.text[one.end :] == after.text[other.end :]


_PLAIN_TAGS = re.compile(r"</?(?:details|summary|p)(?: class=\"[\w -]*\")?>")
_CONTAINER = re.compile(r"^[ \t]*(?:[-+*>]|\d+[.)]|[ \t]{4}|\|[ \t]*:?-|:?-+:?[ \t]*\|)", re.M)


def _tags(before: Note, after: Note, again: Checked, mended: Mended, title: str) -> Iterator[Broken]:
    """What is mended in the tags leaves a browser no more to wonder at than before, where all tags are plain ones.

    What begins in a list, quote or table, and ends outside of it, is not judged, nor what may be code, math or escaped.
    """
    body = _body(after)
    if not _in_tags(mended) or {*"<\\$`%"} & {*_PLAIN_TAGS.sub("", body)} or _CONTAINER.search(body.replace("\r", "\n")):
        return
    silent = not any(found.rule.startswith("details/") for found in again.diagnostics)
    if silent and _wonders(after) > _wonders(before):
        yield Broken("tags are balanced", f"{title}: {_rules(_in_tags(mended))}")


def _in_tags(mended: Mended) -> list[Diagnostic]:
    return [found for found in mended.cured if found.rule.startswith("details/")]


def _wonders(note: Note) -> int:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parseFragment(_MARKDOWN.render(_body(note)))
    return sum(values.get("name") in ("details", "summary") for _, _, values in parser.errors)


def _silenced(setting: Setting, note: Note) -> Iterator[Broken]:
    """What a comment hides for the whole note is neither told nor mended."""
    text = note.text + "\n\n<!-- vaultlint-ignore-file -->\n"
    silenced = setting.note(text)
    if not any(comment == (len(note.text) + 2, len(text) - 1) for comment in silenced.body.comments):
        return
    checked = check_note(silenced, setting.active, setting.vault(silenced))
    shown = [found for found in checked.diagnostics if not found.rule.startswith("suppress/")]
    if shown:
        yield Broken("what is hidden stays hidden", shown[0].rule)
    mended = mend(silenced, setting.active, None, Applicability.UNSAFE)
    others = [found for found in mended.cured if not found.rule.startswith("suppress/")]
    if others:
        yield Broken("what is hidden stays hidden", f"mended: {others[0].rule}")


def _edited(note: Note) -> Iterator[Broken]:
    """An edit of a key changes no other key and nothing else; what it cannot do, it refuses."""
    known = note.values or {}
    for number, key in enumerate([*known][:2] or ["title"]):
        for name, arguments, touched in _operations(key, [*known][number - 1] if known else "tags"):
            try:
                made = plan([Stage(build(name, arguments, str), (), "", name)], known, lambda _: Context(_FILE), _FILE)
                if made.refused is not None or not made.steps or note.values is None:
                    continue
                text = revised(note, made.steps)
            except (EditRefused, UsageError):
                continue
            yield from _only(note, text, touched, name)
            after = parse(note.path, text)
            if after.values is None or not same(after.values, dict(made.values)):
                yield Broken("an edit does what it says", name)


def _operations(key: str, other: str) -> Iterator[tuple[str, dict[str, Any], set[str]]]:
    yield "set", {"values": {key: ["a: b", None]}}, {key}
    yield "set", {"values": {"new": "# x"}, "before": key}, {"new"}
    yield "unset", {"keys": key}, {key}
    yield "rename", {"old": key, "new": "a b"}, {key, "a b"}
    yield "add", {"key": key, "values": ["'q'", "x"]}, {key}
    yield "remove", {"key": key, "values": ["a"]}, {key}
    yield "move", {"from": key, "to": other}, {key, other}
    yield "split", {"key": key}, {key}
    yield "normalise", {"keys": key, "as": "kebab"}, {key}
    yield "normalise", {"keys": key, "as": "sort"}, {key}
    yield "order", {"keys": [other, key]}, set()


def _only(before: Note, text: str, touched: set[str], name: str) -> Iterator[Broken]:
    old, new, front = _data_of(before.text), _data_of(text), before.frontmatter
    if old is None or front is None or _MARKED.match(text):
        return
    if not text.endswith(before.text[front.end :]):
        yield Broken("an edit leaves the body as it is", name)
    if new is None and not text[: -len(before.text[front.end :]) or None].strip():
        return
    new = {} if new is None else new
    if any(old.get(key) != new.get(key) for key in {*old, *new} - touched):
        yield Broken("an edit changes no other key", name)


__all__ = ["Broken", "broken"]
