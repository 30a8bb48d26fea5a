"""Texts that lack their translation, on their way to a translator and back into the notes."""

from vaultlint.exchange.placing import Placed, place
from vaultlint.exchange.task import Task, tasks
from vaultlint.exchange.whole import MARK, fill, left_as_it_was, whole_tasks

__all__ = ["MARK", "Placed", "Task", "fill", "left_as_it_was", "place", "tasks", "whole_tasks"]
