"""The schemas of remark-lint-frontmatter-schema: a map from schemas to patterns of notes, in the config of remark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from vaultlint.adopting.proposal import Proposal
from vaultlint.late import late

PLUGIN = "frontmatter-schema"
HOMES = (
    ".remarkrc", ".remarkrc.json", ".remarkrc.yaml", ".remarkrc.yml", ".remarkrc.mjs", ".remarkrc.js", ".remarkrc.cjs",
)  # fmt: skip

_BRACES = late(r"\{([^{}]*,[^{}]*)\}")
_STRING_OR_COMMENT = late(
    r"""('(?:[^'\\\n]|\\.)*+'|"(?:[^"\\\n]|\\.)*+"|`(?:[^`\\]|\\.)*+`)|/\*.*?\*/|//[^\n]*+""", re.S
)
_SCHEMAS = late(r"""(?<![\w"'])["']?schemas["']?\s*+:\s*+(?=\{)""")


def literal(script: str) -> str | None:
    """The map of schemas in a config that is JavaScript, as YAML means the same; None if it is not written out."""
    code = _STRING_OR_COMMENT.sub(lambda found: found[1] or " ", script)
    start = _SCHEMAS.search(code)
    if start is None:
        return None
    depth = 0
    for one in re.finditer(r"""'(?:[^'\\\n]|\\.)*+'|"(?:[^"\\\n]|\\.)*+"|[{}]""", code[start.end() :]):
        depth += {"{": 1, "}": -1}.get(one[0], 0)
        if depth == 0:
            return code[start.end() : start.end() + one.end()].replace("\t", " ")
    return None


def proposed(settings: Mapping[str, Any]) -> Proposal:
    """What becomes of the settings: `plugins` of remark, or in a `package.json` those below `remarkConfig`."""
    proposal = Proposal()
    own = settings.get("remarkConfig", settings)
    others = []
    for name, options in _plugins(own.get("plugins") if isinstance(own, Mapping) else None):
        if PLUGIN in name:
            _schemas(options, proposal)
        elif "lint" in name:
            others.append(name)
    if others:
        proposal.left.append((", ".join(others), "about the text, which vaultlint leaves alone: go on with remark"))
    return proposal


def _plugins(given: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Names and options; a plugin is a name, a name with options in a list, or a key."""
    for one in given.items() if isinstance(given, Mapping) else given if isinstance(given, list) else ():
        name, options, *_ = [*one, None, None] if isinstance(one, list | tuple) else [one, None]
        yield str(name), options if isinstance(options, Mapping) else {}


def _schemas(options: Mapping[str, Any], proposal: Proposal) -> None:
    schemas = options.get("schemas")
    for file, patterns in schemas.items() if isinstance(schemas, Mapping) else ():
        given = [one for one in _list(patterns) if isinstance(one, str)]
        notes = [pattern for one in given if not one.startswith("!") for pattern in _without_braces(_plain(one))]
        if "://" in str(file):
            proposal.left.append((str(file), "schemas are not fetched: save it in the vault, and bind the file"))
        elif notes:
            proposal.config.setdefault("schema", []).append({"notes": notes, "file": _plain(str(file))})
        if any(one.startswith("!") for one in given):
            proposal.left.append((f"{file}: {', '.join(given)}", "patterns of [[schema]] take nothing away again"))
    for name in options.keys() & {"embed", "ajvOptions"}:
        proposal.left.append((name, {"embed": "put the schema into a file"}.get(name, "formats and types are checked")))


def _list(given: Any) -> list[Any]:
    return given if isinstance(given, list) else [given]


def _plain(path: str) -> str:
    return re.sub(r"^(?:\./)+", "", path)


def _without_braces(pattern: str) -> Iterator[str]:
    """`{a,b}/*.md` is `a/*.md` and `b/*.md`."""
    parts = _BRACES.split(pattern)
    choices = [part.split(",") if place % 2 else [part] for place, part in enumerate(parts)]
    return ("".join(one) for one in product(*choices))
