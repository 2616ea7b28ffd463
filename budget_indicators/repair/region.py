"""A region of damaged text that is searched for anchors, and the candidates found in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from ..patterns import lazy
from ..structure.entries import Anchor
from ..text.cleaning import Source
from ..text.skeleton import MARKS, skeleton

STRONG = ";:。|"
"""Marks that rarely stand inside a name or a value."""
_OPENS_NUMBER = frozenset(" ;:。,、|）")


@attrs.define(eq=False)
class Candidate:
    """A possible anchor, with the evidence for it."""

    anchor: Anchor
    score: int
    coded: bool = False
    like_ordinal: bool = False  # the code and its hyphen look like a number: `1、产出指标`
    broken_off: bool = False  # the text ends within it
    reach: int = 0  # first position where the next candidate may begin


@attrs.frozen
class Region:
    """A region of a cleaned text that is searched for anchors, by its skeleton; positions count from its start."""

    text: str  # the skeleton, with a few following characters
    end: int
    torn: frozenset[int]  # where a blank, a line break or markup was removed
    joints: frozenset[int] = frozenset()  # joining signs: 元/人·次, 1+6+N
    start: int = 0

    @classmethod
    def of(cls, source: Source, start: int, end: int) -> Region:
        """The region ``source.text[start:end]``."""
        torn = frozenset([at - start for at, gap in source.gaps(start, end) if _TEARS.search(gap)])
        joints = frozenset([match.start() - start for match in _JOINT.finditer(source.text, start, end)])
        text = _LABEL.sub(_as_mark, skeleton(source.text[start : end + _BEHIND]))
        return cls(text, end - start, torn, joints)

    def behind_strong(self, at: int) -> bool:
        """Whether a mark that is rare within names and values precedes ``at``."""
        return at == self.start or (self.text[at - 1] in STRONG and at - 1 not in self.joints)

    def opens(self, at: int) -> bool:
        """Whether a part begins here: after a mark, a removed blank or line break, or at the beginning."""
        return at == self.start or self.text[at - 1] in MARKS or at in self.torn

    def closes(self, at: int) -> bool:
        """Whether a part ends here."""
        return at >= self.end or self.text[at] in MARKS or at in self.torn

    def numbers(self, at: int) -> bool:
        """Whether a number that counts entries may begin here."""
        return at == self.start or self.text[at - 1] in _OPENS_NUMBER or at in self.torn


_BEHIND = 2
# Column names before the contents of the column: treated as marks.
_LABEL = lazy(
    '[.]?(?:[一二三]级(?:绩效)?(?:指标)?(?:名称)?|指标名称|指标内容)(?:["“”）:|=> -]{1,5}|为(?!民))'
    f"|(?<![^{re.escape(MARKS)}0-9])[一二三]级指标(?:名称)?(?=[1-3]|[一-鿿])"
)


def _as_mark(match: re.Match[str]) -> str:
    return "|" * len(match[0])


_JOINT = lazy(r"(?<=\w)[+·・](?=\w)")
_TEARS = lazy(r"[\s<&]")


def matches(pattern: re.Pattern[str], begins: re.Pattern[str], region: Region) -> Iterator[re.Match[str]]:
    """Equivalent to ``pattern.finditer`` in a region, but faster: ``begins`` finds all positions where it may match."""
    text, start, end = region.text, region.start, region.end
    while (hit := begins.search(text, start, end)) is not None:
        start = hit.start()
        match = pattern.match(text, start, end)
        if match is None:
            start += 1
        else:
            yield match
            start = match.end()
