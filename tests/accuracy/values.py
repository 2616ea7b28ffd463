"""Target values: the tables of cases, by section, and what others make of the same values."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias

from targets.notation import HERE, Case, cases, summary

from budget_indicators import Number, Range, parse_target
from budget_indicators.values import read_value

from .tally import Judged, fate

TABLES = sorted((HERE / "cases").glob("*.tsv"))
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
Reader: TypeAlias = Callable[[Case], Decimal | None]


def values() -> Iterator[Judged]:
    """Every row of the tables, by table: all measures, bounds, units, the headline and whether it is a guess."""
    for path in TABLES:
        for case in cases(path):
            target = parse_target(case.text, name=case.name, year=case.year)
            remarks = bool(read_value(target.text, case.name, case.year).remarks)
            said = target.ambiguous or remarks
            yield Judged(path.stem, fate(summary(target) == case.expected, said), said)


def amounts() -> list[tuple[Case, Decimal]]:
    """The rows that state one plain amount, which other tools can be asked for."""
    found: list[tuple[Case, Decimal]] = []
    for path in TABLES:
        for case in cases(path):
            one = re.fullmatch(r"(?:~?[<>]?=?)(-?\d+(?:\.\d+)?)([^\d\s.@↑↓∝→!\[\](),~*]*)", case.expected)
            if one:
                found.append((case, Decimal(one[1])))
    return found


def own(case: Case) -> Decimal | None:
    """The number of our own headline."""
    value = parse_target(case.text, name=case.name, year=case.year).value
    match value:
        case Number():
            return value.value
        case Range(low=low, high=high):
            return low if low is not None else high
        case _:
            return None


def first_number(case: Case) -> Decimal | None:
    """What a script takes: the first digits."""
    return _first(case.text)


def _first(text: str) -> Decimal | None:
    found = _DIGITS.search(text)
    return Decimal(found[0]) if found else None


def recognizers() -> Reader | None:
    """Recognizers-Text, where it is installed: the first number it finds."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from recognizers_number import Culture, NumberRecognizer

            model: Any = NumberRecognizer(Culture.Chinese).get_number_model()
    except ImportError:
        return None

    def read(case: Case) -> Decimal | None:
        found = model.parse(case.text)
        return _decimal(found[0].resolution["value"]) if found else None

    return read


def chinese_numerals() -> Reader | None:
    """cn2an, where it is installed: numerals become digits, of which a script takes the first."""
    try:
        import cn2an
    except ImportError:
        return None

    def read(case: Case) -> Decimal | None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return _first(cn2an.transform(case.text, "cn2an"))
        except ValueError:  # what it does not know
            return _first(case.text)

    return read


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def by_others(read: Reader) -> Iterator[Judged]:
    """The number alone (no bound, no unit), as another tool gives it; it never says that it doubts."""
    for case, wanted in amounts():
        found = read(case)
        yield Judged("", "right" if found == wanted else "refused" if found is None else "silent")
