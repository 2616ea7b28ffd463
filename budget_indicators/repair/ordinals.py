"""Where the number of an entry may stand, in whatever form, and how likely each is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..structure.entries import Anchor
from .region import MARKS, Candidate, Region, matches

_HAN = {char: n for n, char in enumerate("一二三四五六七八九十", 1)}
_NUMBER = re.compile(
    r"[（(](?P<bracketed>[0-9]{1,3}|[一二三四五六七八九十]{1,3})[）)][、.．,，]?"
    r"|(?P<circled>[①-⑳])[、.．,，]?"
    r"|第?(?P<plain>[0-9]{1,6})(?:[、.．,，)）|｜:：]{1,2}(?!指标)(?!(?<=,)[0-9]{3})| (?=[1-9]))"
    r"|第?(?P<han>[一二三四五六七八九十]{1,3})[、.．,，]"
)
_NUMBER_BEGINS = re.compile(
    "[（(第①-⑳0-9一二三四五六七八九十](?:(?<=[①-⑳])|[0-9一二三四五六七八九十]{0,6}[）)、.．,，|｜:： ])"
)
_PARTIAL = re.compile(
    r"[（(第]?(?P<number>[0-9]{1,3})(?P<mark>[）)]?[、.．,，]|[）)])(?:[1-3](?:-(?:产|效|满意?)?)?|[1-3][1-4](?:-[一-鿿]{0,8})?|[1-3][-；;:：]{1,2}[1-3]?[1-4]?)?"
    r"(?=。?$|。?[0-9]{1,3}、[1-3]|第[0-9]+页|[（(]续|续表|[-—–─]{1,2}[0-9])"
)
_PARTIAL_BEGINS = re.compile("[（(第0-9][0-9]{0,3}[）)、.．,，]")


def find_ordinals(region: Region, text: str) -> Iterator[Candidate]:
    """The candidates for numbers, whole and broken off."""
    for match in matches(_NUMBER, _NUMBER_BEGINS, region):
        opened = region.opens(match.start())
        digits = match["plain"]
        if digits is None:
            number = _number(match["bracketed"] or match["circled"] or match["han"])
            if number is not None and (opened or text[match.end() : match.end() + 1] in ("1", "2", "3")):
                yield _ordinal(region, text, match.start(), match.end(), number, canonical=False)
            continue
        if not opened and text[match.end() - 1] in ")）":
            continue  # the end of a bracket
        first = match.start("plain")
        for cut in range(len(digits)):
            if cut and match.start() != first:
                break  # 第12、 is not 第1 and 2
            start = first + cut if cut else match.start()
            if digits[cut] == "0" or len(digits) - cut > 3:
                continue
            if cut and opened and start not in region.torn and text[match.start() - 1] not in ":：":
                continue
            yield _ordinal(region, text, start, match.end(), int(digits[cut:]), text[match.end() - 1] == "、")
    for match in matches(_PARTIAL, _PARTIAL_BEGINS, region):
        if region.opens(match.start()) and text[match.start() - 1 : match.start()] in ("。", "；", ";", ""):
            anchor = Anchor("ordinal", match.start(), match.end("mark"), number=int(match["number"]))
            yield Candidate(anchor, 4, broken_off=True, reach=match.end())


def _ordinal(region: Region, text: str, start: int, end: int, number: int, canonical: bool) -> Candidate:
    before = text[start - 1 : start] if start > region.start else "。"
    opened = 3 if before == "。" or start in region.torn else 1 if before in MARKS else 0
    return Candidate(Anchor("ordinal", start, end, number=number), (4 if canonical else 3) + opened - 6)


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    if text.isdecimal():
        return int(text)
    if "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    tens, ten, ones = text.partition("十")
    if not ten:
        return _HAN.get(text)
    if len(tens) > 1 or len(ones) > 1:
        return None
    return (_HAN[tens] if tens else 1) * 10 + (_HAN[ones] if ones else 0)
