"""Spelling mistakes, and how near a word is to the words it may be meant for."""

# ruff: noqa: E501  (word lists: a line holds what belongs together)

from __future__ import annotations

import unicodedata
from random import Random

from .vocabulary import LEVEL1, LEVEL2

# What hands and scanners put for a character, and what may stand for any. None of them occurs in a key or a level.
ALIKE = {
    "值": "直植置殖", "标": "票示杯林", "指": "旨脂措", "期": "其朝斯", "周": "同用冈", "实": "买宝头", "施": "旋拖", "年": "牛午", "度": "渡席庋",
    "目": "日自且", "本": "木术", "当": "兰", "产": "户厂", "出": "岀击", "效": "郊较", "益": "溢盖", "满": "蹒", "意": "竞忆", "量": "里童", "数": "敷教",
    "质": "盾", "时": "肘旪", "成": "戌戊", "经": "径轻", "济": "挤剂", "社": "杜仕", "会": "合公", "生": "牲主", "态": "态太", "可": "叮司", "持": "待特",
    "续": "读绪", "影": "彭", "响": "晌向", "服": "报", "务": "雾", "对": "队时", "象": "像",
}  # fmt: skip
ANY = "大小天人工口木白的了在是有和与该各己心手九土x"
_SOME = 0.4


def _any(rng: Random) -> str:
    """Some character: a simple one, any Han character, a letter or a digit."""
    roll = rng.random()
    if roll < _SOME:
        return rng.choice(ANY)
    return chr(rng.randrange(0x4E00, 0x9FA6)) if roll < 0.9 else rng.choice("aBxO0o1l")


MISTAKES = ("wrong", "lost", "extra", "swapped")


def mistake(rng: Random, word: str, how: str, *, inner_start: bool, inner_end: bool) -> str:
    """``word`` with one mistake; ``inner_…`` keeps it from that edge, where it could belong to the neighbour."""
    low, high = int(inner_start), len(word) - int(inner_end)
    match how:
        case "wrong":
            places = range(low, high)
            at = rng.choice(places) if places else -1
            if at < 0:
                return word
            return (
                word[:at]
                + (rng.choice(ALIKE[word[at]]) if word[at] in ALIKE and rng.random() < _SOME else _any(rng))
                + word[at + 1 :]
            )
        case "lost":
            at = rng.randrange(len(word))
            return word[:at] + word[at + 1 :]
        case "extra":
            at = rng.randint(low, high)
            twice = word[at - 1] if at else word[0]
            if at <= low and inner_start:  # 实实施… is 实 before the word
                twice = _any(rng)
            return word[:at] + (twice if rng.random() < _SOME else _any(rng)) + word[at:]
        case _:
            at = rng.randrange(low, len(word) - 1)
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def distance(one: str, other: str) -> int:
    """Edits between two short words: a wrong, lost, extra or swapped character is one."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def nearest_levels(text: str, *, second: bool) -> set[str]:
    """The codes of the levels a text is nearest to, at one edit at most, with or without 指标."""
    near: dict[int, set[str]] = {}
    for code, name in (LEVEL2 if second else LEVEL1).items():
        for word in (name, name.removesuffix("指标")):
            if abs(len(word) - len(text)) <= 1:
                near.setdefault(distance(text, word), set()).add(code)
    return near.get(0) or near.get(1) or set()


def _radicals() -> dict[str, str]:
    table: dict[str, str] = {}
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFA6E)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code):
            table.setdefault(plain, chr(code))
    return table


RADICALS = _radicals()
"""A character -> the Kangxi radical or compatibility ideograph that PDF producers write for it."""
WIDE = {chr(c): chr(c + 0xFEE0) for c in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B), 0x25)}
"""ASCII digits, letters and % -> their full-width forms."""
