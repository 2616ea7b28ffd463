"""What the words of a command line mean, and how files are decoded."""

import io
import sys
from pathlib import Path

import pytest

from budget_indicators.cli import main
from budget_indicators.cli.inputs import inputs
from budget_indicators.errors import UserError
from budget_indicators.text.encoding import Decoded, decode

ONE = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"
TWO = "1、2-效益指标；22-社会效益指标；群众知晓率；实施周期指标值:95%以上；年度指标值:95%以上。"


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A run in English in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path


def read(*words: str) -> list[str]:
    """The texts that the words mean."""
    return [given.read() for given in inputs(words)]


def test_text_is_text() -> None:
    """Whatever does not look like a path is taken literally, brackets and question marks included."""
    odd = "1、1-产出指标；[必填]；完成率?；实施周期指标值:*；"
    assert read(ONE, odd, "a\nb.txt", "指" * 100_000) == [ONE, odd, "a\nb.txt", "指" * 100_000]


@pytest.mark.parametrize("command", ["parse", "lint", "format", "extract", "report -o out.html"])
@pytest.mark.parametrize("word", ["", "  ", "\n"])
def test_an_empty_word_is_no_input(command: str, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty argument (a variable that is not set) is one and the same mistake for every command."""
    assert main([*command.split(), word]) == 2
    assert capsys.readouterr().err == "budget-indicators: an input is empty: give a text, a file, a folder or -\n"


def test_a_name_is_the_beginning_of_the_text() -> None:
    """Messages call a literal text by its first characters."""
    assert [given.name for given in inputs([ONE, "短\n句"])] == [
        "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:…",
        "短 句",
    ]


def test_files_and_patterns(somewhere: Path) -> None:
    """Files in the order given, each once; a pattern's matches sorted; folders stand for what is in them."""
    (somewhere / "b.txt").write_text("B")
    (somewhere / "a.txt").write_text("A")
    (somewhere / "c.txt").mkdir()
    (somewhere / "deep").mkdir()
    (somewhere / "deep" / "d.txt").write_text("D")
    (somewhere / "[x].txt").write_text("X")
    assert read("b.txt", "[ab].txt", "**/*.txt") == ["B", "A", "X", "D"]
    assert read("[x].txt", "deep") == ["X", "D"]


@pytest.mark.parametrize(
    "word",
    [
        *["missing.txt", "missing.pdf", "missing", "./missing", "/missing", "../missing", "~/missing", "*.txt"],
        *["no/*.xlsx", "预算/", "预算\\", "D:\\预算\\2025", "d:/预算", "..\\预算", "\\\\share\\预算", ".\\预算"],
    ],
)
def test_what_looks_like_a_path_must_exist(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped path is an error, not a text without indicators."""
    assert main(["parse", word]) == 2
    reason = "no file matches this pattern" if "*" in word else "no such file"
    assert capsys.readouterr().err == f"budget-indicators: {word}: {reason}\n"


def test_a_folder_without_documents_is_an_error(somewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One with documents stands for them."""
    (somewhere / "budgets").mkdir()
    assert main(["parse", "budgets"]) == 2
    assert capsys.readouterr().err == "budget-indicators: budgets: is a folder, not a document\n"


def test_a_dangling_link_is_an_error(somewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It exists as a name, and not as a file."""
    (somewhere / "link").symlink_to("nowhere")
    assert main(["format", "link"]) == 2
    assert capsys.readouterr().err == "budget-indicators: link: no such file\n"


def test_an_unreadable_file_is_one_line(
    somewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The operating system's reason, in the language of the run."""
    (somewhere / "secret.txt").write_text(ONE)

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert main(["format", "secret.txt"]) == 2
    assert main(["--lang", "zh", "format", "secret.txt"]) == 2
    assert capsys.readouterr().err == (
        "budget-indicators: secret.txt: permission denied\nbudget-indicators: secret.txt：没有读取权限\n"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-32"])
def test_encodings_are_recognised(encoding: str, somewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A byte order mark, UTF-8, GB18030: no switch is needed."""
    (somewhere / "one.txt").write_bytes(ONE.encode(encoding))
    assert main(["format", "one.txt"]) == 0
    assert capsys.readouterr().out == ONE + "\n"


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01\x02\xff\xfe",
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00!\x00\xdf\xa4\xff",
        b"\x81\xff\xff",
        b"%PDF-1.7\n%\xb5\xb5\xb5\xb5\x00",
    ],
)
def test_a_binary_file_is_no_text(data: bytes, somewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rather one clear line than a page of nonsense."""
    with pytest.raises(UserError, match=r"^odd: not a text file \(neither UTF-8 nor GB18030\)$"):
        decode(data, "odd")
    (somewhere / "odd.txt").write_bytes(data)
    assert main(["parse", "odd.txt"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("budget-indicators: odd.txt: ")
    assert err.count("\n") == 1


def test_a_damaged_marked_file_keeps_the_rest() -> None:
    """A mark is a promise; where it is broken, the byte is lost and nothing else."""
    assert decode(b"\xef\xbb\xbfa\xffb", "x") == Decoded("a\ufffdb", "utf-8", b"\xef\xbb\xbf")


def test_a_file_cut_inside_a_character_is_still_utf_8() -> None:
    """One lost character does not turn all the others into GB18030."""
    assert decode("预算绩效".encode()[:-1]).text == "预算绩�"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16-le"])
def test_a_file_is_written_back_alike(encoding: str) -> None:
    """Encoding, mark and line ends survive."""
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    data = mark + "预算\r\n绩效\n".encode(encoding)
    decoded = decode(data)
    assert decoded.encode(decoded.text) == data


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """``-`` is decoded like a file."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ONE.encode("gb18030"))))
    assert main(["format", "-"]) == 0
    assert capsys.readouterr().out == ONE + "\n"


def test_standard_input_without_bytes(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A stand-in for standard input that holds text will do."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(ONE))
    assert main(["format", "-"]) == 0
    assert capsys.readouterr().out == ONE + "\n"


def test_closed_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """One line, as for a missing file."""
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["format", "-"]) == 2
    assert capsys.readouterr().err == "budget-indicators: standard input is closed\n"


def test_lines(somewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With ``--lines`` each line that is not blank is a string of its own, whatever ends it."""
    (somewhere / "many.txt").write_bytes(f"{ONE}\r\n\r\n{TWO}\n涉密项目\r{ONE}".encode())
    assert main(["format", "--lines", "many.txt"]) == 0
    assert capsys.readouterr().out == f"{ONE}\n{TWO}\n涉密项目\n{ONE}\n"


def test_check(somewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``format --check`` names what is not canonical and exits with 1."""
    (somewhere / "good.txt").write_text(ONE + "\n")
    (somewhere / "bad.txt").write_text(ONE.replace("；", ";"))
    assert main(["format", "--check", "good.txt"]) == 0
    assert main(["format", "--check", "good.txt", "bad.txt"]) == 1
    assert capsys.readouterr().out == "bad.txt\n"
    (somewhere / "many.txt").write_text(f"{ONE}\n{ONE[:-1]}\n")
    assert main(["format", "--check", "--lines", "many.txt"]) == 1
    assert capsys.readouterr().out == "many.txt:2\n"


def test_what_belongs_to_no_indicator_is_not_dropped_in_silence(capsys: pytest.CaptureFixture[str]) -> None:
    """``format`` leaves it out, and says so."""
    assert main(["format", f"绩效指标如下 {ONE}"]) == 0
    out, err = capsys.readouterr()
    assert out == ONE + "\n"
    assert "绩效指标如下" in err
