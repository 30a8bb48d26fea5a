"""Write what is generated, so that nothing is said twice: `python tests/generate.py`; `--check` only compares.

The tables of rules and operations in the docs, the JSON Schemas of the config file, migrations and reports, the man page,
and the picture of a real run on seeds/.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from vaultlint import __version__
from vaultlint.commands import rename_file
from vaultlint.config.shape import config_schema
from vaultlint.health import document_schema
from vaultlint.migration import migration_schema
from vaultlint.operations import OPERATIONS, Argument, Operation
from vaultlint.parser import parser_of

ROOT = Path(__file__).parents[1]
RULES = ROOT / "docs" / "rules.md"
EDIT = ROOT / "docs" / "guides" / "edit.md"
CI = ROOT / "docs" / "guides" / "ci.md"
MAN = ROOT / "docs" / "man" / "vaultlint.1"
SCHEMA = ROOT / "schemas" / "vaultlint.schema.json"
MIGRATION = ROOT / "schemas" / "migration.schema.json"
HEALTH = ROOT / "schemas" / "health.schema.json"
PICTURE = ROOT / ".github" / "vaultlint.svg"

SHOWN = ["notes/H0iYsC5qRtP.md", "notes/Qv6rHjM3_sA.md", "notes/Zx4nUa-D9Lm.md"]
"""The notes of seeds/ in the picture."""

COLUMNS = 120

_RULES = re.compile(r"(?<=<!-- rules -->\n).*?(?=<!-- /rules -->)", re.S)
_OPERATIONS = re.compile(r"(?<=<!-- operations -->\n).*?(?=<!-- /operations -->)", re.S)
_CODES = re.compile(r"^\| (\d+) \| (.*) \|$", re.M)
_SVG_LENGTH = re.compile(r'(<text[^>]* textLength=")([0-9.]+)("[^>]*>)([^<]*)(?=</text>)')
_SVG_TEXT = re.compile(r"<text[^>]*>(.*?)</text>", re.S)


def vaultlint(*words: str, folder: Path = ROOT) -> str:
    """What the command prints, whatever its exit code."""
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "vaultlint", *words]
    run = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, check=False)
    return run.stdout.decode()


def rules() -> str:
    """docs/rules.md with the table of rules as it is now."""
    return _with(_RULES, vaultlint("rules", "--output-format", "markdown"), RULES)


def edits() -> str:
    """The guide on edits with the table of operations as it is now."""
    return _with(_OPERATIONS, operations(), EDIT)


def _with(place: re.Pattern[str], table: str, file: Path) -> str:
    return place.sub(lambda _: f"\n{table}\n", file.read_text("utf-8"))


def operations() -> str:
    """The table of operations."""
    rows = [f"| `{usage(one)}` | {one.HELP} |\n" for one in OPERATIONS.values()]
    rows.append(f"| `{rename_file.NAME} TEMPLATE` | {rename_file.HELP} |\n")
    return "".join(["| Operation | What it does |\n", "| --- | --- |\n", *rows]).replace("OLD=NEW|@", "OLD=NEW\\|@")


def usage(operation: type[Operation]) -> str:
    """How an operation is called."""
    return " ".join([operation.NAME, *map(_argument, operation.ARGUMENTS)])


def _argument(argument: Argument) -> str:
    several = "…" if argument.kind.many in ("some", "any") else ""
    shown = argument.metavar + several
    if argument.option:
        value = "\\|".join(argument.choices) or argument.metavar
        shown = f"--{argument.name} {value}".strip()
    return shown if argument.required else f"[{shown}]"


def schema() -> str:
    """The config's schema, for editors."""
    return json.dumps(config_schema(), ensure_ascii=False, indent=2) + "\n"


def migration() -> str:
    """The schema of migrations, for editors."""
    return json.dumps(migration_schema(), ensure_ascii=False, indent=2) + "\n"


def health() -> str:
    """The schema of the report on the health of a vault, for scripts."""
    return json.dumps(document_schema(), ensure_ascii=False, indent=2) + "\n"


def man() -> str:
    """The man page, without the day on which it was made."""
    from argparse_manpage.manpage import Manpage

    os.environ["COLUMNS"] = "1000"
    page = str(Manpage(parser_of(), {"prog": "vaultlint", "project_name": "vaultlint", "version": __version__}))
    lines = [line.rstrip() for line in page.rstrip("\n").split("\n")]
    lines[0] = f'.TH VAULTLINT 1 "" "vaultlint {__version__}" "User commands"'
    lines[2] = r"vaultlint \- " + parser_of().description.rstrip(".")
    return "\n".join([*lines, ".SH EXIT STATUS", *_exit_codes()]) + "\n"


def _exit_codes() -> Iterator[str]:
    for code, meaning in _CODES.findall(CI.read_text("utf-8")):
        yield from (".TP", rf"\fB{code}\fR", meaning.replace("`", "").replace("-", "\\-"))


def picture() -> str:
    """A terminal with a real run, as SVG."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), color_system="standard", force_terminal=True)
    with tempfile.TemporaryDirectory() as folder:
        seeds = shutil.copytree(ROOT / "seeds", Path(folder) / "seeds")
        for command in ("check", "fix --output-format concise"):
            words = [*command.split(), *SHOWN]
            console.print(Text.assemble(("$ ", "green"), (f"vaultlint {' '.join(words)}", "bold")), soft_wrap=True)
            console.print(Text.from_ansi(vaultlint(*words, "--color", "always", folder=seeds)))
    drawn = console.export_svg(title="vaultlint", theme=MONOKAI, unique_id="vaultlint")
    return _SVG_LENGTH.sub(_with_wide_characters, drawn)


def _with_wide_characters(match: re.Match[str]) -> str:
    """A piece of text as long as its columns; rich counts characters, and squeezes Chinese into half its width."""
    opening, length, rest, shown = match.groups()
    text = html.unescape(shown)
    columns = round(float(length) * cell_len(text) / max(len(text), 1), 1)
    return f"{opening}{columns:g}{rest}{shown}" if cell_len(text) != len(text) else match[0]


def words(picture: str) -> str:
    """What a picture shows; how it is drawn is rich's to say, and differs between its versions."""
    return html.unescape("".join(_SVG_TEXT.findall(picture)))


MADE = {
    RULES: rules, EDIT: edits, SCHEMA: schema, MIGRATION: migration, HEALTH: health, MAN: man, PICTURE: picture,
}  # fmt: skip


def main() -> int:
    """0 if all is current, or is now; 1 if `--check` found what is not."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail if something is not current")
    check = parser.parse_args().check
    stale = 0
    for file, make in MADE.items():
        text = make()
        before = file.read_text("utf-8") if file.exists() else ""
        if text == before or (file == PICTURE and words(text) == words(before)):
            continue
        stale += 1
        name = file.relative_to(ROOT)
        if check:
            print(f"{name} is not current: run `python tests/generate.py`")
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="\n")
            print(f"{name} is written")
    return int(check and stale > 0)


if __name__ == "__main__":
    sys.exit(main())
