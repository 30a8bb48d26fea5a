"""The front matter is no valid YAML.

Obsidian shows no properties then, and a site generator stops or drops the note. Most often a plain value holds `: `
or starts with a character that YAML keeps for itself; in quotes it is text. Tabs as indentation, quotes that do not
match on one line, items below `key: []` and a line below `key: ''` are mended, too. A fix is made only if the block
parses after it and all other lines keep their meaning.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity, safe
from vaultlint.note import Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    matter = note.frontmatter
    if matter is None or matter.fault is None or matter.is_template:
        return
    from vaultlint.frontmatter.piecewise import mended

    found = mended(matter)
    fault = found.fault if found and found.fault else matter.fault
    fix = safe(found.title, *found.edits) if found else None
    yield Finding(fault.span, f"does not parse: {fault.message}", fix)


RULE = NoteRule(
    check,
    severity=Severity.ERROR,
    examples=[
        Valid("---\ntitle: 'Bread: a story'\nurl: https://example.org\n---\n"),
        Valid("---\ncreated: {{date}}\n<% tp.file.title %>\n---\n"),
        Valid("A note with no front matter may say `title: Bread: a story`.\n"),
        Invalid(
            "---\ntitle: Bread«:» a story\ndraft: true\n---\n",
            message="does not parse: `: ` in a value without quotes",
            fixed='---\ntitle: "Bread: a story"\ndraft: true\n---\n',
        ),
        Invalid("---\ntitle: «@»home\n---\n", fixed='---\ntitle: "@home"\n---\n'),
        Invalid("---\ntitle: [Draft] «B»read\ntags: []\n---\n", fixed='---\ntitle: "[Draft] Bread"\ntags: []\n---\n'),
        Invalid(
            "---\nspeaker: ''\n  «A»da Wolf\ndraft: true\n---\n", fixed="---\nspeaker: Ada Wolf\ndraft: true\n---\n"
        ),
        Invalid("---\npeople: []\n«-» Ada\n- Tom\n---\n", fixed="---\npeople:\n- Ada\n- Tom\n---\n"),
        Invalid("---\ntags:\n«\t»- bread\n---\n", fixed="---\ntags:\n  - bread\n---\n"),
        Invalid('---\ntitle: «"»Bread\ndraft: true\n---\n', fixed='---\ntitle: "Bread"\ndraft: true\n---\n'),
    ],
)
