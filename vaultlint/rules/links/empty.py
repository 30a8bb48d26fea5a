"""A link has no target: `[text]()`, `![]()`, `[[]]`.

Somebody meant to come back. A click does nothing, and an empty embed may show as broken. Give it its target, or take
the brackets away.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import Invalid, Note, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    for link in note.body.empty_links:
        kind = "embed" if link.reference.embeds else "link"
        yield Finding(link.span, f"the {kind} has no target: give it one, or take the brackets away")


RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid("[[Soup]], [soup](Soup.md), [up](#soup), a task `[ ]()`, handlers[i]() in a sentence.\n\n- [ ] Bones\n"),
        Invalid(
            "See «[the soup]()», «[[]]» and «[[|it]]».\n",
            message="the link has no target: give it one, or take the brackets away",
        ),
        Invalid("«![]()»\n\n«![[]]»\n", message="the embed has no target: give it one, or take the brackets away"),
    ],
)
