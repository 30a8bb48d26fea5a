"""Long notes, in the shape of a vault of talks: Chinese with the English folded away, and the faults that such notes have.

Two in five are bilingual, one in three has one fault, the notes are 38 KB long on the average.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bench.words import Writer

CONFIG = """\
renderers = ["obsidian", "eleventy"]

[[schema]]
notes = "**"
file = "vaultlint:literature-note"

[[translation]]
notes = "**"
labels = ["View/Hide Original English"]
class = "english-text"

[[translation]]
notes = "**"
labels = ["Original English"]
"""

BYTES = 16_000, 54_000
"""The least and the most that a note holds."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault that is planted in one note of so many, and the rule that finds it."""

    rule: str
    notes: int
    plant: Callable[[str], str]
    bilingual: bool = True


@dataclass(frozen=True, slots=True)
class LongNote:
    """A note; `rule` is the one that finds its fault, empty if it has none."""

    path: str
    text: str
    rule: str = ""

    @property
    def data(self) -> bytes:
        return self.text.encode()


def _once(old: str, new: str) -> Callable[[str], str]:
    """Plants where `old` stands, in the middle of the note."""

    def plant(text: str) -> str:
        place = text.index(old, len(text) // 2)
        return text[:place] + new + text[place + len(old) :]

    return plant


_DAY = re.compile(r"2025-\d\d-\d\d")
LABEL, TEXT = "<summary>View/Hide Original English</summary>", '<p class="english-text">'

FAULTS = (
    Fault("details/wrong-close", 329, _once(LABEL, LABEL.replace("</summary>", "</p>"))),
    Fault("translation/label", 159, _once(LABEL, LABEL.replace("View", "Veiw"))),
    Fault("details/no-blank-after", 52, _once("</details>\n\n", "</details>\n")),
    Fault("details/unclosed", 35, _once("</details>\n\n", "\n")),
    Fault("details/malformed-tag", 21, _once("</details>", "</detais>")),
    Fault("translation/class", 15, _once(TEXT, '<p class="english-txt">')),
    Fault("schema/type", 86, lambda text: text.replace("project: []\n", "project: '[]'\n", 1), bilingual=False),
    Fault("frontmatter/stray-quotes", 11, lambda text: text.replace("draft: false\nguest: ''", "draft: false\nguest: '\"Ann Lee\"'", 1), bilingual=False),
    Fault("schema/format", 40, lambda text: _DAY.sub("2025/10/08", text, count=1), bilingual=False),
    Fault("frontmatter/bad-fence", 20, lambda text: "---\\" + text[3:], bilingual=False),
)  # fmt: skip
"""What is planted, in how many notes of a vault of 5,400 it was found, or how often in its history."""


def long_note(number: int, notes: int) -> LongNote:
    """The note of that number in a vault of so many."""
    write = Writer(f"long {number}")
    bilingual = write.chance.random() < 0.4
    text = _front(write, number) + _body(write, bilingual, number, notes)
    path = f"notes/talk-{number:05}.md"
    if write.chance.random() >= 1 / 3:
        return LongNote(path, text)
    fitting = [fault for fault in FAULTS if bilingual or not fault.bilingual]
    fault = write.chance.choices(fitting, [one.notes for one in fitting])[0]
    return LongNote(path, fault.plant(text), fault.rule)


def _front(write: Writer, number: int) -> str:
    """Front matter of twenty keys, as it stands in notes about talks."""
    day = f"2025-{write.chance.randint(1, 12):02}-{write.chance.randint(1, 28):02}"
    people = "".join(f"\n- Name {one}" for one in write.chance.sample(range(400), 3))
    tags = "".join(f"\n- {one}" for one in write.words(1, 4).split())
    return (
        f"---\narea: home-life\ncategory: community\ncompanies_orgs: []\ndate: '{day}'\ndraft: false\nguest: ''\n"
        f"insight: ''\nlayout: post.njk\nmedia_books: []\npeople:{people}\nproducts_models: []\nproject: []\n"
        f"series: ''\nsource: https://example.org/talks/{number}\nspeaker: Ruth Adeyemi\nstatus: evergreen\n"
        f"summary: {write.chinese(3, 5)}\ntags:{tags}\ntitle: {write.chinese(1, 1)[:-1]}\n---\n"
    )


def _body(write: Writer, bilingual: bool, number: int, notes: int) -> str:
    """Paragraphs below headings, up to a length of chance, with a link to another note here and there."""
    wanted, parts, length = write.chance.randint(*BYTES), list[str](), 0
    while length < wanted:
        heading = f"### {write.chinese(1, 1)[:-1]}"
        section = [heading, *(_paragraph(write, bilingual) for _ in range(write.chance.randint(4, 9)))]
        if write.chance.random() < 0.3:
            section.insert(1, f"![{write.words()}](https://example.org/{write.chance.randrange(9**6)}.png)")
        parts += section
        length += sum(len(one.encode()) for one in section)
    others = sorted({write.chance.randrange(notes) for _ in range(3)} - {number})
    links = "\n".join(f"- [[talk-{other:05}]]" for other in others)
    return "\n\n".join([*parts, "### 相关", links]) + "\n"


def _paragraph(write: Writer, bilingual: bool) -> str:
    text = write.chinese()
    if not bilingual:
        return text
    return f"{text}\n\n<details>\n{LABEL}\n{TEXT}{write.english()}</p>\n</details>"
