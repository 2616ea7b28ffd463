"""Collect the diagnostics of a text while its tree is built, with the state they depend on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs

from ..catalogue import strings as m
from ..model.nodes import Category, Diagnostic, Edit, Fix, Span, Target
from ..model.rule import Rule
from ..patterns import lazy
from ..structure.doubt import LETTERED
from ..structure.entries import Anchor, Kind
from ..text.cleaning import Source
from ..text.memo import remembered
from ..text.skeleton import skeleton
from ..values import KnownValue, known_value

if TYPE_CHECKING:
    from ..structure.labels import Left

# Rules whose repair keeps the meaning: look-alikes, usual variants, or a comparison that lost a character.
_WELL_KNOWN = frozenset(
    rule.code
    for rule in (
        m.LEVEL_CODE_LOOKS,
        m.LOOK_ALIKE_DIGIT,
        m.KEY_VARIANT,
        m.LEVEL_ALIAS,
        m.LEVEL_NAME_MISSING,
        m.ORDINAL_MARK,
        m.COMPARATOR_TYPO,
    )
)

SENTENCE = " ；;:：。，,、|｜"
"""The marks that may close a sentence or a part."""
_STRAY_SHOWN = 20
_AROUND = " ；;。，,、|｜\r\n\t"
_HAN = lazy("[一-鿿]")
_BARE_AMOUNT = lazy(r"[≥≤＞＜>=<＝]{0,2}\d[\d.,]*\D{0,6}")


Kept: TypeAlias = Literal["weight", "points", "years", "remark"]
_KEPT: dict[Kept, tuple[str, str]] = {
    "weight": ("kept as the weight of the level", "作为该级指标的分值保留"),
    "points": ("kept as the weight of the indicator", "作为该指标的分值保留"),
    "years": ("kept as the year of the target", "作为该指标值的年度保留"),
    "remark": ("a remark that is no part of it", "是名称之外的说明"),
}


@remembered(4096)
def _is_bare_amount(text: str) -> bool:
    return _BARE_AMOUNT.fullmatch(text) is not None


@attrs.define(eq=False, repr=False)
class TreeReport:
    """Collects the diagnostics of one source."""

    source: Source
    year: int | None  # the budget year, for dates without a year
    diagnostics: list[Diagnostic] = attrs.field(factory=list)
    last_number: int | None = None
    weighted: bool = False  # whether a level states its points
    levels: tuple[Category | None, Category | None] = (None, None)  # of the entry above
    numbers: set[int] = attrs.field(factory=set)
    seen: dict[tuple[str | None, str | None, str], set[tuple[str, str]]] = attrs.field(factory=dict)
    amounts: set[tuple[str | None, str | None, str]] = attrs.field(factory=set)
    """Those in ``seen`` that occurred more than once and whose targets were bare amounts."""

    def aside(self, start: int, end: int, found: str, kept: Kept = "remark") -> None:
        """Report a bracket after a label, and how it is kept."""
        en, zh = _KEPT[kept]
        self.weighted = self.weighted or kept == "weight"
        self.note(m.ASIDE, start, end, found=found, kept=en, kept_zh=zh)

    def stopped(self, start: int, end: int, part: str, part_zh: str, found: str, fixed: bool = True) -> None:
        """Report punctuation that closes a name or a value."""
        self.note(m.TRAILING_PUNCTUATION, start, end, "" if fixed else None, found=found, part=part, part_zh=part_zh)

    def separators(self, marks: Sequence[tuple[int, int, str, str]]) -> None:
        """One diagnostic for all wrong marks of an entry: ``(start, end, found, expected)`` each.

        A typist who writes ; writes it everywhere.
        """
        if not marks:
            return
        start, end, *_ = marks[0]
        found = "".join(dict.fromkeys([mark for _, _, mark, _ in marks]))
        fix = partial(separating, self.source, marks)
        self.diagnostics.append(m.SEPARATOR.at(self.source.span(start, end), fix, found=found))

    def left_out(self, found: Sequence[Left]) -> None:
        """Report the parts of the raw text that belong to no indicator."""
        raw = self.source.raw
        for start, end, kind, weight in found:
            written = raw[start:end]
            before = len(written) - len(written.lstrip(_AROUND))
            span = Span(start + before, start + max(before, len(written.rstrip(_AROUND))))
            shown = short(span.of(raw))
            match kind:
                case "label":
                    diagnostic = m.LABEL.at(span, found=shown)
                case "twice":
                    diagnostic = m.REPEATED.at(span, found=shown)
                case "column" if weight is None:
                    diagnostic = m.STRAY_TEXT.at(span, found=shown)
                case "page":
                    diagnostic = m.STRAY_TEXT.at(span, found=shown)
                case _:
                    en, zh = _KEPT["remark" if weight is None else "points"]
                    diagnostic = m.ASIDE.at(span, found=shown, kept=en, kept_zh=zh)
            self.diagnostics.append(diagnostic)

    def parent(self, level1: Category, level2: Category, start: int, end: int) -> None:
        """Report a second level that belongs to another first level."""
        self.note(m.LEVEL_PARENT, start, end, level2=level2.name, parent=level2.parent, level1=level1.name)

    def once(self, what: tuple[str | None, str | None, str, str, str], start: int, end: int) -> None:
        """Report an indicator (levels, name, targets) listed before, with the same or other targets."""
        level1, level2, name, cycle, annual = what
        targets = (cycle, annual)
        listed = (level1, level2, name)
        before = self.seen.get(listed)
        if before is None:
            self.seen[listed] = {targets}
            return
        # One general name may have several goals in words; two bare amounts contradict each other.
        if len(before) == 1 and all(map(_is_bare_amount, *before)):
            self.amounts.add(listed)
        bare = _is_bare_amount(cycle) and _is_bare_amount(annual)
        same = targets in before
        if same or (bare and listed in self.amounts):
            how, how_zh = ("the same", "及其指标值与前面重复") if same else ("other", "前面已有，指标值却不同")
            self.note(m.DUPLICATE, start, end, found=short(name), how=how, how_zh=how_zh)
        before.add(targets)
        if bare:
            self.amounts.add(listed)

    def target(
        self, text: str, name: str, kind: Kind, start: int, key: Anchor | None = None, year: int | None = None
    ) -> Target:
        """The target of ``text``, which is at ``start`` of the cleaned text; ``key`` is its key.

        ``year`` is the year in its key.
        """
        return self.value(text, kind, start, key, year).target(name, self.source, start)

    def value(
        self,
        text: str,
        kind: Kind,
        start: int,
        key: Anchor | None = None,
        year: int | None = None,
        *,
        plain: bool = True,
    ) -> KnownValue:
        """The meaning of a value; reports its diagnostics. ``plain``: no letter in it may be a digit."""
        if text and start > 1 and self.source.text[start - 1] == " ":  # kept by cleaning, as after any colon
            self.note(m.STRAY_SPACE, start - 1, start, "", count=1)
        year = self.year if year is None else year
        known = known_value(text, year)
        if not plain:
            self._letters(known, start, year)
        return self.said(known, kind, start, year, key)

    def said(
        self, known: KnownValue, kind: Kind, start: int, year: int | None, key: Anchor | None = None
    ) -> KnownValue:
        """The same value; reports its diagnostics."""
        if known.found.told:
            self._remark(known, kind, start, key)
        return known

    def _letters(self, known: KnownValue, start: int, year: int | None) -> None:
        """Report letters that are probably digits, unless the value was read with the digits."""
        if LETTERED.search(known.text) is None:
            return
        from .digits import as_digits, is_sure, lettered

        if any(remark.kind == "look-alike" for remark in known.found.remarks):
            return
        for number in lettered(known.text, year):
            digits = as_digits(number[0])
            fixed = digits if is_sure(number[0]) else None
            begin, end = start + number.start(), start + number.end()
            self.note(m.LOOK_ALIKE_DIGIT, begin, end, fixed, found=number[0], meant=digits)

    def _remark(self, known: KnownValue, kind: Kind, start: int, key: Anchor | None) -> None:
        """Report the diagnostics of a value."""
        text, found = known.text, known.found
        if not found.measures and found.words.kind == "empty":
            from ..repair.keys import CANONICAL_KEYS

            where = (start, start + len(text)) if text or key is None else (key.start, key.end)
            self.note(m.EMPTY_VALUE, *where, key=CANONICAL_KEYS.get(kind, "指标值"))
        for remark in found.remarks:
            begin, end = start + remark.span.start, start + remark.span.end
            written = self.source.text[begin:end]
            match remark.kind:
                case "lost-character":
                    self.note(m.COMPARATOR_TYPO, begin, end, remark.meant, found=written, meant=remark.meant)
                case "look-alike":
                    self.note(m.LOOK_ALIKE_DIGIT, begin, end, remark.meant, found=written, meant=remark.meant)
                case "unread":
                    self.note(m.UNREAD_IN_VALUE, begin, end, found=short(written))

    def count(self, number: int, start: int, end: int) -> None:
        """Record an ordinal; report it if it does not continue the sequence."""
        if number in self.numbers and (number != 1 or self.last_number == 1):
            self.note(m.ORDINAL_REPEATED, start, end, number=number)
        elif number == 1:  # a new count: the strings of several projects in one text
            self._restart()
        elif self.last_number is not None and number != self.last_number + 1:
            self.note(m.ORDINAL_ORDER, start, end, number=number, before=self.last_number)
        self.numbers.add(number)
        self.last_number = number

    def note(self, rule: Rule, start: int, end: int, replace: str | None = None, **fields: object) -> None:
        """Report a rule at ``text[start:end]``; ``replace`` is the repair."""
        span = self.source.span(start, end)
        if start == end:  # between two characters: everything removed there
            span = Span(self.source.end(start), self.source.start(start))
        fix = (
            None
            if replace is None
            else partial(replacing, rule, self.source, self.source.text[start:end], span, replace)
        )
        self.diagnostics.append(rule.at(span, fix, **fields))

    def stray(self, start: int, end: int) -> None:
        """Report text between entries, except marks."""
        text = self.source.text
        while start < end and text[start] in SENTENCE:
            start += 1
        while end > start and text[end - 1] in SENTENCE:
            end -= 1
        if start < end:
            found = text[start:end]
            self.note(m.STRAY_TEXT, start, end, found=short(found))
            self._restart()

    def _restart(self) -> None:
        """After other text a new count may begin (the next project of a document)."""
        self.last_number = None
        self.numbers.clear()
        self.seen.clear()
        self.amounts.clear()


def separating(source: Source, marks: Sequence[tuple[int, int, str, str]]) -> Fix:
    """The repair of wrong marks."""
    edits = tuple([Edit(source.span(start, end), canonical) for start, end, _, canonical in marks])
    safe = not any(source.leaves_out(edit.span.start, edit.span.end) for edit in edits)
    safe = safe and not any(char.isalpha() for _, _, found, _ in marks for char in found)  # ǀ is a letter
    return Fix(edits, "safe" if safe else "unsafe")


def replacing(rule: Rule, source: Source, read: str, span: Span, replace: str) -> Fix:
    """The repair of the text at ``span``, which was ``read`` so: safe if no word is lost."""
    written = span.of(source.raw)
    spoken = read != written and _HAN.search(written) is not None and _HAN.search(read) is None
    spoken = spoken or (written[:1] == "%" != read[:1])  # the bytes of a mark, which contain letters
    safe = not spoken and (rule.code in _WELL_KNOWN or accounted(read, replace))
    safe = safe and not source.leaves_out(span.start, span.end)
    return Fix((Edit(span, replace),), "safe" if safe else "unsafe")


def short(text: str) -> str:
    """The beginning of a text, for a message."""
    return text if len(text) <= _STRAY_SHOWN else text[:_STRAY_SHOWN] + "…"


def accounted(found: str, replace: str) -> bool:
    """Whether every letter of ``found`` is in ``replace``, except for one wrong letter inside a word.

    A wrong letter at an end of a word may belong to the neighbouring text.
    """
    if not any(map(str.isalnum, found)):
        return True
    letters, kept = (Counter(char for char in skeleton(text) if char.isalnum()) for text in (found, replace))
    lost = letters - kept
    return not lost or (lost.total() == 1 and found[:1] in replace and found[-1:] in replace)
