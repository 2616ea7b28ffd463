"""How the time of every regular expression and terminal of the package grows.

``python -m tests.performance.growth [--state FILE] [--markdown] [package or module …]``.

Each is used as the package uses it (``search``, ``match``, all matches …) on repeated fragments with a suffix that lets
a match fail, of 10,000 and of 100,000 characters. Linear growth is a factor of 10. Processor time is measured, the
median of some rounds where a factor looks worse. What takes too long is stopped and reported. With a
state file, expressions measured before are not measured again unless they have changed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import signal
import statistics
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

import attrs

from .expressions import SUFFIXES, Expression, expressions

SIZES = (10_000, 100_000)
LINEAR = SIZES[1] / SIZES[0]
NOTED = 1.3
"""Times linear: what grows faster is measured again, and listed."""
CLEAR = 3.0
"""Times linear: what grows so needs no other fragment to show it."""
TOO_SHORT = 0.002
"""Seconds: what takes less on the longer text is not compared; the clock ticks in it."""
LIMIT = 8.0
"""Seconds on one text: what takes longer is stopped."""
ROUNDS = 5
ENOUGH = 0.02
"""Seconds of one measurement."""


@attrs.frozen
class Growth:
    """The worst growth of one expression: the longer text takes ``factor`` × 10 times the time of the shorter one."""

    name: str
    package: str
    factor: float
    fragment: str = ""
    seconds: float = 0.0
    """on the longer text"""
    stopped: bool = False


class TooLongError(Exception):
    """A use of an expression was stopped."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Stop what takes more processor time; ``re`` looks for signals while it matches."""

    def stop(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def seconds(pattern: re.Pattern[str], text: str, ways: Iterable[str], times: int = 1) -> float:
    """The processor time of using a pattern on a text, in each of the ways once."""
    start = time.process_time()
    for _ in range(times):
        for way in ways:
            if way == "finditer":
                for _ in pattern.finditer(text):
                    pass
            else:
                getattr(pattern, way)(text)
    return (time.process_time() - start) / times


def growth(one: Expression) -> Growth:
    """The worst growth over all fragments and suffixes."""
    pattern = one.compiled()
    worst = Growth(one.name, one.package, 0.0)
    if one.longest is not None:
        return worst
    for fragment, suffix in product(one.fragments(), SUFFIXES):
        short, long = (fragment * (size // len(fragment)) + suffix for size in SIZES)
        try:
            with limited(LIMIT):
                took = seconds(pattern, long, one.ways)
            if took < TOO_SHORT:
                continue
            factor = took / LINEAR / max(seconds(pattern, short, one.ways, 4), 1e-9)
            if factor > NOTED:
                factor = _closely(pattern, short, long, one.ways, took)
        except TooLongError:
            return Growth(one.name, one.package, float("inf"), fragment, LIMIT, True)
        if factor > worst.factor:
            worst = Growth(one.name, one.package, factor, fragment, took)
        if factor > CLEAR:
            break
    return worst


def _closely(pattern: re.Pattern[str], short: str, long: str, ways: Iterable[str], took: float) -> float:
    """The median of some rounds, each as long as a clock can measure."""
    times = max(1, round(ENOUGH / took))
    factors: list[float] = []
    for _ in range(ROUNDS if took < 1 else 1):
        more = seconds(pattern, long, ways, times)
        less = seconds(pattern, short, ways, times * round(LINEAR))
        factors.append(more / LINEAR / max(less, 1e-9))
    return statistics.median(factors)


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", type=Path, help="keep what was measured here; go on where it ends")
    parser.add_argument("--markdown", action="store_true", help="print the table of the documentation")
    parser.add_argument("names", nargs="*", help="only these, by the beginnings of `package.module.name`")
    arguments = parser.parse_args()
    state = _State(arguments.state)
    found: list[Growth] = []
    for one in expressions():
        if not f"{one.package}.{one.name}".startswith(tuple(arguments.names) or ""):
            continue
        known = state.get(one)
        if known is None:
            known = growth(one)
            state.put(one, known)
            if known.factor > NOTED:
                print(f"{known.factor:.2f} {known.name} {known.fragment!r} {known.seconds:.3f} s", flush=True)
        found.append(known)
    if arguments.markdown:
        print(table(found))


class _State:
    """What was measured, a line each in a file."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: dict[str, Growth] = {}
        if path is not None and path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                fields: dict[str, Any] = json.loads(line)
                key = fields.pop("key")
                self._known[key] = Growth(**fields)

    def get(self, one: Expression) -> Growth | None:
        return self._known.get(_key(one))

    def put(self, one: Expression, found: Growth) -> None:
        if self._path is not None:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"key": _key(one), **attrs.asdict(found)}) + "\n")


def _key(one: Expression) -> str:
    return hashlib.sha256(
        f"{one.name} {one.flags} {sorted(one.ways)} {one.source}".encode(errors="surrogatepass")
    ).hexdigest()[:16]


def table(found: Iterable[Growth]) -> str:
    """The packages with their worst expressions; each that is noted has a line of its own, – is too fast to measure."""
    packages: dict[str, list[Growth]] = defaultdict(list)
    for one in found:
        packages[one.package].append(one)
    lines = ["| package | expressions | worst growth, × linear | of | fragment |", "| --- | ---: | ---: | --- | --- |"]
    for package, ones in sorted(packages.items()):
        ones.sort(key=lambda one: -one.factor)
        worst, *others = ones
        for one in (worst, *(other for other in others if other.factor > NOTED)):
            count = str(len(ones)) if one is worst else ""
            factor = f"stopped after {LIMIT:.0f} s" if one.stopped else f"{one.factor:.2f}" if one.factor else "–"
            lines.append(f"| {package} | {count} | {factor} | `{one.name}` | `{_shown(one.fragment)}` |")
    return "\n".join(lines)


def _shown(fragment: str) -> str:
    return repr(fragment)[1:-1].replace("|", "\\|").replace("`", "'")[:30]


if __name__ == "__main__":
    main()
