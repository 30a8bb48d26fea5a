"""Write what is generated, so that nothing is said twice: `python tests/generate.py`; `--check` only compares.

The tables of rules and operations in README.md, the JSON Schemas of the config file, migrations and reports, and the picture of a real run
on seeds/.
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
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from vaultlint.commands import rename_file
from vaultlint.config.shape import config_schema
from vaultlint.health import document_schema
from vaultlint.migration import migration_schema
from vaultlint.operations import OPERATIONS, Argument, Operation

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SCHEMA = ROOT / "schemas" / "vaultlint.schema.json"
MIGRATION = ROOT / "schemas" / "migration.schema.json"
HEALTH = ROOT / "schemas" / "health.schema.json"
PICTURE = ROOT / ".github" / "vaultlint.svg"

SHOWN = ["notes/H0iYsC5qRtP.md", "notes/Qv6rHjM3_sA.md", "notes/Zx4nUa-D9Lm.md"]
"""The notes of seeds/ in the picture."""

COLUMNS = 120

_RULES = re.compile(r"(?<=<!-- rules -->\n).*?(?=<!-- /rules -->)", re.S)
_OPERATIONS = re.compile(r"(?<=<!-- operations -->\n).*?(?=<!-- /operations -->)", re.S)
_SVG_TEXT = re.compile(r"<text[^>]*>(.*?)</text>", re.S)


def vaultlint(*words: str, folder: Path = ROOT) -> str:
    """What the command prints, whatever its exit code."""
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "vaultlint", *words]
    run = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, check=False)
    return run.stdout.decode()


def readme() -> str:
    """README.md with the tables of rules and operations as they are now."""
    text = README.read_text("utf-8")
    for pattern, table in ((_RULES, vaultlint("rules", "--output-format", "markdown")), (_OPERATIONS, operations())):
        text = pattern.sub(lambda match, table=table: f"\n{table}\n", text)  # type: ignore[misc]
    return text


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


def picture() -> str:
    """A terminal with a real run, as SVG."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), color_system="standard", force_terminal=True)
    with tempfile.TemporaryDirectory() as folder:
        seeds = shutil.copytree(ROOT / "seeds", Path(folder) / "seeds")
        for command in ("check", "fix --output-format concise"):
            words = [*command.split(), *SHOWN]
            console.print(Text.assemble(("$ ", "green"), (f"vaultlint {' '.join(words)}", "bold")), soft_wrap=True)
            console.print(Text.from_ansi(vaultlint(*words, "--color", "always", folder=seeds)))
    return console.export_svg(title="vaultlint", theme=MONOKAI, unique_id="vaultlint")


def words(picture: str) -> str:
    """What a picture shows; how it is drawn is rich's to say, and differs between its versions."""
    return html.unescape("".join(_SVG_TEXT.findall(picture)))


def main() -> int:
    """0 if all is current, or is now; 1 if `--check` found what is not."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail if something is not current")
    check = parser.parse_args().check
    stale = 0
    for file, make in ((README, readme), (SCHEMA, schema), (MIGRATION, migration), (HEALTH, health), (PICTURE, picture)):
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
