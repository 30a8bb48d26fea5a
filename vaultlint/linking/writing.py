"""How a link names a file: in the form in which it is written, and that new links of the vault have."""

from __future__ import annotations

import re
from typing import Literal, cast
from urllib.parse import quote

from vaultlint.late import late
from vaultlint.linking.index import Index, folder
from vaultlint.linking.links import NoteLink
from vaultlint.markdown.links.link import Link

Form = Literal["shortest", "relative", "absolute"]

_MUST_BE_ENCODED = late(r"[\s%<>()\\#?]")


def path_to(file: str, link: NoteLink, index: Index, link_format: str) -> str:
    """What stands in the place of the link's path so that it leads to `file`."""
    written, kind = link.written, link.link.reference.kind
    path = _path(file, link, index, _form(written, kind, link_format))
    if file.endswith(".md") and not link.link.reference.path.lower().endswith(".md") and kind == "wiki":
        path = path.removesuffix(".md")
    return spelt(path, link)


def spelt(path: str, link: NoteLink) -> str:
    """A path as it is written in the place of the link's."""
    return spelt_in(link.note.text, link.link, path)


def spelt_in(text: str, link: Link, path: str) -> str:
    """A path as a link of the text has it: bare, in angle brackets, or with `%20` for blanks."""
    if link.reference.kind == "wiki" or text[link.target.start - 1] == "<":
        return path
    written = link.target.of(text)
    return quote(path, safe="/!$&'*+,;=:@~") if re.search("%[89A-Fa-f]", written) else encoded(path)


def encoded(path: str) -> str:
    """A path as a Markdown link may have it; letters beyond ASCII stay."""
    return _MUST_BE_ENCODED.sub(lambda match: quote(match[0], safe=""), path)


def _form(written: str, kind: str, link_format: str) -> Form:
    if written.startswith(("./", "../")) or (kind != "wiki" and not written.startswith("/")):
        return "relative"
    if written.startswith("/"):
        return "absolute"
    return cast(Form, link_format) if link_format in ("relative", "absolute") else "shortest"


def _path(file: str, link: NoteLink, index: Index, form: Form) -> str:
    path = new_path(file, link.note.path, index, form)
    if form == "absolute":
        return f"/{path}" if link.written.startswith("/") else path
    is_marked = form == "relative" and link.written.startswith("./") and not path.startswith("../")
    return f"./{path}" if is_marked else path


def new_path(file: str, source: str, index: Index, link_format: str) -> str:
    """The path of `file` in a new link of the note `source`."""
    if link_format == "relative":
        return relative_path(file, folder(source))
    return file if link_format == "absolute" else index.shortest(file)


def relative_path(file: str, base: str) -> str:
    """The path of a file as seen from a folder."""
    here, there = base.split("/") if base else [], file.split("/")
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    return "/".join([".."] * (len(here) - common) + there[common:])
