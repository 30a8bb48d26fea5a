"""Charts as SVG: bars and lines without a word in them, so that they may be stretched; the words stand beside them."""

from __future__ import annotations

from collections.abc import Sequence

from vaultlint.page.html import Markup, joined, tag

WIDE, HIGH = 1000, 100
"""The units of all charts."""

Part = tuple[str, int]
"""A part of a bar: its class, which has the colour, and how great it is."""


def bar(parts: Sequence[Part], whole: int, told: str | None = None, number: int = 0) -> Markup:
    """A bar of parts beside one another; it is full if they add up to `whole`.

    With `told` it is a picture for those who do not see it, too; else the numbers stand beside it. `number` is its own.
    """
    at, shown = 0.0, list[Markup]()
    for kind, value in parts:
        width = WIDE * value / whole if whole else 0
        if value:
            shown.append(tag("rect", class_=kind, x=round(at, 2), y=0, width=round(width, 2), height=HIGH))
        at += width
    return _svg(shown, "bar", told, f"bar-{number}")


def line(points: Sequence[tuple[float, float]], kind: str) -> Markup:
    """A line through points, each in shares of the width and height from the lower left; the last one is marked."""
    places = [(round(x * WIDE, 2), round((1 - y) * HIGH, 2)) for x, y in points]
    steps = " L".join(f"{x:g} {y:g}" for x, y in places)
    (first, _), (x, y) = places[0], places[-1]
    return _svg(
        [
            tag("path", class_=f"area {kind}", d=f"M{steps} L{x:g} {HIGH} L{first:g} {HIGH} Z"),
            tag("path", class_=f"line {kind}", d=f"M{steps}", vector_effect="non-scaling-stroke"),
            tag("path", class_=f"dot {kind}", d=f"M{x:g} {y:g}h0.01", vector_effect="non-scaling-stroke"),
        ],
        "spark",
    )


def _svg(children: Sequence[Markup], kind: str, told: str | None = None, name: str = "") -> Markup:
    box = f"0 0 {WIDE} {HIGH}"
    if told is None:
        return tag("svg", *children, class_=kind, viewBox=box, preserveAspectRatio="none", aria_hidden="true")
    title = tag("title", told, id=name)
    return tag(
        "svg", title, joined(children), class_=kind, viewBox=box, preserveAspectRatio="none", role="img",
        aria_labelledby=name,
    )  # fmt: skip
