"""Measure the accuracy on all sets and write ``docs/accuracy.md``: ``python -m tests.accuracy --help``."""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # where pytest finds the generators, too

import budget_indicators

from .page import PAGE, Results, kept, page, store
from .sets import measured


def main() -> None:
    """Measure, keep the results under the version, write the page."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description=__doc__)
    parser.add_argument(
        "--scale", type=int, default=5, help="times 440 made strings for each depth of damage (default 5)"
    )
    parser.add_argument("--page", action="store_true", help="only write the page from the results that are kept")
    args = parser.parse_args()
    if not args.page:
        sets = list(measured(args.scale, log=lambda line: print(line, file=sys.stderr)))
        store(Results(budget_indicators.__version__, datetime.datetime.now(datetime.UTC).date().isoformat(), sets))
    PAGE.write_text(page(kept()), encoding="utf-8")
    print(PAGE)


if __name__ == "__main__":
    main()
