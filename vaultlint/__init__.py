"""The linter and front-matter manager for Obsidian-style vaults."""

__version__ = "0.1.0"
