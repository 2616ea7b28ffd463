"""Classify goals in words: ranks, classes, scales, ratios, trends, comparisons with a baseline.

The end of a goal decides its kind, because the words before it state the subject (``水质达到Ⅲ类``). The kinds are tried
in the order of this module: a comparison with a baseline is more than its trend.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..model.nodes import FreeText, FreeTextKind
from ..patterns import lazy

BASELINE = (
    "(?:上一?年度?|去年|往年|历年|前一年|前三年|上年末|去年底)(?:同期)?(?:平均)?(?:水平|数|实际)?|同期(?:水平)?"
    "|上一?[期季月周](?:度|末)?(?:水平)?|基期|基准[期年]|(?:19|20)[0-9]{2}年(?:度|底|末)?(?:同期)?(?:水平)?|(?:上年|往年)均值"
    "|(?:全[国省市县区]|行业|地区|当地)?平均水平|全[国省市县区](?:平均|均值)|预期(?:目标|水平)?|计划(?:数|值|目标)?|预算(?:数|总额)?|目标值|原有水平|现有水平"
)
"""The baselines of comparisons."""

_NUMERAL = "[0-9一二两三四五六七八九十百]"
_GRADE = (
    "优秀|良好|优良|合格|不合格|及格|不及格|中等|较好|较高|较差|较低|很好|一般|好评?|优|良|中|差|达标|未达标|不达标|是|否|有|无|高|低|好"
    "|非常满意|比较满意|基本满意|满意|不满意|显著|明显|有效|不显著|较显著|较明显|不明显|有限|无效|完全达成|达成预期指标|部分达成预期指标(?:并具有一定效果)?|未达成预期指标(?:且效果较差)?"
    "|A|B|C|D|完成|部分完成|未完成|基本合格|基本完成|基本达标|[一二三四甲乙丙]等|[一二三四甲乙丙]级"
)
_CLASS = (
    "[ⅠⅡⅢⅣⅤⅥⅦ]+类|[IVX]{1,4}类|[一二三四五]类|[1-5]类|劣[ⅤV五]类"
    "|[1-5三四五]?A{1,5}级|[A-E][+-]?[级类等]|[1-5一二三四五]星级?|[甲乙丙丁][级等]|[国省市县区部](?:家)?级|[特一二三四五六七八九1-9]级|[一二三]等奖?|[二三]级[甲乙丙]等|[三二]甲|[高中初]级|优秀|良好|优良|优质|合格|及格|中等|较好|较高|优|良|中|差"
)
_UP = (
    "提[高升]|递增|增[长加强收进]|上升|改善|优化|好转|扩大|完善|加强|加快|升高|增多|向好|改进|攀升|健全"
    "|拓[展宽]|巩固|壮大|进步|发展|丰富|深化|延长|提速|提质"
)
_DOWN = "下降|降低|减[少轻弱缓]|缩[短小减]|压[缩减降]|递减|收窄|缓解|遏制|回落|控制|减退|消除|节约|节省"
_HOW = (
    "逐[年步渐月季]|逐渐|不断|持续|稳步|稳定|有所|明显|显著|进一步|大幅度?|有效|较大(?:幅度)?|较快|平稳|稳中有|一定(?:程度)?|日益|极大|切实|得到(?:有效|明显|显著|进一步)?|全面|大力"
    "|较好|充分|普遍|总体|保持|继续|快速|根本|实质性|逐年递|年年|稳固|基本"
)

_Rule = tuple[FreeTextKind, re.Pattern[str], Callable[[re.Match[str]], str]]


def _words(found: re.Match[str]) -> str:
    return found["detail"]


def _ratio(found: re.Match[str]) -> str:
    """A comparator before or behind it is kept as a sign: ``≥1:3``."""
    words = found["how"] or found["behind"] or ""
    if words in _RATIO_SIGNS:
        return _RATIO_SIGNS[words] + found["detail"]
    sign = next((sign for sign, meant in _SIGNS if meant.search(words)), words if words in ("≥", "≤", ">", "<") else "")
    return sign + found["detail"]


_RATIO_SIGNS = {
    **dict.fromkeys(("至少", "最少", "起码", "最低", "以上", "及以上", "或以上"), "≥"),
    **dict.fromkeys(("约", "大约", "左右"), "约"),
    **dict.fromkeys(("至多", "最多", "最高", "以下", "及以下", "或以下", "以内", "之内", "内"), "≤"),
}


def _options(found: re.Match[str]) -> str:
    return re.sub("[/、,|;或]", "/", found["detail"])


def _compared(found: re.Match[str]) -> str:
    """The comparator as a sign, and the baseline: ``≥上年``."""
    words = found["how"]
    for sign, meant in _SIGNS:
        if meant.search(words):
            if "or_level" in found.re.groupindex:
                sign = {">": "≥", "<": "≤"}.get(sign, sign)
            return sign + one_baseline(found["baseline"] or "上年")
    return "=" + one_baseline(found["baseline"] or "上年")


def one_baseline(words: str) -> str:
    """A baseline in one spelling: 去年, 上一年 and 上年度 are 上年.

    >>> one_baseline("去年同期水平"), one_baseline("上一年度")
    ('上年同期', '上年')
    """
    words = re.sub("(?<=.)(?:水平|实际|数)$", "", words)
    words = re.sub("^(?:去年|前一年|上一年度?|上年度)", "上年", words)
    return "上年同期" if words == "同期" else words


_COMPARED = lazy(
    "(?P<how>[≥≤<>]=?|(?:不得?|未|不应|不能)?(?:[低少小差弱高多大优好短]于|超过?|超出)|控制在|[与和同]|达到|保持)(?:或?等于)?(?P<baseline>"
    f"{BASELINE})(?:的)?(?P<rest>(?:以[内下上]|持平|一致|相当|基本持平|相同)?)$"
)
_MOVED = lazy(
    f"(?:[较比]|相?[对较比]于?|与|同)(?P<baseline>{BASELINE})(?:相比)?,?(?P<how>[一-龥]{{0,4}}?(?:{_UP}|{_DOWN}|不[减降增]|未[减降增]))$"
)
_LEVEL_WORD = "(?:保持|基本|总体){0,2}(?:持平|不变|稳定)"
# 与上年持平或略有增长: at least as much. The two states may change places.
_LEVEL_OR = lazy(
    f"(?:[与和同较比](?P<baseline>{BASELINE}))?(?:相比)?,?(?P<or_level>{_LEVEL_WORD})(?:或者?|并|,|、|/|且)"
    f"(?P<how>[一-龥]{{0,4}}?(?:{_UP}|{_DOWN}))$"
)
_OR_LEVEL = lazy(
    f"(?:[与和同较比](?P<baseline>{BASELINE}))?(?:相比)?,?(?P<how>[一-龥]{{0,4}}?(?:{_UP}|{_DOWN}))(?:或者?|/|、)(?P<or_level>{_LEVEL_WORD})$"
)
_LEVEL = lazy(f"(?:[与和同较比](?P<baseline>{BASELINE}))?(?:相比)?(?:保持|基本|总体)?(?P<how>持平|不变|零增长)$")
_COMPARATOR = "[≥≤<>]|[不未][得应能]{0,2}(?:[低少小高多大]于|超过?)|[高低大小多少优]于|超过"
_KEPT = lazy("(?P<baseline>)(?P<how>不[下降减](?:降|低|少)?|只增不减|不增[加长]?|不上升|不反弹|只[降减]不[升增])$")
_SIGNS = (
    ("≥", lazy("≥|>=|[不未][得应能]{0,2}[低少小差弱]于|[不未][下减降]|只增不减")),
    ("≤", lazy("≤|<=|[不未][得应能]{0,2}(?:[高多大]于|超)|控制在|[不未]增|不上升|不反弹|只[降减]")),
    (">", lazy(f"^>|[高多大优好长]于|超|{_UP}")),
    ("<", lazy(f"^<|[低少小短差弱]于|{_DOWN}")),
)

_OCLOCK = r"(?:上午|下午|中午|晚上?|凌晨|早上?|傍晚|夜间|次日)?\d{1,2}(?:[时点](?:\d{1,2}分|半)?|:\d\d)"
_RECURRING = lazy(
    r"(?P<detail>(?:(?:每个?(?:年度?|季度?|月|周[一二三四五六日天]?|学期|学年|半年|[天日])|次月|次年|当月|翌年|工作日|每?星期[一二三四五六日天])的?[一二三四五六七八九十年月季度旬周首末最后第个下前工作日天、和及\d]{0,14}?"
    rf"(?:[初底末]|[日号]|{_OCLOCK}(?:[-~至到]{_OCLOCK})?)?(?:(?:之|以)?[前后]|起|止)?)|{_OCLOCK}(?:[-~至到]{_OCLOCK})?(?:(?:之|以)?[前后]|起|止)|{_OCLOCK}[-~至到]{_OCLOCK})"
    r"(?:完成|到位|发放|报送|提交|公布)?$"
)

_RULES: tuple[_Rule, ...] = (
    (
        "ratio",
        lazy(
            rf"(?:^|[一-龥:=])(?:(?P<how>{_COMPARATOR}|至[少多]|最[少多低高]|起码|大?约)(?:[一-龥]{{0,8}}?比)?(?:达到?|为|是|保持在?|控制在)?)?(?P<detail>[0-9]+(?:\.[0-9]+)?(?::[0-9]+(?:\.[0-9]+)?){{1,3}}(?:[-~至到][0-9]+:[0-9](?![0-9]))?)(?P<behind>左右|[及或]?以[上下内]|之?内)?$"
        ),
        _ratio,
    ),
    (
        "scale",
        lazy(rf"(?:^|[:(=])(?P<detail>(?:{_GRADE})(?:[/、,|;或](?:{_GRADE})){{1,7}})$"),
        _options,
    ),
    ("yes_no", lazy("^(?P<detail>是|否|有)$"), _words),
    (
        "rank",
        lazy(
            rf"(?P<detail>(?:全?(?:国|省|市|县|区|球|行业|州|域)(?:内|际)?|世界|国内|国际|本[省市县区]|同[行类]业?)?(?:同[类行]业?)?(?:先进|居|位居|处于|排名)?(?:前(?:{_NUMERAL}+(?:\.[0-9]+)?%?(?:[/分之]+{_NUMERAL}+)?)(?:名|位|强|列|甲|个)?|第{_NUMERAL}+(?:[-~至到]第?{_NUMERAL}+)?(?:名|位)?|前列|名列前茅|首位|榜首|上游|中上游|中游|领先|先进行列|第一方阵|第一梯队))"
            "(?:之列|以内|以上|以前|内|之内|之前|水平|位次|地位|行列|次)?$"
        ),
        _words,
    ),
    (
        "class",
        lazy(
            f"(?:^|[达到为评级是及获得于等质果度率况估核:≥=价优在持]|不低于)(?P<detail>(?:国家|[省市县区]级?)?(?:{_CLASS})(?:(?:水质?|标准|水|等[级次]|档次?|水平){{0,2}}(?:及其?|或)?以[上内下]|(?:标准|等[级次]|档次?|水平|水质?|景区|职称|资质)){{0,2}})$"
        ),
        _words,
    ),
    (
        "coverage",
        lazy(
            "(?P<detail>全(?:面|部|员|域|程|方位|流程|区域)?覆盖|应(?P<same>[一-龥])尽(?P=same)|全部覆盖)(?:到位|目标)?$"
        ),
        _words,
    ),
    ("trend", lazy(f"(?P<detail>(?:{_HOW})(?:的|地|得到)?(?:{_UP}|{_DOWN}))$"), _words),
    ("recurring_date", _RECURRING, _words),
)


def goal(text: str) -> FreeText:
    """The kind of a goal in words; ``qualitative`` if none is evident.

    >>> goal("较上年有所提高").detail, goal("水质达到Ⅲ类"), goal("按要求完成").kind
    ('>上年', FreeText(kind='class', detail='Ⅲ类'), 'qualitative')
    """
    end = text[-_LONGEST:]
    for pattern in (_COMPARED, _LEVEL_OR, _OR_LEVEL, _MOVED, _LEVEL, _KEPT):
        if found := pattern.search(end):
            return FreeText("relative", _compared(found))
    for kind, pattern, detail in _RULES:
        if found := pattern.search(end):
            return FreeText(kind, detail(found))
    return FreeText("qualitative")


_LONGEST = 60
