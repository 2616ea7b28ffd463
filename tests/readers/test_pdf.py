# ruff: noqa: E501 - tables of cases
"""PDF pages as they are seen: watermarks set aside, unseen text left out, dotted rules, turned pages, forms."""

from __future__ import annotations

import pytest

from budget_indicators import Document, read_document

from .pdfs import NAMES, VALUES, box, dots, grid, line, pdf, text, value_place

GREY = "0.8 g"


def read(*pages: str, **options: str) -> Document:
    """The document of these pages."""
    return read_document(pdf(*pages, **options), name="表.pdf")  # type: ignore[arg-type]


def rows(found: Document) -> list[tuple[str, str]]:
    """Names and values of the indicators."""
    return [(each.name, each.annual.text if each.annual else "") for each in found.indicators]


def codes(found: Document) -> list[str]:
    """The findings of readers."""
    return [each.code for each in found.diagnostics if "D050" <= each.code < "D080"]


ALL = list(zip(NAMES, VALUES, strict=True))


def tiles(string: str, size: float, before: str, step: int = 90) -> str:
    """A watermark repeated over the page."""
    return "".join(text(x, y, string, size, before=before) for x in range(30, 560, step) for y in range(540, 740, 35))


def test_a_table_without_any_watermark() -> None:
    """Six indicators and nothing to say."""
    found = read(grid())
    assert rows(found) == ALL
    assert codes(found) == []


WATERMARKS = {
    "grey, level, large": text(90, 620, "严禁外传", 30, before=GREY),
    "grey, level, over the middle": text(200, 650, "内部资料请勿外传", 36, before="0.85 g"),
    "light red": text(90, 620, "征求意见稿", 40, before="1 0.7 0.7 rg"),
    "light CMYK": text(90, 620, "征求意见稿", 40, before="0 0 0 0.2 k"),
    "black but huge": text(60, 580, "草稿", 120),
    "slanted, black": text(0, 0, "内部资料", 30, matrix="0.707 0.707 -0.707 0.707 150 560"),
    "slanted, small, grey": "".join(
        text(0, 0, "草稿", 9, before=GREY, matrix=f"0.866 0.5 -0.5 0.866 {x} {y}")
        for x in range(50, 550, 70)
        for y in range(560, 720, 30)
    ),
    "tiled": tiles("草稿", 14, GREY),
    "tiled, as large as the text": tiles("草稿", 9, GREY),
    "tiled, closer": tiles("样本 SAMPLE", 10, "0.75 g", 120),
    "said to be one": "/Artifact <</Subtype/Watermark/Type/Pagination>> BDC "
    + text(*value_place(1), "严禁", 9)
    + " EMC ",
    "outlined": text(90, 620, "严禁外传", 40, before="0.8 G 1 Tr"),
}


@pytest.mark.parametrize("kind", WATERMARKS)
@pytest.mark.parametrize("first", [True, False], ids=["below", "above"])
def test_watermarks_are_set_aside_and_said(kind: str, first: bool) -> None:
    """Drawn before the table or over it."""
    content = WATERMARKS[kind] + grid() if first else grid() + WATERMARKS[kind]
    found = read(content)
    assert rows(found) == ALL
    assert codes(found) == ["D055"]


def test_a_watermark_on_every_page() -> None:
    """Also where it crosses nothing by chance."""
    mark = text(90, 620, "严禁外传", 30, before=GREY)
    found = read(grid() + mark, grid() + mark)
    assert rows(found) == ALL + ALL


def test_dense_strings_under_a_tiled_watermark() -> None:
    """Names and amounts are kept, too."""
    table = [
        ("项目名称", "总计", "绩效指标"),
        ("业务培训", "12.50", "1、1-产出指标；11-数量指标；培训；"),
        ("设备购置", "30.00", "1、1-产出指标；11-数量指标；设备；"),
    ]
    found = read(tiles("草稿", 12, GREY) + grid(rows=[(a, b, c) for a, b, c in table]))
    assert [(each.name, each.total) for each in found.projects] == [("业务培训", 125000), ("设备购置", 300000)]


X, Y = value_place(0)
UNSEEN = {
    "white beside a value": text(X + 30, Y, "旧值8次", before="1 g"),
    "white on white box": box(X + 28, Y - 3, 60, 12) + text(X + 30, Y, "8次", before="1 1 1 rg"),
    "invisible": text(X + 30, Y, "8次", before="3 Tr"),
    "clipped only": text(X + 30, Y, "8次", before="7 Tr"),
    "off the page": text(700, Y, "8次"),
    "far below": text(X, -50, "8次"),
    "tiny": text(X + 30, Y, "8次", 0.4),
    "under a white box": text(X + 30, Y, "8次") + box(X + 28, Y - 3, 40, 13),
    "under a black box": text(X + 30, Y, "8次") + box(X + 28, Y - 3, 40, 13, 0),
    "white CMYK": text(X + 30, Y, "8次", before="0 0 0 0 k"),
}


@pytest.mark.parametrize("kind", UNSEEN)
def test_unseen_text_is_left_out_and_said(kind: str) -> None:
    """10次 is what stands there."""
    found = read(grid() + UNSEEN[kind])
    assert rows(found) == ALL
    assert codes(found) == ["D054"]


def test_text_under_a_white_box_with_new_text_above_it() -> None:
    """The new text holds."""
    old = grid(("8次", *VALUES[1:]))
    found = read(old + box(X - 2, Y - 3, 60, 14) + text(X, Y, "10次"))
    assert rows(found) == ALL


def test_white_text_on_a_dark_box_is_seen() -> None:
    """A header of white letters."""
    header = box(40, 696, 520, 24, 0.2)
    white = "".join(
        text(x + 4, 704, word, before="1 g")
        for x, word in zip(
            (40, 130, 210, 330, 440), ("项目名称", "一级指标", "二级指标", "三级指标", "指标值"), strict=True
        )
    )
    rows_below = [
        ("", "", "", "", ""),
        *(
            (("测试项目" if not at else ""), "产出指标", "数量指标", name, value)
            for at, (name, value) in enumerate(ALL)
        ),
    ]
    assert rows(read(header + white + grid(rows=rows_below))) == ALL


@pytest.mark.parametrize(
    "rule",
    [dots, lambda *at: f"[1 2] 0 d {line(*at)} [] 0 d\n", lambda *at: dots(*at, step=1.5)],
    ids=["squares", "dashes", "dense"],
)
def test_dotted_rules(rule) -> None:
    """A row of dots is a rule."""
    assert rows(read(grid(rule=rule))) == ALL


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turned_pages(angle: int) -> None:
    """The page says how to turn it, and its text is upright then, sideways or upside down."""
    assert rows(read(grid(), page_entries=f"/Rotate {angle}")) == ALL


@pytest.mark.parametrize("matrix", ["0 1 -1 0 800 0", "0 -1 1 0 0 600", "-1 0 0 -1 600 800"])
def test_tables_set_sideways_or_upside_down(matrix: str) -> None:
    """Without a word from the page."""
    size = "/MediaBox[0 0 800 600]" if not matrix.startswith("-1") else ""
    assert rows(read(f"q {matrix} cm {grid()} Q", page_entries=size)) == ALL


@pytest.mark.parametrize(
    ("mark", "size", "raise_by", "seen", "code"),
    [
        ("①", 5, 4, "10次", ["D059"]),
        ("[1]", 5, 4, "10次", ["D059"]),
        ("2", 5, 4, "10次", ["D059"]),
        ("*", 5, 4, "10次", ["D059"]),
    ],
)
def test_raised_footnote_marks(mark: str, size: float, raise_by: float, seen: str, code: list[str]) -> None:
    """A small mark behind a value is no part of it."""
    found = read(grid() + text(X + 18, Y + raise_by, mark, size))
    assert rows(found)[0] == (NAMES[0], seen)
    assert codes(found) == code


def test_raised_digits_of_units_and_powers() -> None:
    """m2 and 5×10⁴ keep theirs."""
    found = read(
        grid(("500m", "5×10", *VALUES[2:]))
        + text(X + 18, Y + 4, "2", 5)
        + text(X + 22.8, value_place(1)[1] + 4, "4", 5)
    )
    assert [value for _, value in rows(found)[:2]] == ["500m2", "5×10⁴"]


def test_text_that_is_struck_out() -> None:
    """A rule as long as the text through its middle."""
    found = read(grid(("8次10次", *VALUES[1:])) + line(X, Y + 3.4, X + 13.5, Y + 3.4))
    assert rows(found)[0] == (NAMES[0], "10次")
    assert codes(found) == ["D053"]


def test_a_layer_that_is_switched_off() -> None:
    """Optional content that the document does not show."""
    content = grid() + "/OC /L1 BDC " + text(X + 30, Y, "8次") + " EMC "
    options = {"resources": "/Properties<</L1 50 0 R>>", "objects": {50: "<</Type/OCG/Name(old)>>"}}
    assert rows(read(content, catalog="/OCProperties<</OCGs[50 0 R]/D<</OFF[50 0 R]>>>>", **options)) == ALL  # type: ignore[arg-type]
    shown = read(content, catalog="/OCProperties<</OCGs[50 0 R]/D<<>>>>", **options)  # type: ignore[arg-type]
    assert rows(shown)[0] == (NAMES[0], "10次8次")


@pytest.mark.parametrize(
    ("field", "seen"),
    [
        ("/FT/Tx/V(10)", "10次"), ("/FT/Ch/V(10)", "10次"), ("/FT/Tx/V<FEFF00310030>", "10次"), ("/FT/Tx/F 2/V(10)", "次"), ("/FT/Tx/F 4/V(10)", "10次"),
    ],
)  # fmt: skip
def test_filled_form_fields(field: str, seen: str) -> None:
    """What was typed into a field is part of the page."""
    content = grid(("", *VALUES[1:])) + text(X + 12, Y, "次")
    widget = f"<</Type/Annot/Subtype/Widget {field}/Rect[{X} {Y - 2} {X + 11} {Y + 8}]>>"
    found = read(content, page_entries="/Annots[50 0 R]", objects={50: widget})  # type: ignore[arg-type]
    assert rows(found)[0] == (NAMES[0], seen)


def test_the_invisible_text_of_a_scan_is_its_text() -> None:
    """A picture with a text layer under it."""
    image = "q 600 0 0 800 0 0 cm /I1 Do Q "
    picture = {
        50: "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\nstream\nx\nendstream"
    }
    found = read(image + "3 Tr " + grid(), resources="/XObject<</I1 50 0 R>>", objects=picture)  # type: ignore[arg-type]
    assert rows(found) == ALL


def test_grey_text_in_cells_is_text() -> None:
    """Light letters that lie across nothing are no watermark."""
    found = read(grid(("", *VALUES[1:])) + text(X, Y, "10次", before="0.6 g"))
    assert rows(found) == ALL
    assert codes(found) == []


STATES = "/ExtGState<</Clear<</ca 0/CA 0>>/Light<</ca 0.15/CA 0.15>>/Half<</ca 0.5>>/Full<</ca 1>>/Mixed<</BM/Multiply>>/Masked<</SMask<</S/Alpha>>>>>>"


def cover(state: str, grey: float = 1) -> str:
    """A box over the first value in a state of transparency."""
    return f"q /{state} gs {grey} g {X - 2} {Y - 3} 60 14 re f Q\n"


@pytest.mark.parametrize(
    "over", [cover("Clear"), cover("Half"), cover("Light", 0), cover("Mixed"), cover("Masked"), "q 0 0 9 9 re W n " + cover("Full") + "Q"],
    ids=["clear", "half", "grey haze", "multiplied", "masked", "clipped away"],
)  # fmt: skip
def test_a_box_one_sees_through_hides_nothing(over: str) -> None:
    """The value below it stays."""
    found = read(grid() + over, resources=STATES)
    assert rows(found) == ALL
    assert codes(found) == []


def test_transparency_ends_with_its_graphics_state() -> None:
    """A box drawn after it hides what lies below."""
    over = "q /Clear gs Q " + cover("Full") + text(X, Y, "10次")
    found = read(grid(("8次", *VALUES[1:])) + over, resources=STATES)
    assert rows(found) == ALL
    assert codes(found) == ["D054"]


@pytest.mark.parametrize(
    "drawn",
    [text(X + 30, Y, "旧值8次", before="/Clear gs"), text(X + 30, Y, "8次", before="0 0 10 10 re W n")],
    ids=["clear", "clipped away"],
)
def test_text_that_leaves_no_mark_is_unseen(drawn: str) -> None:
    """By its transparency, or outside all that is shown."""
    found = read(grid() + drawn, resources=STATES)
    assert rows(found) == ALL
    assert codes(found) == ["D054"]


@pytest.mark.parametrize("step", [35, 20])
def test_a_watermark_made_light_by_transparency(step: int) -> None:
    """Black, but so transparent that it looks grey."""
    mark = "".join(text(x, y, "草稿", 9, before="/Light gs") for x in range(30, 560, 50) for y in range(540, 740, step))
    found = read(grid() + mark, resources=STATES)
    assert rows(found) == ALL
    assert codes(found) == ["D055"]


PICTURE = "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray{}/Length 1>>\nstream\nz\nendstream"


@pytest.mark.parametrize(("mask", "seen"), [("", "10次"), ("/SMask 51 0 R", "10次")], ids=["opaque", "with a mask"])
def test_a_picture_pasted_over_a_value(mask: str, seen: str) -> None:
    """An opaque one hides the old value; a seal with a mask hides nothing."""
    old = "8次" if not mask else seen
    new = text(X, Y, "10次") if not mask else ""
    found = read(
        grid((old, *VALUES[1:])) + f"q 60 0 0 14 {X - 2} {Y - 3} cm /Im Do Q\n" + new,
        resources="/XObject<</Im 50 0 R>>",
        objects={50: PICTURE.format(mask), 51: PICTURE.format("")},  # type: ignore[arg-type]
    )
    assert rows(found) == ALL
    assert codes(found) == ([] if mask else ["D054"])


def test_text_struck_out_by_a_note() -> None:
    """A reviewer's mark."""
    left, right, low, high = X, X + 13.5, Y - 2, Y + 9
    note = f"/Annots[<</Type/Annot/Subtype/StrikeOut/Rect[{left} {low} {right} {high}]/QuadPoints[{left} {high} {right} {high} {left} {low} {right} {low}]>>]"
    found = read(grid(("8次10次", *VALUES[1:])), page_entries=note)
    assert rows(found) == ALL
    assert codes(found) == ["D053"]
