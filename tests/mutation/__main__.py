"""``python -m tests.mutation [MODULE …]``: put faults into core modules, run their tests, say which faults survive.

Each fault is tried in a process of its own, forked from one that has loaded pytest and the libraries already; the
module with the fault is given to it in place of the file, so nothing is written. A fault that the tests do not notice
is a survivor: either a test is missing, or the change changes nothing (then it goes into ``equivalent.txt``, with a
reason).
"""

from __future__ import annotations

import argparse
import importlib.abc
import importlib.machinery
import os
import random
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest

from .faults import Fault, faults, no_fault
from .modules import MODULES, Stages, tests_of

ROOT = Path(__file__).parents[2]
PACKAGE = "budget_indicators"
_LIBRARIES = ("attrs", "cattrs", "hypothesis.strategies", "hypothesis.internal.conjecture.engine", "lark", "jsonschema")
_QUIETLY = ("-qx", "-p", "no:cacheprovider", "-p", "no:xdist", "--tb=no")
_PASSED_OVER = ("-W", "ignore::pytest.PytestAssertRewriteWarning")  # hypothesis is loaded already
_TIMES = 8.0  # a fault that makes the tests run this many times as long as without is noticed
_LEAST_TIME = 20.0  # seconds


def main() -> int:
    """Check the modules named, or all; 1 if fewer than ``--least`` per cent of the faults are noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="such as structure/value_end.py (default: all)")
    parser.add_argument("--sample", type=int, metavar="N", help="at most N faults of a module, drawn at random")
    parser.add_argument(
        "--seed", default="", metavar="TEXT", help="draw another sample; the same text, the same sample"
    )
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="faults to try at once")
    parser.add_argument("--least", type=float, default=85.0, metavar="PERCENT", help="the score that must be reached")
    args = parser.parse_args()
    for name in _LIBRARIES:
        importlib.import_module(name)
    os.chdir(ROOT)
    equivalent = known()
    total = noticed = 0
    with ThreadPoolExecutor(args.jobs) as pool:
        for module in args.modules or MODULES:
            source = (ROOT / PACKAGE / module).read_text(encoding="utf-8")
            every = list(faults(source))
            for gone in {name for at, name in equivalent if at == module} - {fault.name for fault in every}:
                print(f"{module}: equivalent.txt names a fault that no longer exists: {gone}", file=sys.stderr)
            every = [fault for fault in every if (module, fault.name) not in equivalent]
            if args.sample and len(every) > args.sample:
                every = sorted(
                    random.Random(module + args.seed).sample(every, args.sample), key=lambda fault: fault.line
                )
            tests = tests_of(module)
            begun = time.monotonic()
            if not passes(module, no_fault(source), tests, 600.0):
                print(f"{module}: its tests fail without any fault", file=sys.stderr)
                return 2
            limit = max(_LEAST_TIME, _TIMES * (time.monotonic() - begun))
            begun = time.monotonic()
            found: list[bool] = []
            trials = pool.map(lambda fault, m=module, t=tests, s=limit: not passes(m, fault, t, s), every)
            for fault, seen in zip(every, trials, strict=True):
                found.append(seen)
                if not seen:
                    print(f"    {module}:{fault.line}: {fault.name}", flush=True)
            total, noticed = total + len(found), noticed + sum(found)
            share = 100 * sum(found) / max(1, len(found))
            spent = time.monotonic() - begun
            print(f"{module:<32}{sum(found):>5} of {len(found):<5}{share:6.1f} %  {spent:5.0f} s", flush=True)
    score = 100 * noticed / max(1, total)
    print(f"{'all':<32}{noticed:>5} of {total:<5}{score:6.1f} %")
    return int(score < args.least)


def known() -> set[tuple[str, str]]:
    """The faults that change nothing: lines of ``equivalent.txt``, module and change, with a tab between them."""
    text = Path(__file__).with_name("equivalent.txt").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {(row[0], row[1]) for row in rows}


def passes(module: str, fault: Fault, tests: Stages, limit: float) -> bool:
    """Whether the tests pass with a fault in the module, within ``limit`` seconds."""
    sys.stdout.flush()
    source = fault.source
    child = os.fork()
    if child == 0:
        os._exit(_run(module, source, tests))
    end = time.monotonic() + limit
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _run(module: str, source: str, tests: Stages) -> int:
    """The exit code of pytest, run in this process with ``source`` in place of the module's file."""
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    name = f"{PACKAGE}.{module.removesuffix('.py').replace('/', '.')}"
    sys.meta_path.insert(0, _Faulty(name, source))
    try:
        return next(filter(None, (int(pytest.main([*_QUIETLY, *_PASSED_OVER, *stage])) for stage in tests)), 0)
    except BaseException:
        return 1


class _Faulty(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module with a fault in it; all others are found as ever."""

    def __init__(self, name: str, source: str) -> None:
        self.name, self.source = name, source

    def find_spec(self, name: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec | None:
        """The module, if it is the one."""
        if name != self.name:
            return None
        file = str(ROOT / Path(*name.split("."))) + ".py"
        return importlib.machinery.ModuleSpec(name, self, origin=file)

    def exec_module(self, module: ModuleType) -> None:
        """Run the source with the fault."""
        exec(compile(self.source, f"<{self.name} with a fault>", "exec"), module.__dict__)


if __name__ == "__main__":
    sys.exit(main())
