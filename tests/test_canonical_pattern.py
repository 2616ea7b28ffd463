"""Which entries the pattern of whole entries takes, and what it says of them: the others are read more slowly."""

from __future__ import annotations

import pytest

from budget_indicators.structure.canonical import canonical, framed, pattern
from budget_indicators.text.cleaning import clean

LONG = "宣" * 400
CASES = [
    # Plain: nothing to report. Taken: its separators or levels are reported. Framed: the parts are sure, what stands
    # between them is looked at. Left: neither.
    ("plain", "1、1-产出指标；11-数量指标；培训；实施周期指标值:1次；年度指标值:2次。"),
    ("plain", "12、1-产出；11-数量；培训人数；实施周期指标值:≥1次；年度指标值:健全。"),
    ("plain", "3、3-满意度指标；31-服务对象满意度指标；群众满意度；实施周期指标值:95%；年度指标值:95%。"),
    ("plain", "1、1-产出指标；11-数量指标；培\n训；实施周期指标值:1次；年度指标值:2次。"),
    ("plain", "12、1-产出指标；11-数量\n指标；培训；实施周期指标值:1次；年度指标值:2次。"),
    ("plain", "1、1-产出指标；11-数量指标；培训；实施周期指标值:1次；年度指标值:提高10。"),
    ("taken", "1、1-产出指标；21-经济效益指标；培训；实施周期指标值:1次；年度指标值:2次。"),
    ("taken", "1、1-产出指标;11-数量指标；培训；实施周期指标值:1次；年度指标值:2次。"),
    ("taken", "1、1-产出指标；11-数量指标：培训；实施周期指标值:1次；年度指标值:2次。"),
    ("taken", "1、1-产出指标；11-数量指标；培训;实施周期指标值:1次；年度指标值:2次。"),
    ("taken", "1、1-产出指标；11-数量指标；培训；实施周期指标值；1次；年度指标值:2次。"),
    ("taken", "1、1-产出指标；11-数量指标；培训；实施周期指标值:1次;年度指标值:2次。"),
    ("taken", "1、1-产出指标；11-数量指标；培训；实施周期指标值:1次；年度指标值；2次。"),
    ("taken", "1、1-产出指标；11-数量指标；培训；实施周期指标值:1次；年度指标值:2次。；"),
    ("taken", "1、1-产出\n指标；11-数量指标；培训；实施周期指标值:1次；年度指标值:2次。；"),
    ("taken", "1、1-产出指标；11-数量指标；培训；实施周期指标值:1次。；年度指标值:2次。"),
    # A name or a value with signs of its own is looked at; the pattern takes it where they mean nothing.
    ("plain", "1、1-产出指标；11-数量指标；“四好”培训；实施周期指标值:1次；年度指标值:2次。"),
    ("framed", "1、1-产出指标；11-数量指标；《年鉴》；实施周期指标值:1次；年度指标值:2次。"),
    ("framed", "1、1-产出指标；11-数量指标；（培训）；实施周期指标值:1次；年度指标值:2次。"),
    ("framed", "1、1-产出指标；11-数量指标；培训10；实施周期指标值:1次；年度指标值:2次。"),
    ("framed", "1、1-产出指标；11-数量指标；培训；实施周期指标值:1O0次；年度指标值:2次。"),
    ("framed", "1、1-产出指标；11-数量指标；培训；实施周期指标值:1次；年度指标值:>=2次。"),
    ("framed", f"1、1-产出指标；11-数量指标；{LONG}；实施周期指标值:1次；年度指标值:2次。"),
    # What may be a page's, or the beginning of another entry.
    ("framed", "1、1-产出指标；11-数量指标；培训；实施周期指标值:1次；年度指标值:2次（续）。"),
    ("framed", "1、1-产出\n指标；11-数量指标；培训；实施周期指标值:1次；年度指标值:2次（续）。"),
    ("left", "1\n2、1-产出指标；11-数量指标；培训；实施周期指标值:1次；年度指标值:2次。"),
    ("left", "1、1-产出指标；11-数量指标；本年度；实施周期指标值:1次；年度指标值:2次；1-产出。"),
    ("left", "1、1-产出指标；11-数量指标；（培训）;实施周期指标值；1次；年度指标值:2次。"),
    ("left", "1、1-产出指标；11-数量指标；（培训）；实施周期指标值:1次;年度指标值；2次。"),
    ("framed", "1、1-产出指标；11-数量指标；（培训）;实施周期指标值:1次；年度指标值:2次。"),
    ("framed", "1、1-产出指标；11-数量指标；（培训）；实施周期指标值:1次;年度指标值：2次。"),
    ("none", "1、1-产出指标；11-数量指标；培训；实施周期指标值:1次。"),
    ("none", "0、1-产出指标；11-数量指标；培训；实施周期指标值:1次；年度指标值:2次。"),
]


@pytest.mark.parametrize(("how", "text"), CASES)
def test_how_an_entry_is_taken(how: str, text: str) -> None:
    """Alone, before and behind a plain one."""
    plain = CASES[0][1]
    assert found(text) == ([] if how == "none" else [how])
    if how != "none":
        assert found(plain + text) == ["plain", how]


def found(text: str) -> list[str]:
    """How each match of the pattern is taken, its parts checked."""
    source = clean(text)
    taken = []
    for match in pattern().finditer(source.text):
        entry = canonical(source, match)
        if entry is None:
            known = framed(source, match)
            taken.append("left" if known is None else "framed")
            if known is not None:
                assert [source.text[one.start : one.end] for one in known.anchors] == [
                    *(match[1], *match[2].replace(":", "；").replace("：", "；").replace(";", "；").split("；")[:2]),
                    *("实施周期指标值", "年度指标值"),
                ]
                assert (known.start, known.end) == match.span()
                assert known.anchors[0].number == int(match[1][:-1])
            continue
        taken.append("plain" if entry.frame.plain else "taken")
        frame = entry.frame
        assert (entry.start, entry.end, entry.number) == (*match.span(), match[1][:-1])
        for part, at in (
            (entry.name, entry.name_start),
            (entry.cycle, entry.cycle_start),
            (entry.annual, entry.annual_start),
        ):
            assert source.text.startswith(part, at), part
        assert source.text[entry.start + len(match[1]) :].startswith(frame.levels)
        assert str(frame.level2)[3:].startswith(frame.levels[:-1].rpartition("-")[2])
        assert entry.name_start == entry.start + len(match[1]) + frame.head
        assert entry.cycle_start == entry.name_start + len(entry.name) + frame.before_cycle
        assert entry.annual_start == entry.cycle_start + len(entry.cycle) + frame.before_annual
        assert entry.end == entry.annual_start + len(entry.annual) + frame.behind
        parts = len(match[1]) + len(entry.name) + len(entry.cycle) + len(entry.annual)
        assert entry.end - entry.start == parts + frame.length
    return taken
