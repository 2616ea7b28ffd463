"""``python -m budget_indicators`` is the command ``budget-indicators``."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
