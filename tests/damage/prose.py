"""Indicators in sentences, as people state them where no form asks for columns: kinds, each with what it says.

Written before the parser was looked at. Run it: ``python -m tests.damage.prose [word of a kind …]``.
"""

# ruff: noqa: E501  (a kind is a line)

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

import attrs

from budget_indicators import parse_indicators

from .unseen import Name, One, report, said

_KNOWN = (
    ("11", "举办农民工技能培训班期数", "36期", "12期"),
    ("11", "资助家庭经济困难学生人数", "≥5400人", "≥1800人"),
    ("11", "新建5G基站数量", "120座", "40座"),
    ("11", "60岁以上老年人健康体检人数", "≥9000人次", "≥3000人次"),
    ("12", "工程竣工验收合格率", "100%", "100%"),
    ("12", "Ⅲ类以上水体占比", "≥90%", "≥85%"),
    ("12", "系统运行稳定性", "良好", "良好"),
    ("13", "补助资金拨付及时率", "95%以上", "95%以上"),
    ("13", "12345热线工单办结时限", "≤5个工作日", "≤5个工作日"),
    ("13", "项目完成时间", "2025年12月31日前", "2023年12月底前"),
    ("14", "每平方米绿化养护单价", "≤8.5元", "≤8.5元"),
    ("14", "项目总投入控制数", "≤300万元", "≤100万元"),
    ("21", "带动农户年均增收额", "≥2000元", "≥1500元"),
    ("22", "基层医疗机构门诊量增长率", "≥5%", "≥3%"),
    ("22", "城乡居民法治意识", "持续提高", "有所提高"),
    ("23", "单位GDP能耗降低率", "≥3%", "≥1%"),
    ("24", "长效管护机制", "健全", "基本健全"),
    ("31", "受益群众满意度", "≥95%", "≥90%"),
    ("31", "参训学员对课程满意率", "≥92%", "≥90%"),
)

Kind = Callable[[random.Random, list[One]], "tuple[str, list[One]]"]
KINDS: dict[str, Kind] = {}


def kind(name: str) -> Callable[[Kind], Kind]:
    """Register a kind: a text and what it says."""

    def keep(function: Kind) -> Kind:
        KINDS[name] = function
        return function

    return keep


def only(ones: Sequence[One], *, level1: bool = False, level2: bool = True, cycle: bool = False) -> list[One]:
    """The indicators without numbers, and without what a text does not say."""
    return [
        attrs.evolve(one, number=None, level1=level1, level2=level2, cycle=one.cycle if cycle else None) for one in ones
    ]


def levels(ones: Sequence[One], size: int = 2) -> Iterator[tuple[str, list[One]]]:
    """The indicators of each level."""
    for code, group in groupby(ones, key=lambda one: one.code[:size]):
        yield code, list(group)


def spoken(r: random.Random, value: str) -> tuple[str, str]:
    """A value as a sentence says it, with its verb, and the value that is meant."""
    sign, rest = value[0], value[1:]
    if sign == "≥":
        verb = r.choice(("不低于", "不少于", "大于等于"))
        return verb + rest, verb + rest
    if sign == "≤":
        if r.random() < 0.4:
            return f"控制在{rest}以内", f"控制在{rest}以内"
        verb = r.choice(("不超过", "不高于", "小于等于"))
        return verb + rest, verb + rest
    return r.choice(("为", "达到", "达", "：")) + value, value


def stated(r: random.Random, one: One) -> str:
    """Name and target with what usually stands between them."""
    value = one.annual or ""
    joint = r.choice(("", "", "：", " ")) if value[0] in "≥≤0123456789" else r.choice(("：", ":", "："))
    if one.name[-1].isdigit() or (value[0].isdigit() and one.name[-1].isascii()):
        joint = "："
    return one.name + joint + value


# One sentence, one indicator ---------------------------------------------------------------------------------


@kind("alone: level, colon, name and target")
def _alone(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    one = ones[0]
    return Name[one.code] + r.choice("：:") + stated(r, one) + r.choice(("", "。", "；")), only([one])


@kind("alone: verbs between name and target")
def _verbs(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    texts, known = [], []
    for one in ones:
        written, meant = spoken(r, one.annual or "")
        texts.append(f"{Name[one.code]}：{one.name}{written}")
        known.append(attrs.evolve(one, annual=meant))
    return r.choice("；。").join(texts) + "。", only(known)


@kind("alone: both levels before colons")
def _both_levels(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    joint = r.choice(("：", "—", "/", "-", "，"))
    end = r.choice("；。\n")
    return end.join(Name[o.code[0]] + joint + Name[o.code] + "：" + stated(r, o) for o in ones), only(ones, level1=True)


# Counts ------------------------------------------------------------------------------------------------------


@kind("count: 设N条, several of a level")
def _counted(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    verb = r.choice(("设", "设置", "设定", "共设置", "另设立", "新增", "编制", "拟设"))
    unit, colon = r.choice(("条", "个", "项", "条三级")), r.choice(("：", ":", "，即", "，分别为", "，分别是：", "，"))
    texts = []
    for code, group in levels(ones):
        count = r.choice((str(len(group)), f" {len(group)} ", "零一两三四五六七"[len(group)]))
        texts.append(f"{verb}{count}{unit}{Name[code]}{colon}" + r.choice("、，").join(stated(r, o) for o in group))
    return r.choice(("", "本项目", "根据项目实际，", "该项目绩效目标：")) + r.choice("；;。").join(texts) + "。", only(
        ones
    )


@kind("count: behind the level")
def _counted_behind(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    texts = [
        Name[code] + r.choice((f"{len(group)}项", f"（{len(group)}个）", f"共{len(group)}条", f"({len(group)}条)")) + r.choice("：:")
        + "；".join(stated(r, o) for o in group)
        for code, group in levels(ones)
    ]  # fmt: skip
    return "。".join(texts) + "。", only(ones)


@kind("count: with the first level before")
def _counted_first(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    text = ""
    for first, group in levels(ones, 1):
        text += f"{Name[first]}方面，"
        text += (
            "，".join(
                f"设{len(few)}个{Name[code]}：" + "、".join(stated(r, o) for o in few) for code, few in levels(group)
            )
            + "。"
        )
    return text, only(ones, level1=True)


# Lists -------------------------------------------------------------------------------------------------------


def _listed(bullets: Sequence[str], r: random.Random, ones: list[One], end: str) -> str:
    return end.join(
        Name[code] + r.choice("：:") + end.join(mark + stated(r, o) for mark, o in zip(bullets, group, strict=False))
        for code, group in levels(ones)
    )


@kind("list: circled or bracketed numbers under a level")
def _circled(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    bullets = r.choice(
        ("①②③④⑤", [f"（{n}）" for n in range(1, 6)], [f"{n}）" for n in range(1, 6)], [f"({n})" for n in range(1, 6)])
    )
    return _listed(bullets, r, ones, r.choice("；;。\n")) + "。", only(ones)


@kind("list: numbers with a point under a level")
def _pointed(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    bullets = [f"{n}{r.choice(('、', '.', '．'))}" for n in range(1, 6)]
    return _listed(bullets, r, ones, r.choice("；\n")), only(ones)


@kind("list: 一是 二是 under a level")
def _first_second(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    return _listed([f"{n}是" for n in "一二三四五"], r, ones, r.choice("；，。")) + "。", only(ones)


@kind("list: stars and bullets")
def _starred(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    star = r.choice("★☆●•■◆▪·※–*")
    text = r.choice("；\n").join(Name[o.code] + "：" + star + stated(r, o) for o in ones)
    return text, only(ones)


@kind("list: lines with dashes under a heading")
def _dashed(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    dash = r.choice(("- ", "— ", "• ", "* "))
    return "\n".join(
        r.choice(("", "## ")) + Name[code] + r.choice(("", "：")) + "\n" + "\n".join(dash + stated(r, o) for o in group)
        for code, group in levels(ones)
    ), only(ones)  # fmt: skip


# Headings ----------------------------------------------------------------------------------------------------


@kind("heading: both levels on lines of their own")
def _headings(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    lines: list[str] = []
    for at, (first, group) in enumerate(levels(ones, 1)):
        lines.append(r.choice((f"{'一二三'[at]}、", "")) + Name[first])
        for below, (code, few) in enumerate(levels(group)):
            lines.append(r.choice((f"（{'一二三四'[below]}）", "")) + Name[code])
            lines += [stated(r, o) for o in few]
    return "\n".join(lines), only(ones, level1=True)


@kind("heading: in brackets, indicators behind")
def _bracket_headings(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    a, b = r.choice(("【】", "〔〕", "[]", "「」", "《》"))
    return "".join(
        f"{a}{Name[code]}{b}" + "".join(stated(r, o) + "；" for o in group) for code, group in levels(ones)
    ), only(ones)


@kind("heading: first level once, second before colons")
def _first_once(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    text = ""
    for first, group in levels(ones, 1):
        text += (
            Name[first]
            + r.choice(("：", "，包括", "（一级）：", "\n"))
            + "；".join(Name[c] + "：" + "，".join(stated(r, o) for o in few) for c, few in levels(group))
            + "。"
        )
    return text, only(ones, level1=True)


@kind("heading: levels shortened")
def _short(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    cut = r.choice(("", "类", "方面", "类指标"))
    return "。".join(
        f"{Name[c].removesuffix('指标')}{cut}：" + "；".join(stated(r, o) for o in few) for c, few in levels(ones)
    ) + "。", only(ones)


@kind("heading: weights behind the levels")
def _weights(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    points = r.choice(("（{}分）", "({}分)", "（权重{}%）", "（分值{}）"))
    return "；".join(
        f"{Name[c]}{points.format(r.choice((5, 10, 20)))}：" + "，".join(stated(r, o) for o in few)
        for c, few in levels(ones)
    ) + "。", only(ones)


# Targets -----------------------------------------------------------------------------------------------------


@kind("target: in a bracket behind the name")
def _bracket(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    way = r.choice(("（{}）", "({})", "（年度指标值：{}）", "（目标值{}）", "【{}】", "（指标值：{}）"))
    return r.choice("；。").join(
        f"{Name[c]}：" + "、".join(o.name + way.format(o.annual) for o in few) for c, few in levels(ones)
    ) + "。", only(ones)


@kind("target: key for the year only")
def _year(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    key, joint = (
        r.choice(("年度指标值", "年度目标值", "指标值", "目标值", "本年度目标值")),
        r.choice(("为", "：", ":", "是", "")),
    )
    comma = r.choice("，,")
    return r.choice("；。").join(
        f"设1条{Name[o.code]}：{o.name}{comma}{key}{joint}{o.annual}" for o in ones
    ) + "。", only(ones)


@kind("target: both keys in a sentence")
def _two_keys(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    cycle, annual = r.choice((("实施周期指标值", "年度指标值"), ("实施周期目标值", "年度目标值"), ("实施周期", "年度")))
    joint, comma = r.choice(("为", "：", "达到")), r.choice("，、,")
    lead = r.choice(("", "设1项", "设置 1 个", "其中"))
    return r.choice("；。").join(
        f"{lead}{Name[o.code]}：{o.name}{comma}{cycle}{joint}{o.cycle}{comma}{annual}{joint}{o.annual}" for o in ones
    ) + "。", only(ones, cycle=True)


@kind("target: both keys in a bracket")
def _bracketed_keys(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    joint = r.choice(("：", ":", ""))
    return "；".join(
        f"{Name[o.code]}：{o.name}（实施周期指标值{joint}{o.cycle}，年度指标值{joint}{o.annual}）" for o in ones
    ) + "。", only(ones, cycle=True)


@kind("target: words without a mark before them")
def _words(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    words = [o for o in ones if o.annual and o.annual[0] not in "≥≤0123456789"]
    ones = words or [One(1, "22", "居民文明素质", None, "明显提升")]
    return "；".join(f"{Name[o.code]}：{o.name}{r.choice(('', ' ', '，'))}{o.annual}" for o in ones) + "。", only(ones)


@kind("target: =, ＞=, 》 and other signs")
def _signs(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    more, less, same = r.choice((">=", "≧", "＞=", "≥ ")), r.choice(("<=", "≦", "＜=", "≤ ")), r.choice(("=", "＝"))
    texts, known = [], []
    for o in ones:
        value = o.annual or ""
        value = (
            value.replace("≥", more).replace("≤", less)
            if value[0] in "≥≤"
            else same + value
            if value[0].isdigit()
            else "定性" + value
        )
        texts.append(f"{Name[o.code]}：{o.name}{value}")
        known.append(attrs.evolve(o, annual=value))
    return ";".join(texts), only(known)


# Texts as found ----------------------------------------------------------------------------------------------


@kind("found: line ends between indicators, wrapped text")
def _wrapped(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    text, known = _counted(r, ones)
    width = r.choice((19, 23, 31))
    return "\n".join(text[at : at + width] for at in range(0, len(text), width)), known


@kind("found: traditional characters in the labels")
def _traditional(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    table = str.maketrans("产标数质时经济会态续响满务对", "產標數質時經濟會態續響滿務對")
    return "；".join(
        f"{r.choice(('設1條', '設1项', ''))}{Name[o.code].translate(table)}：{stated(r, o)}" for o in ones
    ) + "。", only(ones)


@kind("found: between sentences of a budget text")
def _between(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    text = "；".join(f"设1条{Name[o.code]}：{stated(r, o)}" for o in ones)
    return (
        f"根据预算管理要求，我局对2023年项目支出开展绩效评价，涉及资金50万元。{text}。以上指标按季度监测，发现问题及时纠正。",
        only(ones),
    )


@kind("found: blanks and half-width marks anywhere")
def _blanks(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    return " ; ".join(
        f"{Name[o.code]} : {o.name} {r.choice((':', ''))} {o.annual}"
        if o.annual and o.annual[0] in "≥≤"
        else f"{Name[o.code]} : {o.name} : {o.annual}"
        for o in ones
    ) + " .", only(ones)


# A second round, written after the first was mended -------------------------------------------------------------


@kind("second: 指标名称 and 目标值 spelt out")
def _spelt(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    a, b, c = r.choice((("，", "：", "；"), (",", ":", ";"), ("、", "为", "。")))
    return c.join(
        f"{Name[o.code]}{r.choice('：:')}指标名称{r.choice('：:')}{o.name}{a}目标值{b}{o.annual}" for o in ones
    ), only(ones)


@kind("second: arrows and equals between name and target")
def _arrows(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    joint = r.choice(("→", "——", " - ", "…", " | ", "->"))
    return "；".join(f"{Name[o.code]}：{o.name}{joint}{o.annual}" for o in ones) + "。", only(ones)


@kind("second: sentences with 其中 and 以及")
def _sentences(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    text = "；".join(
        f"{Name[c]}{len(few)}个，" + r.choice(("即", "分别为", "包括")) + "、".join(stated(r, o) for o in few)
        for c, few in levels(ones)
    )
    return f"本项目共设置绩效指标{len(ones)}个。其中：{text}。", only(ones)


@kind("second: 对应的 levels in brackets behind the indicator's level 1")
def _level_pair(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    way = r.choice(
        ("{a}（{b}）：{t}", "{a}-{b}：{t}", "{a}/{b}：{t}", "【{a}】【{b}】{t}", "{a}：{b}：{t}", "{a}>{b}>{t}")
    )
    return r.choice("；\n").join(way.format(a=Name[o.code[0]], b=Name[o.code], t=stated(r, o)) for o in ones), only(
        ones, level1=True
    )


@kind("second: numbers across all levels")
def _through(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    way = r.choice(("{n}.{b}：{t}", "{n}、{b}：{t}", "（{n}）{b}：{t}", "({n}){b}，{t}"))
    known = [attrs.evolve(o, level1=False, cycle=None) for o in ones]
    return r.choice("；。\n").join(way.format(n=o.number, b=Name[o.code], t=stated(r, o)) for o in ones), known


@kind("second: Chinese commas end every part")
def _commas(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    return "，".join(f"{Name[o.code]}：{stated(r, o)}" for o in ones) + "。", only(ones)


@kind("second: lines with a heading and a colon, blank lines between")
def _blank_lines(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    return "\n\n".join(f"{Name[c]}：\n" + "\n".join(stated(r, o) for o in few) for c, few in levels(ones)) + "\n", only(
        ones
    )


@kind("second: targets with 约 in brackets and percent words")
def _rough(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    texts, known = [], []
    for o in ones:
        value = (
            (o.annual or "")
            .replace("≥", r.choice(("至少", "大于或等于", "≥")))
            .replace("≤", r.choice(("最多", "小于或等于", "不得超过")))
        )
        texts.append(
            f"{Name[o.code]}：{o.name}{'：' if value[0].isdigit() or value in ('良好', '有所提高', '基本健全') else ''}{value}"
        )
        known.append(attrs.evolve(o, annual=value))
    return "；".join(texts), only(known)


@kind("second: web markup between")
def _markup(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    return "".join(f"<p><b>{Name[o.code]}</b>：{stated(r, o)}</p>" for o in ones), only(ones)


@kind("second: both targets with a slash or in words")
def _both(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    way = r.choice(
        (
            "{m}，总体目标{c}，年度目标{y}",
            "{m}（实施周期：{c}；年度：{y}）",
            "{m}，实施周期内达到{c}，本年度达到{y}",
            "{m}，实施周期指标值：{c}；年度指标值：{y}",
        )
    )
    return "。".join(f"设1条{Name[o.code]}：" + way.format(m=o.name, c=o.cycle, y=o.annual) for o in ones) + "。", only(
        ones, cycle=True
    )


@kind("second: shortened levels with 指标 left out, semicolons")
def _left_out(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    return "；".join(
        f"{Name[c].removesuffix('指标')}：" + "，".join(stated(r, o) for o in few) for c, few in levels(ones)
    ), only(ones)


@kind("second: a goal before, an explanation behind")
def _goal(r: random.Random, ones: list[One]) -> tuple[str, list[One]]:
    text = "；".join(f"{Name[o.code]}：{stated(r, o)}" for o in ones)
    return (
        f"绩效目标：保障机关正常运转，全年培训600人次，满意度达到90%以上。绩效指标：{text}。项目实施单位为市财政局，资金来源为财政拨款50万元。",
        only(ones),
    )


def cases(name: str, strings: int = 30) -> list[tuple[str, list[One]]]:
    """The strings of a kind, each with what it says."""
    r = random.Random(name)
    found = []
    for _ in range(strings):
        few = sorted(r.sample(_KNOWN, r.choice((1, 2, 3, 5))), key=lambda known: known[0])
        found.append(KINDS[name](r, [One(n, *known) for n, known in enumerate(few, 1)]))
    return found


NO_INDICATORS = (
    "本项目的数量指标、质量指标：详见附件。",
    "一、绩效目标完成情况。数量指标、质量指标均已完成，资金支付率达到95%，群众满意度90%以上。",
    "绩效指标设置不够细化，部分质量指标未量化，下一步将进一步完善指标体系。",
    "2023年，全区生产总值同比增长5%，社会消费品零售总额达到120亿元，城镇登记失业率控制在3%以内。",
    "项目资金50万元，用于举办培训班12期，培训人数不少于600人，合格率达到100%。",
    "时效指标未达标的原因：招标流程较长，合同于2023年10月签订。",
    "评价得分：产出指标得分38分，效益指标得分28分，满意度指标得分9分。",
    "从产出指标看，数量指标完成较好；从效益指标看，社会效益指标完成情况一般。",
    "成本指标是指预期提供公共产品或服务所需成本，如人均成本标准等。",
    "三级指标共设置12个，其中产出指标6个，效益指标4个，满意度指标2个。",
    "本项目设定数量指标3个、质量指标2个、时效指标1个。",
    "绩效目标：通过项目实施，提高公共服务水平，服务对象满意度达到90%以上。",
    "产出指标权重50分，效益指标权重30分，满意度指标权重10分，预算执行率10分。",
    "数量指标主要反映预期提供的公共产品或服务的数量；质量指标主要反映预期达到的标准、水平和效果。",
    "本项目主要用于机关运转。2024年支出决算120万元，完成年初预算的95%。",
    "产出指标完成情况：数量指标4个，全部完成；质量指标2个，完成率100%。",
    "效益指标：项目实施后，社会效益明显，群众满意度进一步提高。",
    "绩效自评结论：质量指标得分9分，扣1分，原因是合格率仅为95%。",
    "成本指标：严格控制成本，项目支出未超预算，节约资金5万元。",
    "质量指标：本年度未设置。",
    "（二）时效指标完成情况分析。项目于2023年12月20日完工，及时率100%。",
    "数量指标完成情况：举办培训班12期，完成率100%。",
    "设备名称：服务器；数量：12台；单价：3万元；质量：合格。",
    "资金管理：预算执行率98%，成本控制较好，社会效益明显。",
    "存在问题：一是数量指标设置偏少，仅2个；二是质量指标设定偏低，低于90%。",
    "产出数量方面，共完成培训12期；产出质量方面，合格率100%。",
    "项目成本：人员经费20万元，设备购置30万元。",
    "单位：万元。年初预算数100万元，全年执行数98万元，执行率98%。",
)
"""Sentences of budget documents that state no indicator."""


def main(arguments: list[str]) -> None:
    """Print the share of each kind, and the sentences in which an indicator was invented."""
    report(KINDS, cases, arguments, invented_count=True)
    for text in NO_INDICATORS:
        if found := parse_indicators(text).indicators:
            print("invented:", text, [said(one) for one in found])


if __name__ == "__main__":
    main(sys.argv[1:])
