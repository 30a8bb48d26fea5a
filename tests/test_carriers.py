"""Whatever carries the translations, the same rules hold; and a note without a binding is bilingual only if it is evident."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultlint.bilingual import Form
from vaultlint.finding import Applicability
from vaultlint.lint import activate, check_note
from vaultlint.mend import mend
from vaultlint.note import Bindings, Note
from vaultlint.rule import discover
from vaultlint.vault import Vault

ACTIVE = [activate(rule) for rule in discover().values() if rule.family == "translation"]

COMMENT = Form(carrier="comment", position="before")
BEHIND = Form(carrier="comment")
CALLOUT = Form(carrier="callout")
TITLED = Form(carrier="callout", labels=("Original text",))
DETAILS = Form(labels=("Original",))

PAIRS = [
    ("先把骨头放进冷水里，慢慢烧开，撇去浮沫。", "Put the bones in cold water, bring it to a boil slowly, and skim it."),
    ("这座桥在夏天第一次通车，全镇的人都来了。", "The bridge was opened in summer, and all of the town came to see it."),
    ("骑车翻山的人都知道，最后三公里才是开始。", "Everyone who cycles knows that the last three kilometres are where it begins."),
    ("他用了整整十年，才学会把一块木头刨平。", "It took him ten whole years to learn how to plane a board."),
    ("面团要揉到不粘手，再盖上湿布放一个小时。", "Knead the dough until it does not stick, and let it rest for an hour under a wet cloth."),
]  # fmt: skip


def comment(own: str, original: str) -> str:
    return f"<!--\n{original}\n-->\n{own}\n\n"


def inline(own: str, original: str) -> str:
    return f"<!-- {original} -->\n\n{own}\n\n"


def percent(own: str, original: str) -> str:
    return f"%%\n{original}\n%%\n{own}\n\n"


def callout(own: str, original: str, kind: str = "en", title: str = "") -> str:
    return f"{own}\n\n> [!{kind}]- {title}\n> {original}\n\n"


def details(own: str, original: str, label: str = "Original") -> str:
    return f"{own}\n\n<details>\n<summary>{label}</summary>\n\n{original}\n\n</details>\n\n"


def html(own: str, original: str, label: str = "View Original", name: str = "english-text") -> str:
    return f'{own}\n\n<details>\n<summary>{label}</summary>\n<p class="{name}">{original}</p>\n</details>\n\n'


def note(make, *more, times: int = 2) -> str:  # type: ignore[no-untyped-def]
    return "".join(make(own, original, *more) for own, original in PAIRS * times)


def findings(text: str, *forms: Form) -> list[tuple[str, str]]:
    checked = check_note(Note("a.md", text, Bindings(translations=forms)), ACTIVE)
    assert not checked.crashes
    return [(found.rule.removeprefix("translation/"), found.finding.span.of(text)) for found in checked.diagnostics]


CARRIERS = [(comment, COMMENT), (inline, COMMENT), (percent, COMMENT), (callout, CALLOUT), (details, DETAILS)]


@st.composite
def losses(draw: st.DrawFn) -> tuple[str, Form, str]:
    make, form = draw(st.sampled_from(CARRIERS))
    count = draw(st.integers(10, 20))
    lost = draw(st.integers(1, count - 1))
    text = gone = ""
    for index in range(count):
        own, original = draw(st.sampled_from(PAIRS))
        own = f"{own}（第{index}段）"
        gone = own if index == lost else gone
        text += own + "\n\n" if index == lost else make(own, f"{original} (This is paragraph {index}.)")
    return text, form, gone


@given(losses())
def test_one_lost_translation_is_one_finding(case: tuple[str, Form, str]) -> None:
    text, form, lost = case
    assert findings(text, form) == [("missing", lost)]


@given(losses())
def test_a_note_without_a_binding_is_judged_as_one_with_it(case: tuple[str, Form, str]) -> None:
    text, form, lost = case
    assert findings(text) == [("missing", lost)]
