"""How the time of parsing, formatting, linting and fixing grows on hostile text.

``python -m tests.performance.programs [--size N] [fragment …]``.

Any two terminals of the language, spliced and repeated, with a suffix that lets a match fail: N characters and ten
times as many. Processor time, the factor beyond ten; what takes more than a minute is stopped and reported.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import time
from collections.abc import Callable
from random import Random

from budget_indicators import fix_indicators, format_indicators, lint_indicators, parse_indicators

from .growth import LINEAR, TooLongError, limited

TERMINALS = (
    "1、",
    "1-产出指标",
    "11-数量指标",
    "实施周期指标值:",
    "年度指标值:",
    "；",
    "。",
    "（续）",
    "。…1次-",
    "同上；",
)
SUFFIX = "1次-"
LIMIT = 60.0
_SPLICED = 8

WORKS: dict[str, Callable[[str], object]] = {
    "parse": parse_indicators,
    "format": lambda text: format_indicators(parse_indicators(text)),
    "lint": lint_indicators,
    "fix": fix_indicators,
}


def fragments() -> list[str]:
    """The terminals, some with the mark that follows them, and some of their pairs."""
    pairs = ["".join(pair) for pair in itertools.permutations(TERMINALS, 2)]
    return ["。。…1次-", "（续）…", "1-产出指标；", *Random(16).sample(pairs, _SPLICED)]


def seconds(work: Callable[[str], object], text: str) -> float:
    """Processor time, stopped at the limit."""
    with limited(LIMIT):
        start = time.process_time()
        work(text)
        return time.process_time() - start


def main() -> None:
    """Print a row for each fragment."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000, help="characters of the shorter text")
    parser.add_argument("fragments", nargs="*")
    arguments = parser.parse_args()
    print(f"| fragment | {' | '.join(WORKS)} |\n| --- |{' ---: |' * len(WORKS)}")
    for fragment in arguments.fragments or fragments():
        short, long = (fragment * (size // len(fragment)) + SUFFIX for size in (arguments.size, 10 * arguments.size))
        cells = []
        for work in WORKS.values():
            work(short[:1000])
            try:
                first = statistics.median(seconds(work, short) for _ in range(3))  # (the clock may stand still)
                cells.append(f"{seconds(work, long) / LINEAR / max(first, 1e-6):.2f}")
            except TooLongError:
                cells.append(f"over {LIMIT:.0f} s")
        print(f"| `{fragment}` | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
