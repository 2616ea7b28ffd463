"""Explain a target value in words: the command ``value`` prints it, editors show it."""

from __future__ import annotations

from decimal import Decimal

from ..model.nodes import FreeText, Language, Target
from ..model.rule import Both
from .columns import ValueColumns, columns_of

_KINDS = {
    "number": Both("number", "数值"),
    "range": Both("range", "区间"),
    "date_range": Both("date", "日期"),
    "qualitative": Both("free text: qualitative", "文字：定性"),
    "formula": Both("free text: formula", "文字：公式"),
    "withheld": Both("free text: withheld", "文字：不公开"),
    "placeholder": Both("free text: placeholder", "文字：占位符"),
    "not_applicable": Both("free text: not applicable", "文字：不适用"),
    "empty": Both("free text: empty", "文字：空"),
    "date_without_year": Both("free text: date without a year", "文字：无年份日期"),
    "recurring_date": Both("free text: recurring date", "文字：周期性日期"),
    "ratio": Both("free text: ratio", "文字：比例"),
    "rank": Both("free text: rank", "文字：名次"),
    "class": Both("free text: class", "文字：等级"),
    "scale": Both("free text: scale", "文字：分档"),
    "yes_no": Both("free text: yes or no", "文字：是否"),
    "coverage": Both("free text: full coverage", "文字：全覆盖"),
    "trend": Both("free text: trend", "文字：趋势"),
    "relative": Both("free text: relative to a baseline", "文字：与基准比较"),
}


def explained(target: Target, lang: Language) -> list[str]:
    """The text of a target, then one line each for its headline value, bounds, unit and all its measures.

    >>> from budget_indicators import parse_target
    >>> explained(parse_target("不少于20篇"), "zh")
    ['不少于20篇', '值：≥20篇  (区间)', '下限：20 (含)', '单位：篇']
    """
    zh = lang == "zh"
    colon = "：" if zh else ": "
    columns = columns_of(target)
    kind = _KINDS[columns.kind].get(lang)
    lines = [target.text or ("（空）" if zh else "(empty)")]
    if isinstance(target.value, FreeText):
        detail = f" ({target.value.detail})" if target.value.detail else ""
        lines.append(f"{'值' if zh else 'value'}{colon}{kind}{detail}")
    else:
        lines.append(f"{'值' if zh else 'value'}{colon}{target.value}  ({kind})")
    lines += [f"{label.get(lang)}{colon}{fact}" for label, fact in _facts(columns, lang) if fact is not None]
    if len(target.measures) > 1:
        lines.append(f"{'全部的量' if zh else 'all measures'}{colon.rstrip()}")
        lines += [
            f"  {measure}  ← {measure.text} [{measure.span.start}:{measure.span.end}]" for measure in target.measures
        ]
    if target.ambiguous:
        lines.append("以哪个量为准不明确" if zh else "a guess among several")
    return lines


def _facts(columns: ValueColumns, lang: Language) -> tuple[tuple[Both, object], ...]:
    facts: tuple[tuple[Both, object], ...] = (
        (Both("low", "下限"), _end(columns.low, columns.low_inclusive, lang)),
        (Both("high", "上限"), _end(columns.high, columns.high_inclusive, lang)),
        (Both("unit", "单位"), columns.unit),
        (Both("per", "计量范围"), columns.per),
        (Both("from", "开始"), columns.start),
        (Both("until", "截止"), columns.end),
        (Both("approximate", "约数"), Both("yes", "是").get(lang) if columns.approximate else None),
    )
    if columns.kind == "number":
        facts = ((Both("amount", "数量"), f"{columns.low:f}"), *facts[2:])
    return facts


def _end(amount: Decimal | None, inclusive: bool | None, lang: Language) -> str | None:
    if amount is None:
        return None
    said = Both("included", "含") if inclusive else Both("excluded", "不含")
    return f"{amount:f} ({said.get(lang)})"
