"""The texts that are measured: variants of the real strings with fresh numbers and names, and damaged ones."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import attrs
from damage.cases import cases

from budget_indicators import Indicator, IndicatorTree, format_indicators, parse_indicators, read_document

SAMPLES = Path(__file__).parent.parent / "samples"
# Characters of place and organisation names, to make names that no cache has seen.
_SYLLABLES = "东西南北中新安平和海江河湖山林石白云花桥村镇乡城港湾田园龙凤金银福德仁义文武明光华兴昌永乐康宁"
_DIGITS = re.compile(r"[0-9]+")
_WRAP = re.compile(r"[\r\n]+")


@attrs.frozen
class Corpus:
    """Strings of one kind; how many indicators and characters they hold."""

    texts: tuple[str, ...]
    indicators: int

    @property
    def characters(self) -> int:
        """Code points in all."""
        return sum(map(len, self.texts))


@functools.cache
def real() -> tuple[IndicatorTree, ...]:
    """The dense strings of the sample documents, as found."""
    documents = [read_document(path) for path in sorted(SAMPLES.glob("*.txt"))]
    found = [project.tree for document in documents for project in document.projects if project.form == "string"]
    return tuple(tree for tree in found if tree.indicators)


def _place(rng: Random) -> str:
    return "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4)))


def _other_number(rng: Random, number: str) -> str:
    """Another number of the same length; 100 (of 100%) stays, as it does from table to table."""
    if number == "100":
        return number
    if len(number) == 4 and number.startswith("20"):
        return f"20{rng.randint(15, 35)}"
    return "".join([rng.choice("123456789"), *rng.choices("0123456789", k=len(number) - 1)])


@attrs.frozen
class _Form:
    """A string in pieces: what stays, the places where a name begins, and the numbers of its values."""

    pieces: tuple[str, ...]
    fresh: tuple[str | None, ...]
    """What follows each piece but the last: a number to be replaced, or ``None``, for the place before a name."""
    indicators: int

    def varied(self, rng: Random) -> str:
        """The text with other numbers in its values and places in its names, line wraps and all."""
        pieces = [self.pieces[0]]
        for fresh, piece in zip(self.fresh, self.pieces[1:], strict=True):
            pieces += _place(rng) if fresh is None else _other_number(rng, fresh), piece
        return "".join(pieces)


def _form(tree: IndicatorTree) -> _Form:
    text = tree.source
    pieces: list[str] = []
    fresh: list[str | None] = []
    at = 0
    for indicator in tree.indicators:
        named = _name_at(text, indicator)
        if named is not None:
            pieces.append(text[at:named])
            fresh.append(None)
            at = named
        for target in sorted(filter(None, (indicator.cycle, indicator.annual)), key=lambda target: target.span):
            for number in _DIGITS.finditer(text, target.span.start, target.span.end):
                pieces.append(text[at : number.start()])
                fresh.append(number[0])
                at = number.end()
    return _Form((*pieces, text[at:]), tuple(fresh), len(tree.indicators))


def _name_at(text: str, indicator: Indicator) -> int | None:
    """Where the name begins; ``None`` where a line wrap or a space stands in its first word."""
    first = next((target.span.start for target in (indicator.cycle, indicator.annual) if target), indicator.span.end)
    at = text.rfind(indicator.name[:4], indicator.span.start, first) if indicator.name else -1
    return at if at >= 0 else None


@functools.cache
def _real_forms() -> tuple[_Form, ...]:
    return tuple(map(_form, real()))


@functools.cache
def _tidy_forms() -> tuple[_Form, ...]:
    return tuple(map(_form, _tidy()))


def _corpus(picked: Sequence[_Form], rng: Random) -> Corpus:
    return Corpus(tuple([form.varied(rng) for form in picked]), sum(form.indicators for form in picked))


def published(count: int, seed: int) -> Corpus:
    """As found in the documents: line wraps, spaces, slips of the pen, in their natural share."""
    rng = Random(f"published/{seed}")
    return _corpus([rng.choice(_real_forms()) for _ in range(count)], rng)


def unwrapped(count: int, seed: int) -> Corpus:
    """As published, but for the line wraps."""
    corpus = published(count, seed)
    return Corpus(tuple(_WRAP.sub("", text) for text in corpus.texts), corpus.indicators)


@functools.cache
def _tidy() -> tuple[IndicatorTree, ...]:
    """The real strings in canonical form."""
    return tuple(parse_indicators(format_indicators(tree)) for tree in real())


def clean(count: int, seed: int) -> Corpus:
    """The real strings in canonical form."""
    rng = Random(f"clean/{seed}")
    return _corpus([rng.choice(_tidy_forms()) for _ in range(count)], rng)


def damaged(count: int, seed: int) -> Corpus:
    """One of the damages of ``tests.damage`` in each string."""
    found = list(cases(count, seed=seed))
    return Corpus(tuple(case.text for case in found), sum(len(case.entries) for case in found))


def values(count: int, seed: int) -> Corpus:
    """Target values one by one, fresh numbers in them; an "indicator" is one value here."""
    rng = Random(f"values/{seed}")
    found: list[str] = []
    while len(found) < count:
        for indicator in rng.choice(_tidy()).indicators:
            for target in filter(None, (indicator.cycle, indicator.annual)):
                found.append(_DIGITS.sub(lambda number: _other_number(rng, number[0]), target.text))
    return Corpus(tuple(found[:count]), count)


OTHER_LAYOUTS: dict[str, Callable[[str], str]] = {
    "no colon": lambda text: text.replace("值:", "值"),
    "no code": lambda text: _LEVEL_CODE.sub("", text),
    "tabs": lambda text: text.replace("；", "\t"),
    "bars": lambda text: text.replace("；", "|"),
    "commas": lambda text: text.replace("；", "，"),
    "numbers in circles": lambda text: _ENTRY_NUMBER.sub(lambda number: chr(0x245F + int(number[1])), text),
    "；for 。": lambda text: text.replace("。", "；"),
    "lines for 。": lambda text: text.replace("。", "\n"),
    "no 。": lambda text: text.replace("。", ""),
}
"""Strings that are written alike from the first entry to the last, but not as usual: a clean string -> such a one."""
_LEVEL_CODE = re.compile("[1-3][1-4]?-(?=[产效满数质时成经社生可服])")
_ENTRY_NUMBER = re.compile("(?<![0-9])([1-9])、(?=[1-3]-)")

KINDS: dict[str, Callable[[int, int], Corpus]] = {
    "clean": clean,
    "as published": published,
    "without wraps": unwrapped,
    "damaged": damaged,
    "values": values,
}
"""How many strings and a seed -> a corpus; another seed gives other strings."""


def long_text(kind: str, indicators: int, seed: int) -> str:
    """One text of about so many indicators."""
    if kind == "hostile":
        return "".join(_hostile(indicators * 72))
    make = KINDS[kind]
    parts: list[str] = []
    have = 0
    while have < indicators:
        corpus = make(min(50, indicators - have), seed)
        seed += 1
        for text in corpus.texts:
            parts.append(text)
            have += max(1, text.count("年度指标值"))
            if have >= indicators:
                break
    return "".join(parts)


_FRAGMENTS = (
    "1、",
    "1-产出指标",
    "；；",
    "实施周期指标值",
    "年度指标值:",
    "11-",
    "。\n",
    "２、",
    "&nbsp;",
    "<p>",
    "、1、1",
    "指标",
)


def _hostile(size: int) -> Iterator[str]:
    """Pieces of the language in no order at all."""
    rng = Random(size)
    while size > 0:
        piece = rng.choice(_FRAGMENTS)
        size -= len(piece)
        yield piece
