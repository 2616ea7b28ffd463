"""Build the folder for Windows: Python's embeddable package, this program, and a start file.

Run on any system with Python and a network, once for everybody:

    python .ci/windows/build.py python-3.13.9-embed-amd64.zip 绩效指标检查

The first word is the embeddable package as it comes from python.org, the second the folder to be made (zip it to pass
it on). Nothing is installed where it is used, no administrator is needed, and there is no one-file executable, which
virus scanners distrust: ``pythonw.exe`` is Python's own, signed by its makers.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
TOP = HERE.parent.parent
EXTRAS = "web,pdf,excel,word,html"
ALSO = ("colorama",)  # click wants it on Windows; pip decides that by the system it runs on
# Windows' command processor reads a file in the system's code page: the start file holds nothing but ASCII.
START = """@echo off\r\nstart "" "%~dp0python\\pythonw.exe" "%~dp0start.pyw"\r\n"""


def version_of(embedded: Path) -> str:
    """The version of an embeddable package, as pip wants it: ``3.13``."""
    with zipfile.ZipFile(embedded) as archive:
        names = archive.namelist()
    found = next((match for name in names if (match := re.fullmatch(r"python3(\d+)\._pth", name))), None)
    if found is None or "pythonw.exe" not in names:
        raise SystemExit(f"{embedded}: not Python's embeddable package for Windows")
    return f"3.{found[1]}"


def install(site: Path, version: str) -> None:
    """Put the program and what it needs into ``site``, for Windows, without running any of it."""
    wheels = site.parent / "wheel"
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(wheels), str(TOP)], check=True
    )
    (wheel,) = wheels.glob("*.whl")
    platform = ["--platform", "win_amd64", "--python-version", version, "--implementation", "cp", "--only-binary=:all:"]
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--target",
            str(site),
            *platform,
            f"{wheel}[{EXTRAS}]",
            *ALSO,
        ],
        check=True,
    )
    shutil.rmtree(wheels)
    shutil.rmtree(site / "bin", ignore_errors=True)


def assemble(embedded: Path, folder: Path) -> None:
    """Put Python, its search path and the start files around what ``folder/site`` holds."""
    python = folder / "python"
    with zipfile.ZipFile(embedded) as archive:
        archive.extractall(python)
    (paths,) = python.glob("python3*._pth")
    paths.write_text(f"{paths.stem}.zip\n.\n..\\site\n", encoding="utf-8", newline="\r\n")
    shutil.copy(HERE / "start.pyw", folder / "start.pyw")
    (folder / "启动.cmd").write_bytes(START.encode("ascii"))
    readme = (HERE / "readme.txt").read_text(encoding="utf-8")
    (folder / "说明.txt").write_text(readme, encoding="utf-8-sig", newline="\r\n")


def main() -> None:
    """Build the folder."""
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    embedded, folder = Path(sys.argv[1]), Path(sys.argv[2])
    if folder.exists():
        raise SystemExit(f"{folder}: is there already")
    version = version_of(embedded)
    folder.mkdir(parents=True)
    install(folder / "site", version)
    assemble(embedded, folder)
    print(f"{folder}: {sum(path.stat().st_size for path in folder.rglob('*') if path.is_file()) // 1_000_000} MB")


if __name__ == "__main__":
    main()
