"""Where links lead, and which links, or tags, lead here."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol.types import Location, Position, Range

from vaultlint.linking.index import folded
from vaultlint.linking.landing import landing
from vaultlint.linking.links import NoteLink, note_links
from vaultlint.markdown.links.link import Reference
from vaultlint.operations.retag import KEYS
from vaultlint.server.session import View
from vaultlint.server.targets import link_at, section_at, tag_at, tags

_TOP = Range(Position(0, 0), Position(0, 0))


def definition(view: View, offset: int) -> list[Location]:
    """The note, or the place in it, to which the link at an offset leads; several, if it may mean several."""
    link = link_at(view.note, offset)
    return [_place(view, file, link.link.reference.subpath) for file in files_of(view, link)] if link else []


def files_of(view: View, link: NoteLink) -> tuple[str, ...]:
    """The files that a link of the note may mean."""
    reference = link.link.reference
    if not reference.path:
        return (view.path,)
    found = view.judge.found(reference, view.path)
    return found.files[:1] if found.sure else found.files


def _place(view: View, file: str, subpath: str) -> Location:
    target = view.note_of(file) if subpath and file.endswith(".md") else None
    span = landing(target[1], subpath) if target else None
    return Location(view.uri_of(file), target[0].range(span) if target and span else _TOP)


def references(view: View, offset: int, with_declaration: bool) -> list[Location]:
    """Tags like the one at an offset; or links to where a link there leads, to the heading there, to the note."""
    if (link := link_at(view.note, offset)) is None and (tag := tag_at(view.note, offset)) is not None:
        return list(_tags(view, tag.name))
    subpath, file = "", view.path
    if link is not None:
        files = files_of(view, link)
        if not files:
            return []
        file, subpath = files[0], link.link.reference.subpath
    elif (section := section_at(view.note, offset)) is not None:
        subpath = f"#{section.heading.name}"
    declared = [_place(view, file, subpath)] if with_declaration else []
    return [*declared, *_links_to(view, file, subpath)]


def _links_to(view: View, file: str, subpath: str) -> Iterator[Location]:
    target = view.note_of(file) if subpath and file.endswith(".md") else None
    place = landing(target[1], subpath) if target else None
    for path in holders(view, file):
        found = view.note_of(path)
        for link in note_links(found[1]) if found else ():
            reference = link.link.reference
            if (
                found
                and leads(view, reference, path, file)
                and (not subpath or (target and landing(target[1], reference.subpath) == place))
            ):
                yield Location(found[0].uri, found[0].range(link.link.span))


def leads(view: View, reference: Reference, path: str, file: str) -> bool:
    """Whether a link of the note at `path` leads to a file."""
    if not reference.path:
        return path == file
    return view.judge.found(reference, path).files[:1] == (file,)


def holders(view: View, file: str) -> list[str]:
    """The notes that may hold a link to a file: as they were when the vault was looked at, or are open."""
    name = folded(file.rpartition("/")[2]).removesuffix(".md")
    known = {one.path for one in view.vault.outlines if any(_may_lead(link, name) for link in one.references)}
    return sorted(
        {*known, *view.buffers, view.path, file} if file.endswith(".md") else {*known, *view.buffers, view.path}
    )


def _may_lead(reference: Reference, name: str) -> bool:
    return name in folded(reference.path) if reference.path else False


def _tags(view: View, name: str) -> Iterator[Location]:
    for path in tagged(view, name):
        found = view.note_of(path)
        for tag in tags(found[1]) if found else ():
            if found and tag.name.casefold() == name.casefold():
                yield Location(found[0].uri, found[0].range(tag.span))


def tagged(view: View, name: str) -> list[str]:
    """The notes that may have a tag, or one nested in it."""
    wanted = name.casefold()
    texts = {path for path, names in view.known.tags.items() if any(one.casefold().startswith(wanted) for one in names)}
    under = (
        (one.path, text)
        for one in view.vault.outlines
        for below in one.terms
        if below.key in KEYS
        for text in below.texts
    )
    terms = {path for path, text in under if wanted in text.casefold()}
    return sorted({*texts, *terms, *view.buffers, view.path})
