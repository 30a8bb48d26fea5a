"""What a tag is made of, in front matter and behind a `#`.

Letters of any script, digits, `_`, `-`, emoji and other symbols, not digits alone; `/` parts the levels of nested tags
(Obsidian Help, "Tags", Tag format; what is left out is in its issue 816).
"""

from __future__ import annotations

from vaultlint.late import late

_LEFT_OUT = r"""\s'!"#$%&()*+,.:;<=>?@^`{|}~\[\]\\\u2000-\u200c\u200e-\u206f\u2e00-\u2e7f"""
_EAST_ASIAN = r"\u3000-\u3004\u3008-\u3020\u3030\u303d\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"

NAME = rf"[^{_LEFT_OUT}]++"
"""All but blanks and the punctuation of the West; but U+200D, which joins emoji."""

HASHTAG = rf"[^{_LEFT_OUT}{_EAST_ASIAN}]++"
"""The same behind a `#` in a text, to which the punctuation of East Asia belongs, but for the letter 々."""

DIGITS = late(r"[0-9]++\Z")
_WHOLE, _WHOLE_IN_TEXT = late(NAME), late(HASHTAG)


def is_tag(name: str) -> bool:
    """Whether this is the name of a tag, without its `#`; every level of it is named."""
    return _WHOLE.fullmatch(name) is not None and not DIGITS.match(name) and all(name.split("/"))


def is_hashtag(name: str) -> bool:
    """Whether it is one, and reads as itself behind a `#` in a text."""
    return is_tag(name) and _WHOLE_IN_TEXT.fullmatch(name) is not None
