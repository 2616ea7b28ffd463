"""Find and score candidates for the number of an entry, in any notation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..patterns import lazy
from ..structure.entries import Anchor
from ..text.skeleton import MARKS
from .region import Candidate, Region, matches

# Numbers in one character: ①, ⑴, ⒈, ❶, ㈠, Ⅰ.
_SINGLE = "①-⑳⑴-⒛❶-❿➀-➓㈠-㈩㊀-㊉Ⅰ-Ⅻⅰ-ⅻ⓵-⓾"
_HAN = "零〇一二三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟两万萬廿卅"
_HAN_CHARACTERS = frozenset(_HAN)
_LATIN = "[A-Z][A-Za-z]{1,5}[-|. ]{0,2}(?=[0-9])"  # KPI1, Item 1
_OF_ALL = "(?:（?[/,、 ]?共[0-9]{1,4}[条项个]）?)?"
_WORD = f'第|条目|{_LATIN}|(?:指标)?(?:序号|编号)[:、 ）"|=]{{0,4}}|指标|[Nn][Oo][.| ]{{0,2}}|其(?=[{_HAN}])'
_LEVEL_FOLLOWS = "(?=[ |]?（?(?:[1-3]|产|效|满|同[上前]|〃))"
_NUMBER = lazy(
    f"（?第?(?P<counted>[0-9]{{1,4}})[条项个]?(?: ?/ ?| ?of ?"
    f"|[,、]? ?共 ?)[0-9]{{1,4}}[条项个]?）?[、:.|, ]{{0,2}}{_LEVEL_FOLLOWS}"
    f"|(?P<grouped>[0-9]{{1,3}}(?:[, ][0-9]{{3}}){{1,2}})[、.）]{_LEVEL_FOLLOWS}"
    f'|(?:序号|编号)[:、 ）"“”|=>-]{{1,6}}(?P<labelled>[0-9]{{1,9}})(?=["”|,;、）])["”]?[,;、）]?'
    f'|(?:指标|序号|编号)?[（“"*-](?:指标|序号|编号)?(?P<bracketed>[0-9]{{1,9}}|[{_HAN}]{{1,7}})(?:）'
    f'|[”"*-]{{1,2}}(?=[、.,;:（“"*]|[1-3][1-4]?[^0-9]|$))[、.,;:]?'
    f"|(?P<single>[{_SINGLE}])[、.,]?"
    f"|(?:{_WORD})?(?P<plain>[0-9]{{1,9}})(?:[条项个号款点节章则目](?:指标)?{_OF_ALL}(?:[、.,:;| ]|{_LEVEL_FOLLOWS})"
    "|\\.0(?=[、.）])[、.）]"
    f"|（?(?=[|][|])|[、.,）|:]{{1,2}}(?!指标)(?!(?<=,)[0-9]{{3}})"
    f"(?!(?<=\\.)[0-9]{{1,4}}[一-鿿%‰](?<![产效满数质时成经社生可服]))"
    f"|[-;/|=〇]{{1,3}} ?(?=[1-3][-:.、|/ ）]{{1,2}}[^\\W0-9])"
    '| (?=[1-9])|[" |]{0,3}(?=（(?:[1-3]-|产出|效益|满意))|[" |=]{1,4}(?=[1-3]-)'
    "|(?P<torn>(?=产出|效益|效果|满意度|成本|[1-3]-[产效满])))"
    f"|(?P<roman>[IVX]{{1,5}})[、.）]{{1,2}} ?{_LEVEL_FOLLOWS}"
    f"|(?P<word>{_WORD})?(?P<han>[{_HAN}]{{1,7}})(?:[条项个款点节章则目](?:指标)?(?:[、.,:;| ]|{_LEVEL_FOLLOWS})|[、.,]"
    f"|是{_LEVEL_FOLLOWS}|(?(word):|(?!)))"
)
_NUMBER_BEGINS = lazy(f'[-（“"*第条序编指其nA-Z0-9{_HAN}{_SINGLE}]')
_PARTIAL = lazy(
    r"[（第]?(?P<number>[0-9]{1,3})(?P<mark>）?[、.,](?!(?<=,)[0-9]{3})|）)(?:[1-3](?:-(?:产|效|满意?)?)?"
    r"|[1-3][1-4](?:-[一-鿿]{0,8})?|[1-3][-;:]{1,2}[1-3]?[1-4]?)?"
    r"(?=。?$|。?[0-9]{1,3}、[1-3]|第[0-9]+页|（续|续表|-{1,2}[0-9]{1,4}(?![0-9]|-?[一-鿿]))"
)
_PARTIAL_BEGINS = lazy("[（第0-9][0-9]{0,3}[）、.,]")


# Numbers in Roman letters as they are usually written, up to 89.
_ROMAN = {
    tens + ones: 10 * ten + one
    for ten, tens in enumerate(("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX"))
    for one, ones in enumerate(("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"))
    if ten or one
}
# Between two entries, a numeral with nothing but marks, brackets and counting words around it numbers the second.
_NO_WORD = "[^\\w%‰><≥≤±]"
_LEVEL_BEGINS = lazy(
    f"（?(?:[1-3][1-4]?{_NO_WORD}{{0,3}})?(?:产出|效益|效果|满意|成本|数量|质量|时效|经济|社会|生态|可持续|服务对象)"
    "|[1-3][1-4]?-[^\\W0-9]"
)
_ALONE = lazy(
    f"{_NO_WORD}{{0,4}}(?:(?P<word>第|其|(?:绩效)?(?:指标|条目|项目|序号|编号|序|号|项|条){{1,2}}"
    f"|(?![IVXivx]+(?![A-Za-z]))[A-Za-z]{{1,7}}(?![A-Za-z])){_NO_WORD}{{0,6}})?"
    "(?P<numeral>[0-9]{1,3}(?:[,' ][0-9]{3})+|[0-9OoΟοОоlIi](?:[0-9OoΟοОоlIi〇]|[|](?=[0-9])){0,8}"
    f"|[IVX]|[IVXL]{{2,7}}|[ivx]{{1,5}}|[{_HAN}]{{1,9}}|[^\\W0-9])"
    f"(?P<behind>{_NO_WORD}{{0,3}}(?:[条项个号款点节章则目]?(?:指标)?|是|为){_NO_WORD}{{0,12}})"
)
_WORD_BEFORE = lazy("[序编第号][^\\w]{0,6}$")
_WINDOW = 24
_LETTERS = str.maketrans("OoΟοОоlIi|", "0000001111")
_LAST_ROMAN = 15  # larger ones count only where they stand alone between two entries
_ROMAN_LETTERS, _SMALL_ROMAN = frozenset("IVXL"), frozenset("ivx")
_INSIDE = frozenset('（"')  # a list of parts in quotes: ["1", "1-产出指标"]


def find_ordinals(region: Region) -> Iterator[Candidate]:
    """The candidates for numbers, complete or cut off."""
    usual = list(_usual(region))
    yield from usual
    places = {(one.anchor.start, one.anchor.end) for one in usual}
    for one in _alone(region):
        if (one.anchor.start, one.anchor.end) not in places:
            yield one


def _usual(region: Region) -> Iterator[Candidate]:
    """Numbers in the notations that people use most, wherever a part may begin."""
    text = region.text
    for match in matches(_NUMBER, _NUMBER_BEGINS, region):
        opened = region.numbers(match.start())
        digits = match["plain"]
        if digits is None:
            if text[match.start()] == "-" and match["bracketed"] and match.end() in region.torn:
                continue  # the number of a page, on a line of its own
            numeral = (
                match["counted"]
                or match["labelled"]
                or (match["grouped"] or "").replace(",", "").replace(" ", "")
                or match["bracketed"]
                or match["single"]
                or match["han"]
            )
            number = number_of(numeral) if numeral else _ROMAN.get(match["roman"])
            if not numeral and number is not None and number > _LAST_ROMAN:
                number = None
            start = match.start()
            if match["bracketed"] and text[start] in "指序编" and not opened:
                start = match.start("bracketed") - 1  # the word ends the line above
                opened = region.numbers(start)
            if match["labelled"] or text[start - 1 : start] in _INSIDE:
                opened = opened or region.opens(start) or text[start - 1] == "."
            if number is not None and (opened or text[match.end() : match.end() + 1] in ("1", "2", "3")):
                yield _ordinal(region, text, start, match.end(), number, canonical=False)
            continue
        if match.start("plain") > match.start() and not (
            text[match.start()] in "第序编" or (region.opens(match.start()) and _whole(region, match))
        ):
            opened = region.numbers(match.start("plain"))  # 绩效指标 on the line above is no part of the number
            worded = False
        else:
            worded = match.start("plain") > match.start()
        if not opened and text[match.end() - 1] == "）":
            continue  # the end of a bracket
        first = match.start("plain")
        if not worded and text[first - 1 : first] == ":" and text[match.end("plain")] in "条项个号款点节章则目":
            continue  # an amount behind its key
        if match["torn"] is None or match.end() in region.torn or worded:
            yield from _plain(region, text, match, opened, worded)
    for match in matches(_PARTIAL, _PARTIAL_BEGINS, region):
        if region.numbers(match.start()) and text[match.start() - 1 : match.start()] in ("。", ";", ""):
            anchor = Anchor("ordinal", match.start(), match.end("mark"), number=int(match["number"]))
            yield Candidate(anchor, 4, broken_off=True, reach=match.end())


def _alone(region: Region) -> Iterator[Candidate]:
    """A numeral of any kind that stands, with nothing but marks and counting words, between two entries."""
    text = region.text
    for level in _LEVEL_BEGINS.finditer(text, region.start, region.end):
        end = level.start()
        least = max(region.start, end - _WINDOW)
        ends = end
        while ends > least and text[ends - 1] == "。":
            ends -= 1  # a stop behind the numeral
        after_stop = text.rfind("。", least, ends) + 1
        first = max(least, after_stop)
        for start in range(first, end) if region.torn else range(first, min(first + 1, end)):
            if start not in (region.start, after_stop) and start not in region.torn:
                continue
            if _WORD_BEFORE.search(text[max(least, start - 8) : start]):
                break
            found = _ALONE.fullmatch(text, start, end)
            if found is not None:
                if (number := _counted(region, found)) is not None:
                    yield _ordinal(region, text, _first(text, start), end, number, canonical=False)
                break  # what is shorter leaves a part of it behind


def _first(text: str, start: int) -> int:
    """The first position that is no mark, brackets excepted."""
    while text[start] in ' 。;:,、|-="“”':
        start += 1
    return start


def _counted(region: Region, found: re.Match[str]) -> int | None:
    """The number that stands alone, if it counts entries."""
    numeral, behind = found["numeral"], found["behind"]
    if numeral[0].isascii() and numeral[0].isdecimal() and found["word"] is None:
        if not behind:
            return None  # 11-产出指标: perhaps a code
        if not behind.strip(" -") and (found.end() in region.torn or len(numeral) > _FEW):
            return None  # the number of a page, or a year
    return _read(numeral)


def _read(numeral: str) -> int | None:
    """The value of a numeral in any notation; letters that look like digits count as these."""
    if set(numeral) <= _ROMAN_LETTERS or set(numeral) <= _SMALL_ROMAN:
        return _ROMAN.get(numeral.upper())  # IIII is none
    digits = numeral.translate(_LETTERS)
    if digits[0].isdecimal():
        digits = digits.replace("〇", "0")
    for mark in ",' ":
        digits = digits.replace(mark, "")
    if digits.isdecimal() or set(digits) <= _HAN_CHARACTERS:
        return number_of(digits) or None
    value = unicodedata.numeric(numeral, None) if len(numeral) == 1 else None
    return int(value) if value is not None and value >= 1 and value.is_integer() else None


def _plain(region: Region, text: str, match: re.Match[str], opened: bool, worded: bool) -> Iterator[Candidate]:
    """A number in digits: all of them, or the last ones where the first may belong to the value before."""
    digits, end = match["plain"], match.end()
    canonical = text[end - 1] == "、"
    first = match.start("plain")
    whole = match.start() if worded else first
    if opened and (len(digits) > _FEW or digits[0] == "0") and _FOLLOWED.match(text, end):
        yield _ordinal(region, text, whole, end, int(digits), canonical)
        if text[first - 1 : first] != ":" and region.torn.isdisjoint(range(first + 1, end)):
            return  # else the first digits may be a page number or a value
    for cut in range(max(0, len(digits) - _FEW), len(digits)):
        if cut and worded:
            break  # 第12、 is not 第1 and 2
        start = first + cut if cut else whole
        if digits[cut] == "0":
            continue
        if cut and opened and start not in region.torn and text[first - 1] != ":":
            continue
        yield _ordinal(region, text, start, end, int(digits[cut:]), canonical)


def _whole(region: Region, match: re.Match[str]) -> bool:
    """Whether the word before a number is on the same line."""
    return region.torn.isdisjoint(range(match.start() + 1, match.start("plain") + 1))


_FEW = 3
"""Numbers with more digits count entries only where a level follows."""
_FOLLOWED = lazy(_LEVEL_FOLLOWS)


def _ordinal(region: Region, text: str, start: int, end: int, number: int, canonical: bool) -> Candidate:
    before = text[start - 1 : start] if start > region.start else "。"
    opened = 3 if before == "。" or start in region.torn else 1 if before in MARKS else 0
    return Candidate(Anchor("ordinal", start, end, number=number), (4 if canonical else 3) + opened - 6)


_VALUES = dict(
    zip("零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖两", (*range(1), *range(10), *range(1, 10), 2), strict=True)
)
_POWERS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10_000, "萬": 10_000}
_MYRIAD = "万萬"


def number_of(text: str) -> int | None:
    """The value of a number in digits, in one character, or in Chinese numerals (``二十一``, ``二一``).

    ``None`` where numerals stand together that make no number.
    """
    if text.isdecimal():
        return int(text)
    if len(text) == 1 and text not in _VALUES and text not in _POWERS:
        return int(unicodedata.numeric(text))
    if _POWERS.keys().isdisjoint(text) and not set(text) & set("廿卅"):
        return int("".join([str(_VALUES[char]) for char in text])) if text[0] not in "零〇" else None
    whole, part, digit = 0, 0, None
    for char in text.replace("廿", "二十").replace("卅", "三十"):
        if char in _VALUES:
            if digit:
                return None
            digit = _VALUES[char]
        elif char in _MYRIAD:
            whole, part, digit = (part + (digit or 0)) * 10_000, 0, None
        else:
            part += (1 if digit is None else digit) * _POWERS[char]
            digit = None
    return whole + part + (digit or 0)
