"""Names that are not an indicator's: with a value inside, an input, a slogan."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...catalogue.review import INPUT, NAME_HOLDS_VALUE, SLOGAN
from ...model.nodes import Diagnostic, Indicator, Number, Range
from ...model.taxonomy import COST
from ...patterns import lazy
from ...values import parse_target
from ..check import Subject, check
from ..positions import name_span
from ..units import family
from ..wording import short
from ..words import bare, unit_of

_UNITS = (
    "万?(?:人次|人|名|户|家|个|项|件|次|场|篇|份|套|台|辆|座|处|支|亩|公里|千米"
    "|平方米|立方米|吨|万元|亿元|元|条|株|册|本|小时|课时|批次|期|届|轮|班次|支|艘|盏|头|羽|尾|棵|具|所|栋|间|枚|张|块|幅|"
    "架|只|把|口|部|笔|宗|起|例|批|亩次|公斤|工作日|天|%|％)"
)
_AT_END = lazy(rf"(?<![\d.A-Za-z+\-—~～至第“「])\d+(?:\.\d+)?{_UNITS}(?:以上|以内|以下)?$")
_AT_LEAST = lazy(
    rf"(?:不少于|不低于|至少|不超过|不高于|≥|≤|大于|小于|达到|超过)(?:[一-龥]{{0,4}}?)(?:\d+(?:\.\d+)?|[一二两"
    rf"三四五六七八九十]+){_UNITS}"
)
# 65岁以上, 3个月内 … are the subject of an indicator.
_SCOPE = lazy(r"^[一-龥]{0,2}(?:老|儿童|学生|企业|单位|项目|资金|采购|工程|以上的?[一-龥])")


# A day by which it is to be done is the target: 2025年6月30日前完成疏浚.
_DUE = lazy(
    r"(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}[日号]|底|末|[上中下]旬)?|(?<=年)年?底|年底)(?:之?前|以前)(?=[一-龥]{0,4}?(?:完成|完工|竣工"
    r"|交付|投用|投入|建成|开工|发放|拨付|支付|报送|提交|办结|印发|启动|上线|验收|实施))"
)


def _amount_in(name: str) -> str:
    """The amount at the end of a name, or the bound in it; ``""`` for none, or for one that is its subject."""
    found = _AT_END.search(name) or _AT_LEAST.search(name)
    if found is not None:
        return "" if _SCOPE.match(name[found.end() :]) else found[0]
    if (due := _DUE.search(name)) is not None and not _MEASURED.search(name):
        return due[0]
    tail = _DIGIT.search(name)
    if tail is None:
        return ""
    for measure in parse_target(tail[0]).measures:
        if (
            isinstance(measure, (Number, Range))
            and measure.unit
            and measure.text
            and name.endswith(measure.text)
            and not _NO_AMOUNT.search(measure.text)
            and not _BEFORE.search(name[: -len(measure.text)])
        ):
            return measure.text
    return ""


_HAN_AMOUNT = lazy(r"(?<![第每各最跑一二两三四五六七八九十百千])[一二两三四五六七八九十百千]{1,7}[一-龥]{1,2}$")
"""An amount in Chinese numerals at the end of a name."""


def _written_amount(one: Indicator, name: str) -> str:
    """The amount in Chinese numerals at the end of a name, if it is the indicator's target: 裁判员十五名, 15名."""
    found = _HAN_AMOUNT.search(name)
    if found is None:
        return ""
    written = parse_target(found[0]).value
    for target in (one.cycle, one.annual):
        match target.value if target is not None else None, written:
            case (
                Number(value=value, unit=unit) | Range(low=Decimal() as value, high=None, unit=unit),
                Number(value=same, unit=str() as other),
            ) if value == same and unit == other:
                return found[0]
    return ""


_CORE = lazy(r"\d{1,12}(?:\.\d{1,4})?[万亿]?(?:[一-龥]{1,4}|[%％℃])$")


def _own_amount(one: Indicator, name: str) -> str:
    """The amount of the indicator's only measure where the name holds it too: 控制在260万元以内的采购成本, ≤260万元."""
    if _DIGITS.search(name) is None:
        return ""
    for target in (one.cycle, one.annual):
        if target is None or len(target.measures) != 1 or not isinstance(target.value, (Number, Range)):
            continue
        core = _CORE.search(target.value.text) if target.value.text == target.text else None
        at = name.find(core[0]) if core is not None else -1
        if (
            core is None
            or at < 0
            or _NO_AMOUNT.search(core[0])
            or _BEFORE.search(name[:at])
            or name[at - 1 : at].isdigit()
        ):
            continue
        if not _SCOPE.match(name[at + len(core[0]) :]):
            return core[0]
    return ""


_DIGITS = lazy(r"\d")
_LONGEST_NAME = 80
_DIGIT = lazy(r"(?:\d[\d.,]{0,12}|(?<=\d)\.\d)[^\d数率量度项目]{1,5}$")
_NO_AMOUNT = lazy(r"岁|级|类|等|月$|日$|号$|版|届|\d{4}年|(?:[1-9]|1[0-9])年$|分钟$|小时$|[24]4?/7")
_BEFORE = lazy(r"[第“「+\-—～~至到]$|[A-Za-z]$|达到?$|第$")


@check(NAME_HOLDS_VALUE)
def name_holds_value(subject: Subject) -> Iterator[Diagnostic]:
    """Names that end in an amount, or contain a lower bound."""
    for one in subject.indicators:
        name = bare(one.name) if not one.name.endswith(("%", "％")) else one.name
        tail = name[-_LONGEST_NAME:]
        found = _amount_in(tail) or _own_amount(one, tail) or _written_amount(one, tail)
        if found:
            yield NAME_HOLDS_VALUE.at(name_span(subject.tree, one), text=found)


_MONEY_IN = lazy(
    "(?:资金|经费|预算|拨款|款项|专款|补助款|配套款)(?:足额|及时|按时|全部|实际|拨付|落实)*(?:到位|到账|到帐|下达)(?:及时)?(?:率|情况|金额|额)?$"
    "|(?:资金|预算|经费)(?:执行|支出|使用|拨付|支付|划拨|下拨|下达)(?:序时)?进度$"
    "|预算(?:资金)?执行率$|(?:资金|经费|人员|人力|物力|财力|财政|预算|项目|[益积基奖本股]金|款)投入(?:金额|额|总额|数量|人数|数|数额"
    "|情况|总量)?$|^(?:投入"
    "|安排)(?:财政|项目|专项|预算)?(?:资金|经费)(?:金额|总额|数|额)?$"
)
_MONEY_PUT = lazy(
    r"^(?:共|总|全年|计划|财政|项目)*投入(?:财政|项目|专项|预算)?(?:资金|经费)?(?:约|共|不少于|不低于)?\d[\d.,"
    r"]*[万亿]?元"
)
_PUT_IN = lazy(
    "^(?:计划|全年|年度|共|总)*投入(?!使用|运[营行]|生产|市场|试运)[一-龥]{1,10}(?:[人台辆]?数|数量|台班|工时|工日|人次)$"
)
_RESULT = lazy("带动|吸引|撬动|引导|拉动|社会资本|社会资金|招商|外资|研发|社会投资")


@check(INPUT)
def input_as_indicator(subject: Subject) -> Iterator[Diagnostic]:
    """Money received or invested, filed as a result; as a cost it is acceptable."""
    for one in subject.indicators:
        if _is_cost(one) or _RESULT.search(one.name):
            continue
        if _MONEY_IN.search(bare(one.name)) or _PUT_IN.match(bare(one.name)) or _money_as_quantity(one):
            yield INPUT.at(name_span(subject.tree, one), text=short(one.name))
            continue
        target = one.cycle or one.annual
        if target is not None and _MONEY_PUT.match(target.text):
            yield INPUT.at(target.span, text=short(target.text))


_MONEY_NAME = lazy("(?:资金|经费|拨款|款项|费用|支出|预算)(?:金额|总额|数额|额度|额|规模)?$")
_NOT_SPENT = lazy("节约|节省|收回|收缴|追回|征收|缴纳|退还|挽回|清理|清欠|募集|筹集|发放|兑付|支付|核减|审减|盘活|融资")


def _money_as_quantity(one: Indicator) -> bool:
    """Whether money that is spent is filed as a quantity: 护林员经费 30万元."""
    if one.level2 is None or one.level2.code != "11":
        return False
    targets = [target.value for target in (one.cycle, one.annual) if target is not None]
    counted_in_money = bool(targets) and all(family(unit_of(value)) == "money" for value in targets)
    name = bare(one.name)
    return counted_in_money and _MONEY_NAME.search(name) is not None and _NOT_SPENT.search(name) is None


_PURPOSE = lazy(
    "^(?:有效|进一步|不断|持续|逐步|全面|切实|大力|积极|稳步|着力)*"
    "(?:提高|提升|增强|加强|促进|推进|推动|完善|优化|改善|营造|打造|确保|保障|维护|深化|强化|健全|夯实|弘扬|"
    "落实|巩固|发展|[做抓讲办用建管护守当写答走选育]好|做优|打[通响赢牢]|树立|规范|筑牢|筑造|构筑|构建|凝聚|激发|彰显|传承|守护|守牢|培育(?=[一-龥]*(?:精神|工匠|文化|新风|情怀|人才|动能|力量))|服务(?=[一-龥]*(?:发展|大局|战略|民生|群众|建设|振兴))|助推|助力|丰富|擦亮|展示|展现|"
    "倡导|引领|赋能|织密|织牢|扎牢|扎紧|绷紧|拧紧|点亮|点燃|照亮|温暖|呵护|护航|护佑|捍卫|践行|赓续|续写|谱写|书写|奏响|唱响|绘就|描绘|争创|争当|争做|勇担|担当|凝心|铸就|筑就|铸造|共建|共享|让(?=[一-龥]{0,3}(?:群众|人民|百姓|居民|学生|孩子|老人|企业))|压实|严守|繁荣|振兴|永葆|坚定|厚植|涵养|汇聚|集聚|激活|注入|释放|提振|铸牢|实现|拓展|扩大|带动|拉动|满足|形成)"
)
_MEASURED = lazy("(?:率|(?<!程)度|数|(?<!质)(?<!力)量|比例|占比|比重|覆盖面|额|次|时间|得分|比率|指数)$")


@check(SLOGAN)
def slogan(subject: Subject) -> Iterator[Diagnostic]:
    """Names that begin with a purpose and end without anything measurable, at exactly 100 %."""
    for one in subject.indicators:
        name = bare(one.name)
        if not _PURPOSE.match(name) or _MEASURED.search(name):
            continue
        for target in (one.cycle, one.annual):
            match target.value if target is not None else None:
                case Number(value=value, unit="%") if value == Decimal(100):
                    yield SLOGAN.at(name_span(subject.tree, one), name=short(one.name))
                    break


def _is_cost(one: Indicator) -> bool:
    return (
        one.level1 == COST
        or (one.level2 is not None and (one.level2.code == "14" or one.level2.parent == COST))
        or "成本" in one.name
    )
