"""The translations of a note, in whatever carries them, and all that is no text of the note itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vaultlint.bilingual.carriers.comments import read_comment, stands_alone
from vaultlint.bilingual.carriers.recognise import form_of, form_of_callout
from vaultlint.bilingual.form import Form
from vaultlint.bilingual.unit import Kind, Unit
from vaultlint.markdown import Body, DetailsBlock
from vaultlint.markdown.callouts import read_callouts


def may_carry(text: str, body: Body, forms: Sequence[Form]) -> bool:
    """Whether there is anything in the note that could carry a translation."""
    carriers = {form.carrier for form in forms}
    return (
        bool(body.details.blocks)
        or ("comment" in carriers and bool(body.comments))
        or ("callout" in carriers and "[!" in text)
    )


def carried(text: str, body: Body, forms: Sequence[Form]) -> list[Unit]:
    """What is no text of the note: `<details>`, and translations in callouts and comments, the outermost, in order."""
    of = {name: [form for form in forms if form.carrier == name] for name in ("details", "callout", "comment")}
    row = [_details(block, of["details"]) for block in body.details.blocks if block.top_level]
    if of["callout"] and "[!" in text:
        row = _merged(row, _callouts(text, body, of["callout"]))
    if of["comment"]:
        row = _merged(row, _comments(text, body, of["comment"]))
    return row


def _merged(row: list[Unit], others: Iterator[Unit]) -> list[Unit]:
    """Both rows in order, without what lies in something else."""
    merged: list[Unit] = []
    for unit in sorted([*row, *others], key=lambda unit: (unit.span.start, -unit.span.end)):
        if not merged or unit.span.start >= merged[-1].span.end:
            merged.append(unit)
    return merged


def _details(block: DetailsBlock, forms: Sequence[Form]) -> Unit:
    form = form_of(block, forms)
    if form is None:
        return Unit(Kind.PARTS, block.span, carrier=block)
    return Unit(Kind.IS, block.span, block.text, block, form)


def _callouts(text: str, body: Body, forms: Sequence[Form]) -> Iterator[Unit]:
    for callout in read_callouts(text, body.blocks):
        form = form_of_callout(callout, forms)
        if form is not None:
            yield Unit(Kind.IS, callout.span, callout.prose, callout, form)


def _comments(text: str, body: Body, forms: Sequence[Form]) -> Iterator[Unit]:
    for span in body.comments:
        for form in forms:
            comment = read_comment(text, span, form) if stands_alone(text, span, form) else None
            if comment is not None:
                yield Unit(Kind.IS, span, comment.text, comment, form)
                break
