"""Kinds of damage written without a look at the parser: how programs, scanners, voices and hands change a string.

Each kind renders known indicators as a text; what a careful person reads in it is known. Run it:
``python -m tests.damage.unseen [word of a kind …]``.
"""

# ruff: noqa: E501  (a kind is a line)

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import count

import attrs

from budget_indicators import parse_indicators
from budget_indicators.model.nodes import Indicator, IndicatorTree

from .sheet import fold

Name = {
    "1": "产出指标", "2": "效益指标", "3": "满意度指标", "11": "数量指标", "12": "质量指标", "13": "时效指标", "14": "成本指标",
    "21": "经济效益指标", "22": "社会效益指标", "23": "生态效益指标", "24": "可持续影响指标", "31": "服务对象满意度指标",
}  # fmt: skip
_KNOWN = (
    ("11", "举办农民工技能培训班期数", "36期", "12期"),
    ("11", "资助家庭经济困难学生人数", "≥5400人", "≥1800人"),
    ("11", "维修改造老旧供水管网长度", "45公里", "15公里"),
    ("12", "工程竣工验收合格率", "100%", "100%"),
    ("12", "公共图书馆新书采购质量达标率", "≥98%", "≥98%"),
    ("13", "补助资金拨付及时率", "95%以上", "95%以上"),
    ("13", "信息系统故障修复时间", "≤2小时", "≤2小时"),
    ("13", "项目完成时间", "2023年12月31日前", "2023年12月31日前"),
    ("14", "每平方米绿化养护单价", "≤8.5元", "≤8.5元"),
    ("14", "项目总投入控制数", "≤300万元", "≤100万元"),
    ("21", "带动农户年均增收额", "≥2000元", "≥1500元"),
    ("22", "基层医疗机构门诊量增长率", "≥5%", "≥3%"),
    ("22", "城乡居民法治意识", "持续提高", "有所提高"),
    ("23", "河道水质达到Ⅲ类断面比例", "≥90%", "≥85%"),
    ("24", "长效管护机制建立情况", "健全", "基本健全"),
    ("31", "受益群众满意度", "≥95%", "≥90%"),
    ("31", "参训学员对课程满意率", "≥92%", "≥90%"),
)


Said = tuple[object, ...]
"""What an indicator says, as it is compared: number, levels, name, targets."""


@attrs.frozen
class One:
    """A known indicator."""

    number: int | None
    code: str
    name: str
    cycle: str | None
    annual: str | None
    level1: bool = True
    level2: bool = True

    @property
    def first(self) -> str:
        return f"{self.code[0]}-{Name[self.code[0]]}"

    @property
    def second(self) -> str:
        return f"{self.code}-{Name[self.code]}"

    def said(self) -> Said:
        return (
            self.number, Name[self.code[0]] if self.level1 else None, Name[self.code] if self.level2 else None,
            fold(self.name), None if self.cycle is None else fold(self.cycle), None if self.annual is None else fold(self.annual),
        )  # fmt: skip

    def text(self, sep: str = "；", colon: str = ":", end: str = "。", **parts: str) -> str:
        number = parts.get("number", f"{self.number}、")
        return (
            number + sep.join((
                parts.get("first", self.first), parts.get("second", self.second), parts.get("name", self.name),
                parts.get("ckey", "实施周期指标值") + colon + parts.get("cycle", self.cycle or ""),
                parts.get("akey", "年度指标值") + colon + parts.get("annual", self.annual or ""),
            )) + end
        )  # fmt: skip


Kind = Callable[[random.Random, list[One]], "str | tuple[str, list[One]]"]
KINDS: dict[str, Kind] = {}


def kind(name: str) -> Callable[[Kind], Kind]:
    """Register a kind that makes the whole text, and perhaps what it says now."""

    def keep(function: Kind) -> Kind:
        KINDS[name] = function
        return function

    return keep


def each(name: str, function: Callable[[random.Random, One], str]) -> None:
    """Register a kind that writes each entry its own way."""
    KINDS[name] = lambda r, ones: "".join(function(r, one) for one in ones)


def whole(name: str, function: Callable[[random.Random, str], str]) -> None:
    """Register a kind that changes the canonical text."""
    KINDS[name] = lambda r, ones: function(r, "".join(one.text() for one in ones))


# Numbering ----------------------------------------------------------------------------------------------------
each("number: 序号1", lambda r, e: e.text(number=f"序号{e.number}："))
each("number: (1).", lambda r, e: e.text(number=f"({e.number})."))
each("number: 1-", lambda r, e: e.text(number=f"{e.number}-"))
each("number: 01.", lambda r, e: e.text(number=f"{e.number:02}."))
each("number: emoji keycap", lambda r, e: e.text(number=f"{e.number}\ufe0f\u20e3"))
each("number: 第一个指标", lambda r, e: e.text(number=f"第{'零一二三四五六七八九'[e.number or 0]}个指标："))
each("number: #1", lambda r, e: e.text(number=f"#{e.number} "))
each("number: circled and mark", lambda r, e: e.text(number=f"{chr(0x245F + (e.number or 0))}、"))
each("number: 1）then blank", lambda r, e: e.text(number=f"{e.number}）　"))
each("number: dotted hierarchy", lambda r, e: e.text(number=f"{e.number}. ", first=e.first.replace("-", ".", 1)))
# Codes --------------------------------------------------------------------------------------------------------
each("code: dotted with hyphen 1.1-", lambda r, e: e.text(second=f"{e.code[0]}.{e.code[1]}-{Name[e.code]}"))
each("code: dotted 1.1 blank", lambda r, e: e.text(second=f"{e.code[0]}.{e.code[1]} {Name[e.code]}"))
each(
    "code: 01/0101",
    lambda r, e: e.text(first=f"0{e.code[0]}-{Name[e.code[0]]}", second=f"0{e.code[0]}0{e.code[1]}-{Name[e.code]}"),
)
each(
    "code: behind the name in brackets",
    lambda r, e: e.text(first=f"{Name[e.code[0]]}({e.code[0]})", second=f"{Name[e.code]}({e.code})"),
)
each("code: C1/C11", lambda r, e: e.text(first="C" + e.first, second="C" + e.second))
each("code: 1-1-", lambda r, e: e.text(second=f"{e.code[0]}-{e.code[1]}-{Name[e.code]}"))
each("code: hyphen is arrow", lambda r, e: e.text(first=e.first.replace("-", "→"), second=e.second.replace("-", "→")))
each(
    "code: brackets [11]",
    lambda r, e: e.text(first=f"[{e.code[0]}]{Name[e.code[0]]}", second=f"[{e.code}]{Name[e.code]}"),
)
# Levels -------------------------------------------------------------------------------------------------------
each(
    "level: 绩效 inside",
    lambda r, e: e.text(first=e.first.replace("指标", "绩效指标"), second=e.second.replace("指标", "绩效指标")),
)
each(
    "level: 类 instead of 指标",
    lambda r, e: e.text(first=e.first.replace("指标", "类"), second=e.second.replace("指标", "类")),
)
each(
    "level: 一级: labels",
    lambda r, e: e.text(first="一级:" + e.first, second="二级:" + e.second, name="三级:" + e.name),
)
each("level: joined by >", lambda r, e: e.text().replace("；", ">", 1).replace("；", ">", 1))
each("level: weight in brackets", lambda r, e: e.text(second=f"{e.second}（{r.choice((5, 10, 12.5))}分）"))
each("level: weight behind name sep", lambda r, e: e.text(first=f"{e.first}(50分)", second=f"{e.second}(权重10%)"))
each("level: doubled word", lambda r, e: e.text(second=e.second + "；" + e.second))
each(
    "level: pinyin typo homophone",
    lambda r, e: e.text(first=e.first.replace("产出", "产初").replace("效益", "效意").replace("满意", "满一")),
)
each("level: suffix 指标值", lambda r, e: e.text(second=e.second + "值"))
each(
    "level: traditional all labels",
    lambda r, e: e.text(
        first=e.first.translate(T), second=e.second.translate(T), ckey="實施週期指標值", akey="年度指標值"
    ),
)
T = str.maketrans("产标数质时经济会态续响满务对", "產標數質時經濟會態續響滿務對")
# Keys ---------------------------------------------------------------------------------------------------------
each("key: synonyms 总目标/年度目标", lambda r, e: e.text(ckey="总体目标值", akey="当年目标值"))
each("key: 全周期/本年", lambda r, e: e.text(ckey="全周期指标值", akey="本年度指标值"))
each("key: 为", lambda r, e: e.text(ckey="实施周期指标值为", akey="年度指标值为", colon=""))
each("key: doubled", lambda r, e: e.text(ckey="实施周期指标值:实施周期指标值", akey="年度指标值:年度指标值"))
each("key: year in brackets", lambda r, e: e.text(ckey="实施周期指标值(2021-2023年)", akey="年度指标值(2023年)"))
each("key: year before", lambda r, e: e.text(akey="2023年度指标值"))
each("key: unit in brackets", lambda r, e: e.text(ckey="实施周期指标值（含单位）", akey="年度指标值（含单位）"))
each(
    "key: quoted JSON pairs",
    lambda r, e: e.text(ckey='"实施周期指标值"', akey='"年度指标值"', cycle=f'"{e.cycle}"', annual=f'"{e.annual}"'),
)
each("key: English colon blank", lambda r, e: e.text(colon=" : "))
each("key: arrow", lambda r, e: e.text(colon=r.choice(("→", "=>", "->", "⇒"))))
each("key: ellipsis", lambda r, e: e.text(colon="……"))
each("key: bracketed 【】", lambda r, e: e.text(ckey="【实施周期指标值】", akey="【年度指标值】", colon=""))
each("key: value in brackets", lambda r, e: e.text(colon="", cycle=f"（{e.cycle}）", annual=f"（{e.annual}）"))
each("key: homophone", lambda r, e: e.text(ckey="实施周期指标直", akey="年渡指标值"))
each("key: broken with dash", lambda r, e: e.text(ckey="实施周期-指标值", akey="年度-指标值"))


@kind("key: one for both")
def _one_key(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    same = [attrs.evolve(one, cycle=one.annual) for one in ones]
    text = "".join(
        f"{e.number}、{e.first}；{e.second}；{e.name}；{r.choice(('实施周期及年度指标值', '实施周期指标值/年度指标值', '实施周期（年度）指标值'))}:{e.annual}。"
        for e in ones
    )
    return text, same


# Order --------------------------------------------------------------------------------------------------------
each(
    "order: name first",
    lambda r, e: f"{e.number}、{e.name}；{e.first}；{e.second}；实施周期指标值:{e.cycle}；年度指标值:{e.annual}。",
)
each(
    "order: name last",
    lambda r, e: f"{e.number}、{e.first}；{e.second}；实施周期指标值:{e.cycle}；年度指标值:{e.annual}；{e.name}。",
)
each(
    "order: name between keys",
    lambda r, e: f"{e.number}、{e.first}；{e.second}；实施周期指标值:{e.cycle}；{e.name}；年度指标值:{e.annual}。",
)
each(
    "order: name between levels",
    lambda r, e: f"{e.number}、{e.first}；{e.name}；{e.second}；实施周期指标值:{e.cycle}；年度指标值:{e.annual}。",
)
each(
    "order: keys first",
    lambda r, e: f"{e.number}、实施周期指标值:{e.cycle}；年度指标值:{e.annual}；{e.first}；{e.second}；{e.name}。",
)
each(
    "order: levels swapped, keys swapped",
    lambda r, e: f"{e.number}、{e.second}；{e.first}；{e.name}；年度指标值:{e.annual}；实施周期指标值:{e.cycle}。",
)
each(
    "order: name labelled last",
    lambda r, e: (
        f"{e.number}、{e.first}；{e.second}；实施周期指标值:{e.cycle}；年度指标值:{e.annual}；指标名称:{e.name}。"
    ),
)
each(
    "order: name then its values, levels last",
    lambda r, e: f"{e.number}、{e.name}；实施周期指标值:{e.cycle}；年度指标值:{e.annual}；{e.first}；{e.second}。",
)
# Wrappers -----------------------------------------------------------------------------------------------------
PAIRS = ("【】", "（）", "「」", "〔〕", "[]", "{}", "()", "『』", "＜＞", "<>")


def _wrapped(r: random.Random, e: One) -> str:
    a, b = r.choice(PAIRS)
    return e.text(
        first=a + e.first + b,
        second=a + e.second + b,
        name=a + e.name + b,
        cycle=a + (e.cycle or "") + b,
        annual=a + (e.annual or "") + b,
    )


each("wrap: every part in brackets", _wrapped)


def _glued(r: random.Random, e: One) -> str:
    a, b = r.choice(PAIRS)
    return f"{e.number}、" + "".join(
        a + part + b for part in (e.first, e.second, e.name, f"实施周期指标值:{e.cycle}", f"年度指标值:{e.annual}")
    )


each("wrap: brackets for separators", _glued)


def _around(r: random.Random, e: One) -> str:
    a, b = r.choice(PAIRS)
    return a + e.text() + b


each("wrap: each entry in brackets", _around)
each("wrap: number in and out", lambda r, e: f"【{e.number}】" + e.text(number=""))
each(
    "wrap: markdown bold",
    lambda r, e: e.text(number=f"{e.number}. ", name=f"**{e.name}**", ckey="**实施周期指标值**", akey="**年度指标值**"),
)
each(
    "wrap: single quotes around each",
    lambda r, e: (
        f"'{e.number}、"
        + "','".join((e.first, e.second, e.name, f"实施周期指标值:{e.cycle}", f"年度指标值:{e.annual}"))
        + "',"
    ),
)
# Programs -----------------------------------------------------------------------------------------------------
each(
    "table: tab separated with keys",
    lambda r, e: (
        "\t".join((f"{e.number}", e.first, e.second, e.name, f"实施周期指标值:{e.cycle}", f"年度指标值:{e.annual}"))
        + "\n"
    ),
)
each(
    "table: markdown row",
    lambda r, e: (
        "| "
        + " | ".join(
            (f"{e.number}、", e.first, e.second, e.name, f"实施周期指标值:{e.cycle}", f"年度指标值:{e.annual}")
        )
        + " |\n"
    ),
)
each(
    "table: csv row",
    lambda r, e: (
        ",".join(
            f'"{p}"'
            for p in (f"{e.number}、", e.first, e.second, e.name, f"实施周期指标值:{e.cycle}", f"年度指标值:{e.annual}")
        )
        + "\r\n"
    ),
)
each(
    "table: latex row",
    lambda r, e: (
        " & ".join(
            (f"{e.number}、", e.first, e.second, e.name, f"实施周期指标值:{e.cycle}", f"年度指标值:{e.annual}")
        ).replace("%", "\\%")
        + " \\\\\n"
    ),
)
each(
    "yaml list",
    lambda r, e: (
        f"- 序号: {e.number}\n  一级指标: {e.first}\n  二级指标: {e.second}\n  三级指标: {e.name}\n  实施周期指标值: {e.cycle}\n  年度指标值: {e.annual}\n"
    ),
)
each(
    "xml elements",
    lambda r, e: (
        f"<指标><序号>{e.number}</序号><一级指标>{e.first}</一级指标><二级指标>{e.second}</二级指标><三级指标>{e.name}</三级指标><实施周期指标值>{e.cycle}</实施周期指标值><年度指标值>{e.annual}</年度指标值></指标>"
    ),
)
each(
    "json object",
    lambda r, e: (
        f'{{"序号":{e.number},"一级指标":"{e.first}","二级指标":"{e.second}","三级指标":"{e.name}","实施周期指标值":"{e.cycle}","年度指标值":"{e.annual}"}},'
    ),
)
each(
    "python tuple",
    lambda r, e: (
        f"({e.number}, '{e.first}', '{e.second}', '{e.name}', '实施周期指标值:{e.cycle}', '年度指标值:{e.annual}'), "
    ),
)
each(
    "sql literal",
    lambda r, e: (
        f"({e.number},N'{e.first}',N'{e.second}',N'{e.name}',N'实施周期指标值:{e.cycle}',N'年度指标值:{e.annual}'),"
    ),
)
each("ini style =", lambda r, e: e.text(sep="\n", colon="=", end="\n\n"))
whole("escape: U+FF1B marks", lambda r, t: t.replace("；", "U+FF1B"))
whole("escape: css", lambda r, t: re.sub("[；、。]", lambda m: f"\\{ord(m[0]):04x} ", t))
whole("escape: html decimal of han", lambda r, t: re.sub("[指标值]", lambda m: f"&#{ord(m[0])};", t))
whole("escape: html twice", lambda r, t: t.replace("≥", "&amp;ge;").replace("；", "&amp;#65307;"))
whole("escape: unicode backslash upper", lambda r, t: re.sub("[；：、。]", lambda m: f"\\U{ord(m[0]):08X}", t))
whole("escape: quoted ''", lambda r, t: "'" + t.replace("；", "';'") + "'")
whole("copy: reply quoting >", lambda r, t: "> " + t.replace("。", "。\n> ").replace("；11", "；\n> 11"))
whole(
    "copy: line numbers",
    lambda r, t: "\n".join(f"{n:4}  {line}" for n, line in zip(count(1), re.findall(".{1,30}", t))),
)
whole("copy: chat header", lambda r, t: "张三 2023/5/6 14:03:22\n" + t)
whole(
    "copy: nbsp and ideographic blanks",
    lambda r, t: re.sub("(?<=[；:])", lambda m: r.choice(("\u00a0", "\u3000", "\u2003", "")), t),
)
whole("copy: wrapped at 20 with hyphen space", lambda r, t: "\n    ".join(re.findall(".{1,20}", t)))
# Scanners -----------------------------------------------------------------------------------------------------
whole("ocr: ； as i or ;|", lambda r, t: t.replace("；", "; ;"))
whole("ocr: commas for all marks", lambda r, t: t.replace("；", "，").replace("。", "．"))
whole("ocr: 、 as .", lambda r, t: t.replace("、", " ."))
whole("ocr: key 周期 as 固期", lambda r, t: t.replace("周期", "固期"))
whole("ocr: 值 as 直/植", lambda r, t: t.replace("值:", r.choice("直植位") + ":"))
whole("ocr: 标 as 杆/际", lambda r, t: t.replace("指标值", "指" + r.choice("杆际棕") + "值"))
whole("ocr: hyphens as 一", lambda r, t: re.sub("(?<=[1-4])-", "一", t))
whole("ocr: colon as semicolon", lambda r, t: t.replace(":", ";"))
whole("ocr: marks lost at random", lambda r, t: re.sub("；(?=[实年])", lambda m: r.choice(("；", "")), t))
whole("ocr: speckles", lambda r, t: re.sub("(?<=；)", lambda m: r.choice(("", "·", "'", "`", ".", "﹒")), t))
whole("vertical text", lambda r, t: "\n".join(t))
whole("letterspaced", lambda r, t: " ".join(t))
whole("voice: words for marks", lambda r, t: t.replace("；", "，").replace(":", "是").replace("。", "。"))
whole("keyboard: ascii punctuation", lambda r, t: t.replace("；", ";").replace("。", ".").replace("、", "\\"))
whole("keyboard: shift slip", lambda r, t: t.replace("；", "：").replace(":", "："))
whole("emoji bullets", lambda r, t: t.replace("；", r.choice("👉✅🔸▶")))
whole("presentation forms", lambda r, t: t.translate(str.maketrans("；：。、（）", "︔︓︒︑︵︶")))
whole("marks doubled and mixed", lambda r, t: t.replace("；", r.choice(("；；", ";；", "；,", "，；"))))
whole("soft hyphens and joiners", lambda r, t: re.sub("(?<=[指年实])", "\u00ad", t))
whole("superscript and fullwidth", lambda r, t: t.translate(str.maketrans("0123456789-", "０１２３４５６７８９－")))
whole("bold math digits", lambda r, t: re.sub("(?<![0-9.])[0-9](?=[、-])", lambda m: chr(0x1D7CE + int(m[0])), t))
whole("separator words", lambda r, t: t.replace("；", "<br/>").replace("。", "<hr>"))
whole("separator //", lambda r, t: t.replace("；", " // ").replace("。", " ;; "))
whole("separator + ", lambda r, t: t.replace("；", r.choice((" + ", " ~ ", " & ", " ; "))))
each(
    "sentence form",
    lambda r, e: f"{e.number}、{e.first}中的{e.second}，{e.name}，实施周期指标值为{e.cycle}，年度指标值为{e.annual}。",
)


# Tables merged, parts sorted, units moved -----------------------------------------------------------------------
@kind("merged: level 1 only once")
def _merged(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    out, want, last = "", [], ""
    for e in sorted(ones, key=lambda e: e.code):
        out += f"{e.number}、{'' if e.code[0] == last else e.first + '；'}{e.second}；{e.name}；实施周期指标值:{e.cycle}；年度指标值:{e.annual}。"
        want.append(attrs.evolve(e, level1=e.code[0] != last))
        last = e.code[0]
    return out, want


each("duplicated: name stands twice", lambda r, e: e.text(name=f"{e.name}；{e.name}"))
whole("duplicated: separator line", lambda r, t: t.replace("。", "。\n----------\n"))
whole(
    "duplicated: page head",
    lambda r, t: t.replace("。", "。\n2023年度项目支出绩效目标表\n", 1) if t.count("。") > 1 else t,
)


@kind("missing value said as 无")
def _none(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    none = r.choice(("无", "/", "—", "不适用", "暂无"))
    return "".join(e.text(cycle=none) for e in ones), [attrs.evolve(e, cycle=none) for e in ones]


@kind("number in the middle of a word list")
def _listed(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    value = "1.完成普查；2.建立台账；3.公示结果"
    return "".join(e.text(annual=value) for e in ones), [attrs.evolve(e, annual=value) for e in ones]


@kind("no ordinals and lines")
def _lines(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    return "\n".join(e.text(number="", end="") for e in ones), [attrs.evolve(e, number=None) for e in ones]


@kind("bullets for ordinals")
def _bullets(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    bullet = r.choice(("●", "★ ", "- ", "◆", "• ", "➢", "* ", "√"))
    return "\n".join(bullet + e.text(number="") for e in ones), [attrs.evolve(e, number=None) for e in ones]


# The second round: written when the kinds above had been mended ---------------------------------------------------
each("two: number №", lambda r, e: e.text(number=f"№{e.number} "))
each("two: number 指标一：", lambda r, e: e.text(number=f"指标{'零一二三四五六七八九'[e.number or 0]}："))
each("two: number with hash and dot", lambda r, e: e.text(number=f"#{e.number}."))
each("two: number <1>", lambda r, e: e.text(number=f"<{e.number}>"))
each(
    "two: code behind colon",
    lambda r, e: e.text(first=f"{e.code[0]}：{Name[e.code[0]]}", second=f"{e.code}：{Name[e.code]}"),
)
each("two: code in brackets after number", lambda r, e: e.text(second=f"（{e.code}）{Name[e.code]}"))
each("two: code 1.1.", lambda r, e: e.text(second=f"{e.code[0]}.{e.code[1]}.{Name[e.code]}"))
each(
    "two: code with blank around hyphen",
    lambda r, e: e.text(first=e.first.replace("-", " - "), second=e.second.replace("-", " - ")),
)
each("two: level in book marks", lambda r, e: e.text(first=f"《{e.first}》", second=f"《{e.second}》"))
each("two: levels joined by slash", lambda r, e: e.text().replace("；", "/", 1))
each("two: level one repeated", lambda r, e: e.text(first=e.first + "；" + e.first))
each("two: keys as 目标值", lambda r, e: e.text(ckey="实施周期目标值", akey="年度目标值"))
each("two: key with blank inside", lambda r, e: e.text(ckey="实施周期 指标值", akey="年度 指标值"))
each("two: keys in double angle", lambda r, e: e.text(ckey="《实施周期指标值》", akey="《年度指标值》"))
each("two: key then 是：", lambda r, e: e.text(ckey="实施周期指标值是", akey="年度指标值是"))
each("two: colon doubled", lambda r, e: e.text(colon=r.choice(("::", "：:", "：：", ": :"))))
each("two: values in quotes", lambda r, e: e.text(cycle=f'"{e.cycle}"', annual=f'"{e.annual}"'))
each(
    "two: trailing comma list",
    lambda r, e: (
        "，".join((f"{e.number}、{e.first}", e.second, e.name, f"实施周期指标值:{e.cycle}", f"年度指标值:{e.annual}"))
        + "；"
    ),
)
each(
    "two: toml",
    lambda r, e: (
        f'[[指标]]\n序号 = {e.number}\n一级指标 = "{e.first}"\n二级指标 = "{e.second}"\n三级指标 = "{e.name}"\n实施周期指标值 = "{e.cycle}"\n年度指标值 = "{e.annual}"\n\n'
    ),
)
each(
    "two: key value lines",
    lambda r, e: (
        f"序号：{e.number}\n一级指标：{e.first}\n二级指标：{e.second}\n三级指标：{e.name}\n实施周期指标值：{e.cycle}\n年度指标值：{e.annual}\n"
    ),
)
each(
    "two: query string",
    lambda r, e: (
        f"序号={e.number}&一级指标={e.first}&二级指标={e.second}&三级指标={e.name}&实施周期指标值={e.cycle}&年度指标值={e.annual}\n"
    ),
)
each(
    "two: html cells",
    lambda r, e: (
        "<tr>"
        + "".join(
            f"<td>{p}</td>"
            for p in (f"{e.number}、", e.first, e.second, e.name, f"实施周期指标值:{e.cycle}", f"年度指标值:{e.annual}")
        )
        + "</tr>"
    ),
)
each(
    "two: latin xml",
    lambda r, e: (
        f"<row id='{e.number}'><a>{e.number}、</a><b>{e.first}；</b><c>{e.second}；</c><d>{e.name}；</d><e>实施周期指标值:{e.cycle}；</e><f>年度指标值:{e.annual}。</f></row>"
    ),
)
each(
    "two: wiki table",
    lambda r, e: (
        "|-\n| "
        + " || ".join(
            (f"{e.number}、", e.first, e.second, e.name, f"实施周期指标值:{e.cycle}", f"年度指标值:{e.annual}")
        )
        + "\n"
    ),
)
each(
    "two: parts on numbered lines",
    lambda r, e: (
        f"{e.number}、{e.first}\n（{e.second}）\n{e.name}\n①实施周期指标值:{e.cycle}\n②年度指标值:{e.annual}\n"
    ),
)
whole("two: python escapes", lambda r, t: t.encode("unicode_escape").decode())
whole("two: url whole", lambda r, t: __import__("urllib.parse").parse.quote(t))
whole("two: ocr 年度 as 年廋", lambda r, t: t.replace("年度指标值", "年廋指标值"))
whole("two: ocr 施 as 旅", lambda r, t: t.replace("实施", "实旅"))
whole("two: ocr blank in code", lambda r, t: re.sub("(?<=[；、][1-3])(?=[1-4]-)", " ", t))
whole("two: dots spaced", lambda r, t: t.replace("；", " ； ").replace("。", " 。 "))
whole("two: marks as words", lambda r, t: t.replace("；", "分号").replace(":", "冒号").replace("。", "句号"))
whole("two: bidi marks", lambda r, t: re.sub("(?=[；:])", lambda m: r.choice(("\u200e", "\u202c", "")), t))
whole("two: variation of level words", lambda r, t: t.replace("产出指标", "产岀指标").replace("效益指标", "効益指标"))


# The third round: written when those had been mended, before the parser was run on any of them -------------------
def _fields(e: One) -> tuple[str, ...]:
    """The parts of an entry, keys with their values."""
    return f"{e.number}", e.first, e.second, e.name, f"实施周期指标值:{e.cycle}", f"年度指标值:{e.annual}"


_LABELS = ("序号", "一级指标", "二级指标", "三级指标", "实施周期指标值", "年度指标值")


def _pairs(e: One) -> list[tuple[str, str]]:
    """The parts of an entry under the names of their columns."""
    return list(zip(_LABELS, (f"{e.number}", e.first, e.second, e.name, e.cycle or "", e.annual or ""), strict=True))


def _wrapped(t: str, width: int, before: Callable[[int], str]) -> str:
    """The text in lines, each with something before it."""
    return "\n".join(before(n) + line for n, line in zip(count(1), re.findall(f".{{1,{width}}}", t)))


def _swapped(t: str, pairs: str) -> str:
    """Characters exchanged: ``"标杯 量童"``."""
    return t.translate(str.maketrans({pair[0]: pair[1] for pair in pairs.split()}))


whole("three: line numbers with bar", lambda r, t: _wrapped(t, 40, lambda n: f"{n:>3}| "))
whole("three: line numbers with colon", lambda r, t: _wrapped(t, 40, lambda n: f"{n + 20}: "))
whole("three: mail quoted twice", lambda r, t: _wrapped(t, 30, lambda n: ">> " if n > 1 else "> "))
whole("three: mail quoted with bars", lambda r, t: _wrapped(t, 34, lambda n: "| "))
whole("three: comment signs before lines", lambda r, t: _wrapped(t, 36, lambda n: r.choice(("# ", "// ", "-- "))))
whole(
    "three: mail head", lambda r, t: f"发件人：李四\n发送时间：2024年3月5日 9:12\n收件人：王五\n主题：绩效指标\n\n{t}"
)


@kind("three: numbering restarts")
def _restarts(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    found, n, last = [], 0, ""
    for e in sorted(ones, key=lambda e: e.code):
        n = n + 1 if e.code == last else 1
        last = e.code
        found.append(attrs.evolve(e, number=n))
    return "".join(e.text() for e in found), found


whole(
    "three: heads of columns in the middle",
    lambda r, t: t.replace("。", "。\n一级指标；二级指标；三级指标；实施周期指标值；年度指标值\n"),
)
whole(
    "three: page foot in the middle",
    lambda r, t: t.replace("。", f"。\n第 {r.randint(2, 9)} 页 共 12 页\n（续上表）\n"),
)
each("three: yaml flow", lambda r, e: "- {" + ", ".join(f"{k}: {v}" for k, v in _pairs(e)) + "}\n")
each("three: yaml quoted", lambda r, e: "- " + "\n  ".join(f'"{k}": "{v}"' for k, v in _pairs(e)) + "\n")
each("three: csv of semicolons", lambda r, e: ";".join(f'"{p}"' for p in _fields(e)) + "\n")
each("three: json arrays", lambda r, e: "[" + ", ".join(f'"{p}"' for p in _fields(e)) + "],\n")
each("three: python dict", lambda r, e: "{" + ", ".join(f"'{k}': '{v}'" for k, v in _pairs(e)) + "}, ")
each("three: java map", lambda r, e: "{" + ", ".join(f"{k}={v}" for k, v in _pairs(e)) + "}\n")
each("three: xml attributes", lambda r, e: "<指标 " + " ".join(f'{k}="{v}"' for k, v in _pairs(e)) + "/>\n")
each(
    "three: definition list", lambda r, e: "<dl>" + "".join(f"<dt>{k}</dt><dd>{v}</dd>" for k, v in _pairs(e)) + "</dl>"
)
each("three: html ordered list", lambda r, e: "<li>" + e.text(number=f"{e.number}、") + "</li>\n")
each("three: latex item", lambda r, e: r"\item " + e.text().replace("%", r"\%") + "\n")
each("three: drawn table", lambda r, e: "├────┼────┤\n│" + "│".join(_fields(e)) + "│\n")
each(
    "three: spreadsheet formula",
    lambda r, e: '="' + '；"&"'.join((f"{e.number}、{e.first}", *_fields(e)[2:])) + '。"\n',
)
each(
    "three: strings added up",
    lambda r, e: '"' + '；" +\n    "'.join((f"{e.number}、{e.first}", *_fields(e)[2:])) + '。" +\n',
)
each(
    "three: nested bullets",
    lambda r, e: (
        f"- {e.number}、{e.first}\n  - {e.second}\n    - {e.name}\n      - 实施周期指标值：{e.cycle}\n      - 年度指标值：{e.annual}\n"
    ),
)
each(
    "three: markdown heads",
    lambda r, e: (
        f"## {e.number}、{e.first}\n### {e.second}\n#### {e.name}\n* 实施周期指标值：{e.cycle}\n* 年度指标值：{e.annual}\n"
    ),
)
each("three: task list", lambda r, e: f"- [{r.choice('x ')}] " + e.text() + "\n")
each("three: plus signs between parts", lambda r, e: e.text(sep="+"))
each("three: ampersands between parts", lambda r, e: e.text(sep=" & ", end="\n"))
each("three: arrows between parts", lambda r, e: e.text(sep="➔", end="\n"))
each("three: levels as a path", lambda r, e: e.text().replace("；", r.choice((">", "\\", " / ", " » ")), 2))
each("three: second level in brackets", lambda r, e: e.text().replace(f"；{e.second}；", f"（{e.second}）；"))
each("three: second level under the first", lambda r, e: e.text().replace(f"；{e.second}", f"下的{e.second}"))
each(
    "three: codes behind a hyphen",
    lambda r, e: e.text(first=f"{Name[e.code[0]]}-{e.code[0]}", second=f"{Name[e.code]}-{e.code}"),
)
each(
    "three: letters for codes",
    lambda r, e: e.text(
        first=f"{'ABC'[int(e.code[0]) - 1]}-{Name[e.code[0]]}",
        second=f"{'ABC'[int(e.code[0]) - 1]}{e.code[1]}-{Name[e.code]}",
    ),
)
each("three: codes in circles", lambda r, e: e.text(first=f"{chr(0x245F + int(e.code[0]))}-{Name[e.code[0]]}"))
each(
    "three: codes in Chinese",
    lambda r, e: e.text(
        first=f"{'一二三'[int(e.code[0]) - 1]}、{Name[e.code[0]]}",
        second=f"（{'一二三四'[int(e.code[1]) - 1]}）{Name[e.code]}",
    ),
)
each("three: star before levels", lambda r, e: e.text(first="★" + e.first, second="★" + e.second))
each(
    "three: footnotes behind labels",
    lambda r, e: e.text(first=e.first + "¹", second=e.second + "²", ckey="实施周期指标值³"),
)
each("three: footnotes in brackets", lambda r, e: e.text(ckey="实施周期指标值[1]", akey="年度指标值[2]"))
each("three: keys with 绩效", lambda r, e: e.text(ckey="实施周期绩效指标值", akey="年度绩效指标值"))
each("three: keys with 内", lambda r, e: e.text(ckey="实施周期内指标值", akey="本年度内指标值"))
each("three: keys of the middle term", lambda r, e: e.text(ckey="中期指标值", akey="当年指标值"))
each("three: keys without 指标值", lambda r, e: e.text(ckey="实施周期", akey="年度"))
each("three: keys with the unit", lambda r, e: e.text(ckey="实施周期指标值（单位）", akey="年度指标值（单位）"))
each("three: keys with stars", lambda r, e: e.text(ckey="*实施周期指标值", akey="*年度指标值"))
each("three: keys with the budget year", lambda r, e: e.text(akey="2023年度指标值"))
each("three: colon on a line of its own", lambda r, e: e.text(colon="\n:\n"))
each("three: assignment signs", lambda r, e: e.text(colon=r.choice((" ⇒ ", "：—", "→"))))
each(
    "three: values in brackets behind keys",
    lambda r, e: (
        f"{e.number}、{e.first}；{e.second}；{e.name}；实施周期指标值（{e.cycle}）；年度指标值（{e.annual}）。"
    ),
)
each(
    "three: keys behind values",
    lambda r, e: (
        f"{e.number}、{e.first}；{e.second}；{e.name}；{e.cycle}（实施周期指标值）；{e.annual}（年度指标值）。"
    ),
)
each(
    "three: brackets for labels only",
    lambda r, e: (
        f"{e.number}、【{Name[e.code[0]]}】【{Name[e.code]}】{e.name}【实施周期指标值】{e.cycle}【年度指标值】{e.annual}\n"
    ),
)
each(
    "three: long dashes",
    lambda r, e: (
        f"{e.number}、{Name[e.code[0]]}——{Name[e.code]}——{e.name}——实施周期指标值{e.cycle}——年度指标值{e.annual}\n"
    ),
)
each(
    "three: levels in brackets before the name",
    lambda r, e: (
        f"{e.number}、（{Name[e.code[0]]}/{Name[e.code]}）{e.name}：实施周期指标值{e.cycle}，年度指标值{e.annual}；"
    ),
)
each(
    "three: levels in brackets behind the name",
    lambda r, e: (
        f"{e.number}、{e.name}（{Name[e.code[0]]}-{Name[e.code]}）：实施周期指标值{e.cycle}，年度指标值{e.annual}。"
    ),
)
each("three: number with hash behind", lambda r, e: e.text(number=f"{e.number}#、"))
each("three: number 其一", lambda r, e: e.text(number=f"其{'零一二三四五'[e.number or 0]}、"))
each("three: number with degree sign", lambda r, e: e.text(number=f"{e.number}º "))
each("three: number in superscript", lambda r, e: e.text(number=f"{'⁰¹²³⁴⁵'[e.number or 0]}、"))
each("three: number 指标（1）", lambda r, e: e.text(number=f"指标（{e.number}）："))
each("three: number with P", lambda r, e: e.text(number=f"第{e.number}款 "))


@kind("three: letters for numbers")
def _lettered(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    return "".join(e.text(number=f"{'_abcde'[e.number or 0]}）") for e in ones), [
        attrs.evolve(e, number=None) for e in ones
    ]


whole("three: full width throughout", lambda r, t: t.translate({c: c + 0xFEE0 for c in range(0x21, 0x7F)}))
whole("three: dictated with hyphens and 顿号", lambda r, t: t.replace("；", "，分号，").replace("-", "杠"))
whole("three: dictated colon", lambda r, t: t.replace(":", "冒号"))
whole(
    "three: homophones in levels",
    lambda r, t: t.replace("数量指标", "数两指标").replace("时效指标", "实效指标").replace("产出指标", "产处指标"),
)
whole(
    "three: homophones in keys",
    lambda r, t: t.replace("实施周期", r.choice(("实时周期", "实施周其"))).replace("年度指", "年度只"),
)
whole("three: autocorrected dashes", lambda r, t: re.sub("(?<=[1-4])-", "–", t).replace("、", ".\t"))
whole("three: joiners in codes", lambda r, t: re.sub("(?<=[1-3])(?=[1-4]-)", "\u200d", t))
whole("three: isolates around parts", lambda r, t: re.sub("([^；。]+)", "\u2068\\1\u2069", t))
whole("three: hyphens that do not break", lambda r, t: t.replace("-", "\u2011"))
whole(
    "three: Japanese characters in labels",
    lambda r, t: re.sub(".{1,4}(?=指标)|实施", lambda m: _swapped(m[0], "产産 质質 满満 实実 效効"), t),
)
whole(
    "three: shapes in levels",
    lambda r, t: re.sub(".量指|.效指|成本指", lambda m: _swapped(m[0], "量童 时吋 成戍"), t),
)
whole("three: shapes in keys", lambda r, t: t.replace("实施周期", "买施周期").replace("年度", "午度"))
whole("three: 指标 as 指杯", lambda r, t: t.replace("指标", "指杯"))
whole("three: semicolon as i", lambda r, t: t.replace("；", r.choice("ij")))
whole("three: 、 as 丶", lambda r, t: t.replace("、", "丶"))
whole("three: stop as circle", lambda r, t: t.replace("。", r.choice("○〇oO")))
whole("three: colon as a dot", lambda r, t: t.replace(":", r.choice("·.'")))
whole("three: blanks inside codes", lambda r, t: re.sub("([1-3])([1-4])-", r"\1 \2 - ", t))
whole("three: entities without semicolons", lambda r, t: t.replace("；", "&#65307 ").replace("≥", "&ge;"))
whole("three: marks percent-encoded", lambda r, t: t.replace("；", "%EF%BC%9B").replace("、", "%E3%80%81"))
whole(
    "three: rtf",
    lambda r, t: re.sub("[；：、。]", lambda m: f"\\u{ord(m[0]) - 65536 if ord(m[0]) > 32767 else ord(m[0])}?", t),
)
whole("three: underlined by combining signs", lambda r, t: re.sub("(?<=[指标值])", "\u0332", t))
whole("three: keycaps for codes", lambda r, t: re.sub("(?<=、)([1-3])(?=-)", "\\1\ufe0f\u20e3", t))
whole("three: speakers", lambda r, t: re.sub("(?<=。)(?=[0-9]+、1-|[0-9]+、2-|[0-9]+、3-)", "\n李主任：", t))
whole("three: units on the next line", lambda r, t: re.sub("(?<=[0-9])(?=[期人元%年公小万])", "\n", t))
whole(
    "three: rules between entries",
    lambda r, t: t.replace("。", r.choice(("。\n***\n", "。\n______\n", "。 // ", "。 ## "))),
)
whole("three: answer before", lambda r, t: r.choice(("答：", "附：", "绩效指标如下：\n", "以下为绩效指标——")) + t)
whole("three: note below each", lambda r, t: t.replace("。", "。\n注：数据来源于业务台账\n"))
whole("three: bar for the stop", lambda r, t: t.replace("。", " | "))
whole("three: columns of two interleaved", lambda r, t: re.sub("(?<=[；。])", "\t", t))


# The fourth round: the same, after the third --------------------------------------------------------------------
whole("four: line numbers with tab", lambda r, t: _wrapped(t, 33, lambda n: f"{n}\t"))
whole("four: diff signs before lines", lambda r, t: _wrapped(t, 35, lambda n: "+ "))
whole("four: mail quoted without blank", lambda r, t: _wrapped(t, 31, lambda n: ">"))
whole("four: bar and blank in a chat", lambda r, t: _wrapped(t, 29, lambda n: "│ "))
whole("four: dictated comma", lambda r, t: t.replace("；", "逗号").replace("。", "句号"))
whole("four: dictated 顿号", lambda r, t: t.replace("、", "顿号").replace("；", "分号"))
whole(
    "four: entities of mathematics",
    lambda r, t: t.replace("≥", "&#x2265;").replace("≤", "&#8804;").replace("；", "&semi;"),
)
whole("four: url with plus for blanks", lambda r, t: __import__("urllib.parse").parse.quote_plus(t))
whole("four: html numbers padded with zeros", lambda r, t: re.sub("[；：、]", lambda m: f"&#0{ord(m[0])};", t))
whole("four: CDATA around entries", lambda r, t: t.replace("。", "。]]><![CDATA[") + "]]>")
each("four: toml inline", lambda r, e: "{ " + ", ".join(f'{k} = "{v}"' for k, v in _pairs(e)) + " },\n")
each("four: lua table", lambda r, e: "{" + ", ".join(f'["{k}"]="{v}"' for k, v in _pairs(e)) + "},\n")
each("four: csv quoted twice", lambda r, e: ",".join(f'""{p}""' for p in _fields(e)) + "\n")
each("four: pipes with blanks", lambda r, e: " | ".join(_fields(e)) + "\n")
each("four: caret separated", lambda r, e: "^".join(_fields(e)) + "\n")
each("four: tilde bars", lambda r, e: "~|~".join(_fields(e)) + "\n")
each("four: unit separator", lambda r, e: "\x1f".join(_fields(e)) + "\x1e")
each("four: log lines", lambda r, e: f"[2024-03-05 10:2{e.number}] " + e.text() + "\n")
each("four: asciidoc table", lambda r, e: "|" + "\n|".join(_fields(e)) + "\n\n")
each(
    "four: bold labels in html",
    lambda r, e: e.text(ckey="<b>实施周期指标值</b>", akey="<b>年度指标值</b>", name=f"<i>{e.name}</i>"),
)
each(
    "four: colored labels",
    lambda r, e: e.text(first=f'<font color="red">{e.first}</font>', second=f'<span style="x:1">{e.second}</span>'),
)
each("four: number in words 第1、", lambda r, e: e.text(number=f"第{e.number}、"))
each("four: number 序号 blank", lambda r, e: e.text(number=f"序号 {e.number} "))
each("four: number （1）、", lambda r, e: e.text(number=f"（{e.number}）、"))
each("four: number 1．", lambda r, e: e.text(number=f"{'０１２３４５'[e.number or 0]}．"))
each("four: number 1·", lambda r, e: e.text(number=f"{e.number}·"))
each("four: number with angle", lambda r, e: e.text(number=f"{e.number}〉"))
each("four: number 编号01", lambda r, e: e.text(number=f"编号：{e.number:02}；"))
each("four: number 条1", lambda r, e: e.text(number=f"第{e.number}条　"))
each(
    "four: codes with a stroke below",
    lambda r, e: e.text(first=e.first.replace("-", "_"), second=e.second.replace("-", "_")),
)
each(
    "four: codes with two dots",
    lambda r, e: e.text(first=e.first.replace("-", "．"), second=e.second.replace("-", "．")),
)
each(
    "four: codes in square brackets behind",
    lambda r, e: e.text(first=f"{Name[e.code[0]]}【{e.code[0]}】", second=f"{Name[e.code]}【{e.code}】"),
)
each(
    "four: level called 一级", lambda r, e: e.text(first=f"一级（{Name[e.code[0]]}）", second=f"二级（{Name[e.code]}）")
)
each("four: points behind levels", lambda r, e: e.text(first=f"{e.first}（满分50分）", second=f"{e.second}[15分]"))
each("four: points with a colon", lambda r, e: e.text(second=f"{e.second}（分值:10）"))
each("four: year before both keys", lambda r, e: e.text(ckey="2023-2025年实施周期指标值", akey="2023年年度指标值"))
each("four: keys with 目标", lambda r, e: e.text(ckey="实施周期目标", akey="年度目标"))
each("four: keys with 数", lambda r, e: e.text(ckey="实施周期指标数值", akey="年度指标数值"))
each("four: keys in book marks with colon", lambda r, e: e.text(ckey="〈实施周期指标值〉", akey="〈年度指标值〉"))
each("four: key repeated", lambda r, e: e.text(ckey="实施周期指标值:实施周期指标值", akey="年度指标值:年度指标值"))
each("four: 应达到", lambda r, e: e.text(colon="：", ckey="实施周期指标值应为", akey="年度指标值应为"))
each("four: colon full width with blank", lambda r, e: e.text(colon=" ： "))
each("four: values wrapped in corner brackets", lambda r, e: e.text(cycle=f"「{e.cycle}」", annual=f"「{e.annual}」"))
each("four: everything in bold", lambda r, e: "**" + e.text() + "**\n")
each(
    "four: keys first of all",
    lambda r, e: f"{e.number}、实施周期指标值:{e.cycle}；年度指标值:{e.annual}；{e.name}；{e.second}；{e.first}。",
)
each(
    "four: name between number and levels",
    lambda r, e: f"{e.number}、{e.name}；{e.first}；{e.second}；实施周期指标值:{e.cycle}；年度指标值:{e.annual}。",
)
each(
    "four: annual first",
    lambda r, e: f"{e.number}、{e.first}；{e.second}；{e.name}；年度指标值:{e.annual}；实施周期指标值:{e.cycle}。",
)
whole("four: shapes 日 曰", lambda r, t: t.replace("指标值", r.choice(("指标僅", "旨标值", "指标俏"))))
whole("four: 期 lost", lambda r, t: t.replace("实施周期指标值", "实施周指标值"))
whole("four: 度 doubled", lambda r, t: t.replace("年度指标值", "年度度指标值"))
whole(
    "four: homophones of 成本 and 满意",
    lambda r, t: t.replace("成本指标", "城本指标").replace("满意度指标", "满义度指标"),
)
whole(
    "four: traditional labels",
    lambda r, t: re.sub(
        "(?<=-)[^；]{2,7}(?=指标)|实施周期|指标值",
        lambda m: _swapped(m[0], "产產 数數 质質 时時 经經 济濟 会會 态態 续續 响響 实實 周週 标標 务務 对對 满滿"),
        t,
    ),
)
whole(
    "four: arabic digits of another script",
    lambda r, t: re.sub("(?<![0-9.])[0-9]+(?=[、-])", lambda m: "".join(chr(0x0660 + int(c)) for c in m[0]), t),
)
whole("four: semicolons of Greek and Arabic", lambda r, t: t.replace("；", r.choice("\u037e؛⁏")))
whole("four: thin blanks in numbers and labels", lambda r, t: re.sub("(?<=[产数质实年])", "\u2009", t))
whole("four: word joiners everywhere", lambda r, t: "\u2060".join(t))
whole("four: table of contents dots", lambda r, t: t.replace("。", "………………12\n"))
whole("four: watermark between", lambda r, t: t.replace("。", "。\n内部资料 注意保存\n"))
whole("four: continued mark", lambda r, t: t.replace("。", "。（接下页）\n（续表）"))
whole("four: blank lines and tabs", lambda r, t: t.replace("；", "；\n\n\t").replace("。", "。\n\n\n"))
whole("four: stops of half width", lambda r, t: t.replace("。", "｡").replace("、", "､").replace("；", ";"))
whole("four: exclamation for stop", lambda r, t: t.replace("。", "！"))
whole("four: ellipsis for stop", lambda r, t: t.replace("。", "……"))
whole("four: marks lost at the line ends", lambda r, t: re.sub("；(?=[实年])", "\n", t).replace("。", "\n"))
whole("four: heads of the form before", lambda r, t: "项目支出绩效目标表\n（2023年度）\n单位：万元\n绩效指标：" + t)


# The fifth round: the same, after the fourth --------------------------------------------------------------------
whole("five: stars before lines", lambda r, t: _wrapped(t, 37, lambda n: "* "))
whole("five: percent signs before lines", lambda r, t: _wrapped(t, 32, lambda n: "% "))
whole("five: numbers of lines in brackets", lambda r, t: _wrapped(t, 30, lambda n: f"({n:02}) "))
whole("five: numbers of lines with zeros", lambda r, t: _wrapped(t, 30, lambda n: f"{n:04}  "))
whole("five: name of a speaker before lines", lambda r, t: _wrapped(t, 60, lambda n: "  "))
whole("five: double angle entities", lambda r, t: _wrapped(t, 31, lambda n: "&gt; "))
whole("five: backslashes at line ends", lambda r, t: "\\\n".join(re.findall(".{1,33}", t)))
whole("five: hyphens at line ends", lambda r, t: re.sub("；(?=[实年])", "；\u00ad\n", t))
whole("five: latin1 blanks", lambda r, t: re.sub("(?<=[；。])", "&#160;&#160;", t))
whole(
    "five: unicode names",
    lambda r, t: (
        t.replace("；", "\\N{FULLWIDTH SEMICOLON}") if False else t.replace("；", "\\uFF1B").replace("、", "\\u3001")
    ),
)
whole("five: octal of mail", lambda r, t: t.replace("；", "=EF=BC=9B").replace("：", "=EF=BC=9A"))
whole("five: json escaped twice", lambda r, t: __import__("json").dumps(__import__("json").dumps(t)))
whole("five: yaml folded", lambda r, t: "text: >\n" + _wrapped(t, 34, lambda n: "  "))
each("five: php array", lambda r, e: "[" + ", ".join(f"'{k}' => '{v}'" for k, v in _pairs(e)) + "],\n")
each("five: perl hash", lambda r, e: "{" + ", ".join(f"{k} => {v}" for k, v in _pairs(e)) + "}\n")
each("five: properties", lambda r, e: "".join(f"{k}={v}\n" for k, v in _pairs(e)) + "\n")
each("five: labels with full colons on lines", lambda r, e: "".join(f"【{k}】{v}\n" for k, v in _pairs(e)) + "\n")
each("five: labels in quotes with full colon", lambda r, e: "；".join(f"“{k}”：“{v}”" for k, v in _pairs(e)) + "。\n")
each("five: labels behind bullets", lambda r, e: "".join(f"• {k}：{v}\n" for k, v in _pairs(e)))
each("five: hashes between", lambda r, e: "#".join(_fields(e)) + "\n")
each("five: at signs between", lambda r, e: "@@".join(_fields(e)) + "\n")
each("five: blanks only", lambda r, e: "  ".join((f"{e.number}、{e.first}", *_fields(e)[2:])) + "\n")
each("five: number with comma", lambda r, e: e.text(number=f"{e.number}，"))
each("five: number with two stops", lambda r, e: e.text(number=f"{e.number}.. "))
each("five: number in full width brackets and dot", lambda r, e: e.text(number=f"［{e.number}］．"))
each("five: number 第一、", lambda r, e: e.text(number=f"第{'零一二三四五'[e.number or 0]}、"))
each("five: number ⓵", lambda r, e: e.text(number=chr(0x24F4 + (e.number or 0)) + " "))
each("five: number behind a star", lambda r, e: e.text(number=f"*{e.number}、"))
each("five: number with equals", lambda r, e: e.text(number=f"{e.number}= "))
each(
    "five: codes in full width with blank",
    lambda r, e: e.text(first=f"{'０１２３'[int(e.code[0])]} {Name[e.code[0]]}", second=f"{e.code} {Name[e.code]}"),
)
each(
    "five: codes with a slash", lambda r, e: e.text(first=e.first.replace("-", "/"), second=e.second.replace("-", "/"))
)
each(
    "five: codes in brackets of both kinds",
    lambda r, e: e.text(first=f"({e.code[0]}）{Name[e.code[0]]}", second=f"（{e.code}){Name[e.code]}"),
)
each("five: second code alone", lambda r, e: e.text(second=e.code))
each("five: levels joined by 的", lambda r, e: e.text().replace("；", "的", 1))
each(
    "five: levels in one bracket",
    lambda r, e: f"{e.number}、【{e.first}/{e.second}】{e.name}；实施周期指标值:{e.cycle}；年度指标值:{e.annual}。",
)
each("five: required marks behind levels", lambda r, e: e.text(first=e.first + "*", second=e.second + "（*）"))
each("five: keys with （值）", lambda r, e: e.text(ckey="实施周期指标（值）", akey="年度指标（值）"))
each("five: keys with a question mark", lambda r, e: e.text(colon="？"))
each("five: keys on lines of their own", lambda r, e: e.text(sep="\n", colon="\n", end="\n\n"))
each("five: keys split by a slash", lambda r, e: e.text(ckey="实施周期/指标值", akey="年度/指标值"))
each("five: values behind 达", lambda r, e: e.text(ckey="实施周期指标值为", akey="年度指标值为"))
each("five: values in double brackets", lambda r, e: e.text(cycle=f"【【{e.cycle}】】", annual=f"【【{e.annual}】】"))
each("five: name in corner brackets", lambda r, e: e.text(name=f"「{e.name}」"))
each("five: name behind 指标：", lambda r, e: e.text(name=f"指标：{e.name}"))
each(
    "five: name behind 三级",
    lambda r, e: e.text(first="一级：" + e.first, second="二级：" + e.second, name="三级：" + e.name),
)
whole("five: shapes of 周 and 实", lambda r, t: t.replace("周期", "同期").replace("实施", "实旋"))
whole("five: shapes of 标", lambda r, t: re.sub("标(?=值)", lambda m: r.choice("林枥杯"), t))
whole("five: homophone of 年度", lambda r, t: t.replace("年度指标", "年渡指标"))
whole("five: 值 lost", lambda r, t: t.replace("指标值:", "指标:"))
whole("five: stop doubled", lambda r, t: t.replace("。", "。。"))
whole("five: stop and semicolon", lambda r, t: t.replace("。", "；。"))
whole("five: vertical bars of full width", lambda r, t: t.replace("；", "｜").replace("。", "｜\n"))
whole("five: middle dots", lambda r, t: t.replace("；", "・"))
whole("five: blank before every mark", lambda r, t: re.sub("(?=[；：:。、])", " ", t))
whole("five: foot with name of the office", lambda r, t: t + "\n某某区财政局 制表人：赵六 2023年1月5日")
whole("five: title and unit before", lambda r, t: "附件3\n某某局2023年项目绩效目标表\n\n" + t)
whole("five: page numbers of two kinds", lambda r, t: t.replace("。", "。\n—12—\n", 1))
whole("five: entries numbered anew with letters", lambda r, t: re.sub("(?<=。)(?=[2-9]、)", "\n\n", t))


# The sixth round: the same, after the fifth ---------------------------------------------------------------------
_ROMAN = ("", "I", "II", "III", "IV", "V")
each("six: sql insert", lambda r, e: "INSERT INTO zb VALUES (" + ", ".join(f"'{p}'" for p in _fields(e)) + ");\n")
each(
    "six: paragraphs with bold labels",
    lambda r, e: "".join(f"<p><strong>{k}：</strong>{v}</p>\n" for k, v in _pairs(e)),
)
each("six: json lines in ASCII", lambda r, e: __import__("json").dumps(dict(_pairs(e))) + "\n")
each("six: go struct", lambda r, e: "{" + " ".join(f"{k}:{v}" for k, v in _pairs(e)) + "}\n")
each("six: labels and blanks on one line", lambda r, e: "  ".join(f"{k}: {v}" for k, v in _pairs(e)) + "\n")
each(
    "six: table on its side",
    lambda r, e: "<table>" + "".join(f"<tr><th>{k}</th><td>{v}</td></tr>" for k, v in _pairs(e)) + "</table>",
)
each("six: list items with labels", lambda r, e: "<ul>" + "".join(f"<li>{k}：{v}</li>" for k, v in _pairs(e)) + "</ul>")
whole("six: marks of a word processor", lambda r, t: t.replace("、", "、→").replace("；", "；·").replace("。", "。¶\n"))
whole("six: markdown escapes", lambda r, t: re.sub("(?<=[0-9])-", r"\\-", t).replace("、", r"\."))
each(
    "six: latex bold",
    lambda r, e: (
        e.text(first=rf"\textbf{{{e.first}}}", second=rf"\textbf{{{e.second}}}", name=rf"\emph{{{e.name}}}") + "\\\\\n"
    ),
)
each("six: console of R", lambda r, e: f'[{e.number}] "{e.text()}"\n')
whole("six: colours of a terminal", lambda r, t: re.sub("([1-3][1-4]?-[^；]{2,8}指标)", "\x1b[31m\\1\x1b[0m", t))
whole("six: cell with breaks in quotes", lambda r, t: '"' + t.replace("；", "；\r\n") + '"')
each("six: number as float", lambda r, e: e.text(number=f"{e.number}.0、"))
each(
    "six: codes as floats",
    lambda r, e: e.text(first=f"{e.code[0]}.0-{Name[e.code[0]]}", second=f"{e.code}.0-{Name[e.code]}"),
)
each("six: apostrophes before parts", lambda r, e: e.text(first="'" + e.first, second="'" + e.second))
each("six: codes with a bar", lambda r, e: e.text(first=e.first.replace("-", "|"), second=e.second.replace("-", "|")))
each("six: bare points behind levels", lambda r, e: e.text(first=f"{Name[e.code[0]]}50", second=f"{Name[e.code]}15"))
each(
    "six: points of the levels joined by dashes",
    lambda r, e: e.text().replace("；", "（50分）-", 1).replace("；", "（15分）-", 1),
)
each("six: keys are years", lambda r, e: e.text(ckey="2023-2025年指标值", akey="2023年指标值"))
each("six: keys 全程 and 当期", lambda r, e: e.text(ckey="全程指标值", akey="当期指标值"))
each("six: 目标值 with the period in brackets", lambda r, e: e.text(ckey="目标值（实施周期）", akey="目标值（年度）"))
each("six: 指标值 before the period", lambda r, e: e.text(ckey="指标值-实施周期", akey="指标值-年度"))
each("six: keys with a colon inside", lambda r, e: e.text(ckey="实施周期:指标值", akey="年度:指标值"))
each("six: short keys in brackets", lambda r, e: e.text(ckey="【实施周期】", akey="【年度】", colon=""))
each("six: 是 with blanks", lambda r, e: e.text(colon=" 是 "))
each("six: number in Roman letters", lambda r, e: e.text(number=f"{_ROMAN[e.number or 0]}. "))
each("six: number 一是", lambda r, e: e.text(number=f"{'零一二三四五'[e.number or 0]}是"))
each("six: number with semicolon", lambda r, e: e.text(number=f"{e.number}；"))
each("six: number 001", lambda r, e: e.text(number=f"{e.number:03}、"))
KINDS["six: number of how many"] = lambda r, ones: "".join(
    e.text(number=f"第{e.number}条/共{len(ones)}条：") for e in ones
)
each("six: number KPI", lambda r, e: e.text(number=f"KPI{e.number}："))
each("six: page number within the entry", lambda r, e: e.text(name=e.name + "；\n第1页 共3页\n").replace("\n；", "\n"))
whole(
    "six: shapes in levels of benefits",
    lambda r, t: re.sub("(?<=-).{2,7}指标", lambda m: _swapped(m[0], "社杜 济挤 态恣 持待 数教 质盾 效放"), t),
)
whole(
    "six: homophones of 指标", lambda r, t: re.sub("指标(?=；[1-3])", lambda m: r.choice(("之标", "至标", "指表")), t)
)
each("six: beginnings of keys twice", lambda r, e: e.text(ckey="实施实施周期指标值", akey="年度年度指标值"))
whole("six: backslash for 、", lambda r, t: t.replace("、", "\\"))
whole("six: slash for 、", lambda r, t: t.replace("、", "/"))
whole("six: dictated hyphens", lambda r, t: t.replace("-", "短横线").replace("；", "分号"))
each("six: English behind levels", lambda r, e: e.text(first=f"{e.first}（Outputs）", second=f"{e.second}（Quantity）"))
whole("six: marks as glyph numbers", lambda r, t: t.replace("；", "(cid:2341)"))
whole(
    "six: labels printed twice",
    lambda r, t: re.sub("实施周期指标值|年度指标值", lambda m: "".join(c + c for c in m[0]), t),
)
whole("six: question marks for lost marks", lambda r, t: t.replace("；", "?"))
whole("six: marks not recognised", lambda r, t: t.replace("；", "\ufffd").replace("、", "\ufffd"))
each("six: hands and ticks", lambda r, e: "✅ " + e.text(ckey="👉实施周期指标值", akey="👉年度指标值") + "\n")
whole("six: the whole in brackets", lambda r, t: r.choice(("「%s」", "【%s】", "绩效指标：[%s]", "（%s）")) % t)
each("six: checked behind the entry", lambda r, e: e.text() + r.choice(("√", "【已审核】", "（已审）", "OK")) + "\n")
each(
    "six: revised before the level",
    lambda r, e: e.text(number=f"{e.number}、{r.choice(('[新增]', '（修改）', '【调整】'))}"),
)
each(
    "six: short levels in brackets",
    lambda r, e: e.text(first=f"【{Name[e.code[0]][:-2]}】", second=f"【{Name[e.code][:-2]}】").replace("】；", "】"),
)
each(
    "six: names of labels with commas",
    lambda r, e: (
        f"{e.number}、一级指标名称：{e.first}，二级指标名称：{e.second}，三级指标名称：{e.name}，实施周期指标值：{e.cycle}，年度指标值：{e.annual}。"
    ),
)
each(
    "six: labels without colon",
    lambda r, e: e.text(first="一级指标" + e.first, second="二级指标" + e.second, name="三级指标" + e.name),
)
whole("six: NUL behind each character", lambda r, t: "".join(c + "\x00" for c in t))
whole(
    "six: wide blanks in labels",
    lambda r, t: re.sub("实施周期指标值|年度指标值|(?<=-)[^；]{2,7}指标", lambda m: "　".join(m[0]), t),
)
each("six: id of a system before entries", lambda r, e: f"[ZB-{e.number:06}] {e.text()}\n")
each("six: unit on a line of its own", lambda r, e: e.text() + "\n计量单位：期\n")
each("six: italics", lambda r, e: e.text(first=f"*{e.first}*", second=f"_{e.second}_", name=f"*{e.name}*"))
each("six: name with its points", lambda r, e: e.text(name=f"{e.name}[10分]"))
KINDS["six: name with its points"] = lambda r, ones: (
    "".join(e.text(name=f"{e.name}（10分）") for e in ones),
    [attrs.evolve(e, name=f"{e.name}（10分）") for e in ones],
)
whole("six: stops before marks", lambda r, t: t.replace("；", "。；"))
whole("six: lines without marks", lambda r, t: t.replace("；", "\n"))


# The seventh round: the same, after the sixth -------------------------------------------------------------------
def _fewer(r: random.Random, e: One, more: str) -> str:
    """An entry with another column of the form behind its targets."""
    return e.text(end=f"；{more}。")


each("seven: points behind the targets", lambda r, e: _fewer(r, e, "分值:10"))
each("seven: unit behind the targets", lambda r, e: _fewer(r, e, "计量单位:期"))
each("seven: source behind the targets", lambda r, e: _fewer(r, e, "数据来源：业务台账"))
each("seven: direction behind the targets", lambda r, e: _fewer(r, e, "指标方向:正向；权重:5%"))
each("seven: explanation before the targets", lambda r, e: e.text(name=f"{e.name}；指标解释:反映项目完成情况"))
each("seven: weight before the targets", lambda r, e: e.text(name=f"{e.name}；指标权重:10"))
each(
    "seven: codes of another system behind",
    lambda r, e: e.text(first=f"{Name[e.code[0]]}[A0{e.code[0]}]", second=f"{Name[e.code]}[A{e.code}]"),
)
each(
    "seven: keys with the years inside", lambda r, e: e.text(ckey="实施周期（三年）指标值", akey="年度（2023年）指标值")
)
each("seven: keys 计划值", lambda r, e: e.text(ckey="实施周期计划值", akey="年度计划值"))
each("seven: keys 三年目标", lambda r, e: e.text(ckey="三年目标", akey="当年目标"))
each("seven: keys with 预期", lambda r, e: e.text(ckey="预期实施周期指标值", akey="预期年度指标值"))
each("seven: period and year in brackets", lambda r, e: e.text(ckey="指标值（总体）", akey="指标值（2023年）"))
each("seven: number in 指标 and bracket", lambda r, e: e.text(number=f"【指标{e.number}】"))
each("seven: number of a bank", lambda r, e: e.text(number=f"{'零壹贰叁肆伍'[e.number or 0]}、"))
each("seven: number Item", lambda r, e: e.text(number=f"Item {e.number}: "))
each("seven: number 指标序号", lambda r, e: e.text(number=f"指标序号{e.number}："))
each(
    "seven: number behind the levels",
    lambda r, e: e.text(number="", name=r.choice((f"{e.number}、", f"（{e.number}）", f"{e.number}. ")) + e.name),
)
each(
    "seven: targets within their own object",
    lambda r, e: (
        __import__("json").dumps({**dict(_pairs(e)[:4]), "目标": dict(_pairs(e)[4:])}, ensure_ascii=False) + ",\n"
    ),
)
each("seven: hash of a shell", lambda r, e: "@{" + "; ".join(f"{k}='{v}'" for k, v in _pairs(e)) + "}\n")
each("seven: fields of C", lambda r, e: "{" + ", ".join(f'.{k}="{v}"' for k, v in _pairs(e)) + "},\n")
whole("seven: strings of Basic", lambda r, t: '"' + t.replace("。", '。" & vbCrLf & "') + '"')
each("seven: comments of a reviewer", lambda r, e: e.text(first=e.first + "[批注1]", second=e.second + "[批注2]"))
each("seven: tabs written out", lambda r, e: "\\t".join(_fields(e)) + "\\n")
whole("seven: hyphens as middle dots", lambda r, t: re.sub("(?<=[1-4])-", "·", t))
whole("seven: 指 lost in levels", lambda r, t: re.sub("指标(?=；(?:[1-3]|[^；]*；实施))", "标", t))
whole("seven: shapes of 期 and 值", lambda r, t: t.replace("周期", "周朋").replace("指标值", "指标恒"))
whole("seven: homophones of 周期", lambda r, t: t.replace("周期", "周旗").replace("年度", "年渡"))
each(
    "seven: levels swapped and the name last",
    lambda r, e: f"{e.number}、{e.second}；{e.first}；实施周期指标值:{e.cycle}；年度指标值:{e.annual}；{e.name}。",
)
whole("seven: double rules between entries", lambda r, t: t.replace("。", "。\n\n==========\n\n"))
each("seven: bullets o before parts", lambda r, e: f"{e.number}、\n" + "".join(f"o\t{p}\n" for p in _fields(e)[1:]))
each("seven: triangles before parts", lambda r, e: f"{e.number}、" + "".join(f"➤{p}" for p in _fields(e)[1:]) + "\n")
each("seven: boxes before entries", lambda r, e: "☑" + e.text() + "\n")
whole("seven: year before all", lambda r, t: "2023年：" + t)
each("seven: project before each entry", lambda r, e: f"【道路养护项目】{e.text()}")
each("seven: levels in two languages", lambda r, e: e.text(first=e.first + "/Output", second=e.second + "/Quantity"))
whole(
    "seven: codes in subscript",
    lambda r, t: re.sub("[1-3][1-4]?(?=-)", lambda m: m[0].translate(str.maketrans("1234", "₁₂₃₄")), t),
)
whole(
    "seven: named blanks", lambda r, t: re.sub("(?<=[；。、])", lambda m: r.choice(("&ensp;", "&emsp;", "&thinsp;")), t)
)
each("seven: breaks for marks", lambda r, e: "<br/>".join((f"{e.number}、{e.first}", *_fields(e)[2:])) + "<br/><br/>")
whole("seven: mail with =20 at the ends", lambda r, t: re.sub("(?<=；)(?=[实年])", "=20\n", "正文=EF=BC=9A" + t))
each("seven: 为 and quotes", lambda r, e: e.text(colon="为", ckey="“实施周期指标值”", akey="“年度指标值”"))
each(
    "seven: targets on indented lines",
    lambda r, e: (
        f"{e.number}、{e.first}；{e.second}；{e.name}\n    实施周期指标值  {e.cycle}\n    年度指标值  {e.annual}\n"
    ),
)
whole("seven: stops of Latin", lambda r, t: t.replace("。", ". ").replace("；", "; ").replace("、", ". "))


# Measuring ----------------------------------------------------------------------------------------------------


def said(one: Indicator) -> Said:
    """What was read, as it is compared."""
    return (
        one.ordinal, one.level1 and one.level1.name, one.level2 and one.level2.name, fold(one.name),
        one.cycle and fold(one.cycle.text), one.annual and fold(one.annual.text),
    )  # fmt: skip


def cases(name: str, strings: int = 30) -> list[tuple[str, list[One]]]:
    """The strings of a kind, each with what it says."""
    r = random.Random(name)
    found = []
    for _ in range(strings):
        ones = [One(n, *known) for n, known in enumerate(r.sample(_KNOWN, r.choice((1, 2, 3, 5))), 1)]
        made = KINDS[name](r, ones)
        found.append(made if isinstance(made, tuple) else (made, ones))
    return found


def judged(tree: IndicatorTree, wanted: Sequence[Said]) -> list[bool]:
    """For each known indicator whether it was read, in its place among the others."""
    left = [said(one) for one in tree.indicators]
    result = []
    for want in wanted:
        ok = want in left
        if ok:
            del left[: left.index(want) + 1]
        result.append(ok)
    return result


def silent(tree: IndicatorTree, wanted: Sequence[Said]) -> bool:
    """Is something wrong and nothing said on what is wrong?"""
    wrong = [one for one in tree.indicators if said(one) not in wanted]
    if any(
        not any(d.span.start <= one.span.end and one.span.start <= d.span.end for d in tree.diagnostics)
        for one in wrong
    ):
        return True
    return len(tree.indicators) < len(wanted) and not tree.diagnostics


def report(
    kinds: Iterable[str],
    cases: Callable[[str], list[tuple[str, list[One]]]],
    arguments: Sequence[str],
    *,
    invented_count: bool = False,
) -> None:
    """Print the share of each kind, the worst first, with an example; ``invented_count``: too many indicators are wrong.

    ``arguments``: words of the kinds to measure (all without one), and ``-q`` for no examples.
    """
    quietly, words = "-q" in arguments, [word for word in arguments if word != "-q"]
    rows, total, good, still = [], 0, 0, 0
    for name in kinds:
        if words and not any(word in name for word in words):
            continue
        n = ok = quiet = 0
        example = None
        for text, ones in cases(name):
            tree = parse_indicators(text)
            wanted = [one.said() for one in ones]
            marks = judged(tree, wanted)
            invented = max(0, len(tree.indicators) - len(ones)) if invented_count else 0
            n, ok, quiet = n + len(marks) + invented, ok + sum(marks), quiet + silent(tree, wanted)
            if (invented or not all(marks)) and (example is None or len(text) < len(example[0])):
                example = (
                    text,
                    wanted,
                    [said(i) for i in tree.indicators],
                    [(d.code, d.span.of(text)[:12]) for d in tree.diagnostics],
                )
        rows.append((ok / n, quiet, name, example))
        total, good, still = total + n, good + ok, still + quiet
    for share, quiet, name, example in sorted(rows, key=lambda row: row[0]):
        if share < 1 or quiet or words:
            print(f"{share:7.1%} silent {quiet}  {name}")
            if example and not quietly:
                print(*map(repr, (example[0], *example[1:])), sep="\n      ")
    print(
        f"{good / total:.1%} of {total} entries, {len(rows)} kinds, {sum(row[0] >= 0.95 for row in rows)} at 95%; {still} strings silent"
    )


if __name__ == "__main__":
    report(KINDS, cases, sys.argv[1:])
