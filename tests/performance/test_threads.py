"""Reading from many threads at once: the same results, the first use of everything included."""

from __future__ import annotations

import subprocess
import sys

import pytest

SCRIPT = """
import sys
import threading

sys.setswitchinterval(1e-5)
texts = [
    f"{n}、1-产出指标；11-数量指标；培训{n}次数；实施周期指标值:≥{n}次；年度指标值:每月不少于{n}次，完成率达到95%。"
    f"{n + 1}、1-产出指标;12-质量指标;合格率{n};实施周期指标:{n}%;年度指标值:2025年{n % 12 + 1}月底前"
    for n in range(1, 13)
]
values = [f"每月至少到网格巡查走访{n}次，完成率{n}%，{n % 12 + 1}月底前完成" for n in range(1, 13)]
count = 8
start = threading.Barrier(count + 1)
found = [None] * count


def work():
    import budget_indicators

    function = getattr(budget_indicators, sys.argv[1])
    return [function(text, year=2025) for text in (values if sys.argv[1] == "parse_target" else texts)]


def run(place):
    start.wait()
    found[place] = work()


threads = [threading.Thread(target=run, args=(place,)) for place in range(count)]
for thread in threads:
    thread.start()
assert not any(name.startswith(("budget_indicators", "lark")) for name in sys.modules), "loaded too early"
start.wait()
for thread in threads:
    thread.join()
expected = work()
assert all(expected) and all(one == expected for one in found), "threads disagree"
from budget_indicators.model.plain import plain_data
assert all(plain_data(one) == plain_data(expected) for one in found), "threads disagree about spans"
print("same")
"""


@pytest.mark.parametrize("function", ["parse_indicators", "parse_target", "lint_indicators"])
def test_many_threads_at_once_first_use_included(function: str) -> None:
    """Eight threads begin together in a fresh interpreter that has imported, loaded and built nothing yet."""
    done = subprocess.run([sys.executable, "-c", SCRIPT, function], capture_output=True, encoding="utf-8")
    assert (done.stdout, done.stderr) == ("same\n", "")
