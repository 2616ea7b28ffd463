"""The header of a table in text without cells: which words stand where, and what columns they announce."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

import attrs

from ..table.columns import role_of
from .flat_atoms import LEVEL_WORD, Atom

Kind: TypeAlias = Literal[
    "level1", "level2", "name", "target", "operator", "type", "direction", "unit", "weight", "score", "actual", "grade", "recipient",
    "number", "money", "text", "project", "extra",
]  # fmt: skip
"""What a column holds, as far as the row grammar tells cells apart; ``extra``: a column the header does not name."""


@attrs.frozen
class Column:
    """One column: its header's word as found, and its kind."""

    word: str
    kind: Kind


@attrs.frozen
class FlatHeader:
    """A header: its columns, and the atoms it takes."""

    columns: tuple[Column, ...]
    start: int
    end: int
    heads: tuple[tuple[str, int], ...] = ()
    """Words of a row above (中期目标, 年度目标): the word, and the first column it stands over."""

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kind of each column."""
        return tuple(column.kind for column in self.columns)


@lru_cache(maxsize=16384)
def kind_of(word: str) -> Kind | None:
    """The kind of column a header's word announces, ``None`` for a word that announces none."""
    bare = "".join(word.split())
    if not 1 < len(bare) <= 24:
        return None
    found = _morphemes(bare)
    if found is not None:
        return found
    match role_of(bare):
        case "level1" | "level2" | "name" | "operator" as role:
            return role
        case "annual" | "cycle":
            return "target"
        case "measure":
            return "unit"
        case "ordinal":
            return "number"
        case "project" | "unit":
            return "project"
        case "total" | "fiscal" | "fiscal_part" | "special_account" | "other":
            return "money"
        case "goal":
            return "text"
        case _:
            return None


_ASIDE = re.compile(r"[（(][^（）()]*[）)]|\s|[:：*★]")
_FORMS: tuple[tuple[str, Kind], ...] = (
    (r"(?:绩效)?(?:一级)(?:绩效)?(?:指标|目标)(?:名称)?", "level1"),
    (r"(?:绩效)?(?:二级)(?:绩效)?(?:指标|目标)(?:名称)?", "level2"),
    (r"(?:绩效)?(?:[三四]级|具体|明细)(?:绩效)?(?:指标|目标)(?:名称|内容)?|(?:绩效|评价)?指标(?:名称|内容)|评价指标|绩效目标名称|目标名称", "name"),
    (r"(?:指标)?(?:方向性|指标方向性)", "direction"),
    (r"(?:绩效)?指标(?:性质|方向|符号)|.{0,4}(?:运算符|比较符|符号)", "operator"),
    (r"(?:绩效)?指标(?:值)?(?:类型|属性)", "type"),
    (r"(?:计量|度量|计算|指标值?|目标值?)单位", "unit"),
    (r".{0,8}(?:实际|完成|实现|执行)(?:情况|值|数|结果|指标值|实现值|完成值|完成情况|完成指标值|完成数|执行值)|(?:全年|本年)?实际值|上年.{0,8}值|历史值|近.年.{0,6}值", "actual"),
    (r"(?:指标|本年|分值)?(?:权重|分值|赋分|标准分|满分)(?:值|分值|权重)?", "weight"),
    (r"(?:自评|实际|评价)?得分|自评分", "score"),
    (r".{0,4}(?:偏差|未完成).{0,6}原因.{0,14}|原因分析.{0,8}", "text"),
    (r"(?:绩效)?指标(?:解释|说明|描述|值说明|内容说明)(?:及.{1,8})?|评[分价扣]{1,2}标准|.{0,8}(?:依据|数据来源|指标来源|计算方法|计算公式|计分方法|评分细则|说明)|备注|(?:绩效|指标|考核|扣分)标准(?:或依据)?", "text"),
    (r"(?:20\d\d年|\d{4}年度|预期|本年|当年|年度|全年|年初|计划|预计|目标|绩效|三年|中期|长期|中长期|总体|实施期|实施周期|周期|指标|考核|设定|申报|标准|本年度|"
     r"当年度|项目|评价)*(?:指标|目标|预期|计划|标准|实现|设定|考核|预计|年度|完成)+值(?:及单位|设定)?", "target"),
    (r"序号|编号|行次", "number"),
)  # fmt: skip
_COMPILED = tuple((re.compile(form), kind) for form, kind in _FORMS)
_PLANNED = re.compile(r"(?:预期|计划|预计|申报|20\d\d年(?:预期|计划)).{0,10}值(?:及单位)?$")
_LAST_YEAR = re.compile(r"上年|去年|历史|近[一二两三]年|实际")


def _morphemes(word: str) -> Kind | None:
    bare = _ASIDE.sub("", word)
    if not bare:
        return None
    if _PLANNED.match(bare) and "实际" not in bare:
        return "target"
    if _LAST_YEAR.search(bare) and bare.endswith(("值", "数", "情况")):
        return "actual"
    for form, kind in _COMPILED:
        if form.fullmatch(bare):
            return kind
    return None


_HEADING = re.compile(r"(?:本?年度)?绩效指标|评价内容|指标")
_PLAIN_TARGET = re.compile(r"(?:绩效)?(?:指标|目标)值|评价标准|(?:指标|绩效)标准")
_MAX_WORD_ATOMS = 4
_MAX_HEADER_ATOMS = 60
_VALUES = ("target", "actual", "grade", "recipient")


def headers_in(atoms: Sequence[Atom]) -> list[FlatHeader]:
    """The headers of indicator tables among ``atoms``, in reading order."""
    found: list[FlatHeader] = []
    at = 0
    while at < len(atoms):
        header = _header_at(atoms, at) if _may_begin(atoms[at].text) else None
        if header is None:
            at += 1
        else:
            found.append(header)
            at = header.end
    return found


@lru_cache(maxsize=16384)
def _may_begin(text: str) -> bool:
    return len(text) < 200 and text[:1] in "一二三四五六七八九十指绩评序编明目具部单项管级年类预支资专"


def _header_at(atoms: Sequence[Atom], start: int) -> FlatHeader | None:
    """The header that begins with the atom ``start``: the fewest words that reach farthest."""
    words: list[tuple[str, Kind | None]] = []
    starts: list[int] = []
    at = start
    while at < min(len(atoms), start + _MAX_HEADER_ATOMS):
        step = _word_at(atoms, at, bool(words))
        if step is None:
            break
        more, end = step
        words += more
        starts += [at] * len(more)
        at = end
    if not words:
        return None
    words, start = _trimmed(words, starts)
    columns = _columns(words)
    kinds = {column.kind for column in columns}
    if "name" not in kinds or not kinds & {"target", "grade"} or len(columns) < 2:
        return None
    return FlatHeader(tuple(columns), start, at, _heads(atoms, start, columns))


def _trimmed(
    words: list[tuple[str, Kind | None]], starts: list[int]
) -> tuple[list[tuple[str, Kind | None]], int]:
    """The words without those before the header that only look like it: 年度绩效指标完成情况, 中期目标, a form's labels."""
    first = next((at for at, (_, kind) in enumerate(words) if kind in ("level1", "level2", "name")), 0)
    begin = first
    while begin > 0 and (words[begin - 1][1] in ("number", "project", "money", "text") or words[begin - 1][1] is None):
        begin -= 1
    if not any(kind in ("number", "project") for _, kind in words[begin:first]):
        begin = first
    while begin < first and words[begin][1] not in ("number", "project"):
        begin += 1
    return words[begin:], starts[begin]


def _word_at(atoms: Sequence[Atom], at: int, inside: bool) -> tuple[list[tuple[str, Kind | None]], int] | None:
    """The header's word (or words, where they are glued) at an atom, and where the next begins."""
    best: tuple[list[tuple[str, Kind | None]], int] | None = None
    text = ""
    for end in range(at + 1, min(at + _MAX_WORD_ATOMS, len(atoms)) + 1):
        if end - 1 > at and (atoms[end - 1].gap in ("bar", "bar line", "paragraph") or len(text) > 24):
            break
        if LEVEL_WORD.fullmatch(atoms[end - 1].text):
            break
        text += atoms[end - 1].text
        kind = kind_of(text)
        if kind is not None or _HEADING.fullmatch(text):
            if best is not None and _begins_word(atoms, end - 1):
                break  # 绩效指标 + 一级指标 …: what follows is a word of its own
            best = [(text, kind)], end
    if best is not None:
        return best
    glued = _glued(atoms[at].text)
    if glued and (len(glued) > 1 or inside):
        return glued, at + 1
    return None


def _begins_word(atoms: Sequence[Atom], at: int) -> bool:
    return kind_of(atoms[at].text) is not None


@lru_cache(maxsize=1024)
def _glued(text: str) -> list[tuple[str, Kind | None]]:
    """Words that stand together without anything between them; what is left over at the end is a word nobody knows."""
    if len(text) > 200:
        return []
    best: dict[int, tuple[tuple[str, Kind | None], ...]] = {0: ()}
    for at in range(len(text)):
        before = best.get(at)
        if before is None:
            continue
        for end in range(at + 2, min(len(text), at + 14) + 1):
            part = text[at:end]
            kind = kind_of(part)
            if kind is None and part not in ("绩效指标", "评价内容"):
                continue
            known = best.get(end)
            if known is None or len(known) <= len(before):
                best[end] = (*before, (part, kind))
    end = max(best)
    words = list(best[end])
    if len(words) < 2:
        return []
    return [*words, (text[end:], "extra")] if end < len(text) else words


def _columns(words: Sequence[tuple[str, Kind | None]]) -> list[Column]:
    named = any(kind == "name" for _, kind in words)
    columns: list[Column] = []
    for word, kind in words:
        if kind is not None:
            columns.append(Column(word, kind))
        elif word == "绩效指标" and not named:
            columns.append(Column(word, "name"))
            named = True
    values = [at for at, column in enumerate(columns) if column.kind in _VALUES]
    plain = next((at for at in values if _PLAIN_TARGET.fullmatch(columns[at].word)), None)
    last = len(columns)
    while last > 0 and columns[last - 1].kind in _VALUES:
        last -= 1
    family = columns[last:]
    if plain is not None and plain < last and len(family) > 1 and len(values) == len(family) + 1:
        # 指标值 over 2021年实际实现值 and 预期2022年实现值, which are read after the whole row above them.
        columns = [*columns[:plain], *family, *columns[plain + 1 : last]]
    return columns


_HEAD = re.compile(r"(?:中期|长期|中长期|三年|总体|实施期|实施周期|年度|当年|本年度?|全年|预算年度)(?:绩效)?(?:目标|指标)?")


def _heads(atoms: Sequence[Atom], start: int, columns: Sequence[Column]) -> tuple[tuple[str, int], ...]:
    """中期目标 and 年度目标 above two blocks side by side; they are matched by their order."""
    blocks: list[int] = []
    for at, column in enumerate(columns):
        if column.kind == "target":
            first = at
            while first > 0 and columns[first - 1].kind not in ("target", "level1"):
                first -= 1
            blocks.append(first)
    if len(blocks) < 2:
        return ()
    heads = [atom.text for atom in atoms[max(0, start - 14) : start] if _HEAD.fullmatch(_ASIDE.sub("", atom.text))]
    return tuple(zip(heads[-len(blocks) :], blocks, strict=True)) if len(heads) >= len(blocks) else ()


def is_header_word(text: str) -> bool:
    """Whether a text is a word that only headers hold."""
    return len(text) <= 16 and kind_of(text) is not None
