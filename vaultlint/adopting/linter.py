"""The settings of the plugin obsidian-linter: `data.json` in its folder, also as its older versions wrote them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from vaultlint.adopting.proposal import Proposal
from vaultlint.patterns import escaped

HOME = ".obsidian/plugins/obsidian-linter/data.json"

Options = Mapping[str, Any]

ALREADY = {
    "escape-yaml-special-characters": "frontmatter/invalid-yaml and frontmatter/lost-value, which quote what needs it",
    "format-tags-in-yaml": "properties/tag-syntax and properties/tag-hash",
}
"""Rules that have a counterpart which runs unasked."""

LEFT = {
    "dedupe-yaml-array-values": "`uniqueItems` of a schema asks for it; once: vaultlint edit normalise KEY --as dedupe",
    "force-yaml-escape": "quotes stay as they are where they change nothing",
    "format-yaml-array": "lists stay as they are written; properties/list-expected tells where Obsidian needs one",
    "insert-yaml-attributes": "`required` of a schema asks for them; once: vaultlint edit set KEY=VALUE --if missing",
    "move-tags-to-yaml": "tags in the text stay there",
    "remove-yaml-keys": "call the keys `deprecated` in a schema, or once: vaultlint edit unset KEY",
    "sort-yaml-array-values": "the order of a list may mean something; once: vaultlint edit normalise KEY --as sort",
    "yaml-timestamp": "no times are written into notes; git and the disk know them",
    "yaml-title": "no titles are made; a schema can require `title`",
    "yaml-title-alias": "no aliases are made",
}
"""Rules about front matter that have no counterpart, each with what comes next to it."""

REST = "about the form of text, which vaultlint leaves alone: go on with obsidian-linter, or with rumdl or markdownlint"


def proposed(settings: Mapping[str, Any]) -> Proposal:
    """What becomes of the settings."""
    proposal = Proposal()
    folders = [_pattern(folder) for folder in settings.get("foldersToIgnore") or () if isinstance(folder, str)]
    if folders:
        proposal.config["exclude"] = folders
    if settings.get("filesToIgnore"):
        proposal.left.append(("filesToIgnore", "`exclude` takes patterns such as drafts/**, no regular expressions"))
    if settings.get("customRegexes"):
        proposal.left.append(("customRegexes", "no text is replaced by patterns; residue/placeholder finds your own"))
    rest = [rule for rule, options in _enabled(settings) if not _rule(rule, options, proposal)]
    if rest:
        proposal.left.append((", ".join(rest), REST))
    return proposal


def _enabled(settings: Mapping[str, Any]) -> Iterator[tuple[str, Options]]:
    """The rules that are on, with their options, by the names that both have now."""
    rules = settings.get("ruleConfigs")
    for title, given in rules.items() if isinstance(rules, Mapping) else ():
        options = {_name(key): value for key, value in given.items()} if isinstance(given, Mapping) else {}
        if options.get("enabled") is True:
            yield _name(title), options


def _rule(rule: str, options: Options, proposal: Proposal) -> bool:
    """Put down what becomes of a rule; False if it is one of those about the form of text."""
    if rule in ALREADY:
        proposal.already.append((rule, ALREADY[rule]))
    elif rule in LEFT:
        proposal.left.append((rule, LEFT[rule]))
    elif rule in _COUNTERPARTS:
        _COUNTERPARTS[rule](options, proposal)
    else:
        return False
    return True


def _key_sort(options: Options, proposal: Proposal) -> None:
    given = str(options.get("yaml-key-priority-sort-order") or "")
    keys = [key for key in (line.strip().removesuffix(":") for line in re.split(r"[\n,]", given)) if key]
    if not keys or options.get("priority-keys-at-start-of-yaml") is False:
        why = "frontmatter/key-order puts keys that are named to the front, and leaves the others in their order"
        proposal.left.append(("yaml-key-sort", why))
        return
    proposal.config["extend-select"] = ["frontmatter/key-order"]
    proposal.config["rules"] = {"frontmatter/key-order": {"order": keys}}
    if str(options.get("yaml-sort-order-for-other-keys", "None")) != "None":
        proposal.left.append(("yaml-sort-order-for-other-keys", "keys that are not named keep their order, at the end"))


_COUNTERPARTS: dict[str, Callable[[Options, Proposal], None]] = {"yaml-key-sort": _key_sort}


def _name(title: str) -> str:
    """`YAML Key Sort`, as older versions have it, is `yaml-key-sort`."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def _pattern(folder: str) -> str:
    return escaped(folder.strip("/")) + "/**"
