"""What the attack on strangers' notes holds against them is seen by it, and does not hold of a handful of odd ones."""

from __future__ import annotations

import pytest
from notes import attack, judged, parse_yaml

ODD = {
    "hugo.md": "+++\ntitle = 'Soup'\n+++\n\n{{< note >}}\n[[menu]]\n{{< /note >}}\n",
    "rmarkdown.md": "---\ntitle: a: b\ndate: \"`r Sys.Date()`\"\noutput:\n  html_document:\n    toc: yes\n---\n\n```{r}\n<details>\n```\n",
    "jekyll.md": "\n---\nlayout: post\ntags: #a #b\n---\n\n{% highlight html %}\n</details>\n{% endhighlight %}\n",
    "slides.md": "---\nmarp: true\n---\n\n# A\n\n---\n\n# B\n",
    "windows.md": "\ufeff---\r\ntitle: It's: x\r\n---\r\n\r\n<details>\r\n<summary>a</p>\r\n\r\nb\r\n</details>\r\nc **d**\r\n",
    "open.md": "# A\n\n<details>\n<summary>x</summary>\n\nb\n",
    "fence.md": "<details>\n<summary>x</summary>\n```sh\na\n\nb\n```\n</details>\n\n## C\n",
    "html.md": "<div>\n<details><summary>x</summary>\n<p>`</details>`</p>\n\nb\n",
    "folder/quote.md": "> <details>\n> <summary>x</summary>\n>\n> b\n> </details>\n> c *d*\n",
    "latin.md": b"caf\xe9\n",
}


def test_odd_notes_are_mended_as_told_and_brought_back() -> None:
    tree = {path: note if isinstance(note, bytes) else note.encode() for path, note in ODD.items()}
    assert [one for one in attack(tree) if "words" not in one.law] == []


@pytest.mark.parametrize(
    ("before", "after", "law"),
    [
        ("---\na: 1\nb: 2\n---\n", "---\na: 1\nb: 2\nc: &x 3\n---\n", None),
        ("---\na: &x 1\nb: *x\n---\n", "---\na: &x 2\nb: *x\n---\n", "data before is data after"),
        ("---\na: 1\nb: 2\n---\n", "---\na: 1\n", "data before is data after"),
        ("a\r\nb\r\n", "a\r\nb\n", "line endings are what they were"),
        ("a\n\nb\n", "a\n\n", None),
        ("a\n\nb\n", "a\n\n<!--\nb\n", "words of the page"),
        ("a\n\nb\n", "a c\n\nb\n", "words of the page"),
        ("<details>\n\nb\n\n</details>\n", "<details>\n\nb\n\n</details>\n</details>\n", "tags are balanced"),
        ("<details>\n\nb\n", "<details>\n\nb c\n", "tags are balanced"),
    ],
)
def test_what_is_not_as_it_was_is_seen(before: str, after: str, law: str | None) -> None:
    if parse_yaml is None and law == "data before is data after":
        pytest.skip("data is judged with py-yaml12")
    found = {one.law for one in judged("a.md", before, after, {"details/unclosed"}, set())}
    assert found == ({law} if law else set()) or (law in found and found <= {law, "words of the page"})
