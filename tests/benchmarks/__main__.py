"""All benchmarks in one run: ``python -m tests.benchmarks --help``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import attrs

sys.path.insert(0, str(Path(__file__).parents[1]))  # where pytest finds the damage generator, too

from . import report
from .sections import FULL, QUICK, measured


def main() -> None:
    """Measure and print, or write into docs/performance.md."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few strings and rounds: a rough look in half a minute")
    parser.add_argument("--rounds", type=int, help="rounds on fresh strings; the best counts")
    parser.add_argument("--markdown", action="store_true", help="write the tables into docs/performance.md")
    parser.add_argument(
        "--large", type=int, metavar="MB", help="instead: read files of that size by the commands; their memory"
    )
    parser.add_argument(
        "--only", default="", metavar="WORDS", help="of --large: the commands with these words (parquet)"
    )
    parser.add_argument(
        "--country", type=float, metavar="SHARE", help="instead: that share of a country's year (0.1) into Parquet"
    )
    parser.add_argument("--jobs", type=int, default=2, help="processes for --country")
    args = parser.parse_args()
    if args.country:
        from . import country

        print(country.run(args.country, args.jobs))
        return
    if args.large:
        from . import large

        section = large.run(args.large, args.only)
        print(large.write(section) if args.markdown and not args.only else section)
        return
    scale = QUICK if args.quick else FULL
    if args.rounds:
        scale = attrs.evolve(scale, rounds=args.rounds)
    sections = measured(scale, log=lambda line: print(line, file=sys.stderr))
    if args.markdown:
        print(report.write(sections, scale))
    else:
        print(report.text(sections, scale))


if __name__ == "__main__":
    main()
