"""The tables, as headings and rows of text."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from compileall import compile_dir
from contextlib import closing
from itertools import product
from pathlib import Path

import attrs

import budget_indicators
from budget_indicators.bulk.processes import parse_many, processors

from . import ours, rivals
from .measure import Speed, Subject, kept_bytes, seconds, speeds, start_up
from .strings import SAMPLES, clean, long_text, published

COUNTRY_YEAR = 13_000_000
"""Indicators published in China in one year."""

Log = Callable[[str], None]


@attrs.frozen
class Section:
    """A table with its title and what must be known to read it."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@attrs.frozen
class Scale:
    """How much is measured."""

    strings: int
    rounds: int
    longest: int
    """indicators in the longest text"""


QUICK = Scale(strings=60, rounds=2, longest=1_000)
FULL = Scale(strings=400, rounds=5, longest=10_000)

_SCRIPT = Subject("regex script: bare strings, no diagnostics", lambda: rivals.regex_script, ours=False)
_FINDALL = Subject("one `re.findall`, nothing else done", lambda: rivals.bare_findall, ours=False)
_FULL = Subject("**full parse**: tree, values, diagnostics", lambda: ours.full)
_EVERYTHING = Subject("full parse, and every value and place read", lambda: ours.everything)
_STRUCTURE = Subject("structure only", lambda: ours.structure)
_LINT = Subject("lint", lambda: ours.lint)
_GRAMMAR = Subject("structure by the grammar alone", lambda: ours.grammar)
_LALR = Subject("the same grammar, plain Lark LALR tree", rivals.lark_lalr, ours=False)
_EARLEY = Subject("the same grammar, Lark Earley, basic lexer", rivals.lark_earley, 0.05, ours=False)
_DYNAMIC = Subject("the same grammar, Lark Earley as by default", rivals.lark_earley_dynamic, 0.0125, ours=False)

STRINGS = (_FINDALL, _SCRIPT, _FULL, _EVERYTHING, _STRUCTURE, _LINT, _GRAMMAR, _LALR, _EARLEY, _DYNAMIC)
OTHERS = (_FINDALL, _SCRIPT, _FULL, _EVERYTHING, _STRUCTURE, _LINT, _LALR)
UNWRAPPED = (_FINDALL, _SCRIPT, _FULL, _EVERYTHING)
VALUES = (
    Subject("**target value**: measures, headline, bounds, units", lambda: ours.value),
    Subject("the same by its grammar, nothing remembered", lambda: ours.value_anew),
    Subject("cn2an: numerals to digits", rivals.chinese_numerals, ours=False),
    Subject("Recognizers-Text: numbers", rivals.recognizers, 0.2, ours=False),
    Subject("Recognizers-Text: numbers with units", rivals.recognizers_units, 0.05, ours=False),
)


def compared(kind: str, subjects: Iterable[Subject], scale: Scale, log: Log) -> tuple[Section, list[Speed]]:
    """Subjects side by side; ratios to the first of them: one ``re.findall`` (strings), ours (values)."""
    found = speeds(kind, tuple(subjects), strings=scale.strings, rounds=scale.rounds, log=log)
    base = found[0].microseconds
    per = "value" if kind == "values" else "indicator"
    rows = tuple(
        (
            speed.subject.name,
            number(speed.microseconds),
            f"{speed.microseconds / base:.1f}",
            number(speed.characters / 1e6),
            number(speed.peak / 1e6),
        )
        for speed in found
    )
    first = "× ours" if kind == "values" else "× findall"
    head = (kind, f"µs per {per}", first, "million characters/s", "peak MB")
    return Section(f"Reading: {kind}", head, rows), found


def growth(scale: Scale, log: Log) -> Section:
    """One text that grows: what a character costs."""
    rows: list[tuple[str, ...]] = []
    sizes = [size for size in (1, 10, 100, 1_000, 10_000) if size <= scale.longest]
    for kind in ("clean", "damaged", "hostile"):
        cells = []
        for size in sizes:
            log(f"growth: {kind}, {size} indicators")
            texts = [long_text(kind, size, seed) for seed in range(7, 7 + max(1, 100 // size))]
            took = min(seconds(ours.full, texts) for _ in range(max(1, scale.rounds // 2)))
            cells.append(number(took / sum(map(len, texts)) * 1e6))
        rows.append((kind, *cells))
    head = ("µs per character, one text of", *(f"{size:,} indicators" if size > 1 else "1 indicator" for size in sizes))
    return Section("As one text grows", head, tuple(rows), "A steady row is linear growth.")


def memory(scale: Scale, log: Log) -> Section:
    """What results weigh when they are kept."""
    log("memory")
    corpus = clean(scale.strings, 99)
    rows = [
        (name, f"{kept_bytes(work, corpus):,.0f}")
        for name, work in (
            ("our trees", ours.full),
            ("our trees, every value and place read", ours.everything),
            ("tuples of the regex script", rivals.regex_script),
            ("plain Lark LALR trees", rivals.lark_lalr()),
        )
    ]
    rows.append(("the texts (UCS-2 in memory)", f"{corpus.characters * 2 / corpus.indicators:,.0f}"))
    return Section("Bytes kept per indicator", ("objects", "bytes per indicator"), tuple(rows))


_FROM_EACH = {
    "trees": (None, id),
    "trees, every value and place looked at": (None, ours.look),
    "a count from each": (ours.count, id),
}
"""What ``parse_many`` is asked for: ``then``, and what is done here with each result."""


def many(scale: Scale, log: Log) -> tuple[Section, dict[str, float]]:
    """Many strings by processes: wall-clock time."""
    rows: list[tuple[str, ...]] = []
    best: dict[str, float] = {}
    for kind, make in (("clean", clean), ("as published", published)):
        for text in make(scale.strings, 1233).texts:
            ours.full(text)
        runs = product(dict.fromkeys((1, processors())), _FROM_EACH.items())
        for seed, (jobs, (name, (then, look))) in enumerate(runs, start=1234):
            log(f"parse_many: {kind}, {jobs} processes, {name}")
            corpus = make(scale.strings * 40, seed)  # none of these strings has been read before
            start = time.perf_counter()
            with closing(parse_many(corpus.texts, jobs=jobs, then=then)) as found:
                for each in found:
                    look(each)
            took = (time.perf_counter() - start) / corpus.indicators * 1e6
            best[f"{kind}/{jobs}"] = min(took, best.get(f"{kind}/{jobs}", took))
            rows.append((f"{kind}, {name}", str(jobs), number(took)))
    head = ("parse_many", "processes", "µs per indicator")
    return Section("Many strings", head, tuple(rows), "Wall-clock time, the start of the processes included."), best


def starting(log: Log) -> Section:
    """Start-up times of fresh interpreters, from byte code, as after an installation."""
    log("start-up")
    compile_dir(Path(budget_indicators.__file__).parent, quiet=2)
    sample = str(SAMPLES / "panyu-projects.txt")
    runs = {
        "python -c pass": ("-c", "pass"),
        "import attrs": ("-c", "import attrs"),
        "import budget_indicators": ("-c", "import budget_indicators"),
        "parse one string": ("-c", f"from budget_indicators import parse_indicators as p; p({_STRING!r})"),
        "budget-indicators --version": ("-m", "budget_indicators", "--version"),
        "budget-indicators lint of one string": ("-m", "budget_indicators", "lint", _STRING),
        "budget-indicators lint of one text file": ("-m", "budget_indicators", "lint", sample),
    }
    took = {name: start_up(arguments) for name, arguments in runs.items()}
    bare = took["python -c pass"]
    rows = tuple((name, f"{ms:.0f}", f"{ms / bare:.1f}") for name, ms in took.items())
    return Section("Start-up", ("fresh interpreter", "ms of processor time, best of 9", "× bare Python"), rows)


_STRING = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"


def country_year(found: dict[str, list[Speed]], by_jobs: dict[str, float]) -> Section:
    """Thirteen million indicators."""
    rows: list[tuple[str, ...]] = []
    for kind, speeds_ in found.items():
        for speed in speeds_:
            if speed.subject in (_FULL, _LINT, _SCRIPT):
                name = speed.subject.name.replace("*", "")
                rows.append((f"{kind}: {name}, one process", duration(speed.microseconds * COUNTRY_YEAR / 1e6)))
    for name, microseconds in by_jobs.items():
        kind, _, jobs = name.partition("/")
        if jobs != "1":
            rows.append((f"{kind}: parse_many, {jobs} processes", duration(microseconds * COUNTRY_YEAR / 1e6)))
    return Section(f"A country's year: {COUNTRY_YEAR:,} indicators", ("strings and work", "time"), tuple(rows))


def measured(scale: Scale, log: Log) -> list[Section]:
    """All tables, in one run."""
    sections: list[Section] = []
    found: dict[str, list[Speed]] = {}
    for kind, subjects in (
        ("clean", STRINGS),
        ("as published", OTHERS),
        ("without wraps", UNWRAPPED),
        ("damaged", OTHERS),
    ):
        section, found[kind] = compared(kind, subjects, scale, log)
        sections.append(section)
    values = attrs.evolve(scale, strings=scale.strings * 3)
    sections.append(compared("values", VALUES, values, log)[0])
    sections.append(growth(scale, log))
    sections.append(memory(scale, log))
    table, by_jobs = many(scale, log)
    sections += [table, starting(log), country_year(found, by_jobs)]
    return sections


def number(value: float) -> str:
    """Three figures that matter."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def duration(seconds_: float) -> str:
    """As people say it."""
    if seconds_ < 120:
        return f"{seconds_:.0f} seconds"
    minutes = seconds_ / 60
    return f"{minutes:.0f} minutes" if minutes < 120 else f"{minutes / 60:.1f} hours"


def repository() -> Path:
    """The checkout."""
    return Path(__file__).parents[2]
