"""``parse``: show the indicators of texts and documents, as a tree for people or as JSON, JSON Lines or CSV."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .arguments import year
from .format import add_inputs
from .language import say

if TYPE_CHECKING:
    from ..tables.rows import Row
    from .read_inputs import ReadInput


def add_parser(subparsers: Any) -> None:
    """Declare the command and its arguments."""
    parser = subparsers.add_parser(
        "parse",
        help=say("show the indicators of a text or document", "读出文本或文件中的绩效指标"),
        description=say(
            "Show the indicators of a text, of the text of a whole table, or of a document (PDF, Excel, Word, HTML, "
            "CSV), with their target values.",
            "读出指标串、整张表的文字，或文件（PDF、Excel、Word、网页、CSV）中的绩效指标及其指标值。",
        ),
        epilog=say(
            "examples:\n"
            '  budget-indicators parse "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"\n'
            "  budget-indicators parse budget.txt --year 2025\n"
            "  budget-indicators parse 'budgets/*.txt' --format csv > indicators.csv\n"
            "  cat strings.txt | budget-indicators parse -",
            "示例：\n"
            '  budget-indicators parse "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"\n'
            "  budget-indicators parse 预算.txt --year 2025\n"
            "  budget-indicators parse '预算/*.txt' --format csv > 指标.csv\n"
            "  cat 指标.txt | budget-indicators parse -",
        ),
    )
    add_inputs(parser)
    parser.add_argument(
        "--format",
        choices=("tree", "json", "jsonl", "csv"),
        default="tree",
        help=say(
            "tree (default); json: the whole result; jsonl and csv: one row per indicator",
            "tree（默认，树状）；json：完整结果；jsonl、csv：每个指标一行",
        ),
    )
    parser.add_argument(
        "--year",
        type=year,
        metavar=say("YEAR", "年份"),
        help=say("the budget year, for dates written without one", "预算年度，用于补全未写年份的日期"),
    )


def run(args: argparse.Namespace) -> int:
    """Read the inputs one by one and print each as soon as it is read."""
    from .read_inputs import read_all, rows_of_all

    match args.format:
        case "tree":
            _print_trees(read_all(args.inputs, year=args.year, lines=args.lines))
        case "json":
            _print_json(read_all(args.inputs, year=args.year, lines=args.lines))
        case "jsonl":
            _print_json_lines(rows_of_all(args.inputs, year=args.year, lines=args.lines))
        case _:
            _print_csv(rows_of_all(args.inputs, year=args.year, lines=args.lines))
    return 0


def _print_trees(readings: Iterable[ReadInput]) -> None:
    from .terminal import console
    from .tree_view import view

    out = console()
    for reading in readings:
        out.print(view(reading), soft_wrap=not out.is_terminal)


def _print_json(readings: Iterable[ReadInput]) -> None:
    """One input: one object. Several: a list of them."""
    import json

    found: list[object] = []
    try:
        for reading in readings:
            found.append(reading.content.to_dict())
    finally:  # show the results although other inputs could not be read
        if found:
            print(json.dumps(found[0] if len(found) == 1 else found, ensure_ascii=False, indent=2))


def _print_json_lines(rows: Iterable[Row]) -> None:
    import json

    from ..tables.cells import as_json
    from ..tables.columns import INDICATORS

    for row in rows:
        print(json.dumps(as_json(row, INDICATORS), ensure_ascii=False))


def _print_csv(rows: Iterable[Row]) -> None:
    import csv
    import sys

    from ..tables.cells import guarded, shown
    from ..tables.columns import INDICATORS

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([column.name for column in INDICATORS])
    for row in rows:
        writer.writerow([guarded(shown(cell)) if isinstance(cell, str) else shown(cell) for cell in row])
