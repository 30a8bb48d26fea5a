"""A draft of a JSON Schema from the notes that there are: what nearly all of them do is asked of all."""

from vaultlint.infer.draft import Draft, Named, infer
from vaultlint.infer.layout import rendered
from vaultlint.infer.obsidian import declared

__all__ = ["Draft", "Named", "declared", "infer", "rendered"]
