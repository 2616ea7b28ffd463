"""Corrected Word files: edits and comments in the runs, everything else as it was."""

from __future__ import annotations

import io
import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget_indicators import read_document
from budget_indicators.corrected.changes import changes
from budget_indicators.corrected.files import Corrected, correct
from budget_indicators.corrected.strings import Rules
from budget_indicators.lint.run import LintInput, open_input
from budget_indicators.rules.registry import choose

from .making import HEAD, REPAIRED, STRING, WRONG
from .test_workbooks import DOCUMENTS, changed, parts

docx = pytest.importorskip("docx")
FILES = sorted([*DOCUMENTS.glob("*.docx"), *DOCUMENTS.glob("made/*.docx")])


def corrected(path: Path) -> Corrected:
    """The corrected file."""
    content = open_input(LintInput(str(path), str(path)))
    return correct(path.name, path.read_bytes(), content, Rules(choose()), "zh")


def made(path: Path, *strings: tuple[str, ...]) -> Path:
    """A file with a table whose last column holds strings, each in the runs given (``""``: a new paragraph)."""
    document = docx.Document()
    document.add_heading("项目支出绩效目标表", 1)
    table = document.add_table(1, 4)
    for cell, word in zip(table.rows[0].cells, HEAD, strict=True):
        cell.text = word
    for number, runs in enumerate(strings):
        cells = table.add_row().cells
        cells[0].text, cells[1].text, cells[2].text = f"项目{number}", "1.00", "目标"
        paragraph = cells[3].paragraphs[0]
        for at, text in enumerate(runs):
            if not text:
                paragraph = cells[3].add_paragraph()
                continue
            run = paragraph.add_run(text)
            run.bold = at % 2 == 0
            run.font.size = docx.shared.Pt(9 + at)
    if strings:
        document.add_comment(table.rows[1].cells[0].paragraphs[0].runs, "请核对", "张三", "张")
    document.add_paragraph("联系人：李四")
    document.save(str(path))
    return path


def opened(done: Corrected) -> Any:
    """The copy, read by another library."""
    return docx.Document(io.BytesIO(done.copies[0].data))


def strings_of(document: Any) -> list[str]:
    """The last column."""
    return [row.cells[3].text for row in document.tables[0].rows[1:]]


def test_edits_keep_the_runs(tmp_path: Path) -> None:
    """The text is the repaired one; each piece of it keeps its look."""
    middle = len(STRING) // 2
    path = made(tmp_path / "表.docx", (STRING[:9], STRING[9:middle], STRING[middle:]), (WRONG,))
    done = corrected(path)
    document = opened(done)
    assert strings_of(document) == [REPAIRED, WRONG]
    looks = {run.font.size.pt: "" for run in document.tables[0].rows[1].cells[3].paragraphs[0].runs if run.font.size}
    for run in document.tables[0].rows[1].cells[3].paragraphs[0].runs:
        if run.font.size:
            looks[run.font.size.pt] += run.text
    assert looks == {9: REPAIRED[:9], 10: REPAIRED[9:middle], 11: REPAIRED[middle:]}


def test_comments_stand_at_their_runs(tmp_path: Path) -> None:
    """Each at the piece it is about; those of others stay."""
    path = made(tmp_path / "表.docx", (STRING,), (WRONG,))
    done = corrected(path)
    document = opened(done)
    texts = [comment.text for comment in document.comments]
    assert texts[0] == "请核对"
    codes = sorted(text[:9] for text in texts[1:])
    assert codes == ["【已修正】M001", "【已修正】M029", "【警告】D010 ", "【错误】V002 "]
    body = parts(done.copies[0].data)["word/document.xml"].decode()
    number = next(comment.comment_id for comment in document.comments if "V002" in comment.text)
    inside = body.split(f'commentRangeStart w:id="{number}"/>')[1].split(f'commentRangeEnd w:id="{number}"')[0]
    assert ">120%<" in inside
    assert 'w:fill="F8CBC5"' in inside
    assert inside.count("<w:r>") + inside.count("<w:r ") == 1
    assert changed(path.read_bytes(), done.copies[0].data) == {"word/document.xml", "word/comments.xml"}


def test_a_repair_across_paragraphs_is_said_and_not_made(tmp_path: Path) -> None:
    """Two paragraphs are never joined; what could not be repaired stands in the workbook beside, too."""
    broken = STRING.replace("培训次数", "培训\n次数")
    path = made(tmp_path / "表.docx", (broken.split("\n")[0], "", broken.split("\n")[1]))
    done = corrected(path)
    (text,) = strings_of(opened(done))
    assert text == REPAIRED.replace("培训次数", "培训\n次数")
    assert len(opened(done).tables[0].rows[1].cells[3].paragraphs) == 2


def test_a_file_without_findings_stays_as_it_is(tmp_path: Path) -> None:
    """Byte for byte."""
    path = DOCUMENTS / "t003.docx"
    assert corrected(path).copies[0].data == path.read_bytes()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_documents(path: Path, tmp_path: Path) -> None:
    """The copy's indicators are those of the repaired strings; only the parts for text and comments change."""
    done = corrected(path)
    copy = tmp_path / path.name
    copy.write_bytes(done.copies[0].data)
    docx.Document(str(copy))
    before, after = read_document(path), read_document(copy)
    for old, new in zip(before.projects, after.projects, strict=True):
        assert [(one.name, one.level2) for one in old.indicators] == [(one.name, one.level2) for one in new.indicators]
        assert [one.annual and one.annual.value for one in old.indicators] == [
            one.annual and one.annual.value for one in new.indicators
        ]
    allowed = ("word/document.xml", "word/comments", "word/_rels/document.xml.rels", "[Content_Types].xml")
    assert all(name.startswith(allowed) for name in changed(path.read_bytes(), done.copies[0].data))
    assert corrected(copy).repairs == 0


_PIECES = st.lists(st.text(st.sampled_from("；;:。1a次 >=培"), max_size=12), max_size=8).map("".join)


@given(_PIECES, _PIECES)
def test_changes_lead_from_one_text_to_the_other(before: str, after: str) -> None:
    """Edits in order, apart from each other, and exact."""
    pieces: list[str] = []
    at = 0
    for edit in changes(before, after):
        assert at <= edit.span.start <= edit.span.end <= len(before)
        pieces += [before[at : edit.span.start], edit.text]
        at = edit.span.end
    assert "".join((*pieces, before[at:])) == after


def test_what_could_not_be_made_is_not_called_made(tmp_path: Path) -> None:
    """Of two repairs one would join two paragraphs: its comment says that it is left to the reader."""
    broken = STRING.replace("培训次数；", "培训次数；\n")
    first, second = broken.split("\n")
    path = made(tmp_path / "表.docx", (f"{first[:-1]};", "", second))
    done = corrected(path)
    (text,) = strings_of(opened(done))
    said = [comment.text for comment in opened(done).comments if "张" not in comment.author]
    for line in "\n".join(said).split("\n"):
        if line.startswith("【已修正】"):
            old, new = line.split("“")[1].split("”")[0], line.split("“")[2].split("”")[0]
            assert (old in text, new in text) == (False, True), line


_CUTS = st.lists(st.integers(1, len(STRING) - 1), max_size=6)


@settings(max_examples=max(20, settings.default.max_examples // 5))
@given(_CUTS)
def test_runs_cut_anywhere(cuts: list[int]) -> None:
    """However a string is cut into runs, its text becomes the repaired one and every comment has its place."""
    import tempfile

    places = sorted({0, *cuts, len(STRING)})
    runs = tuple(STRING[a:b] for a, b in itertools.pairwise(places))
    with tempfile.TemporaryDirectory() as folder:
        done = corrected(made(Path(folder) / "表.docx", runs))
    document = opened(done)
    assert strings_of(document) == [REPAIRED]
    body = parts(done.copies[0].data)["word/document.xml"].decode()
    for comment in document.comments:
        number = comment.comment_id
        assert body.count(f'commentRangeStart w:id="{number}"') == body.count(f'commentReference w:id="{number}"') == 1
        if "M029" in comment.text:
            inside = body.split(f'commentRangeStart w:id="{number}"/>')[1].split(f'commentRangeEnd w:id="{number}"')[0]
            assert ">≥<" in inside
