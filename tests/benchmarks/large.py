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


_COMMANDS = (
    "parse strings.txt --format jsonl",
    "parse strings.txt --format jsonl --lines",
    "extract strings.txt -o out.jsonl",
    "extract strings.txt -o out.parquet",
    "extract strings.txt -o out.duckdb",
    "extract projects.csv -o out.parquet",
)


def run(megabytes: int, only: str = "") -> str:
    """Generate files, read them by the commands that hold the words ``only``, and say in Markdown what that took."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made: dict[str, int] = {}
        lines = []
        for command in (command for command in _COMMANDS if only in command):
            words = command.split()
            if words[1] not in made:
                made[words[1]] = _FILES[words[1]](folder / words[1], megabytes * 1_000_000)
            indicators = made[words[1]]
            start, used = time.perf_counter(), children()
            process = subprocess.Popen(
                [sys.executable, "-m", "budget_indicators", *words], stdout=subprocess.PIPE, cwd=folder, env=_here()
            )
            printed, peak = _watched(process)
            took, used = time.perf_counter() - start, children() - used
            rows = printed if words[0] == "parse" else _rows(folder / words[-1])
            each = f"{number(used / indicators * 1e6)} | {number(took / indicators * 1e6)}"
            lines.append(f"| `{command}` | {rows:,} | {peak / 1e6:,.0f} MB | {each} |")
            print(lines[-1], file=sys.stderr, flush=True)
    size = f"{megabytes:,} MB"
    read = {
        "strings.txt": f"a text of {size} with {{:,}} indicators, one string a line",
        "projects.csv": f"a CSV file of {size} with {{:,}}, one project a row",
    }
    given = " and ".join(read[file].format(indicators) for file, indicators in made.items())
    head = f"{given[:1].upper()}{given[1:]} (other names and numbers in each), by all processors:"
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


_FILES = {"strings.txt": _generate, "projects.csv": _generate_csv}


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
