"""Parsing from many threads at once: the same trees, the first use of everything included."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
import threading

sys.setswitchinterval(1e-4)
from budget_indicators import lint_indicators, parse_indicators

texts = [
    f"{n}、1-产出指标；11-数量指标；培训{n}次数；实施周期指标值:≥{n}次；年度指标值:每月不少于{n}次，完成率达到95%。"
    f"{n + 1}、1-产出指标;12-质量指标;合格率{n};实施周期指标:{n}%;年度指标值:2025年{n % 12 + 1}月底前"
    for n in range(1, 13)
]
found = [None] * 6
start = threading.Barrier(len(found))


def work(place):
    start.wait()
    found[place] = [(parse_indicators(text), lint_indicators(text)) for text in texts]


threads = [threading.Thread(target=work, args=(place,)) for place in range(len(found))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
expected = [(parse_indicators(text), lint_indicators(text)) for text in texts]
assert all(one == expected for one in found), "threads disagree"
assert all(len(tree.indicators) == 2 for tree, _ in expected)
print("same")
"""


def test_many_threads_at_once_first_use_included() -> None:
    """Six threads begin together in a fresh interpreter that has loaded and built nothing yet."""
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, encoding="utf-8")
    assert (done.stdout, done.stderr) == ("same\n", "")
