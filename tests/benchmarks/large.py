"""A large text file through the command: how much memory it takes, all processes together."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .sections import number, repository
from .strings import clean

BEGIN, END = "<!-- begin: python -m tests.benchmarks --large -->", "<!-- end: large -->"


def run(megabytes: int) -> str:
    """Generate a file, read it, and say in Markdown what that took; the file is deleted again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "strings.txt"
        indicators = _generate(path, megabytes * 1_000_000)
        lines = []
        for words in ([], ["--lines"]):
            command = [sys.executable, "-m", "budget_indicators", "parse", str(path), "--format", "jsonl", *words]
            start = time.perf_counter()
            process = subprocess.Popen(command, stdout=subprocess.PIPE)
            rows, peak = _watched(process)
            took = time.perf_counter() - start
            shown = " ".join(["parse strings.txt --format jsonl", *words])
            lines.append(f"| `{shown}` | {rows:,} | {peak / 1e6:,.0f} MB | {number(took / indicators * 1e6)} |")
            print(lines[-1], file=sys.stderr, flush=True)
    head = f"A file of {megabytes:,} MB with {indicators:,} indicators, one string a line, by all processors:"
    table = [
        "| command | rows written | peak memory, all processes | µs per indicator |",
        "|---|---:|---:|---:|",
        *lines,
    ]
    return "\n".join([head, "", *table])


def write(section: str) -> Path:
    """Put it into docs/performance.md."""
    page = repository() / "docs" / "performance.md"
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n\n{section}\n\n{END}{after}", encoding="utf-8")
    return page


def _generate(path: Path, size: int) -> int:
    corpus = clean(1_000, 5)
    block = "".join(f"{text}\n" for text in corpus.texts).encode()
    times = max(1, size // len(block))
    with open(path, "wb") as file:
        for _ in range(times):
            file.write(block)
    return times * corpus.indicators


def _watched(process: subprocess.Popen[bytes]) -> tuple[int, int]:
    """The lines a process prints, and the most memory it and its children had at once."""
    rows = peak = 0
    looked = 0.0
    assert process.stdout is not None
    while block := process.stdout.read(1 << 20):
        rows += block.count(b"\n")
        if time.monotonic() - looked > 0.5:
            peak = max(peak, _memory(process.pid))
            looked = time.monotonic()
    if process.wait():
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
