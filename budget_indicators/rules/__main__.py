"""``python -m budget_indicators.rules``: the page of all rules, for ``docs/rules.md``."""

from __future__ import annotations

import sys

from .page import page
from .registry import own_rules


def main() -> None:
    """Print the page, in UTF-8 whatever the locale says."""
    sys.stdout.buffer.write(page(own_rules()).encode("utf-8"))


if __name__ == "__main__":
    main()
