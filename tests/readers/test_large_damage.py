"""What is wrong with a large file is said like that of a small one, though it is read in pieces."""

from __future__ import annotations

from pathlib import Path

import pytest

from budget_indicators.bulk.csv_pieces import csv_pieces
from budget_indicators.bulk.large_tables import Joiner, read_piece, text_pieces
from budget_indicators.tables.rows import Rows

ENTRY = "{k}、1-产出指标；11-数量指标；培训人数；年度指标值：{k}人。"


def said(rows: list[Rows]) -> list[tuple[str, str]]:
    """Codes and messages of the findings about the file."""
    return [
        (str(row[2]), str(row[5]).partition(":")[0])
        for each in rows
        for row in each.diagnostics
        if row[1] is None and "D050" <= str(row[2]) < "D080"
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_bad_bytes_of_a_text(tmp_path: Path, encoding: str) -> None:
    """Each with the line of the whole file."""
    lines = [ENTRY.format(k=1 + k % 20).encode(encoding) for k in range(400)]
    lines[7] += b"\xff"
    lines[390] = b"\xff" + lines[390]
    path = tmp_path / "大.txt"
    path.write_bytes(b"\n".join(lines))
    joiner = Joiner("大.txt")
    pieces = list(text_pieces(path, "大.txt", size=2000))
    assert len(pieces) > 3
    found = [joiner.add(read_piece(piece, "大.txt")) for piece in pieces]
    found.append(joiner.end())
    assert said(found) == [("D056", "line 8"), ("D056", "line 391")]


def test_unclosed_quotes_errors_and_bad_bytes_of_a_csv_file(tmp_path: Path) -> None:
    """In whichever piece they stand."""
    head = "单位名称,项目名称,总计,绩效指标".encode()
    rows = [f"教育局,项目{k},1.50,1、1-产出指标；11-数量指标；次数；年度指标值:{k}次。".encode() for k in range(300)]
    rows[10] = '教育局,"项目甲,1.50,1、1-产出指标；11-数量指标；次数；年度指标值:3次。'.encode()
    rows[200] = "教育局,项目乙,#REF!,1、1-产出指标；11-数量指标；次数；年度指标值:3次。".encode()
    rows[290] = rows[290].replace("次数".encode(), b"\xff")
    path = tmp_path / "大.csv"
    path.write_bytes(b"\n".join([head, *rows]))
    pieces = csv_pieces(path, "大.csv", size=2000)
    assert pieces is not None
    joiner = Joiner("大.csv")
    found = [joiner.add(read_piece(piece, "大.csv")) for piece in pieces]
    found.append(joiner.end())
    assert said(found) == [("D058", "line 12"), ("D051", "line 202, column 3"), ("D056", "line 292")]
    assert sum(len(each.projects) for each in found) == 300
