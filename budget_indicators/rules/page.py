"""The page of all rules, written from their declarations: the same text as ``rule CODE`` and SARIF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.nodes import Language
from ..model.rule import SEVERITIES, Both, Rule
from .registry import GROUPS, OFF_BY_DEFAULT

_HEAD = Both(
    """\
# Rules

<!-- Written by `python -m budget_indicators.rules > docs/rules.md` from the rules' declarations; do not edit. -->

The findings of `budget-indicators lint`, why they matter, and an example of each. `budget-indicators rule CODE` shows
the same on a terminal, in English or Chinese. How to choose rules and write your own: [Linting](lint.md).
""",
    """\
# 检查规则

<!-- 由 `python -m budget_indicators.rules --lang zh > docs/rules.zh-CN.md` 根据规则定义生成，请勿手工修改。 -->

`budget-indicators lint` 能查出的全部问题：查什么、为什么、怎样写才对。在命令行中输入 `budget-indicators rule 编码`
可以看到同样的说明。怎样选用规则见[检查](lint.md)。
""",
)
_GROUPS = {
    "malformed": (
        Both("Malformed strings", "格式问题"),
        Both(
            "Deviations from the canonical form. On by default; the parser finds them.",
            "与规范写法不同之处。默认检查。",
        ),
    ),
    "impossible": (
        Both("Values that cannot be right", "不可能成立的指标值"),
        Both("Values that cannot be true. On by default.", "无论本意如何都不可能成立的指标值。默认检查。"),
    ),
    "documents": (
        Both("Documents", "文件"),
        Both("Problems of a whole document. On by default.", "整份文件的问题，如合计不符、缺少指标。默认检查。"),
    ),
    "evaluation": (
        Both("Self-evaluation", "绩效自评"),
        Both(
            "Scores that do not follow from target, actual value and weight. On by default; silent without scores.",
            "得分与指标值、实际完成值、分值对不上。默认检查，没有得分的表不涉及。",
        ),
    ),
    "review": (
        Both("Quality review", "质量审查"),
        Both(
            "Questions of a budget reviewer. Matters of judgement, so off by default: `--review` turns them on.",
            "绩效目标审核人员关注的质量问题，需要人工判断，默认不检查；加 `--review` 全部启用。",
        ),
    ),
}


def page(rules: Iterable[Rule], lang: Language = "en") -> str:
    """All rules as one Markdown page."""
    known = list(rules)
    heads = Both("| code | name | severity | what |", "| 编码 | 名称 | 级别 | 查什么 |").get(lang)
    parts = [_HEAD.get(lang), f"{heads}\n| --- | --- | --- | --- |\n" + "".join(_row(rule, lang) for rule in known)]
    for group in GROUPS:
        title, what = _GROUPS[group]
        parts.append(f"## {title.get(lang)} {{ #{group} }}\n\n{what.get(lang)}\n")
        parts += ["\n".join(_section(rule, lang)) for rule in known if rule.group == group]
    return "\n".join(parts)


def _row(rule: Rule, lang: Language) -> str:
    code = f"[{rule.code}](#{rule.code.lower()})"
    return (
        f"| {code} | {rule.called(lang)} | {SEVERITIES[rule.severity].get(lang)} | {_plain(rule.summary.get(lang))} |\n"
    )


def _section(rule: Rule, lang: Language) -> Iterator[str]:
    off = rule.group == OFF_BY_DEFAULT
    state = Both("off by default", "默认关闭") if off else Both("on by default", "默认开启")
    yield f"### {rule.code} {rule.called(lang)} {{ #{rule.code.lower()} }}\n"
    yield f"{_plain(rule.summary.get(lang))} *({SEVERITIES[rule.severity].get(lang)}, {state.get(lang)})*\n"
    if rule.why.en:
        yield f"{_plain(rule.why.get(lang))}\n"
    if rule.bad:
        yield f"{Both('Instead of', '不要写').get(lang)}\n\n```text\n{_shown(rule.bad)}\n```\n"
    if rule.good:
        yield f"{Both('write', '应写').get(lang)}\n\n```text\n{_shown(rule.good)}\n```\n"
    if rule.source.en:
        yield f"{Both('Source: ', '依据：').get(lang)}{_plain(rule.source.get(lang))}\n"


def _plain(text: str) -> str:
    """Text with Markdown markup escaped."""
    return "".join(f"\\{char}" if char in "\\`*_<>[]#|" else char for char in text).replace("&", "&amp;")


def _shown(text: str) -> str:
    """An example, with invisible characters shown by number."""
    return "".join(char if char.isprintable() or char == "\n" else f"<U+{ord(char):04X}>" for char in text)
