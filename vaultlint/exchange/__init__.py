"""Texts that lack their translation, on their way to a translator and back into the notes."""

from vaultlint.exchange.placing import Placed, place
from vaultlint.exchange.task import Task, tasks

__all__ = ["Placed", "Task", "place", "tasks"]
