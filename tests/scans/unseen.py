"""``python -m tests.scans.unseen``: small tables drawn as other provinces, fonts, scanners and pens make them.

Each is drawn from the values that it must give: a layout of columns, a font, rules (or dots, or none), and what stands
on scanned paper beside the print. Printed is a line for each, and the sum; ``--keep FOLDER`` keeps the pictures.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import attrs

sys.path[:0] = [str(Path(__file__).parents[1])]

from budget_indicators import read_document  # noqa: E402
from budget_indicators.errors import UserError  # noqa: E402
from scans.look_alikes import FONTS  # noqa: E402
from scans.making import KINDS  # noqa: E402
from scans.measure import _in_doubt, folded  # noqa: E402

if TYPE_CHECKING:
    from PIL.Image import Image

Indicator = tuple[str, str, str, str, str, str]
"""Level 1, level 2, name, sign, number (or words), unit."""
INDICATORS: tuple[Indicator, ...] = (
    ("产出指标", "数量指标", "新建灌溉渠道长度", "≥", "7.6", "公里"),
    ("产出指标", "数量指标", "培训基层兽医人数", "≥", "168", "人"),
    ("产出指标", "数量指标", "购置检测设备", "=", "17", "台"),
    ("产出指标", "质量指标", "设备验收合格率", "≥", "98.5", "%"),
    ("产出指标", "质量指标", "样品重复检测误差", "≤", "0.5", "%"),
    ("产出指标", "时效指标", "资金拨付及时率", "=", "100", "%"),
    ("产出指标", "成本指标", "单位面积补助标准", "≤", "1600", "元/亩"),
    ("效益指标", "经济效益指标", "带动农户年均增收", "≥", "3800", "元"),
    ("效益指标", "社会效益指标", "新增就业岗位", "≥", "61", "个"),
    ("效益指标", "生态效益指标", "污水集中处理率", "≥", "87", "%"),
    ("效益指标", "可持续影响指标", "管护制度健全程度", "", "健全", ""),
    ("满意度指标", "服务对象满意度指标", "受益群众满意度", "≥", "93", "%"),
)


@attrs.frozen
class Unseen:
    """How a table is laid out, printed and spoilt."""

    layout: str
    font: int
    size: float
    dpi: int
    rules: str
    paper: str
    scan: str


LAYOUTS: dict[str, tuple[str, ...]] = {
    "value": ("一级指标", "二级指标", "三级指标", "指标值"),
    "sign": ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"),
    "periods": ("一级指标", "二级指标", "三级指标", "实施周期指标值", "年度指标值"),
    "score": ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    "unit": ("一级指标", "二级指标", "三级指标", "指标方向性", "指标值", "计量单位"),
    "weight": ("一级指标", "二级指标", "三级指标", "目标值", "权重（%）", "备注"),
}
TABLES: tuple[Unseen, ...] = tuple(
    Unseen(*each)
    for each in (
        ("value", 0, 10.5, 200, "grid", "plain", "jpeg"),
        ("sign", 1, 9, 200, "grid", "blue head", "clean"),
        ("periods", 2, 10.5, 150, "grid", "holes", "skew 1"),
        ("score", 3, 9, 200, "grid", "dark head", "clean"),
        ("unit", 4, 10.5, 200, "dotted", "plain", "clean"),
        ("weight", 0, 9, 200, "grid", "shaded", "jpeg"),
        ("value", 1, 9, 150, "level", "plain", "clean"),
        ("sign", 2, 10.5, 200, "grid", "stamp", "clean"),
        ("periods", 3, 9, 200, "grid", "stamp", "jpeg"),
        ("score", 4, 10.5, 200, "grid", "pen", "clean"),
        ("unit", 0, 9, 150, "grid", "ticks", "clean"),
        ("weight", 1, 10.5, 200, "grid", "holes", "grey"),
        ("value", 2, 9, 200, "none", "plain", "clean"),
        ("sign", 3, 10.5, 150, "dotted", "blue head", "clean"),
        ("periods", 4, 9, 200, "level", "plain", "skew 1"),
        ("score", 0, 9, 200, "grid", "stamp", "clean"),
        ("unit", 1, 10.5, 200, "grid", "dark head", "fax"),
        ("weight", 2, 9, 200, "dotted", "shaded", "clean"),
        ("value", 3, 10.5, 200, "grid", "grey seal", "clean"),
        ("sign", 4, 9, 200, "grid", "pen", "jpeg"),
        ("periods", 0, 10.5, 150, "grid", "underlined", "clean"),
        ("score", 1, 9, 200, "grid", "holes", "skew 3"),
        ("unit", 2, 9, 200, "grid", "stamp", "jpeg"),
        ("weight", 3, 10.5, 150, "grid", "ticks", "clean"),
        ("value", 4, 9, 200, "grid", "faded", "clean"),
        ("sign", 0, 9, 150, "grid", "shaded", "fax"),
        ("periods", 1, 9, 200, "none", "plain", "clean"),
        ("score", 2, 10.5, 200, "dotted", "plain", "jpeg"),
        ("unit", 3, 9, 200, "level", "blue head", "clean"),
        ("weight", 4, 10.5, 200, "grid", "grey seal", "jpeg"),
    )
)


def cells(layout: str, each: Indicator, at: int) -> tuple[str, ...]:
    """The cells of an indicator's row."""
    level1, level2, name, sign, number, unit = each
    value = f"{sign}{number}{unit}"
    rest: dict[str, tuple[str, ...]] = {
        "value": (value,),
        "sign": (sign or "定性", number, unit),
        "periods": (value, value),
        "score": (value, value.lstrip("≥≤="), "10", str(10 - at % 3)),
        "unit": ("正向指标" if sign != "≤" else "反向指标", f"{sign}{number}", unit),
        "weight": (value, "10", ""),
    }
    return (level1, level2, name, *rest[layout])


def expected(layout: str, each: Indicator) -> tuple[str, ...]:
    """What must be read of it: both levels, the name, the targets of the period and of the year."""
    level1, level2, name, sign, number, unit = each
    value = folded(f"{sign}{number}{unit}")
    return (level1, level2, name, value if layout == "periods" else "", value)


def drawn(table: Unseen, rows: Sequence[Indicator], seed: int) -> Image:
    """The table as scanned."""
    from PIL import Image as Images
    from PIL import ImageDraw, ImageFont

    dice, dots = Random(seed), table.dpi / 72
    face = ImageFont.truetype(FONTS[table.font], round(table.size * dots))
    grid = [LAYOUTS[table.layout], *(cells(table.layout, each, at) for at, each in enumerate(rows))]
    pad, high = round(4 * dots), round(table.size * 2 * dots)
    widths = [max(round(face.getlength(row[at])) for row in grid) + 3 * pad for at in range(len(grid[0]))]
    left, top = round(36 * dots), round(50 * dots)
    page = Images.new("RGB", (sum(widths) + 2 * left, high * len(grid) + 2 * top), "white")
    draw = ImageDraw.Draw(page)
    draw.text((left, round(14 * dots)), "2024年度项目绩效目标申报表", font=face, fill="black")
    ends = [left + sum(widths[:at]) for at in range(len(widths) + 1)]
    bottom = top + high * len(grid)
    head = {"blue head": ("#bcd3ee", "black"), "dark head": ("#1f3f77", "white")}.get(table.paper)
    if head is not None:
        draw.rectangle((ends[0], top, ends[-1], top + high), fill=head[0])
    if table.paper == "shaded":
        for at in range(1, len(grid), 2):
            draw.rectangle((ends[0], top + high * at, ends[-1], top + high * (at + 1)), fill="#e4e4e4")
    ink = "#8a8a8a" if table.paper == "faded" else "black"
    for down, row in enumerate(grid):
        for across, text in enumerate(row):
            merged = across < 2 and down > 1 and grid[down - 1][: across + 1] == row[: across + 1]
            if merged:
                continue
            x, y = ends[across] + pad, top + high * down + round(0.45 * table.size * dots)
            draw.text((x, y), text, font=face, fill=head[1] if head is not None and down == 0 else ink)
            if table.paper == "underlined" and down and across == 3:
                level = y + round(1.15 * table.size * dots)
                draw.line((x, level, x + face.getlength(text), level), fill="black", width=max(1, table.dpi // 150))
    _rules(draw, table, grid, ends, top, high)
    page = _PAPERS.get(table.paper, lambda page, *_: page)(page, (ends[0], top, ends[-1], bottom), table.dpi, dice)
    return KINDS[table.scan](page, table.dpi)


def _rules(draw: Any, table: Unseen, grid: Sequence[Sequence[str]], ends: Sequence[int], top: int, high: int) -> None:
    width = max(1, table.dpi // 100)

    def line(x0: int, y0: int, x1: int, y1: int) -> None:
        if table.rules != "dotted":
            draw.line((x0, y0, x1, y1), fill="black", width=width)
            return
        step = max(3, table.dpi // 50)
        for at in range(0, max(x1 - x0, y1 - y0), step):
            x, y = (x0 + at, y0) if y0 == y1 else (x0, y0 + at)
            draw.rectangle((x, y, x + step // 3, y + step // 3), fill="black")

    if table.rules == "none":
        return
    for down in range(len(grid) + 1):
        for across in range(len(ends) - 1):
            inside = 1 < down < len(grid) and across < 2
            if inside and grid[down - 1][: across + 1] == grid[down][: across + 1]:
                continue
            line(ends[across], top + high * down, ends[across + 1], top + high * down)
    for x in ends if table.rules != "level" else ():
        line(x, top, x, top + high * len(grid))


Box = tuple[int, int, int, int]


def _multiplied(page: Image, layer: Image) -> Image:
    """Ink on ink: a seal does not cover what is printed."""
    from PIL import ImageChops

    return ImageChops.multiply(page, layer)


def _stamp(page: Image, box: Box, dpi: int, dice: Random) -> Image:
    return _sealed(page, box, dpi, dice, (228, 70, 80))


def _grey_seal(page: Image, box: Box, dpi: int, dice: Random) -> Image:
    return _sealed(page, box, dpi, dice, (150, 150, 150))


def _sealed(page: Image, box: Box, dpi: int, dice: Random, ink: tuple[int, int, int]) -> Image:
    from PIL import Image as Images
    from PIL import ImageDraw, ImageFont

    layer = Images.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(layer)
    half = round(0.75 * dpi)
    x, y = dice.randint((box[0] + box[2]) // 2, box[2] - half // 2), dice.randint(box[1] + half // 2, box[3])
    draw.ellipse((x - half, y - half, x + half, y + half), outline=ink, width=dpi // 18)
    face = ImageFont.truetype(FONTS[4], dpi // 5)
    draw.text((x - half // 2 - dpi // 10, y - dpi // 10), "绩效专用章", font=face, fill=ink)
    return _multiplied(page, layer)


def _holes(page: Image, box: Box, dpi: int, dice: Random) -> Image:
    from PIL import ImageDraw

    draw = ImageDraw.Draw(page)
    for y in (page.height // 4, 3 * page.height // 4):
        x, half = dpi // 4, dpi // 9
        draw.ellipse((x - half, y - half, x + half, y + half), fill=(25, 25, 25))
    return page


def _pen(page: Image, box: Box, dpi: int, dice: Random) -> Image:
    """A signature in blue, and a line of the pen beside the table, in black."""
    from PIL import ImageDraw

    draw = ImageDraw.Draw(page)
    for ink, x, y in (((40, 60, 160), box[2] - dpi, box[3] + dpi // 8), ((30, 30, 30), box[0], box[3] + dpi // 8)):
        points = [(x + at * dpi // 14, y + dice.randint(0, dpi // 4)) for at in range(10)]
        draw.line(points, fill=ink, width=max(2, dpi // 80), joint="curve")
    return page


def _ticks(page: Image, box: Box, dpi: int, dice: Random) -> Image:
    """A reviewer's ticks right of the table, and one in its last column."""
    from PIL import ImageDraw

    draw = ImageDraw.Draw(page)
    for y in range(box[1] + dpi // 2, box[3], dpi // 2):
        x = box[2] + dpi // 12
        tick = [(x, y), (x + dpi // 20, y + dpi // 14), (x + dpi // 7, y - dpi // 9)]
        draw.line(tick, fill=(200, 30, 30), width=max(2, dpi // 70))
    return page


_PAPERS: dict[str, Callable[[Image, Box, int, Random], Image]] = {
    "stamp": _stamp,
    "grey seal": _grey_seal,
    "holes": _holes,
    "pen": _pen,
    "ticks": _ticks,
}


def rows_of(number: int) -> list[Indicator]:
    """Six indicators in the order of their levels, others for each table."""
    dice = Random(100 + number)
    chosen = sorted(dice.sample(range(len(INDICATORS)), 6))
    return [INDICATORS[at] for at in chosen]


def main() -> None:
    """Read each table and compare."""
    parser = argparse.ArgumentParser(prog="python -m tests.scans.unseen")
    parser.add_argument("--keep", type=Path, help="a folder for the pictures")
    parser.add_argument("numbers", nargs="*", type=int, help="tables (from 1); all where none is named")
    args = parser.parse_args()
    total: Counter[str] = Counter()
    for number in args.numbers or range(1, len(TABLES) + 1):
        table, rows = TABLES[number - 1], rows_of(number)
        image = drawn(table, rows, number)
        held = io.BytesIO()
        image.save(held, "PNG", dpi=(table.dpi, table.dpi))
        if args.keep:
            (args.keep / f"{number:02}.png").write_bytes(held.getvalue())
        wanted = Counter(expected(table.layout, each) for each in rows)
        found: Counter[str] = Counter(printed=len(rows))
        notes: list[str] = []
        try:
            document = read_document(held.getvalue(), name=f"{number:02}.png")
        except UserError as problem:
            notes.append(problem.en)
        else:
            notes += [each.code for each in document.diagnostics if each.severity == "error"]
            for project in document.projects:
                for each in project.indicators:
                    levels = (each.level1.name if each.level1 else "", each.level2.name if each.level2 else "")
                    targets = (folded(target.text) if target else "" for target in (each.cycle, each.annual))
                    key = (*levels, folded(each.name), *targets)
                    doubted = _in_doubt(project, each)
                    if wanted[key]:
                        wanted[key] -= 1
                        found["exact"] += 1
                        found["doubted"] += doubted
                    else:
                        found["wrong"] += 1
                        found["silent"] += not doubted
                        notes.append(f"{'?' if doubted else '!'}{key}")
        total += found
        total["refused"] += not (found["exact"] or found["wrong"])
        shown = ", ".join(f"{key} {count}" for key, count in found.items() if count)
        print(f"{number:2} {' '.join(map(str, attrs.astuple(table)))}: {shown} {' '.join(notes)}", flush=True)
    print(dict(total))


if __name__ == "__main__":
    main()
