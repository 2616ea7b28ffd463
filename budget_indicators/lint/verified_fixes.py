"""Verify safe repairs: no number, level, name or value may change, and no word may be dropped.

Each repair is applied, the text is parsed again, and both trees are compared. If few entries are touched, or if some of
many repairs break the promise, each is tried on the entries that it touches.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

import attrs

from ..catalogue.strings import LINE_BREAK
from ..model.nodes import Diagnostic, Edit, FreeText, Indicator, IndicatorTree, Span, Target
from ..parse import only_entry, parse_indicators
from ..rules.check import Subject
from ..rules.words import letters
from ..structure.canonical import canonical, pattern
from ..text.cleaning import Source, clean
from ..tree.unread import Unread
from ..values import known_value

MAX_TRIES = 200
"""How often the text is parsed again to find the repairs that broke their promise; untried ones are reverted."""
_MAX_WAVES = 8
_SHORT = 400
"""Texts up to this length are tried as a whole if an entry lacks a part: a distant mark may decide its meaning."""
_BESIDE = frozenset(("M008", "M012", "M036"))
"""Repairs of the marks between entries: they are tried with the neighbouring entries."""


def with_verified_fixes(subject: Subject, found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings, without the safe fixes that fail verification."""
    if not found:
        return ()
    separate = not _hangs_together(subject)
    waiting = [
        one
        for one in found
        if not (separate and _is_layout(subject, one)) and one.fix is not None and one.fix.safety == "safe"
    ]
    if not waiting:
        return tuple(found)
    # By identity: a finding with its edits is expensive to hash, and each occurs once in the list.
    broken: set[int] = set()
    for _ in range(_MAX_WAVES):
        batch = apart(waiting)
        if not batch:
            break
        kept = _kept_apart(subject, batch)
        tried = {id(one) for one in batch}
        broken |= tried.difference(map(id, kept))
        waiting = [one for one in waiting if id(one) not in tried]
    return tuple([attrs.evolve(one, fix=None) if id(one) in broken else one for one in found] if broken else found)


def _is_layout(subject: Subject, one: Diagnostic) -> bool:
    """Whether a finding is a line break inside a canonical entry: cleaning removes it, so a repair changes nothing.

    Such a repair is not made before it is read.
    """
    if one.code != LINE_BREAK.code:
        return False
    at = bisect_right(subject.starts, one.span.start) - 1
    return at >= 0 and subject.glances[at].entry is not None


def apart(wanted: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Select fixes of one kind that do not touch each other, safe ones first; the others wait for the next round.

    Touching edits wait too: one may insert what the other was meant to add.
    """
    safe = [one for one in wanted if one.fix is not None and one.fix.safety == "safe"]
    chosen: list[Diagnostic] = []
    taken: set[int] = set()
    for one in safe or wanted:
        assert one.fix is not None
        places = [(edit.span.start, edit.span.end) for edit in one.fix.edits]
        touched = [at for start, end in places for at in range(start, end + 1)]
        if touched and taken.isdisjoint(touched) and not _tangled(places):
            taken.update(touched)
            chosen.append(one)
    return chosen


def _tangled(places: list[tuple[int, int]]) -> bool:
    """Whether the edits of one fix overlap each other: such a fix cannot be applied."""
    return len(places) > 1 and any(one[1] > other[0] for one, other in pairwise(sorted(places)))


def apply(subject: Subject, batch: list[Diagnostic]) -> tuple[Subject, list[Diagnostic]]:
    """The text after a batch of fixes, and the verified ones; the others are reverted."""
    after = _with(subject, batch)
    if batch[0].fix is not None and batch[0].fix.safety == "unsafe":
        return after, batch
    if _keeps(after.tree, subject.tree):
        return after, batch
    kept = _kept_apart(subject, batch)
    if len(kept) < len(batch) and _keeps((after := _with(subject, kept)).tree, subject.tree):
        return after, kept
    kept = []
    after = subject
    # Bisect until failing fixes are isolated; keep those that hold together with the ones kept before.
    waiting = [batch]
    for _ in range(MAX_TRIES):
        if not waiting:
            break
        part = waiting.pop()
        together = _with(subject, [*kept, *part])
        if _keeps(together.tree, subject.tree):
            kept, after = [*kept, *part], together
        elif len(part) > 1:
            middle = len(part) // 2
            waiting += [part[middle:], part[:middle]]
    return after, kept


def _kept_apart(subject: Subject, batch: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The verified ones of a batch of safe fixes, tried only on the entries that they touch.

    Each is tried alone; those of neighbouring entries that hold then at once.
    """
    tree = subject.tree
    if _hangs_together(subject):
        kept: set[int] = set()
        placed = [(Span(0, len(tree.source)), one) for one in batch]
    else:
        kept, left = _kept_in_canonical(subject, batch)
        placed = sorted([(_stretch(subject, one), one) for one in left], key=_start_of_stretch)
    at = 0
    while at < len(placed):
        first, end = placed[at][0].start, placed[at][0].end
        behind = at + 1
        while behind < len(placed) and placed[behind][0].start <= end:
            end = max(end, placed[behind][0].end)
            behind += 1
        if behind == at + 1:
            stretch, alone = placed[at]
            if _still_canonical(subject, stretch, [alone]) or _holds(subject, stretch, [alone]):
                kept.add(id(alone))
            at = behind
            continue
        group = placed[at:behind]
        # Fixes that hold together may depend on each other, but each must also be safe alone.
        sure = {id(one) for stretch, one in group if _still_canonical(subject, stretch, [one])}
        holding = [pair for pair in group if id(pair[1]) in sure or _holds(subject, pair[0], [pair[1]])]
        if (
            len(holding) < 2
            or _together_canonical(subject, holding, sure)
            or _holds(subject, Span(first, end), [one for _, one in holding])
        ):
            kept.update(id(one) for _, one in holding)
        at = behind
    return [one for one in batch if id(one) in kept]


def _start_of_stretch(placed: tuple[Span, Diagnostic]) -> int:
    return placed[0].start


def _together_canonical(subject: Subject, holding: Sequence[tuple[Span, Diagnostic]], sure: set[int]) -> bool:
    """Whether fixes, some of which are ``sure`` to produce a canonical entry alone, produce such entries together.

    A canonical entry reads the same beside any other canonical entry.
    """
    of_entry: dict[tuple[int, int], list[Diagnostic]] = {}
    for stretch, one in holding:
        of_entry.setdefault((stretch.start, stretch.end), []).append(one)
    return all(one[1] <= other[0] for one, other in pairwise(of_entry)) and all(
        (len(fixes) == 1 and id(fixes[0]) in sure) or _still_canonical(subject, Span(*place), fixes)
        for place, fixes in of_entry.items()
    )


def _still_canonical(subject: Subject, stretch: Span, fixes: Sequence[Diagnostic]) -> bool:
    """Whether a part of the text is one entry, and with some fixes applied a canonical one with the same texts."""
    tree, starts = subject.tree, subject.starts
    at = bisect_left(starts, stretch.start)
    if at == len(starts) or starts[at] != stretch.start or (at + 1 < len(starts) and starts[at + 1] < stretch.end):
        return False
    one = tree.indicators[at]
    if one.cycle is None or one.annual is None:
        return False
    entry = only_entry(_repaired(tree, stretch, fixes))
    return (
        entry is not None
        and entry.name == one.name
        and (entry.cycle == one.cycle.text or _same_value(entry.name, entry.cycle, one.cycle, subject.year))
        and (entry.annual == one.annual.text or _same_value(entry.name, entry.annual, one.annual, subject.year))
        and int(entry.number) == one.ordinal
        and entry.frame.level1 is one.level1
        and entry.frame.level2 is one.level2
        and not letters(tree.source[one.span.end : stretch.end])
    )


def _kept_in_canonical(subject: Subject, batch: Sequence[Diagnostic]) -> tuple[set[int], list[Diagnostic]]:
    """The fixes inside canonical entries that certainly hold, alone and together, by identity; and the others.

    A canonical entry reads the same beside any other text, so only its cleaned text has to be tried.
    """
    starts = subject.starts
    of_entry: dict[int, list[Diagnostic]] = {}
    left: list[Diagnostic] = []
    for one in batch:
        assert one.fix is not None
        at = bisect_right(starts, one.fix.edits[0].span.start) - 1
        if at < 0 or one.code in _BESIDE:
            left.append(one)
        else:
            of_entry.setdefault(at, []).append(one)
    kept: set[int] = set()
    for at, fixes in of_entry.items():
        made = subject.glances[at].entry
        if made is not None and _hold_in(made, fixes):
            kept.update(map(id, fixes))
        else:
            left += fixes
    return kept, left


def _hold_in(made: Unread, fixes: Sequence[Diagnostic]) -> bool:
    changing: list[list[Edit]] = []
    for one in fixes:
        edits = _in_cleaned_text(made, one)
        if edits is None:
            return False
        if edits:
            if not _is_same(made, edits):
                return False
            changing.append(edits)
    return len(changing) < 2 or _is_same(made, [edit for edits in changing for edit in edits])


def _in_cleaned_text(made: Unread, one: Diagnostic) -> list[Edit] | None:
    """The edits of a fix in the cleaned text, without those of characters that cleaning removes anyway.

    ``None`` where an edit is not inside the entry, or not a stretch of its cleaned text.
    """
    source = made.source
    start, end = made.place()
    found: list[Edit] = []
    for edit in one.fix.edits if one.fix is not None else ():
        first, last = edit.span.start, edit.span.end
        if first < start or last > end:
            return None
        if source.text is source.raw:
            found.append(edit)
            continue
        at = source.at(first)
        if not edit.text and first < last and source.text[at : at + 1] != source.raw[first]:
            behind = source.at(last)
            if source.start(behind) == last and len(source.gap(behind)) >= last - first:
                continue
        if source.text[at : at + last - first] != source.raw[first:last]:
            return None
        found.append(Edit(Span(at, at + last - first), edit.text))
    return found


def _is_same(made: Unread, edits: list[Edit]) -> bool:
    """Whether the entry, edited, is a canonical one with the same texts."""
    entry = made.entry
    text = _edited(made.source.text, edits, entry.start, entry.end)
    match = pattern().match(text)
    after = canonical(Source(text, text), match) if match is not None and match.end() == len(text) else None
    return after is not None and (
        after.number == entry.number
        and after.name == entry.name
        and after.cycle == entry.cycle
        and after.annual == entry.annual
        and after.frame.level1 is entry.frame.level1
        and after.frame.level2 is entry.frame.level2
    )


def _same_value(name: str, text: str, target: Target, year: int | None) -> bool:
    """Whether a value of the same name has the same meaning in other words."""
    return _kept(known_value(text, year).target(name, Source(text, text), 0)) == _kept(target)


def _repaired(tree: IndicatorTree, stretch: Span, fixes: Sequence[Diagnostic]) -> str:
    """A part of the text with some fixes applied."""
    edits = [edit for one in fixes if one.fix is not None for edit in one.fix.edits]
    return _edited(tree.source, edits, stretch.start, stretch.end)


def _holds(subject: Subject, stretch: Span, fixes: Sequence[Diagnostic]) -> bool:
    """Whether a part of the text has the same meaning with some fixes applied."""
    text = stretch.of(subject.tree.source)
    after = parse_indicators(_repaired(subject.tree, stretch, fixes), year=subject.year)
    # Entries mostly have the same meaning alone as in the whole text, which then need not be read again.
    return _keeps(after, subject.tree, stretch) or _keeps(after, parse_indicators(text, year=subject.year))


def _stretch(subject: Subject, one: Diagnostic) -> Span:
    """The part of the text with the entries that a fix touches, from the first one's start to the next one's."""
    assert one.fix is not None
    starts = subject.starts
    first = min([edit.span.start for edit in one.fix.edits])
    last = max([edit.span.end for edit in one.fix.edits])
    before = bisect_right(starts, first - 1) - 1
    behind = bisect_right(starts, last)
    if one.code in _BESIDE:
        before, behind = before - 1, behind + 1
    end = starts[behind] if behind < len(starts) else len(subject.tree.source)
    return Span(starts[before] if before >= 0 else 0, end)


def _hangs_together(subject: Subject) -> bool:
    """Whether an entry may depend on distant text: on the numbers of all lines, or on anything in a broken text."""
    tree = subject.tree
    return any(found.code == "M063" for found in tree.diagnostics) or (
        len(tree.source) <= _SHORT and not all(one.complete for one in subject.glances)
    )


def _start(one: Indicator) -> int:
    return one.span.start


def _with(subject: Subject, batch: Iterable[Diagnostic]) -> Subject:
    edits = [edit for one in batch if one.fix is not None for edit in one.fix.edits]
    text = edited(subject.tree.source, edits)
    return subject._replace(tree=parse_indicators(text, year=subject.year))


def edited(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with edits applied that do not overlap."""
    return _edited(text, [*edits], 0, len(text))


def _edited(text: str, edits: list[Edit], at: int, end: int) -> str:
    """``text[at:end]`` with edits applied that lie in it and do not overlap."""
    if len(edits) > 1:
        edits.sort(key=_start_of_edit)
    pieces: list[str] = []
    for edit in edits:
        span = edit.span
        pieces += (text[at : span.start], edit.text)
        at = span.end
    pieces.append(text[at:end])
    return "".join(pieces)


def _start_of_edit(edit: Edit) -> tuple[int, int]:
    return edit.span.start, edit.span.end


def _keeps(after: IndicatorTree, before: IndicatorTree, within: Span | None = None) -> bool:
    """Whether a text keeps the meaning of its entries and every word between them.

    ``within`` limits the comparison to a part of the text before the repair, from one entry's start to another's.
    """
    told = before.indicators
    if within is not None:
        told = told[bisect_left(told, within.start, key=_start) : bisect_left(told, within.end, key=_start)]
    return (
        len(told) == len(after.indicators)
        and before.withheld == after.withheld
        and all(map(_same, told, after.indicators))
        and _between(before, told, within) == _between(after, after.indicators)
    )


def _same(one: Indicator, other: Indicator) -> bool:
    alike = one.name == other.name
    return (
        (one.ordinal, one.level1, one.level2) == (other.ordinal, other.level1, other.level2)
        and (alike or _trimmed(one.name) == _trimmed(other.name))
        and _same_target(one.cycle, other.cycle, alike)
        and _same_target(one.annual, other.annual, alike)
    )


def _same_target(one: Target | None, other: Target | None, alike: bool) -> bool:
    if one is None or other is None:
        return one is other
    # The same words under the same name have the same meaning; they need not be read.
    return (alike and one.text == other.text) or _kept(one) == _kept(other)


def _between(tree: IndicatorTree, entries: Sequence[Indicator], within: Span | None = None) -> str:
    """The letters of a text, or of a part of it, outside entries."""
    words: list[str] = []
    at, end = (0, len(tree.source)) if within is None else (within.start, within.end)
    for stop, behind in (*((one.span.start, one.span.end) for one in entries), (end, end)):
        gap = tree.source[at:stop] if stop > at else ""
        if gap and letters(gap):
            words.append(letters(clean(gap, escapes=True).text))
        at = max(at, behind)
    return "".join(words)


def _kept(target: Target) -> tuple[object, ...]:
    """The part of a target that must be kept if it is rewritten."""
    # A repaired comparator (不少6次 -> 不少于6次) adds a letter but no meaning; words without a number must stay.
    words = _trimmed(target.text) if isinstance(target.value, FreeText) else ""
    return target.value, target.measures, words


def _trimmed(text: str) -> str:
    """A text without surrounding punctuation, which a repair may remove."""
    return text.strip(" .,;:，。、；：")
