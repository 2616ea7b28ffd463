"""The page of all rules, written from their declarations: the same text as ``rule CODE`` and SARIF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.rule import Rule
from .registry import GROUPS, OFF_BY_DEFAULT

_HEAD = """\
# Rules

<!-- Written by `python -m budget_indicators.rules > docs/rules.md` from the rules' declarations; do not edit. -->

What `budget-indicators lint` finds, why it matters, and an example. `budget-indicators rule CODE` shows the same on a
terminal, in English or Chinese. How to choose rules and write your own: [Linting](lint.md).
"""
_GROUPS = {
    "malformed": (
        "Malformed strings",
        "格式问题",
        "What deviates from the canonical form. On by default; the parser finds these itself.",
    ),
    "impossible": (
        "Values that cannot be right",
        "不可能成立的指标值",
        "What cannot be true, whatever was meant. On by default.",
    ),
    "documents": ("Documents", "文件", "What is dubious about a whole document. On by default."),
    "evaluation": (
        "Self-evaluation",
        "绩效自评",
        "Scores that do not follow from target, actual value and weight. On by default; silent without scores.",
    ),
    "review": (
        "Quality review",
        "质量审查",
        "What a budget reviewer looks for. Matters of judgement, so off by default: `--review` turns all of them on.",
    ),
}


def page(rules: Iterable[Rule]) -> str:
    """All rules as one Markdown page."""
    known = list(rules)
    parts = [_HEAD, "| code | name | severity | what |\n| --- | --- | --- | --- |\n" + "".join(map(_row, known))]
    for group in GROUPS:
        en, zh, what = _GROUPS[group]
        parts.append(f"## {en} · {zh} {{ #{group} }}\n\n{what}\n")
        parts += [_section(rule) for rule in known if rule.group == group]
    return "\n".join(parts)


def _row(rule: Rule) -> str:
    code = f"[{rule.code}](#{rule.code.lower()})"
    return f"| {code} | {rule.name} | {rule.severity} | {_cell(rule.summary.en)} {_cell(rule.summary.zh)} |\n"


def _section(rule: Rule) -> str:
    return "\n".join(_lines(rule))


def _lines(rule: Rule) -> Iterator[str]:
    state = "off by default" if rule.group == OFF_BY_DEFAULT else "on by default"
    zh = f" {rule.name_zh}" if rule.name_zh else ""
    yield f"### {rule.code} {rule.name}{zh} {{ #{rule.code.lower()} }}\n"
    yield f"{_plain(rule.summary.en)} {_plain(rule.summary.zh)} *({rule.severity}, {state})*\n"
    if rule.why.en:
        yield f"{_plain(rule.why.en)}\n\n{_plain(rule.why.zh)}\n"
    if rule.bad:
        yield f"Instead of · 不要写\n\n```text\n{_shown(rule.bad)}\n```\n"
    if rule.good:
        yield f"write · 应写\n\n```text\n{_shown(rule.good)}\n```\n"
    if rule.source.en:
        yield f"Source: {_plain(rule.source.en)} 依据：{_plain(rule.source.zh)}\n"


def _plain(text: str) -> str:
    """Text that Markdown must not take for markup."""
    return "".join(f"\\{char}" if char in "\\`*_<>[]#|" else char for char in text).replace("&", "&amp;")


def _cell(text: str) -> str:
    return _plain(text)


def _shown(text: str) -> str:
    """An example: what cannot be seen by its number."""
    return "".join(char if char.isprintable() or char == "\n" else f"<U+{ord(char):04X}>" for char in text)
