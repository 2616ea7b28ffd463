"""Build an indicator from an entry: the meaning of each part, and its deviation from the canonical form.

The search for anchors reports nothing. The text as written is compared here with its reading, so that no repair,
wherever it was made, goes unreported.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import ClassVar

import attrs

from ..catalogue import strings as m
from ..model.nodes import Category, Diagnostic
from ..model.taxonomy import BY_CODE
from ..patterns import lazy
from ..repair.keys import CANONICAL_KEYS
from ..structure.doubt import ANCHOR_LIKE
from ..structure.entries import Anchor, Entry, Kind
from ..structure.residue import residue
from ..structure.value_end import page_between
from ..text.skeleton import MARKS as LAYOUT
from ..text.skeleton import skeleton
from .as_written import Stated, indicator_as_written
from .asides import NOTHING, points_behind, years_behind
from .cleaning_diagnostics import touches
from .in_order import Built, entry_end, in_order
from .label_text import key_label, level_label, level_label_among, tell
from .plain import plain_name, plain_value
from .report import SENTENCE, TreeReport, short
from .trimming import name_bounds, unwrapped, value_begin, value_stop
from .unusual import COMMON_MARKS, may_hold_more

MARKS = " ；;:：。，,、|｜/"
"""The characters that people write between parts."""
_SIGNS = re.escape(LAYOUT) + "."
_PARTIAL_LEVEL = lazy(rf"[1-3][1-4]?(?:[{_SIGNS}]{{1,3}}(?P<name>[^;:]*))?")
_NOT_APPLICABLE = lazy("[；;、。:：|｜] ?[/／\\\\—–-] ?(?=[；;。|｜])")
# Column names before the contents of the column.
_LABEL = lazy(
    '[|（"“.,]{0,3}(?:[一二三]级(?:绩效)?(?:指标)?(?:名称)?|指标名称|指标内容|名称|指标(?=:))'
    '(?:["“”）:|=> -]|为(?!民))+'
    "|(?P<bare>[一二三]级指标(?:名称)?)(?=[一-鿿1-3：:]|$)"
)
_LEVELS_LABELLED = lazy("[一二]级指标")
# The targets in an object of their own: `","目标":{"`.
_NESTED = lazy('"[,;|] ?"[一-鿿]{1,8}"[:=] ?（"?$')
# After a key: its closing bracket, a bracket with a year or a remark, 为, the colon or its substitute.
_LATIN = lazy("/[A-Za-z ]+")  # a level in another language: 产出指标/Output
_LONG = 6
_SHORT_WORDS = 7  # 有所提高, 健全
_DIGIT = lazy("[0-9]")
_REMARKS = "(?<![0-9≥≤<>=])20[0-4][0-9](?=[-年）/.]|至)|[必选][填选]|本年|当年|三年|总体|全年"
_BEHIND_KEY = (
    f"(?P<aside>(?: ?（[^（）]{{1,16}}）(?= ?[:=])| ?（[^（）]{{0,12}}(?:{_REMARKS})[^（）]{{0,12}}）(?![;。]|$)"
    "|20[0-9]{2}年?(?= ?[:=]))?)"
    # 为 before a verb is a word of the value: 为决策提供参考.
    "(?P<words>(?:(?:[均都应须定]|设定?)?(?:[为是]|达到?(?=:)|(?:即|等于"
    "|如下)(?=[:0-9≥≤<>]))(?![否。;/、,])(?!(?<=为)[一-鿿]{1,6}(?:提供|打造|创造|营造|奠定|做好|解决))(?=.))?)"
    " ?(?:[*|](?=:))?"
    "(?:[: ]+|=>(?= |(?:[^0-9 =]|[0-9.]+[^;。]{0,8}以[上下内]|20[0-9]{2}年))"
    "|(?!=>)[=;,、|](?:[-| :）](?!>)|=(?![>0-9 ]))*|=(?=>)"
    '|[.·…]{3,}|-{3,}[ :>]*|-{1,2}[ :>]*(?=[^-])|[.](?=[^.])|[*](?=[一-鿿])|"(?![^;。]*")|/(?=[^。;])|）)?'
)
_COLON = lazy("）?" + _BEHIND_KEY)
_CLOSED_COLON = lazy(' ?[）”"|*]{0,2}' + _BEHIND_KEY)
# A short amount, a mark, and words without a number: the indicator's name after its value.
_VALUE_THEN_NAME = lazy(
    "(?P<value>(?P<short>[:=| ]{0,2}[^;。|0-9A-Za-z]{0,6}[0-9][^;。|]{0,14}(?=;))?(?P<words>[^;]*));"
    "(?P<label>(?:三级指标|(?:指标)?名称|指标内容)[:|]{1,2})?(?P<name>[^;。:]{2,60})[;。, |]*"
)
# Text that looks like an anchor contains one of these, not at its end.
_ANCHOR_MARK = lazy("[。；;，,值\\-—－–]")


def built(report: TreeReport, entry: Entry) -> Built:
    """The indicator of an entry, its diagnostics reported."""
    return in_order(report, entry) or EntryBuilder(report, entry).build()


class EntryBuilder:
    """Builds the indicator of one entry, and reports its diagnostics."""

    def __init__(self, report: TreeReport, entry: Entry) -> None:
        self.report = report
        self.source = report.source
        self.text = report.source.text
        self.entry = entry
        self.anchors = anchors = entry.anchors
        self.note = report.note
        self.end = entry_end(self.source, entry)
        # Each anchor, and the end of the text after it: the next anchor, or the end of the entry's last value.
        ends = [*[anchor.start for anchor in anchors[1:]], self.end]
        self.parts = {anchor.kind: (anchor, end) for anchor, end in zip(anchors, ends, strict=True)}
        heads = [part for kind, part in self.parts.items() if kind in ("ordinal", "level1", "level2")]
        self.head = heads[-1] if heads else None  # the last
        self.keyed = self.head is None or self.head[0] is not anchors[-1]  # a key follows
        self.targeted = "both" in self.parts or ("cycle" in self.parts and "annual" in self.parts)  # no key is missing
        self.name_at: tuple[int, int] | None = None  # position of the name, if not after the head
        self.plain_name: tuple[int, int] | None = None  # position of the name, if there is nothing to report about it
        self.before: dict[Kind, tuple[int, int]] = {}  # values that stand before their keys
        self.counted: tuple[int, int] | None = None  # position of the number, if it stands before the name
        self.frame = ""  # a sign on both sides of the name that on one side would be part of it: **, ==
        self.truncated = False
        self.asides = NOTHING  # brackets after the labels
        self.marks: list[tuple[int, int, str, str]] = []  # wrong separators: start, end, found, expected

    def build(self) -> Built:
        """Build the indicator, and report its diagnostics."""
        entry, report = self.entry, self.report
        before = len(report.diagnostics)
        self._find_before()
        self._find_name()
        ordinal = self._ordinal()
        level1 = self._level("level1")
        level2 = self._level("level2")
        if level1 is not None and level2 is not None and level2.parent not in (None, level1):
            anchor, _ = self.parts["level2"]
            report.parent(level1, level2, anchor.start, anchor.end)
        report.levels = (level1, level2)
        name = self._name()
        first = len(report.diagnostics)
        if "both" in self.parts:
            cycle, annual = self._shared()
        else:
            cycle = self._target("cycle")
            annual = self._target("annual")
        self._order()
        report.separators(self.marks)
        self._truncation()
        self._missing(name, cycle, annual, first)
        self._duplicate(level1, level2, name, cycle, annual)
        unusual = self._is_unusual(name, (cycle, annual), report.diagnostics[before:])
        span = self.source.span(entry.start, self.end)
        head = (ordinal, level1, level2, name)
        indicator = indicator_as_written(self.source, head, (cycle, annual), span, self.asides.details())
        if self.source.text is not self.source.raw:
            report.diagnostics += touches(self.source, entry.start, self.end)
        return indicator, self.end, unusual

    def _is_unusual(self, name: str, values: tuple[Stated | None, Stated | None], told: list[Diagnostic]) -> bool:
        head = None if self.head is None else self.text[self.entry.start : self.head[0].end]
        marks = "".join([found for _, _, found, _ in self.marks])
        return may_hold_more(head, name, self.plain_name is not None, values, marks, told)

    @cached_property
    def shape(self) -> str:
        """The skeleton of the entry."""
        return skeleton(self.text[self.entry.start : self.entry.end])

    @cached_property
    def quoted(self) -> bool:
        """Whether a label, or the name and each value, are in quotes: then a program added the quotes."""
        text = self.text
        for anchor in self.anchors:
            before = text[anchor.start - 1] if anchor.start > self.entry.start else ""
            if anchor.kind != "ordinal" and (
                before in _LEFT_QUOTES or text[anchor.end : anchor.end + 1] in _RIGHT_QUOTES
            ):
                return True
        places = [(anchor.end, end) for kind, (anchor, end) in self.parts.items() if kind in _KEYS]
        if self.name_at is not None:
            places.append(self.name_at)
        elif self.head is not None:
            places.append((self.head[0].end, self.head[1]))
        texts = [self.text[start:end].strip(MARKS) for start, end in places]
        return len(texts) > 1 and all(text[:1] in _LEFT_QUOTES and text[-1:] in _RIGHT_QUOTES for text in texts)

    # Numbers ---------------------------------------------------------------------------------------------------

    def _ordinal(self) -> int | None:
        part = self.parts.get("ordinal")
        if part is None:
            if (number := self._ordinal_before_name()) is not None:
                return number
            self.note(m.ORDINAL_MISSING, self.entry.start, self._first_end())
            return None
        anchor, _ = part
        number = anchor.number
        assert number is not None
        written = self.text[anchor.start : anchor.end]
        canonical = f"{number}、"
        if written != canonical:
            self.note(m.ORDINAL_MARK, anchor.start, anchor.end, canonical, found=written.strip(), meant=canonical)
        self.report.count(number, anchor.start, anchor.end)
        self._glue(part, "")
        return number

    def _ordinal_before_name(self) -> int | None:
        """The number that stands before the name, where it continues the count: ``11-数量指标；1．培训次数``."""
        if self.name_at is not None or self.plain_name is not None or self.head is None or not self.keyed:
            return None
        anchor, end = self.head
        found = _COUNTED.match(self._shape(anchor.end, end))
        if found is None:
            return None
        begin, stop = (anchor.end + at for at in found.span("number"))
        number = int(found["digits"])
        if number != (self.report.last_number or 0) + 1:
            return None  # rather the number of a list
        self.note(m.ORDINAL_MARK, begin, stop, found=self.text[begin:stop].strip(), meant=f"{number}、")
        self.report.count(number, begin, stop)
        self.counted = (begin, stop)
        return number

    def _first_end(self) -> int:
        first = self.anchors[0]
        return first.end if first.start == self.entry.start else first.start

    # Levels ----------------------------------------------------------------------------------------------------

    def _level(self, kind: Kind) -> Category | None:
        part = self.parts.get(kind)
        if part is None:
            return None
        anchor, _ = part
        category, start, end = anchor.category, anchor.start, anchor.end
        written = self.text[start:end]
        if anchor.ditto:
            return self._ditto(kind, start, end)
        label = level_label(written, category) or level_label_among(written, self._shape(start, end), category)
        if label.aside is not None and category is not None:
            self._aside(kind, category, start + label.aside[0], end)
        uncoded = any(one.rule is m.LEVEL_CODE_MISSING for one in label.told)
        tell(self.report, label, start, joined=uncoded and start > self.entry.start and self._is_dash(start - 1))
        return category

    def _is_dash(self, at: int) -> bool:
        char = self.text[at]
        return char not in COMMON_MARKS and self._shape(at, at + 1) == "-"

    def _ditto(self, kind: Kind, start: int, end: int) -> Category | None:
        """同上: the level of the entry above."""
        above = self.report.levels[0 if kind == "level1" else 1]
        self.note(m.LEVEL_DITTO, start, end, found=self.text[start:end], meant=above or "—")
        return above

    def _aside(self, kind: Kind, category: Category, start: int, end: int) -> None:
        """Keep the contents of the bracket after a level, and report it."""
        found = self.text[start:end]
        if found.strip(_SIGNS) == category.code:
            self.report.aside(start, end, found)
            return
        if self._shape(start, start + 1) in ";:,、|/" and not _LATIN.fullmatch(found):
            self.note(m.REPEATED, start, end, found=short(found[1:]))
            return
        points = points_behind(self._shape(start, end), category)
        if kind == "level1":
            self.asides = attrs.evolve(self.asides, level1_weight=points)
        else:
            self.asides = attrs.evolve(self.asides, level2_weight=points)
        self.report.aside(start, end, found, "remark" if points is None else "weight")

    def _years(self, kind: Kind, start: int, end: int) -> None:
        """Keep the years in the bracket after a key, and report it."""
        years = years_behind(self._shape(start, end))
        kept = years is not None and (kind == "cycle" or years[0] == years[1])
        if years is not None and kept:
            if kind == "cycle":
                self.asides = attrs.evolve(self.asides, cycle_years=years)
            else:
                self.asides = attrs.evolve(self.asides, annual_year=years[0])
        self.report.aside(start, end, self.text[start:end], "years" if kept else "remark")

    # The text between anchors ----------------------------------------------------------------------------------

    def _glue(self, part: tuple[Anchor, int], canonical: str) -> None:
        """Compare the text between a number or level and the next level."""
        anchor, end = part
        if part is not self.head:  # else a name stands there
            if self.name_at is not None and anchor.end <= self.name_at[0] < end:
                return  # the name stands here
            self._separator(anchor.end, end, canonical)

    def _separator(self, start: int, end: int, canonical: str = "；") -> None:
        """Compare the marks between two parts with the expected one."""
        found = self.text[start:end]
        if found == canonical:
            return
        bare = found.replace(" ", "")
        if bare == canonical:
            return
        if canonical and len(bare) == 1 and bare in COMMON_MARKS:
            self._wrong_mark(start, end, bare, canonical)
            return
        signs = self._shape(start, end)
        if signs.strip(LAYOUT):
            rule = m.LABEL if _LABEL.fullmatch(signs.strip(" ;,、|")) else m.STRAY_TEXT
            self.note(rule, start, end, found=short(bare))
        elif not canonical:
            if bare:
                none = _NOT_APPLICABLE.search(self.text, max(0, start - 1), end) is not None
                self.note(m.DOUBLED_SEPARATOR, start, end, None if none else "", found=bare, meant="、")
        elif not bare:
            self.note(m.MISSING_SEPARATOR, start, end, canonical, part=short(self.text[end : end + 8]))
        elif len(bare) > 1:
            # A / alone between marks means "none": ；/；.
            none = _NOT_APPLICABLE.search(self.text, max(0, start - 1), end) is not None
            half = self.name_at is not None and "）" in signs  # its other half stands in another place
            half = half or (bool(self.frame) and self.frame in found)
            fixed = None if none or half else canonical
            self.note(m.DOUBLED_SEPARATOR, start, end, fixed, found=bare, meant=canonical)
        else:
            self._wrong_mark(start, end, bare, canonical)

    def _shape(self, start: int, end: int) -> str:
        """The skeleton of ``text[start:end]``."""
        return self.shape[start - self.entry.start : end - self.entry.start]

    def _wrong_mark(self, start: int, end: int, found: str, canonical: str) -> None:
        self.marks.append((start, end, found, canonical))

    # Names -----------------------------------------------------------------------------------------------------

    def _find_name(self) -> None:
        """Find the name if parts are in another order: before the levels, or after the last value."""
        head = self.head
        if head is None or not (self.keyed or "cycle" in self.parts or "annual" in self.parts or "both" in self.parts):
            return
        self.plain_name = plain_name(self.source, head[0].end, head[1]) if self.keyed else None
        if self.plain_name is not None or self._words(head[0].end, head[1]):
            return
        for kind, (anchor, end) in self.parts.items():
            if kind in ("ordinal", "level1", "level2") and anchor is not head[0] and self._words(anchor.end, end):
                self.name_at = (anchor.end, end)
                self.note(m.PARTS_ORDER, anchor.end, end, found=short(self.text[anchor.end : end].strip(MARKS)))
                return
        kinds: tuple[Kind, ...] = ("both", "annual", "cycle")
        for kind in kinds:
            if kind not in self.parts:
                continue
            anchor, end = self.parts[kind]
            value = _VALUE_THEN_NAME.fullmatch(self._shape(anchor.end, end))
            if value is None or not (value["label"] or value["value"].strip(LAYOUT)):
                continue
            if (
                value["label"]
                or (value["short"] and not _DIGIT.search(value["name"]) and self._plain(kind))
                or self._repeats(kind, value["value"])
                or (
                    len(value["words"].strip(LAYOUT)) < min(_SHORT_WORDS, len(value["name"]))
                    and not _DIGIT.search(value["words"] + value["name"])
                    and self._plain(kind)
                )
            ):
                at = anchor.end + value.end("words")
                self.name_at = (at, end)
                self.parts[kind] = (anchor, at)
                self.note(m.PARTS_ORDER, at, end, found=short(self.text[at:end].strip(MARKS)))
                return
        anchor = head[0]
        if anchor.kind != "ordinal" and anchor.category is None and not anchor.ditto:
            self.name_at = (anchor.start, anchor.end)  # no level is written like this: rather the name

    def _plain(self, kind: Kind) -> bool:
        """Whether the value of the other key has one part, so that a second part here does not belong to the value."""
        other = self.parts.get("cycle" if kind == "annual" else "annual")
        return other is None or ";" not in self._shape(other[0].end, other[1]).strip(LAYOUT)

    def _repeats(self, kind: Kind, value: str) -> bool:
        """Whether this is also the value of the other key."""
        other = self.parts.get("cycle" if kind == "annual" else "annual")
        if other is None:
            return False
        same = self._shape(other[0].end, other[1]).strip(LAYOUT)
        # The annual value often repeats a part of the other.
        return same == value.strip(LAYOUT) or (len(same) > _LONG and value.strip(LAYOUT).endswith(same))

    def _words(self, start: int, end: int) -> bool:
        """Whether there is text here, besides marks or a column name."""
        signs = self._shape(start, end).strip(LAYOUT)
        return len(signs) > 1 and _LABEL.fullmatch(signs + ":") is None

    def _name(self) -> str:
        for kind in ("level1", "level2"):
            if kind in self.parts:
                self._glue(self.parts[kind], "；")
        head, keyed = self.head, self.keyed
        if self.name_at is not None:
            if keyed and head:
                self._separator(head[0].end, head[1])
            begin, stop = self._name_bounds(*self.name_at)
            self._anchor_like(begin, stop, "name", "名称")
            return self.text[begin:stop]
        # After the last number or level, before the first key.
        start, end = (head[0].end, head[1]) if head else (self.entry.start, self.anchors[0].start)
        text = self.text
        canonical = "；"
        if self.counted is not None:
            self._separator(start, self.counted[0])
            start, canonical = self.counted[1], ""
        plain = self.plain_name
        begin, stop = self._name_bounds(start, end) if plain is None else plain
        if not keyed:
            if begin > start and text[begin - 1] in "“‘《（(":
                begin -= 1  # its other half was cut off
            stop = self._cut_key(begin, stop)
            stop = self._cut_level(begin, stop)
            while stop > begin and text[stop - 1] in SENTENCE:
                stop -= 1
        name = text[begin:stop]
        if name and begin and text[begin - 1] in _FRAMES and text[stop : stop + 1] == text[begin - 1]:
            self.frame = text[begin - 1]
        if head and name:
            if head[0].kind != "ordinal":
                self._separator(start, begin, canonical)
            elif start != begin:
                self._separator(start, begin, "")
        if keyed and name:
            self._separator(stop, end)
        elif keyed and head:
            self._separator(start, end)
        if name and name[-1] in ".，、；。" and not name.endswith(".."):
            self.report.stopped(stop - 1, stop, "name", "名称", name[-1], keyed)
        if plain is None:
            self._anchor_like(begin, stop, "name", "名称")
        return name

    def _name_bounds(self, start: int, end: int) -> tuple[int, int]:
        """The bounds of the name in ``text[start:end]``, without marks, brackets around the whole, or its label."""
        offset = self.entry.start
        end = self._page(start, end)
        label = _LABEL.match(self.shape, start - offset + _leading(self._shape(start, end)))
        if label is not None and label["bare"] and not _LEVELS_LABELLED.search(self.shape, 0, label.start()):
            label = None  # 三级指标完成率 may be the name; only beside 一级指标1-产出指标 is it a label
        if label is not None and label.end() + offset < end:
            start = label.end() + offset
        nested = _NESTED.search(self.shape, start - offset, end - offset)
        if nested is not None:
            self.note(m.LABEL, nested.start() + offset, end, found=short(self.text[nested.start() + offset : end]))
            end = nested.start() + offset
        begin, stop = name_bounds(self.text[start:end], self._shape(start, end), quotes=True)
        if begin == stop:
            return start, start
        begin, stop = start + begin, start + stop
        return begin, self._once(begin, stop)

    def _page(self, start: int, end: int) -> int:
        """The end of a text without a page number after it; it is reported."""
        stop = page_between(self.source, start, end)
        if stop < end:
            self.note(m.STRAY_TEXT, stop, end, found=short(self.text[stop:end]))
        return stop

    def _once(self, begin: int, stop: int) -> int:
        """The end of the name without its repetition: ``培训次数；培训次数``."""
        half = (stop - begin) // 2
        signs = self._shape(begin, stop)
        if half > 1 and signs[half] in ";:,、|/" and signs[:half] == signs[half + 1 :]:
            self.note(m.REPEATED, begin + half, stop, found=short(self.text[begin : begin + half]))
            return begin + half
        return stop

    # Targets ---------------------------------------------------------------------------------------------------

    def _target(self, kind: Kind) -> Stated | None:
        part = self.parts.get(kind)
        if part is None:
            return None
        anchor, end = part
        self._key(anchor)
        found = self._before_key(kind) if kind in self.before else self._behind_key(anchor, end)
        if found is None:
            return None
        begin, stop, plain = found
        return self._stated(kind, begin, stop, anchor) if plain else self._judged(kind, begin, stop, anchor)

    def _judged(self, kind: Kind, begin: int, stop: int, key: Anchor) -> Stated:
        """Like ``_stated``, for a value that may need a diagnostic."""
        self._operators(begin, stop)
        self._anchor_like(begin, stop, "value", "指标值")
        return self._stated(kind, begin, stop, key, plain=False)

    def _stated(self, kind: Kind, begin: int, stop: int, key: Anchor, *, plain: bool = True) -> Stated:
        """The meaning of the value at ``text[begin:stop]``; its key may state the year."""
        year = self.asides.cycle_year if kind == "cycle" else self.asides.annual_year
        known = self.report.value(self.text[begin:stop], kind, begin, key, year, plain=plain)
        return Stated(known, (known.text, self.report.year if year is None else year, begin), plain)

    def _behind_key(self, anchor: Anchor, end: int) -> tuple[int, int, bool] | None:
        """The position of the value after a key, without marks, brackets around all of it and other columns.

        Also returns whether it is plain, that is, without diagnostics.
        """
        last = anchor is self.anchors[-1] and end == self.end
        start = anchor.end
        if not last or self.targeted or self.text[end - 1] == "。":  # else a key may be cut off behind it
            plain = plain_value(self.source, start, end)
            if plain is not None:
                begin, stop = plain
                self._close(begin, stop, end, last)
                return begin, stop, True
        begin = self._colon(anchor, start, end)
        if not last:
            end = self._page(begin, end)
        stop = self._cut_key(begin, end) if last else end
        text = self.text
        cut = stop < end
        if not last and self._plus_before(anchor.start) and self._plus_before(stop):
            stop -= len(text[begin:stop]) - len(text[begin:stop].rstrip(" +＋"))  # it replaces every ；
        label = _VALUE_LABEL.match(self.shape, begin - self.entry.start, stop - self.entry.start)
        if label is not None:
            at = label.end() + self.entry.start
            self.note(m.LABEL, begin, at, found=text[begin:at])
            begin = at
        more = value_begin(text[begin:stop], self._shape(begin, stop))
        if more:
            self.note(m.DOUBLED_SEPARATOR, begin, begin + more, found=text[begin : begin + more], meant="")
            begin += more
        stop = begin + value_stop(text[begin:stop], self._shape(begin, stop), last=last)
        if not cut:
            self._close(begin, stop, end, last)
        if cut and stop == begin and begin == start:
            return None
        return *self._bare(begin, stop), False

    def _bare(self, begin: int, stop: int) -> tuple[int, int]:
        """The same place without the brackets around all of it."""
        text = self.text
        quotes = (text.find("“", begin, stop) >= 0 or text.find("‘", begin, stop) >= 0) and self.quoted
        bare = unwrapped(text, begin, stop, quotes=quotes)
        if bare != (begin, stop):
            self.note(m.WRAPPED, begin, stop, found=short(text[begin:stop]))
        return bare

    # Values before their keys ----------------------------------------------------------------------------------

    def _find_before(self) -> None:
        """The positions of keys in brackets behind their values: ``36期（实施周期指标值）``."""
        keys = [anchor for anchor in self.anchors if anchor.kind in ("cycle", "annual")]
        if not keys or keys[0] is self.anchors[0]:
            return
        before = self.text[keys[0].start - 1]
        if before in COMMON_MARKS or before == "。" or before.isalnum():
            return  # no bracket
        offset, found = self.entry.start, {}
        floor = self.parts[self.anchors[self.anchors.index(keys[0]) - 1].kind][0].end
        for anchor in keys:
            start, end = anchor.start - offset, anchor.end - offset
            if self.shape[start - 1 : start] != "（" or self.shape[end : end + 1] != "）":
                return
            behind = self.shape[end + 1 : end + 2]
            words = self._shape(floor, anchor.start - 1)
            at = floor + max(map(words.rfind, ";,。|、（）")) + 1
            if behind.isalnum() or not self.text[at : anchor.start - 1].strip(MARKS):
                return
            found[anchor.kind] = (at, anchor.start - 1)
            floor = anchor.end
        if self._shape(floor, self.end).strip(LAYOUT):
            return  # a value stands behind the last one
        self.before = found
        first = self.anchors[self.anchors.index(keys[0]) - 1]
        self.parts[first.kind] = (first, found[keys[0].kind][0])
        if self.head is not None and self.head[0] is first:
            self.head = self.parts[first.kind]

    def _before_key(self, kind: Kind) -> tuple[int, int, bool]:
        """The position of the value before a key."""
        begin, stop = self.before[kind]
        self.note(m.PARTS_ORDER, begin, self.parts[kind][0].end, found=short(self.text[begin:stop]))
        label = _VALUE_LABEL.match(self.shape, begin - self.entry.start, stop - self.entry.start)
        if label is not None:
            begin = label.end() + self.entry.start
        begin += value_begin(self.text[begin:stop], self._shape(begin, stop))
        stop = begin + value_stop(self.text[begin:stop], self._shape(begin, stop), last=False)
        return *self._bare(begin, stop), False

    # One key for both ------------------------------------------------------------------------------------------

    def _shared(self) -> tuple[Stated | None, Stated | None]:
        """The targets of one key for both: the same, or two in its order: ``年度/实施周期指标值:12期/36期``."""
        anchor, end = self.parts["both"]
        self._key(anchor)
        found = self._behind_key(anchor, end)
        if found is None:
            return None, None
        begin, stop, _ = found
        parted = _parted(self.text[anchor.start : begin], self.text, begin, stop)
        if parted is None:
            both = self._judged("both", begin, stop, anchor)
            return both, both
        first = self._judged("both", *parted.span("first"), anchor)
        second = self._judged("both", *parted.span("second"), anchor)
        words = self._shape(anchor.start, anchor.end)
        year, period = _YEAR_WORD.search(words), _PERIOD_WORD.search(words)
        if year is not None and period is not None and year.start() < period.start():
            return second, first
        return first, second

    def _plus_before(self, at: int) -> bool:
        """Whether a + precedes a key."""
        return self.text[self.entry.start : at].rstrip(" ")[-1:] in ("+", "＋")

    def _anchor_like(self, begin: int, stop: int, part: str, part_zh: str) -> None:
        """Report what may be a damaged number, level or key in a text that was read as one piece."""
        text = self.text
        if _ANCHOR_MARK.search(text, begin, stop - 1) is not None:
            match = ANCHOR_LIKE.search(text, begin, stop)
            if match is not None:
                self.note(m.ANCHOR_LIKE, match.start(), match.end(), found=match[0], part=part, part_zh=part_zh)
                return
        if text[begin : begin + 1] == "《" and text.find("》", begin, stop) == stop - 1:  # perhaps a title: it is kept
            self.note(m.WRAPPED, begin, stop, found=short(text[begin:stop]))
        left = residue(text[begin:stop], name=part == "name")
        if left is not None:
            start, end = begin + left[0], begin + left[1]
            self.note(m.RESIDUE, start, end, found=short(text[start:end]), part=part, part_zh=part_zh)

    def _key(self, anchor: Anchor) -> None:
        label = key_label(self.text[anchor.start : anchor.end], anchor.kind)
        if label.aside is not None:
            self._years(anchor.kind, anchor.start + label.aside[0], anchor.start + label.aside[1])
        tell(self.report, label, anchor.start)

    def _colon(self, anchor: Anchor, start: int, end: int) -> int:
        """The start of the value after the key's colon."""
        text, shape, offset = self.text, self.shape, self.entry.start
        at = start + 1
        if at < end and text[start] in ":：" and shape[at - offset] not in " :":
            if text[at] not in "—―─" or text[at : at + 2] in ("——", "──") or not self._words(at, end):
                return at
            self.note(m.COLON, start, at + 1, ":", key=text[anchor.start : anchor.end], found=text[start : at + 1])
            return at + 1
        wrapped = anchor.start > self.entry.start and shape[anchor.start - 1 - offset] in '（“"|*'
        found = (_CLOSED_COLON if wrapped else _COLON).match(shape, start - offset, end - offset)
        assert found is not None
        at = found.end() + offset
        if found["aside"]:
            self._years(anchor.kind, found.start("aside") + offset, found.end("aside") + offset)
        written = text[start:at].replace(" ", "")
        if written not in (":", "："):
            key = text[anchor.start : anchor.end]
            if found["aside"] or found["words"]:
                if shape[at - 1 - offset] != ":":
                    self.note(m.COLON, start, at, key=key, found=written)
            elif at < end or written:
                self.note(m.COLON, start, at, ":", key=key, found=written or text[at : at + 1])
        return at

    def _close(self, begin: int, stop: int, end: int, last: bool) -> None:
        """Compare the marks between a value and the next part."""
        text = self.text
        found = text[stop:end].replace(" ", "")
        canonical = "。" if last else "；"
        if found == canonical:
            return
        if last:
            if not found or "。" not in found:
                self.note(
                    m.MISSING_STOP,
                    stop,
                    end,
                    "。" if stop > begin else None,
                    found=found or text[max(begin, stop - 1) : stop] or "…",
                )
            else:
                self.note(m.DOUBLED_SEPARATOR, stop, end, canonical, found=found, meant=canonical)
            return
        mark = found[-1:] if found and skeleton(found[-1]) in LAYOUT else ""
        extra = found[: len(found) - len(mark)]
        if extra and mark and stop > begin:
            extra_end = stop + len(text[stop:end].rstrip()) - len(mark)
            self.report.stopped(stop, extra_end, "value", "指标值", extra)
            if mark != canonical:
                self._wrong_mark(extra_end, end, mark, canonical)
        else:
            self._separator(stop, end)

    _UNUSUAL: ClassVar = lazy(r">=|=>|<=|=<|＞=|≧|≦|═|》=?(?= ?[0-9])|[≥≤]=|⩾|⩽|﹥|﹤")
    _UNUSUAL_SIGN: ClassVar = lazy("[=≧≦═》⩾⩽﹥﹤]")  # each of them contains one
    _MEANT: ClassVar = {"≧": "≥", "≦": "≤", "═": "＝", "⩾": "≥", "⩽": "≤", "﹥": "＞", "﹤": "＜"}

    def _operators(self, begin: int, stop: int) -> None:
        if self._UNUSUAL_SIGN.search(self.text, begin, stop) is None:
            return
        for match in self._UNUSUAL.finditer(self.text, begin, stop):
            sign = match[0]
            meant = self._MEANT.get(sign) or ("≤" if "<" in sign or "≤" in sign else "≥")
            if sign == "》":
                meant = "＞"
            self.note(m.OPERATOR, match.start(), match.end(), meant, found=sign, meant=meant)

    # The whole entry -------------------------------------------------------------------------------------------

    def _order(self) -> None:
        if len(self.anchors) > 1:
            first, second = self.anchors[-2:]
            if first.kind == "annual":
                self.note(m.KEY_ORDER, first.start, second.end)

    def _cut_key(self, begin: int, stop: int) -> int:
        """The start of a truncated key at the end of an entry."""
        words = [word for kind, word in CANONICAL_KEYS.items() if kind not in self.parts and "both" not in self.parts]
        if not words:
            return stop
        text = self.text
        if text[stop - 1 : stop] == "。" and stop > begin:
            return stop
        tail = text[begin:stop].rstrip(" ")
        for word in words:
            for size in range(min(len(word), len(tail)), 0, -1):
                if not tail.endswith(word[:size]):
                    continue
                at = begin + len(tail) - size
                if size >= 3 or at == begin or text[at - 1] in MARKS:
                    return at
        return stop

    def _cut_level(self, begin: int, stop: int) -> int:
        """The start of a truncated level at the end of an entry."""
        match = _PARTIAL_LEVEL.fullmatch(self._shape(begin, stop))
        if match is None:
            return stop
        name = match["name"] or ""
        return begin if any(category.name.startswith(name) for category in BY_CODE.values()) else stop

    def _truncation(self) -> None:
        """Report a truncated entry: parts are missing at its end, and no 。 closes it."""
        behind = self.text[self.anchors[-1].end : self.end].rstrip(" ")
        if behind.endswith("。"):
            return
        self.truncated = not self.targeted or not behind.strip(MARKS)
        if self.truncated:
            shown = self.text[self.entry.start : self.end].rstrip(" ")
            self.note(m.TRUNCATED, self.entry.start, self.end, last=shown[-8:])

    def _missing(self, name: str, cycle: Stated | None, annual: Stated | None, first: int) -> None:
        if self.truncated:
            # Parts lost by truncation are not reported as missing; its other effects are reported once.
            report = self.report
            redundant = {m.MISSING_STOP.code, m.EMPTY_VALUE.code, m.COLON.code}
            report.diagnostics[first:] = [d for d in report.diagnostics[first:] if d.code not in redundant]
        has = self.parts.keys()
        if name and cycle is not None and annual is not None and "level1" in has and "level2" in has:
            return
        start, end = self.entry.start, self._first_end()
        keyed = bool(has & {"cycle", "annual", "both"})
        later = (
            ("level1" not in has, m.MISSING_LEVEL1, keyed or "level2" in has),
            ("level2" not in has, m.MISSING_LEVEL2, keyed),
            (not name, m.MISSING_NAME, keyed),
            (cycle is None, m.MISSING_CYCLE, "annual" in has),
            (annual is None, m.MISSING_ANNUAL, False),
        )
        for missing, rule, follows in later:
            if missing and (follows or not self.truncated):
                self.note(rule, start, end)

    def _duplicate(
        self, level1: Category | None, level2: Category | None, name: str, cycle: Stated | None, annual: Stated | None
    ) -> None:
        if not name or cycle is None or annual is None:
            return
        levels = level1.name if level1 else None, level2.name if level2 else None
        values = cycle.written[0], annual.written[0]
        self.report.once((*levels, name, *values), self.entry.start, self._first_end())


_VALUE_LABEL = lazy(
    " ?(?:（ ?(?:绩效)?(?:指标|目标)?值 ?）[:=]?|(?:指标|目标)?值 ?[:=]|(?:指标|目标)值(?=[0-9≥≤<>])"
    "|[为即](?=[0-9≥≤<>])|如下 ?[:=]|[ij] ?(?=[≥≤<>])) ?(?=.)"
)
_TWO, _LISTED_TWO, _JOINED_TWO = (
    lazy(f"(?P<first>[^{marks}]{{1,40}}) ?(?P<mark>[{marks}]) ?(?P<second>[^{marks}]{{1,40}})")
    for marks in (r";；|｜/／\\＼∕⁄╱", "、，,", "和与及")
)
_YEAR_WORD, _PERIOD_WORD = lazy("年度|当年|本年|全年|20[0-9]{2}年"), lazy("实施|周期|总体|中期|全")
_COUNTED = lazy("[;:,、|/ ]{0,3}(?P<number>第?（?(?P<digits>[0-9]{1,4})(?:[）、.]|[条项]:?)[、:]? ?)(?![0-9%])(?=[^;])")
_KEYS = frozenset(("cycle", "annual", "both"))
_FRAMES = frozenset("=＝+＋*~")
_LEFT_QUOTES, _RIGHT_QUOTES = frozenset("“‘〝"), frozenset("”’〞〟")
_NUMBERS = lazy("[0-9]+(?:[.][0-9]+)?")
_COMPARISON = "≥≤<>＞＜=＝ "


def _parted(key: str, text: str, begin: int, stop: int) -> re.Match[str] | None:
    """The two values behind a key for both, in order; ``key`` is the text before them.

    A mark or a word that may stand within one value parts two only where the key says so (分别为, or the same mark in
    it), or where both are amounts.
    """
    for pattern in (_TWO, _LISTED_TWO, _JOINED_TWO):
        parted = pattern.fullmatch(text, begin, stop)
        if parted is None:
            continue
        first, second = parted["first"], parted["second"]
        amounts = [_DIGIT.search(value) is not None for value in (first, second)]
        if amounts[0] != amounts[1]:
            continue  # 5元/人
        named = "分别" in key or (pattern is _LISTED_TWO and parted["mark"] in key)
        if named or ((pattern is _TWO or all(amounts)) and _alike(first, second)):
            return parted
    return None


def _alike(first: str, second: str) -> bool:
    """Whether two texts are two values and not two parts of one: amounts of one unit, or words."""
    shapes = [_NUMBERS.sub("0", text.strip(_COMPARISON)) for text in (first, second)]
    return shapes[0] == shapes[1] or "0" not in shapes[0] + shapes[1]


def _leading(signs: str) -> int:
    """The number of marks at the beginning of a text; a bracket may belong to a label."""
    return len(signs) - len(signs.lstrip(' ;:。.,、/-=|"*'))
