"""A mark of the program or prompt that made the text is left in it.

Generators cut texts into parts (`[BODY_START]`, `<!-- chunk 1/8 -->`), wrap them for a model (`<|im_end|>`), cite
(`【4†source】`) and lose what they set aside (`__LINK_12__`); and the comment that told a model what to write stays
behind the value in front matter. `patterns` adds your own, `allow` lets be what is meant: texts in which `*` stands for
anything within a line.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.residue import allowed, markers, prompts, wanted
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note, *, patterns: tuple[str, ...] = (), allow: tuple[str, ...] = ()) -> Iterator[Finding]:
    if note.frontmatter is not None:
        yield from (one.finding() for one in prompts(note.frontmatter))
    own = wanted(note.text, note.body, patterns, "a mark that your config does not want in notes")
    found = {one.span: one for one in (*own, *markers(note.text, note.body))}
    yield from (one.finding() for one in found.values() if not allowed(note.text, one.span, allow))


RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid("A model ends its turn with `<|im_end|>`.\n\n    [BODY_START]\n\n> [END_BODY]\n"),
        Valid("---\nstatus: draft # one of draft, done\n---\n\n[BODY] and [HEAD] are parts of a page.\n"),
        Invalid(
            "«[BODY_START]»\n\nBoil the bones.\n",
            message="what made the text left this mark in it",
            fixed="Boil the bones.\n",
        ),
        Invalid(
            "Boil the bones.\n\n«<!-- chunk 1/8 -->»\n\nSkim the stock.\n",
            fixed="Boil the bones.\n\nSkim the stock.\n",
        ),
        Invalid("Boil the bones «【4†source】» and skim.\n"),
        Invalid(
            "---\narea: soup «# Must select ONE of the areas»\n---\nBoil.\n",
            message="the prompt that the value was made by is left in the note",
            fixed="---\narea: soup\n---\nBoil.\n",
        ),
        Invalid(
            "Boil the bones.\n\n«Made by Soupbot 3»\n",
            options={"patterns": ["made by soupbot *"]},
            fixed="Boil the bones.\n",
        ),
        Valid("Boil the bones.\n\n[BODY_END]\n", options={"allow": ["[body_*]"]}),
    ],
)
