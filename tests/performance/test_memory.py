"""A large text goes through the commands without ever being held whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

if not Path("/proc/self/status").exists():
    pytest.skip("memory is read as Linux tells it", allow_module_level=True)

# Both ways read by the same functions; by default the one with worker processes.
WAYS = ["extract", "parse"] if os.environ.get("HYPOTHESIS_PROFILE") == "deep" else ["extract"]

MEGABYTES = 25
# Read in pieces, about 60 in the largest process; held whole, 135.
MOST = 105

RUN = """
import resource, sys
from budget_indicators.cli.main import main
if __name__ == "__main__":
    code = main(sys.argv[1:])
    # Not getrusage: that begins with what the process had that started this one.
    own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM:"))
    print(max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024, file=sys.stderr)
    sys.exit(code)
"""

# Where an installed command would find another copy of the package.
HERE = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}

ENTRY = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。\n"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A text of long lines without marks, which are read quickly, with a string here and there."""
    path = tmp_path_factory.mktemp("large") / "large.txt"
    block = (ENTRY + ("甲" * 1_333 + "\n") * 50).encode()
    with open(path, "wb") as file:
        for _ in range(MEGABYTES * 1_000_000 // len(block)):
            file.write(block)
    return path


@pytest.mark.parametrize("way", WAYS)
def test_memory_is_bounded(way: str, large: Path, tmp_path: Path) -> None:
    """The peak of the largest process stays far below what the text takes."""
    script, out = tmp_path / "run.py", tmp_path / "out.jsonl"
    script.write_text(RUN, encoding="utf-8")
    words = {
        "parse": ["parse", "-", "--format", "jsonl"],
        "extract": ["extract", str(large), "-o", str(out), "--quiet"],
    }[way]
    with open(large, "rb") as given, open(tmp_path / "printed", "wb") as printed:
        run = subprocess.run(
            [sys.executable, str(script), *words],
            stdin=given,
            stdout=printed,
            stderr=subprocess.PIPE,
            env=HERE,
            check=False,
        )
    assert run.returncode == 0, run.stderr.decode()
    rows = (out if way == "extract" else tmp_path / "printed").read_bytes()
    assert rows.count("培训次数".encode()) == large.read_bytes().count("培训次数".encode()) > 100
    assert int(run.stderr.split()[-1]) < MOST
