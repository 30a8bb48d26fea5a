"""What a user may do about findings: make a fix, make all safe ones, or ignore the rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol.types import CodeAction, CodeActionKind, Diagnostic

from vaultlint.files import Source
from vaultlint.finding import Applicability
from vaultlint.finding import Diagnostic as Found
from vaultlint.mend import mended_by
from vaultlint.server.diagnostics import diagnostic
from vaultlint.server.edits import rewritten, workspace_edit
from vaultlint.server.ignoring import ignored_here, ignored_in_note
from vaultlint.server.session import View
from vaultlint.text import Edit, Span

FIX_ALL = "source.fixAll.vaultlint"
FIX_ALL_TITLE = "Make all safe fixes in this note"

FEW = 3
"""Of so many findings, the first of a selection, ways to ignore them are offered; to prove each takes its time."""


def quick_fixes(view: View, found: Sequence[Found], span: Span, versioned: bool) -> Iterator[CodeAction]:
    """The actions for the findings that a range touches: all fixes, then ways to ignore the rules."""
    touched = [one for one in found if one.finding.span.start <= span.end and span.start <= one.finding.span.end]
    for one in touched:
        fix = one.finding.fix
        if fix is not None and fix.applicability > Applicability.DISPLAY and mended_by(view.note, one) is not None:
            is_safe = fix.applicability is Applicability.SAFE
            title = fix.title if is_safe else f"{fix.title} (unsafe: a guess)"
            yield _action(view, title, one, fix.edits, versioned, is_safe)
    seen: set[str] = set()
    for one in touched[:FEW]:
        here, whole = ignored_here(view.note, one), ignored_in_note(view.note, one)
        if here is not None:
            yield _action(view, f"Ignore {one.rule} here", one, [here], versioned)
        if whole is not None and one.rule not in seen:
            yield _action(view, f"Ignore {one.rule} in this note", one, [whole], versioned)
        seen.add(one.rule)


def _action(
    view: View, title: str, found: Found, edits: Sequence[Edit], versioned: bool, preferred: bool = False
) -> CodeAction:
    cures: list[Diagnostic] = [diagnostic(found, view.document)]
    change = workspace_edit([(view.document, edits)], versioned)
    return CodeAction(title, CodeActionKind.QuickFix, cures, preferred or None, edit=change)


def fix_all(view: View, versioned: bool) -> CodeAction | None:
    """The action that makes every safe fix, as `vaultlint fix` would; None where there is nothing to do."""
    source = Source(b"", view.document.note_text)
    mended = view.project.mend_text(view.path, source, Applicability.SAFE, view.known.vault).mended
    if mended is None or not mended.cured:
        return None
    edit = workspace_edit([rewritten(view.document, mended.text)], versioned)
    return CodeAction(FIX_ALL_TITLE, FIX_ALL, edit=edit)


def fixable(found: Sequence[Found]) -> bool:
    """Whether a safe fix is among those of the findings."""
    fixes = (one.finding.fix for one in found)
    return any(fix is not None and fix.applicability is Applicability.SAFE for fix in fixes)


def wants(only: Sequence[str] | None, kind: str) -> bool:
    """Whether a client that asks for these kinds of actions, or for any, wants this one."""
    return only is None or any(kind == one or kind.startswith(f"{one}.") for one in only)
