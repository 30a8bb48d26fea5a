"""Translations in files of their own: paired by path or key, compared by what they consist of, outdated by content."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from conftest import Vault as Folder
from hypothesis import given
from hypothesis import strategies as st

from vaultlint.counterparts.groups import groups
from vaultlint.markdown import read
from vaultlint.note import Bindings, Note
from vaultlint.siblings import FileForm
from vaultlint.siblings.fingerprint import fingerprint
from vaultlint.siblings.paths import PathPattern, objection
from vaultlint.vault import Vault


def _form(*pair: str, languages: tuple[str, ...] = ("zh",), **others: object) -> FileForm:
    return FileForm(languages, "en", pair, **others)  # type: ignore[arg-type]


def _lacking(form: FileForm, notes: dict[str, str]) -> dict[str, list[str]]:
    bindings = Bindings(file_forms=(form,), all_file_forms=(form,))
    vault = Vault.of(Note(path, text, bindings) for path, text in notes.items())
    known = groups(vault).get(form)
    return {path: lacking for path in notes if known and (lacking := [*known.lacking(path)])}


@pytest.mark.parametrize(
    ("pair", "paths", "lacking"),
    [
        (["{lang}/{path}"], ["en/a.md", "zh/a.md", "en/b/c.md", "zh/b/c.md"], {}),
        (["{lang}/{path}"], ["en/a.md", "zh/a.md", "en/b.md"], {"en/b.md": ["zh"]}),
        (["{lang}/{path}"], ["en/a.md", "zh/a.md", "zh/b.md"], {"zh/b.md": ["en"]}),
        (["{lang}/{path}"], ["en/a.md", "ZH/a.md", "README.md", "fr/b.md"], {}),
        (["docs/{lang}/{path}"], ["docs/en/a.md", "docs/zh/a.md", "docs/en/b.md", "en/c.md"], {"docs/en/b.md": ["zh"]}),
        (["{name}.{lang}.md"], ["a.md", "a.zh.md", "x/b.md", "x/b.zh.md", "c.md"], {"c.md": ["zh"]}),
        (["{name}.{lang}.md"], ["a.en.md", "a.zh.md", "b.en.md"], {"b.en.md": ["zh"]}),
        (["{name}-{lang}.md"], ["a.md", "a-zh.md", "b-zh.md"], {"b-zh.md": ["en"]}),
        (["content/{path}", "i18n/{lang}/{path}"], ["content/a.md", "i18n/zh/a.md", "content/b.md"], {"content/b.md": ["zh"]}),
        (["{lang}/{path}"], ["en/a.md", "en/b.md"], {}),
        (["{name}-{lang}.md"], ["a.md", "a-zh.md", "b-en.md", "b-zh.md", "how-to.md"], {}),
        (["docs/{path}", "texte/{path}"], ["docs/a.md", "texte/a.md", "docs/b.md", "c.md"], {"docs/b.md": ["zh"]}),
        (["{path}", "zh/{path}"], ["a.md", "zh/a.md", "zh/b.md"], {"zh/b.md": ["en"]}),
        (["{lang}/{path}"], ["en/Zo\u00eb.md", "zh/Zoe\u0308.md", "en/A.md", "zh/a.md"], {}),
    ],
)  # fmt: skip
def test_paths_pair_notes(pair: list[str], paths: list[str], lacking: dict[str, list[str]]) -> None:
    assert _lacking(_form(*pair), dict.fromkeys(paths, "")) == lacking


def test_always_means_languages_that_nothing_is_in_yet() -> None:
    form = _form("{lang}/{path}", languages=("zh", "ja"), require="always")
    assert _lacking(form, {"en/a.md": "", "zh/a.md": ""}) == {"en/a.md": ["ja"]}


def test_never_asks_for_nothing() -> None:
    assert _lacking(_form("{lang}/{path}", require="never"), {"en/a.md": "", "zh/b.md": ""}) == {}


def test_codes_of_regions() -> None:
    form = _form("{name}.{lang}.md", languages=("zh-CN", "pt-BR", "pt"))
    notes = ["README.md", "README.zh-CN.md", "README.pt-BR.md", "README.pt.md", "x/README.md", "x/README.zh-cn.md"]
    assert _lacking(form, dict.fromkeys(notes, "")) == {"x/README.md": ["pt-BR", "pt"]}
    by_key = _form("uid", languages=("zh-CN",))
    assert _lacking(by_key, {"a.md": _with(uid="7", lang="en"), "b.md": _with(uid="7", lang="zh_cn")}) == {}


def test_two_patterns_of_one_language_need_not_name_it(vault: Folder) -> None:
    binding = '[[translation]]\ncarrier = "file"\noriginal = "en"\npair = ["docs/{path}", "texte/{path}"]\nlanguage = '
    vault.put({"vaultlint.toml": binding + '"de"\n', "docs/a.md": "A\n", "texte/b.md": "B\n"})
    assert [one[:2] for one in vault.check(".").findings] == [
        ("docs/a.md", "translation/file-missing"),
        ("texte/b.md", "translation/file-missing"),
    ]
    vault.put({"vaultlint.toml": binding + '["de", "fr"]\n'})
    assert "needs `{lang}`" in vault.run("check").err


def _with(**values: str) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in values.items()) + "---\n"


@pytest.mark.parametrize(
    ("key", "notes", "lacking"),
    [
        ("permalink", {"en/Soup.md": _with(permalink="soup"), "zh/汤.md": _with(permalink="soup")}, {}),
        ("permalink", {"en/Soup.md": _with(permalink="soup"), "zh/汤.md": _with(permalink="bread")},
         {"en/Soup.md": ["zh"], "zh/汤.md": ["en"]}),
        ("permalink", {"en/Soup.md": _with(permalink="soup"), "en/Home.md": "", "zh/汤.md": _with(permalink="soup")}, {}),
        ("permalink", {"en/do-zh.md": _with(permalink="a"), "zh/en/a.md": _with(permalink="a"), "zh/b.md": "", "en/b.md": ""}, {}),
        ("uid", {"en/a.md": _with(uid="7"), "b.md": _with(uid='"7"', lang="ZH")}, {}),
        ("uid", {"a.md": _with(uid="7", lang="en"), "b.md": _with(uid="7", lang="zh")}, {}),
        ("translation_of", {"Soup.md": "", "汤.md": _with(translation_of='"[[Soup]]"')}, {}),
        ("translation_of", {"x/Soup.md": "", "汤.md": _with(translation_of="x/Soup.md"), "Bread.md": ""}, {"Bread.md": ["zh"]}),
        ("translation_of", {"Soup.md": "", "汤.md": _with(translation_of="Bread")}, {"Soup.md": ["zh"], "汤.md": ["en"]}),
    ],
)  # fmt: skip
def test_a_key_pairs_notes(key: str, notes: dict[str, str], lacking: dict[str, list[str]]) -> None:
    assert _lacking(_form(key), notes) == lacking


@pytest.mark.parametrize("text", ["{lang}", "{path}/{name}.{lang}.md", "{lang}/{lang}/{path}", "{lang/{path}"])
def test_a_pattern_that_is_none(text: str) -> None:
    assert objection(text)


@given(st.sampled_from(["en", "zh-CN"]), st.text("ab/.-", min_size=1))
def test_a_path_is_read_as_it_is_written(language: str, rest: str) -> None:
    pattern = PathPattern("docs/{lang}/{path}", ("en", "zh-CN"))
    assert pattern.read(pattern.write(language, rest)) == (language, rest)


def _print(text: str) -> str:
    return fingerprint(read(text, 0))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bones,\nwater.\n", "Bones, water.\n"),
        ("Bones.\n\nWater.\n", "Bones.\r\n\r\n\r\nWater."),
        ("> Bones,\n> water.\n", "> Bones, water.\n"),
        ("骨头，\n水。\n", "骨头，水。\n"),
        ("- bones\n  and water\n", "- bones and water\n"),
        ("Bones.\n\n%% salt? %%\n", "Bones.\n"),
        ("# Soup #\n", "# Soup\n\n---\n"),
        ("Soup\n====\n", "# Soup\n"),
        ("> ```\n> a\n> ```\n", ">```\n>a\n>```\n"),
        ("- a\n\n  ```\n  a\n   b\n  ```\n", "1. a\n\n   ```\n   a\n    b\n   ```\n"),
        ("|a|b|\n|-|-|\n|1|2|\n", "| a | b   |\n| --- | --- |\n| 1   |  2 |\n"),
        ("Bones.\n\n<!-- salt? -->\n", "Bones.\n"),
    ],
)
def test_the_same_text_wrapped_anew(one: str, other: str) -> None:
    assert _print(one) == _print(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bones, water.\n", "Bones, waters.\n"),
        ("Bones.\n\nWater.\n", "Water.\n\nBones.\n"),
        ("# Soup\n", "## Soup\n"),
        ("```\na\n b\n```\n", "```\na\nb\n```\n"),
        ("Bones.\n", "Bones.\n\nBones.\n"),
        ("Bones.\n\nWater.\n", "Bones. Water.\n"),
    ],
)
def test_another_text(one: str, other: str) -> None:
    assert _print(one) != _print(other)


CONFIG = """
[[translation]]
carrier = "file"
language = ["zh", "ja"]
original = "en"
pair = "{lang}/{path}"
"""
ONE = CONFIG.replace('["zh", "ja"]', '"zh"')


def test_one_note_is_judged_by_the_whole_vault(vault: Folder) -> None:
    vault.put({"vaultlint.toml": CONFIG, "en/a.md": "# A\n", "zh/a.md": "# A\n\n## B\n", "ja/b.md": "B\n"})
    found = vault.check("zh/a.md").findings
    assert [one[:2] for one in found] == [("zh/a.md", "translation/file-structure")]
    everything = sorted(one[:2] for one in vault.check(".").findings)
    assert everything == [
        ("en/a.md", "translation/file-missing"),
        ("ja/b.md", "translation/file-missing"),
        ("zh/a.md", "translation/file-structure"),
    ]


@pytest.mark.parametrize("bound", ["en/**", "zh/**"])
def test_a_pair_is_judged_if_one_of_the_two_is_bound(vault: Folder, bound: str) -> None:
    changed = _with(source_hash="000000000000")
    vault.put({"vaultlint.toml": f'{ONE}notes = "{bound}"\n', "en/a.md": "# A\n\n## B\n", "zh/a.md": f"{changed}# A\n"})
    assert [one[1] for one in vault.check(".").findings] == ["translation/file-outdated", "translation/file-structure"]


@pytest.mark.parametrize("named", ["en/a.md", "en/a", "a", '"[[a]]"', '"[[en/a.md|the a]]"', '["[[a]]"]'])
def test_a_key_may_name_the_original(vault: Folder, named: str) -> None:
    binding = ONE.replace("{lang}/{path}", "translation_of")
    vault.put({"vaultlint.toml": binding, "en/a.md": "A\n", "zh/甲.md": f"---\ntranslation_of: {named}\n---\n"})
    assert vault.check(".").findings == []
    vault.put({"zh/乙.md": "---\ntranslation_of: b\n---\n", "en/c.md": "C\n"})
    assert [one[0] for one in vault.check(".").findings] == ["en/c.md", "zh/乙.md"]


def test_what_is_accepted_is_outdated_after_a_change_of_words(vault: Folder) -> None:
    original, translation = "# Soup\n\nBones, water.\n", "---\ntitle: 汤  # keep\n---\n# 汤\n\n骨头，水。\n"
    vault.put({"vaultlint.toml": ONE, "en/a.md": original, "zh/a.md": translation, "zh/b.md": "B\n"})
    assert vault.run("translations", "accept").code == 1
    assert vault.text("zh/a.md") == translation
    assert vault.run("translations", "accept", "--write").code == 0
    hashed = f"title: 汤  # keep\nsource_hash: {_print(original)}\n"
    assert vault.text("zh/a.md").replace('"', "").replace("'", "") == translation.replace("title: 汤  # keep\n", hashed)
    assert vault.text("zh/b.md") == "B\n"
    assert vault.check("--select", "translation/file-outdated").findings == []
    assert "nothing to change" in vault.run("translations", "accept").err
    vault.put({"en/a.md": original.replace("Bones, ", "Bones,\n")})
    assert vault.check("--select", "translation/file-outdated").findings == []
    vault.put({"en/a.md": original.replace("Bones", "Fish")})
    assert vault.check("--select", "translation/file-outdated").findings == [
        ("zh/a.md", "translation/file-outdated", 1, 1)
    ]
    assert vault.run("undo").code == 0
    assert vault.text("zh/a.md") == translation


def test_status_of_files(vault: Folder) -> None:
    old = _with(source_hash="000000000000")
    vault.put({"vaultlint.toml": CONFIG, "en/a.md": "A\n", "en/x/b.md": "B\n", "zh/a.md": old, "ja/x/b.md": "# B\n"})
    rows = vault.run("translations", "status", "--output-format", "json").json
    told = [
        (row["folder"], row["language"], row["notes"], row["translated"], row["outdated"], row["doubtful"])
        for row in rows
    ]
    assert told == [
        ("en", "ja", 1, 0, 0, 0),
        ("en", "zh", 1, 1, 1, 0),
        ("en/x", "ja", 1, 1, 0, 1),
        ("en/x", "zh", 1, 0, 0, 0),
    ]
    assert sum(row["missing"] for row in rows) == 2
    (part,) = vault.run("translations", "status", "--in", "en/a.md", "--output-format", "jsonl").out.splitlines()[1:]
    assert '"outdated": 1' in part
    assert "zh: 1 of 2 notes translated (50%)" in vault.run("translations", "status").out


def test_status_of_blocks(vault: Folder) -> None:
    binding = '[[translation]]\nlabels = ["Original"]\nrequire = "always"\n'
    block = "\n<details>\n<summary>Original</summary>\n\nBoil the water.\n\n</details>\n"
    vault.put(
        {
            "vaultlint.toml": binding,
            "a.md": f"先把水烧开。\n{block}\n然后放骨头。\n",
            "b.md": "最后把盐放进汤里，再煮一会儿。\n",
        }
    )
    (row,) = vault.run("translations", "status", "--output-format", "json").json
    assert row == {
        "folder": ".", "language": "en", "notes": 2, "translated": 1, "missing": 1, "outdated": 0, "doubtful": 0,
        "blocks": 2, "blocks missing": 1,
    }  # fmt: skip


def _git(vault: Folder, *words: str) -> str:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *identity, *words], cwd=vault.root, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
@pytest.mark.parametrize("folder", ["", "docs/"])
def test_a_commit_tells_what_was_translated(vault: Folder, folder: str) -> None:
    vault.put({f"{folder}vaultlint.toml": ONE + 'commit-key = "l10n.sourceCommit"\n', f"{folder}en/a.md": "Bones.\n"})
    _git(vault, "init", "-q")
    _git(vault, "add", ".")
    _git(vault, "commit", "-q", "-m", "a")
    commit = _git(vault, "rev-parse", "HEAD")
    note = f'---\nl10n:\n  sourceCommit: "{commit}"\n---\n骨头。\n'
    vault.put({f"{folder}zh/a.md": note})
    only = ("--select", "translation/file-outdated")
    assert vault.check(*only, folder or ".").findings == []
    vault.put({f"{folder}en/a.md": "Bones, water.\n"})
    assert vault.check(*only, folder or ".").findings == [(f"{folder}zh/a.md", "translation/file-outdated", 1, 1)]
    vault.put(
        {
            f"{folder}zh/a.md": note.replace("---\n骨", "source_hash: '000000000000'\n---\n骨"),
            f"{folder}en/a.md": "Bones.\n",
        }
    )
    assert vault.check(*only, folder or ".").findings == []
    for unknown in ("0" * 40, "HEAD", "$(touch x)", "--help"):
        vault.put({f"{folder}zh/a.md": note.replace(commit, unknown)})
        assert vault.check(*only, folder or ".").findings == []
