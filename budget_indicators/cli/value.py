"""``budget-indicators value``: the meaning of a target value."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from .arguments import year as budget_year
from .language import language, say

if TYPE_CHECKING:
    from ..model.nodes import Target


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Declare the command and its arguments."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "value",
        help=say("show what one target value means", "解读一个指标值"),
        description=say(
            "Read a target value (指标值): its headline and every measure in it.",
            "解读指标值：代表值，以及其中的每一个量。",
        ),
        epilog=say(
            "examples:\n"
            '  budget-indicators value "不少于20篇"\n'
            '  budget-indicators value "5月底前完成，完成率100%" --name 完成率 --year 2025\n'
            '  budget-indicators value --format json "每月至少走访20次"',
            "示例：\n"
            '  budget-indicators value "不少于20篇"\n'
            '  budget-indicators value "5月底前完成，完成率100%" --name 完成率 --year 2025\n'
            '  budget-indicators value --format json "每月至少走访20次"',
        ),
    )
    parser.add_argument("text", metavar=say("TEXT", "指标值"), nargs="+", help=say("the value", "指标值的文字"))
    parser.add_argument(
        "--name",
        metavar=say("NAME", "指标名称"),
        help=say("the indicator's name: it decides which measure counts", "指标名称：决定以哪个量为代表值"),
    )
    parser.add_argument(
        "--year",
        metavar=say("YEAR", "年度"),
        type=budget_year,
        help=say("the budget year, for dates without a year", "预算年度：用于没有写年份的日期"),
    )
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help=say("how to print it (default: text)", "输出格式（默认 text）"),
    )
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Print the meaning of each value; always 0."""
    from ..values import parse_target

    targets = [parse_target(text, name=args.name, year=args.year) for text in args.text]
    if args.format == "json":
        data = [target.to_dict() for target in targets]
        print(json.dumps(data[0] if len(data) == 1 else data, ensure_ascii=False, indent=2))
    else:
        print("\n\n".join("\n".join([*_lines(target), *_remarks(target.text, args)]) for target in targets))
    return 0


def _remarks(text: str, args: argparse.Namespace) -> list[str]:
    """Guesses, and dates that lack a year."""
    from ..values import read_value

    lines = []
    for remark in read_value(text, args.name, args.year).remarks:
        found = remark.span.of(text)
        match remark.kind:
            case "date-without-year":
                lines.append(
                    say(f"  {found}: a date without a year; give --year", f"  {found}：没有年份，可用 --year 指明")
                )
            case "impossible-date":
                lines.append(say(f"  {found}: no such day", f"  {found}：没有这一天"))
            case "unread":
                lines.append(say(f"  {found}: not understood", f"  {found}：未能读出"))
            case "reversed":
                lines.append(say(f"  {found}: runs backwards", f"  {found}：起止颠倒"))
            case "lost-character" | "look-alike":
                lines.append(say(f"  {found}: read as {remark.meant}", f"  {found}：按“{remark.meant}”读取"))
    return lines


def _lines(target: Target) -> list[str]:
    """The text of a value, and its meaning below."""
    from ..values.explained import explained

    text, *lines = explained(target, language())
    if target.ambiguous:
        lines[-1] += say("; --name decides", "；可用 --name 指明指标名称")
    return [text, *(f"  {line}" for line in lines)]
