"""Entries -> indicators with diagnostics: what each part means, and how it differs from the canonical form.

Nothing is noted while the anchors are searched. What was written is compared here with what it was read as; so a
repair, wherever it was made, cannot go unreported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import ClassVar

import attrs

from ..catalogue import strings as m
from ..model.nodes import Category, Diagnostic, Edit, Fix, FreeText, Indicator, Span, Target
from ..model.rule import Rule
from ..model.taxonomy import BY_CODE, LEVEL1, LEVEL2, STEMS1, STEMS2, stem
from ..repair.candidates import ANNUAL_KEYS, CANONICAL_KEYS, CYCLE_KEYS, MARKS
from ..segment import Canonical
from ..structure.canonical import ANCHOR_LIKE
from ..structure.entries import HYPHENS, Anchor, Entry, Kind
from ..structure.value_end import value_end
from ..text.cleaning import Source
from ..values import Reading, placed, read_value
from .cleaning_diagnostics import between, touches

_SENTENCE = " ；;:：。，,、|｜"
_LEVEL = re.compile(rf"^(?P<code>[0-9]*)(?P<hyphen>[ {re.escape(HYPHENS)}]*)(?P<name>.*)$", re.DOTALL)
_PARTIAL_LEVEL = re.compile(rf"[1-3][1-4]?(?:[ {re.escape(HYPHENS)}]{{1,3}}(?P<name>[^；;:：]*))?")
_STRAY_SHOWN = 20
# One of these stands in whatever is like an anchor, and not at its end.
_ANCHOR_MARK = re.compile("[。；;，,值\\-—－–]")
# A level written as it should be: code and name, with or without 指标.
_WELL_WRITTEN = {text: category for category in (*LEVEL1, *LEVEL2) for text in (str(category), stem(str(category)))}


@attrs.define(eq=False, slots=True)
class Builder:
    """Builds the indicators of one source; collects diagnostics as it goes."""

    source: Source
    year: int | None  # the budget year, for dates that name none
    indicators: list[Indicator] = attrs.field(factory=list)
    diagnostics: list[Diagnostic] = attrs.field(factory=list)
    last_end: int = 0  # where the entry before ended, in the cleaned text
    last_number: int | None = None
    numbers: set[int] = attrs.field(factory=set)
    seen: set[tuple[object, ...]] = attrs.field(factory=set)

    def build(self, entries: Iterable[Entry | Canonical]) -> None:
        """Build all entries, in the order of the text."""
        for entry in entries:
            if isinstance(entry, Entry):
                _EntryBuilder(self, entry).build()
            else:
                self._canonical(entry)
        self.stray(self.last_end, len(self.source.text))
        if self.source.text is not self.source.raw:
            at = 0
            for indicator in (*self.indicators, None):
                end = indicator.span.start if indicator else len(self.source.raw)
                self.diagnostics += between(self.source.raw, at, end)
                at = indicator.span.end if indicator else end

    def _canonical(self, entry: Canonical) -> None:
        """An entry about which there is little to say: its marks, its place in the count, that it stands twice."""
        start, end, digits, level1, level2, name, cycle, annual, name_at, cycle_at, annual_at, tidy = entry
        if start > self.last_end:
            self.stray(self.last_end, start)
        number = int(digits)
        number_end = start + len(digits) + 1
        self.count(number, start, number_end)
        if level2.parent is not level1:
            self.parent(level1, level2, self._level2_at(entry), name_at - 1)
        source = self.source
        self.indicators.append(
            Indicator(
                number,
                level1,
                level2,
                name,
                self.target(cycle, name, "cycle", cycle_at),
                self.target(annual, name, "annual", annual_at),
                source.span(start, end),
            )
        )
        if not tidy:
            self._untidy(entry)
        self.once((level1.name, level2.name, name, cycle, annual), start, number_end)
        if source.text is not source.raw:
            self.diagnostics += touches(source, start, end)
        self.last_end = end

    def _level2_at(self, entry: Canonical) -> int:
        """Where the level 2 of a canonical entry begins."""
        return self.source.text.rindex(entry.level2.code, entry.start, entry.name_start)

    def _untidy(self, entry: Canonical) -> None:
        """Report the marks of a canonical entry that are not as they should be."""
        text = self.source.text
        name_end = entry.name_start + len(entry.name)
        cycle_end = entry.cycle_start + len(entry.cycle)
        if text[name_end - 1] == "。":
            self.stopped(name_end - 1, name_end, "name", "名称", "。")
        mark = cycle_end
        if text[cycle_end] == "。":
            mark += 1
            self.stopped(cycle_end, mark, "value", "指标值", "。")
        places = (self._level2_at(entry) - 1, entry.name_start - 1, name_end, mark)
        self.separators([(at, at + 1, text[at], "；") for at in places if text[at] != "；"])

    def stopped(self, start: int, end: int, part: str, part_zh: str, found: str, fixed: bool = True) -> None:
        """Report punctuation that closes a name or a value."""
        self.note(m.TRAILING_PUNCTUATION, start, end, "" if fixed else None, found=found, part=part, part_zh=part_zh)

    def separators(self, marks: Sequence[tuple[int, int, str, str]]) -> None:
        """One diagnostic for all wrong marks of an entry (from, to, what stands there, what belongs there).

        Who types ; types it everywhere.
        """
        if not marks:
            return
        edits = tuple([Edit(self.source.span(start, end), canonical) for start, end, _, canonical in marks])
        found = "".join(dict.fromkeys(mark for _, _, mark, _ in marks))
        self.diagnostics.append(m.SEPARATOR.at(edits[0].span, Fix(edits), found=found))

    def parent(self, level1: Category, level2: Category, start: int, end: int) -> None:
        """Report a level 2 of another level 1."""
        self.note(m.LEVEL_PARENT, start, end, level2=level2.name, parent=level2.parent, level1=level1.name)

    def once(self, what: tuple[str | None, str | None, str, str, str], start: int, end: int) -> None:
        """Report an indicator (levels, name, targets) that was listed before."""
        before = len(self.seen)
        self.seen.add(what)
        if len(self.seen) == before:
            self.note(m.DUPLICATE, start, end, found=_short(what[2]))

    def target(self, text: str, name: str, kind: Kind, start: int, key: Anchor | None = None) -> Target:
        """The target that ``text``, at ``start`` of the cleaned text, states; ``key`` is where its key stands."""
        reading = read_value(text, name, self.year)
        if not reading.measures or reading.remarks:
            self._remark(reading, text, kind, start, key)
        return placed(reading, text, self.source, start)

    def _remark(self, reading: Reading, text: str, kind: Kind, start: int, key: Anchor | None) -> None:
        """Report what is to be said about the reading of a value."""
        value = reading.value
        if isinstance(value, FreeText) and value.kind == "empty":
            where = (start, start + len(text)) if text or key is None else (key.start, key.end)
            self.note(m.EMPTY_VALUE, *where, key=CANONICAL_KEYS[kind])
        for remark in reading.remarks:
            if remark.kind == "lost-character":
                begin, end = start + remark.span.start, start + remark.span.end
                found = self.source.text[begin:end]
                self.note(m.COMPARATOR_TYPO, begin, end, remark.meant, found=found, meant=remark.meant)

    def count(self, number: int, start: int, end: int) -> None:
        """Take note of an ordinal; report it where it does not follow the one before."""
        if number in self.numbers and (number != 1 or self.last_number == 1):
            self.note(m.ORDINAL_REPEATED, start, end, number=number)
        elif number == 1:  # a new count: the strings of several projects in one text
            self._restart()
        elif self.last_number is not None and number != self.last_number + 1:
            self.note(m.ORDINAL_ORDER, start, end, number=number, before=self.last_number)
        self.numbers.add(number)
        self.last_number = number

    def note(self, rule: Rule, start: int, end: int, replace: str | None = None, **fields: object) -> None:
        """Report a rule at ``text[start:end]``; ``replace`` is the safe repair."""
        span = self.source.span(start, end)
        if start == end:  # between two characters: all that was dropped there
            span = Span(self.source.end(start), self.source.start(start))
        fix = None if replace is None else Fix((Edit(span, replace),))
        self.diagnostics.append(rule.at(span, fix, **fields))

    def stray(self, start: int, end: int) -> None:
        """Report text between entries, unless it is only marks."""
        text = self.source.text
        while start < end and text[start] in _SENTENCE:
            start += 1
        while end > start and text[end - 1] in _SENTENCE:
            end -= 1
        if start < end:
            found = text[start:end]
            self.note(m.STRAY_TEXT, start, end, found=_short(found))
            self._restart()

    def _restart(self) -> None:
        """Behind other text a new count may begin (the next project of a document)."""
        self.last_number = None
        self.numbers.clear()
        self.seen.clear()


def _short(text: str) -> str:
    return text if len(text) <= _STRAY_SHOWN else text[:_STRAY_SHOWN] + "…"


class _EntryBuilder:
    """One entry: its parts, and what is to be said about them."""

    def __init__(self, tree: Builder, entry: Entry) -> None:
        self.tree = tree
        self.source = tree.source
        self.text = tree.source.text
        self.entry = entry
        self.anchors = anchors = entry.anchors
        self.note = tree.note
        self.end = value_end(self.source, anchors[-1].end, entry.end, entry.start)
        # Each anchor, with where the text behind it ends: at the next anchor, or where the entry's last value ends.
        ends = [*[anchor.start for anchor in anchors[1:]], self.end]
        self.parts = {anchor.kind: (anchor, end) for anchor, end in zip(anchors, ends, strict=True)}
        self.head = self.parts.get("level2") or self.parts.get("level1") or self.parts.get("ordinal")  # the last
        self.keyed = "cycle" in self.parts or "annual" in self.parts
        self.truncated = False
        self.marks: list[tuple[int, int, str, str]] = []  # wrong separators: where, what, what belongs there

    def build(self) -> None:
        """Build the indicator and add it to the tree."""
        entry, tree = self.entry, self.tree
        if entry.start > tree.last_end:
            tree.stray(tree.last_end, entry.start)
        ordinal = self._ordinal()
        level1 = self._level("level1", STEMS1)
        level2 = self._level("level2", STEMS2)
        if level1 is not None and level2 is not None and level2.parent not in (None, level1):
            anchor, _ = self.parts["level2"]
            tree.parent(level1, level2, anchor.start, anchor.end)
        name = self._name()
        first = len(tree.diagnostics)
        cycle = self._target("cycle", name)
        annual = self._target("annual", name)
        self._order()
        tree.separators(self.marks)
        self._truncation()
        self._missing(name, cycle, annual, first)
        self._duplicate(level1, level2, name, cycle, annual)
        end = self.end
        tree.indicators.append(
            Indicator(ordinal, level1, level2, name, cycle, annual, self.source.span(entry.start, end))
        )
        if self.source.text is not self.source.raw:
            tree.diagnostics += touches(self.source, entry.start, end)
        tree.last_end = end

    # Numbers ---------------------------------------------------------------------------------------------------

    def _ordinal(self) -> int | None:
        part = self.parts.get("ordinal")
        if part is None:
            self.note(m.ORDINAL_MISSING, self.entry.start, self._first_end())
            return None
        anchor, _ = part
        number = anchor.number
        assert number is not None
        written = self.text[anchor.start : anchor.end]
        canonical = f"{number}、"
        if written != canonical:
            self.note(m.ORDINAL_MARK, anchor.start, anchor.end, canonical, found=written.strip(), meant=canonical)
        self.tree.count(number, anchor.start, anchor.end)
        self._glue(part, "")
        return number

    def _first_end(self) -> int:
        first = self.anchors[0]
        return first.end if first.start == self.entry.start else first.start

    # Levels ----------------------------------------------------------------------------------------------------

    def _level(self, kind: Kind, stems: dict[str, Category]) -> Category | None:
        part = self.parts.get(kind)
        if part is None:
            return None
        anchor, _ = part
        category = anchor.category
        start, end = anchor.start, anchor.end
        written = self.text[start:end]
        if category is not None and _WELL_WRITTEN.get(written) is category:
            return category
        parts = _LEVEL.match(written)
        assert parts is not None
        code, hyphen, name = parts["code"], parts["hyphen"], parts["name"]
        if category is None:
            self.note(m.LEVEL_CODE_UNKNOWN, start, end, code=code, meant=name)
            return None
        canonical = str(category)
        if not name:
            self.note(m.LEVEL_NAME_MISSING, start, end, canonical, found=written, meant=canonical)
            return category
        self._level_name(name, category, end - len(name), end, stems)
        if not code:
            if category.code:
                self.note(m.LEVEL_CODE_MISSING, start, end, canonical, found=written, meant=canonical)
            return category
        if code != category.code:
            if code in BY_CODE:
                self.note(m.LEVEL_MISMATCH, start, end, code=code, name=name, meant=canonical)
            else:
                self.note(m.LEVEL_CODE_UNKNOWN, start, end, code=code, meant=canonical)
        if hyphen != "-":
            at = start + len(code)
            self.note(m.HYPHEN, at, at + len(hyphen), "-", found=hyphen)
        return category

    def _level_name(self, name: str, category: Category, start: int, end: int, stems: dict[str, Category]) -> None:
        if name in (category.name, stem(category.name)):
            return
        if stems.get(stem(name)) is category:
            self.note(m.LEVEL_ALIAS, start, end, category.name, found=name, meant=category.name)
        else:
            self.note(m.LEVEL_MISSPELT, start, end, category.name, found=name, meant=category.name)

    # The text between anchors ----------------------------------------------------------------------------------

    def _glue(self, part: tuple[Anchor, int], canonical: str) -> None:
        """What stands between a number or level and the next level."""
        anchor, end = part
        if part is not self.head:  # else a name stands there
            self._separator(anchor.end, end, canonical)

    def _separator(self, start: int, end: int, canonical: str = "；") -> None:
        """Compare the marks between two parts with the one that belongs there."""
        found = self.text[start:end]
        if found == canonical:
            return
        bare = found.replace(" ", "")
        if bare == canonical:
            return
        if not canonical:
            if bare:
                self.note(m.DOUBLED_SEPARATOR, start, end, "", found=bare, meant="、")
        elif not bare:
            self.note(m.MISSING_SEPARATOR, start, end, canonical, part=_short(self.text[end : end + 8]))
        elif bare.strip(MARKS):
            self.note(m.STRAY_TEXT, start, end, found=_short(bare))
        elif len(bare) > 1:
            self.note(m.DOUBLED_SEPARATOR, start, end, canonical, found=bare, meant=canonical)
        else:
            self._wrong_mark(start, end, bare, canonical)

    def _wrong_mark(self, start: int, end: int, found: str, canonical: str) -> None:
        self.marks.append((start, end, found, canonical))

    # Names -----------------------------------------------------------------------------------------------------

    def _name(self) -> str:
        level1 = self.parts.get("level1")
        if level1 is not None:
            self._glue(level1, "；")
        # Behind the last number or level, before the first key.
        head, keyed = self.head, self.keyed
        start, end = (head[0].end, head[1]) if head else (self.entry.start, self.anchors[0].start)
        begin, stop = start, end
        text = self.text
        while begin < stop and text[begin] in MARKS:
            begin += 1
        while stop > begin and text[stop - 1] in MARKS and text[stop - 1] != "。":
            stop -= 1
        if stop == end and stop > begin and text[stop - 1] == "。":
            stop -= 1  # the 。 is what separates it from the key
            while stop > begin and text[stop - 1] in MARKS:
                stop -= 1
        if not keyed:
            stop = self._cut_key(begin, stop)
            stop = self._cut_level(begin, stop)
            while stop > begin and text[stop - 1] in _SENTENCE:
                stop -= 1
        name = text[begin:stop]
        if head and name:
            if head[0].kind != "ordinal":
                self._separator(start, begin)
            elif start != begin:
                self._separator(start, begin, "")
        if keyed and name:
            self._separator(stop, end)
        elif keyed and head:
            self._separator(start, end)
        if name and name[-1] in ".，、；。" and not name.endswith(".."):
            self.tree.stopped(stop - 1, stop, "name", "名称", name[-1], keyed)
        self._anchor_like(begin, stop, "name", "名称")
        return name

    # Targets ---------------------------------------------------------------------------------------------------

    def _target(self, kind: Kind, name: str) -> Target | None:
        part = self.parts.get(kind)
        if part is None:
            return None
        anchor, end = part
        self._key(anchor)
        last = anchor is self.anchors[-1]
        start = anchor.end
        begin = self._colon(anchor, start, end)
        stop = self._cut_key(begin, end) if last else end
        text = self.text
        cut = stop < end
        marks = _SENTENCE if last else MARKS
        while stop > begin and text[stop - 1] in marks:
            stop -= 1
        if stop - begin > 1 and text[stop - 1] == "." and text[stop - 2] != ".":
            stop -= 1
        if not cut:
            self._close(begin, stop, end, last)
        if cut and stop == begin and begin == start:
            return None
        value = text[begin:stop]
        self._operators(begin, stop)
        self._anchor_like(begin, stop, "value", "指标值")
        return self.tree.target(value, name, kind, begin, anchor)

    def _anchor_like(self, begin: int, stop: int, part: str, part_zh: str) -> None:
        """Report what may be a damaged number, level or key in a text that was read as one piece."""
        if _ANCHOR_MARK.search(self.text, begin, stop - 1) is None:
            return
        match = ANCHOR_LIKE.search(self.text, begin, stop)
        if match is not None:
            self.note(m.ANCHOR_LIKE, match.start(), match.end(), found=match[0], part=part, part_zh=part_zh)

    def _key(self, anchor: Anchor) -> None:
        written = self.text[anchor.start : anchor.end]
        meant = CANONICAL_KEYS[anchor.kind]
        if written == meant:
            return
        rule = m.KEY_VARIANT if _is_variant(written, anchor.kind) else m.KEY_MISSPELT
        self.note(rule, anchor.start, anchor.end, meant, found=written, meant=meant)

    def _colon(self, anchor: Anchor, start: int, end: int) -> int:
        """Where the value begins behind the key's colon."""
        text = self.text
        at = start + 1
        if at < end and text[start] in ":：" and text[at] not in " :：":
            return at
        at = start
        while at < end and text[at] == " ":
            at += 1
        if at < end and text[at] in ":：":
            while at < end and text[at] in " :：":
                at += 1
        elif at < end and text[at] in "；;，,|｜、=":
            at += 1
            while at < end and text[at] in " :：":
                at += 1
        found = text[start:at].replace(" ", "")
        if found not in (":", "："):
            key = text[anchor.start : anchor.end]
            if at < end or found:
                self.note(m.COLON, start, at, ":", key=key, found=found or text[at : at + 1])
        return at

    def _close(self, begin: int, stop: int, end: int, last: bool) -> None:
        """What stands between a value and the next part."""
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
        mark = found[-1:] if found[-1:] in "；;:：，,、|｜" and found else ""
        extra = found[: len(found) - len(mark)]
        if extra and mark and stop > begin:
            extra_end = stop + len(text[stop:end].rstrip()) - len(mark)
            self.tree.stopped(stop, extra_end, "value", "指标值", extra)
            if mark != canonical:
                self._wrong_mark(extra_end, end, mark, canonical)
        else:
            self._separator(stop, end)

    _UNUSUAL: ClassVar = re.compile(r">=|=>|<=|=<|＞=|≧|≦|═|》=?(?= ?[0-9])|[≥≤]=|⩾|⩽|﹥|﹤")
    _UNUSUAL_SIGN: ClassVar = re.compile("[=≧≦═》⩾⩽﹥﹤]")  # each of them holds one
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
        """Where the remains of a key begin at the end of an entry that was cut off within it."""
        words = [word for kind, word in CANONICAL_KEYS.items() if kind not in self.parts]
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
        """Where the remains of a level begin at the end of an entry that was cut off within it."""
        match = _PARTIAL_LEVEL.fullmatch(self.text, begin, stop)
        if match is None:
            return stop
        name = match["name"] or ""
        return begin if any(category.name.startswith(name) for category in BY_CODE.values()) else stop

    def _truncation(self) -> None:
        """Is the entry cut off: parts missing at its end, and no 。 to close it?"""
        behind = self.text[self.anchors[-1].end : self.end].rstrip(" ")
        if behind.endswith("。"):
            return
        whole = "cycle" in self.parts and "annual" in self.parts
        self.truncated = not whole or not behind.strip(MARKS)
        if self.truncated:
            shown = self.text[self.entry.start : self.end].rstrip(" ")
            self.note(m.TRUNCATED, self.entry.start, self.end, last=shown[-8:])

    def _missing(self, name: str, cycle: Target | None, annual: Target | None, first: int) -> None:
        if self.truncated:
            # What was cut off is not missing; and what the cut did to the rest is said once.
            tree = self.tree
            redundant = {m.MISSING_STOP.code, m.EMPTY_VALUE.code, m.COLON.code}
            tree.diagnostics[first:] = [d for d in tree.diagnostics[first:] if d.code not in redundant]
        has = self.parts.keys()
        if name and cycle is not None and annual is not None and "level1" in has and "level2" in has:
            return
        start, end = self.entry.start, self._first_end()
        later: tuple[tuple[bool, Rule, set[Kind]], ...] = (
            ("level1" not in has, m.MISSING_LEVEL1, has & {"level2", "cycle", "annual"}),
            ("level2" not in has, m.MISSING_LEVEL2, has & {"cycle", "annual"}),
            (not name, m.MISSING_NAME, has & {"cycle", "annual"}),
            (cycle is None, m.MISSING_CYCLE, has & {"annual"}),
            (annual is None, m.MISSING_ANNUAL, set()),
        )
        for missing, rule, follows in later:
            if missing and (follows or not self.truncated):
                self.note(rule, start, end)

    def _duplicate(
        self, level1: Category | None, level2: Category | None, name: str, cycle: Target | None, annual: Target | None
    ) -> None:
        if not name or cycle is None or annual is None:
            return
        self.tree.once(
            (level1.name if level1 else None, level2.name if level2 else None, name, cycle.text, annual.text),
            self.entry.start,
            self._first_end(),
        )


def _is_variant(written: str, kind: str) -> bool:
    return written in (CYCLE_KEYS if kind == "cycle" else ANNUAL_KEYS)
