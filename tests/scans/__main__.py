"""``python -m tests.scans``: the matrix of docs/scans.md, over every resolution and every kind of damage.

Each row: pages read, indicators exact, doubted though exact, wrong, wrong in silence, seconds a page.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1])]

from documents_support import DOCUMENTS  # noqa: E402

from budget_indicators import read_document  # noqa: E402
from scans.making import KINDS, scan  # noqa: E402
from scans.measure import compared  # noqa: E402

FILES = (("t003_rl.pdf", [1]), ("t003_lodocx.pdf", [1]), ("t000_rl.pdf", [1, 2, 3, 4, 5, 6]))


def main() -> None:
    """Print the matrix as a Markdown table."""
    os.environ["BUDGET_INDICATORS_CACHE"] = "off"
    print("| scan | dpi | indicators read | exact | exact but doubted | wrong | wrong in silence | seconds a page |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for kind in sys.argv[1:] or KINDS:
        for dpi in (150, 200, 300):
            exact = doubted = wrong = silent = pages = 0
            began = time.perf_counter()
            for name, numbers in FILES:
                data = scan(DOCUMENTS / name, numbers, dpi=dpi, kind=kind)
                found = compared(read_document(DOCUMENTS / name), read_document(data, name="scan.pdf"))
                exact, doubted = exact + found.exact, doubted + found.doubted
                wrong, silent, pages = wrong + found.wrong, silent + found.silent, pages + len(numbers)
            seconds = (time.perf_counter() - began) / pages
            row = (kind, dpi, exact + wrong, exact, doubted, wrong, silent, f"{seconds:.1f}")
            print("| " + " | ".join(map(str, row)) + " |", flush=True)


if __name__ == "__main__":
    main()
