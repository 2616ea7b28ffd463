"""Formats without a reader (.rtf, .odt), converted by LibreOffice if it is installed."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import tempfile
import zipfile
from pathlib import Path

from ...errors import UserError, no_room

_SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice")


def converter() -> str | None:
    """The path of LibreOffice, if there is one."""
    return next((found for program in _PROGRAMS if (found := shutil.which(program))), None)


def converted(name: str, data: bytes, old: str, new: str) -> bytes:
    """``data`` in another format, by LibreOffice with a profile of its own; the input never leaves a temporary folder.

    Raises ``UserError`` if it does not finish within two minutes, or gives nothing.
    """
    program = converter()
    if program is None:
        raise UserError(f"{name}: LibreOffice is not installed", f"{name}：未安装 LibreOffice")
    try:
        with tempfile.TemporaryDirectory(prefix="budget-indicators-", ignore_cleanup_errors=True) as folder:
            given = Path(folder) / f"input.{old}"
            given.write_bytes(data)
            command = [
                *(program, f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}", "--headless", "--norestore"),
                *("--convert-to", new, "--outdir", folder, str(given)),
            ]
            _run(name, command)
            made = given.with_suffix(f".{new}")
            if made.is_file():
                result = made.read_bytes()
                if _marks_cells(data, old) and not _has_table(result):
                    raise UserError(
                        f"{name}: LibreOffice loses the tables of this {old} file; save it as .{new} in Word or WPS",
                        f"{name}：LibreOffice 转换时丢失了表格，请用 Word 或 WPS 另存为 .{new}",
                    )
                return result
    except OSError as problem:
        raise no_room(problem) from None
    raise UserError(
        f"{name}: LibreOffice cannot convert this {old} file; damaged?",
        f"{name}：LibreOffice 无法转换这个 {old} 文件，可能已损坏",
    )


_MARKS = {"rtf": re.compile(rb"\\cell\b"), "odt": re.compile(rb"(?!)")}
_MANY = 8  # marks of cells' ends, for a file to hold a table


def _marks_cells(data: bytes, old: str) -> bool:
    return len(_MARKS[old].findall(data)) >= _MANY


def _has_table(docx: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            return b"<w:tbl>" in archive.read("word/document.xml")
    except (zipfile.BadZipFile, KeyError):
        return False


def _run(name: str, command: list[str]) -> None:
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        raise UserError(
            f"{name}: LibreOffice took longer than {_SECONDS} seconds to convert it",
            f"{name}：LibreOffice 转换超过 {_SECONDS} 秒，已放弃",
        ) from None
    finally:
        if process.poll() is None:
            # The program is a script that starts others: its whole group is ended.
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
            process.wait()
