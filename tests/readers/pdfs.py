# ruff: noqa: E501 - PDF objects
"""PDF files written by hand: every operator that decides what is seen can be set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

HEAD = ("项目名称", "一级指标", "二级指标", "三级指标", "指标值")
NAMES = ("培训人数", "合格率", "完成时间", "人均成本", "群众满意度", "设备数量")
LEVELS = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("产出指标", "时效指标"),
    ("成本指标", "经济成本指标"),
    ("满意度指标", "服务对象满意度指标"),
    ("产出指标", "数量指标"),
)
VALUES = ("10次", "≥95%", "12月底前", "≤500元", "≥90%", "8台")
XS = (40, 130, 210, 330, 440, 560)
TOP, STEP, SIZE = 720, 24, 9


def text(x: float, y: float, string: str, size: float = SIZE, *, before: str = "", matrix: str = "") -> str:
    """A string drawn with its foot at (x, y)."""
    place = matrix or f"1 0 0 1 {x} {y}"
    return f"q {before} BT /F1 {size} Tf {place} Tm <{string.encode('utf-16-be').hex()}> Tj ET Q\n"


def line(x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> str:
    """A rule."""
    return f"{width} w {x0} {y0} m {x1} {y1} l S\n"


def dots(x0: float, y0: float, x1: float, y1: float, step: float = 2.5) -> str:
    """A rule of small squares."""
    length = max(abs(x1 - x0), abs(y1 - y0))
    count = int(length / step) + 1
    return "".join(
        f"{x0 + (x1 - x0) * k / (count - 1):.2f} {y0 + (y1 - y0) * k / (count - 1):.2f} 0.8 0.8 re f\n"
        for k in range(count)
    )


def box(x: float, y: float, width: float, height: float, grey: float = 1) -> str:
    """A filled box."""
    return f"q {grey} g {x} {y} {width} {height} re f Q\n"


def grid(values: Sequence[str] = VALUES, *, rule=line, rows: Sequence[Sequence[str]] | None = None) -> str:
    """A table of six indicators with rules around every cell."""
    given = rows or [
        HEAD,
        *((("测试项目" if not at else ""), *LEVELS[at], NAMES[at], value) for at, value in enumerate(values)),
    ]
    bottom = TOP - STEP * len(given)
    out = "".join(rule(XS[0], TOP - STEP * at, XS[-1], TOP - STEP * at) for at in range(len(given) + 1))
    out += "".join(rule(x, TOP, x, bottom) for x in XS)
    for at, row in enumerate(given):
        for x, cell in zip(XS, row, strict=False):
            out += text(x + 4, TOP - STEP * at - 16, cell) if cell else ""
    return out


def value_place(row: int) -> tuple[float, float]:
    """Where the value of an indicator (from 0) is drawn."""
    return XS[4] + 4, TOP - STEP * (row + 1) - 16


def pdf(
    *pages: str,
    page_entries: str = "",
    resources: str = "",
    catalog: str = "",
    objects: Mapping[int, str] | None = None,
) -> bytes:
    """A PDF of these content streams; ``objects`` (numbers from 50) are added as they are."""
    kids = " ".join(f"{10 + 2 * at} 0 R" for at in range(len(pages)))
    made: dict[int, bytes] = {
        1: f"<</Type/Catalog/Pages 2 0 R {catalog}>>".encode(),
        2: f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        3: b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        4: b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500]/FontDescriptor 5 0 R>>",
        5: b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
    }
    for at, content in enumerate(pages):
        made[10 + 2 * at] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {11 + 2 * at} 0 R/Resources<</Font<</F1 3 0 R>> {resources}>> {page_entries}>>"
        ).encode()
        made[11 + 2 * at] = b"<</Length %d>>\nstream\n%s\nendstream" % (len(content.encode()), content.encode())
    made |= {number: each.encode() for number, each in (objects or {}).items()}
    out, offsets = b"%PDF-1.5\n", {}
    for number, content in sorted(made.items()):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    out += b"".join(b"%d 1\n%010d 00000 n \n" % (number, at) for number, at in offsets.items())
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (max(made) + 1, start)
