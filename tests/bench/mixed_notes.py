"""Many small notes of ordinary Markdown, in the styles of many tools; one in five of them odd.

They are 4.6 KB long on the average, and lie in folders of a hundred.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bench.words import Writer

PER_FOLDER = 100

BYTES = 900, 6_700
"""The least and the most that a body holds."""


@dataclass(frozen=True, slots=True)
class MixedNote:
    """A note; `rule` is the one that finds its fault, `oddity` is what is unusual about it; empty if it has none."""

    path: str
    data: bytes
    rule: str = ""
    oddity: str = ""


Part = Callable[[Writer], str]


def _items(mark: str) -> Part:
    return lambda write: "\n".join(f"{mark} {write.sentence()}" for _ in range(write.chance.randint(2, 7)))


def _table(write: Writer) -> str:
    rows = "\n".join(f"| {write.words()} | {write.chance.randrange(999)} |" for _ in range(write.chance.randint(2, 8)))
    return f"| {write.words(1, 2)} | count |\n| --- | ---: |\n{rows}"


def _code(write: Writer) -> str:
    lines = "\n".join(f"{write.words(1, 1)}_{index} = {write.words(1, 1)}({index})" for index in range(6))
    return f"```python\n{lines}\n```"


PARTS: tuple[tuple[int, Part], ...] = (
    (30, lambda write: write.english()),
    (8, lambda write: f"## {write.words().capitalize()}"),
    (4, lambda write: f"### {write.words().capitalize()}"),
    (2, lambda write: f"{write.words().capitalize()}\n--------------"),
    (6, _items("-")),
    (2, _items("*")),
    (3, _items("1.")),
    (2, _items("- [ ]")),
    (2, lambda write: f"- {write.sentence()}\n  - {write.sentence()}\n  - {write.sentence()}\n- {write.sentence()}"),
    (4, _code),
    (2, lambda write: f"    indented = {write.words(1, 1)}\n    code = {write.words(1, 1)}"),
    (3, _table),
    (3, lambda write: f"> {write.sentence()}\n> {write.sentence()}"),
    (2, lambda write: f"> [!note] {write.words()}\n> {write.english()}"),
    (4, lambda write: f"{write.sentence()} See [{write.words()}](https://example.org/{write.words(1, 1)}) and `{write.words()}`."),
    (2, lambda write: f"![{write.words()}](https://example.org/{write.words(1, 1)}.png)"),
    (2, lambda write: f"**{write.words()}** and *{write.words()}*, ~~{write.words()}~~. {write.english()}"),
    (2, lambda write: f"<details>\n<summary>{write.words()}</summary>\n\n{write.english()}\n\n</details>"),
    (1, lambda write: f"<div align=\"center\">\n  <b>{write.words()}</b>\n</div>"),
    (1, lambda write: f"$$\nx_{{{write.chance.randrange(9)}}} < y^2\n$$"),
    (1, lambda write: f"<!-- {write.words()} -->"),
    (1, lambda write: "---"),
)  # fmt: skip
"""What a body is put together from, and how often."""

FRONTS: tuple[Part, ...] = (
    lambda write: f"---\ntags:\n  - {_tag(write)}\n  - {_tag(write)}\naliases: []\ncreated: 2025-03-{_day(write)}\n---\n\n",
    lambda write: f'---\nlayout: post\ntitle:  "{write.words()}"\ndate:   2025-04-{_day(write)}\ncategories: [{_tag(write)}]\n---\n\n',
    lambda write: f"---\ntitle: {write.words()}\nslug: {_tag(write)}\nweight: {write.chance.randrange(90)}\ndraft: false\n---\n\n",
    lambda write: f"---\nid: {_tag(write)}\ntitle: '{write.words()}'\nsidebar_label: {write.words()}\nsidebar_position: 3\n---\n\n",
    lambda write: f"---\ntitle: {write.words()}\ntags: [{_tag(write)}, {_tag(write)}]\npermalink: /{_tag(write)}/\neleventyExcludeFromCollections: true\n---\n",
    lambda write: f"---\ntitle: {write.words()}\nsummary: >-\n  {write.sentence()}\n  {write.sentence()}\nauthors:\n- name: {write.words()}\n  url: https://example.org\n---\n\n",
    lambda write: f"---\ntitle: {write.words()}\ndescription: {write.words(6, 20)}\nhide:\n  - navigation\n---\n\n",
)  # fmt: skip
"""The front matter of Obsidian, Jekyll, Hugo, Docusaurus, Eleventy, of books, and MkDocs."""


def _day(write: Writer) -> str:
    return f"{write.chance.randint(1, 28):02}"


def _tag(write: Writer) -> str:
    return write.words(1, 1)


ODDITIES = ("crlf", "bom", "bare", "toml", "broken", "endless")
"""Windows' line endings, a byte-order mark, no front matter, TOML, YAML that does not parse, no final newline."""


def mixed_note(number: int) -> MixedNote:
    """The note of that number."""
    write = Writer(f"mixed {number}")
    folder, oddity = number // PER_FOLDER, write.chance.choice(ODDITIES) if write.chance.random() < 0.2 else ""
    path = f"part-{folder:03}/{write.words(1, 3).replace(' ', '-')}-{number:05}.md"
    text = _front(write, oddity) + f"# {write.words().capitalize()}\n\n{_body(write)}\n"
    return MixedNote(path, _bytes(text, oddity), "frontmatter/invalid-yaml" if oddity == "broken" else "", oddity)


def _front(write: Writer, oddity: str) -> str:
    if oddity == "bare":
        return ""
    if oddity == "toml":
        return f'+++\ntitle = "{write.words()}"\ndate = 2025-05-{_day(write)}\ntags = ["{_tag(write)}"]\n+++\n\n'
    if oddity == "broken":
        return f"---\ntitle: {write.words()}: {write.words()}\nlayout: page\n---\n\n"
    return write.chance.choice(FRONTS)(write)


def _body(write: Writer) -> str:
    wanted, parts, length = write.chance.randint(*BYTES), [write.english()], 0
    kinds, weights = [part for _, part in PARTS], [weight for weight, _ in PARTS]
    while length < wanted:
        parts.append(write.chance.choices(kinds, weights)[0](write))
        length += len(parts[-1]) + 2
    return "\n\n".join([*parts, write.english()])


def _bytes(text: str, oddity: str) -> bytes:
    if oddity == "endless":
        text = text.rstrip("\n")
    if oddity == "crlf":
        text = text.replace("\n", "\r\n")
    return (b"\xef\xbb\xbf" if oddity == "bom" else b"") + text.encode()
