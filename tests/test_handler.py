"""Scripts that use python-frontmatter keep every byte that they did not touch."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import frontmatter
import pytest
from conftest import SAMPLES
from hypothesis import given
from hypothesis import strategies as st

from vaultlint.errors import EditRefused, VaultlintError
from vaultlint.handler import RoundTripHandler

SOUP = """---
# what it is
title:   'Bone soup'   # the one with leeks
tags: [soup, "winter" ]
isbn: 0123
answer: no
made: 2024-05-01
steps: >-
  boil,
  skim
---

Bones, water.

---

No metadata here.
"""

NEWLINES = st.sampled_from(["\n", "\r\n"])
MARKS = st.sampled_from(["", "\ufeff"])
ENDS = st.sampled_from(["", "\n", "\n\n\n"])


def disguised(text: str, newline: str, mark: str, end: str) -> bytes:
    return (mark + text.rstrip("\n") + end).replace("\n", newline).encode()


def loaded(data: bytes, file: Path | None = None) -> frontmatter.Post:
    if file is None:
        return frontmatter.loads(data.decode(), handler=RoundTripHandler(data))
    file.write_bytes(data)
    return frontmatter.load(str(file), handler=RoundTripHandler(file))


@given(NEWLINES, MARKS, ENDS)
def test_what_is_not_touched_stays_to_the_byte(newline: str, mark: str, end: str) -> None:
    data = disguised(SOUP, newline, mark, end)
    assert frontmatter.dumps(loaded(data)).encode() == data


@given(NEWLINES, MARKS, ENDS)
def test_a_changed_key_changes_its_value_only(newline: str, mark: str, end: str) -> None:
    post = loaded(disguised(SOUP, newline, mark, end))
    post["title"] = "Leek soup"
    post["status"] = "evergreen"
    del post["answer"]
    wanted = SOUP.replace("'Bone soup'", "'Leek soup'").replace("answer: no\n", "")
    wanted = wanted.replace("  skim\n---", "  skim\nstatus: evergreen\n---")
    assert frontmatter.dumps(post).encode() == disguised(wanted, newline, mark, end)


@given(NEWLINES, MARKS, ENDS)
def test_a_new_body_leaves_the_front_matter(newline: str, mark: str, end: str) -> None:
    post = loaded(disguised(SOUP, newline, mark, end))
    post.content = "Leeks.\n\nWater."
    head = SOUP[: SOUP.index("\nBones")]
    assert frontmatter.dumps(post).encode() == disguised(head + "\nLeeks.\n\nWater.", newline, mark, end)


def test_a_file_is_the_same_after_load_and_dump(tmp_path: Path) -> None:
    data = disguised(SOUP, "\r\n", "\ufeff", "\n")
    post = loaded(data, tmp_path / "soup.md")
    (tmp_path / "soup.md").write_bytes(frontmatter.dumps(post).encode())
    assert (tmp_path / "soup.md").read_bytes() == data


def test_without_its_source_a_note_keeps_all_that_the_library_hands_over(tmp_path: Path) -> None:
    file = tmp_path / "soup.md"
    file.write_text("\ufeff" + SOUP, encoding="utf-8", newline="")
    post = frontmatter.load(str(file), handler=RoundTripHandler())
    out = io.StringIO()
    frontmatter.dump(post, out)
    assert out.getvalue() == "\ufeff" + SOUP


def test_values_are_those_that_obsidian_reads() -> None:
    post = loaded(SOUP.encode())
    assert post.metadata == {
        "title": "Bone soup", "tags": ["soup", "winter"], "isbn": 123, "answer": "no", "made": "2024-05-01",
        "steps": "boil, skim",
    }  # fmt: skip


def test_a_date_is_its_text_and_a_tuple_a_list() -> None:
    post = loaded(SOUP.encode())
    post["made"] = datetime.date(2024, 5, 1)
    post["tags"] = ("soup", "winter")
    assert frontmatter.dumps(post) == SOUP
    post["made"] = datetime.date(2024, 5, 2)
    assert frontmatter.dumps(post) == SOUP.replace("2024-05-01", "2024-05-02")


def test_one_handler_serves_many_posts() -> None:
    handler = RoundTripHandler()
    texts = [SOUP, "---\ntitle: Tea\n---\nLeaves.\n", "No front matter.\n"]
    posts = [frontmatter.loads(text, handler=handler) for text in texts]
    assert [frontmatter.dumps(post) for post in posts] == texts
    posts[2]["title"] = "Plain"
    assert frontmatter.dumps(posts[2]) == "---\ntitle: Plain\n---\nNo front matter.\n"


def test_a_new_body_of_one_among_many_posts_is_refused() -> None:
    handler = RoundTripHandler()
    post, _ = (frontmatter.loads(text, handler=handler) for text in [SOUP, "---\ntitle: Tea\n---\nLeaves.\n"])
    post.content = "Leeks."
    with pytest.raises(EditRefused, match="several notes"):
        frontmatter.dumps(post)


def test_a_post_of_its_own_is_written_as_obsidian_does() -> None:
    post = frontmatter.Post("Leeks.", title="Soup: hot", tags=["a", "b"])
    text = frontmatter.dumps(post, handler=RoundTripHandler())
    assert text == '---\ntitle: "Soup: hot"\ntags:\n  - a\n  - b\n---\n\nLeeks.\n'


@pytest.mark.parametrize(
    ("text", "change", "reason"),
    [
        ("---\na: &x 1\nb: *x\n---\n", {"a": 2}, "alias"),
        ("---\na: 1\n---\n", {"a": object()}, "nothing that front matter can hold"),
        ("+++\na = 1\n+++\nText.\n", {"a": 2}, "TOML"),
    ],
)
def test_what_cannot_be_done_safely_is_refused(text: str, change: dict[str, object], reason: str) -> None:
    post = frontmatter.loads(text, handler=RoundTripHandler())
    assert frontmatter.dumps(post) == text
    post.metadata.update(change)
    with pytest.raises(VaultlintError, match=reason):
        frontmatter.dumps(post)


def test_front_matter_that_does_not_parse_is_no_metadata() -> None:
    with pytest.raises(EditRefused, match="does not parse"):
        frontmatter.loads("---\na: [\n---\nText.\n", handler=RoundTripHandler())


def test_another_note_as_source_is_refused() -> None:
    with pytest.raises(EditRefused, match="another note"):
        frontmatter.loads(SOUP, handler=RoundTripHandler(b"---\na: 1\n---\n"))


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="no real notes here")
def test_every_real_note_goes_through_the_library_as_it_is() -> None:
    for file in sorted(SAMPLES.rglob("*.md")):
        data = file.read_bytes()
        try:
            post = frontmatter.loads(data.decode(), handler=RoundTripHandler(data))
        except EditRefused:
            continue
        assert frontmatter.dumps(post).encode() == data, file
