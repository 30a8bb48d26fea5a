"""What is wrong with a link: nothing is there, or not the heading or block, or two files fit, or the case is wrong."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal, NamedTuple

from vaultlint.late import late
from vaultlint.linking.index import Found, Index, folded
from vaultlint.markdown.links.anchors import has_block, has_heading, has_place
from vaultlint.markdown.links.link import Reference
from vaultlint.vault import Outline, Vault

Fault = Literal["broken", "broken embed", "heading", "block", "ambiguous", "case"]

_GENERATORS = late(
    r"(?:.*/)?(?:mkdocs\.ya?ml|_config\.ya?ml|docusaurus\.config\.\w+|hugo\.\w+|eleventy\.config\.\w+|astro\.config\.\w+|"
    r"book\.toml|_quarto\.yml|antora\.yml|conf\.py|gatsby-config\.\w+|next\.config\.\w+|nuxt\.config\.\w+|config\.toml|"
    r"quartz\.config\.ts|svelte\.config\.js|zensical\.toml|SUMMARY\.md)"
)
"""Files by which a site is made from the notes: then a Markdown link may lead to a page of the site."""

_SHORTHANDS = ("@", "~", "$")
"""What generators write in the place of a folder."""

_FILE = late(r".*\.[A-Za-z][A-Za-z0-9]{1,9}\Z", re.S)
_PAGE = late(r".*\.(?:html?|php|aspx?|jsp|xml|rss)\Z", re.S | re.I)


class Verdict(NamedTuple):
    """What is wrong with a link, and the files that it may mean."""

    fault: Fault
    files: tuple[str, ...] = ()


class Judge:
    """Judges the links of one vault."""

    def __init__(self, vault: Vault) -> None:
        self.index = Index(vault.every_file)
        self.outlines = {one.path: one for one in vault.outlines}
        self.is_site = any(_GENERATORS.fullmatch(file) for file in vault.every_file)
        self._faults: dict[str, tuple[Outline, dict[Reference, Verdict]]] = {}

    def faults(self, outline: Outline) -> dict[Reference, Verdict]:
        """What is wrong with the links of a note, as far as its outline knows them."""
        known, faults = self._faults.get(outline.path, (None, {}))
        if known is None or (known.references, known.anchors) != (outline.references, outline.anchors):
            judged = {reference: self.judge(reference, outline) for reference in outline.references}
            faults = {one: verdict for one, verdict in judged.items() if verdict is not None}
            self._faults[outline.path] = replace(outline, note=None) if outline.note else outline, faults
        return faults

    def judge(self, reference: Reference, source: Outline) -> Verdict | None:
        """What is wrong with a link of the note `source`; None if nothing is, or if that cannot be known."""
        if not reference.path:
            return self._inside((source.path,), reference, source)
        found = self.found(reference, source.path)
        if not found.files:
            broken = reference.kind == "wiki" or self._is_ours(reference.path, source.path)
            return Verdict("broken embed" if reference.embeds else "broken") if broken else None
        if not found.sure:
            return Verdict("ambiguous", found.files)
        if reference.kind != "wiki" and recased(reference.path, found.files) is not None:
            return Verdict("case", found.files)
        return self._inside(found.files, reference, source)

    def found(self, reference: Reference, source: str) -> Found:
        """The files that a link means; a Markdown link means what lies beside its note before all else."""
        path = reference.path
        beside = self.index.beside(path, source) if reference.kind != "wiki" else None
        found = beside if beside is not None and beside.files else self.index.find(path, source)
        if not found.files and "\\" in path:
            return self.index.find(path.replace("\\", "/"), source)
        return found

    def _is_ours(self, path: str, source: str) -> bool:
        """Whether a Markdown link to nothing is a fault: not where it may lead to a page, a folder or outside."""
        if path.endswith("/") or self.index.leaves(path, source) or self.index.is_folder(path, source):
            return False
        if path.startswith("/") or self.is_site:
            if path.startswith(_SHORTHANDS):
                return False
            is_file = _FILE.match(path) is not None and not _PAGE.match(path)
            return is_file and not (self.is_site and path.startswith("/"))
        return True

    def _inside(self, files: tuple[str, ...], reference: Reference, source: Outline) -> Verdict | None:
        """Whether the heading or block is there, in a note whose outline is known."""
        subpath, file = reference.subpath, files[0]
        target = source if file == source.path else self.outlines.get(file)
        if subpath in ("", "#", "#^") or target is None or not file.endswith(".md") or ":~:" in subpath:
            return None
        if subpath.startswith("#^"):
            return None if has_block(target.anchors, subpath[2:]) else Verdict("block", files)
        if has_heading(target.anchors, subpath):
            return None
        if reference.kind != "wiki" and has_place(target.anchors, subpath):
            return None
        return Verdict("heading", files)


def recased(path: str, files: tuple[str, ...]) -> str | None:
    """A path in the case of the file that it means; None if it has the case of one of `files`."""
    steps = path.split("/")
    right: list[str] | None = None
    for file in files:
        own = file.split("/")
        if not steps[-1].lower().endswith(".md"):
            own[-1] = own[-1].removesuffix(".md") if folded(own[-1]) != folded(steps[-1]) else own[-1]
        spelt = [_recased(step, own, len(steps) - place) for place, step in enumerate(steps)]
        if spelt == steps:
            return None
        right = right or spelt
    return "/".join(right) if right else None


def _recased(step: str, own: list[str], from_end: int) -> str:
    """One step of a path as the file has it, where only the case differs."""
    other = own[-from_end] if from_end <= len(own) else step
    return other if step != other and folded(step) == folded(other) and _form(step) != _form(other) else step


def _form(step: str) -> str:
    """A step with its case, in the one Unicode form."""
    import unicodedata

    return unicodedata.normalize("NFC", step)
