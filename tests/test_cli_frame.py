"""The frame of the command line: help, languages, errors in one line, exit codes, streams."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from budget_indicators import __version__
from budget_indicators.cli import main
from budget_indicators.cli.main import COMMANDS
from budget_indicators.errors import UserError

ONE = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run in English, whatever machine this is."""
    for variable in ("LC_ALL", "LC_MESSAGES", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def typed(*words: str, env: dict[str, str] | None = None, stdin: bytes = b"") -> tuple[int, str, str]:
    """Run the installed command as a user does: exit code, standard output, standard error."""
    done = subprocess.run(
        [Path(sys.executable).parent / "budget-indicators", *words],
        input=stdin,
        capture_output=True,
        env={"PATH": os.environ["PATH"], **(env or {})},
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """``--version`` names the command and its version."""
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"budget-indicators {__version__}\n"


def test_help_lists_every_command_with_examples(capsys: pytest.CaptureFixture[str]) -> None:
    """A newcomer sees all commands, what they do, and what to type."""
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    for command in COMMANDS:
        assert f"    {command.name} " in out
        assert command.en in out
        assert f"  budget-indicators {command.name}" in out
    assert main([]) == 0
    assert capsys.readouterr().out == out


def test_help_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    """Headings, commands and examples, also where the language comes from the locale."""
    assert main(["--lang", "zh", "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("用法：budget-indicators")
    assert all(command.zh in out for command in COMMANDS)
    assert "usage" not in out
    assert "options" not in out


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_command_explains_itself(command: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    """``COMMAND --help`` works for each, and is in one language."""
    assert main(["--lang", lang, command, "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        f"usage: budget-indicators {command}" if lang == "en" else f"用法：budget-indicators {command}"
    )


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["parze"], "argument COMMAND: invalid choice: 'parze'"),
        (["parse"], "the following arguments are required: INPUT"),
        (["parse", "x", "--format", "xml"], "argument --format: invalid choice: 'xml'"),
        (["parse", "x", "--nonsense"], "unrecognized arguments: --nonsense"),
        (["parse", "x", "--year", "25"], "argument --year: a year of four digits is needed, such as 2025"),
        (["--lang", "fr", "parse", "x"], "argument --lang: invalid choice: 'fr'"),
    ],
)
def test_bad_arguments_end_in_one_line(argv: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, one line on standard error that says what is wrong and where help is, nothing else."""
    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"budget-indicators: {message}")
    assert err.endswith("--help)\n")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["parse"], "缺少参数：输入"),
        (["parse", "x", "--format", "xml"], "参数 --format：没有 'xml' 这个选项"),
        (["parse", "x", "--nonsense"], "无法识别的参数：--nonsense"),
        (["parse", "x", "--year", "25"], "参数 --year：'25' 不是四位数的年份"),
        (["parse", "x", "--year"], "参数 --year：后面缺少一个值"),
    ],
)
def test_bad_arguments_in_chinese(argv: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """argparse's own messages are translated too."""
    assert main(["--lang=zh", *argv]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"budget-indicators: {message}")
    assert "用法见" in err


def test_the_language_may_follow_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    """``parse --lang zh`` is ``--lang zh parse``."""
    assert main(["parse", "--lang", "zh", "missing.txt"]) == 2
    assert capsys.readouterr().err == "budget-indicators: missing.txt：没有这个文件\n"


@pytest.mark.parametrize(
    ("variables", "lang"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C", "LC_MESSAGES": "zh_CN.GB18030"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_locale_chooses(
    variables: dict[str, str], lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``LC_ALL`` before ``LC_MESSAGES`` before ``LANG``; English where it is not Chinese."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert main(["parse", "missing.txt"]) == 2
    assert ("没有这个文件" in capsys.readouterr().err) == (lang == "zh")


def test_our_own_faults_are_one_line_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An error of the program is no traceback but for those who ask for it."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr("budget_indicators.cli.read_inputs.read_all", fail)
    assert main(["parse", ONE]) == 2
    err = capsys.readouterr().err
    assert err.startswith("budget-indicators: internal error, please report it (RuntimeError: two lines)")
    assert err.count("\n") == 1
    monkeypatch.setenv("BUDGET_INDICATORS_DEBUG", "1")
    with pytest.raises(RuntimeError):
        main(["parse", ONE])


@pytest.mark.parametrize(("lang", "said"), [("en", "interrupted"), ("zh", "已中断")])
def test_interrupted(lang: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C ends a run quietly, with the shell's code for it."""

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("budget_indicators.cli.read_inputs.read_all", interrupt)
    assert main(["--lang", lang, "parse", ONE]) == 130
    assert capsys.readouterr().err == f"budget-indicators: {said}\n"


def test_a_user_error_keeps_both_languages_across_processes() -> None:
    """Readers run in worker processes; what they say arrives whole."""
    import pickle

    problem = pickle.loads(pickle.dumps(UserError("no", "不")))
    assert (problem.en, problem.zh) == ("no", "不")


def test_chinese_goes_in_and_out_under_a_c_locale() -> None:
    """UTF-8, whatever the locale and whatever Python was told; words of the command line and standard input alike."""
    told = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    assert typed("format", ONE, env=told) == (0, ONE + "\n", "")
    assert typed("format", "-", env={"LC_ALL": "POSIX"}, stdin=ONE.encode()) == (0, ONE + "\n", "")


def test_a_reader_that_leaves_the_pipe_is_no_error() -> None:
    """``budget-indicators … | head`` says nothing on standard error."""
    command = Path(sys.executable).parent / "budget-indicators"
    script = f"set -o pipefail; {command} parse --lines --format jsonl - | head -n 1"
    done = subprocess.run(["bash", "-c", script], input=(ONE + "\n").encode() * 3000, capture_output=True)
    assert done.stderr == b""
    assert done.returncode == 141
    assert done.stdout.count(b"\n") == 1


def test_python_dash_m() -> None:
    """``python -m budget_indicators`` is the command."""
    done = subprocess.run([sys.executable, "-m", "budget_indicators", "--version"], capture_output=True)
    assert done.stdout.decode().split() == ["budget-indicators", __version__]


def test_a_closed_standard_output_is_no_traceback() -> None:
    """``>&-`` and ``<&-`` are survived."""
    command = Path(sys.executable).parent / "budget-indicators"
    done = subprocess.run(["bash", "-c", f"{command} parse - <&- ; {command} --version >&-"], capture_output=True)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("argv", "en", "zh"),
    [
        (
            ["parse", "missing*.pdf"],
            "missing*.pdf: no file matches this pattern",
            "missing*.pdf：没有与通配符相符的文件",
        ),
        (["lint", "--config", "no.toml", "x.txt"], "no.toml: no such file", "no.toml：没有这个文件"),
        (
            ["lint", "-o", "no/r.html", "x.txt"],
            "no/r.html: not written: there is no such folder",
            "no/r.html：无法写入：没有这个文件夹",
        ),
        (
            ["lint", "--fix", "--output-dir", "x.txt", "x.txt"],
            "x.txt: not written: there is a file of that name, where a folder is needed",
            "x.txt：无法写入：这里需要文件夹，但已有同名文件",
        ),
        (["parse", "-"], "standard input is empty", "标准输入是空的"),
        (["lint", "-"], "standard input is empty", "标准输入是空的"),
    ],
)
def test_what_the_system_says_is_in_the_users_language(
    argv: list[str],
    en: str,
    zh: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A file that cannot be read or written: one line, all of it in the language of the run."""
    monkeypatch.chdir(tmp_path)
    Path("x.txt").write_text(
        "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。", encoding="utf-8"
    )
    for lang, said in (("en", en), ("zh", zh)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
        assert main(["--lang", lang, *argv]) == 2
        assert capsys.readouterr().err.splitlines()[-1] == f"budget-indicators: {said}"


def test_a_file_without_indicators_is_told_alike(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``parse`` counts the problem that ``lint`` explains; ``format`` says that there is nothing to write."""
    file = tmp_path / "other.txt"
    file.write_text("今天天气很好。\n", encoding="utf-8")
    assert main(["--lang", "en", "parse", str(file)]) == 0
    assert "0 indicators, 1 error" in capsys.readouterr().out
    assert main(["--lang", "en", "format", str(file)]) == 0
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", f"{file}: no indicator string was found\n")
