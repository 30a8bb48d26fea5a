"""How fast vaultlint is, beside rumdl: `python tests/bench/run.py [VAULT]`; `--help` tells the rest."""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]
    from bench.command import main

    sys.exit(main())
