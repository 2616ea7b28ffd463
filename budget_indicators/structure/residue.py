"""Layout remains in a name or a value: a label, an unpaired bracket, a sign that occurs in no text.

Whatever damaged a text, its remains are of few kinds. So even a reading that failed in an unforeseen case gets a
diagnostic.
"""

from __future__ import annotations

from ..patterns import any_of, lazy

_PAIRS = ("（(）)", "【】", "「」", "『』", "〔〕", "[［]］", "{｛}｝", "“”", "‘’", "《》", "〈〉")
_KIND = {sign: (pair, place < len(signs) // 2) for pair, signs in enumerate(_PAIRS) for place, sign in enumerate(signs)}
"""A bracket or quote -> which pair it belongs to, and whether it opens."""
_HALVES = lazy(any_of(_KIND))
_ENUMERATED = lazy("(?<![^；;。:：、，, ])[0-9a-zA-Z一二三四五六七八九十]{1,2}[)）]")
COLUMN = lazy(
    "[;；。|｜] ?(?:指标)?(?:分值|权重|(?:计量|度量)?单位|(?:数据|资料)来源|方向|性质|类型|属性|正反向"
    "|(?:评分|考核|评价)(?:标准|规则|办法|细则)|解释|说明|定义|内涵|计算(?:公式|方法|方式)|取值(?:方法|方式)"
    "|备注|责任(?:部门|单位|科室|人)|实际(?:完成)?值|完成(?:值|情况)|得分|偏差原因(?:分析)?及?(?:改进)?(?:措施)?"
    "|(?:上年|历史|往年|参考)(?:完成|参考)?值|运算符号?|比较符号?|佐证(?:材料|资料)) ?[:：=]"
)
"""Another column of the form, written into an entry: ``；分值:10``."""
_SIGNS = lazy(
    r"[\\{}|｜\ufffd□▯〓`]"
    r"|^[:：=＝_#/、，,）)\]】」』。；;](?=.)|(?<=.)[:：;；=＝_#/（(\[【「『]$"
    r"|^[“‘【「『（(\[][^”’】」』）)\]]*[”’】」』）)\]]$"
    r"|^(?:[一二三]级)?指标(?:名称|内容)?[:：=]|^[一二三]级指标"
    r"|(?:^|[；;，, ])(?:指标|目标|周期)值|(?:指标|目标|周期)值[:：=】」\]]"
    r"|(?<![A-Za-z])[A-Za-z]{2,}(?:[=({]|://)|</|&[a-z#]"
)
_NAME = lazy(r"[;；]|^[^:：0-9]{1,8}[:：]")
# A label and its colon after a mark: `；备注：`. A value that begins with a label is a list: `数量：3个；质量：合格`.
_PART = lazy("[;；。][^;；。:：0-9]{2,8}[:：]")
_LIST = lazy("[^;；。:：]{1,12}[:：]")
# A text without these contains none of the above.
_ANY = lazy(r"[^一-鿿0-9A-Za-z%％≥≤><＞＜.+\-—、·…]|级指标|标值")


def residue(text: str, *, name: bool = False) -> tuple[int, int] | None:
    """The position of the first remains of layout in a name or a value.

    ``name``: the text is a name: one part, without a label.

    >>> residue("emph{法治意识}"), residue("法治意识"), residue("指标一;指标二", name=True)
    ((4, 5), None, (3, 4))
    """
    if _ANY.search(text) is None:
        return None
    listed = _LIST.match(text) is not None
    found = _SIGNS.search(text) or (None if listed else _PART.search(text))
    found = found or (_NAME.search(text) if name else None)
    return _half(text) if found is None else found.span()


def _half(text: str) -> tuple[int, int] | None:
    """An unpaired bracket or quote; the mark after a list number needs no pair."""
    found = [*_HALVES.finditer(text)]
    if not found:
        return None
    listed = {match.end() - 1 for match in _ENUMERATED.finditer(text)} if ")" in text or "）" in text else set()
    open_: list[list[int]] = [[] for _ in _PAIRS]
    alone: dict[int, int] = {}  # a pair -> its first half that closes nothing
    for match in found:
        at = match.start()
        pair, opens = _KIND[match[0]]
        if opens:
            open_[pair].append(at)
        elif open_[pair]:
            open_[pair].pop()
        elif at not in listed:
            alone.setdefault(pair, at)
    for pair, left in enumerate(open_):
        at = alone.get(pair, left[0] if left else -1)
        if at >= 0:
            return at, at + 1
    return None
