"""``format``: indicator strings in their canonical form, one a line."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from ..model.nodes import IndicatorTree, Stray
from .inputs import shortened
from .language import say
from .terminal import printable


def add_parser(subparsers: Any) -> None:
    """Declare the command and its arguments."""
    parser = subparsers.add_parser(
        "format",
        help=say("write indicator strings in their canonical form", "把指标串改写成规范格式"),
        description=say(
            "Print the canonical form of each indicator string, one a line: one for a text, one per project for a "
            "document. Nothing is written to the files.",
            "输出每个指标串的规范格式，一行一个：文本输出一行，文件则每个项目一行。不改动原文件。",
        ),
        epilog=say(
            "examples:\n"
            '  budget-indicators format "1,1-产出指标;11-数量指标;培训次数;实施周期指标值:1次;年度指标值:1次"\n'
            "  budget-indicators format --check strings.txt\n"
            "  cut -f 3 table.tsv | budget-indicators format --lines -",
            "示例：\n"
            '  budget-indicators format "1,1-产出指标;11-数量指标;培训次数;实施周期指标值:1次;年度指标值:1次"\n'
            "  budget-indicators format --check 指标串.txt\n"
            "  cut -f 3 表格.tsv | budget-indicators format --lines -",
        ),
    )
    add_inputs(parser)
    parser.add_argument(
        "--check",
        action="store_true",
        help=say(
            "print nothing but the inputs that are not in canonical form; exit 1 if there are any",
            "只列出不规范的输入；如有则退出码为 1",
        ),
    )


def add_inputs(parser: argparse.ArgumentParser) -> None:
    """The arguments for the inputs, shared with ``parse``."""
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar=say("INPUT", "输入"),
        help=say(
            "a file, a folder, a pattern such as '*.txt', '-' for standard input, or the text itself",
            "文件、文件夹、通配符（如 '*.txt'）、'-'（标准输入），或指标串本身",
        ),
    )
    parser.add_argument(
        "--lines",
        action="store_true",
        help=say("every line of an input is an indicator string of its own", "输入的每一行是一个独立的指标串"),
    )


def run(args: argparse.Namespace) -> int:
    """Print the canonical strings, or with ``--check`` the names of inputs that are not canonical."""
    from ..format import format_indicators
    from .read_inputs import read_all

    findings = 0
    for reading in read_all(args.inputs, year=None, lines=args.lines):
        formatted = [format_indicators(tree) for tree in reading.trees()]
        if not formatted:
            said = say("no indicator string was found", "没有找到指标串")
            print(f"{printable(reading.name)}: {said}", file=sys.stderr)
        if not args.check:
            for tree, line in zip(reading.trees(), formatted, strict=True):
                print(line)
                _mention_strays(reading.name, tree)
        elif any(line != tree.source.strip() for line, tree in zip(formatted, reading.trees(), strict=True)):
            findings += 1
            print(reading.name)
    return 1 if findings else 0


def _mention_strays(name: str, tree: IndicatorTree) -> None:
    """Report the text that the canonical string leaves out."""
    if tree.withheld:
        return
    for piece in tree.pieces:
        if isinstance(piece, Stray) and (text := printable(piece.text)):
            said = say("belongs to no indicator, left out", "不属于任何指标，未写入")
            print(f"{printable(name)}: {said}: {shortened(text)}", file=sys.stderr)
