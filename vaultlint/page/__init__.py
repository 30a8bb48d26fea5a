"""The page: the health of a vault as one HTML file that needs nothing besides itself."""

from vaultlint.page.links import Home
from vaultlint.page.whole import MARK, page

__all__ = ["MARK", "Home", "page"]
