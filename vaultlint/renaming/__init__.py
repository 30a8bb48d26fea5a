"""Notes called by other names: what a template makes of each, which of them may be, and the links that follow."""

from vaultlint.renaming.course import Course
from vaultlint.renaming.files import HOLDERS, followed
from vaultlint.renaming.moves import Settled, ordered, settled
from vaultlint.renaming.template import Template, template

__all__ = ["HOLDERS", "Course", "Settled", "Template", "followed", "ordered", "settled", "template"]
