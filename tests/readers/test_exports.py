"""CSV and text files as people export them: from Excel, WPS, databases, pandas, systems with their own habits."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from budget_indicators import read_document
from budget_indicators.text.garbled import garbled as garbled_runs

from .exports import Export, check, codes_of

HEAD = "项目名称,预算金额（万元）,一级指标,二级指标,三级指标,年度指标值"
ROWS = [
    "河道保洁,120.50,产出指标,数量指标,保洁河道条数,≥36条",
    ",,产出指标,质量指标,保洁合格率,≥95%",
    ",,满意度指标,服务对象满意度指标,群众满意度,≥90%",
    "路灯维护,80,产出指标,数量指标,维护路灯盏数,1200盏",
    ",,效益指标,社会效益指标,夜间出行便利度,提高",
]
RIVER = "河道保洁 1205000 | 保洁河道条数 ≥36条 | 保洁合格率 ≥95% | 群众满意度 ≥90%"
LAMPS = "路灯维护 800000 | 维护路灯盏数 1200盏 | 夜间出行便利度 提高"
RIGHT = [RIVER, LAMPS]
TEXT = "\r\n".join([HEAD, *ROWS]) + "\r\n"
TABBED = TEXT.replace(",", "\t")
TRADITIONAL = (
    "項目名稱,預算金額（萬元）,一級指標,二級指標,三級指標,年度指標值\r\n"
    "河道保潔,120.50,產出指標,數量指標,保潔河道條數,≥36條\r\n,,產出指標,品質指標,保潔合格率,≥95%\r\n"
)
COURSES = "1、1-产出指标；11-数量指标；培训期数；实施周期指标值:3期；年度指标值:3期。"
DEVICES = "1、1-产出指标；11-数量指标；设备台数；实施周期指标值:5台；年度指标值:5台。"
DENSE_ROWS = ["培训 15000 | 培训期数 3期", "设备 25000 | 设备台数 5台"]
CASES: dict[str, Export] = {}


def case(
    label: str, data: bytes, rows: Sequence[str] | None = tuple(RIGHT), code: str = "", name: str = "表.csv"
) -> None:
    """One more case."""
    assert label not in CASES
    CASES[label] = Export(data, rows, code, name)


def utf8(text: str) -> bytes:
    """The text in UTF-8."""
    return text.encode()


def gbk(text: str) -> bytes:
    """The text in GB18030."""
    return text.encode("gb18030")


def put(old: str, new: str, text: str = TEXT) -> str:
    """The text with something in it replaced."""
    assert old in text
    return text.replace(old, new)


def garbled(text: str, written: str, read: str) -> str:
    """The text as a program shows it that reads it in another encoding."""
    return text.encode(written).decode(read, "replace")


def q(row: str) -> str:
    """The row with each of its cells in quotes."""
    return ",".join(f'"{cell}"' for cell in row.split(","))


def dense(*rows: str) -> str:
    """A table with its indicators in one string."""
    return "\n".join(["项目名称,总计（万元）,绩效指标", *rows]) + "\n"


case("unicode text", b"\xff\xfe" + TABBED.encode("utf-16-le"), name="表.txt")
case("unicode text csv", b"\xff\xfe" + TABBED.encode("utf-16-le"))
case("utf16le no bom", TABBED.encode("utf-16-le"), name="表.txt")
case("utf16be no bom", TEXT.encode("utf-16-be"))
case("big5", TRADITIONAL.replace("≥", "≧").encode("cp950"), ["河道保潔 1205000 | 保潔河道條數 ≧36條 | 保潔合格率 ≧95%"])
case(
    "bom in the middle",
    b"\xef\xbb\xbf"
    + utf8("\r\n".join([HEAD, *ROWS[:3]]) + "\r\n")
    + b"\xef\xbb\xbf"
    + utf8("\r\n".join([HEAD, *ROWS[3:]]) + "\r\n"),
)
case(
    "mixed line ends",
    utf8(HEAD + "\r\n" + ROWS[0] + "\n" + ROWS[1] + "\r" + ROWS[2] + "\r\n" + ROWS[3] + "\r" + ROWS[4] + "\n"),
)
case(
    "preamble",
    utf8("2025年项目支出绩效目标表,,,,,\r\n预算部门：某区水务局,,,,,单位：元\r\n,,,,,\r\n" + put("（万元）", "")),
    ["河道保洁 120.5" + RIVER[len("河道保洁 1205000") :], "路灯维护 80" + LAMPS[len("路灯维护 800000") :]],
)
case("semicolon decimal comma", utf8(put("120.50", "120;50").replace(",", "\0").replace(";", ",").replace("\0", ";")))
case("quoted newline", gbk(put("保洁河道条数", '"保洁河道\n条数"')))
case(
    "equals text",
    utf8(
        TEXT.replace("项目名称,", "项目编码,项目名称,")
        .replace("\r\n,,", "\r\n,,,")
        .replace("河道保洁", '="0012",河道保洁')
        .replace("路灯维护", '="0013",路灯维护')
        .replace("120.50", '="120.50"')
        .replace("≥36条", '="≥36条"')
    ),
)
case("trailing delimiters", gbk(TEXT.replace("\r\n", ",,,\r\n")))
case("repeated header", utf8("\r\n".join([HEAD, *ROWS[:3], "", HEAD, *ROWS[3:]])))
case("totals row", utf8(TEXT + "合计,200.50,,,,\r\n"))
case("totals row first", utf8(HEAD + "\r\n合计,200.50,,,,\r\n" + "\r\n".join(ROWS)))
case(
    "gbk bad byte",
    gbk(TEXT).replace(gbk("条数,"), b"\xff" + gbk("条数,")),
    [RIVER.replace("条数", "\ufffd条数"), LAMPS],
    "D056",
)
case("mojibake utf8 as gbk", utf8(TEXT.encode().decode("gb18030", "replace")), None)
case("mojibake gbk as latin1", utf8(gbk(TEXT).decode("latin-1")), None)
case("mojibake utf8 as cp1252", b"\xef\xbb\xbf" + utf8(TEXT.encode().decode("latin-1")), None)
case(
    "percent 0.95 unit %",
    utf8(
        TEXT.replace("年度指标值", "年度指标值,度量单位")
        .replace("≥36条", "≥36,条")
        .replace("≥95%", "0.95,%")
        .replace("≥90%", "0.9,%")
        .replace("1200盏", "1200,盏")
        .replace("提高\r", "提高,\r")
    ),
    None,
)
case("percent 0.95 bare", utf8(TEXT.replace("≥95%", "0.95").replace("≥90%", "0.9")), None)
case("thousands quoted", utf8(put("1200盏", '"1,200盏"')), [RIVER, LAMPS.replace("1200", "1,200")])
case("thousands unquoted", utf8(put("1200盏", "≥1,200盏")), [RIVER, LAMPS.replace("1200", "≥1,200")], "D064")
case("3-5 became a date", utf8(put("≥36条", "3月5日")), None)
case("scientific amount", utf8(put("120.50", "1.2050E+02")))
case(
    "scientific code",
    utf8(
        TEXT.replace("项目名称,", "项目编码,项目名称,")
        .replace("\r\n,,", "\r\n,,,")
        .replace("河道保洁", "4.40113E+14,河道保洁")
        .replace("路灯维护", "4.40113E+14,路灯维护")
    ),
)
case("padded", utf8(TEXT.replace(",", " , ").replace("120.50", "  120.50 ")))
case("full-width digits", gbk(put("120.50", "１２０．５０")))
case(
    "yen in yuan",
    utf8(TEXT.replace("（万元）", "（元）").replace("120.50", '"¥1,205,000.00 "').replace(",80,", ',"800,000.00",')),
)
case("tabs in csv gbk", gbk(TABBED))
case("pipes outside", utf8("\n".join("|" + x.replace(",", "|") + "|" for x in [HEAD, *ROWS])))
case("sep with bom", b"\xef\xbb\xbf" + utf8("sep=;\r\n" + TEXT.replace(",", ";")))
case("doubled quotes", utf8(put("河道保洁", '"""两优""河道保洁"')), ['"两优"' + RIVER, LAMPS])
case(
    "backslash quotes",
    utf8("\n".join(q(x) for x in [HEAD, *ROWS]).replace("保洁河道条数", '保洁\\"河道\\"条数').replace('""', "\\N")),
    [RIVER.replace("河道条", '"河道"条'), LAMPS],
)
case("ctrl-z at the end", gbk(TEXT) + b"\x1a", RIGHT)
case("tab behind each cell", utf8("\r\n".join(",".join(f'"{y}\t"' for y in x.split(",")) for x in [HEAD, *ROWS])))
case("apostrophe", utf8(TEXT.replace("120.50", "'120.50").replace("≥36条", "'≥36条")))
case(
    "header with breaks",
    gbk(TEXT.replace("预算金额（万元）", '"预算金额\r\n（万元）"').replace("年度指标值", '"年度\n指标值"')),
)
case(
    "entities",
    utf8(TEXT.replace("≥", "&ge;").replace("路灯维护", "路灯&amp;景观维护")),
    [RIVER, LAMPS.replace("路灯维护", "路灯&景观维护")],
)
case("footer", gbk(TEXT + "填表人：张三,,,联系电话：020-81234567,,填表日期：2025年1月6日\r\n"))
case(
    "pandas index nan",
    utf8("\n".join(["," + HEAD] + [f"{n}," + ",".join(y or "nan" for y in x.split(",")) for n, x in enumerate(ROWS)])),
)
case("null words", utf8("\n".join([HEAD] + [",".join(y or "NULL" for y in x.split(",")) for x in ROWS])))
case("x000D", utf8(put("保洁河道条数", '"保洁河道_x000D_\n条数"')))
case("zero width", utf8(put("保洁河道条数", "保洁\u200b河道\ufeff条数").replace("120.50", "\u200b120.50")))
case("br in cells", utf8(put("保洁河道条数", "保洁河道<br/>条数")))

# a second batch
case("dense, plain", utf8(dense(f"培训,1.50,{COURSES}", f"设备,2.50,{DEVICES}")), DENSE_ROWS)
case(
    "dense, two in one quoted cell with newline",
    utf8(dense(f'培训,1.50,"{COURSES}\n{DEVICES.replace("1、", "2、", 1)}"')),
    ["培训 15000 | 培训期数 3期 | 设备台数 5台"],
)
case(
    "dense, unquoted newline in the cell",
    utf8(dense(f"培训,1.50,{COURSES}\n{DEVICES.replace('1、', '2、', 1)}", f"设备,2.50,{DEVICES}")),
    ["培训 15000 | 培训期数 3期 | 设备台数 5台", "设备 25000 | 设备台数 5台"],
)
case(
    "dense, ascii commas inside unquoted",
    gbk(dense(f"培训,1.50,{COURSES.replace('；', ',')}", f"设备,2.50,{DEVICES}")),
    DENSE_ROWS,
    "D064",
)
case(
    "unicode text with quotes",
    b"\xff\xfe" + put("保洁河道条数", '"保洁""河道""条数"', TABBED).encode("utf-16-le"),
    [RIVER.replace("保洁河道条数", '保洁"河道"条数'), LAMPS],
    name="表.txt",
)
case("unicode text with ='s", b"\xff\xfe" + put("120.50", '="120.50"', TABBED).encode("utf-16-le"), name="表.txt")
case(
    "txt tab NULL",
    utf8(TABBED.replace("\t\t", "\tNULL\t").replace("\nNULL", "\nNULL").replace("\r\n\t", "\r\nNULL\t")),
    name="表.txt",
)
case("bom inside quotes", b"\xef\xbb\xbf" + utf8("\r\n".join(q(x) for x in [HEAD, *ROWS])))
case("two boms", b"\xef\xbb\xbf\xef\xbb\xbf" + utf8(TEXT))
case("bom in a gbk file", b"\xef\xbb\xbf" + gbk(TEXT), None)
case(
    "utf-8 then gbk appended", utf8("\r\n".join([HEAD, *ROWS[:3]]) + "\r\n") + gbk("\r\n".join(ROWS[3:]) + "\r\n"), None
)
case(
    "gbk then utf-8 appended", gbk("\r\n".join([HEAD, *ROWS[:3]]) + "\r\n") + utf8("\r\n".join(ROWS[3:]) + "\r\n"), None
)
case("line separators u2028", utf8(TEXT.replace("\r\n", "\u2028")))
case("nel 0x85", utf8(TEXT.replace("\r\n", "\u0085")))
case("form feed between pages", utf8("\r\n".join([HEAD, *ROWS[:3], "\f" + HEAD, *ROWS[3:]])))
case("blank rows between", gbk(TEXT.replace("\r\n", "\r\n\r\n")))
case("rows of only commas", gbk("\r\n".join([HEAD, *ROWS[:3], ",,,,,", ",,,,,", *ROWS[3:]])))
case(
    "unit in the header 元 whole",
    utf8(TEXT.replace("（万元）", "(元)").replace("120.50", "1205000").replace(",80,", ",800000,")),
)
case("unit in cells", utf8(TEXT.replace("（万元）", "").replace("120.50", "120.50万元").replace(",80,", ",800000元,")))
case(
    "subtotals per unit",
    utf8("单位," + HEAD + "\n水务局,小计,200.5,,,,\n" + "\n".join("水务局," + x for x in ROWS) + "\n"),
)
case("grand total by formula", utf8(TEXT + "合计,=SUM(B2:B6),,,,\r\n"))
case("formula as amount", utf8(put("120.50", "=100+20.5")), None)
case("hash overflow", utf8(put("120.50", "########")), None)
case("div error", utf8(put("≥36条", "#DIV/0!")), None, "D051")
case("percent word", utf8(put("≥95%", "百分之九十五以上")), [RIVER.replace("≥95%", "百分之九十五以上"), LAMPS])
case("permille kept", gbk(put("≥95%", "≤3‰")), [RIVER.replace("≥95%", "≤3‰"), LAMPS])
case("gbk ge as 84", TEXT.replace("≥", "≧").encode("gb18030"), [RIVER.replace("≥", "≧"), LAMPS])
case("dates from fractions", utf8(put("≥36条", "2025/3/5")), None)
case(
    "excel date text in 时效", utf8(put("产出指标,质量指标,保洁合格率,≥95%", "产出指标,时效指标,完成时间,45992")), None
)
case(
    "amount with comma unquoted",
    utf8(put("120.50", "1,205.50")),
    ["河道保洁 12055000" + RIVER[len("河道保洁 1205000") :], LAMPS],
    "D064",
)
case("indian style group", utf8(put("120.50", '"12,05,000"')), None)
case("space group", utf8(put("120.50", "1 205.50")), ["河道保洁 12055000" + RIVER[len("河道保洁 1205000") :], LAMPS])
case(
    "mixed delimiters title",
    gbk(
        "项目支出绩效目标表（2025年度）\n单位：万元；部门：某局；共2项\n"
        + TEXT.replace("（万元）", "").replace(",", "\t")
    ),
)
case(
    "header below units row",
    utf8(
        "序号,"
        + HEAD
        + "\n1,"
        + ROWS[0]
        + "\n,"
        + ROWS[1]
        + "\n,"
        + ROWS[2]
        + "\n2,"
        + ROWS[3]
        + "\n,"
        + ROWS[4]
        + "\n"
    ),
)
case("quoted all with trailing comma", utf8("\r\n".join(q(x) + "," for x in [HEAD, *ROWS])))
case("leading blank column", utf8("\r\n".join("," + x for x in [HEAD, *ROWS])))
case("single quote sql", utf8("\n".join(",".join(f"'{y}'" for y in x.split(",")) for x in [HEAD, *ROWS])))
case(
    "levels in every row, names repeated",
    utf8(
        "\n".join(
            [HEAD]
            + ["河道保洁,120.50," + x.split(",", 2)[2] for x in ROWS[:3]]
            + ["路灯维护,80," + x.split(",", 2)[2] for x in ROWS[3:]]
        )
    ),
)
case("ansi escape", utf8(put("河道保洁", "\x1b[31m河道保洁\x1b[0m")), None)
case("no header", gbk("\n".join(ROWS)), None)
case(
    "footer notes",
    utf8(TEXT + "注：1.本表由单位填报。,,,,,\r\n备注：金额含上年结转,,,,,\r\n制表：李四,,审核：王五,,,\r\n"),
)
case("signature block without colon", utf8(TEXT + "填报人,张三,,联系电话,81234567,\r\n"))
case("printed at", utf8(TEXT + "打印时间：2025-01-06 10:22,,,,,第1页 共1页\r\n"))
case("rate 1", utf8(put("≥95%", "1")), None)
case(
    "plot ratio is no percent",
    utf8(put("保洁合格率,≥95%", "容积率,0.8")),
    [RIVER.replace("保洁合格率 ≥95%", "容积率 0.8"), LAMPS],
)
case(
    "growth 0.5%",
    utf8(put("保洁合格率,≥95%", "投诉率,≤0.5%")),
    [RIVER.replace("保洁合格率 ≥95%", "投诉率 ≤0.5%"), LAMPS],
)
case(
    "european thousands",
    utf8(TEXT.replace(",", ";").replace("120.50", "1.205,50")),
    ["河道保洁 12055000" + RIVER[len("河道保洁 1205000") :], LAMPS],
)
case("record separator file", utf8(TEXT.replace(",", "\x1f").replace("\r\n", "\x1e")), None)
case("tilde caret delim", gbk(TEXT.replace(",", "^")))
case("tab and space padded columns", utf8("\n".join("\t".join(f" {y} " for y in x.split(",")) for x in [HEAD, *ROWS])))

# a third batch
case("row broken in the name", utf8(TEXT.replace("保洁河道条数", "保洁河道\n条数")), RIGHT, "D065")
case(
    "two lines broken",
    utf8(TEXT.replace("夜间出行便利度,提高", "夜间出行\n便利度,提高").replace("维护路灯盏数", "维护路灯\n盏数")),
    RIGHT,
    "D065",
)
case(
    "unit row then projects, ragged",
    utf8("单位/项目名称,总计（万元）,绩效指标\n某水务局,4.00\n" + f"培训,1.50,{COURSES}\n设备,2.50,{DEVICES}\n"),
    None,
    "D033",
)
case(
    "dense broken between entries, three lines",
    utf8(
        dense(
            "培训,1.50,"
            + "\n".join(
                [
                    COURSES,
                    DEVICES.replace("1、", "2、", 1),
                    COURSES.replace("培训期数", "人数").replace("3期", "9人").replace("1、", "3、", 1),
                ]
            )
        )
    ),
    ["培训 15000 | 培训期数 3期 | 设备台数 5台 | 人数 9人"],
    "D065",
)
case(
    "dense broken in mid-entry",
    utf8(dense(f"培训,1.50,{COURSES[:20]}\n{COURSES[20:]}", f"设备,2.50,{DEVICES}")),
    ["培训 15000 | 培训期数 3期", "设备 25000 | 设备台数 5台"],
    "D065",
)
case("title after table", gbk(TEXT + "\r\n2025年部门整体支出绩效目标表\r\n"), RIGHT)
case("dash amounts", utf8(TEXT.replace(",80,", ",-,")), [RIVER, LAMPS.replace("800000", "-")])
case("zero amount", utf8(TEXT.replace(",80,", ",0.00,")), [RIVER, LAMPS.replace("800000", "0")])
case(
    "amount full-width comma",
    gbk(put("120.50", '"１，２０５．５０"')),
    ["河道保洁 12055000" + RIVER[len("河道保洁 1205000") :], LAMPS],
)
case("amount with 元 suffix, header 万元", utf8(put("120.50", "1205000元")))
case("amount in words", utf8(put("120.50", "壹佰贰拾万伍仟元整")))
case("two amounts in one cell", utf8(put("120.50", "120.50/100.00")), None)
case("amount with note", utf8(put("120.50", "120.50（含上年结转20）")), None)
case("percent with blank", utf8(put("≥95%", "≥ 95 %")), RIGHT)
case("ge as >=", utf8(put("≥95%", ">=95%")), [RIVER.replace("≥95%", ">=95%"), LAMPS])
case("ge as question mark (lost)", gbk(TEXT).replace(gbk("≥"), b"?"), None)
case("utf-8 lossy replacement chars", utf8(TEXT.replace("≥", "\ufffd")), None, "D030")
case("html entity number", utf8(TEXT.replace("≥", "&#8805;")))
case("null in level cells", utf8("\n".join([HEAD] + [",".join(y or "null" for y in x.split(",")) for x in ROWS])))
case("none is a name part", utf8(put("河道保洁", "None项目")), ["None项目" + RIVER[4:], LAMPS])
case("nan in the value", utf8(put("≥36条", "nan")), None)
case("dash in the value", utf8(put("≥36条", "—")), None)
case("project named 备注系统", utf8(put("路灯维护", "备注系统升级")), [RIVER, "备注系统升级" + LAMPS[4:]])
case("project named 联系人民群众", utf8(put("路灯维护", "联系人民群众经费")), [RIVER, "联系人民群众经费" + LAMPS[4:]])
case("project 制表室改造", utf8(put("路灯维护", "制表室改造")), [RIVER, "制表室改造" + LAMPS[4:]])
case(
    "rate named 1:1",
    utf8(put("保洁合格率,≥95%", "师生比例,1:19")),
    [RIVER.replace("保洁合格率 ≥95%", "师生比例 1:19"), LAMPS],
)
case("rate 100", utf8(put("≥95%", "100")), [RIVER.replace("≥95%", "100"), LAMPS])
case("rate ≥0.9", utf8(put("≥95%", "≥0.95")), None)
case("range 3-5 stays", utf8(put("≥36条", "3-5")), [RIVER.replace("≥36条", "3-5"), LAMPS])
case("May-03", utf8(put("≥36条", "5-Mar")), None)
case(
    "serial amount stays",
    utf8(TEXT.replace("120.50", "45992")),
    ["河道保洁 459920000" + RIVER[len("河道保洁 1205000") :], LAMPS],
)
case("serial as value of a count", utf8(put("≥36条", "45992")), [RIVER.replace("≥36条", "45992"), LAMPS])
case("excel csv utf-8 mac cr", b"\xef\xbb\xbf" + utf8(TEXT.replace("\r\n", "\r")))
case("gbk cr only with quoted lf", gbk(TEXT.replace("\r\n", "\r").replace("保洁河道条数", '"保洁河道\n条数"')))
case("utf16be bom tabs", b"\xfe\xff" + TABBED.encode("utf-16-be"), name="表.txt")
case("gb18030 mark", b"\x84\x31\x95\x33" + gbk(TEXT))
case(
    "header repeated with other order",
    utf8(
        "\r\n".join([HEAD, *ROWS[:3]]) + "\r\n项目名称,一级指标,二级指标,三级指标,年度指标值,预算金额（万元）\r\n"
        "路灯维护,产出指标,数量指标,维护路灯盏数,1200盏,80\r\n"
        ",效益指标,社会效益指标,夜间出行便利度,提高,\r\n"
    ),
)
case(
    "two tables, other unit",
    utf8(
        TEXT + "\r\n项目名称,预算金额（元）,一级指标,二级指标,三级指标,年度指标值\r\n"
        "绿化,5000,产出指标,数量指标,植树株数,50株\r\n"
    ),
    [RIVER, LAMPS, "绿化 5000 | 植树株数 50株"],
)
case("comment lines", utf8("# exported 2025-01-06\n# user: a\n" + TEXT))
case(
    "wps csv with title merged",
    gbk(",,项目支出绩效目标申报表,,,\r\n,,（2025年度）,,,\r\n填报单位：某局,,,,,单位：万元\r\n" + TEXT),
)
case(
    "empty header cell",
    utf8(
        TEXT.replace("预算金额（万元）,", "预算金额（万元）,,")
        .replace("120.50,", "120.50,,")
        .replace(",80,", ",80,,")
        .replace("\r\n,,", "\r\n,,,")
    ),
)
case(
    "ordinal and code cols text",
    utf8("\n".join([f"序号,项目代码,{HEAD}"] + [f"{n},'440113{n:012d},{x}" for n, x in enumerate(ROWS, 1)])),
)
case(
    "a line of one cell below a string is no part of it",
    utf8(dense(f"培训,1.50,{COURSES[:-1]}", "某某县水务局", f"设备,2.50,{DEVICES}")),
    DENSE_ROWS,
)

# encodings mixed up, in one cell or in all
case("one cell: >= utf8 as gbk", utf8(put("≥36条", garbled("≥36条", "utf-8", "gb18030"))), None)
case("one cell: >= utf8 as cp1252", utf8(put("≥36条", garbled("≥", "utf-8", "cp1252") + "36条")), None)
case("one name: utf8 as gbk", utf8(put("保洁河道条数", garbled("保洁河道条数", "utf-8", "gb18030"))), None)
case("one name: gbk as latin1", utf8(put("保洁河道条数", garbled("保洁河道条数", "gbk", "latin-1"))), None)
case("one name: gbk as cp1252", utf8(put("保洁河道条数", garbled("保洁河道条数", "gbk", "cp1252"))), None)
case("project name: utf8 as gbk", utf8(put("河道保洁", garbled("河道保洁", "utf-8", "gb18030"))), None)
case("big5 as gbk whole", utf8(TRADITIONAL.replace("≥", "≧").encode("cp950").decode("gb18030", "replace")), None)
case("gbk as big5 whole", utf8(gbk(TEXT).decode("cp950", "replace")), None)
case("gbk 0xa0", gbk(TEXT).replace(gbk("河道条数"), gbk("河道") + b"\xa0" + gbk("条数")), None)
case("gbk lone lead before comma", gbk(TEXT).replace(gbk("保洁河道条数,"), gbk("保洁河道条") + b"\xca,"), None)
case("gbk shifted cell: lost first byte", gbk(TEXT).replace(gbk("保洁河道条数,"), gbk("保洁河道条数")[1:] + b","), None)
case("utf8 lost last byte of a char before comma", utf8(TEXT).replace(utf8("条数,"), utf8("条数")[:-1] + b","), None)
case("gbk value lost a byte", gbk(TEXT).replace(gbk("≥36条"), gbk("≥36条")[1:]), None)
case("utf-8 with 80 inside", utf8(TEXT).replace(utf8("36条"), b"36\x80" + utf8("条")), None)
case("double utf8", garbled(TEXT, "utf-8", "latin-1").encode(), None)
case("html entities double", utf8(TEXT.replace("≥", "&amp;ge;")), RIGHT)
case("percent-encoded name", utf8(put("河道保洁", "%E6%B2%B3%E9%81%93%E4%BF%9D%E6%B4%81")), None)
case("private use char", utf8(put("≥36条", "\ue00036条")), None)
case("kangxi radical", utf8(put("提高", "提⾼")), RIGHT)
case("compat ideograph", utf8(put("数量指标,维护", "數量指标,维护")), RIGHT)
case("rtl mark", utf8(put("≥36条", "\u202e≥36条\u202c")), RIGHT)
case("soft hyphen", utf8(put("保洁河道条数", "保洁\u00ad河道条数")), RIGHT)
case("fullwidth header", utf8(put("项目名称", "项目　名称")), RIGHT)


@pytest.mark.parametrize("label", CASES)
def test_an_export_is_read_or_said(label: str) -> None:
    """Its rows are right, or a finding says what is wrong."""
    check(CASES[label])


@pytest.mark.parametrize("text", ["1,2\n3,4\n", "1、2；3", "2025-01-06 10:22\n1\n2\n"])
@pytest.mark.parametrize("name", ["表.csv", "表.txt"])
def test_numbers_without_a_word_hold_no_indicators(text: str, name: str) -> None:
    """A finding says that another kind of document was given."""
    document = read_document(text.encode(), name=name)
    assert not document.projects
    assert "D004" in codes_of(document)


def test_any_text_may_be_looked_at_for_garbled_runs() -> None:
    """Signs that are none of the Latin encodings', halves of characters, marks in a row: nothing is raised or found."""
    for text in (
        "……——……",
        "××县××××年",
        "\u2015\u2016\u201b\u2023àÓéè",
        "\ud800\udfff娌",
        "%E6%B2",
        "À" * 500,
    ):
        assert not list(garbled_runs(text))
