"""``python -m tests.mutation [MODULE …]``: put faults into core modules, run their tests, say which faults survive.

Each fault is tried in a process of its own (:mod:`tests.mutation.trials`), so nothing is written. A fault that the
tests do not notice is a survivor: either a test is missing, or the change changes nothing (then it goes into
``equivalent.txt``, with a reason).
"""

from __future__ import annotations

import argparse
import importlib
import os
import random
import sys
import time
from collections import Counter
from itertools import groupby
from pathlib import Path

from .faults import Fault, faults
from .modules import MODULES, room, tests_of
from .trials import PACKAGE, ROOT, TestsFailError, trials

_LIBRARIES = ("attrs", "cattrs", "hypothesis.strategies", "hypothesis.internal.conjecture.engine", "lark", "jsonschema")


def main() -> int:
    """Check the modules named, or all; 1 if fewer than ``--least`` per cent of the faults are noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument(
        "modules", nargs="*", metavar="MODULE", help="such as structure/value_end.py, or structure (default: all)"
    )
    parser.add_argument("--sample", type=int, metavar="N", help="at most N faults of a module, drawn at random")
    parser.add_argument(
        "--seed", default="", metavar="TEXT", help="draw another sample; the same text, the same sample"
    )
    parser.add_argument("--least", type=float, default=85.0, metavar="PERCENT", help="the score that must be reached")
    args = parser.parse_args()
    for name in _LIBRARIES:
        importlib.import_module(name)
    os.chdir(ROOT)
    chosen = [
        module for module in MODULES if not args.modules or module in args.modules or room(module) in args.modules
    ]
    tried, noticed = Counter[str](), Counter[str]()
    for tests, modules in groupby(chosen, tests_of):
        drawn = {module: draw(module, args.sample, args.seed) for module in modules}
        begun = time.monotonic()
        try:
            for trial in trials(drawn, list(tests)):
                tried[trial.module] += 1
                noticed[trial.module] += trial.noticed
                if not trial.noticed:
                    at = f"{trial.module}:{trial.fault.line}"
                    print(f"    {at}: {trial.fault.name}  [{trial.reached_by} tests]", flush=True)
        except TestsFailError:
            print(f"{', '.join(tests)}: tests fail without any fault", file=sys.stderr)
            return 2
        print(f"{len(drawn)} modules, {time.monotonic() - begun:.0f} s")
    for name in [*chosen, *dict.fromkeys(map(room, chosen))]:
        of = [module for module in chosen if name in (module, room(module))]
        _say(name, sum(noticed[module] for module in of), sum(tried[module] for module in of))
    _say("all", noticed.total(), tried.total())
    return int(100 * noticed.total() < args.least * tried.total())


def _say(name: str, noticed: int, tried: int) -> None:
    print(f"{name:<32}{noticed:>5} of {tried:<5}{100 * noticed / max(1, tried):6.1f} %", flush=True)


def draw(module: str, count: int | None, seed: str) -> list[Fault]:
    """The faults of a module that may change something, or ``count`` of them, in the order of their lines."""
    every = list(faults((ROOT / PACKAGE / module).read_text(encoding="utf-8")))
    equivalent = {name for at, name in known() if at == module}
    for gone in equivalent - {fault.name for fault in every}:
        print(f"{module}: equivalent.txt names a fault that no longer exists: {gone}", file=sys.stderr)
    every = [fault for fault in every if fault.name not in equivalent]
    if count is not None and len(every) > count:
        every = random.Random(module + seed).sample(every, count)
    return sorted(every, key=lambda fault: fault.line)


def known() -> set[tuple[str, str]]:
    """The faults that change nothing: lines of ``equivalent.txt``, module and change, with a tab between them."""
    text = Path(__file__).with_name("equivalent.txt").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {(row[0], row[1]) for row in rows}


if __name__ == "__main__":
    sys.exit(main())
