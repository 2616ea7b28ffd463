"""The scripts of docs/clusters.md run on this machine, PySpark and Daft included: ``pytest -m clusters``."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from budget_indicators import extract_schema, extract_table, parse_table, table_schema

pytestmark = pytest.mark.clusters

TESTS = Path(__file__).parents[1]
PAGE = TESTS.parent / "docs" / "clusters.md"
CLEAN = (
    "1、1-产出指标；11-数量指标；培训{}期；实施周期指标值:≥{}次；年度指标值:每月不少于2次。"
    "2、1-产出指标；13-时效指标；完成时间；实施周期指标值:2026年12月31日前；年度指标值:6月30日前。"
)
OTHERS = (None, "涉密项目", "", "1、1-产出指标;11-质量指标；合格率；年度指标值:{}%以上", "没有指标")
FILES = 3


def strings() -> list[str | None]:
    """Clean, damaged, empty and missing strings."""
    found: list[str | None] = []
    for number in range(3000):
        text = OTHERS[number // 4 % len(OTHERS)] if number % 4 == 0 else CLEAN
        found.append(text and text.format(number, number))
    return found


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A folder ``strings.parquet`` of several files, and what reading it should give."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    texts = strings()
    table = pa.table({"id": pa.array(range(len(texts)), pa.int64()), "text": texts})
    (tmp_path / "strings.parquet").mkdir()
    for part in range(FILES):
        size = len(texts) // FILES
        pq.write_table(table.slice(part * size, size), tmp_path / "strings.parquet" / f"part-{part}.parquet")
    return tmp_path


def expected(year: int | None) -> Any:
    """The rows that one process gives."""
    import pyarrow as pa

    texts = strings()
    batch = pa.record_batch({"id": pa.array(range(len(texts)), pa.int64()), "text": texts})
    return pa.Table.from_batches(parse_table([batch], year=year), table_schema(batch.schema))


def script(title: str) -> str:
    """A script as the page shows it: the block of that title, or the one that writes parquet."""
    blocks = re.findall(r"```python(?: title=\"([^\"]*)\")?\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (found,) = [code for name, code in blocks if name == title and (name or "ParquetWriter" in code)]
    return str(found)


def ran(title: str, folder: Path) -> Any:
    """Run a script of the page in a folder; the rows it wrote."""
    import pyarrow.parquet as pq

    (folder / "script.py").write_text(script(title), encoding="utf-8")
    environment = os.environ | {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    done = subprocess.run(
        [sys.executable, "script.py"], cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=600
    )
    # On a busy machine a thread of Daft may still run when Python ends; that aborts the interpreter, all rows written.
    assert done.returncode == 0 or "Python runtime state: finalizing" in done.stderr, done.stderr
    return pq.read_table(folder / "indicators.parquet")


def rows_of(title: str, folder: Path) -> Any:
    """The rows of a script, in the order of the strings."""
    return ran(title, folder).sort_by([("id", "ascending"), ("indicator_number", "ascending")])


@pytest.fixture
def budgets(tmp_path: Path) -> Path:
    """A folder ``budgets`` of documents of every kind, three of which cannot be read."""
    folder = tmp_path / "budgets" / "2025"
    folder.mkdir(parents=True)
    for name in ("t003.xlsx", "t003.docx", "t003.html", "t003_rl.pdf", "t003_userpw.pdf"):
        shutil.copy(TESTS / "documents" / name, folder)
    shutil.copy(TESTS / "samples" / "liwan-projects.txt", folder)
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "damaged.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    return tmp_path


def said(table: Any) -> list[tuple[Any, ...]]:
    """What rows of files say, their files by name, in order."""
    names = ("project_number", "indicator_number", "name", "cycle_low", "annual_low", "annual_unit", "year")
    rows = table.to_pylist()
    found = [(row["file"].rpartition("/")[2], *(row[name] for name in names), bool(row["error"])) for row in rows]
    return sorted(found, key=repr)


def expected_of_files(folder: Path) -> list[tuple[Any, ...]]:
    """The rows that one process gives; the files that cannot be read are among them."""
    import pyarrow as pa

    paths = sorted((folder / "budgets" / "2025").iterdir())
    batch = pa.record_batch({"path": [str(path) for path in paths], "content": [path.read_bytes() for path in paths]})
    rows = said(pa.Table.from_batches(extract_table([batch], year=2025), extract_schema()))
    assert [row[0] for row in rows if row[-1]] == ["damaged.xlsx", "empty.pdf", "t003_userpw.pdf"]
    assert len(rows) == 3 + 34 + 4 * 8
    return rows


def test_all_processors_of_this_machine(tables: Path) -> None:
    """Parquet to parquet without any engine."""
    assert rows_of("", tables).equals(expected(None))


def test_pyspark(tables: Path) -> None:
    """``mapInArrow`` takes ``parse_table`` as it is."""
    if find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("needs pyspark and Java")
    assert rows_of("indicators_spark.py", tables).to_pylist() == expected(2025).to_pylist()


def test_daft(tables: Path) -> None:
    """A batch function that gives lists, exploded."""
    if find_spec("daft") is None:
        pytest.skip("needs daft")
    assert rows_of("indicators_daft.py", tables).to_pylist() == expected(2025).to_pylist()


def test_files_under_pyspark(budgets: Path) -> None:
    """``binaryFile`` and ``mapInArrow``; a bad file is a row. Spark itself passes empty files over."""
    if find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("needs pyspark and Java")
    expected = [row for row in expected_of_files(budgets) if row[0] != "empty.pdf"]
    assert said(ran("documents_spark.py", budgets)) == expected


def test_files_under_daft(budgets: Path) -> None:
    """Files found and loaded by Daft; a bad file is a row."""
    if find_spec("daft") is None:
        pytest.skip("needs daft")
    assert said(ran("documents_daft.py", budgets)) == expected_of_files(budgets)
