"""What a vocabulary knows, where it comes from, and what becomes of an item that is no term."""

from __future__ import annotations

import json

import pytest
from conftest import Vault
from hypothesis import given
from hypothesis import strategies as st

from vaultlint.finding import Applicability
from vaultlint.lint import activate, check_note
from vaultlint.mend import mend
from vaultlint.note import Bindings, Note
from vaultlint.rule import discover
from vaultlint.schema import Schema
from vaultlint.vocabulary import Form, Vocabulary, merged
from vaultlint.vocabulary.gathered import Gathered, deprecated
from vaultlint.vocabulary.plural import singular
from vaultlint.vocabulary.seeking import every_path, places
from vaultlint.vocabulary.taxonomy import governed
from vaultlint.vocabulary.terms import Succession
from vaultlint.where import compile

RULE = "vocabulary/unknown"
ACTIVE = [activate(rule) for rule in discover().values() if rule.family in ("vocabulary", "schema", "properties")]
TAGS = Vocabulary(
    "terms.txt",
    ("machine-learning", "health", "ai/agents", "ai/models", "C", "gpt-4", "2024", "1.10", "人工智能", "Elon Musk"),
    {"ML": "machine-learning", "Musk": "Elon Musk", "马斯克": "Elon Musk"},
    {"wellness": Succession("health"), "misc": Succession(why="says nothing")},
)
OPEN = Vocabulary("terms.txt", ("tool", "ai-tools"), {"AI": "ai"}, form=Form("kebab", "singular"), open=True)


@pytest.mark.parametrize(
    ("text", "kind", "meant", "is_certain"),
    [
        ("Machine Learning", "spelling", "machine-learning", True),
        ("machine_learning", "spelling", "machine-learning", True),
        ("ＭＡＣＨＩＮＥ　learning", "spelling", "machine-learning", True),
        ("machinelearning", "spelling", "machine-learning", True),
        ("ML", "alias", "machine-learning", True),
        pytest.param("ml", "alias", "machine-learning", True, id="an alias in another case"),
        ("马斯克", "alias", "Elon Musk", True),
        ("elon-musk", "spelling", "Elon Musk", True),
        ("wellness", "deprecated", "health", True),
        ("misc", "deprecated", None, False),
        ("helth", "unknown", "health", False),
        pytest.param("Elon Musc", "unknown", "Elon Musk", False, id="a letter is a guess"),
        ("quantum", "unknown", None, False),
        pytest.param("C++", "unknown", None, False, id="signs are no blanks"),
        pytest.param("gpt4", "spelling", "gpt-4", True, id="a hyphen between a letter and a digit"),
        pytest.param("20-24", "unknown", "2024", False, id="a hyphen between digits is more"),
        pytest.param("ai/agent", "unknown", "ai/agents", False, id="what is nested there is listed"),
        pytest.param("ML/vision", "alias", "machine-learning/vision", True, id="an alias above"),
        ("health, ML", "several", None, False),
        pytest.param("health, sleep", "unknown", None, False, id="not all of it is known"),
    ],
)
def test_why_a_text_is_no_term(text: str, kind: str, meant: str | None, is_certain: bool) -> None:
    verdict = TAGS.look(text, is_tag=True)
    assert verdict is not None
    assert (verdict.kind, verdict.meant, verdict.is_certain) == (kind, meant, is_certain)


@pytest.mark.parametrize("text", [*TAGS.terms, "health/sleep", "health/sleep/naps"])
def test_a_term_is_one_and_so_is_a_tag_nested_in_it(text: str) -> None:
    assert TAGS.look(text, is_tag=True) is None


def test_only_tags_are_nested() -> None:
    assert TAGS.look("health/sleep") is not None


@pytest.mark.parametrize(
    "text", ["anything-else", "机器学习", "news", "kubernetes", "stocks", "ai-tools", "a/b-c", "gpt-4.5", "ai/agents"]
)
def test_an_open_vocabulary_is_silent_about_other_terms_of_its_form(text: str) -> None:
    assert OPEN.look(text, is_tag=True) is None


@pytest.mark.parametrize(
    ("text", "meant", "is_certain"),
    [
        ("Deep Learning", "deep-learning", True),
        ("AI投资", "ai投资", True),
        ("GitHub", "github", False),
        pytest.param("tools", "tool", False, id="the singular is a term"),
        ("Health/Good Sleep", "health/good-sleep", True),
    ],
)
def test_the_form_of_a_term(text: str, meant: str, is_certain: bool) -> None:
    verdict = OPEN.look(text, is_tag=True)
    assert verdict is not None
    assert (verdict.kind, verdict.meant, verdict.is_certain) == ("form", meant, is_certain)


def test_without_terms_every_plural_is_told_but_for_exceptions() -> None:
    form = Vocabulary(
        "vaultlint.toml", form=Form(number="singular", exceptions=frozenset({"robots", "ai-tools"})), open=True
    )
    told = {text: form.look(text) for text in ("stocks", "chat-robots", "ai-tools", "power-tools", "分析", "css")}
    assert {text: one.meant for text, one in told.items() if one} == {"stocks": "stock", "power-tools": "power-tool"}


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("tools", "tool"), ("Books", "Book"), ("stories", "story"), ("boxes", "box"), ("churches", "church"),
        ("classes", "class"), ("databases", "database"), ("courses", "course"), ("movies", "movie"), ("people", "person"),
        ("videos", "video"), ("archives", "archive"), ("interviews", "interview"), ("analyses", "analysis"),
        ("wishes", "wish"), ("lenses", "lens"), ("cameras", "camera"), ("licenses", "license"), ("prizes", "prize"),
    ],
)  # fmt: skip
def test_the_singular_of_a_plural(word: str, one: str) -> None:
    assert singular(word) == one


NO_PLURALS = """
mars angeles alps andes massachusetts descartes dickens hopkins siemens nodejs nextjs
news series species analysis crisis kubernetes css aws ios macos saas business process bias focus virus status
physics economics politics mathematics chaos atlas canvas texas jenkins pandas redis rails windows devops paris
james thomas dns tls https rss js ts vs us this is always glass chess happiness access basis genius campus lens
diabetes athens mercedes nexus corpus census consensus nvidia python 机器学习 iOS OpenAIs AWS MLOps gas bus
"""


@pytest.mark.parametrize("word", NO_PLURALS.split())
def test_a_word_that_only_looks_like_a_plural(word: str) -> None:
    assert singular(word) is None


def test_several_vocabularies_of_a_key_are_one() -> None:
    one = merged([Vocabulary("a", ("x",), {"z": "y"}), Vocabulary("b", ("y", "z"), form=Form("kebab"), open=True)])
    assert (one.source, one.terms, one.aliases, one.form.case, one.open) == (
        "a and b",
        ("x", "y", "z"),
        {},
        "kebab",
        False,
    )


def bound(text: str, vocabulary: Vocabulary = TAGS, key: str = "tags", **others: object) -> Note:
    return Note("note.md", text, Bindings(vocabularies={key: vocabulary}, **others))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        ("tags", "[ML, health]", "[machine-learning, health]"),
        ("tags", "[health, Health]", "[health]"),
        pytest.param("tags", "[Health, health] # two", "[health] # two", id="the term itself stays"),
        pytest.param("tags", "[ML, Machine Learning, health]", "[machine-learning, health]", id="two names of one term"),
        pytest.param("tags", "\n  - ML # since May\n  # below\n  - 'Health'", "\n  - machine-learning # since May\n  # below\n  - 'health'", id="quotes and comments"),
        pytest.param("tags", "\n- misc\n- helth\n- ML", "\n- misc\n- helth\n- machine-learning", id="guesses are not made"),
        ("topic", "Machine Learning", "machine-learning"),
        ("topic", '"马斯克"', '"Elon Musk"'),
        pytest.param("topic", "\n  main: ML", "\n  main: machine-learning", id="a key in a key"),
        pytest.param("people", '["[[Elon Musk]]", "[[people/Elon Musk|Elon]]"]', None, id="links to the term"),
        pytest.param("people", '["[[Musk]]"]', None, id="a link leads to a note: a guess"),
        pytest.param("years", "[2024, 1.10, '2024']", None, id="numbers by their text"),
        pytest.param("tags", "[]", None, id="empty"),
        pytest.param("tags", "['', null, true, {a: b}, [c]]", None, id="empty, or no text: for others to tell"),
        pytest.param("tags", "['{{tag}}']", None, id="a template"),
        pytest.param("tags", "ML", None, id="a text where only lists count"),
        pytest.param("tags", "&t [ML, health]\nmore: *t", None, id="a list that stands elsewhere, too"),
        pytest.param("tags", "[&m ML, health]\nmore: *m", None, id="an item that does"),
        pytest.param("tags", '"#ML"', None, id="a hash is told first"),
    ],
)  # fmt: skip
def test_safe_fixes_make_terms_of_items(key: str, before: str, after: str | None) -> None:
    note = bound(f"---\n# {key}\n{key}: {before}\nother: ML\n---\nML\n", key="topic.main" if "main" in before else key)
    active = [activate(discover()[RULE])]
    mended = mend(note, active)
    assert mended.text == (note.text if after is None else note.text.replace(f": {before}\n", f": {after}\n"))
    assert mend(Note(note.path, mended.text, note.bindings), active).text == mended.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[helth]", "[health]"),
        ("[helth, health]", "[health]"),
        ('["[[Musk]]"]', '["[[Elon Musk]]"]'),
        ('["[[Musk|him]]"]', '["[[Elon Musk|him]]"]'),
        ("['health, ML', C]", "['health', 'machine-learning', C]"),
    ],
)
def test_unsafe_fixes_are_guesses(before: str, after: str) -> None:
    note = bound(f"---\npeople: {before}\n---\n", key="people")
    assert mend(note, [activate(discover()[RULE])]).text == note.text
    mended = mend(note, [activate(discover()[RULE])], None, Applicability.UNSAFE).text
    assert mended.replace("'", "") == f"---\npeople: {after}\n---\n".replace("'", "")


ITEMS = st.lists(
    st.sampled_from([*TAGS.terms, "ML", "ml", "Health", "wellness", "helth", "misc", "Musk", "C++", "马斯克"])
)


@given(ITEMS, st.booleans())
def test_after_safe_fixes_nothing_certain_is_left_and_no_term_is_lost(items: list[str], in_flow: bool) -> None:
    written = (
        f" [{', '.join(map(json.dumps, items))}]" if in_flow else "".join(f"\n  - {json.dumps(one)}" for one in items)
    )
    note = bound(f"---\na: 1 # one\npeople:{written}\nb: 'x'\n---\nText.\n", key="people")
    mended = mend(note, [activate(discover()[RULE])])
    found = (Note(note.path, mended.text, note.bindings).values or {})["people"] or []
    assert isinstance(found, list)
    meant = [verdict.meant if (verdict := TAGS.look(one)) and verdict.is_certain else one for one in items]
    assert set(found) == set(meant)
    terms = [one for one in found if one not in items]
    assert len(terms) == len(set(terms))
    assert not [
        one
        for one in mended.left.diagnostics
        if one.finding.fix and one.finding.fix.applicability is Applicability.SAFE
    ]
    start, end = note.text.index("people:"), len(note.text) - note.text.index("\nb: 'x'")
    assert mended.text[:start] == note.text[:start] and mended.text[-end:] == note.text[-end:]


ENUM = Schema.of({"properties": {"tags": {"items": {"enum": ["health"]}}}}, "note.schema.json")


@pytest.mark.parametrize(
    ("item", "rules"),
    [
        pytest.param("Health", ["schema/enum"], id="a schema tells it"),
        pytest.param("'health '", [], id="blanks at the ends are told elsewhere"),
        pytest.param("\"'health'\"", [], id="quotes in quotes are told elsewhere"),
    ],
)
def test_one_fault_is_told_once(item: str, rules: list[str]) -> None:
    note = bound(f"---\ntags: [{item}]\n---\n", schemas=(ENUM,))
    assert [
        found.rule for found in check_note(note, ACTIVE).diagnostics if found.rule != "schema/enum"
    ] + rules == rules


def test_what_a_tag_should_be_is_told_before_that_it_is_none() -> None:
    note = bound("---\ntags: [Machine Learning, a b]\n---\n", OPEN)
    assert [found.rule for found in check_note(note, ACTIVE).diagnostics] == [RULE, RULE]


def test_in_other_front_matter_it_is_told_at_the_fence() -> None:
    (found,) = check_note(bound('+++\ntags = ["ML"]\n+++\n'), ACTIVE).diagnostics
    assert (found.rule, found.place.line, found.finding.fix) == (RULE, 1, None)


NOTE = "---\ntopic: {item}\n---\n"
LISTED = {
    "a text": ("terms.txt", "# topics\nhealth\nmachine-learning # long\n\nML -> machine-learning\n", ""),
    "a note": ("terms.md", "# Topics\n\n- [[health]]\n- **machine-learning** - learning\n- ML -> machine-learning\n", ""),
    "headings of a note": ("terms.md", "## health\n\nText.\n\n## machine-learning\n", ""),
    "front matter of a note": ("terms.md", "---\ntopic:\n  health: []\n  machine-learning: [ML]\n---\n", ""),
    "a list": ("terms.json", '["health", "machine-learning"]', ""),
    "the key": ("terms.json", '{"topic": ["health", "machine-learning"]}', ""),
    "the key in the plural": ("terms.yaml", "a:\n  topics: [health, machine-learning]\nb: [x]\n", ""),
    "groups": ("terms.yml", "- id: health\n- {id: machine-learning, aliases: [ML], label: Learning}\n", ""),
    "terms": ("terms.json", '{"terms": ["health", "machine-learning"], "aliases": {"ML": "machine-learning"}}', ""),
    "a path to keys": ("terms.json", '{"a": {"health": {}, "machine-learning": {}}}', 'path = "keys(a)"'),
    "a path to a mapping": ("terms.json", '{"a": {"health": {}, "machine-learning": {}}}', 'path = "a"'),
    "a path to items": ("terms.json", '{"a": [{"x": "health"}, {"x": "machine-learning"}]}', 'path = "a[].x"'),
    "a path to aliases": (
        "terms.json",
        '{"a": ["health", "machine-learning"], "b": {"machine-learning": ["ML"]}}',
        'path = "a"\naliases = "b"',
    ),
    "the config": ("x.txt", "", 'terms = ["health", "machine-learning"]\naliases = {ML = "machine-learning"}'),
    "the config's table": ("x.txt", "", "terms = {health = [], machine-learning = ['ML']}"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "content", "more"), LISTED.values(), ids=LISTED)
def test_sources(vault: Vault, file: str, content: str, more: str) -> None:
    named = f'file = "{file}"\n' if content else ""
    vault.put({file: content, "vaultlint.toml": f'[[vocabulary]]\nkey = "topic"\nnotes = "n/**"\n{named}{more}\n'})
    for number, item in enumerate(("health", "machine-learning", "Health", "unheard-of", "ML")):
        vault.put({f"n/{number}.md": NOTE.format(item=item)})
    found = {one["path"]: one["fix"] for one in vault.check("--select", RULE).json["diagnostics"]}
    assert [*found] == ["n/2.md", "n/3.md", "n/4.md"]
    assert found["n/2.md"]["edits"][0]["text"] == "health" and found["n/3.md"] is None
    if "ML" in content + more:
        assert found["n/4.md"]["edits"][0]["text"] == "machine-learning"


TAXONOMY = {
    "rules": {"tag_rules": {"case": "lowercase", "separator": "kebab-case", "singular_exceptions": ["news"]}},
    "taxonomy": {
        "areas": {
            "tech": {"label": "Tech", "categories": [{"id": "ai-ml", "match_tags": ["robots", "ml"]}]},
            "life": {"label": "Life", "categories": [{"id": "family", "match_tags": ["kids"]}]},
        }
    },
    "dictionaries": {
        "status_lifecycle": ["inbox", "evergreen"],
        "entity_aliases": {"people": {"Elon Musk": ["马斯克"]}, "companies": {"Google": ["Alphabet"]}},
    },
    "tag_mappings": [
        {"tag": "ml", "field": "tags", "value": "machine-learning", "action": "replace_tag"},
        {"tag": "wip", "field": "status", "value": "inbox", "action": "remove_tag"},
        {"tag": "kids", "field": "category", "value": "family", "action": "keep_tag"},
    ],
}


@pytest.mark.parametrize(
    ("key", "right", "wrong"),
    [
        ("area", ["tech", "life"], ["Tech", "finance"]),
        ("category", ["ai-ml", "family"], ["AI ML", "tech"]),
        ("status", ["inbox", "evergreen"], ["Inbox", "done"]),
        ("people", ["Elon Musk", "Ann Lee", "elon"], ["马斯克", "elon-musk"]),
        ("companies_orgs", ["Google", "Tesla"], ["Alphabet", "google"]),
        ("tags", ["robots", "kids", "tools", "machine-learning", "育儿"], ["ml", "ML", "wip", "Deep Learning", "Kids"]),
    ],
)
def test_a_taxonomy_needs_no_path(vault: Vault, key: str, right: list[str], wrong: list[str]) -> None:
    vault.put(
        {
            "taxonomy.json": json.dumps(TAXONOMY),
            "vaultlint.toml": f'[[vocabulary]]\nkey = "{key}"\nfile = "taxonomy.json"\n',
            "a.md": f"---\n{key}:\n{''.join(f'  - {one}' + chr(10) for one in right + wrong)}---\n",
        }
    )
    lines = [line for _, _, line, _ in vault.check("--select", RULE).findings]
    assert lines == [3 + len(right) + index for index in range(len(wrong))]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('file = "t.json"', "vocabulary[1]: the key `key` is missing"),
        ('key = "tags"', "nothing is said of the terms; there may be `terms`, `file` or `case`"),
        ('key = "tags"\nfiel = "t.json"', "`fiel` is not allowed in item 1 of `vocabulary`; did you mean `file`?"),
        ('key = "tags"\ncase = "kebap"', "did you mean `kebab`?"),
        ('key = "a"\nfile = "none.json"', "vocabulary[1]: file: none.json: no such file or directory"),
        ('key = "a"\nfile = "badly.json"', "file: badly.json: no such file or directory; did you mean `bad.json`?"),
        ('key = "a"\nfile = "empty.txt"', "vocabulary[1]: file: empty.txt lists no terms"),
        ('key = "a"\nfile = "none.txt"', "vocabulary[1]: file: none.txt: no such file or directory"),
        ('key = "a"\nfile = "https://example.org/t.json"', "nothing is fetched from the network"),
        ('key = "a"\npath = "b"', "`path` needs a `file` to look into"),
        ('key = "a"\nterms = ["b"]\naliases = "b"', "`aliases` needs a `file` to look into"),
        (
            'key = "guest"\nfile = "t.json"',
            "file: t.json has nothing called `guest`: set `path`, as to `a.tags` or `b.tags`",
        ),
        (
            'key = "tags"\nfile = "t.json"',
            "file: t.json has terms for `tags` in several places: set `path` to `a.tags` or `b.tags`",
        ),
        (
            'key = "tags"\nfile = "t.json"\npath = "a.tgas"',
            "path: `a.tgas` finds nothing in t.json; did you mean `a.tags`?",
        ),
        (
            'key = "tags"\nfile = "t.json"\npath = "keys(a"',
            "path: the expression `keys(a`, column 7: it ends too early",
        ),
        ('key = "tags"\nfile = "bad.json"', "file: bad.json: not JSON"),
        ('key = "tags"\nfile = "t.txt"\npath = "a"', "path: t.txt is a plain text, which has no paths"),
        ('key = "tags"\nnotes = "a[z-a]"\nterms = ["b"]', "the pattern `a[z-a]`"),
    ],
)
def test_a_wrong_table_is_told_in_one_line(vault: Vault, table: str, message: str) -> None:
    vault.put(
        {
            "vaultlint.toml": f"[[vocabulary]]\n{table}\n",
            "t.json": '{"a": {"tags": ["x"]}, "b": {"tags": ["y"]}}',
            "empty.txt": "# none yet\n",
            "bad.json": "{",
            "t.txt": "x\n",
            "a.md": "Text.\n",
        }
    )
    answer = vault.check()
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"vaultlint: {vault.root / 'vaultlint.toml'}: ") or "vaultlint.toml" in answer.err
    assert message in answer.err and answer.err.count("\n") == 1


def test_a_vocabulary_is_for_the_notes_that_match(vault: Vault) -> None:
    config = '[[vocabulary]]\nnotes = "a/**"\nkey = ["status", "mood"]\nterms = ["x"]\n'
    vault.put({"vaultlint.toml": config, "a/1.md": "---\nstatus: y\nmood: z\n---\n", "b/1.md": "---\nstatus: y\n---\n"})
    assert [(path, line) for path, _, line, _ in vault.check("--select", RULE).findings] == [
        ("a/1.md", 2),
        ("a/1.md", 3),
    ]


def test_a_file_outside_the_vault_may_be_named(vault: Vault) -> None:
    (vault.root.parent / "terms.txt").write_text("x\n")
    vault.put(
        {"vaultlint.toml": '[[vocabulary]]\nkey = "status"\nfile = "../terms.txt"\n', "1.md": "---\nstatus: y\n---\n"}
    )
    assert [line for _, _, line, _ in vault.check("--select", RULE).findings] == [2]


def test_a_term_of_a_vocabulary_is_no_variant(vault: Vault) -> None:
    vault.put({"vaultlint.toml": '[[vocabulary]]\nkey = "people"\nterms = ["Ann Lee"]\nopen = true\n'})
    vault.put({f"{number}.md": "---\npeople: [Ann-Lee]\n---\n" for number in range(3)})
    vault.put({"4.md": "---\npeople: [Ann Lee]\n---\n"})
    assert [(path, rule) for path, rule, _, _ in vault.check("--select", "vocabulary").findings] == [
        (f"{number}.md", RULE) for number in range(3)
    ]


def test_aliases_are_followed_to_a_term_and_circles_lead_nowhere() -> None:
    links = {"a": "b", "b": "c", "x": "y", "y": "x"}
    one = Gathered(["d"], links, {"old": Succession("a"), "dead": Succession("dead")}).vocabulary("t", Form(), False)
    assert (one.terms, one.aliases) == (("d", "c"), {"a": "c", "b": "c"})
    assert one.deprecated == {"old": Succession("c"), "dead": Succession()}


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (["old"], Succession()),
        ({"old": "new"}, Succession("new")),
        pytest.param({"old": "vague"}, Succession(why="vague"), id="no term: a reason"),
        pytest.param({"old": "says nothing"}, Succession(why="says nothing"), id="a sentence"),
        pytest.param({"old": ""}, Succession(), id="nothing"),
    ],
)
def test_what_is_said_of_a_deprecated_term(given: object, meant: Succession) -> None:
    assert deprecated(given, ["new"]) == {"old": meant}


def test_a_term_that_a_schema_does_not_allow_is_no_fix() -> None:
    schema = Schema.of({"properties": {"tags": {"items": {"pattern": "^[a-z-]+$"}}}}, "note.schema.json")
    note = bound("---\ntags: [musk, ml]\n---\n", schemas=(schema,))
    mended = mend(note, ACTIVE)
    assert mended.text == "---\ntags: [musk, machine-learning]\n---\n"
    assert [found.rule for found in mended.left.diagnostics] == [RULE]


def test_each_text_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    vocabulary, asked = Vocabulary("terms.txt", ("a",)), list[str]()
    monkeypatch.setattr(Vocabulary, "_look", lambda self, text, is_tag: asked.append(text))
    for _ in range(3):
        vocabulary.look("b")
    assert asked == ["b"]


WORDS = st.sampled_from(
    ["tags", "topic", "topics", "aliases", "a b", "id", "terms", 'q"', "x", "tag_mappings", "tag_rules"]
)
DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)


@given(DOCUMENTS, st.sampled_from(["tags", "topic", "q"]))
def test_any_document_has_terms_or_none(document: object, key: str) -> None:
    for place in places(document, key):
        vocabulary = place.found.vocabulary("t.json", Form(), place.is_open)
        assert all(vocabulary.look(term) is None for term in vocabulary.terms)
        assert all(vocabulary.look(verdict) is None for verdict in vocabulary.aliases.values())
    if (ruled := governed(document, key)) is not None:
        assert all(isinstance(term, str) for term in ruled[0].terms)


@given(DOCUMENTS)
def test_paths_that_are_named_lead_to_something(document: object) -> None:
    for path in every_path(document):
        assert compile(path).within(document) not in (None, [])
