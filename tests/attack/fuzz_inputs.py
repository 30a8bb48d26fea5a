"""Notes to attack with: seeds from the rules' examples and the tests' own texts, and mutations that know what notes are."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from vaultlint.rule import Invalid, discover
from vaultlint.testing import marked

LONGEST = 2500
"""So many characters a seed has at the most: short notes are attacked more often in the same time."""

BITS = (
    "<details>", "</details>", "<summary>", "</summary>", "<p>", "</p>", '<p class="english-text">', "<details", "details>",
    "＜details＞", "<detials>", "<br/>", "<div>", "</div>", "<b", "<!--", "-->", "%%", "---", "---\\", "----", "—", "+++", "...",
    "```", "~~~", "`", "$$", "$", "\\", "- ", "* ", "1. ", "> ", "> [!note] ", "> [!en]- English", "# ", "#a ", "#", "[[a]]",
    "![[x#^b|y]]", "[[", "]]", "[x](y.md)", "[x]: y", "^base", "{{x}}", "<% x %>", "key: ", "tags: #a", "tag: a, b", "aliases: x",
    '"', "'", "“", "”", ": ", " #", "[", "]", "{", "}", "&a ", "*a", "!!str ", "!x ", "|", ">-", "@", "%", "? ", "no", "1:30", "012",
    "~", "null", "''", "[]", "\t", "    ", "  ", "\n", "\n\n", "\r", "\r\n", "\u200b", "\u202e", "\ufeff", "\u00a0", "\u2028", "\x0c",
    "\x85", "\x00", "\x1b", "é", "e\u0301", "漢", "字。", "😀", "\U000e0001", "[BODY_START]", "<!-- chunk 1/8 -->", "[Music]",
    "<!-- vaultlint-ignore -->", "<!-- vaultlint-ignore details -->", "%% vaultlint-ignore links/broken %%", "# vaultlint-ignore schema",
    "<!-- vaultlint-ignore-file frontmatter -->", "<summary>View/Hide Original English</summary>", "View/Hide Original English",
)  # fmt: skip
SCALARS = (
    "", "a", "no", "Yes", "012", "1:30", "1_000", "1e3", ".5", "0x1F", "2024-13-45", "2025/10/8", "2025-10-08", "null", "~", "''",
    '""', "[]", "{}", "[a, b]", "[a, a]", "{a: b}", "'it''s'", '"a\\"b"', "'\"RTX\"'", '\\"RTX\\"', "“smart”", "a: b", "a #b", "#a",
    "[[Note]]", "'[[Note|n]]'", "@a", "`a`", "%a", "&a b", "*a", "!x y", "| ", "|\n  a\n  b", ">-\n  a\n  b", "[a", "{a", "a]", '"a', "'a",
    "\ta", "a\u200b", "\u200fa", " a ", "A, B", "true", '"true"', "12", '"12"', "1.10", "{{title}}", "<% tp.date %>", "- a", "? a",
    "\n  - a\n  - b", "\n- a\n- a", "\n  - a\n - b", "[]\n  - a", "''\n  rest of it", "http://example.org/a b", "漢字：值", "a,，b、c",
)  # fmt: skip
KEYS = ("title", "tags", "tag", "aliases", "cssclass", "people", "date", "created", "status", "draft", "area", "rating", "slug", "up",
        "source", "book", "Title", "a b", "$schema", "old", "stauts", "summary", "layout")  # fmt: skip
UNSEEN = "\u200b\u200d\ufeff\u00ad\u202e\u2066\u00a0\u3000\u2028\x0b\x0c\x85\x07\x7f\ud7ff😀"
WRAPPERS: tuple[tuple[str, str], ...] = (
    ("<details>\n<summary>Stock</summary>\n\n", "\n\n</details>"),
    ('<details>\n<summary>View/Hide Original English</summary>\n<p class="english-text">', "</p>\n</details>"),
    ("<details><summary>A</summary>", "</details>"),
    ("```\n", "\n```"),
    ("$$\n", "\n$$"),
    ("<!-- ", " -->"),
    ("%%\n", "\n%%"),
    ("<div>\n", "\n</div>"),
    ("---\n", "\n---"),
)

Mutation = Callable[[str, "Mutator"], str]


def seeds(tests: Path, notes: Path | None = None) -> list[str]:
    """The texts to begin with: of the rules' examples, of the tests, and of the notes in a folder."""
    found = {*_examples(), *_of_tests(tests), *(_of_notes(notes) if notes else ())}
    return sorted(text for text in found if text.strip() and len(text) <= LONGEST)


def _examples() -> Iterator[str]:
    for rule in discover().values():
        for example in rule.examples:
            texts = [example.text] if isinstance(example.text, str) else [*example.text.values()]
            if isinstance(example, Invalid):
                texts += [one for one in (example.fixed, example.unsafely_fixed) if one is not None]
            yield from (marked(text)[0] for text in texts)


def _of_tests(tests: Path) -> Iterator[str]:
    for file in sorted(tests.glob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" in node.value[:-1]:
                yield node.value


def _of_notes(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*.md")):
        text = file.read_bytes().decode(errors="replace").removeprefix("\ufeff")
        head, body = _halves(text)
        blocks = re.split(r"(?<=\n)(?=\r?\n)", body)
        for start in range(0, min(len(blocks), 60), 6):
            yield head[:1200] * (start == 0) + "".join(blocks[start : start + 6])


def _halves(text: str) -> tuple[str, str]:
    """Front matter and body."""
    closer = re.search(r"\n---[ \t]*\r?\n", text[3:]) if text.startswith("---") else None
    return (text[: closer.end() + 3], text[closer.end() + 3 :]) if closer else ("", text)


class Mutator:
    """Makes new notes of old ones, by chance."""

    def __init__(self, chance: Random, pool: list[str]) -> None:
        self.chance, self.pool = chance, pool

    def fresh(self) -> bytes:
        """A seed, mutated once or a few times."""
        return self.mutated(self.chance.choice(self.pool))

    def mutated(self, text: str) -> bytes:
        """The text after one or a few mutations, as bytes."""
        for _ in range(self.chance.choice((1, 1, 2, 2, 3, 5))):
            text = self.chance.choice(MUTATIONS)(text, self)
        data = text[: 3 * LONGEST].encode(errors="replace")
        odd = self.chance.random()
        if odd < 0.04:
            data = b"\xef\xbb\xbf" + data
        elif odd < 0.05 and data:
            at = self.chance.randrange(len(data))
            data = data[:at] + self.chance.randbytes(1) + data[at + 1 :]
        return data

    def place(self, text: str) -> int:
        """Anywhere in the text, more often near its start."""
        end = len(text) + 1
        return self.chance.randrange(min(end, 200) if self.chance.random() < 0.4 else end)

    def rows(self, lines: list[str]) -> tuple[int, int]:
        """From which line to before which other."""
        start = self.chance.randrange(len(lines))
        return start, min(len(lines), start + self.chance.choice((1, 1, 2, 3, 6, 20)))


def _insert(text: str, by: Mutator) -> str:
    at = by.place(text)
    return text[:at] + by.chance.choice(BITS) + text[at:]


def _append(text: str, by: Mutator) -> str:
    lines = text.split("\n")
    at = by.chance.randrange(len(lines))
    bit = by.chance.choice(BITS)
    lines[at] = by.chance.choice((lines[at] + bit, bit + lines[at], bit))
    return "\n".join(lines)


def _delete(text: str, by: Mutator) -> str:
    at = by.place(text)
    return text[:at] + text[at + by.chance.choice((1, 1, 2, 5, 20)) :]


def _lines(text: str, by: Mutator) -> str:
    lines = text.split("\n")
    start, end = by.rows(lines)
    some, to = lines[start:end], by.chance.randrange(len(lines) + 1)
    what = by.chance.randrange(3)
    if what == 0:
        del lines[start:end]
    elif what == 1:
        lines[to:to] = some
    else:
        del lines[start:end]
        lines[to:to] = some
    return "\n".join(lines)


def _nest(text: str, by: Mutator) -> str:
    lines = text.split("\n")
    start, end = by.rows(lines)
    first, rest = by.chance.choice((("> ", "> "), ("- ", "  "), ("1. ", "   "), ("    ", "    "), ("\t", "\t"), (" ", " "), ("> [!note]\n> ", "> ")))
    lines[start:end] = [(first if number == 0 else rest) + line for number, line in enumerate(lines[start:end])]
    return "\n".join(lines)


def _unnest(text: str, by: Mutator) -> str:
    lines = text.split("\n")
    start, end = by.rows(lines)
    lines[start:end] = [re.sub(r"^(?:> ?|[-*] |[ \t]+)", "", line) for line in lines[start:end]]
    return "\n".join(lines)


def _wrap(text: str, by: Mutator) -> str:
    lines = text.split("\n")
    start, end = by.rows(lines)
    before, after = by.chance.choice(WRAPPERS)
    lines[start:end] = [before + "\n".join(lines[start:end]) + after]
    return "\n".join(lines)


def _splice(text: str, by: Mutator) -> str:
    other = by.chance.choice(by.pool)
    what = by.chance.randrange(3)
    if what == 0:
        return _halves(text)[0] + _halves(other)[1]
    if what == 1:
        return text + "\n" * by.chance.randrange(3) + other
    lines, more = text.split("\n"), other.split("\n")
    start, end = by.rows(more)
    at = by.chance.randrange(len(lines) + 1)
    lines[at:at] = more[start:end]
    return "\n".join(lines)


def _scalar(text: str, by: Mutator) -> str:
    head, body = _halves(text)
    entries = [*re.finditer(r"(?m)^([^\s:#-][^:\n]*|\s+- )(:?)[^\n]*", head[4:])]
    value = by.chance.choice(SCALARS)
    if not entries or by.chance.random() < 0.2:
        entry = f"{by.chance.choice(KEYS)}: {value}\n"
        return head[:4] + entry + head[4:] + body if head else f"---\n{entry}---\n{body}"
    entry = by.chance.choice(entries)
    start, end = entry.start() + 4, entry.end() + 4
    key = by.chance.choice(KEYS) if by.chance.random() < 0.2 and entry[2] else entry[1]
    return head[:start] + f"{key}{entry[2]} {value}".rstrip(" ") + head[end:] + body


def _repeat_key(text: str, by: Mutator) -> str:
    head, body = _halves(text)
    entries = [*re.finditer(r"(?m)^[^\s:#-][^:\n]*:[^\n]*\n(?:[ -][^\n]*\n)*", head[4:])]
    if not entries:
        return _scalar(text, by)
    one = by.chance.choice(entries)[0]
    at = by.chance.choice(entries).start() + 4
    return head[:at] + one + head[at:] + body


def _fence(text: str, by: Mutator) -> str:
    fences = [*re.finditer(r"(?m)^(?:---|\+\+\+|```\w*|~~~|\$\$)[ \t]*$", text)]
    if not fences:
        return f"---\n{text}\n---\n"
    one = by.chance.choice(fences)
    other = by.chance.choice(("", "--", "----", "---\\", "--- ", "—", "---", "...", "+++", "```", "````", "- --", "--- x", "\ufeff---", "\n---"))
    return text[: one.start()] + other + text[one.end() :]


def _newlines(text: str, by: Mutator) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    what = by.chance.choice(("\r\n", "\r\n", "\r", ""))
    if what:
        return plain.replace("\n", what)
    return "".join(by.chance.choice(("\n", "\r\n")) if sign == "\n" else sign for sign in plain)


def _sign(text: str, by: Mutator) -> str:
    at = by.place(text)
    return text[:at] + by.chance.choice(UNSEEN) + text[at + by.chance.randrange(2) :]


def _cut(text: str, by: Mutator) -> str:
    return text[: by.place(text)]


def _blank(text: str, by: Mutator) -> str:
    lines = text.split("\n")
    at = by.chance.randrange(len(lines))
    if not lines[at].strip():
        del lines[at]
    else:
        lines.insert(at, by.chance.choice(("", "", "  ", ">")))
    return "\n".join(lines)


MUTATIONS: tuple[Mutation, ...] = (
    _insert, _insert, _append, _append, _delete, _lines, _lines, _nest, _unnest, _wrap, _splice, _splice, _scalar, _scalar,
    _repeat_key, _fence, _newlines, _sign, _cut, _blank,
)  # fmt: skip
