"""A rule's page as Markdown: why the fault matters, what to do, its options, and examples before and after."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from vaultlint.late import late
from vaultlint.option import described
from vaultlint.report.assumed import assumed
from vaultlint.rule import Example, Invalid, Rule

_TICKS = late("`+")
FIXES = {"safe": "`vaultlint fix` mends it", "unsafe": "`vaultlint fix --unsafe-fixes` makes a guess", "none": "no fix"}
ASSUMED = {"toml": "With this in the config:", "json": "With this schema:"}


def markdown(rule: Rule) -> str:
    """The page in short, with the first fault that shows a fix, or the first one."""
    faults = [one for one in rule.examples if isinstance(one, Invalid) and isinstance(one.text, str)]
    fixed = [one for one in faults if _mended(one) is not None]
    shown = [part for one in (fixed or faults)[:1] for part in ("The fault, between « and »:", *_texts(one))]
    return "\n\n".join([rule.page, f"Severity: {rule.severity.value}; {FIXES[rule.fix]}.", *shown])


def whole(rule: Rule) -> str:
    """The whole page, with all options and examples."""
    faults = [one for one in rule.examples if isinstance(one, Invalid)]
    fine = [one for one in rule.examples if not isinstance(one, Invalid)]
    parts = [
        f"# {rule.name}",
        rule.page,
        _state(rule),
        *_options(rule),
        *_section("What it finds", "Faults stand between « and ».", faults),
        *_section("What is fine", "Nothing is found here.", fine),
    ]
    return "\n\n".join(parts) + "\n"


def _state(rule: Rule) -> str:
    off = "" if rule.default else f' Off by default: `extend-select = ["{rule.name}"]` in the config makes it run.'
    return f"Severity: {rule.severity.value}; {FIXES[rule.fix]}.{off}"


def _options(rule: Rule) -> Iterator[str]:
    options = list(described(rule))
    if options:
        yield "## Options"
        yield f'In the config, under `[rules."{rule.name}"]`:'
        rows = (
            f"| `{name}` | {kind} | {'none' if default is None else f'`{_value(default)}`'} |"
            for name, kind, default in options
        )
        yield "\n".join(["| option | type | default |", "| --- | --- | --- |", *rows])


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("|", "\\|")


def _section(title: str, lead: str, examples: Iterable[Example]) -> Iterator[str]:
    before: list[tuple[str, str]] = []
    for number, example in enumerate(examples):
        if number == 0:
            yield f"## {title}"
            yield lead
        config = list(assumed(example))
        if number:
            yield "---"
        if config and config != before:
            yield from (part for language, text in config for part in (ASSUMED[language], fenced(text, language)))
        elif before and not config:
            yield "Without any of this:"
        before = config
        if isinstance(example, Invalid) and example.message:
            yield f"> {example.message}"
        yield from _texts(example)


def _texts(example: Example) -> Iterator[str]:
    texts: Mapping[str, str] = {"": example.text} if isinstance(example.text, str) else example.text
    for path, text in texts.items():
        if path:
            yield f"`{path}`:"
        yield fenced(text, "markdown" if path.endswith(".md") or not path else "text")
    mended = _mended(example)
    if isinstance(example, Invalid) and mended is not None:
        yield "Mended:" if example.fixed is not None else "Mended with `--unsafe-fixes`:"
        yield fenced(mended, "markdown")


def _mended(example: Example) -> str | None:
    if not isinstance(example, Invalid):
        return None
    return example.fixed if example.fixed is not None else example.unsafely_fixed


def fenced(text: str, language: str) -> str:
    """The text as a block of code; its fence is longer than any in the text."""
    fence = "`" * max([3, *(len(ticks) + 1 for ticks in _TICKS.findall(text))])
    return "\n".join([f"{fence}{language}", text.rstrip("\n"), fence])
