"""One folder of two hundred made documents, its overview and its tables, for all tests."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import attrs
import pytest

from budget_indicators.cli.main import main
from budget_indicators.report.database import Database
from budget_indicators.report.overview import Overview, overview
from budget_indicators.report.read_file import read_and_lint

from .making import Truth, make


@attrs.frozen
class MadeFolder:
    """A folder, what it holds, and what was written about it."""

    folder: Path
    truth: Truth
    page: Path
    tables: Path

    @property
    def html(self) -> str:
        """The page."""
        return self.page.read_text(encoding="utf-8")

    def ask(self, *statements: str) -> list[tuple[object, ...]]:
        """The answer of the last statement, asked of the tables that ``extract`` wrote."""
        database = sqlite3.connect(self.tables)
        try:
            answer: list[tuple[object, ...]] = []
            for statement in statements:
                answer = list(database.execute(statement))
            return answer
        finally:
            database.close()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeFolder:
    """Two hundred documents, read once by ``report`` and once by ``extract``."""
    pytest.importorskip("vl_convert")
    root = tmp_path_factory.mktemp("overview")
    truth = make(root / "预算", 200, most=4)
    page, tables = root / "概览.html", root / "tables.sqlite"
    words = [str(root / "预算"), "--lang", "zh", "--quiet", "--jobs", "2"]
    assert main(["report", *words, "-o", str(page)]) == 1
    assert main(["extract", *words, "-o", str(tables)]) == 1
    return MadeFolder(root / "预算", truth, page, tables)


def overview_of(*files: Path) -> Overview:
    """The overview of some files."""
    with Database() as database:
        for file in files:
            database.add(read_and_lint(str(file), str(file), None, "never"))
        return overview(database)
