"""A value without quotes means one thing to Obsidian and another to tools on YAML 1.1.

PyYAML, Ruby and many site generators take `no` for false, `1:30` for the number 90, `012` for ten and stop at a date
that does not exist. In quotes it is the same text everywhere. Where a schema or Obsidian's type of the property wants
a number, nothing is quoted for you: `0123` may be meant as 123, or as the text it looks like.
"""

from collections.abc import Iterator
from dataclasses import replace
from math import inf

from vaultlint.finding import Finding, Severity, safe
from vaultlint.frontmatter import FrontMatter, Scalar, Style
from vaultlint.frontmatter.writing import quoted
from vaultlint.frontmatter.yaml11 import GATE, Reading, reading
from vaultlint.note import Note
from vaultlint.properties import permitted
from vaultlint.rule import Invalid, NoteRule, Valid
from vaultlint.text import Edit


def check(note: Note) -> Iterator[Finding]:
    matter = note.frontmatter
    if matter is None or not GATE.search(note.text, *matter.content):
        return
    for _, scalar in matter.scalars:
        if scalar.style is Style.PLAIN and scalar.tag is None and scalar.anchor is None:
            written = scalar.span.of(note.text)
            other = reading(written)
            if other is not None and not _is_told_otherwise(note, scalar):
                finding = _finding(matter, scalar, written, other)
                yield finding if _is_welcome(note, matter, finding) else _unquoted(finding, scalar)


def _is_told_otherwise(note: Note, scalar: Scalar) -> bool:
    """Whether the value is wrong for a bound schema or Obsidian: then how others read it is no second fault."""
    told = (*note.schema_findings.values(), *note.property_findings.values())
    return any(found.span == scalar.span for findings in told for found in findings)


def _is_plainly_a_number(written: str, value: int | float) -> bool:
    """Whether a number may be written otherwise: `7154e12` may be an identifier, `0o644` is octal on purpose."""
    return "e" not in repr(value) and abs(value) != inf and ("." in written or "-" in written or "+" in written)


def _finding(matter: FrontMatter, scalar: Scalar, written: str, other: Reading) -> Finding:
    value = scalar.value
    here = "text" if isinstance(value, str) else f"the number {value}"
    message = f"`{written}` is {here} to Obsidian, but to tools on YAML 1.1 it is {other.meaning}; put it in quotes"
    fix = None
    if isinstance(value, str) or written.lstrip("-+").isdecimal():
        changes = () if isinstance(value, str) else matter.changes(scalar, written)
        fix = safe("Quote the value", Edit(scalar.span, quoted(written, matter.habit.quote)), changes=changes)
    elif isinstance(value, int | float) and _is_plainly_a_number(written, value):
        fix = safe("Write the number so that all read it", Edit(scalar.span, str(value)))
        message = message.replace("put it in quotes", f"write {value}")
    return Finding(scalar.span, message, fix, Severity.INFO if other.is_word else None)


def _is_welcome(note: Note, matter: FrontMatter, finding: Finding) -> bool:
    """Whether the fix makes no text of a number where a schema, or Obsidian's type of the property, wants a number."""
    changes = finding.fix.changes if finding.fix is not None else ()
    return not changes or permitted(changes, matter, note.bindings.types, note.bindings.schemas)


def _unquoted(finding: Finding, scalar: Scalar) -> Finding:
    choice = f"write {scalar.value}, or quote it and declare it as text"
    return replace(finding, message=finding.message.replace("put it in quotes", choice), fix=None)


RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid("---\ndate: 2024-05-01\nversion: 1.10\ntime: '10:30'\ndraft: true\n---\n"),
        Valid("---\ntitle: no more bread\nphone: 555-1234\nrange: 2010-2020\n---\n"),
        Invalid(
            "---\ntime: «1:30»\n---\n",
            message="`1:30` is text to Obsidian, but to tools on YAML 1.1 it is the number 90; put it in quotes",
            fixed='---\ntime: "1:30"\n---\n',
        ),
        Invalid("---\nanswers:\n  - «no»\n  - «Yes»\n---\n", fixed='---\nanswers:\n  - "no"\n  - "Yes"\n---\n'),
        Invalid("---\nisbn: «012»\nauthor: 'Ada'\n---\n", fixed="---\nisbn: '012'\nauthor: 'Ada'\n---\n"),
        Invalid("---\nviews: «1_000»\n---\n", fixed='---\nviews: "1_000"\n---\n'),
        Invalid("---\nmode: «0o644»\ncommit: «7154e12»\n---\n"),
        Invalid("---\ncommit: «12e4567»\n---\n"),
        Invalid("---\ndate: «2024-13-45»\n---\n", fixed='---\ndate: "2024-13-45"\n---\n'),
    ],
)
