"""Text in the cells of a terminal, where a Chinese character takes two."""

from __future__ import annotations


def width_of(text: str) -> int:
    """How many cells the text takes."""
    from rich.cells import cell_len

    return len(text) if text.isascii() else cell_len(text)


def first_cells(text: str, width: int, ellipsis: str = "…") -> str:
    """As much of the text as fits into `width` cells."""
    if width_of(text) <= width:
        return text
    if text.isascii():
        return text[: width - len(ellipsis)] + ellipsis
    from rich.cells import cell_len

    kept, used = [], len(ellipsis)
    for one in text:
        used += 1 if one.isascii() else cell_len(one)
        if used > width:
            break
        kept.append(one)
    return "".join(kept) + ellipsis
