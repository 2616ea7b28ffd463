"""Normalise raw text, keeping a position map.

Text from a PDF, a web editor or a typist contains line wraps, stray spaces, markup, entities, zero-width characters,
full-width digits and look-alike radicals. ``clean`` removes or replaces them; every position of the cleaned text maps
to a position of the original text.

A line break inside a cell means nothing: it is removed, except for one space between two Latin words. Spaces are
removed between Han characters, digits and signs, and kept (as one) beside Latin words and after half-width punctuation.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from ..model.made import span
from ..model.nodes import Span
from ..patterns import any_of, lazy
from .escapes import may_be_escaped, unescaped
from .line_starts import line_starts

# Full-width sentence punctuation, brackets and the wave dash are ordinary Chinese typography and stay as they are.
_KEPT_FULL_WIDTH = frozenset("！（），：；？［］｛｝～")

# Radicals that stand for a whole character and have no compatibility decomposition (Unicode's
# EquivalentUnifiedIdeograph, in simplified form because these documents are); forms that are only ever a part of
# a character (⺘, ⺮ …) are left out.
_RADICALS_SUPPLEMENT = {
    0x2E81: "厂", 0x2E88: "刀", 0x2E8C: "小", 0x2E8D: "小", 0x2E8F: "尢", 0x2E90: "尢", 0x2E95: "彐", 0x2E9F: "母",
    0x2EA0: "民", 0x2EA9: "王", 0x2EAC: "示", 0x2EAF: "糸", 0x2EB6: "羊", 0x2EB7: "羊", 0x2EBC: "月", 0x2EC1: "虎",
    0x2EC2: "衣", 0x2EC3: "覀", 0x2EC4: "西", 0x2EC5: "见", 0x2EC6: "角", 0x2EC7: "角", 0x2EC9: "贝", 0x2ECA: "足",
    0x2ECB: "车", 0x2ED1: "长", 0x2ED2: "长", 0x2ED3: "长", 0x2ED4: "门", 0x2ED7: "雨", 0x2ED8: "青", 0x2ED9: "韦",
    0x2EDA: "页", 0x2EDB: "风", 0x2EDC: "飞", 0x2EDD: "食", 0x2EDE: "食", 0x2EDF: "食", 0x2EE2: "马", 0x2EE3: "骨",
    0x2EE4: "鬼", 0x2EE5: "鱼", 0x2EE6: "鸟", 0x2EE7: "卤", 0x2EE8: "麦", 0x2EE9: "黄", 0x2EEA: "黾", 0x2EEB: "齐",
    0x2EEC: "齐", 0x2EED: "齿", 0x2EEE: "齿", 0x2EEF: "龙", 0x2EF0: "龙", 0x2EF1: "龟", 0x2EF2: "龟", 0x2EF3: "龟",
}  # fmt: skip
# Kangxi radicals whose compatibility decomposition is the traditional form.
_KANGXI_SIMPLIFIED = {0x2F3E: "户", 0x2FC8: "黄"}


def _look_alikes() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in range(0xFF01, 0xFF5F):
        if chr(code) not in _KEPT_FULL_WIDTH:
            table[code] = chr(code - 0xFEE0)
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00), *range(0xFE50, 0xFE6C)):
        folded = unicodedata.normalize("NFKC", chr(code))
        if len(folded) == 1 and folded != chr(code):
            table[code] = folded
    table |= _RADICALS_SUPPLEMENT
    table |= _KANGXI_SIMPLIFIED
    table[0xFFFE] = "-"  # some PDF producers write it for a hyphen at a line end
    return table


LOOK_ALIKES = _look_alikes()
"""Code point -> the character it is read as: full-width and small forms, radicals, compatibility ideographs."""

INVISIBLE = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\u206a-\u206f"
INVISIBLE += "\U000e0000-\U000e01ef"
INVISIBLE += "\ufe00-\ufe0f\ufeff\ufff9-\ufffc\u2800\u3164\uffa0\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"

_LOOK_ALIKE = lazy(any_of(map(chr, LOOK_ALIKES)))
_BREAKS = "↵⏎¶␊␍"  # signs for the end of a line
INVISIBLE += _BREAKS
_BLOCK_TAGS = "p|br|div|td|th|tr|table|tbody|thead|li|ul|ol|dl|dd|dt|h[1-6]|hr|section|article"
_INLINE_TAGS = "span|b|i|u|s|a|em|strong|font|sup|sub|small|big|o:p|st1:[a-z]+|label|html|body|center|col|colgroup"
_OTHER_TAGS = "wbr|nobr|img|input|button|code|pre|del|ins|mark|q|tt|strike|form|head|meta|link|style|script|title|tfoot"
_TAG = f"/?(?:{_BLOCK_TAGS}|{_INLINE_TAGS}|{_OTHER_TAGS})"
_PART_MARKS = "；;:：。，,|｜>\\n"
_STRUCK = "\u0300-\u036f\u20d0-\u20e2\u20e4-\u20f0"  # strokes over and under the preceding character
# Everything that is removed or replaced; markup has its own expression, which most texts never need.
_IDLE = lazy(rf"(?P<blank>\s+)|(?P<invisible>(?:\x1b\[[0-9;]{{0,11}}[A-Za-z]|[{INVISIBLE}])+|(?<=[一-鿿])[{_STRUCK}]+)")
_MARKUP_BEGINS = "<&[]\\^"
_MARKUP = lazy(
    rf"(?P<tag>\\(?:text[a-z]{{2}}|emph|underline|mbox|text)(?=\{{)"
    # Codes of a word processor written out: \pard\fs24, ^p.
    r"|(?-i:\\(?<![A-Za-z0-9.]\\)(?<![A-Za-z]:\\)[a-z]{2,16}(?:-?[0-9]{1,5})?"
    r"(?:\\[a-z]{2,16}(?:-?[0-9]{1,5})?){0,8}(?![A-Za-z0-9{]) ?)"
    r"|(?-i:\^(?<![A-Za-z0-9)）]\^)[plt](?![A-Za-z]))"
    r"|<(?:LF|CR|CRLF|NL|EOL|TAB)>"
    r"|(?<=[标值])<sup>[^<>]{1,4}</sup>"
    rf"|<{_TAG}(?:[\s/][^<>]*)?>|&lt;{_TAG}(?:[\s/][^<>&]*)?&gt;|<!--[^<>]*-->"
    r"|<!\[CDATA\[|\]\]>|</?[A-Za-z][A-Za-z0-9]{0,9}:[A-Za-z]{1,20}(?:\s[^<>]*)?/?>"
    r"|</?(?:绩效)?指标(?:>|(?=\s[^<>]{0,400}=))|\[\[[A-Za-z_一-鿿]{1,20}\]\](?=[ \t]*[\r\n])"
    r"|</[A-Za-z_一-鿿][\w.-]{0,30}>|<(?P<own>[A-Za-z_][\w.-]{0,30})>(?=[^<>]{0,200}</(?P=own)>)"
    # Any other tag, where it begins or ends a part: beside a mark on one side, and words on the other.
    rf"|(?-i:<(?:(?<=[{_PART_MARKS}]<)|(?<=^<))[a-z][a-z0-9-]{{1,15}}(?:\s[^<>]{{0,400}})?/?>(?=[^{_PART_MARKS}<])"
    rf"|<(?<=[^{_PART_MARKS}<]<)[a-z][a-z0-9-]{{1,15}}(?:\s[^<>]{{0,400}})?/?>(?=[{_PART_MARKS}]|$))"
    rf"|\[/?(?:{_BLOCK_TAGS}|{_INLINE_TAGS}|size|color|url|quote|code)(?:=[^\[\]]{{0,20}})?\])"
    rf"|(?P<entity>&(?:nbsp;?|[A-Za-z][A-Za-z0-9]{{1,24}};|\#[0-9]{{1,7}};|\#[0-9]{{2,6}}(?=[ \t\r\n一-鿿])"
    r"|\#[xX][0-9a-fA-F]{1,6};))",
    re.IGNORECASE,
)
# The characters of \s, spelt out: a character class without a category compiles to one lookup table.
_BLANKS = "\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_DIRTY = lazy(rf"[{_BLANKS}<&\[\]\\^{INVISIBLE}{_STRUCK}]")
_UNTIDY = lazy(f"{_LOOK_ALIKE.pattern[:-1]}{_DIRTY.pattern[1:]}")  # both at once: most texts contain neither
_BLOCK = lazy(rf"(?:<|&lt;)/?(?:{_BLOCK_TAGS})\b|[\\^](?:pard?|p|l|t|tab|line|cell|row)\b", re.IGNORECASE)

# More rounds than real texts need, for markup that only appears once other markup is removed.
_MAX_ROUNDS = 3
_SPACED = 24
# Up to this number, replacing one after the other is cheaper than a lookup for each character of a text.
_FEW_LOOK_ALIKES = 16


class Source(NamedTuple):
    """A text as given (``raw``) and cleaned (``text``).

    The cleaned text is a sequence of pieces that correspond to parts of the raw text: ``starts`` are their starts in
    the cleaned text, ``raws`` those in the raw text, ``widths`` the number of raw code points for each character (an
    entity has several). Without pieces both texts have the same length.
    """

    raw: str
    text: str
    starts: tuple[int, ...] = ()
    raws: tuple[int, ...] = ()
    widths: tuple[int, ...] = ()
    left_out: tuple[tuple[int, int], ...] = ()
    """The stretches of the raw text that were left out on purpose (``without``), in order."""

    def leaves_out(self, start: int, end: int) -> bool:
        """Whether ``raw[start:end]`` holds something that was left out on purpose."""
        at = bisect_left(self.left_out, (start, 0))
        return at < len(self.left_out) and self.left_out[at][0] < end

    def start(self, at: int) -> int:
        """The raw position where the character ``at`` of the cleaned text begins."""
        if not self.starts:
            return at
        if at >= len(self.text):
            return self.end(at)
        piece = bisect_right(self.starts, at) - 1
        return self.raws[piece] + (at - self.starts[piece])

    def end(self, at: int) -> int:
        """The raw position where the character before ``at`` ends."""
        if not self.starts:
            return at
        if at <= 0:
            return 0
        piece = bisect_right(self.starts, at - 1) - 1
        return self.raws[piece] + (at - self.starts[piece] - 1) + self.widths[piece]

    def span(self, start: int, end: int) -> Span:
        """The raw span of ``text[start:end]``; an empty stretch gives an empty span."""
        if not self.starts:
            return span(start, end)
        if end <= start or start >= len(self.text):
            return Span(self.end(start), self.end(max(start, end)))
        _, _, starts, raws, widths, _ = self
        first = bisect_right(starts, start) - 1
        last = bisect_right(starts, end - 1, first) - 1
        return span(raws[first] + start - starts[first], raws[last] + end - 1 - starts[last] + widths[last])

    def gap(self, at: int) -> str:
        """The raw text that was removed just before the character ``at`` of the cleaned text."""
        starts = self.starts
        if not starts:
            return ""
        if at >= len(self.text):
            return self.raw[self.end(at) :]
        piece = bisect_left(starts, at)
        if piece == len(starts) or starts[piece] != at:
            return ""  # nothing is removed within a piece
        return self.raw[self._before(piece) : self.raws[piece]]

    def gaps(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """The positions in ``text[start:end]`` before which raw text was removed, with the removed text."""
        for piece in range(bisect_left(self.starts, start), bisect_left(self.starts, end)):
            gap = self.raw[self._before(piece) : self.raws[piece]]
            if gap:
                yield self.starts[piece], gap

    def _before(self, piece: int) -> int:
        """The end of the previous piece in the raw text."""
        if not piece:
            return 0
        before = piece - 1
        return self.raws[before] + self.starts[piece] - self.starts[before] - 1 + self.widths[before]

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
        """The pieces of ``text[start:end]``: start and end in the cleaned and in the raw text.

        A piece that is longer in the raw text is a character written as an entity.
        """
        starts, raws, widths = self.starts, self.raws, self.widths
        if not starts:
            if start < end:
                yield start, end, start, end
            return
        piece = bisect_right(starts, start) - 1
        while start < end:
            stop = min(end, starts[piece + 1]) if piece + 1 < len(starts) else end
            begin = raws[piece] + start - starts[piece]
            yield start, stop, begin, begin + stop - start - 1 + widths[piece]
            start = stop
            piece += 1

    def at(self, raw: int) -> int:
        """The position in the cleaned text of the character that begins at a raw position."""
        if not self.starts:
            return raw
        piece = max(0, bisect_right(self.raws, raw) - 1)
        return self.starts[piece] + raw - self.raws[piece]


_new = tuple.__new__  # half of the work of a named tuple's own constructor


def _as_given(raw: str) -> Source:
    """A text in which there is nothing to clean."""
    return _new(Source, (raw, raw, (), (), (), ()))


def clean(raw: str, *, escapes: bool = False) -> Source:
    """Clean a raw text; ``escapes``: also decode the escapes of other programs (``escapes.py``).

    >>> source = clean("指标\\n值: ９０％")
    >>> source.text, source.span(4, 7)
    ('指标值: 90%', Span(5, 8))
    """
    escaped = escapes and may_be_escaped(raw)
    if not escaped and _UNTIDY.search(raw) is None:
        return _as_given(raw)
    starts = line_starts(raw) if escapes else []
    if not starts and not escaped:
        return _cleaned(raw)
    outer = _without(raw, starts)
    for _ in range(_MAX_ROUNDS):
        inner = _unescaped(outer.text)
        if inner.text == outer.text:
            break
        outer = _composed(outer, inner)
    cleaned = _cleaned(outer.text)
    return Source(raw, raw) if cleaned.text == raw else _composed(outer, cleaned)


def _without(raw: str, dropped: list[tuple[int, int]]) -> Source:
    """The text without the given parts."""
    if not dropped:
        return Source(raw, raw)
    starts: list[int] = []
    raws: list[int] = []
    out: list[str] = []
    length = at = 0
    for start, end in (*dropped, (len(raw), len(raw))):
        if start > at:
            starts.append(length)
            raws.append(at)
            out.append(raw[at:start])
            length += start - at
        at = end
    return Source(raw, "".join(out), tuple(starts) or (0,), tuple(raws) or (0,), (1,) * (len(starts) or 1))


def without(source: Source, dropped: list[tuple[int, int]]) -> Source:
    """The same text without some stretches of the cleaned one."""
    inner = _without(source.text, dropped)
    both = inner if source.text is source.raw else _composed(source, inner)
    spans = [source.span(start, end) for start, end in dropped]
    return Source(
        source.raw, both.text, both.starts, both.raws, both.widths, tuple([(span.start, span.end) for span in spans])
    )


def _unescaped(raw: str) -> Source:
    """The text with the escapes of other programs decoded."""
    out: list[str] = []
    starts: list[int] = []
    raws: list[int] = []
    widths: list[int] = []
    length = 0
    for meant, start, end in unescaped(raw):
        if not meant:
            continue
        out.append(meant)
        starts.append(length)
        raws.append(start)
        widths.append(1 if len(meant) == end - start else end - start)
        length += len(meant)
    return Source(raw, "".join(out), tuple(starts) or (0,), tuple(raws) or (0,), tuple(widths) or (0,))


def _cleaned(raw: str) -> Source:
    source = _clean_once(raw)
    for _ in range(_MAX_ROUNDS - 1):
        if not source.starts or ("<" not in source.text and "&" not in source.text):
            return source  # no markup is left; kept spaces stay
        again = _clean_once(source.text)
        if again.text == source.text:
            return source
        source = _composed(source, again)
    return source


def tokens(text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
    """Everything in ``text[start:end]`` that is removed or replaced: blanks, invisible characters, markup."""
    for place in _DIRTY.finditer(text, start, end):  # one character class: a fast search
        if place.start() >= start:
            token = (_MARKUP if place[0] in _MARKUP_BEGINS else _IDLE).match(text, place.start(), end)
            if token is not None:
                yield token
                start = token.end()


def _composed(outer: Source, inner: Source) -> Source:
    """Compose two position maps: ``inner`` cleaned the text of ``outer``. Pieces stay as long as they are."""
    starts: list[int] = []
    raws: list[int] = []
    widths: list[int] = []
    bounds = (*outer.starts[1:], len(outer.text)) if outer.starts else (len(outer.text),)
    ends = (*inner.starts[1:], len(inner.text)) if inner.starts else (len(inner.text),)
    pieces = zip(inner.starts or (0,), ends, inner.raws or (0,), inner.widths or (1,), strict=True)
    for start, end, at, width in pieces:
        while start < end:
            piece = bisect_right(outer.starts, at) - 1 if outer.starts else 0
            alike = width == 1 and (not outer.widths or outer.widths[piece] == 1)
            count = min(end - start, bounds[piece] - at) if alike else 1
            raw = outer.start(at)
            starts.append(start)
            raws.append(raw)
            widths.append(1 if alike else outer.end(at + width) - raw)
            start += count
            at += count
    return Source(outer.raw, inner.text, tuple(starts), tuple(raws), tuple(widths))


def _clean_once(raw: str) -> Source:
    untidy = set(_UNTIDY.findall(raw))
    if untidy <= _USUAL_BLANKS:
        return _without_blanks(raw) if untidy else _as_given(raw)
    text = _as_meant(raw)
    if not _DIRTY.search(text):
        return Source(raw, text)
    out: list[str] = []
    starts: list[int] = []
    raws: list[int] = []
    widths: list[int] = []
    length = 0
    last = ""  # the last character written
    blank = wrap = False  # removed since then
    blank_at, blank_width = 0, 1

    def write(piece: str, at: int, width: int) -> None:
        nonlocal length, last, blank, wrap
        if blank:
            if last and _space_stays(last, piece[0], wrap):
                out.append(" ")
                starts.append(length)
                raws.append(blank_at)
                widths.append(blank_width)
                length += 1
            blank = wrap = False
        out.append(piece)
        starts.append(length)
        raws.append(at)
        widths.append(width)
        length += len(piece)
        last = piece[-1]

    at = 0
    spaced = _is_spaced(text)
    for token in tokens(text):
        start, end = token.span()
        if start > at:
            write(text[at:start], at, 1)
        at = end
        dropped = token[0]
        kind = token.lastgroup
        if kind == "blank":
            if not blank:
                blank, blank_at, blank_width = True, start, 1
            wrap = wrap or spaced or "\n" in dropped or "\r" in dropped
        elif kind == "tag":
            if _BLOCK.match(dropped):
                if not blank:
                    blank, blank_at, blank_width = True, start, end - start
                wrap = True
        elif kind == "entity":
            from html import unescape

            meant = unescape(dropped if dropped.endswith(";") else dropped + ";").translate(LOOK_ALIKES)
            if len(meant) != 1:  # not an entity after all
                write(dropped, start, 1)
            elif meant in "<&" or not _DIRTY.match(meant):
                write(meant, start, end - start)
            elif meant.isspace() and not blank:
                blank, blank_at, blank_width = True, start, end - start
    if at < len(text):
        write(text[at:], at, 1)
    cleaned = "".join(out)
    if cleaned == raw:  # only spaces that stay
        return Source(raw, raw)
    return Source(raw, cleaned, tuple(starts) or (0,), tuple(raws) or (0,), tuple(widths) or (0,))


_USUAL_BLANKS = frozenset(" \n\r\t\u3000")
_WORDS = lazy(r"\S+")


def _without_blanks(raw: str) -> Source:
    """A text in which only blanks are untidy, without those that mean nothing."""
    spaced = _is_spaced(raw)
    out: list[str] = []
    starts: list[int] = []
    raws: list[int] = []
    length = 0
    last, end = "", 0  # the word before: its last character, and where it ends
    for match in _WORDS.finditer(raw):
        at, stop = match.span()
        word = match[0]
        if last:
            first = word[0]
            wrap = spaced or "\n" in (gap := raw[end:at]) or "\r" in gap
            if (not wrap or first < _LATIN_ENDS) and _space_stays(last, first, wrap):
                out.append(" ")
                starts.append(length)
                raws.append(end)
                length += 1
        out.append(word)
        starts.append(length)
        raws.append(at)
        length += stop - at
        last, end = word[-1], stop
    cleaned = "".join(out)
    if cleaned == raw:  # only spaces that stay
        return _as_given(raw)
    if not out:
        return Source(raw, "", (0,), (0,), (0,))
    return _new(Source, (raw, cleaned, tuple(starts), tuple(raws), (1,) * len(starts), ()))


def _is_spaced(text: str) -> bool:
    """Whether a blank follows every character."""
    return text[1:_SPACED:2].isspace() and len(text) > _SPACED


def _as_meant(raw: str) -> str:
    """The text with look-alike characters replaced."""
    found = set(_LOOK_ALIKE.findall(raw))
    if len(found) > _FEW_LOOK_ALIKES:
        return raw.translate(LOOK_ALIKES)
    for char in found:  # most texts have few or none, and ``translate`` looks up every character
        raw = raw.replace(char, LOOK_ALIKES[ord(char)])
    return raw


def _space_stays(left: str, right: str, wrap: bool) -> bool:
    latin_left, latin_right = _is_latin(left), _is_latin(right)
    if wrap:
        return latin_left and latin_right
    if latin_left or latin_right:
        other = right if latin_left else left
        return other.isalnum() or left in ",.;:!?"
    if left in ",.;:!?":
        return right.isalnum() or right in "“‘（(《"
    return left.isdigit() and right.isdigit()


def _is_latin(char: str) -> bool:
    return char.isalpha() and (char < "\u0250" or "\u0370" <= char < _LATIN_ENDS)


_LATIN_ENDS = "\u0530"
