"""``budget-indicators value``: what one target value means."""

from __future__ import annotations

import argparse
import json
from typing import Any

from .arguments import year as budget_year
from .language import say

_KINDS = {
    "number": ("number", "数值"),
    "range": ("range", "区间"),
    "date_range": ("date", "日期"),
    "qualitative": ("free text: qualitative", "文字：定性"),
    "formula": ("free text: formula", "文字：公式"),
    "withheld": ("free text: withheld", "文字：不公开"),
    "placeholder": ("free text: placeholder", "文字：占位符"),
    "not_applicable": ("free text: not applicable", "文字：不适用"),
    "empty": ("free text: empty", "文字：空"),
    "date_without_year": ("free text: date without a year", "文字：无年份日期"),
    "recurring_date": ("free text: recurring date", "文字：周期性日期"),
    "ratio": ("free text: ratio", "文字：比例"),
    "rank": ("free text: rank", "文字：名次"),
    "class": ("free text: class", "文字：等级"),
    "scale": ("free text: scale", "文字：分档"),
    "yes_no": ("free text: yes or no", "文字：是否"),
    "coverage": ("free text: full coverage", "文字：全覆盖"),
    "trend": ("free text: trend", "文字：趋势"),
    "relative": ("free text: relative to a baseline", "文字：与基准比较"),
}


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
        help=say("the budget year, for dates that name none", "预算年度：用于没有写年份的日期"),
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
    """Print what each value means; always 0."""
    from ..values import parse_target

    targets = [parse_target(text, name=args.name, year=args.year) for text in args.text]
    if args.format == "json":
        data = [target.to_dict() for target in targets]
        print(json.dumps(data[0] if len(data) == 1 else data, ensure_ascii=False, indent=2))
    else:
        print("\n\n".join("\n".join([*_lines(target), *_remarks(target.text, args)]) for target in targets))
    return 0


def _remarks(text: str, args: argparse.Namespace) -> list[str]:
    """What was read as meant, or could not be read for want of a year."""
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


def _lines(target: Any) -> list[str]:
    """A target as lines a person reads."""
    from ..model.nodes import FreeText
    from ..values.columns import columns_of

    columns = columns_of(target)
    kind = say(*_KINDS[columns.kind])
    colon = say(": ", "：")
    lines = [target.text or say("(empty)", "（空）")]
    if isinstance(target.value, FreeText):
        detail = f" ({target.value.detail})" if target.value.detail else ""
        lines.append(f"  {say('value', '值')}{colon}{kind}{detail}")
    else:
        lines.append(f"  {say('value', '值')}{colon}{target.value}  ({kind})")
    facts: tuple[tuple[str, object], ...] = (
        (say("low", "下限"), _end(columns.low, columns.low_inclusive)),
        (say("high", "上限"), _end(columns.high, columns.high_inclusive)),
        (say("unit", "单位"), columns.unit),
        (say("per", "计量范围"), columns.per),
        (say("from", "开始"), columns.start),
        (say("until", "截止"), columns.end),
        (say("approximate", "约数"), say("yes", "是") if columns.approximate else None),
    )
    if columns.kind == "number":
        facts = ((say("amount", "数量"), f"{columns.low:f}"), *facts[2:])
    lines += [f"  {label}{colon}{fact}" for label, fact in facts if fact is not None]
    if len(target.measures) > 1:
        lines.append(say("  all measures:", "  全部的量："))
        lines += [
            f"    {measure}  ← {measure.text} [{measure.span.start}:{measure.span.end}]" for measure in target.measures
        ]
    if target.ambiguous:
        lines.append(
            f"  {say('a guess among several; --name decides', '以哪个量为准不明确；可用 --name 指明指标名称')}"
        )
    return lines


def _end(amount: Any, inclusive: bool | None) -> str | None:
    if amount is None:
        return None
    return f"{amount:f} ({say('included', '含') if inclusive else say('excluded', '不含')})"
