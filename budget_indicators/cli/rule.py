"""``rule CODE``: the findings of a rule, why they matter, an example and its source. ``rules``: all of them."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from .language import language, say

if TYPE_CHECKING:
    from ..model.rule import Rule

_GROUP_ZH = {
    "malformed": "格式",
    "impossible": "不可能成立",
    "review": "质量审查",
    "documents": "文件",
    "evaluation": "绩效自评",
}


def add_parser(subparsers: Any) -> None:
    """Declare both commands."""
    one = subparsers.add_parser(
        "rule",
        help=say("explain a rule", "解释一条检查规则"),
        description=say(
            "Explain a rule: what it finds, why it matters, an example.", "解释一条检查规则：查什么、为什么、示例。"
        ),
        epilog=say("example: budget-indicators rule V002", "示例：budget-indicators rule V002"),
    )
    one.add_argument(
        "code", nargs="+", metavar=say("CODE", "编码"), help=say("code or name of a rule", "规则的编码或名称")
    )
    _add_format(one)
    one.set_defaults(run=run)
    many = subparsers.add_parser(
        "rules",
        help=say("list all rules", "列出全部检查规则"),
        description=say("List all rules, installed ones included.", "列出全部检查规则，包括已安装的扩展规则。"),
        epilog=say("example: budget-indicators rules --select review", "示例：budget-indicators rules --select review"),
    )
    many.add_argument(
        "--select",
        action="append",
        metavar=say("RULES", "规则"),
        help=say("only these: codes, code prefixes, names or groups", "只列这些：编码、编码前缀、名称或规则组"),
    )
    _add_format(many)
    many.set_defaults(run=run_all)


def _add_format(parser: Any) -> None:
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=say("text (default) or json", "text（默认）或 json")
    )


def run(args: argparse.Namespace) -> int:
    """Explain rules."""
    from ..rules import find_rule

    rules = [find_rule(code) for code in args.code]
    if args.format == "json":
        _json([data(rule) for rule in rules] if len(rules) > 1 else data(rules[0]))
    else:
        print("\n\n".join(explanation(rule) for rule in rules))
    return 0


def run_all(args: argparse.Namespace) -> int:
    """List rules."""
    from ..rules import all_rules
    from ..rules.registry import registry

    words = [word for part in args.select or () for word in part.split(",") if word.strip()]
    codes = registry().codes(words) if words else None
    rules = [rule for rule in all_rules() if codes is None or rule.code in codes]
    if args.format == "json":
        _json([data(rule) for rule in rules])
    else:
        _table(rules)
    return 0


def data(rule: Rule) -> dict[str, Any]:
    """A rule's declaration as plain data."""
    from ..rules.registry import OFF_BY_DEFAULT

    return {
        "code": rule.code,
        "name": rule.name,
        "name_zh": rule.name_zh,
        "group": rule.group,
        "severity": rule.severity,
        "default": rule.group != OFF_BY_DEFAULT,
        "summary": {"en": rule.summary.en, "zh": rule.summary.zh},
        "message": {"en": rule.message.en, "zh": rule.message.zh},
        "why": {"en": rule.why.en, "zh": rule.why.zh},
        "bad": rule.bad,
        "good": rule.good,
        "source": {"en": rule.source.en, "zh": rule.source.zh},
    }


def explanation(rule: Rule) -> str:
    """A rule as text for people."""
    from ..model.rule import SEVERITIES
    from ..rules.registry import OFF_BY_DEFAULT

    lang = language()
    on = (
        say("off by default (--review)", "默认关闭（--review）")
        if rule.group == OFF_BY_DEFAULT
        else say("on by default", "默认开启")
    )
    group = say(rule.group, _GROUP_ZH.get(rule.group, rule.group))
    severity = SEVERITIES[rule.severity].get(lang)
    parts = [f"{rule.code} {rule.called(lang)}  [{group} · {severity} · {on}]", rule.summary.get(lang)]
    if rule.why.get(lang):
        parts.append(f"{say('Why', '原因')}\n  {rule.why.get(lang)}")
    if rule.bad:
        parts.append(f"{say('Instead of', '不要写')}\n  {_shown(rule.bad)}")
    if rule.good:
        parts.append(f"{say('write', '应写')}\n  {_shown(rule.good)}")
    if rule.source.get(lang):
        parts.append(f"{say('Source', '依据')}\n  {rule.source.get(lang)}")
    return "\n\n".join(parts)


def _shown(text: str) -> str:
    from ..lint.reports.width import visible

    return "".join(char if char.isprintable() else visible(char) for char in text)


def _table(rules: list[Rule]) -> None:
    from ..lint.reports.width import cells
    from ..model.rule import SEVERITIES
    from ..rules.registry import OFF_BY_DEFAULT

    rows = [
        (
            say("code", "编码"),
            say("name", "名称"),
            say("group", "组"),
            say("severity", "级别"),
            say("on", "默认"),
            say("what", "内容"),
        )
    ]
    for rule in rules:
        on = say("no", "关") if rule.group == OFF_BY_DEFAULT else say("yes", "开")
        group = say(rule.group, _GROUP_ZH.get(rule.group, rule.group))
        severity = SEVERITIES[rule.severity].get(language())
        rows.append((rule.code, rule.called(language()), group, severity, on, rule.summary.get(language())))
    widths = [max(cells(row[at]) for row in rows) for at in range(5)]
    for row in rows:
        head = "  ".join(cell + " " * (width - cells(cell)) for cell, width in zip(row[:5], widths, strict=True))
        sys.stdout.write(f"{head}  {row[5]}\n")


def _json(thing: Any) -> None:
    print(json.dumps(thing, ensure_ascii=False, indent=2))
