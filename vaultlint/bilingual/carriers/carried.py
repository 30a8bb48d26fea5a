"""The translations of a note, in whatever carries them, and all that is no text of the note itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vaultlint.bilingual.carriers.comments import read_comment, stands_alone
from vaultlint.bilingual.carriers.recognise import form_of, form_of_callout, normalised
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
    row = list(_details(body.details.blocks, of["details"], forms))
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


def _details(blocks: Sequence[DetailsBlock], forms: Sequence[Form], every: Sequence[Form]) -> Iterator[Unit]:
    labels = {label for form in every for label in form.labels}
    classes = {form.html_class for form in every}
    named = {label: form for form in reversed(forms) for label in form.labels if label == normalised(label)}
    for block in blocks:
        if block.depth:
            continue
        label = block.label
        form = named.get(label or "") or form_of(block, forms)
        if form is None:
            yield Unit(Kind.PARTS, block.span, carrier=block)
        else:
            usual = block.is_plain and label in labels and block.class_name in classes
            yield Unit(Kind.IS, block.span, block.text, block, form, usual=usual)


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
