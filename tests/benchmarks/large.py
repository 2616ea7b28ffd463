"""Large files through the commands: how much memory it takes, all processes together."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from .sections import number, repository
from .strings import Corpus, clean

BEGIN, END = "<!-- begin: python -m tests.benchmarks --large -->", "<!-- end: large -->"


def run(megabytes: int) -> str:
    """Generate files, read them, and say in Markdown what that took; they are deleted again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "strings.txt"
        in_strings = _generate(path, megabytes * 1_000_000)
        table = Path(folder) / "projects.csv"
        in_table = _generate_csv(table, megabytes * 1_000_000)
        lines = []
        for given, indicators, words in (
            (path, in_strings, ["parse", "{}", "--format", "jsonl"]),
            (path, in_strings, ["parse", "{}", "--format", "jsonl", "--lines"]),
            (path, in_strings, ["extract", "{}", "-o", "out.jsonl"]),
            (path, in_strings, ["extract", "{}", "-o", "out.parquet"]),
            (path, in_strings, ["extract", "{}", "-o", "out.duckdb"]),
            (table, in_table, ["extract", "{}", "-o", "out.parquet"]),
        ):
            command = [sys.executable, "-m", "budget_indicators", *(word.format(given) for word in words)]
            start, used = time.perf_counter(), children()
            process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=folder, env=_here())
            printed, peak = _watched(process)
            took, used = time.perf_counter() - start, children() - used
            rows = printed if words[0] == "parse" else _rows(Path(folder) / words[-1])
            shown = " ".join(words).format(given.name)
            each = f"{number(used / indicators * 1e6)} | {number(took / indicators * 1e6)}"
            lines.append(f"| `{shown}` | {rows:,} | {peak / 1e6:,.0f} MB | {each} |")
            print(lines[-1], file=sys.stderr, flush=True)
    head = (
        f"A text of {megabytes:,} MB with {in_strings:,} indicators, one string a line, and a CSV file of that size "
        f"with {in_table:,}, one project a row (other names and numbers in each), by all processors:"
    )
    found = [
        "| command | rows written | peak memory, all processes | µs of processor time an indicator | by the clock |",
        "|---|---:|---:|---:|---:|",
        *lines,
    ]
    return "\n".join([head, "", *found])


def children() -> float:
    """Processor time of the processes that have ended, in seconds."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def write(section: str) -> Path:
    """Put it into docs/performance.md."""
    page = repository() / "docs" / "performance.md"
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n\n{section}\n\n{END}{after}", encoding="utf-8")
    return page


def _generate(path: Path, size: int) -> int:
    indicators = 0
    with open(path, "wb") as file:
        for corpus in _corpora():
            file.write("".join(f"{text}\n" for text in corpus.texts).encode())
            indicators += corpus.indicators
            if file.tell() >= size:
                return indicators
    raise AssertionError("there is always another seed")


def _generate_csv(path: Path, size: int) -> int:
    indicators = 0
    with open(path, "w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["单位名称", "项目名称", "总计（万元）", "绩效目标", "绩效指标"])
        for corpus in _corpora():
            for number, text in enumerate(corpus.texts):
                writer.writerow([f"第{number % 50}单位", f"项目{number}", f"{number}.50", "办好培训", text])
            indicators += corpus.indicators
            if stream.tell() >= size:
                return indicators
    raise AssertionError("there is always another seed")


def _corpora() -> Iterator[Corpus]:
    """Strings without end, none of them twice."""
    return (clean(1_000, seed) for seed in count(5))


def _rows(path: Path) -> int:
    """The rows of indicators in an output file, which is deleted."""
    match path.suffix:
        case ".parquet":
            import pyarrow.parquet as pq

            rows = int(pq.read_metadata(path).num_rows)
        case ".duckdb":
            import duckdb

            with duckdb.connect(str(path), read_only=True) as database:
                rows = int(database.execute("SELECT count(*) FROM indicators").fetchall()[0][0])
        case _:
            with open(path, "rb") as stream:
                rows = sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
    path.unlink()
    return rows


def _here() -> dict[str, str]:
    """The environment in which the command is this checkout's, wherever it runs."""
    return {**os.environ, "PYTHONPATH": str(repository())}


def _watched(process: subprocess.Popen[bytes]) -> tuple[int, int]:
    """The lines a process prints, and the most memory it and its children had at once."""
    rows = peak = 0
    assert process.stdout is not None
    done = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.5):
            peak = max(peak, _memory(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    while block := process.stdout.read(1 << 20):
        rows += block.count(b"\n")
    process.wait()
    done.set()
    watcher.join()
    if process.returncode:
        raise RuntimeError(f"the command failed with exit code {process.returncode}")
    return rows, peak


def _memory(pid: int) -> int:
    """Bytes of a process and its descendants, what they share counted once (Linux)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0
    own = sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return own + sum(_memory(int(child)) for child in children)
