"""The folder for Windows, as far as it can be tried elsewhere: its files, its search path, its start files."""

from __future__ import annotations

import importlib.util
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent.parent.parent / ".ci" / "windows"


@pytest.fixture(scope="module")
def build() -> Any:
    """The script that builds it."""
    if not HERE.is_dir():
        pytest.skip("not in a clone of the repository")
    spec = importlib.util.spec_from_file_location("build_windows", HERE / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def embedded(tmp_path: Path) -> Path:
    """What stands for Python's embeddable package."""
    path = tmp_path / "python-3.13.9-embed-amd64.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("python.exe", "pythonw.exe", "python313.zip"):
            archive.writestr(name, name)
        archive.writestr("python313._pth", "python313.zip\n.\n#import site\n")
    return path


def test_the_folder(build: Any, embedded: Path, tmp_path: Path) -> None:
    """Python finds the program beside it, the start file finds Python, wherever the folder lies."""
    folder = tmp_path / "绩效指标检查"
    folder.mkdir()
    assert build.version_of(embedded) == "3.13"
    build.assemble(embedded, folder)
    assert (folder / "python" / "python313._pth").read_bytes() == b"python313.zip\r\n.\r\n..\\site\r\n"
    start = (folder / "启动.cmd").read_bytes()
    assert start == b'@echo off\r\nstart "" "%~dp0python\\pythonw.exe" "%~dp0start.pyw"\r\n'
    compile((folder / "start.pyw").read_text(encoding="utf-8"), "start.pyw", "exec")
    assert (folder / "说明.txt").read_bytes().startswith(b"\xef\xbb\xbf")


def test_another_zip_is_refused(build: Any, tmp_path: Path) -> None:
    """One line."""
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x", "x")
    with pytest.raises(SystemExit, match="not Python's embeddable package"):
        build.version_of(path)


def test_without_a_console_there_is_nowhere_to_print(monkeypatch: pytest.MonkeyPatch) -> None:
    """``pythonw`` has no standard streams: the command runs all the same."""
    from budget_indicators.cli import main

    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["serve", "--port", "70000"]) == 2
