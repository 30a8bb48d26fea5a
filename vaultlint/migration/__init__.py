"""Migrations: reviewed lists of edits, each note's as one change."""

from __future__ import annotations

from vaultlint.migration.merging import merging
from vaultlint.migration.plan import Plan, Stage, plan
from vaultlint.migration.reading import read
from vaultlint.migration.shape import migration_schema

__all__ = ["Plan", "Stage", "merging", "migration_schema", "plan", "read"]
