"""Tables as text and as Markdown, with the machine and the versions they were made on."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .sections import Scale, Section, repository

BEGIN, END = "<!-- begin: python -m tests.benchmarks --markdown -->", "<!-- end -->"
_PACKAGES = ("lark", "attrs", "cn2an", "recognizers-text-number", "pyarrow")


def machine() -> str:
    """Processor, memory and versions."""
    model = platform.processor() or platform.machine()
    try:
        info = Path("/proc/cpuinfo").read_text(encoding="utf-8")
        model = next(line.partition(":")[2].strip() for line in info.splitlines() if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    memory = ""
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = f", {os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB of memory"
    return f"{model}, {os.cpu_count()} processors{memory}; {platform.system()}"


def versions() -> str:
    """Python and the packages that were measured."""
    found = [f"{platform.python_implementation()} {platform.python_version()}"]
    for name in _PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} not installed")
    return ", ".join(found)


def method(scale: Scale) -> str:
    """How the numbers came about, in words."""
    return (
        f"Variants of the strings of the sample documents, with fresh numbers and names: {scale.strings} strings a "
        f"round, {scale.rounds} rounds; the best round counts. Each row of a table gets strings of its own from the "
        "same source, other ones in each round, so that no string is seen twice; all in one process, in turn, after a "
        "warm-up. Times are processor time, collection of garbage included. Slow ones get a part of the strings. "
        "Peak memory is that of Python objects beyond what was there before, while strings are read one by one."
    )


def text(sections: Iterable[Section], scale: Scale) -> str:
    """For a terminal."""
    parts = [machine(), versions(), ""]
    for section in sections:
        table = [tuple(cell.replace("*", "") for cell in row) for row in (section.head, *section.rows)]
        widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
        parts.append(f"{section.title}\n")
        for row in table:
            first, *others = (cell + " " * (size - _width(cell)) for cell, size in zip(row, widths, strict=True))
            parts.append("  ".join([first, *(cell.strip().rjust(len(cell)) for cell in others)]).rstrip())
        parts.append(f"{section.note}\n" if section.note else "")
    return "\n".join([*parts, method(scale)])


def _width(cell: str) -> int:
    return sum(2 if ord(char) > 0x2E80 else 1 for char in cell)


def markdown(sections: Sequence[Section], scale: Scale) -> str:
    """For docs/performance.md, between its marks."""
    parts = [BEGIN, "", f"Machine: {machine()}.", "", f"Versions: {versions()}.", "", method(scale), ""]
    for section in sections:
        parts += [f"### {section.title}", "", _line(section.head), _line(["---", *["---:"] * (len(section.head) - 1)])]
        parts += [_line(row) for row in section.rows]
        parts += ["", section.note, ""] if section.note else [""]
    return "\n".join([*parts, END])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def write(sections: Sequence[Section], scale: Scale) -> Path:
    """Put the tables into docs/performance.md."""
    page = repository() / "docs" / "performance.md"
    old = page.read_text(encoding="utf-8")
    before, _, rest = old.partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(before + markdown(sections, scale) + after, encoding="utf-8")
    return page
