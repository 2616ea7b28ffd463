"""Make a few thousand documents and measure ``extract --jobs 2`` over them: time, and the most memory a process took.

python tests/benchmarks/extract_many.py [how many]
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "samples"
DOCUMENTS = Path(__file__).parent.parent / "documents"


def make(folder: Path, count: int) -> None:
    """Documents of every format, no two alike: another district's name, other amounts."""
    chance = random.Random(6)
    texts = [(SAMPLES / name).read_text(encoding="utf-8") for name in ("liwan-projects.txt", "panyu-projects.txt")]
    html = (DOCUMENTS / "t000.html").read_text(encoding="utf-8")
    binary = [DOCUMENTS / name for name in ("t003.xlsx", "t003.xls", "t003.docx", "t003_rl.pdf", "tort_lodocx.pdf")]
    for number in range(count):
        place = folder / f"{number // 500:02}"
        place.mkdir(exist_ok=True)
        district = f"第{chance.randrange(10_000)}区"
        match number % 4:
            case 0 | 1:
                text = texts[number % 2].replace("荔湾区", district).replace("番禺区", district)
                (place / f"{number:05}.txt").write_text(text, encoding="utf-8")
            case 2:
                (place / f"{number:05}.html").write_text(html.replace("番禺区", district), encoding="utf-8")
            case _:
                source = binary[number // 4 % len(binary)]
                (place / f"{number:05}{source.suffix}").write_bytes(source.read_bytes())
    (folder / "empty.pdf").write_bytes(b"")


def main() -> None:
    """Measure once and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        make(folder / "in", count)
        out = folder / "out.parquet"
        began = time.monotonic()
        words = ["extract", str(folder / "in"), "-o", str(out), "--jobs", "2", "--lang", "en"]
        done = subprocess.run(
            [sys.executable, "-m", "budget_indicators", *words], capture_output=True, text=True, check=False
        )
        seconds = time.monotonic() - began
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        print(done.stderr.strip().splitlines()[-1])
        print(f"{count} documents, exit code {done.returncode}: {seconds:.0f} s, {count / seconds:.0f} a second,")
        print(f"largest process {most} MB, output {out.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
