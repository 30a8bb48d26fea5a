"""The hook is put into a config of pre-commit without touching another byte: what was said before is said still."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from vaultlint.proposal import hook
from vaultlint.proposal.hook import Refusal, added, hosted, is_there, local, new

OURS = local()


def _loaded(text: str) -> object:
    return YAML(typ="safe", pure=True).load(text)


SAMPLE = """\
# See https://pre-commit.com
repos:
-   repo: https://example.org/hooks
    rev: v5.0.0   # a tag
    hooks:
    -   id: trailing-whitespace
    -   id: end-of-file-fixer
"""

TABLE = {
    "as pre-commit's own sample has it": (
        SAMPLE,
        SAMPLE
        + """\
-   repo: local
    hooks:
    -   id: vaultlint
        name: vaultlint
        entry: vaultlint check
        language: system
        types: [markdown]
        require_serial: true
""",
    ),
    "indented by two, a blank line between, keys and comments behind": (
        """\
---
repos:
  - repo: https://example.org/a
    rev: '1'
    hooks: [{id: a}]

  - repo: https://example.org/b
    rev: '2'
    hooks:
      - id: b
        args: [--fix]   # mends

# what is run
fail_fast: true
""",
        """\
---
repos:
  - repo: https://example.org/a
    rev: '1'
    hooks: [{id: a}]

  - repo: https://example.org/b
    rev: '2'
    hooks:
      - id: b
        args: [--fix]   # mends

  - repo: local
    hooks:
      - id: vaultlint
        name: vaultlint
        entry: vaultlint check
        language: system
        types: [markdown]
        require_serial: true

# what is run
fail_fast: true
""",
    ),
    "nothing yet": (
        "repos: []\nci: {}\n",
        """\
repos:
  - repo: local
    hooks:
      - id: vaultlint
        name: vaultlint
        entry: vaultlint check
        language: system
        types: [markdown]
        require_serial: true
ci: {}
""",
    ),
}


@pytest.mark.parametrize(("before", "after"), TABLE.values(), ids=TABLE)
def test_the_hook_is_written_as_its_neighbours_are(before: str, after: str) -> None:
    assert added(before, OURS) == after


def test_in_brackets_it_stands_in_brackets() -> None:
    made = added('{"repos": [{"repo": "meta", "hooks": [{"id": "identity"}]}]}', OURS)
    assert isinstance(made, str)
    assert made.startswith('{"repos": [{"repo": "meta", "hooks": [{"id": "identity"}]}, {"repo": "local"')


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no list"),
        ("# none\n", "no list"),
        ("ci: {}\n", "no list"),
        ("repos:\n", "no list"),
        ("repos: none\n", "no list"),
        ("- repo: local\n", "no list"),
        ("repos: [\n", "no YAML"),
        ("repos:\n  - repo: a\n rev: b\n", "no YAML"),
        ("repos: []\n---\nrepos: []\n", ""),
        ("a: &all [x]\nrepos: *all\n", ""),  # the list stands elsewhere, and another key would grow, too
    ],
)
def test_a_config_that_is_odd_is_left_alone(text: str, reason: str) -> None:
    made = added(text, OURS)
    assert isinstance(made, Refusal)
    assert reason in made.reason


@pytest.mark.parametrize(
    "text",
    [
        new(OURS),
        "repos:\n- repo: https://example.org/vaultlint.git\n  rev: v1\n  hooks:\n  - id: vaultlint-fix\n",
        "repos:\n- repo: local\n  hooks:\n  - {id: notes, entry: .venv/bin/vaultlint check, language: system}\n",
    ],
)
def test_a_hook_of_ours_is_known(text: str) -> None:
    assert is_there(text)


@pytest.mark.parametrize("text", [SAMPLE, "", "repos: [", "repos: [x]\n", "repos:\n- hooks: [{id: vaultlinter}]\n"])
def test_others_are_none(text: str) -> None:
    assert not is_there(text)


def test_a_folder_of_the_repository_is_named() -> None:
    made = _loaded(new(local((), "my notes/a+b")))
    assert made["repos"][0]["hooks"][0]["files"] == r"^my notes/a\+b/"  # type: ignore[index]


def test_a_hook_that_is_fetched_has_a_revision() -> None:
    made = new(hosted("https://example.org/vaultlint", "v1.0", ("--baseline", "my known.json"), "docs"))
    assert made == """\
repos:
  - repo: https://example.org/vaultlint
    rev: v1.0
    hooks:
      - id: vaultlint
        args: ['--baseline', my known.json]
        files: '^docs/'
"""
    assert is_there(made)


def test_words_of_the_local_hook_are_quoted() -> None:
    assert local(("--baseline", "my known.json"))["hooks"][0]["entry"] == "vaultlint check --baseline 'my known.json'"


@st.composite
def _configs(draw: st.DrawFn) -> str:
    margin, gap = draw(st.sampled_from([0, 1, 2, 4])), draw(st.sampled_from([1, 3]))
    deeper, comment = draw(st.sampled_from([0, 2, 4])), draw(st.sampled_from(["", "  # pinned", " # ü「」😀"]))
    between = draw(st.sampled_from(["", "\n", "  # the next\n", "\n# far\n\n"]))
    values = st.sampled_from(["v1", "'1.0'", '"x: y"', "|\n{}  a\n{}  b", ">-\n{}  folded", "{a: [1]}", "[x, 'y']"])
    items = []
    for number in range(draw(st.integers(1, 3))):
        pad, inner = " " * margin, " " * (margin + 1 + gap)
        hooks = inner + " " * deeper
        ends = [f"{hooks}-{' ' * gap}id: h{number}{comment}\n"]
        if draw(st.booleans()):
            value = draw(values).replace("{}", f"{hooks}  {' ' * gap}")
            ends.append(f"{hooks} {' ' * gap}args: {value}{comment if chr(10) not in value else ''}\n")
        items.append(f"{pad}-{' ' * gap}repo: r{number}\n{inner}rev: v1{comment}\n{inner}hooks:\n{''.join(ends)}")
    tail = draw(st.sampled_from(["", "\n", "# end\n", "ci:\n  skip: [x]\n", "\n\nfail_fast: true # yes\n"]))
    text = draw(st.sampled_from(["", "---\n", "# top\n\n", "\ufeff"])) + "repos:\n" + between.join(items) + tail
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    bare = text.rstrip("\r\n")
    return bare if draw(st.booleans()) and not bare.endswith(" b") else text


def test_a_literal_value_at_the_end_that_would_get_a_line_ending_is_left_alone() -> None:
    text = "repos:\n- repo: r\n  hooks:\n  - id: h\n    args: |\n      a\n      b"
    assert isinstance(added(text, OURS), Refusal)
    assert isinstance(added(text + "\n", OURS), str)


@given(_configs())
def test_every_other_byte_stays_and_a_second_run_changes_nothing(text: str) -> None:
    made = added(text, OURS)
    assert isinstance(made, str), made
    start = next((at for at, (one, other) in enumerate(zip(text, made, strict=False)) if one != other), len(text))
    assert any(
        made[: start - back] + made[start - back + len(made) - len(text) :] == text for back in range(min(start, 200) + 1)
    ), "the text is what it was but for one piece put in"
    before, after = _loaded(text.lstrip("\ufeff")), _loaded(made.lstrip("\ufeff"))
    assert after == {**before, "repos": [*before["repos"], OURS]}  # type: ignore[dict-item,index]
    assert ("\r\n" in text) == ("\r\n" in made) or "\n" not in text
    assert text.endswith(("\n", "\r")) == made.endswith(("\n", "\r"))
    assert is_there(made)


@given(st.text(max_size=60) | st.text(alphabet="repos: -[]{}#\n'\"&*!|>", max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    """Whatever stands in the file: it is refused, or grows by the hook."""
    hook.is_there(text)
    made = added(text, OURS)
    assert isinstance(made, Refusal) or is_there(made)
