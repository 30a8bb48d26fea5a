"""Notes called by other names: what a template makes of each, which of them may be, and the links that follow."""

from vaultlint.renaming.course import Course
from vaultlint.renaming.files import HOLDERS, followed
from vaultlint.renaming.headings import Retitling, heading_followed, retitling
from vaultlint.renaming.moves import Settled, ordered, settled
from vaultlint.renaming.template import Template, template

__all__ = [
    "HOLDERS", "Course", "Retitling", "Settled", "Template", "followed", "heading_followed", "ordered", "retitling",
    "settled", "template",
]  # fmt: skip
