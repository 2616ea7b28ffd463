"""``python -m tests.scans.look_alikes``: which characters text recognition takes for which others, on rendered values.

Every line is a value or a label as budgets write them, in each Chinese font of this machine, at sizes and resolutions
of real scans, spoilt by JPEG, fax and grey copies. Printed is a table: what stood there, what was read, how often, and
how often in silence (neither unsure nor read otherwise at a second look).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from random import Random

import attrs

sys.path[:0] = [str(Path(__file__).parents[1])]

from scans.making import KINDS  # noqa: E402

FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf",
    "/usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf",
)
_UNITS = ("%", "%", "%", "‰", "次", "万元", "人", "个", "元/人", "天", "户", "份", "亩", "公里")
_SIGNS = ("≥", "≤", "", "", "=", ">", "<", "＞", "不低于", "约", "±", "～")
_LABELS = (
    "11-数量指标", "1-产出指标", "2、1-产出指标", "12-质量指标", "21-经济效益", "二〇二五年", "2025年12月底前",
    "一级指标", "二次", "实施周期指标值:100%", "年度指标值:≥95%。", "10人以上", "1日内", "3-5次", "90%～95%",
    "0.5%以内", "第一季度", "1,234.56",
)  # fmt: skip


@attrs.frozen
class Rendered:
    """A text, and the picture of the line it makes."""

    text: str
    line: object
    dpi: int


def values(count: int) -> Iterator[str]:
    """Values as tables hold them, and some labels."""
    dice = Random(20)
    yield from _LABELS
    for _ in range(count):
        number = dice.choice(
            ["100", "98.5", "0.5", "1", "10", "3", "2", "95", "1.5", "6", "8", "19", "71", "4.01", "360"]
        )
        if dice.random() < 0.4:
            number = str(dice.randint(1, 9999))
        yield dice.choice(_SIGNS) + number + dice.choice(_UNITS)


def rendered(texts: list[str]) -> Iterator[Rendered]:
    """Each text in one font, size, resolution and damage after another."""
    from PIL import Image, ImageDraw, ImageFont

    fonts = [font for font in FONTS if Path(font).exists()]
    at = 0
    for text in texts:
        for font in fonts:
            dpi, size = (150, 200)[at % 2], (9, 10.5, 12)[at % 3]
            kind = ("clean", "jpeg", "fax", "grey")[at // 2 % 4]
            at += 1
            face = ImageFont.truetype(font, round(size * dpi / 72))
            left, top, right, bottom = face.getbbox(text)
            edge = round(3 * dpi / 72)
            page = Image.new("RGB", (int(right - left) + 2 * edge, int(bottom - top) + 2 * edge), "white")
            ImageDraw.Draw(page).text((edge - left, edge - top), text, font=face, fill="black")
            yield Rendered(text, KINDS[kind](page, dpi), dpi)


def main() -> None:
    """Print the table."""
    import numpy

    from budget_indicators.documents.readers.scan.page import SURE, _read
    from budget_indicators.documents.readers.scan.picture import Picture
    from budget_indicators.documents.readers.scan.recognise import LineBox

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    found: Counter[tuple[str, str]] = Counter()
    silent: Counter[tuple[str, str]] = Counter()
    printed: Counter[str] = Counter()
    lines = exact = 0
    for each in rendered(list(values(count))):
        grey = numpy.asarray(each.line).max(axis=2)
        height, width = grey.shape
        glyphs = _read(Picture(grey, float(each.dpi)), LineBox(0, 0, width, height))
        read = "".join(glyph.text for glyph in glyphs)
        sure = [glyph.sure >= SURE for glyph in glyphs for _ in glyph.text]
        lines += 1
        exact += read == each.text
        printed.update(each.text)
        for kind, a, b, c, d in SequenceMatcher(None, each.text, read, autojunk=False).get_opcodes():
            if kind == "equal":
                continue
            pair = (each.text[a:b], read[c:d])
            found[pair] += 1
            beside = sure[max(0, c - 1) : d + 1] if c == d else sure[c:d]
            if all(beside):
                silent[pair] += 1
                print(f"silent: {each.text} -> {read}", file=sys.stderr)
    print(f"{lines} lines, {exact} exact\n")
    print("| printed | read | times | of | in silence |\n|---|---|---:|---:|---:|")
    for (old, new), times in found.most_common():
        print(f"| {old} | {new} | {times} | {printed[old] if len(old) == 1 else ''} | {silent[old, new]} |")


if __name__ == "__main__":
    main()
