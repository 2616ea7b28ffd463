"""``python -m tests.mutation [MODULE …]``: put faults into core modules, run their tests, say which faults survive.

Works on a copy of the repository. A fault that the tests do not notice is a survivor: either a test is missing, or the
change changes nothing (then it goes into ``equivalent.txt``, with a reason).
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue

from .faults import Fault, faults
from .modules import MODULES, tests_of

ROOT = Path(__file__).parents[2]
PACKAGE = "budget_indicators"
_COPIED = (PACKAGE, "grammar", "tests", "docs", "pyproject.toml", "README.md", "README.zh-CN.md")
_SLOWEST = 120.0  # seconds; a fault that makes the tests run on and on is noticed


def main() -> int:
    """Check the modules named, or all; 1 if fewer than ``--least`` per cent of the faults are noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="such as structure/value_end.py (default: all)")
    parser.add_argument("--sample", type=int, metavar="N", help="at most N faults of a module, drawn with a fixed seed")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="copies of the repository to work on at once")
    parser.add_argument("--least", type=float, default=85.0, metavar="PERCENT", help="the score that must be reached")
    args = parser.parse_args()
    equivalent = known()
    total = noticed = 0
    with copies(args.jobs) as free, ThreadPoolExecutor(args.jobs) as pool:
        for module in args.modules or MODULES:
            every = list(faults((ROOT / PACKAGE / module).read_text(encoding="utf-8")))
            every = [fault for fault in every if (module, fault.name) not in equivalent]
            if args.sample and len(every) > args.sample:
                every = sorted(random.Random(module).sample(every, args.sample), key=lambda fault: fault.line)
            tests = tests_of(module)
            if not _passes(module, None, tests, free):
                print(f"{module}: its tests fail without any fault", file=sys.stderr)
                return 2
            begun = time.monotonic()
            found = list(pool.map(lambda fault, m=module, t=tests: not _passes(m, fault, t, free), every))
            total, noticed = total + len(found), noticed + sum(found)
            share = 100 * sum(found) / max(1, len(found))
            print(f"{module:<32}{sum(found):>5} of {len(found):<5}{share:6.1f} %  {time.monotonic() - begun:5.0f} s")
            for fault, seen in zip(every, found, strict=True):
                if not seen:
                    print(f"    {fault.line}: {fault.name}")
            sys.stdout.flush()
    score = 100 * noticed / max(1, total)
    print(f"{'all':<32}{noticed:>5} of {total:<5}{score:6.1f} %")
    return int(score < args.least)


def known() -> set[tuple[str, str]]:
    """The faults that change nothing: lines of ``equivalent.txt``, module and change, with a tab between them."""
    text = Path(__file__).with_name("equivalent.txt").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {(row[0], row[1]) for row in rows}


@contextmanager
def copies(count: int) -> Iterator[SimpleQueue[Path]]:
    """Copies of the repository to put faults into."""
    free: SimpleQueue[Path] = SimpleQueue()
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        for number in range(count):
            copy = Path(folder) / str(number)
            copy.mkdir()
            for name in _COPIED:
                if (ROOT / name).is_dir():
                    shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
                else:
                    shutil.copy(ROOT / name, copy)
            free.put(copy)
        yield free


def _passes(module: str, fault: Fault | None, tests: list[str], free: SimpleQueue[Path]) -> bool:
    """Whether the tests pass with a fault in the module: the quick ones first, each only if the ones before passed."""
    copy = free.get()
    target = copy / PACKAGE / module
    before = target.read_text(encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--no-header", "--tb=no", *tests]
    try:
        if fault is not None:
            target.write_text(fault.source, encoding="utf-8")
        done = subprocess.run(
            command, cwd=copy, env=environment, timeout=_SLOWEST, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        return done.returncode == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        target.write_text(before, encoding="utf-8")
        free.put(copy)


if __name__ == "__main__":
    sys.exit(main())
