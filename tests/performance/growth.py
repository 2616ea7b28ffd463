"""How the time of every regular expression and terminal of the package grows.

``python -m tests.performance.growth [module …]``.

Each is used as the package uses it (``search``, ``match``, ``sub`` …) on repeated fragments with a suffix that makes a
match fail, of 10,000 and of 100,000 characters. Linear growth is a factor of 10. Printed are those that take more
than 20 times as long, as a table.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import budget_indicators
from budget_indicators.grammar.loader import terminals
from budget_indicators.patterns import LazyPattern, lazy

FRAGMENTS = ("1", "，", "（", "1-", "。…1次", "（续）", "1-产出指标；", "年度", "a ", "<a", "2023年", "至", " ", "第一")
SUFFIX = "\x00"
SIZES = (10_000, 100_000)
NOTED = 0.05
"""Seconds; what takes less is not compared."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern of a module's globals and every terminal of the grammars."""
    for module in pkgutil.walk_packages(budget_indicators.__path__, "budget_indicators."):
        try:
            found = vars(importlib.import_module(module.name))
        except ImportError:
            continue
        for name, value in found.items():
            if isinstance(value, re.Pattern | LazyPattern) and isinstance(value.pattern, str):
                yield f"{module.name.removeprefix('budget_indicators.')}.{name}", lazy(value.pattern, value.flags)
    for grammar in ("indicators", "targets", "prose"):
        for name, source in terminals(grammar).items():
            yield f"{grammar}.lark {name}", re.compile(source)


def uses(name: str) -> set[str]:
    """How the package calls a pattern: the methods behind its name; all matches are found where nothing shows it."""
    module, _, called_so = name.rpartition(".")
    called = set(re.findall(rf"\b{re.escape(called_so)}\.([a-z]+)\(", _source(module if called_so[0] == "_" else "")))
    return called & {"search", "match", "fullmatch", "finditer"} | (
        {"finditer"} if called & {"findall", "sub", "subn", "split"} or not called & _METHODS else set()
    )


_METHODS = {"search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"}


@cache
def _source(module: str) -> str:
    """The source of a module, or of the whole package: a private name is used where it stands."""
    package = Path(budget_indicators.__path__[0])
    path = package / module.replace(".", "/")
    paths = (
        package.rglob("*.py") if not module else [path / "__init__.py" if path.is_dir() else path.with_suffix(".py")]
    )
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def seconds(pattern: re.Pattern[str], text: str, used: Iterable[str]) -> float:
    """The processor time of using a pattern on a text, in each of the ways once."""
    start = time.process_time()
    for way in used:
        if way == "finditer":
            for _ in pattern.finditer(text):
                pass
        else:
            getattr(pattern, way)(text)
    return time.process_time() - start


def main() -> None:
    """Print the table."""
    count = 0
    print("| pattern | fragment | 10,000 | 100,000 |\n|---|---|---:|---:|")
    for name, pattern in dict(patterns()).items():
        if sys.argv[1:] and not name.startswith(tuple(sys.argv[1:])):
            continue
        count += 1
        used = uses(name)
        for fragment in FRAGMENTS:
            short, long = (fragment * (size // len(fragment)) + SUFFIX for size in SIZES)
            first = seconds(pattern, short, used)
            if first > 0.5:
                print(f"| `{name}` | `{fragment}` | {first:.2f} s | not run |", flush=True)
                continue
            second = seconds(pattern, long, used)
            if second > NOTED and second > 20 * first:
                print(f"| `{name}` | `{fragment}` | {first:.4f} s | {second:.2f} s |", flush=True)
    print(f"\n{count} patterns, {len(FRAGMENTS)} fragments")


if __name__ == "__main__":
    main()
