"""The `<details>` blocks of a note: what each consists of, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vaultlint.markdown.blocks import Block
from vaultlint.markdown.indented import indented, indented_tags
from vaultlint.markdown.inert import Inert
from vaultlint.markdown.reading import read_structure
from vaultlint.markdown.structure import Structure


def read_details(text: str, start: int, inert: Inert, blocks: Callable[[], Sequence[Block]]) -> Structure:
    """The structure of the body that starts at `start`."""
    structure = read_structure(text, start, inert)
    if not inert or not any(text.find(sign, start) >= 0 for sign in ("    ", "\t")):
        return structure
    meant = list(indented_tags(text, start, inert, structure, blocks()))
    if not meant:
        return structure
    code = Inert(block.span for block, _ in meant)
    structure = read_structure(text, start, Inert(span for span in inert.spans if not code.meets(*span)))
    faults = (*structure.faults, *(indented(text, tag, block) for block, tag in meant))
    return Structure(structure.blocks, tuple(sorted(faults, key=lambda fault: fault.span)))
