"""Dates in the notations that people use, as RFC 3339 has them: `8 October 2025` is `2025-10-08`."""

from __future__ import annotations

import unicodedata

from vaultlint.late import late
from vaultlint.schema.formats import is_date

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
MIDNIGHT = late(r"(\S+?)[T ]00:00(?::00(?:\.0+)?)?")
YEAR_FIRST = late(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
CHINESE = late(r"([0-9]{4}) ?年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?[日号]?")
COMPACT = late(r"([0-9]{4})([0-9]{2})([0-9]{2})")
YEAR_LAST = late(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
MONTH_FIRST = late(rf"{WEEKDAY}([a-z]{{3,9}})\.? ([0-9]{{1,2}})(?:st|nd|rd|th)?,? ([0-9]{{4}})")
DAY_FIRST = late(rf"{WEEKDAY}([0-9]{{1,2}})(?:st|nd|rd|th)?[ -]([a-z]{{3,9}})\.?,?[ -]([0-9]{{4}})")


def dates(text: str) -> list[str]:
    """The days that a text may mean, each once; two where day and month may be either way round, as in `8/10/2025`."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if match := MIDNIGHT.fullmatch(plain):
        plain = match[1]
    return [one for one in dict.fromkeys(_read(plain.lower())) if is_date(one)]


def _read(text: str) -> list[str]:
    if match := YEAR_FIRST.fullmatch(text):
        return [_written(match[1], match[3], match[4])]
    if match := CHINESE.fullmatch(text) or COMPACT.fullmatch(text):
        return [_written(*match.groups())]
    if match := YEAR_LAST.fullmatch(text):
        return [_written(match[4], match[1], match[3]), _written(match[4], match[3], match[1])]
    if match := MONTH_FIRST.fullmatch(text):
        return _named(match[3], match[1], match[2])
    if match := DAY_FIRST.fullmatch(text):
        return _named(match[3], match[2], match[1])
    return []


def _written(year: str, month: str, day: str) -> str:
    return f"{year}-{int(month):02}-{int(day):02}"


def _named(year: str, name: str, day: str) -> list[str]:
    months = [index for index, month in enumerate(MONTHS, 1) if name in (month, month[:3], month[:4])]
    return [_written(year, str(month), day) for month in months]
