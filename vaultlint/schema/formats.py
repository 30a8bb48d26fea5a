"""The formats that text can be asked to have: those of JSON Schema 2020-12 (section 7.3) that notes need, and ours."""

from __future__ import annotations

import re
from collections.abc import Callable

from vaultlint.late import late
from vaultlint.tag import is_tag

DATE = late(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
TIME = late(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]++)?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))")
SCHEME = late(r"[A-Za-z][A-Za-z0-9+.-]*+:")
NOT_IN_URI = late(r"[\x00-\x20\x7f<>\"{}|\\^`]|%(?![0-9A-Fa-f]{2})")
HOST = late(r"(?:[^/?#@\[\]]*+@)?(?:\[([^\[\]]++)\]|[^/?#\[\]:@]++)(?::[0-9]*+)?(?=[/?#]|\Z)")
FUTURE = late(r"[vV][0-9A-Fa-f]++\.[\w.~!$&'()*+,;=:-]++")
EMAIL = late(r"(?:\"[^\"\\\r\n]++\"|[^\s@\"(),:;<>\[\]\\.]++(?:\.[^\s@\"(),:;<>\[\]\\.]++)*+)@(\S++)")
DOMAIN = late(r"(?=.{1,253}\Z)(?:(?!-)[^\W_](?:[\w-]{0,61}[^\W_])?)(?:\.(?!-)[^\W_](?:[\w-]{0,61}[^\W_])?)*+")
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
HOSTNAME = late(rf"(?=.{{1,253}}\Z){LABEL}(?:\.{LABEL})*+")
CLOCK = "T(?:[0-9]++H(?:[0-9]++M(?:[0-9]++S)?)?|[0-9]++M(?:[0-9]++S)?|[0-9]++S)"
DAYS = "(?:[0-9]++Y(?:[0-9]++M(?:[0-9]++D)?)?|[0-9]++M(?:[0-9]++D)?|[0-9]++D)"
DURATION = late(f"P(?:{DAYS}(?:{CLOCK})?|{CLOCK}|[0-9]++W)")
JSON_POINTER = late(r"(?:/(?:[^~/]|~[01])*+)*+")
UUID = late(r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}")
RELATIVE_POINTER = late(r"(?:0|[1-9][0-9]*+)(?:[+-][1-9][0-9]*+)?(?:#|(?:/(?:[^~/]|~[01])*+)*+)")
VARIABLE = r"(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})(?:\.?(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2}))*+(?:\*|:[1-9][0-9]{0,3})?"
URI_TEMPLATE = late(
    r"(?:[^\x00-\x20\x7f\"<>\\^`{|}%]|%[0-9A-Fa-f]{2}"
    rf"|\{{[+#./;?&=,!@|]?{VARIABLE}(?:,{VARIABLE})*+\}})*+"
)
WIKILINK = late(r"!?\[\[(?!\s*+[|\]])[^\[\]\r\n]++\]\]")
NOT_IN_PATH = late(r"[\x00-\x1f\\:*?\"<>|]")


def is_date(text: str) -> bool:
    """A full-date of RFC 3339, `2025-10-08`, that is in the calendar."""
    from calendar import monthrange

    match = DATE.fullmatch(text)
    if match is None:
        return False
    year, month, day = map(int, match.groups())
    return 1 <= month <= 12 and 1 <= day <= (monthrange(year, month)[1] if year else 31)


def is_time(text: str) -> bool:
    """A full-time of RFC 3339 with its zone, `09:30:00Z`; a leap second only where UTC has one."""
    match = TIME.fullmatch(text)
    if match is None:
        return False
    hour, minute, second = map(int, match.group(1, 2, 3))
    sign, zone_hour, zone_minute = match[4], int(match[5] or 0), int(match[6] or 0)
    if hour > 23 or minute > 59 or second > 60 or zone_hour > 23 or zone_minute > 59:
        return False
    shift = (zone_hour * 60 + zone_minute) * (-1 if sign == "+" else 1)
    return second < 60 or (hour * 60 + minute + shift) % 1440 == 1439


def is_date_time(text: str) -> bool:
    """A date-time of RFC 3339: date, `T`, time with its zone."""
    return len(text) > 10 and text[10] in "Tt" and is_date(text[:10]) and is_time(text[11:])


def is_uri(text: str) -> bool:
    """An absolute address; letters of any script may stand in it (RFC 3987), as people copy them from browsers."""
    return SCHEME.match(text) is not None and is_uri_reference(text)


def is_uri_reference(text: str) -> bool:
    """An absolute or relative address without blanks or other characters that RFC 3986 knows only encoded."""
    if NOT_IN_URI.search(text) or text.count("#") > 1:
        return False
    scheme = SCHEME.match(text)
    rest = text[scheme.end() :] if scheme else text
    if scheme is None and ":" in re.split(r"[/?#]", text, maxsplit=1)[0]:
        return False
    if not rest.startswith("//"):
        return "[" not in rest and "]" not in rest and not (scheme and scheme[0].lower() in ("http:", "https:"))
    path = rest[2:]
    if path[:1] in ("", "/"):
        return scheme is None or scheme[0].lower() not in ("http:", "https:")
    host = HOST.match(path)
    if host is None or "[" in path[host.end() :] or "]" in path[host.end() :]:
        return False
    return host[1] is None or FUTURE.fullmatch(host[1]) is not None or _is_ip(host[1], 6)


def is_email(text: str) -> bool:
    """An address as people have it: one `@`, no blanks, a host behind it."""
    match = EMAIL.fullmatch(text)
    if match is None:
        return False
    host = match[1]
    if host.startswith("[") and host.endswith("]"):
        literal = host[1:-1]
        return _is_ip(literal[5:], 6) if literal[:5].lower() == "ipv6:" else _is_ip(literal, 4)
    return DOMAIN.fullmatch(host) is not None


def is_hostname(text: str) -> bool:
    """A name of RFC 1123: labels of ASCII letters, digits and hyphens."""
    return HOSTNAME.fullmatch(text) is not None


def is_ipv4(text: str) -> bool:
    """Four numbers with dots."""
    return _is_ip(text, 4)


def is_ipv6(text: str) -> bool:
    """An address of RFC 4291, without a zone."""
    return "%" not in text and _is_ip(text, 6)


def is_duration(text: str) -> bool:
    """A duration of RFC 3339 (appendix A), `P3DT4H`."""
    return DURATION.fullmatch(text) is not None


def is_json_pointer(text: str) -> bool:
    """A pointer of RFC 6901, `/a/0`."""
    return JSON_POINTER.fullmatch(text) is not None


def is_relative_json_pointer(text: str) -> bool:
    """A pointer that starts from a value: levels up, then down, `1/tags/0`."""
    return RELATIVE_POINTER.fullmatch(text) is not None


def is_uri_template(text: str) -> bool:
    """An address with variables in braces (RFC 6570), `https://example.org/{name}`."""
    return URI_TEMPLATE.fullmatch(text) is not None


def _is_ip(text: str, version: int) -> bool:
    import ipaddress

    try:
        return ipaddress.ip_address(text).version == version
    except ValueError:
        return False


def is_uuid(text: str) -> bool:
    """A UUID of RFC 4122 with its hyphens."""
    return UUID.fullmatch(text) is not None


def is_regex(text: str) -> bool:
    """A pattern that compiles."""
    try:
        re.compile(text)
    except (re.error, OverflowError, RecursionError):
        return False
    return True


def is_wikilink(text: str) -> bool:
    """A link as Obsidian keeps it in a property: `[[Note]]`, with heading, alias or `!` if need be."""
    return WIKILINK.fullmatch(text) is not None


def is_vault_path(text: str) -> bool:
    """A relative path in the vault, `notes/a.md`, that every system can hold."""
    parts = text.split("/")
    return not NOT_IN_PATH.search(text) and all(part.strip() and part not in (".", "..") for part in parts)


FORMATS: dict[str, Callable[[str], bool]] = {
    "date": is_date,
    "date-time": is_date_time,
    "time": is_time,
    "uri": is_uri,
    "iri": is_uri,
    "uri-reference": is_uri_reference,
    "iri-reference": is_uri_reference,
    "email": is_email,
    "idn-email": is_email,
    "hostname": is_hostname,
    "ipv4": is_ipv4,
    "ipv6": is_ipv6,
    "duration": is_duration,
    "relative-json-pointer": is_relative_json_pointer,
    "uri-template": is_uri_template,
    "json-pointer": is_json_pointer,
    "uuid": is_uuid,
    "regex": is_regex,
    "wikilink": is_wikilink,
    "vault-path": is_vault_path,
    "tag": is_tag,
}
"""What each format asks of a text; a format that is not here asks nothing."""

DESCRIPTIONS: dict[str, str] = {
    "date": "a date like 2025-10-08",
    "date-time": "a date and time like 2025-10-08T09:30:00Z",
    "time": "a time like 09:30:00Z",
    "uri": "a web address like https://example.org/page",
    "iri": "a web address like https://example.org/page",
    "uri-reference": "an address or a path like ../page.html",
    "iri-reference": "an address or a path like ../page.html",
    "uri-template": "an address with variables like https://example.org/{name}",
    "email": "an e-mail address like ann@example.org",
    "idn-email": "an e-mail address like ann@example.org",
    "hostname": "the name of a host like example.org",
    "ipv4": "an IP address like 192.0.2.1",
    "ipv6": "an IP address like 2001:db8::1",
    "duration": "a duration like P3DT4H",
    "json-pointer": "a JSON pointer like /tags/0",
    "uuid": "a UUID like 123e4567-e89b-12d3-a456-426614174000",
    "relative-json-pointer": "a relative JSON pointer like 1/tags",
    "regex": "a regular expression like ^[a-z]+$",
    "wikilink": "a link to a note like [[Note]]",
    "vault-path": "a path in the vault like notes/page.md",
    "tag": "a tag like reading/books (letters, digits, `_`, `-` and `/`)",
}
"""Each format in words that complete "should be …"."""
