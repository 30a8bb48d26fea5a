"""The health of a vault in numbers: what notes, folders, rules, translations, properties and names come to."""

from vaultlint.health.coverage import Coverage
from vaultlint.health.document import TIME, Health, Point, point_of, rendered
from vaultlint.health.facts import Facts
from vaultlint.health.measure import measured
from vaultlint.health.shape import document_schema

__all__ = ["TIME", "Coverage", "Facts", "Health", "Point", "document_schema", "measured", "point_of", "rendered"]
