"""A migration is the edits it lists, made one after the other: the same bytes, the same values, in the same order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import event, given, settings
from hypothesis import strategies as st

from vaultlint import where
from vaultlint.errors import EditRefused
from vaultlint.finding import Value
from vaultlint.frontmatter import same
from vaultlint.migration import Plan, Stage, plan
from vaultlint.note import Note, parse
from vaultlint.operations import Context, build, revised
from vaultlint.where import File

FILE = File("note.md")
KEYS = ["title", "tags", "people", "a b"]

texts = st.sampled_from(["", "a", "b", "A, B", "x: y", "# c", "no", "漢字", "it's", '"q"', "two words", "- d"])
scalars = st.one_of(texts, st.none(), st.integers(0, 3), st.booleans())
lists = st.lists(scalars, max_size=4)
values: st.SearchStrategy[Value] = st.one_of(scalars, lists, st.just({"k": "v"}))
keys = st.sampled_from(KEYS)
sides = st.one_of(
    st.just({}), st.just({"first": True}), *(st.builds(dict, **{side: keys}) for side in ("after", "before"))
)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@st.composite
def scalars_written(draw: st.DrawFn, value: Value) -> str:
    if not isinstance(value, str):
        return {None: draw(st.sampled_from(["", "null", "~"])), True: "true", False: "false"}.get(value, str(value))  # type: ignore[arg-type]
    if value in ("a", "b", "no", "漢字", "two words"):
        return draw(st.sampled_from([value, _quoted(value), f'"{value}"']))
    return _quoted(value)


@st.composite
def entries_written(draw: st.DrawFn, key: str, value: Value) -> str:
    """A key and its value, in one of the ways in which people write them."""
    comment = draw(st.sampled_from(["", "", "  # why"]))
    above = draw(st.sampled_from(["", "", "# on the next one\n"]))
    if isinstance(value, dict):
        return f"{above}{key}:\n  k: v{comment}\n"
    if not isinstance(value, list):
        return f"{above}{key}: {draw(scalars_written(value))}{comment}\n"
    items = [draw(scalars_written(item)) for item in value]
    if not items or draw(st.booleans()):
        return f"{above}{key}: [{', '.join(item or 'null' for item in items)}]{comment}\n"
    indent = draw(st.sampled_from(["", "  ", "    "]))
    return f"{above}{key}:\n" + "".join(f"{indent}- {item}{comment}\n" for item in items)


@st.composite
def notes(draw: st.DrawFn) -> Note:
    names = draw(st.one_of(st.just([]), st.permutations(KEYS), st.lists(keys, unique=True, min_size=2, max_size=4)))
    block = "".join(draw(entries_written(name, draw(values))) for name in names)
    body = draw(st.sampled_from(["", "Text.\n", "\n---\n"]))
    text = draw(st.sampled_from([body, f"---\n{block}---\n{body}"])) if not names else f"---\n{block}---\n{body}"
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    return parse("note.md", text.replace("\n", newline))


@st.composite
def stages(draw: st.DrawFn) -> Stage:
    (key, other), value = draw(st.permutations(KEYS))[:2], draw(values)
    name, arguments = draw(st.sampled_from([
        ("set", {"values": {key: value, other: "a"}, **draw(sides)}),
        ("set", {"values": {key: value}, "if": draw(st.sampled_from(["missing", "empty"]))}),
        ("unset", {"keys": key}),
        ("rename", {"old": key, "new": other, "on-conflict": draw(st.sampled_from(["error", "keep", "merge"]))}),
        ("add", {"key": key, "values": draw(st.lists(texts, min_size=1, max_size=2))}),
        ("remove", {"key": key, "values": draw(st.lists(scalars, min_size=1, max_size=2))}),
        ("map", {"keys": [key, other], "pairs": {"a": draw(st.sampled_from(["c", None, ["c", "d"]]))}}),
        ("move", {"from": key, "to": other, **draw(st.sampled_from([{}, {"items": "@ == 'a'"}]))}),
        ("split", {"key": key}),
        ("normalise", {"keys": key, "as": draw(st.sampled_from(["empty", "trim", "dedupe", "sort", "kebab"]))}),
        ("order", {"keys": [key, other]}),
    ]))  # fmt: skip
    conditions = draw(st.sampled_from([(), (), ("tags",), ("title == 'a'", "!people")]))
    return Stage(build(name, arguments, str), tuple(map(where.compile, conditions)), "", name)


def _plan(stages: Sequence[Stage], note: Note) -> Plan:
    matter = note.frontmatter
    known: Mapping[str, Value] = {} if matter is None else matter.values or {}
    return plan(stages, known, lambda operation: Context(FILE), FILE)


def _made(note: Note, made: Plan) -> Note:
    if made.refused is not None:
        raise EditRefused(made.refusal)
    return parse("note.md", revised(note, made.steps)) if made.steps else note


@settings(max_examples=200)
@given(notes(), st.lists(stages(), min_size=2, max_size=4))
def test_a_migration_is_its_edits_one_after_the_other(note: Note, stages: list[Stage]) -> None:
    whole = _plan(stages, note)
    try:
        after, (other, steps) = _made(note, whole), _in_turn(stages, note)
    except EditRefused:
        event("refused, or on the way only: a comment stands in a value that goes later")
        return
    event(f"{len(whole.stages)} stages changed something")
    if after.frontmatter is not None:
        assert same(after.frontmatter.values, dict(whole.values))
        assert list(after.frontmatter.values or ()) == list(whole.values)
    if len(whole.steps) == steps:
        assert after.text == other.text
    else:
        event("a value came back, and is left as it was written")


def _in_turn(stages: Sequence[Stage], note: Note) -> tuple[Note, int]:
    """The note after each stage by itself, and how many steps that took."""
    steps = 0
    for stage in stages:
        made = _plan([stage], note)
        note, steps = _made(note, made), steps + len(made.steps)
    return note, steps


@settings(max_examples=200)
@given(notes(), st.lists(stages(), min_size=2, max_size=4))
def test_what_is_settled_stays(note: Note, stages: list[Stage]) -> None:
    """Where the plan made again for the values after has nothing to do, neither has a second run."""
    made = _plan(stages, note)
    try:
        after = _made(note, made)
    except EditRefused:
        return
    again = plan(stages, made.values, lambda operation: Context(FILE), FILE)
    if again == Plan(values=made.values):
        assert _plan(stages, after).steps == ()
