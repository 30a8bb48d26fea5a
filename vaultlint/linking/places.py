"""Did you mean, for headings and blocks: the nearest one of the note that a link leads to."""

from __future__ import annotations

from vaultlint.linking.judge import Judge, Verdict
from vaultlint.linking.links import NoteLink
from vaultlint.linking.meant import nearest_to
from vaultlint.linking.telling import Suggestion
from vaultlint.linking.writing import encoded
from vaultlint.markdown.links.anchors import compared
from vaultlint.vault import Vault


def place_suggestion(link: NoteLink, verdict: Verdict, vault: Vault) -> Suggestion:
    """The heading or block that is nearest to the one that the link names, and the fix that names it instead."""
    target = vault.answer(Judge).outlines.get(verdict.files[0])
    if target is None:
        return Suggestion()
    if verdict.fault == "block":
        near = nearest_to(link.link.reference.subpath[2:].lower(), sorted(target.anchors.blocks))
        return _suggested(link, f"^{near[0]}") if len(near) == 1 else Suggestion()
    named = {heading.text: heading.name for heading in target.anchors.headings}
    last = link.link.reference.subpath.rpartition("#")[2]
    near = nearest_to(compared(last), list(named))
    return _suggested(link, named[near[0]]) if len(near) == 1 else Suggestion()


def _suggested(link: NoteLink, place: str) -> Suggestion:
    written = place if link.link.reference.kind == "wiki" else encoded(place)
    return Suggestion(f"; did you mean `{place}`?", link.leading_inside(f"Link to `{place}`", f"#{written}"))
