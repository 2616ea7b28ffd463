"""Completion in the shell: the commands, the options of a command, and the values an option takes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("argcomplete")


def completed(line: str, folder: Path) -> list[str]:
    """What the shell offers after ``line``."""
    told = folder / "told"
    asked = {"_ARGCOMPLETE": "1", "_ARGCOMPLETE_STDOUT_FILENAME": str(told), "_ARGCOMPLETE_IFS": "\n"}
    cursor = {"COMP_LINE": line, "COMP_POINT": str(len(line)), "COMP_TYPE": "9", "_ARGCOMPLETE_SHELL": "bash"}
    command = [sys.executable, "-m", "budget_indicators"]
    subprocess.run(command, env={**os.environ, **asked, **cursor}, check=False, timeout=60, capture_output=True)
    return [word.strip() for word in told.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("budget-indicators li", "lint"),
        ("budget-indicators lint --rev", "--review"),
        ("budget-indicators lint --output-format sa", "sarif"),
        ("budget-indicators ex", "extract"),
    ],
)
def test_completions(tmp_path: Path, line: str, offered: str) -> None:
    """The word that the line begins is completed."""
    assert offered in completed(line, tmp_path)
