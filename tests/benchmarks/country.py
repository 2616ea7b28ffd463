"""A part of a country's year through ``parse_table`` into Parquet: strings as published, none of them seen before."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from budget_indicators import parse_table
from budget_indicators.garbage_collection import rarely

from .sections import COUNTRY_YEAR, duration, number
from .strings import published

_AT_ONCE = 5_000  # strings


def run(share: float, jobs: int) -> str:
    """Write the strings into a Parquet file, read them into another, and say what the reading took."""
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder) / "strings.parquet", Path(folder) / "indicators.parquet"
        _generate(given, round(COUNTRY_YEAR * share))
        processor, clock = _processor(), time.perf_counter()
        with rarely(), pq.ParquetFile(given) as strings:
            rows = _write(parse_table(strings.iter_batches(_AT_ONCE), keep=["id"], jobs=jobs), made)
        processor, clock = _processor() - processor, time.perf_counter() - clock
    each = processor / rows * 1e6
    return (
        f"{rows:,} indicators as published, {jobs} processes, into Parquet: {number(each)} µs of processor time an "
        f"indicator, {number(clock / rows * 1e6)} by the clock, {duration(clock)} in all. {COUNTRY_YEAR:,}: "
        f"{duration(clock / rows * COUNTRY_YEAR)} at this pace; {duration(each * COUNTRY_YEAR / 1e6 / jobs)} by {jobs} "
        "processors with nothing else to do."
    )


def _generate(path: Path, indicators: int) -> None:
    schema = pa.schema({"id": pa.int64(), "text": pa.string()})
    have = strings = 0
    with pq.ParquetWriter(path, schema) as writer:
        while have < indicators:
            corpus = published(_AT_ONCE, 7_000_000 + strings)
            ids = range(strings, strings + len(corpus.texts))
            writer.write_batch(pa.record_batch({"id": [*ids], "text": [*corpus.texts]}, schema=schema))
            have += corpus.indicators
            strings += len(corpus.texts)


def _write(batches: Iterator[Any], path: Path) -> int:
    first = next(batches)
    rows = first.num_rows
    with pq.ParquetWriter(path, first.schema) as writer:
        writer.write_batch(first)
        for batch in batches:
            writer.write_batch(batch)
            rows += batch.num_rows
    return rows


def _processor() -> float:
    """Processor time of this process and of those that have ended."""
    return sum(used.ru_utime + used.ru_stime for used in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))
