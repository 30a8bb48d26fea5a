"""The formats that are ours, and those that notes have most: what is one, what is none, and what to say of it."""

from __future__ import annotations

import pytest

from vaultlint.schema.formats import DESCRIPTIONS, FORMATS
from vaultlint.schema.recast import as_format

RIGHT = {
    "wikilink": ["[[Note]]", "[[Note|alias]]", "[[Note#Part]]", "[[Note#^block]]", "[[notes/页 1]]", "![[a.png]]", "[[#Part]]"],
    "vault-path": ["a.md", "notes/a.md", "附件/图 1.png", ".hidden/x", "a..b/c"],
    "tag": ["reading", "reading/books", "two-words", "two_words", "y1984", "人工智能", "ภาษาไทย", "हिन्दी", "📚", "👩‍💻", "1-2"],
    "date": ["2025-10-08", "2024-02-29"],
    "date-time": ["2025-10-08T09:30:00Z", "2025-10-08t09:30:00.5+08:00"],
    "time": ["09:30:00Z", "23:59:60Z"],
    "duration": ["P3D", "PT20M", "P1W"],
    "uri": ["https://example.org/页?q=1#top", "obsidian://open?vault=x", "mailto:ann@example.org", "urn:isbn:0451450523"],
    "email": ["ann@example.org", "ann+x@例子.org"],
    "uuid": ["123e4567-e89b-12d3-a456-426614174000"],
    "regex": ["^[a-z]+$"],
}  # fmt: skip
WRONG = {
    "wikilink": ["Note", "[[Note", "[[]]", "[[ ]]", "[[|alias]]", "[[A]] and [[B]]", "[Note](a.md)", "[[a\nb]]"],
    "vault-path": ["", "/notes/a.md", "../a.md", "notes/../a.md", "C:/a.md", "https://a.org/b", "notes\\a.md", "a//b", "a/", "./a"],
    "tag": ["", "#a", "two words", "1984", "a,b", "/a", "a/", "a//b", "a.b", "C++"],
    "date": ["2025-2-8", "2025-02-29", "20251008", "2025-10-08T00:00:00", "２０２５-１０-０８"],
    "date-time": ["2025-10-08", "2025-10-08T09:30:00", "2025-10-08 09:30:00Z"],
    "time": ["09:30", "09:30:00", "24:00:00Z"],
    "duration": ["20 min", "P", "PT", "P1D2W"],
    "uri": ["example.org", "found on the web", "https://", "https://a b.org", "/a/b"],
    "email": ["ann", "ann@", "@example.org", "ann @example.org"],
    "uuid": ["123e4567e89b12d3a456426614174000", "123"],
    "regex": ["(", "[a"],
}  # fmt: skip


@pytest.mark.parametrize("name", list(RIGHT))
def test_what_has_the_format(name: str) -> None:
    assert [text for text in RIGHT[name] if not FORMATS[name](text)] == []
    assert [text for text in WRONG[name] if FORMATS[name](text)] == []


def test_every_format_has_words_with_an_example() -> None:
    assert FORMATS.keys() == DESCRIPTIONS.keys()
    assert [name for name, words in DESCRIPTIONS.items() if " like " not in words] == []


@pytest.mark.parametrize("name", list(WRONG))
def test_readings_have_the_format(name: str) -> None:
    for text in WRONG[name]:
        assert all(map(FORMATS[name], as_format(text, name))), text
