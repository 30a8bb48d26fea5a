"""Front matter that does not parse is mended where one reading is possible, and else only told: a corpus of broken blocks."""

from __future__ import annotations

import pytest
import yaml

from vaultlint.lint import activate, check_note
from vaultlint.mend import mend
from vaultlint.note import Note
from vaultlint.rule import discover

ACTIVE = [activate(rule) for rule in discover().values() if rule.family == "frontmatter" and rule.default]

BLOCKS = [
    ('colon in plain', 'title: Soup: the book\ndate: x\n', 'invalid-yaml', (2, 12), 'title: "Soup: the book"\ndate: x\n'),
    ('two colons', 'title: A: b: c\n', 'invalid-yaml', (2, 9), 'title: "A: b: c"\n'),
    ('colon with cjk', 'title: 汤: 一本书\n', 'invalid-yaml', (2, 9), 'title: "汤: 一本书"\n'),
    ('colon in list item', 'tags:\n  - Soup: the book: x\n', 'invalid-yaml', (3, 19), None),
    ('at', 'author: @anna\n', 'invalid-yaml', (2, 9), 'author: "@anna"\n'),
    ('backtick', 'code: `x`\n', 'invalid-yaml', (2, 7), 'code: "`x`"\n'),
    ('percent', 'rate: %5\n', 'invalid-yaml', (2, 7), 'rate: "%5"\n'),
    ('ampersand', 'amp: & more\n', 'invalid-yaml', (2, 7), 'amp: "& more"\n'),
    ('star', 'stars: *** good\n', 'invalid-yaml', (2, 8), 'stars: "*** good"\n'),
    ('pipe', 'cut: | a b\n', 'invalid-yaml', (2, 8), 'cut: "| a b"\n'),
    ('gt', 'quote: > all\n', 'invalid-yaml', (2, 10), 'quote: "> all"\n'),
    ('bracket', 'note: [draft] soup\n', 'invalid-yaml', (2, 15), 'note: "[draft] soup"\n'),
    ('brace', 'note: {draft} soup\n', 'invalid-yaml', (2, 15), None),
    ('unclosed double', 'title: "Soup\ndate: x\n', 'invalid-yaml', (2, 8), 'title: "Soup"\ndate: x\n'),
    ('unclosed single', "title: 'Soup\ndate: x\n", 'invalid-yaml', (2, 8), "title: 'Soup'\ndate: x\n"),
    ('inner double', 'title: "The "big" soup"\n', 'invalid-yaml', (2, 14), 'title: \'The "big" soup\'\n'),
    ('inner single', "title: 'It's soup'\n", 'invalid-yaml', (2, 12), 'title: "It\'s soup"\n'),
    ('extra quote', 'title: "Soup""\n', 'invalid-yaml', (2, 14), 'title: "Soup"\n'),
    ('smart quotes', 'title: “Soup: hot”\n', 'invalid-yaml', (2, 13), 'title: "Soup: hot"\n'),
    ('smart single', 'title: ‘Soup: hot’\n', 'invalid-yaml', (2, 13), 'title: "‘Soup: hot’"\n'),
    ('tab indent', 'tags:\n\t- a\n\t- b\n', 'invalid-yaml', (3, 1), 'tags:\n  - a\n  - b\n'),
    ('tab mapping', 'a:\n\tb: 1\n', 'invalid-yaml', (3, 1), 'a:\n  b: 1\n'),
    ('items after []', 'people: []\n- Anna\n- Ben\ntitle: x\n', 'invalid-yaml', (3, 1), 'people:\n- Anna\n- Ben\ntitle: x\n'),
    ('items after [] indented', 'people: []\n  - Anna\n', 'invalid-yaml', (3, 3), 'people:\n  - Anna\n'),
    ('items after empty text', "people: ''\n- Anna\n", 'invalid-yaml', (3, 1), None),
    ('dangling after empty', "speaker: ''\n  Lena Moss\n", 'invalid-yaml', (3, 3), 'speaker: Lena Moss\n'),
    ('dangling after value', 'speaker: Lena\n  : Moss\n', 'invalid-yaml', (3, 3), None),
    ('dangling two lines', "speaker: ''\n  Lena\n  Moss\n", 'invalid-yaml', (3, 3), None),
    ('no blank after colon', 'people:[]\ntitle: x\n', 'invalid-yaml', (2, 1), None),
    ('no blank text', 'title:Soup\ndate: x\n', 'invalid-yaml', (2, 1), None),
    ('orphan items at top', '- a\n- b\ntitle: x\n', 'invalid-yaml', (4, 1), None),
    ('orphan items behind scalar', 'title: x\n- a\n- b\n', 'invalid-yaml', (3, 1), None),
    ('star bullets', 'tags:\n  * a\n  * b\n', 'invalid-yaml', (3, 4), None),
    ('prose inside', 'title: x\nThis is prose without a key\ndate: y\n', 'invalid-yaml', (3, 1), None),
    ('dup empty then full', 'tags: []\ntags:\n  - a\n', 'duplicate-key', (3, 1), 'tags:\n  - a\n'),
    ('dup full then empty', "author: Anna\nauthor: ''\n", 'duplicate-key', (3, 1), 'author: Anna\n'),
    ('dup equal', 'a: 1\na: 1\n', 'duplicate-key', (3, 1), 'a: 1\n'),
    ('dup differ', 'a: 1\na: 2\n', 'duplicate-key', (3, 1), None),
    ('dup three', "a: ''\na: x\na: ''\n", 'duplicate-key', (3, 1), 'a: x\n'),
    ('bad indentation', 'tags:\n  - a\n - b\n', 'invalid-yaml', (4, 2), None),
    ('over-indented key', 'title: x\n  date: y\n', 'invalid-yaml', (3, 7), None),
    ('mapping in scalar', 'a: b\n  c: d\n', 'invalid-yaml', (3, 4), None),
    ('unclosed flow', 'tags: [a, b\ntitle: x\n', 'invalid-yaml', (2, 7), None),
    ('extra closer', 'tags: [a, b]]\n', 'invalid-yaml', (2, 13), None),
    ('comma', 'tags: [a,, b]\n', 'invalid-yaml', (2, 10), None),
    ('flow no comma', 'tags: [a b, "c" d]\n', 'invalid-yaml', (2, 17), None),
    ('link list', 'up: [[A]], [[B]]\n', 'invalid-yaml', (2, 10), None),
    ('link with text', 'up: [[A]] and b\n', 'invalid-yaml', (2, 11), None),
    ('single link', 'up: [[A]]\n', 'unquoted-link', (2, 5), 'up: "[[A]]"\n'),
    ('link with colon', 'up: [[A: b]]\n', 'unquoted-link', (2, 5), 'up: "[[A: b]]"\n'),
    ('anchor missing', 'a: *x\n', 'invalid-yaml', (2, 4), 'a: "*x"\n'),
    ('url', 'source: https://x.y/a: b\n', 'invalid-yaml', (2, 22), 'source: "https://x.y/a: b"\n'),
    ('time', 'at: 10:30: sharp\n', 'invalid-yaml', (2, 10), 'at: "10:30: sharp"\n'),
    ('key with colon', 'a: b: 1\nc: d\n', 'invalid-yaml', (2, 5), 'a: "b: 1"\nc: d\n'),
    ('escape', 'title: "a\\qb"\n', 'invalid-yaml', (2, 10), None),
    ('block scalar then colon', 'text: |\n  a: b\n  c\ntitle: A: b\n', 'invalid-yaml', (5, 9), 'text: |\n  a: b\n  c\ntitle: "A: b"\n'),
    ('comment behind', 'title: A: b # c\n', 'invalid-yaml', (2, 9), 'title: "A: b" # c\n'),
    ('two faults', 'title: A: b\nauthor: @anna\n', 'invalid-yaml', (2, 9), 'title: "A: b"\nauthor: "@anna"\n'),
    ('three faults', 'title: A: b\npeople: []\n- Anna\nnote: `x`\n', 'invalid-yaml', (2, 9), 'title: "A: b"\npeople:\n- Anna\nnote: "`x`"\n'),
    ('full-width colon', 'title：Soup\ndate: x\n', 'invalid-yaml', (2, 1), None),
    ('control', 'title: a\x01b\n', 'invisible', (2, 9), 'title: ab\n'),
    ('nbsp indent', 'tags:\n\xa0\xa0- a\n', 'invalid-yaml', (3, 1), None),
    ('percent directive', '%YAML 1.2\ntitle: x\n', 'invalid-yaml', (3, 1), None),
    ('merge', '<<: *x\n', 'invalid-yaml', (2, 5), None),
    ('quote then text', 'title: "Soup" and bread\n', 'invalid-yaml', (2, 15), None),
    ('single then text', "title: 'Soup' and bread\n", 'invalid-yaml', (2, 15), None),
    ('colon end', 'title: Soup:\ndate: x\n', 'invalid-yaml', (2, 12), 'title: "Soup:"\ndate: x\n'),
    ('list then key', 'tags:\n- a\nb\ntitle: x\n', 'invalid-yaml', (4, 1), None),
    ('colon in quoted key', '"a: b: c\n', 'invalid-yaml', (2, 1), None),
    ('block with tab', 'text: |\n\ta\n', 'invalid-yaml', (3, 1), 'text: |\n  a\n'),
    ('minus', 'a: - b\n', 'invalid-yaml', (2, 4), None),
    ('nested list item colon', 'a:\n  b:\n    - c: d: e\n', 'invalid-yaml', (4, 11), None),
    ('apostrophe', "title: 'tis the season\n", 'invalid-yaml', (2, 8), None),
    ('years', "years: '90s music\n", 'invalid-yaml', (2, 8), None),
    ('plural', "title: 'the cooks''\n", 'invalid-yaml', (2, 8), None),
    ('hugged twice', 'title: "A "big" and "hot" soup"\n', 'invalid-yaml', (2, 12), 'title: \'A "big" and "hot" soup\'\n'),
    ('list in quotes', 'tags: "a", "b"\n', 'invalid-yaml', (2, 10), None),
    ('comment in quotes', 'title: "Soup # x\n', 'invalid-yaml', (2, 8), None),
    ('escaped', 'title: "So\\"up\n', 'invalid-yaml', (2, 8), None),
    ('unclosed then list', 'title: "Soup\ntags:\n  - a\n', 'invalid-yaml', (2, 8), 'title: "Soup"\ntags:\n  - a\n'),
    ('tab deep', 'a:\n\tb:\n\t\tc: 1\n', 'invalid-yaml', (3, 1), 'a:\n  b:\n    c: 1\n'),
    ('tab and blanks', 'a:\n\tb: 1\n  c: 2\n', 'invalid-yaml', (3, 1), 'a:\n  b: 1\n  c: 2\n'),
    ('tab before one item of a flush list', 'tags:\n- a\n\t- b\n- c\n', 'invalid-yaml', (4, 1), 'tags:\n- a\n- b\n- c\n'),
    ('tab before an indented item', 'tags:\n  - a\n\t- b\n', 'invalid-yaml', (4, 1), 'tags:\n  - a\n  - b\n'),
    ('tab before a key', "guest: ''\n\tdraft: true\n", 'invalid-yaml', (3, 1), "guest: ''\ndraft: true\n"),
    ('tab before the first key', '\ttags: x\ndate: y\n', 'invalid-yaml', (2, 1), 'tags: x\ndate: y\n'),
    ('tab before text that goes on', 'name: Ada\n\tWolf\nage: 4\n', 'invalid-yaml', (3, 1), 'name: Ada\n  Wolf\nage: 4\n'),
    ('line joined to a url', 'source: https://x.y/aspeaker: Ada\n', 'invalid-yaml', (2, 29), None),
    ('line joined with a blank', 'source: https://x.y/a host: Ada\n', 'invalid-yaml', (2, 27), None),
    ('line joined to an empty one', 'area: cookingpeople: []\n', 'invalid-yaml', (2, 20), None),
    ('dash within the block', 'people:\n—\n- Ada\n- Tom\ntitle: x\n', 'invalid-yaml', (3, 1), None),
    ('unclosed above other quotes', 'type: "Soup\ntags:\n  - "a"\n  - "b"\n', 'invalid-yaml', (2, 7), 'type: "Soup"\ntags:\n  - "a"\n  - "b"\n'),
    ('unclosed item above others', 'tags:\n  - "a\n  - "b"\nc: "d"\n', 'invalid-yaml', (3, 5), 'tags:\n  - "a"\n  - "b"\nc: "d"\n'),
    ('link without its first quote', 'up: [[Soup]]"\na: "b"\n', 'invalid-yaml', (2, 13), 'up: "[[Soup]]"\na: "b"\n'),
    ('single unclosed above others', "a: 'Soup\nb: 'Ada'\n", 'invalid-yaml', (2, 4), "a: 'Soup'\nb: 'Ada'\n"),
    ('text in quotes over two lines', 'a: "one\n  two"\nb: @x\n', 'invalid-yaml', (4, 4), 'a: "one\n  two"\nb: "@x"\n'),
    ('text in quotes with a key at the margin', 'a: "one\nb: two"\nc: x: y\nd: "e\nf: 1\n', 'invalid-yaml', (4, 5), 'a: "one\nb: two"\nc: "x: y"\nd: "e"\nf: 1\n'),
    ('four faults', 'title: A: b\npeople: []\n- Anna\nhost: \'\'\n  Ben\nnote: "c\nrate: "5"\n', 'invalid-yaml', (2, 9), 'title: "A: b"\npeople:\n- Anna\nhost: Ben\nnote: "c"\nrate: "5"\n'),
    ('a fault that cannot be mended beside one that can', 'title: A: b\ntags: [a, b\n', 'invalid-yaml', (2, 9), None),
    ('anchor and alias beside a fault', 'a: &x 1\nb: *x\nc: "d\ne: "f"\n', 'invalid-yaml', (4, 4), 'a: &x 1\nb: *x\nc: "d"\ne: "f"\n'),
    ('alias before its anchor', 'a: *x\nb: &x 1\nc: "d\ne: "f"\n', 'invalid-yaml', (2, 4), None),
    ('date below', 'date: \'\'\n  2026-01-02\n', 'invalid-yaml', (3, 3), 'date: 2026-01-02\n'),
    ('url below', 'source: \'\'\n  https://x.y/a\n', 'invalid-yaml', (3, 3), 'source: https://x.y/a\n'),
    ('apostrophe below', "speaker: ''\n  Sam O'Neill\n", 'invalid-yaml', (3, 3), "speaker: Sam O'Neill\n"),
    ('mapping below', "speaker: ''\n  name: Sam\n", 'invalid-yaml', (3, 3), None),
    ('quote before an empty list', 'tags: "[]\na: 1\n', 'invalid-yaml', (2, 7), None),
    ('link that is cut off', 'up: "[[Soup\na: 1\n', 'invalid-yaml', (2, 5), None),
    ('link that is not', 'up: "[[Soup]]\na: 1\n', 'invalid-yaml', (2, 5), 'up: "[[Soup]]"\na: 1\n'),
    ('line joined to a date', 'date: 2026-01-02 host: Ada\n', 'invalid-yaml', (2, 22), None),
    ('dash at the end of the block', 'title: x\ntags: y\n—\n', 'invalid-yaml', (4, 1), None),
    ('dash before broken lines', 'title: x\n—\ntags: y\nzzz\n', 'invalid-yaml', (3, 1), None),
    ('tab in block scalar', 'text: |\n  a\n\tb\n', 'invalid-yaml', (4, 1), None),
    ('items with colon', 'people: []\n- Anna: cook\n', 'invalid-yaml', (3, 1), None),
    ('items with link', 'people: []\n- "[[Anna]]"\n', 'invalid-yaml', (3, 1), 'people:\n- "[[Anna]]"\n'),
    ('items then key inside', 'people: []\n  - Anna\n  - Ben\nspeaker: []\n', 'invalid-yaml', (3, 3), 'people:\n  - Anna\n  - Ben\nspeaker: []\n'),
    ('items numbers', 'years: []\n- 2024\n- 2025\ntitle: x\n', 'invalid-yaml', (3, 1), 'years:\n- 2024\n- 2025\ntitle: x\n'),
    ('empty double then text', 'speaker: ""\n  Lena\n', 'invalid-yaml', (3, 3), 'speaker: Lena\n'),
    ('empty then quoted', "speaker: ''\n  'Lena'\n", 'invalid-yaml', (3, 3), "speaker: 'Lena'\n"),
    ('empty then number', "speaker: ''\n  42\n", 'invalid-yaml', (3, 3), None),
    ('empty then cjk', "speaker: ''\n  林娜\ntitle: x\n", 'invalid-yaml', (3, 3), 'speaker: 林娜\ntitle: x\n'),
    ('empty then yes', "speaker: ''\n  yes\n", 'invalid-yaml', (3, 3), 'speaker: "yes"\n'),
    ('cjk items', 'people: []\n- 林娜\n- 王老师\n', 'invalid-yaml', (3, 1), 'people:\n- 林娜\n- 王老师\n'),
    ('comment between', 'people: []\n# who\n- Anna\n', 'invalid-yaml', (4, 1), None),
    ('blank between', 'people: []\n\n- Anna\n', 'invalid-yaml', (4, 1), None),
    ('nested data', 'data:\n  people: []\n  - Anna\n', 'invalid-yaml', (4, 3), None),
    ('inner cjk', 'title: "他说"你好"吧"\n', 'invalid-yaml', (2, 12), None),
    ('unclosed cjk', 'title: "汤\n', 'invalid-yaml', (2, 8), 'title: "汤"\n'),
]  # fmt: skip
"""What is broken, the block, the first finding, its line and column, and the block after the fix; None: no fix."""

SILENT = [
    ("an item that is a mapping is legal", "people:\n  - Anna\n  - Ben: the cook\n"),
    ("a comment behind a value", "title: Soup # 5\n"),
    ("a quote inside plain text", 'title: Soup"\n'),
    ("a tab behind the colon", "title:\tSoup\n"),
    ("text that starts with two hyphens is one value", "tags:\n  -- a\n  -- b\n"),
    ("a complex key", "? a\nb: c\n"),
    ("a template", "title: {{title}}\n"),
]


def note(block: str, newline: str = "\n") -> Note:
    return Note("a.md", f"---\n{block}---\n\nText.\n".replace("\n", newline))


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(
    ("block", "rule", "place", "after"), [row[1:] for row in BLOCKS], ids=[row[0] for row in BLOCKS]
)
def test_a_broken_block_is_told_at_its_place_and_mended_if_that_is_sure(
    block: str, rule: str, place: tuple[int, int], after: str | None, newline: str
) -> None:
    broken = note(block, newline)
    first = check_note(broken, ACTIVE).diagnostics[0]
    assert (first.rule, (first.place.line, first.place.column)) == (f"frontmatter/{rule}", place)
    mended = mend(broken, ACTIVE)
    assert mended.text == note(block if after is None else after, newline).text
    assert mend(Note("a.md", mended.text), ACTIVE).text == mended.text


@pytest.mark.parametrize("after", [row[4] for row in BLOCKS if row[4]])
def test_what_is_mended_parses_for_another_reader(after: str) -> None:
    assert isinstance(yaml.load(after, Loader=yaml.BaseLoader), dict)


@pytest.mark.parametrize(("why", "block"), SILENT)
def test_what_only_looks_broken_stays(why: str, block: str) -> None:
    assert check_note(note(block), ACTIVE).diagnostics == (), why


def test_the_corpus_is_large() -> None:
    assert len(BLOCKS) >= 60
