"""What README and docs show is what happens: their Python examples are doctests, their console blocks are run.

A ``console`` block holds commands after ``$ `` and, under each, what it prints (standard output, then standard error);
a line ``…`` stands for any lines. Commands run in a folder with the five samples (``samples/``, ``tests/samples/``), in
English, and in Chinese in ``*.zh-CN.md``. ``UPDATE_DOCS=1 pytest tests/test_docs.py`` writes what is printed into them.
"""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from budget_indicators.cli import main

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").rglob("*.md"))]
ANY_LINES = "…"
COLUMNS = "100"
SHELLS = set("|<>&$`*?~")
"""What only a shell understands."""

_FENCE = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ ", re.MULTILINE)


def blocks(text: str, language: str) -> list[re.Match[str]]:
    """The fenced blocks of one language."""
    return [block for block in _FENCE.finditer(text) if block[1] == language]


def pages_with(language: str, holding: str) -> list[object]:
    """The pages that have such a block with ``holding`` in it."""
    return [
        pytest.param(page, id=page.relative_to(ROOT).as_posix())
        for page in PAGES
        if page.exists() and any(holding in block[2] for block in blocks(page.read_text(encoding="utf-8"), language))
    ]


def shell(command: str, folder: Path, lang: str) -> str:
    """What a command prints, typed in ``folder`` with this environment's programs in reach."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={"PATH": path, "PYTHONPATH": str(ROOT), "LANG": lang, "HOME": str(folder), "COLUMNS": COLUMNS},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )
    return "\n".join(line.rstrip() for line in (done.stdout + done.stderr).splitlines())


@pytest.fixture(autouse=True)
def _one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in this process: to start workers for one or two takes longer than to read them."""
    monkeypatch.setattr(os, "cpu_count", lambda: 1)


def in_this_process(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What a command prints that needs no shell: the same, without starting Python again."""
    capsys.readouterr()
    main(shlex.split(command)[1:])
    out, err = capsys.readouterr()
    return "\n".join(line.rstrip() for line in (out + err).splitlines())


def shows(shown: str, printed: str) -> bool:
    """Whether ``shown`` is ``printed``, but for its ``…`` lines."""
    wanted = [re.escape(line.rstrip()) + r"\n" for line in shown.strip("\n").split("\n")] if shown.strip() else []
    pattern = "".join(r"(?:[^\n]*\n)*" if line == re.escape(ANY_LINES) + r"\n" else line for line in wanted)
    return re.fullmatch(pattern, printed + "\n" if printed else "") is not None


def abridged(shown: str, printed: str) -> str:
    """``printed``, shortened where and as far as ``shown`` was."""
    head, gap, tail = shown.strip("\n").partition(f"\n{ANY_LINES}")
    if not gap:
        return printed
    lines = printed.split("\n")
    after = len(tail.strip("\n").split("\n")) if tail.strip() else 0
    return "\n".join([*lines[: len(head.split("\n"))], ANY_LINES, *(lines[-after:] if after else [])])


@pytest.mark.parametrize("page", pages_with("python", ">>> "))
def test_python_examples(page: Path) -> None:
    """The ``>>>`` examples of a page run, one after the other, and give what is shown."""
    examples = "\n".join(block[2] for block in blocks(page.read_text(encoding="utf-8"), "python"))
    test = doctest.DocTestParser().get_doctest(examples, {}, page.name, str(page), 0)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    result = runner.run(test, out=report.append)
    assert result.failed == 0, "".join(report)


@pytest.mark.parametrize("page", pages_with("console", "$ "))
def test_console_blocks(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each command of a page prints what the page shows; those of README.md are typed into a shell."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", COLUMNS)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    shutil.copytree(ROOT / "tests" / "samples", tmp_path / "samples")
    shutil.copytree(ROOT / "tests" / "samples", tmp_path / "tests" / "samples")
    lang = "zh_CN.UTF-8" if page.name.endswith(".zh-CN.md") else "C.UTF-8"
    monkeypatch.setenv("LC_ALL", lang)
    text = page.read_text(encoding="utf-8")
    mended, wrong = text, []
    for block in blocks(text, "console"):
        for piece in _COMMAND.split(block[2])[1:]:
            command, _, shown = piece.partition("\n")
            simple = command.startswith("budget-indicators ") and not set(command) & SHELLS and page.name != "README.md"
            printed = in_this_process(command, capsys) if simple else shell(command, tmp_path, lang)
            if not shows(shown, printed):
                wrong.append(f"$ {command}\n--- shown\n{shown}\n--- printed\n{printed}")
                space = "\n" if shown.endswith("\n\n") else ""
                mended = mended.replace(f"$ {piece}", f"$ {command}\n{abridged(shown, printed)}\n{space}", 1)
    if wrong and os.environ.get("UPDATE_DOCS"):
        page.write_text(mended, encoding="utf-8")
    assert not wrong, "\n\n".join(wrong)


def commands_for_a_shell(text: str) -> list[str]:
    """The commands of this program in blocks that show no output."""
    shells = [*blocks(text, "sh"), *blocks(text, "bash"), *blocks(text, "powershell")]
    lines = [line for block in shells for line in block[2].splitlines()]
    return [line for line in lines if line.startswith("budget-indicators ") and " serve" not in line]


def posix(word: str, drive: Path) -> str:
    r"""A word as typed on Windows, for this machine: ``D:\\预算\\*.xlsx`` lies in the folder ``drive``."""
    return word.replace("D:\\", f"{drive}/").replace("\\", "/")


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.zh-CN.md")), ids=lambda page: page.name)
def test_commands_without_output(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands of the Chinese pages run as they are written, in a folder that holds what they name."""
    made = ROOT / "tests" / "documents"
    for folder in ("预算文件夹", "预算/2025"):
        (tmp_path / folder).mkdir(parents=True)
        shutil.copy(made / "t003.xlsx", tmp_path / folder / "甲局.xlsx")
    for suffix, source in ((".xlsx", "t003.xlsx"), (".docx", "t003.docx"), (".pdf", "t003_lodocx.pdf")):
        shutil.copy(made / source, tmp_path / f"预算{suffix}")
    (tmp_path / "指标串.txt").write_text(
        "1、1-产出指标;11-数量指标；培训次数；实施周期指标值:1次；年度指标值；1次。\n", encoding="utf-8"
    )
    (tmp_path / "结果").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    for command in commands_for_a_shell(page.read_text(encoding="utf-8")):
        # posix=False: a backslash is a letter of a path, as in PowerShell and cmd.
        words = [posix(word.strip("\"'"), tmp_path) for word in shlex.split(command, posix=False)]
        assert main(words[1:]) in {0, 1}, command


def test_the_architecture_names_every_part() -> None:
    """Each module and folder of the package, and each dependency, has its place and reason in docs/architecture.md."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    package = ROOT / "budget_indicators"
    modules = {f"{path.name}`" for path in package.glob("*.py") if not path.name.startswith("__")}
    folders = {f"`budget_indicators/{path.parent.name}/" for path in package.glob("*/__init__.py")}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(each for extra in project["optional-dependencies"].values() for each in extra),
    ]
    packages = {re.split(r"[^\w.-]", requirement)[0] for requirement in wanted} - {project["name"]}
    assert [part for part in sorted(modules | folders | packages) if part not in page] == []
