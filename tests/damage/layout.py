"""Damages around and across the entries: line wraps, markup, headings, page numbers."""

# ruff: noqa: E501  (word lists: a line holds what belongs together)

from __future__ import annotations

import re
from random import Random

from .sheet import Entry, Owned, Sheet

_ATOM = re.compile(r"<[^<>\n]{1,40}>|&#?\w{1,8};|\r\n")


def wraps(rng: Random, sheet: Sheet, targets: set[int]) -> set[int]:
    """Lines of any width, with any indentation, with or without blank lines between."""
    sheet.finish.append(_wrap)
    return set(range(len(sheet.entries)))


def _wrap(rng: Random, chars: Owned) -> Owned:
    width = rng.choice((1, 3, 7, 12, 20, 33, 33, 40, 40, 60))
    line = rng.choice(("\n", "\n", "\r\n", "\n\n", "\n\n\n"))
    indent = rng.choice(("", "", "    ", "　　", " ", "\t"))
    sometimes = rng.random() < 0.3
    text = "".join(c for c, _ in chars)
    inside = {at for atom in _ATOM.finditer(text) for at in range(atom.start() + 1, atom.end())}
    wrapped: Owned = []
    column = 0
    for at, (char, owner) in enumerate(chars):
        between = chars[at - 1][1] if at and chars[at - 1][1] == owner else None
        stray = at > 0 and owner is None and chars[at - 1][1] is None
        if column >= width and at not in inside and not stray:
            extra = "\n" if sometimes and rng.random() < 0.3 else ""
            wrapped += [(c, between) for c in line + extra + indent]
            column = 0
        wrapped.append((char, owner))
        column += 1
    return wrapped


def markup(rng: Random, sheet: Sheet, targets: set[int]) -> set[int]:
    """Markup around the whole, around each entry, or between the entries."""
    everyone = set(range(len(sheet.entries)))
    match rng.choice(("whole", "each", "between", "inside")):
        case "whole":
            start, end = rng.choice(
                (("<p>", "</p>"), ("<div><p>", "</p></div>"), ('<td class="a">', "</td>"), ("<P>", "</P>"))
            )
            sheet.head, sheet.tail = start + sheet.head, sheet.tail + end
        case "each":
            start, end = rng.choice(
                (("<p>", "</p>"), ("<li>", "</li>"), ('<span style="font-size:12px">', "</span>"), ("<p>\n", "\n</p>\n"),
                 ('<p style="text-indent: 2em;">', "</p>"), ("<div>", "</div>"), ("<b>", "</b>"))
            )  # fmt: skip
            for e in sheet.entries:
                e.before, e.after = start + e.before, e.after + end
        case "inside":
            tag = rng.choice(("<br>", "<br/>", "</p><p>", "<br>\n"))
            for e in sheet.entries:
                for role in ("sep1", "sep2", "sep3", "sep4"):
                    e[role] += tag if e.strong(role) else ""
        case _:
            tag = rng.choice(("<br>", "<br/>", "<br />", "<BR>", "</p><p>", "<br>\n", "<hr>"))
            for e in sheet.entries[:-1]:
                e.after += tag
    return everyone


HEADINGS = (
    "绩效指标：", "绩效指标:", "绩效指标\n", "项目绩效指标：", "年度绩效指标：", "一、绩效指标：", "（二）绩效指标：", "三级指标：", "【绩效指标】", "绩效指标如下：",
    "二级项目绩效指标：", "2025年度绩效指标：", "培训经费绩效指标：\n", "绩效指标（三级）：", "绩效指标\r\n\r\n", "一级指标；二级指标；三级指标；实施周期指标值；年度指标值\n",
    "绩效指标：\n", "项目支出绩效指标\n", "绩效目标及指标：",
)  # fmt: skip


def heading(rng: Random, sheet: Sheet, targets: set[int]) -> set[int]:
    """A heading before the first entry."""
    sheet.head += rng.choice(HEADINGS)
    return {0}


MARKED = (
    "第3页",
    "第 3 页 共 10 页",
    "第3页/共10页",
    "（续）",
    "(续)",
    "（续表）",
    "（接上页）",
    "（转下页）",
    "(接下页)",
    "第 12 页",
    "共10页第3页",
    "第三页",
)
BARE = ("12", "- 3 -", "—3—", "3 / 10", "续表", "-12-", "·3·", "P3", "Page 3 of 10", "3")


def _page(rng: Random, e: Entry) -> str:
    # A bare number behind a text without an end may as well belong to the text.
    ended = bool(set(e["end"]) & set("。；;"))
    mark = rng.choice((*MARKED, *BARE)) if ended else rng.choice(MARKED)
    glued = mark[0] in "（(" and ended and rng.random() < 0.4
    return mark if glued else rng.choice((f"\n{mark}\n", f"\n\n{mark}\n\n", f"\n  {mark}\n"))


def between(rng: Random, sheet: Sheet, targets: set[int]) -> set[int]:
    """A page number or （续） between two entries."""
    places = {at for at in targets if at}
    for at in sorted(places):
        sheet.entries[at].before = _page(rng, sheet.entries[at - 1]) + sheet.entries[at].before
    return places | {at - 1 for at in places}


def after(rng: Random, sheet: Sheet, targets: set[int]) -> set[int]:
    """A page number or （续） behind the last entry."""
    sheet.tail += _page(rng, sheet.entries[-1])
    return {len(sheet.entries) - 1}
