"""How long the page waits for its findings when several pages are open: ``python tests/benchmarks/page.py [PAGES]``.

Each page sends a text of 5 kB, waits for the answer, thinks a second and sends the next one, as a person who types.
"""

from __future__ import annotations

import statistics
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from web.program import Program, start

ENTRY = "{n}、1-产出指标;11-数量指标；第{n}类事项办理数量；实施周期指标值:{n}件；年度指标值:>={n}件。"
ROUNDS = 15
THINK_SECONDS = 1.0


def page(program: Program, seed: int, times: list[float]) -> None:
    """One page: each text differs, so that nothing is remembered."""
    time.sleep(THINK_SECONDS * seed / 20)
    for turn in range(ROUNDS):
        text = "".join(ENTRY.format(n=seed * 1000 + turn * 50 + at) for at in range(40))
        text = text[: 5000 // 3 + 60]
        began = time.perf_counter()
        answer = program.api("lint", {"text": text})
        times.append(time.perf_counter() - began)
        assert answer.status == 200
        time.sleep(THINK_SECONDS)


def main() -> None:
    """Run all pages at once, and say what they waited."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    program = start()
    page(program, 0, [])  # both workers have started
    times: list[float] = []
    pages = [threading.Thread(target=page, args=(program, seed, times)) for seed in range(1, count + 1)]
    for each in pages:
        each.start()
    for each in pages:
        each.join()
    program.stop()
    ms = sorted(1000 * each for each in times)
    p95 = ms[int(len(ms) * 0.95)]
    print(f"{count} pages, {len(ms)} texts of 5 kB: median {statistics.median(ms):.0f} ms, p95 {p95:.0f} ms")


if __name__ == "__main__":
    main()
