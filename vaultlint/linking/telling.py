"""Which links of a note have a fault, and for those that lead nowhere: what was meant, and the fix."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from vaultlint.finding import Fix
from vaultlint.late import late
from vaultlint.linking.judge import Fault, Judge, Verdict, recased
from vaultlint.linking.links import NoteLink, note_links
from vaultlint.linking.meant import Meant
from vaultlint.linking.writing import path_to, spelt
from vaultlint.vault import Outline, Vault


class Wrong(NamedTuple):
    """A link that is wrong, and how."""

    link: NoteLink
    verdict: Verdict


def wrong_links(outline: Outline, vault: Vault, fault: Fault) -> Iterator[Wrong]:
    """The links of a note at hand that have this fault."""
    if outline.note is None or not has_fault(outline, vault, fault):
        return
    judge = vault.answer(Judge)
    for link in note_links(outline.note):
        verdict = judge.judge(link.link.reference, outline)
        if verdict is not None and verdict.fault == fault:
            yield Wrong(link, verdict)


def has_fault(outline: Outline, vault: Vault, fault: Fault) -> bool:
    """Whether a link of the note may have this fault, by its outline alone."""
    return any(verdict.fault == fault for verdict in vault.answer(Judge).faults(outline).values())


_WEB = late(r"(?:www\.[\w-]++\.[\w.-]++|[\w-]++\.(?:com|org|net|io|dev|edu|gov))(?:/|\Z)")


class Suggestion(NamedTuple):
    """What a link to nothing was meant to lead to: for the message, and as a fix."""

    hint: str = ""
    fix: Fix | None = None


def suggestion(link: NoteLink, vault: Vault) -> Suggestion:
    """What was meant by a link that leads nowhere: the note with that alias, or the nearest name."""
    path, index, meant = link.link.reference.path, vault.answer(Judge).index, vault.answer(Meant)
    if "://" in path:
        return Suggestion()
    by_alias = meant.by_alias(path) if link.link.reference.kind == "wiki" else None
    if _WEB.match(path) and link.link.reference.kind != "wiki":
        target = f"https://{link.written}"
        return Suggestion("; an address begins with `https://`", link.leading(f"Link to `{target}`", target))
    file = by_alias or meant.file(path)
    if file is None or file == link.note.path:
        return Suggestion()
    target = path_to(file, link, index, vault.link_format)
    fix = link.leading(f"Link to `{target}`", target, text=path if by_alias else "")
    return Suggestion(f"; it is an alias of `{target}`" if by_alias else f"; did you mean `{target}`?", fix)


def right_case(wrong: Wrong) -> tuple[str, Fix]:
    """The path of a link in the case of the file, as it should be written, and the fix."""
    target = spelt(recased(wrong.link.link.reference.path, wrong.verdict.files) or "", wrong.link)
    return target, wrong.link.leading(f"Write it `{target}`", target, safe=True)
