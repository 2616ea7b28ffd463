"""The text of a value in the one form the grammar knows: half-width, one glyph per sign, without idle blanks."""

from __future__ import annotations

import re

import attrs

from ..model.nodes import Span

_ONE_FORM = {
    "-": "－‐‑‒–—―−﹣➖─━",
    "~": "～∼〜˜∽",
    "≥": "≧⩾≯≮⋝",
    "≤": "≦⩽⋜",
    "=": "＝═﹦",
    ">": "＞﹥",
    "<": "＜﹤",
    "》": "≫",
    "《": "≪",
    "%": "％﹪٪",
    "/": "／⁄∕",
    ":": "：∶﹕",
    ",": "，﹐",
    ";": "；﹔",
    "·": "•∙・⋅‧●▪",
    "×": "✕╳⨯✖",
    "*": "＊∗",
    "+": "＋﹢",
    "“": "「『〝",
    "”": "」』〞",
    "℃": "",
    "。": "｡",
    "于": "於",
}
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_TABLE: dict[int, str] = _WIDE | {ord(other): one for one, others in _ONE_FORM.items() for other in others}
# "Not greater" is "at most", whatever it resembles.
_TABLE |= {ord("≯"): "≤", ord("≮"): "≥"}

_BLANK = re.compile(r"\s+")
# What a text has that is not in this form yet; most have nothing of it, and translating takes a while.
_UNFOLDED = re.compile(rf"[\s{re.escape(''.join(map(chr, _TABLE)))}]")
# 1 000株: groups of three; 9 5 %: single digits. The blanks part nothing.
_SPACED = re.compile(r"(?<![\d.])(?:[1-9]\d{0,2}(?:[ \u00a0]\d{3})+|\d(?:[ \u00a0]\d)+)(?!\d)")


@attrs.define(eq=False)
class Folded:
    """A text in its folded form, and the way back to the text that was given."""

    text: str
    _positions: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> Span:
        """Where ``start`` to ``end`` of the folded text stands in the text that was given."""
        if self._positions is None:
            return Span(start, end)
        return Span(self._positions[start], self._positions[end - 1] + 1)


def fold(text: str) -> Folded:
    """Fold ``text``; one character stays one character, and only blanks vanish.

    A blank stays between two letters or two digits, where it parts words and numbers; a line break never does between
    digits.
    """
    if not _UNFOLDED.search(text):
        return Folded(text)
    folded = text.translate(_TABLE)
    if not _BLANK.search(folded):
        return Folded(folded)
    idle = {at for group in _SPACED.finditer(folded) for at in range(*group.span()) if folded[at].isspace()}
    kept: list[int] = []
    last = 0
    for blank in _BLANK.finditer(folded):
        kept.extend(range(last, blank.start()))
        last = blank.end()
        if blank.start() not in idle and _parts(
            folded[blank.start() - 1 : blank.start()], folded[last : last + 1], blank[0]
        ):
            kept.append(blank.start())
    kept.extend(range(last, len(folded)))
    return Folded("".join([" " if folded[i].isspace() else folded[i] for i in kept]), tuple(kept))


def _parts(left: str, right: str, blank: str) -> bool:
    """Whether a blank keeps two things apart that would run together."""
    if not (left.isascii() and left.isalnum() and right.isascii() and right.isalnum()):
        return False
    if right.isdigit():
        return not (left.isdigit() and "\n" in blank)
    return not left.isdigit()
