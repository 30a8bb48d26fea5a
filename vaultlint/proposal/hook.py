"""The hook for pre-commit: put into an existing `.pre-commit-config.yaml` without touching anything else in it.

The text grows by some lines, or a few words where lists stand in brackets; read again, it has to say what it said
before, and the hook.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from vaultlint import frontmatter
from vaultlint.frontmatter import Fault, Mapping, Node, find, value_of
from vaultlint.frontmatter.exact import read
from vaultlint.late import late
from vaultlint.text import LINE_ENDING, Span, line_start, newline_of

NAME = "vaultlint"
FILE = ".pre-commit-config.yaml"

_PLAIN = late(r"[A-Za-z](?:[\w./ -]|:(?=/))*+")

Hook = dict[str, Any]
"""An item of `repos`, with its one hook."""


class Refusal(NamedTuple):
    """Why the hook cannot be put in."""

    reason: str


class _Style(NamedTuple):
    """How the list is written: the columns of a dash and of what is behind it; for hooks, seen from what is above."""

    dash: int = 2
    gap: int = 2
    hooks: int = 2
    hook_gap: int = 2
    apart: bool = False


def local(options: Sequence[str] = (), folder: str = "") -> Hook:
    """The hook that calls the command that is installed, for the notes below `folder` of the repository."""
    entry = shlex.join(("vaultlint", "check", *options))
    hook = {"id": NAME, "name": NAME, "entry": entry, "language": "system", "types": ["markdown"], **_files(folder)}
    return {"repo": "local", "hooks": [{**hook, "require_serial": True}]}


def hosted(address: str, revision: str, options: Sequence[str] = (), folder: str = "") -> Hook:
    """The hook that pre-commit itself fetches and installs."""
    given = {"args": list(options)} if options else {}
    return {"repo": address, "rev": revision, "hooks": [{"id": NAME, **given, **_files(folder)}]}


def _files(folder: str) -> dict[str, str]:
    return {"files": f"^{_escaped(folder)}/"} if folder else {}


def _escaped(folder: str) -> str:
    return "".join(f"\\{one}" if one in r".^$*+?{}[]\|()" else one for one in folder)


def is_there(text: str) -> bool:
    """Whether a config of pre-commit has a hook of ours already."""
    config = _values(text)
    repos = config.get("repos") if isinstance(config, dict) else None
    return any(_is_ours(hook) for repo in _items(repos) for hook in _items(_of(repo, "hooks")))


def _is_ours(hook: Any) -> bool:
    return any(NAME in str(_of(hook, key) or "").replace("/", " ").replace("-", " ").split() for key in ("id", "entry"))


def _of(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def new(hook: Hook) -> str:
    """A config that has nothing but the hook."""
    return f"repos:\n{_block(hook, _Style(), chr(10))}\n"


def added(text: str, hook: Hook) -> str | Refusal:
    """The config with the hook behind the others."""
    root = _read(text)
    if isinstance(root, Fault):
        return Refusal(f"it is no YAML that can be read ({root.message})")
    repos = find(root, ("repos",)) if root is not None else None
    if not isinstance(repos, frontmatter.Sequence):
        return Refusal("it has no list `repos`")
    made = _put(text, repos, hook)
    return made if _is_proved(text, made, hook) else Refusal("its `repos` are written in a way that is not understood")


def _read(text: str) -> Node | Fault | None:
    return read(text, Span(int(text.startswith("\ufeff")), len(text)))


def _values(text: str) -> Any:
    root = _read(text)
    return None if root is None or isinstance(root, Fault) else value_of(root)


def _is_proved(text: str, made: str, hook: Hook) -> bool:
    before, after = _values(text), _values(made)
    return bool(after == {**before, "repos": [*before["repos"], hook]})


def _put(text: str, repos: frontmatter.Sequence, hook: Hook) -> str:
    newline = newline_of(text)
    if repos.items and not repos.flow:
        return _below(text, repos, hook, newline)
    if not repos.items and not text[repos.span.end :].partition("\n")[0].strip() and _starts_line(text):
        start = len(text[: repos.span.start].rstrip(" "))
        return f"{text[:start]}{newline}{_block(hook, _Style(), newline)}{text[repos.span.end :]}"
    at, comma = (repos.items[-1].span.end, ", ") if repos.items else (repos.span.start + 1, "")
    return f"{text[:at]}{comma}{json.dumps(hook)}{text[at:]}"


def _starts_line(text: str) -> bool:
    """Whether `repos` is a key at the left margin, so that a list may stand below it."""
    return any(line.lstrip("\ufeff").startswith("repos:") for line in text.split("\n"))


def _below(text: str, repos: frontmatter.Sequence, hook: Hook, newline: str) -> str:
    """The text with the hook in lines of its own, below the last item and in the style of the others."""
    style = _style(text, repos)
    block = newline * style.apart + _block(hook, style, newline)
    end = LINE_ENDING.search(text, repos.items[-1].span.end)
    if end is None:
        return f"{text}{newline}{block}"
    return f"{text[: end.end()]}{block}{newline}{text[end.end() :]}"


def _style(text: str, repos: frontmatter.Sequence) -> _Style:
    usual, last = _Style(), repos.items[-1]
    dash, here = _column(text, repos.span.start), _column(text, last.span.start)
    apart = len(repos.items) > 1 and _has_blank_line(text[repos.items[-2].span.end : last.span.start])
    is_block = isinstance(last, Mapping) and not last.flow
    gap = here - dash if is_block else usual.gap
    hooks = find(last, ("hooks",))
    if not is_block or not isinstance(hooks, frontmatter.Sequence) or hooks.flow or not hooks.items:
        return _Style(dash, gap, usual.hooks, gap, apart)
    inner = _column(text, hooks.span.start)
    return _Style(dash, gap, inner - here, _column(text, hooks.items[0].span.start) - inner, apart)


def _column(text: str, place: int) -> int:
    start = line_start(text, place)
    return place - start - int(start == 0 and text.startswith("\ufeff"))


def _has_blank_line(between: str) -> bool:
    return any(not line.strip() for line in LINE_ENDING.split(between)[1:-1])


def _block(hook: Hook, style: _Style, newline: str) -> str:
    return newline.join(_lines(hook, style))


def _lines(hook: Hook, style: _Style) -> Iterator[str]:
    yield f"{' ' * style.dash}-{' ' * (style.gap - 1)}repo: {_spelt(hook['repo'])}"
    margin = " " * (style.dash + style.gap)
    yield from (f"{margin}{key}: {_spelt(value)}" for key, value in hook.items() if key not in ("repo", "hooks"))
    yield f"{margin}hooks:"
    inner = margin + " " * style.hooks
    start = f"{inner}-{' ' * (style.hook_gap - 1)}"
    for key, value in hook["hooks"][0].items():
        yield f"{start}{key}: {_spelt(value)}"
        start = inner + " " * style.hook_gap


def _spelt(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_spelt, value))}]"
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) and not value.endswith(" ") else "'" + value.replace("'", "''") + "'"
    return json.dumps(value)
