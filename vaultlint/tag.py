"""What a tag is made of, in front matter and behind a `#` (Obsidian Help, "Tags", Tag format).

Letters of any script, digits, `_`, `-`, emoji and other symbols, not digits alone; `/` parts the levels of nested tags.
"""

from __future__ import annotations

import re

NAME = (
    r"""[^\s'!"#$%&()*+,.:;<=>?@^`{|}~\[\]\\\u2000-\u200c\u200e-\u206f\u2e00-\u2e7f"""
    r"""\u3000-\u3004\u3008-\u3020\u3030\u303d\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]++"""
)
"""All but blanks and punctuation, that of East Asia too; but U+200D, which joins emoji, and the letter 々."""

DIGITS = re.compile(r"[0-9]++\Z")
_WHOLE = re.compile(NAME)


def is_tag(name: str) -> bool:
    """Whether this is the name of a tag, without its `#`; every level of it is named."""
    return _WHOLE.fullmatch(name) is not None and not DIGITS.match(name) and all(name.split("/"))
