"""Run vaultlint as `python -m vaultlint`."""

import sys

from vaultlint.cli import main

sys.exit(main())
