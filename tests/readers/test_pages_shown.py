"""Web pages as a browser shows them: what is hidden, deleted, generated, merged or put in by a form."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from .exports import Export, check

HEAD = "项目名称,预算金额（万元）,一级指标,二级指标,三级指标,年度指标值"
ROWS = [
    "河道保洁,120.50,产出指标,数量指标,保洁河道条数,≥36条",
    "河道保洁,,产出指标,质量指标,保洁合格率,≥95%",
    "路灯维护,80,产出指标,数量指标,维护路灯盏数,1200盏",
]
RIVER = "河道保洁 1205000 | 保洁河道条数 ≥36条 | 保洁合格率 ≥95%"
LAMPS = "路灯维护 800000 | 维护路灯盏数 1200盏"
RIGHT = [RIVER, LAMPS]
CASES: dict[str, Export] = {}


def _row(cells: str, tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells.split(",")) + "</tr>\n"


PAGE = (
    "<html><head><meta charset=utf-8></head><body><table border=1>"
    + _row(HEAD, "th")
    + "".join(_row(each, "td") for each in ROWS)
    + "</table></body></html>"
)


def case(label: str, page: str | bytes, rows: Sequence[str] | None = tuple(RIGHT), code: str = "") -> None:
    """One more case."""
    assert label not in CASES
    CASES[label] = Export(page.encode() if isinstance(page, str) else page, rows, code, "表.html")


def put(cell: str) -> str:
    """The page with something else in the cell of the first target."""
    return PAGE.replace("<td>≥36条</td>", f"<td>{cell}</td>")


case("s and ins", put("<s>≥30条</s><ins>≥36条</ins>"), code="D053")
case(
    "class line-through",
    put('<span class="old">≥30条</span>≥36条').replace(
        "<head>", "<head><style>.old{text-decoration:line-through red}</style>"
    ),
    code="D053",
)
case(
    "visibility collapse row",
    PAGE.replace(
        "<tr><td>路灯",
        "<tr style='visibility:collapse'><td>x</td><td>9</td><td>产出指标</td>"
        "<td>数量指标</td><td>旧</td><td>1个</td></tr><tr><td>路灯",
    ),
)
case(
    "textarea and input",
    put("<textarea>≥36条</textarea>").replace(
        "<td>1200盏</td>", "<td><input type=text value='1200盏'><input type=hidden value=9></td>"
    ),
)
case("select", put("<select><option>≤</option><option selected>≥</option></select>36条"))
case("select none selected", put("<select><option>≥</option><option>≤</option></select>36条"))
case(
    "rowspan zero",
    PAGE.replace("<tr><td>河道保洁</td><td>120.50", "<tr><td rowspan=2>河道保洁</td><td rowspan='2'>120.50").replace(
        "<tr><td>河道保洁</td><td></td>", "<tr>"
    ),
)
case(
    "rowspan all the rest, closed by tbody",
    PAGE.replace("<tr><td>河道保洁</td><td>120.50", "<tr><td rowspan=0>河道保洁</td><td rowspan=0>120.50")
    .replace("<tr><td>河道保洁</td><td></td>", "<tr>")
    .replace("<tr><td>路灯", "</tbody><tbody><tr><td>路灯"),
)
case(
    "colspan junk",
    PAGE.replace(
        "<td>产出指标</td><td>数量指标</td><td>保洁",
        "<td colspan='1px'>产出指标</td><td colspan='-3'>数量指标</td><td colspan='0'>保洁",
    ),
)
case(
    "media print only",
    put("≥36<span class=p>条</span>").replace("<head>", "<head><style>@media print{.p{display:none}}</style>"),
)
case(
    "media screen hidden",
    put("≥36条<span class=p>（含上年3条）</span>").replace(
        "<head>", "<head><style>@media screen and (min-width:100px){.p{display:none}}</style>"
    ),
    code="D054",
)
case(
    "not visible in print but nth-child",
    PAGE.replace("<head>", "<head><style>tr:nth-child(3) i{display:none}</style>").replace(
        "<td>≥95%</td>", "<td><i>上年90%</i>≥95%</td>"
    ),
    code="D054",
)
case("opacity 0", put("≥36条<span style='opacity:0'>99</span>"), code="D054")
case("font-size 0", put("<span style='font-size:0'>1</span>≥36条"), code="D054")
case("white on white", put("≥36条<font color=white>9</font>"), code="D054")
case("white on a dark cell", PAGE.replace("<td>≥36条</td>", "<td style='background:#333;color:#fff'>≥36条</td>"))
case("ruby", put("<ruby>≥36<rt>san</rt></ruby>条"))
case("nbsp and ge", put("&nbsp;&ge;&nbsp;36&nbsp;条&nbsp;"), tuple(RIGHT))
case("missing end tags", PAGE.replace("</td>", "").replace("</tr>", ""))
case("comment and script", put("≥3<!-- 100 -->6条<script>document.write('9')</script>"))
case("gb2312", PAGE.replace("charset=utf-8", "charset=gb2312").encode("gb18030"))
case("says utf-8 is gbk", PAGE.encode("gb18030"))
case("mso conditional", PAGE.replace("<head>", "<head><!--[if gte mso 9]><xml><x:ExcelWorkbook/></xml><![endif]-->"))
case(
    "layout table around",
    PAGE.replace("<table border=1>", "<table><tr><td>菜单</td><td><table border=1>").replace(
        "</table>", "</table></td></tr></table>"
    ),
)
case("off screen", put("≥36条<span style='position:absolute;left:-9999px'>复制</span>"), code="D054")
case("aria hidden shows", put("<span aria-hidden=true>≥</span>36条"))
case("hidden until found", put("≥36条<span hidden=until-found>99</span>"), code="D054")
case(
    "hidden parent, visible child",
    put("<span style='visibility:hidden'>9<b style='visibility:visible'>≥36条</b></span>"),
)
case("mathml", put("<math><mo>&ge;</mo><mn>36</mn></math>条"))
case(
    "before content",
    put("<b class=ge>36条</b>").replace("<head>", "<head><style>.ge::before{content:'\\2265'}</style>"),
)
case("sup m2", put("≥36m<sup>2</sup>"), [RIVER.replace("36条", "36m2"), LAMPS])
case("sup footnote", put("≥36条<sup>①</sup>"), code="D059")
case(
    "header in two rows with colspan",
    PAGE.replace(
        "<th>一级指标</th><th>二级指标</th><th>三级指标</th><th>年度指标值</th></tr>",
        "<th colspan=4>绩效指标</th></tr><tr><th></th><th></th><th>一级指标</th>"
        "<th>二级指标</th><th>三级指标</th><th>年度指标值</th></tr>",
    ),
)
case("details closed", put("≥36条<details><summary></summary>上年30条</details>"), code="D054")
case(
    "important",
    put("<i class=x style='display:inline'>9</i>≥36条").replace(
        "<head>", "<head><style>i.x{display:none!important}</style>"
    ),
    code="D054",
)
case(
    "text indent and text-transform", put("<span style='text-indent:-9999px;display:block'>9</span>≥36条"), code="D054"
)
case("noscript template dialog", put("≥36条<noscript>1</noscript><template>2</template><dialog>3</dialog>"))


@pytest.mark.parametrize("label", CASES)
def test_a_page_is_read_as_it_shows(label: str) -> None:
    """Its rows are right, and what was left out is said."""
    check(CASES[label])
