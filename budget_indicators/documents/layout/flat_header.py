"""The header of a table in text without cells: its words, their positions, and the columns they name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

import attrs

from ...patterns import lazy
from ..table.roles import GRADES, meaning
from ..table.roles import Kind as Meant
from .flat_atoms import LEVEL_WORD, Atom

Kind: TypeAlias = Literal[
    "level1", "level2", "name", "target", "operator", "type", "direction", "unit", "weight", "score", "actual",
    "grade", "recipient",
    "number", "money", "text", "project", "other", "extra",
]  # fmt: skip
"""The kinds of columns that the row grammar distinguishes; ``extra``: a column the header does not name."""


@attrs.frozen
class TextColumn:
    """One column: its header's word as found, and its kind."""

    word: str
    kind: Kind


@attrs.frozen
class FlatHeader:
    """A header: its columns, and the atoms it covers."""

    columns: tuple[TextColumn, ...]
    start: int
    end: int
    heads: tuple[tuple[str, int, int], ...] = ()
    """Words of a row above (中期目标, 指标值): the word, the first column it stands over, and the last (exclusive)."""

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kind of each column."""
        return tuple(column.kind for column in self.columns)


_KINDS: dict[Meant, Kind] = {
    "level1": "level1", "level2": "level2", "name": "name", "target": "target", "actual": "actual",
    "operator": "operator", "type": "type",
    "direction": "direction", "measure": "unit", "weight": "weight", "score": "score", "grade": "grade",
    "ordinal": "number",
    "explanation": "text", "scoring_rule": "text", "basis": "text", "reason": "text", "remark": "text",
    "goal": "text", "ignored": "other",
    "project": "project", "unit": "project", "recipient": "recipient", "total": "money", "fiscal": "money",
    "fiscal_part": "money",
    "special_account": "money", "other": "money", "cycle_total": "money", "executed": "money",
    "execution_rate": "money",
}  # fmt: skip


@lru_cache(maxsize=16384)
def kind_of(word: str) -> Kind | None:
    """The kind of column that a header's word names; ``None`` for any other word."""
    bare = "".join(word.split())
    if len(bare) > 24 or (len(bare) < 2 and bare not in GRADES and bare not in _OWN_WORDS):
        return None
    if bare in _OWN_WORDS:
        return _OWN_WORDS[bare]
    found = meaning(bare)
    if found is None and _REASONS.fullmatch(bare) and bare.endswith(("原因", "措施", "分析", "说明", "情况")):
        return "text"
    return None if found is None else _KINDS.get(found.kind)


_ASIDE = lazy(r"[（(][^（）()]*[）)]|\s|[:：*★]")
_HEADING = lazy(r"(?:本?年度)?绩效指标|指标")
_OWN_WORDS: dict[str, Kind] = {
    "评价内容": "other", "考核内容": "other", "绩效目标名称": "name", "目标名称": "name",
    "值": "target", "数值": "target"}  # fmt: skip
_REASONS = lazy(r".{0,6}(?:原因|偏差|未完成).{0,16}")
_PLAIN_TARGET = lazy(r"(?:绩效)?(?:指标|目标)值(?:及单位)?|评价标准|(?:指标|绩效)标准|评分标准")
_QUARTER = lazy(r"季度|半年")
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
    """The header that begins with the atom ``start``: the longest, of the fewest words."""
    words: list[tuple[str, Kind | None]] = []
    starts: list[int] = []
    at = start
    while at < min(len(atoms), start + _MAX_HEADER_ATOMS):
        step = _word_at(atoms, at) or _periods_at(atoms, at)
        if step is None:
            break
        more, end = step
        words += more
        starts += [at] * len(more)
        at = end
    if not words:
        return None
    words, start = _trimmed(words, starts)
    columns, family = _columns(words)
    kinds = {column.kind for column in columns}
    if "name" in kinds and kinds & {"level1", "level2"}:
        unknown = _unknown_words(atoms, at)
        if unknown and not kinds & {"target", "grade", "actual"}:
            # 笏石街道办 | 埭头镇: if no column is known to hold values, the unknown ones do.
            columns += [TextColumn(word, "recipient") for word in unknown]
            kinds.add("target")
        elif unknown and "extra" not in kinds:
            columns += [TextColumn(word, "extra") for word in unknown]
        else:
            unknown = []
        at += len(unknown)
    if "name" not in kinds or not kinds & {"target", "grade"} or len(columns) < 2:
        return None
    return FlatHeader(tuple(columns), start, at, family or _heads(atoms, start, columns))


_UNKNOWN_WORD = lazy(r"[\u4e00-\u9fffA-Za-z（）()]{2,12}")
_MAX_UNKNOWN = 8


def _unknown_words(atoms: Sequence[Atom], at: int) -> list[str]:
    """Unknown words of a header: those between the last known one and the first level of the body."""
    words: list[str] = []
    for atom in atoms[at : at + _MAX_UNKNOWN + 1]:
        if LEVEL_WORD.fullmatch(atom.text):
            return words
        if not _UNKNOWN_WORD.fullmatch(atom.text) or atom.gap == "glue":
            break
        words.append(atom.text)
    return []


def _trimmed(words: list[tuple[str, Kind | None]], starts: list[int]) -> tuple[list[tuple[str, Kind | None]], int]:
    """Without the words above the header that only look like it: 年度绩效指标完成情况, 中期目标, a form's labels."""
    first = next((at for at, (_, kind) in enumerate(words) if kind in ("level1", "level2", "name")), 0)
    begin = first
    while begin > 0 and (words[begin - 1][1] in ("number", "project", "money", "text") or words[begin - 1][1] is None):
        begin -= 1
    if not any(kind in ("number", "project") for _, kind in words[begin:first]):
        begin = first
    while begin < first and words[begin][1] not in ("number", "project"):
        begin += 1
    return words[begin:], starts[begin]


def _word_at(atoms: Sequence[Atom], at: int) -> tuple[list[tuple[str, Kind | None]], int] | None:
    """The header's word at an atom (or words, if glued), and the position of the next."""
    best: tuple[list[tuple[str, Kind | None]], int] | None = None
    text = ""
    if atoms[at].gap == "glue" and len(glued := _glued(atoms[at].text)) > 1:
        return glued, at + 1
    for end in range(at + 1, min(at + _MAX_WORD_ATOMS, len(atoms)) + 1):
        if end - 1 > at and (atoms[end - 1].gap in ("bar", "bar line", "paragraph") or len(text) > 24):
            break
        if LEVEL_WORD.fullmatch(atoms[end - 1].text):
            break
        text += atoms[end - 1].text
        kind = kind_of(text)
        if kind is not None or _HEADING.fullmatch(text):
            last = atoms[end - 1].text
            if best is not None and (kind_of(last) is not None or _is_period(last)):
                break  # 绩效指标 + 一级指标 …: the rest is a word of its own
            best = [(text, kind)], end
    if best is not None:
        return best
    glued = _glued(atoms[at].text)
    if glued and (glued[-1][1] != "extra" or atoms[at].gap == "glue"):
        return glued, at + 1
    return None


def _periods_at(atoms: Sequence[Atom], at: int) -> tuple[list[tuple[str, Kind | None]], int] | None:
    """Adjacent periods (实施周期, 2025年度), each heading a column of values; a single one heads none."""
    words: list[tuple[str, Kind | None]] = []
    while at < len(atoms) and len(words) <= _MAX_UNKNOWN and _is_period(atoms[at].text):
        words.append((atoms[at].text, "target"))
        at += 1
    return (words, at) if len(words) > 1 else None


@lru_cache(maxsize=1024)
def _is_period(text: str) -> bool:
    found = meaning(text) if 1 < len(text) <= 16 else None
    return found is not None and found.kind == "period"


@lru_cache(maxsize=1024)
def _glued(text: str) -> list[tuple[str, Kind | None]]:
    """Adjacent words with nothing between them; the rest at the end is an unknown word."""
    if len(text) > 200:
        return []
    best: dict[int, tuple[tuple[str, Kind | None], ...]] = {0: ()}
    for at in range(len(text)):
        before = best.get(at)
        if before is None:
            continue
        for end in range(at + 2, min(len(text), at + 14) + 1):
            part = text[at:end]
            kind = kind_of(part) if part[0] not in "值及或和与的" else None
            if kind is None and part != "绩效指标":
                continue
            known = best.get(end)
            if known is None or len(known) <= len(before):
                best[end] = (*before, (part, kind))
    end = max(best)
    words = list(best[end])
    if len(words) < 2:
        return []
    return [*words, (text[end:], "extra")] if end < len(text) else words


def _columns(words: Sequence[tuple[str, Kind | None]]) -> tuple[list[TextColumn], tuple[tuple[str, int, int], ...]]:
    """The columns that the words name, and the head of a family of columns among them."""
    named = any(kind == "name" for _, kind in words)
    columns: list[TextColumn] = []
    for word, kind in words:
        if kind is not None:
            columns.append(TextColumn(word, kind))
        elif word == "绩效指标" and not named:
            columns.append(TextColumn(word, "name"))
            named = True
    columns = _one_name(columns)
    values = [at for at, column in enumerate(columns) if column.kind in _VALUES]
    plain = next((at for at, column in enumerate(columns) if _PLAIN_TARGET.fullmatch(column.word)), None)
    last = len(columns)
    while last > 0 and columns[last - 1].kind in _VALUES:
        last -= 1
    family = columns[last:]
    parts = columns[-3:]
    if {column.kind for column in parts} == {"operator", "target", "unit"} and parts[1].word in ("值", "数值"):
        last, family, values = len(columns) - 3, parts, []
    elif any(_QUARTER.search(column.word) for column in family):
        return columns, ()
    if plain is not None and plain < last and len(family) > 1 and len(values) <= len(family) + 1:
        # 指标值 over 2021年实际实现值 and 预期2022年实现值, which are read after the whole row above them.
        head = (columns[plain].word, plain, plain + len(family))
        return [*columns[:plain], *family, *columns[plain + 1 : last]], (head,)
    return columns, ()


def _one_name(columns: list[TextColumn]) -> list[TextColumn]:
    """Of several adjacent columns of names the last is the name; those before are its levels."""
    names = [at for at, column in enumerate(columns) if column.kind == "name"]
    first, last = names[0] if names else 0, names[-1] if names else 0
    if first == last or any(column.kind in _VALUES for column in columns[first:last]):
        return columns
    free: list[Kind] = [] if any(column.kind in ("level1", "level2") for column in columns) else ["level1", "level2"]
    out = list(columns)
    for at in range(first, last):
        if columns[at].kind in ("name", "other"):
            kind = free.pop(0) if free else "text"
            out[at] = TextColumn({"level1": "一级指标", "level2": "二级指标"}.get(kind, columns[at].word), kind)
    return out


def assumed_headers(atoms: Sequence[Atom]) -> list[list[TextColumn]]:
    """The possible columns of a table without its header; none if its cells do not decide.

    An operator in a cell of its own stands between the name and its value, and the unit follows; later cells are not
    read. Several columns of values without an operator could be anything.
    """
    operators = sum(type_is_operator(atom.text) for atom in atoms)
    levels = sum(LEVEL_WORD.fullmatch(atom.text) is not None for atom in atoms)
    lines = len({(atom.place.page, atom.place.line) for atom in atoms})
    if operators < 3 or levels < 2 or 3 * operators < lines:
        return []
    base = [
        TextColumn("一级指标", "level1"),
        TextColumn("二级指标", "level2"),
        TextColumn("三级指标", "name"),
        TextColumn("指标性质", "operator"),
        TextColumn("指标值", "target"),
        TextColumn("计量单位", "unit"),
    ]
    extra = TextColumn("", "extra")
    return [base, [*base, extra], [*base, extra, extra], [*base, extra, extra, extra]]


_OPERATOR = lazy(r"[≥≧≤≦＞＜>=<＝═]{1,2}")


def type_is_operator(text: str) -> bool:
    """Whether a text is an operator and nothing else."""
    return _OPERATOR.fullmatch(text) is not None


_HEAD = lazy(r"(?:中期|长期|中长期|三年|总体|实施期|实施周期|年度|当年|本年度?|全年|预算年度)(?:绩效)?(?:目标|指标)?")


def _heads(atoms: Sequence[Atom], start: int, columns: Sequence[TextColumn]) -> tuple[tuple[str, int, int], ...]:
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
    if len(heads) < len(blocks):
        return ()
    return tuple(zip(heads[-len(blocks) :], blocks, [*blocks[1:], len(columns)], strict=True))


_HEADER_PART = lazy(r"指标|目标|值|权重|得分|单位|原因|备注|依据|说明|解释|标准|序号|性质|方向")


def is_header_word(text: str) -> bool:
    """Whether a text is a word that occurs only in headers."""
    return (
        1 < len(text) <= 16
        and _HEADER_PART.search(text) is not None
        and kind_of(text) not in (None, "grade", "money", "other")
    )
