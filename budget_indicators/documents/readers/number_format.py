"""The number-format language of spreadsheets: a stored value and its format code to the text the cell shows.

The language is that of Excel in Chinese: ``!`` escapes like ``\\``, ``G/通用格式`` is ``General``, ``aaaa`` the day of
the week, ``[DBNum1]`` writes Chinese numerals. Padding (``_x``, ``*x``, the blank of ``?``) is layout, not text.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal, TypeAlias

import attrs

from ...patterns import lazy

_Kind: TypeAlias = Literal[
    "literal", "digit", "point", "comma", "percent", "exponent", "slash", "general", "text", "date"
]

_TOKEN = lazy(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.?)|_.?|\*.?|\[(?P<bracket>[^\]]*)\]?'
    r"|(?P<general>General|G/通用格式|常规)|(?P<half>AM/PM|A/P|上午/下午)|(?P<exponent>[Ee][+-](?=[0#?]))"
    r"|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|[aA]{3,}|[eE]+|[gG]+)|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)"
    r"|(?P<percent>%)|(?P<slash>/)|(?P<text>@)|(?P<section>;)|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION = lazy(r"(<=|>=|<>|<|>|=)\s*([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)")
_ELAPSED = lazy(r"h+|m+|s+", re.IGNORECASE)
_NUMERALS = lazy(r"DBNum([123])", re.IGNORECASE)
_MAX_DIGITS = 60  # placeholders of one number; no sheet shows more
_GENERAL_WIDTH = 11  # characters of a number with decimals in General
_NOISE = Decimal("1e-13")
_MAX_SERIAL = 2_958_466  # the first day after 9999-12-31

WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

BUILT_IN: dict[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"¥"#,##0;"¥"-#,##0', 6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00', 8: '"¥"#,##0.00;"¥"-#,##0.00', 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"',
    30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: '#,##0;-#,##0;"-"', 42: '"¥"#,##0;"¥"-#,##0;"¥-"',
    43: '#,##0.00;-#,##0.00;"-"', 44: '"¥"#,##0.00;"¥"-#,##0.00;"¥-"', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}  # fmt: skip
"""The formats that a workbook names by number only, as Excel in Chinese shows them."""


@attrs.frozen
class _Token:
    kind: _Kind
    text: str
    elapsed: bool = False


@attrs.frozen
class _Condition:
    sign: str
    limit: Decimal

    def holds(self, value: Decimal) -> bool:
        """Whether the section is for this value."""
        match self.sign:
            case "<":
                return value < self.limit
            case "<=":
                return value <= self.limit
            case ">":
                return value > self.limit
            case ">=":
                return value >= self.limit
            case "=":
                return value == self.limit
            case _:
                return value != self.limit

    @property
    def negative_only(self) -> bool:
        """Whether the section is for negative values only: then it writes the sign itself."""
        return (self.sign in ("<", "<=") and self.limit <= 0) or (self.sign == "=" and self.limit < 0)


@attrs.frozen
class _Section:
    tokens: tuple[_Token, ...]
    condition: _Condition | None = None
    numerals: int = 0
    chinese: bool = False
    bare: bool = False
    """Whether it only says how to show a number (a colour, numerals)."""

    def has(self, *kinds: _Kind) -> bool:
        """Whether there is a token of one of these kinds."""
        return any(token.kind in kinds for token in self.tokens)


def shown_number(value: Decimal | float, form: str, *, from_1904: bool = False) -> str:
    """The text a cell shows that stores the number ``value`` under the format code ``form``.

    Dates are serial numbers (days since 1899-12-30, or since 1904-01-01 with ``from_1904``). Never raises; a date that
    no calendar has is shown as the number it is.

    >>> shown_number(95, '0"%"'), shown_number(0.95, "0%"), shown_number(25000, '[>=10000]0!.0,"万";0')
    ('95%', '95%', '2.5万')
    >>> shown_number(46022, 'm"月"d"日""前"'), shown_number(2, '[h]"小时"'), shown_number(0, "0;-0;;@")
    ('12月31日前', '48小时', '')
    """
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not number.is_finite():
        return str(value)
    sections = _sections(form or "General")
    section, number = _section_for(number, sections)
    if section is None:
        return general(number)
    if (section.has("date") and not section.has("digit")) or _fraction_of_second(section):
        return _date(number, section, from_1904).strip()
    return _number(number, section, own_sign=section is not sections[0]).strip()


def shown_text(value: str, form: str) -> str:
    """The text a cell shows that stores the text ``value``.

    >>> shown_text("95", '"≥"@"%"'), shown_text("10次", "0.00"), shown_text("10次", ";;;")
    ('≥95%', '10次', '')
    """
    sections = _sections(form or "General")
    last = sections[-1]
    if len(sections) < 4 and not last.has("text"):
        return value
    return "".join(value if token.kind == "text" else _plain(token) for token in last.tokens)


def is_date_format(form: str) -> bool:
    """Whether numbers are shown as dates or times.

    >>> is_date_format('yyyy"年"'), is_date_format('0"d"')
    (True, False)
    """
    first = _sections(form or "General")[0]
    return first.has("date") and not (first.has("digit") and not _fraction_of_second(first))


def is_rounded(value: Decimal | float, form: str) -> bool:
    """Whether a number shows with fewer digits than it has; the noise of binary fractions is none.

    >>> is_rounded(30.456, "0.0"), is_rounded(30.5, "0.0"), is_rounded(0.1 + 0.2, "0.0"), is_rounded(30.456, "General")
    (True, False, False, False)
    """
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    section, number = _section_for(number, _sections(form or "General")) if number.is_finite() else (None, number)
    if section is None or section.has("date"):
        return False
    digits = [at for at, token in enumerate(section.tokens) if token.kind == "digit"]
    if not digits or len(digits) > _MAX_DIGITS or _slash(section.tokens, digits) is not None:
        return False
    holders = _holders(section.tokens, digits)
    size = holders.scaled(abs(number), section.tokens)
    if holders.exponent is not None:
        return False
    return abs(_rounded(size, len(holders.places)) - size) > size * _NOISE


def general(value: Decimal) -> str:
    """A number under ``General``: the noise of binary fractions rounded off, whole numbers in full.

    >>> general(Decimal("0.30000000000000004")), general(Decimal("123456789012"))
    ('0.3', '123456789012')
    """
    if not value:
        return "0"
    if abs(value) >= Decimal(10) ** 21 or abs(value) < Decimal("1e-9"):
        mantissa, _, exponent = f"{value:.5E}".partition("E")
        short = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
        return f"{short}E{exponent[0]}{exponent[1:].rjust(2, '0')}"
    whole = len(str(int(abs(value))))
    places = max(0, min(15 - whole, _GENERAL_WIDTH - whole - 1))
    text = format(_rounded(value, places), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=1024)
def _sections(form: str) -> tuple[_Section, ...]:
    sections: list[_Section] = []
    tokens: list[_Token] = []
    condition: _Condition | None = None
    numerals, chinese = 0, False
    start = 0

    def close(end: int) -> None:
        sections.append(
            _Section(tuple(tokens), condition, numerals, chinese, bare=form[start:end].strip().endswith("]"))
        )

    for found in _TOKEN.finditer(form[:1000]):
        match found.lastgroup:
            case "section":
                close(found.start())
                tokens, condition, start = [], None, found.end()
                numerals, chinese = 0, False
            case "bracket":
                inner = found["bracket"]
                if matched := _CONDITION.fullmatch(inner.strip()):
                    condition = _Condition(matched[1], Decimal(matched[2]))
                elif matched := _NUMERALS.match(inner):
                    numerals = int(matched[1])
                elif _ELAPSED.fullmatch(inner):
                    tokens.append(_Token("date", inner.lower(), elapsed=True))
                elif inner.startswith("$"):
                    symbol, _, place = inner[1:].partition("-")
                    chinese = chinese or place.lower().endswith("804")
                    if place.lower() == "f800":
                        tokens += _long_date()
                        break
                    if symbol:
                        tokens.append(_Token("literal", symbol))
            case "quoted" | "escaped":
                tokens.append(_Token("literal", found[found.lastgroup]))
            case "other":
                tokens.append(_Token("literal", found[0]))
            case "date" | "half":
                tokens.append(_Token("date", found[0].lower() if found.lastgroup == "date" else found[0].upper()))
            case "general" | "exponent" | "digit" | "point" | "comma" | "percent" | "slash" | "text" as kind:
                tokens.append(_Token(kind, found[0]))
            case _:  # padding
                pass
    close(len(form))
    return tuple(sections[:4])


def _long_date() -> list[_Token]:
    return [
        *(_Token("date", "yyyy"), _Token("literal", "年"), _Token("date", "m"), _Token("literal", "月")),
        *(_Token("date", "d"), _Token("literal", "日")),
    ]


def _section_for(value: Decimal, sections: Sequence[_Section]) -> tuple[_Section | None, Decimal]:
    """The section that shows ``value``, and the part it shows (without the sign, if the section writes that)."""
    numeric = list(sections)
    if len(numeric) == 4 or (len(numeric) > 1 and numeric[-1].has("text")):
        numeric.pop()
    if numeric[0].has("text") and len(numeric) == 1:
        return None, value
    first = numeric[0].condition
    second = numeric[1].condition if len(numeric) > 1 else None
    if first is None and second is None:
        if len(numeric) == 1:
            return numeric[0], value
        if value < 0:
            return numeric[1], -value
        return numeric[2 if len(numeric) > 2 and not value else 0], value
    first = first or _Condition(">" if len(numeric) > 2 else ">=", Decimal(0))
    if first.holds(value):
        return numeric[0], -value if first.negative_only else value
    if len(numeric) == 1:
        return None, value
    if len(numeric) == 2 and second is None:
        only_negative = first.sign in (">", ">=") and first.limit == 0 and value < 0
        return numeric[1], -value if only_negative else value
    second = second or _Condition("<", Decimal(0))
    if second.holds(value):
        return numeric[1], -value if second.negative_only else value
    return (numeric[2], value) if len(numeric) > 2 else (None, value)


def _plain(token: _Token) -> str:
    return token.text if token.kind != "general" else ""


def _rounded(value: Decimal, places: int) -> Decimal:
    if -int(value.as_tuple().exponent) <= places:
        return value
    # Excel computes with 15 digits: 1.005 shows as 1.01, though the binary fraction lies below.
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _number(value: Decimal, section: _Section, *, own_sign: bool) -> str:
    tokens = section.tokens
    digits = [at for at, token in enumerate(tokens) if token.kind == "digit"]
    sign = "-" if value < 0 else ""
    if not digits:
        if not tokens:
            return sign + _numerals(general(abs(value)), section) if section.bare else ""
        bare = general(abs(value) * _hundredfold(tokens))
        body = "".join(_numerals(bare, section) if token.kind == "general" else _plain(token) for token in tokens)
        return (sign if section.has("general") else "") + body
    if len(digits) > _MAX_DIGITS:
        return general(value)
    if own_sign and any(token.kind == "literal" and token.text in ("-", "(") for token in tokens[:1]):
        sign = ""  # the section writes it
    slash = _slash(tokens, digits)
    if slash is not None:
        return sign + _fraction(abs(value) * _hundredfold(tokens), tokens, slash)
    holders = _holders(tokens, digits)
    exponent, point, end = holders.exponent, holders.point, holders.end
    whole, places, commas, grouped = holders.whole, holders.places, holders.commas, holders.grouped
    size = holders.scaled(abs(value), tokens)
    power = 0
    if exponent is not None:
        size, power = _scientific(size, max(1, len(whole)), len(places))
    size = _rounded(size, len(places))
    if not size:
        sign = ""
    left, _, right = format(size, "f").partition(".")
    filled = _filled_whole(left.lstrip("0"), [tokens[at].text for at in whole], grouped)
    written: dict[int, str] = dict(zip(whole, filled, strict=True))
    written |= dict(zip(places, _filled_places(right, [tokens[at].text for at in places]), strict=True))
    if exponent is not None:
        after = [at for at in digits if at > exponent]
        text = str(abs(power)).rjust(sum(tokens[at].text == "0" for at in after), "0")
        mark = tokens[exponent].text
        written[exponent] = "E" + ("-" if power < 0 else "+" if mark[1] == "+" else "")
        written |= dict.fromkeys(after, "")
        written[after[0]] = text
    pieces: list[str] = []
    for at, token in enumerate(tokens):
        if at in written:
            piece = written[at]
        elif token.kind == "comma" and (at in commas or at > digits[0]):
            piece = ""
        elif token.kind == "point" and at == point:
            piece = "." if not whole or any(written[p] for p in places) or not places else ""
        else:
            piece = _plain(token)
        pieces.append(piece)
    if not whole and point < end:
        pieces[point] = f"{left.lstrip('0')}."
    if section.numerals and exponent is None:
        _write_numerals(pieces, whole, places, point, section)
    return sign + "".join(pieces).lstrip(" ")


@attrs.frozen
class _Holders:
    """The positions of the parts of a number in a section: indices of tokens."""

    whole: tuple[int, ...]
    places: tuple[int, ...]
    point: int
    end: int
    """The end of the number, without its exponent."""
    exponent: int | None
    commas: tuple[int, ...]
    grouped: bool
    scaling: int
    """The number of scaling commas."""

    def scaled(self, size: Decimal, tokens: Sequence[_Token]) -> Decimal:
        """The absolute value to show, before it is rounded."""
        return (size * _hundredfold(tokens)).scaleb(-3 * self.scaling)


def _hundredfold(tokens: Sequence[_Token]) -> Decimal:
    return Decimal(100) ** sum(token.kind == "percent" for token in tokens)


def _slash(tokens: Sequence[_Token], digits: Sequence[int]) -> int | None:
    """The slash of a fraction."""
    slash = next((at for at, token in enumerate(tokens) if token.kind == "slash" and at > digits[0]), None)
    return slash if slash is not None and _is_fraction(tokens, slash) else None


def _holders(tokens: Sequence[_Token], digits: Sequence[int]) -> _Holders:
    exponent = next((at for at, token in enumerate(tokens) if token.kind == "exponent"), None)
    end = exponent if exponent is not None else len(tokens)
    point = next((at for at, token in enumerate(tokens[:end]) if token.kind == "point" and at <= digits[-1] + 1), end)
    last = max((at for at in digits if at < end), default=digits[-1])
    whole = tuple(at for at in digits if at < point)
    places = tuple(at for at in digits if point < at < end)
    commas = tuple(at for at, token in enumerate(tokens[:end]) if token.kind == "comma" and at > digits[0])
    edge = max(whole, default=-1)  # a comma right behind the last digit scales, any other groups
    scaling = [at for at in commas if at > last or (edge < at < point and point < end)]
    return _Holders(
        whole=whole,
        places=places,
        point=point,
        end=end,
        exponent=exponent,
        commas=commas,
        grouped=any(at < edge for at in commas),
        scaling=sum(_adjoins(tokens, at) for at in scaling),
    )


def _adjoins(tokens: Sequence[_Token], at: int) -> bool:
    """Whether a comma directly follows a digit (or such a comma)."""
    while at > 0 and tokens[at - 1].kind == "comma":
        at -= 1
    return at > 0 and tokens[at - 1].kind == "digit"


def _filled_whole(digits: str, holders: Sequence[str], grouped: bool) -> list[str]:
    """The digits of the integer part in their placeholders, from the right; the first takes the remaining ones."""
    minimum = len(holders) - next((at for at, holder in enumerate(holders) if holder == "0"), len(holders))
    digits = digits.rjust(minimum, "0")
    out: list[str] = []
    for number in range(len(holders)):  # from the right
        if number == len(holders) - 1:
            piece = digits[: max(0, len(digits) - number)]
        else:
            piece = digits[len(digits) - 1 - number] if number < len(digits) else ""
        if grouped and piece:
            text = ""
            for offset, digit in enumerate(reversed(piece)):
                position = number + offset
                text = digit + ("," if position and position % 3 == 0 else "") + text
            piece = text
        out.append(piece)
    return out[::-1]


def _filled_places(digits: str, holders: Sequence[str]) -> list[str]:
    digits = digits.ljust(len(holders), "0")
    out = [digits[at] for at in range(len(holders))]
    for at in range(len(holders) - 1, -1, -1):
        if holders[at] == "0" or out[at] != "0":
            break
        out[at] = ""
    return out


def _scientific(value: Decimal, width: int, places: int) -> tuple[Decimal, int]:
    if not value:
        return value, 0
    power = value.adjusted() - value.adjusted() % width
    mantissa = _rounded(value.scaleb(-power), places)
    if mantissa >= Decimal(10) ** width:
        power += width
        mantissa = _rounded(value.scaleb(-power), places)
    return mantissa, power


def _is_fraction(tokens: Sequence[_Token], slash: int) -> bool:
    before = next((token for token in reversed(tokens[:slash]) if token.kind != "literal" or token.text.strip()), None)
    after = next((token for token in tokens[slash + 1 :] if token.kind != "literal" or token.text.strip()), None)
    digit_after = after is not None and (after.kind == "digit" or after.text.isdecimal())
    return before is not None and before.kind == "digit" and digit_after


def _fraction(value: Decimal, tokens: Sequence[_Token], slash: int) -> str:
    start = slash
    while start > 0 and tokens[start - 1].kind == "digit":
        start -= 1
    end = slash + 1
    while end < len(tokens) and (tokens[end].kind == "digit" or tokens[end].text.isdecimal()):
        end += 1
    whole = [at for at, token in enumerate(tokens[:start]) if token.kind == "digit"]
    below = "".join(token.text for token in tokens[slash + 1 : end])
    fixed = int(below) if below.isdecimal() and int(below) else 0
    integer = int(value) if whole else 0
    rest = Fraction(value) - integer
    if fixed:
        top, bottom = int(rest * fixed + Fraction(1, 2)), fixed
    else:
        near = rest.limit_denominator(10 ** min(len(below), 7) - 1)
        top, bottom = near.numerator, near.denominator
    if whole and top == bottom:
        integer, top = integer + 1, 0
    head = "".join(_plain(token) for token in tokens[: whole[0] if whole else start])
    middle = "".join(_plain(token) for token in tokens[whole[-1] + 1 : start]) if whole else ""
    tail = "".join(_plain(token) for token in tokens[end:])
    ratio = f"{top}/{bottom}" if top or not whole else ""
    number = str(integer) if integer or not ratio else ""
    return f"{head}{number}{middle if number and ratio else ''}{ratio}{tail}"


_DIGITS = ("〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "０１２３４５６７８９")
_PLACES = (("十", "百", "千"), ("拾", "佰", "仟"), ("十", "百", "千"))


def _numerals(text: str, section: _Section) -> str:
    """A number in the section's numerals, with their places (一百二十三)."""
    if not section.numerals or not text.replace(".", "", 1).isdecimal():
        return text
    kind = section.numerals - 1
    if kind == 2:
        return "".join(_DIGITS[kind][int(each)] if each != "." else each for each in text)
    whole, _, places = text.partition(".")
    digits = _DIGITS[kind]
    written = _with_places(int(whole), digits, _PLACES[kind])
    return written + ("点" + "".join(digits[int(each)] for each in places) if places else "")


def chinese_number(value: int) -> str:
    """A whole number in Chinese: 12 is 十二, 105 is 一百零五."""
    written = _with_places(value, "零一二三四五六七八九", _PLACES[0])
    return written[1:] if 10 <= value < 20 else written


def _with_places(value: int, digits: str, places: Sequence[str]) -> str:
    if value == 0:
        return digits[0]
    out = ""
    groups: list[int] = []
    while value:
        groups.append(value % 10_000)
        value //= 10_000
    names = ("", "万", "亿", "万亿", "亿亿", "万亿亿")
    gap = False
    for at in range(len(groups) - 1, -1, -1):
        group = groups[at]
        if not group:
            gap = bool(out)
            continue
        if out and (gap or group < 1000):
            out += digits[0]
        gap = False
        text, zero = "", False
        for power in (3, 2, 1, 0):
            digit = group // 10**power % 10
            if digit:
                text += (digits[0] if zero and text else "") + digits[digit] + (places[power - 1] if power else "")
                zero = False
            else:
                zero = True
        out += text + names[min(at, len(names) - 1)]
    return out


def _write_numerals(
    pieces: list[str], whole: Sequence[int], places: Sequence[int], point: int, section: _Section
) -> None:
    """Replace the digits by the section's numerals: with places in the whole part, digit by digit behind the point."""
    digits = _DIGITS[section.numerals - 1]
    if whole:
        pieces[whole[0]] = _numerals("".join(pieces[at] for at in whole).replace(",", "") or "0", section)
        for at in whole[1:]:
            pieces[at] = ""
    for at in places:
        pieces[at] = "".join(digits[int(each)] for each in pieces[at])
    if places and section.numerals < 3:
        pieces[point] = "点"


def _fraction_of_second(section: _Section) -> bool:
    """``ss.00``: the only digits a date may have."""
    tokens = section.tokens
    if not any(token.kind == "date" and token.text.startswith("s") for token in tokens):
        return False
    point = next((at for at, token in enumerate(tokens) if token.kind == "point"), None)
    return (
        point is not None
        and point > 0
        and tokens[point - 1].text.startswith("s")
        and all(token.kind != "digit" for token in tokens[:point])
    )


def _date(value: Decimal, section: _Section, from_1904: bool) -> str:
    tokens = section.tokens
    elapsed = any(token.elapsed for token in tokens)
    if not -_MAX_SERIAL < value < _MAX_SERIAL or (value < 0 and not elapsed):
        return general(value)
    places = 0
    for at, token in enumerate(tokens):
        if token.kind == "point":
            places = sum(each.kind == "digit" for each in tokens[at:])
            break
    unit = 10 ** min(places, 3)
    ticks = int(_rounded(abs(value) * 86_400 * unit, 0))
    shows_seconds = any(token.kind == "date" and token.text[:1] == "s" for token in tokens)
    if not shows_seconds and not elapsed:
        ticks = int(_rounded(abs(value) * 86_400, 0)) * unit
    seconds, fraction = divmod(ticks, unit)
    day, second = divmod(seconds, 86_400)
    write = _writer(section, day, second, seconds, from_1904)
    if write is None:
        return general(value)
    twelve = any(token.kind == "date" and token.text in ("AM/PM", "A/P", "上午/下午") for token in tokens)
    pieces: list[str] = []
    after_point = False
    for at, token in enumerate(tokens):
        if token.kind == "date":
            pieces.append(write(token, _is_minute(tokens, at), twelve))
        elif token.kind == "point" and places and not after_point:
            after_point = True
            pieces.append("." + str(fraction).rjust(min(places, 3), "0"))
        elif token.kind == "digit":
            continue
        else:
            pieces.append(_plain(token))
    return ("-" if value < 0 else "") + "".join(pieces)


def _is_minute(tokens: Sequence[_Token], at: int) -> bool:
    """Whether ``m`` stands for minutes: right behind hours or right before seconds."""
    if tokens[at].text[:1] != "m":
        return False
    before = next((token.text for token in reversed(tokens[:at]) if token.kind == "date"), "")
    after = next((token.text for token in tokens[at + 1 :] if token.kind == "date"), "")
    return (
        before[:1] == "h"
        or after[:1] == "s"
        or (before[:1] in ("A", "上") and "h" in "".join(t.text for t in tokens[:at]))
    )


def _writer(
    section: _Section, day: int, second: int, seconds: int, from_1904: bool
) -> Callable[[_Token, bool, bool], str] | None:
    date = _calendar(day, from_1904)
    if date is None:
        return None
    year, month, of_month, weekday = date
    hour, minute = second // 3600, second // 60 % 60
    digits = _DIGITS[section.numerals - 1] if section.numerals else ""

    def number(value: int, width: int) -> str:
        if not digits:
            return str(value).rjust(width, "0")
        written = _with_places(value, digits, _PLACES[section.numerals - 1])
        return written[1:] if 10 <= value < 20 else written  # 十二月, not 一十二月

    def year_text(text: str) -> str:
        return "".join(digits[int(each)] for each in text) if digits else text

    def write(token: _Token, is_minute: bool, twelve: bool) -> str:
        text = token.text
        if token.elapsed:
            total = {"h": seconds // 3600, "m": seconds // 60, "s": seconds}[text[0]]
            return number(total, len(text))
        match text[0]:
            case "y":
                return year_text(f"{year % 100:02}" if len(text) < 3 else f"{year:04}")
            case "e":
                return year_text(str(year))
            case "m" if is_minute:
                return number(minute, min(len(text), 2))
            case "m":
                return number(month, len(text)) if len(text) < 3 else _month(month, len(text), section.chinese)
            case "d":
                return number(of_month, len(text)) if len(text) < 3 else _weekday(weekday, len(text), section.chinese)
            case "a":
                return ("" if len(text) == 3 else "星期") + WEEKDAYS[weekday]
            case "h":
                shown = (hour % 12 or 12) if twelve else hour
                return number(shown, min(len(text), 2))
            case "s":
                return number(second % 60, min(len(text), 2))
            case "A":
                half = "AM" if hour < 12 else "PM"
                return half if text == "AM/PM" else half[0]
            case "上":
                return "上午" if hour < 12 else "下午"
            case _:
                return ""

    return write


def _month(month: int, width: int, chinese: bool) -> str:
    if chinese:
        return f"{month}月"
    name = _MONTHS[month - 1]
    return name[0] if width == 5 else name[:3] if width == 3 else name


def _weekday(weekday: int, width: int, chinese: bool) -> str:
    if chinese:
        return ("周" if width == 3 else "星期") + WEEKDAYS[weekday]
    return _DAYS[weekday][:3] if width == 3 else _DAYS[weekday]


def _calendar(day: int, from_1904: bool) -> tuple[int, int, int, int] | None:
    """Year, month, day and weekday (Monday is 0) of a serial day; 1900-02-29, which Excel has, included."""
    if not from_1904 and day < 61:
        if day == 60:
            return 1900, 2, 29, 2
        if day == 0:
            return 1900, 1, 0, 5
        day += 1
    first = datetime.date(1904, 1, 1) if from_1904 else datetime.date(1899, 12, 30)
    try:
        date = first + datetime.timedelta(days=day)
    except OverflowError:
        return None
    return date.year, date.month, date.day, date.weekday()
