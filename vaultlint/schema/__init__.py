"""JSON Schema for front matter: compiled once, its findings as data."""

from vaultlint.schema.compile import Schema, compile_schema, order_of
from vaultlint.schema.fault import SchemaFault

__all__ = ["Schema", "SchemaFault", "compile_schema", "order_of"]
