"""The table of indicators on the terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable

from ..tables.cells import shown
from ..tables.columns import INDICATORS
from ..tables.rows import Row
from .language import say


def show(rows: Iterable[Row]) -> None:
    """Print the indicators as a table: source, project, second level, name, targets."""
    from rich.table import Table
    from rich.text import Text

    from .terminal import console

    place = {column.name: at for at, column in enumerate(INDICATORS)}
    table = Table(show_lines=False, header_style="bold", expand=False)
    heads = (
        (say("file", "文件"), "file"),
        (say("project", "项目"), "project"),
        (say("level 2", "二级指标"), "level2"),
        (say("indicator", "指标"), "name"),
        (say("whole period", "实施周期指标值"), "cycle_text"),
        (say("year", "年度指标值"), "annual_text"),
    )
    for head, _ in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        cells = [shown(row[place[name]]) for _, name in heads]
        cells[0] = os.path.basename(cells[0])
        table.add_row(*(Text(cell) for cell in cells))
    console().print(table)
