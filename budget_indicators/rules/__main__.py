"""``python -m budget_indicators.rules [--lang zh]``: the page of all rules, for ``docs/``."""

from __future__ import annotations

import argparse
import sys

from .page import page
from .registry import own_rules


def main() -> None:
    """Print the page, always in UTF-8."""
    parser = argparse.ArgumentParser(
        prog="python -m budget_indicators.rules", description="Print the page of all rules."
    )
    parser.add_argument("--lang", choices=("en", "zh"), default="en")
    sys.stdout.buffer.write(page(own_rules(), parser.parse_args().lang).encode("utf-8"))


if __name__ == "__main__":
    main()
