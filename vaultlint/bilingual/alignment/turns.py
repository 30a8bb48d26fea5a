"""A note in good order: each block stands right behind its one text, as the row of units tells at once."""

from __future__ import annotations

from collections.abc import Sequence

from vaultlint.bilingual.alignment.align import Alignment, Pairing
from vaultlint.bilingual.form import Form
from vaultlint.bilingual.unit import Kind, Unit
from vaultlint.late import late

_IN_TURN = late(rf"(?:\{Kind.PARTS}*+[{Kind.WANTS}{Kind.MAY}]{Kind.IS})*+\{Kind.PARTS}*+")


def in_turn(units: Sequence[Unit], forms: Sequence[Form]) -> Alignment | None:
    """The alignment of a note in which texts and blocks take turns; None if they do not.

    A `<details>` that is no translation parts nothing; a heading does.
    """
    parts = Kind.PARTS
    row = [unit for unit in units if unit.carrier is None or unit.kind is not parts]
    if not _IN_TURN.fullmatch("".join([unit.kind for unit in row])) or any(one.position == "before" for one in forms):
        return None
    row = [unit for unit in row if unit.kind is not parts]
    pairs = zip(row[::2], row[1::2], strict=True)
    return Alignment(tuple([Pairing((text,), (block,)) for text, block in pairs]), ())
