"""``budget-indicators report``: what it writes, and what it says where it cannot."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from documents_support import SAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st

from budget_indicators import extras
from budget_indicators.cli.main import main
from budget_indicators.report.charts import ChartBar, bar_chart
from budget_indicators.report.labels import apart

from .making import make, write_excel

STRING = "1、3-满意度指标；31-服务对象满意度指标；群众满意度；实施周期指标值:≥95%；年度指标值:≥95%。"
HOSTILE = '<script>window.bad=1</script><img src=x onerror="window.bad=1">\'"&lt;</td></table>'


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A folder with one sample."""
    folder = tmp_path / "预算"
    folder.mkdir()
    shutil.copy(SAMPLES / "panyu-projects.txt", folder)
    return folder


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """The exit code, and what stands on standard error."""
    capsys.readouterr()
    code = main(["report", *words, *(() if "--jobs" in words else ("--jobs", "1")), "--lang", "en"])
    out, err = capsys.readouterr()
    assert out == ""
    return code, err


def test_a_page(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One file, whole, and one line that says what it holds."""
    out = tmp_path / "r.html"
    code, err = said(capsys, str(sample), "-o", str(out))
    assert code == 0
    assert "1 files read, 0 failed, 0 tables repeated: 20 projects, 120 indicators" in err
    html = out.read_text(encoding="utf-8")
    assert html.startswith("<!DOCTYPE html>")
    assert 'lang="en"' in html
    assert "http" not in html.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["r.html", "预算"]


def test_standard_input_and_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no file is counted, and has no address."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STRING.encode())))
    out = tmp_path / "r.html"
    assert main(["report", "-", STRING.replace("95", "80"), "-o", str(out), "--quiet", "--jobs", "1"]) == 0
    html = out.read_text(encoding="utf-8")
    assert 'data-number="satisfaction95">1</a>' in html
    assert 'data-number="indicators">2</a>' in html


def test_hostile_names(tmp_path: Path) -> None:
    """Markup in names, projects, values and file names is text on the page, in charts, rows and queries."""
    (tmp_path / "a&b'\"<i>.txt").write_text(
        f"2024年项目支出绩效目标表\n部门名称：{HOSTILE}\n单位：万元\n预算单位\t项目名称\t总计\t绩效目标\t绩效指标\n"
        + "".join(
            f"{HOSTILE}\t{HOSTILE}{n}\t1.00\t目标\t1、1-产出指标；11-数量指标；{HOSTILE}；实施周期指标值:{HOSTILE}；年度指标值:**。\n"
            for n in (1, 2)
        ),
        encoding="utf-8",
    )
    out = tmp_path / "r.html"
    for lang in ("zh", "en"):
        assert main(["report", str(tmp_path), "-o", str(out), "--quiet", "--jobs", "1", "--lang", lang]) == 0
        html = out.read_text(encoding="utf-8")
        assert html.count("<script>") == 1
        assert "<img" not in html
        assert "<i>" not in html
        assert "window.bad" in html


def test_the_page_leads_to_the_documents(sample: Path, tmp_path: Path) -> None:
    """By the way from the page to them, wherever both are moved together."""
    (tmp_path / "out").mkdir()
    odd = sample / "a b#1%?.txt"
    shutil.copy(SAMPLES / "liwan-projects.txt", odd)
    out = tmp_path / "out" / "r.html"
    assert main(["report", str(sample), "-o", str(out), "--quiet", "--jobs", "1"]) == 0
    html = out.read_text(encoding="utf-8")
    assert '<a href="../预算/panyu-projects.txt">panyu-projects.txt</a>' in html
    assert '<a href="../预算/a%20b%231%25%3F.txt">a b#1%?.txt</a>' in html


def test_a_chart_keeps_its_texts_and_its_numbers() -> None:
    """Texts are texts in no font of their own, whatever they hold; nothing but places is rounded."""
    bars = [
        ChartBar('甲 role="x" 0.12345', 2.0, "1,153.72", "甲: 1,153.72 万元", "#a-1"),
        ChartBar("乙<&>", 0, "0", "乙", ""),
    ]
    svg = bar_chart(bars)
    assert ">1,153.72</text>" in svg
    assert "甲: 1,153.72 万元" in svg
    assert 'href="#a-1"' in svg
    assert "invalid" not in svg
    assert "font-family" not in svg
    assert "乙&lt;&amp;&gt;" in svg


@settings(max_examples=25)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=6))
def test_any_label(labels: list[str]) -> None:
    """Whatever a document calls its things: well-formed, nothing but bars and texts, leading into the page."""
    labels = [label.encode("utf-8", "replace").decode() for label in labels]
    bars = [ChartBar(label, float(at), label, label, f"#a-{at}") for at, label in enumerate(labels)]
    tree = ElementTree.fromstring(bar_chart(bars))
    names = Counter(element.tag.rpartition("}")[2] for element in tree.iter())
    assert names["text"] == 2 * len(labels)
    assert names["path"] == names["a"] == len(labels)
    assert set(names) <= {"svg", "g", "a", "path", "text"}
    assert {element.get("href", "#")[:1] for element in tree.iter()} == {"#"}


def test_some_files_fail(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are named, in the page too, and the exit code is 1."""
    (sample / "坏.xlsx").write_bytes(b"PK\x03\x04 no")
    (sample / "photo.heic").write_bytes(b"x")
    code, err = said(capsys, str(sample), "-o", str(tmp_path / "r.html"))
    assert code == 1
    assert "✗" in err
    assert "1 files read, 1 failed" in err
    html = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "damaged xlsx file" in html
    assert "1 files are no documents, or were written by this program: photo.heic" in html


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["{empty}", "-o", "{out}.html"], "none of the files could be read: nothing was written"),
        (["{missing}.txt", "-o", "{out}.html"], "none of the files could be read: nothing was written"),
        (["{sample}", "-o", "{out}.pdf"], "the format is taken from the suffix, .html or .xlsx, or from --format"),
        (["{sample}", "-o", "{out}.html", "--format", "xlsx"], "--format xlsx does not match the suffix"),
        (["{sample}", "-o", "{out}/nowhere/r.html"], "no such folder"),
        (["{sample}", "-o", "{sample}"], "the format is taken from the suffix"),
        (["{sample}"], "the following arguments are required: -o/--output"),
        (["{sample}", "-o", "{out}.html", "--jobs", "0"], "a number of processes is needed"),
    ],
)
def test_what_cannot_run(
    words: list[str], line: str, sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One clear line, exit code 2, nothing written."""
    empty = tmp_path / "leer"
    empty.mkdir()
    (empty / "空.pdf").write_bytes(b"")
    places = {"empty": empty, "missing": tmp_path / "missing", "out": tmp_path / "r", "sample": sample}
    code, err = said(capsys, *(word.format(**places) for word in words))
    assert code == 2
    assert line in err.splitlines()[-1]
    assert "Traceback" not in err
    assert sorted(each.name for each in tmp_path.iterdir()) == ["leer", "预算"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_without_permission(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Refused before any work is done."""
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    assert said(capsys, str(sample), "-o", str(locked / "r.html"))[0] == 2


@pytest.mark.parametrize(
    ("suffix", "module", "extra"), [("html", "vl_convert", "report"), ("xlsx", "openpyxl", "excel")]
)
def test_without_its_extra(
    suffix: str,
    module: str,
    extra: str,
    sample: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One line that says what to install, before anything is read."""

    def absent(name: str) -> Any:
        if name == module:
            raise ImportError(name)
        raise AssertionError(name)

    monkeypatch.setattr(extras, "import_module", absent)
    code, err = said(capsys, str(sample), "-o", str(tmp_path / f"r.{suffix}"))
    assert code == 2
    assert f"pip install 'budget-indicators[{extra}]'" in err


def test_a_workbook(tmp_path: Path) -> None:
    """The figures with charts, all rows, and from each line the way to its first row."""
    openpyxl = pytest.importorskip("openpyxl")
    out, page = tmp_path / "r.xlsx", tmp_path / "r.html"
    truth = make(tmp_path / "预算", 20, seed=3)
    for each in (out, page):
        assert main(["report", str(tmp_path / "预算"), "-o", str(each), "--quiet", "--lang", "zh", "--jobs", "1"]) == 1
    html = page.read_text(encoding="utf-8")
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["概览", "项目", "指标", "问题", "文件", "重复的表"]
    overview = book["概览"]
    assert len(overview._charts) == html.count("<svg")
    numbers = {row[0].value: row[1].value for row in overview.iter_rows(max_row=10) if row[1].value is not None}
    assert numbers["指标"] == book["指标"].max_row - 1
    assert numbers["项目"] == book["项目"].max_row - 1
    assert numbers["重复的表"] == book["重复的表"].max_row - 1 == len(truth.copies)
    assert book["文件"].max_row - 1 == 20
    assert f"{numbers['承诺满意度至少95%的项目']}</a>" in html
    heads = [cell.value for cell in book["指标"][1]]
    by_group = {row[0].value: row[0] for row in overview.iter_rows() if row[0].hyperlink is not None}
    link = by_group["80%（含）～85%"].hyperlink.location
    place = int(link.removeprefix("'指标'!A"))
    row = {head: cell.value for head, cell in zip(heads, book["指标"][place], strict=True)}
    assert row["满意度指标的承诺水平"] == "80%（含）～85%"
    assert row["满意度类"] == 1
    earlier = [book["指标"].cell(at, heads.index("满意度指标的承诺水平") + 1).value for at in range(2, place)]
    assert "80%（含）～85%" not in earlier


def test_a_workbook_holds_no_formula(tmp_path: Path) -> None:
    """A name that begins like one is a text."""
    openpyxl = pytest.importorskip("openpyxl")
    text = '1、1-产出指标；11-数量指标；=HYPERLINK("http://x");实施周期指标值:=1+1；年度指标值:@x。'
    (tmp_path / "a.txt").write_text(f"{text}\n{text}", encoding="utf-8")
    out = tmp_path / "r.xlsx"
    assert main(["report", str(tmp_path), "-o", str(out), "--quiet", "--jobs", "1"]) == 0
    for sheet in openpyxl.load_workbook(out):
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)


def test_charts_are_drawn_without_a_network(sample: Path, tmp_path: Path) -> None:
    """In a space of its own, where there is no network at all."""
    unshare = shutil.which("unshare")
    apart = [unshare or "", "-rn", sys.executable, "-m", "budget_indicators", "report", str(sample)]
    if unshare is None or subprocess.run([unshare, "-rn", "true"], capture_output=True).returncode:
        pytest.skip("no namespaces on this machine")
    out = tmp_path / "r.html"
    done = subprocess.run([*apart, "-o", str(out), "--jobs", "1"], capture_output=True, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, done.stderr
    assert "<svg" in out.read_text(encoding="utf-8")


def test_its_own_files_are_not_counted_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that holds tables, reports and overviews of an earlier run has the same numbers, and they are named."""
    pytest.importorskip("openpyxl")
    sample = tmp_path / "预算"
    sample.mkdir()
    (sample / "a.txt").write_text(
        f"2024年项目支出绩效目标表\n单位：万元\n预算单位\t项目名称\t总计\t绩效目标\t绩效指标\n某局\t培训\t1.00\t办好\t{STRING}\n",
        encoding="utf-8",
    )
    wanted = "1 files read, 0 failed, 0 tables repeated: 1 projects, 1 indicators"
    for command, name, *more in (
        ("extract", "t.xlsx"),
        ("extract", "t.csv", "--no-bom"),
        ("extract", "p.csv", "--table", "projects"),
        ("extract", "t.zip"),
        ("lint", "l.csv", "--output-format", "csv"),
        ("lint", "l.html", "--output-format", "html"),
        ("report", "r.xlsx"),
        ("report", "r.html"),
    ):
        for lang in ("zh", "en"):
            words = [command, str(sample), "-o", str(sample / f"{lang}-{name}"), "--quiet", "--lang", lang, *more]
            main([*words, "--jobs", "1"])
    own = sorted(each.name for each in sample.iterdir() if each.name != "a.txt")
    assert len(own) == 16
    out = str(tmp_path / "r.html")
    for paths in ([str(sample)], [str(sample / "*")], sorted(map(str, sample.iterdir()))):
        code, err = said(capsys, *paths, "-o", out, "--jobs", "1")
        assert code == 0
        assert wanted in err
        assert [name for name in own if f"{name}: not read, written by this program" not in err] == []
    html = Path(out).read_text(encoding="utf-8")
    assert "16 files are no documents, or were written by this program: en-l.csv" in html


def test_amounts_of_any_size(tmp_path: Path) -> None:
    """More than decimals usually have room for, none, below zero, nearly nothing: a page and a workbook."""
    pytest.importorskip("openpyxl")
    amounts = ("99999999999999999999999999.99", "9" * 250, "9" * 320, "", "-5.00", "0.0000001")
    rows = "".join(f"某局{at}\t项目{at}\t{each}\t目标\t{STRING}\n" for at, each in enumerate(amounts))
    head = "2024年项目支出绩效目标表\n单位：万元\n预算单位\t项目名称\t总计\t绩效目标\t绩效指标\n"
    (tmp_path / "a.txt").write_text(head + rows, encoding="utf-8")
    for name in ("r.html", "r.xlsx"):
        assert main(["report", str(tmp_path / "a.txt"), "-o", str(tmp_path / name), "--quiet", "--jobs", "1"]) == 0
    html = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert 'data-number="projects">6</a>' in html
    assert re.search(r">\d\.\dE\+\d+</text>", html), "a number that is cut off says another"


def test_labels_that_look_alike_are_told_apart() -> None:
    """Also where only the width of a bracket differs."""
    first, second = apart(["中共广州市黄埔区委政法委员会（部门）", "中共广州市白云区委政法委员会(部门)"])
    assert "黄埔" in first
    assert "白云" in second


@pytest.mark.parametrize("command", ["report", "extract"])
def test_no_document_is_lost(command: str, sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """To what is made of it, whether it was named or found."""
    pytest.importorskip("openpyxl")
    document = sample / "预算.xlsx"
    write_excel(document, [["预算单位", "项目名称", "绩效指标"], ["某局", "培训", STRING]])
    kept = document.read_bytes()
    for paths in ([str(sample)], [str(document), str(sample / "panyu-projects.txt")]):
        assert main([command, *paths, "-o", str(document), "--lang", "en"]) == 2
        assert "is one of the documents; write to another file" in capsys.readouterr().err
        assert document.read_bytes() == kept


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_pipe_is_not_replaced(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nor a device: who may write everywhere would lose it."""
    os.mkfifo(tmp_path / "pipe.html")
    code, err = said(capsys, str(sample), "-o", str(tmp_path / "pipe.html"))
    assert code == 2
    assert "is a device or a pipe" in err
    assert (tmp_path / "pipe.html").is_fifo()
