"""Reports: each format is one function from an Outcome to lines of text."""

from vaultlint.report.concise import concise
from vaultlint.report.full import full
from vaultlint.report.json import as_json, as_jsonl
from vaultlint.report.outcome import Outcome, Tally

FORMATS = {"full": full, "concise": concise, "json": as_json, "jsonl": as_jsonl}
"""The formats by the names that `--output-format` takes."""

__all__ = ["FORMATS", "Outcome", "Tally"]
