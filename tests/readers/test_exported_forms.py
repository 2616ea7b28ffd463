"""Forms, department tables, self-evaluations and tables with operators of their own, saved as CSV."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from .exports import Export, check

CASES: dict[str, Export] = {}


def case(label: str, data: bytes, rows: Sequence[str] | None, code: str = "", name: str = "表.csv") -> None:
    """One more case."""
    assert label not in CASES
    CASES[label] = Export(data, rows, code, name)


def utf8(text: str) -> bytes:
    """The text in UTF-8."""
    return text.encode()


def gbk(text: str) -> bytes:
    """The text in GB18030."""
    return text.encode("gb18030")


FORM = """\
项目支出绩效目标申报表,,,,,
（2025年度）,,,,,
项目名称,,智慧停车建设,,,
主管部门,,区城管局,实施单位,,区停车中心
资金情况（万元）,,年度资金总额：,,320.5,
,,其中：财政拨款,,320.5,
,,其他资金,,0,
总体目标,"建成停车平台，
接入车位。",,,,
绩效指标,一级指标,二级指标,三级指标,,指标值
,产出指标,数量指标,接入停车场数量,,≥60个
,,质量指标,系统可用率,,≥99.5%
,效益指标,社会效益指标,停车便利度,,有所提升
,满意度指标,服务对象满意度指标,车主满意度,,≥85%
"""
FORM_ROWS = ["智慧停车建设 3205000 | 接入停车场数量 ≥60个 | 系统可用率 ≥99.5% | 停车便利度 有所提升 | 车主满意度 ≥85%"]
case("form gbk", gbk(FORM), FORM_ROWS)
case("form crlf", utf8(FORM.replace("\n", "\r\n")), FORM_ROWS)
case(
    "form quoted all",
    utf8(
        "\n".join(
            ",".join(f'"{y}"' for y in x.split(","))
            for x in FORM.replace('"建成停车平台，\n接入车位。"', "建成停车平台").splitlines()
        )
    ),
    FORM_ROWS,
)
case("form tabs txt", b"\xff\xfe" + FORM.replace(",", "\t").encode("utf-16-le"), FORM_ROWS, name="表.txt")
case("form without trailing commas", utf8("\n".join(x.rstrip(",") for x in FORM.splitlines())), FORM_ROWS)
DEPARTMENT = (
    "部门整体支出绩效目标表,,,,\n部门名称：某县林业局,,,,单位：万元\n"
    "一级指标,二级指标,三级指标,实施周期指标值,年度指标值\n"
    "产出指标,数量指标,造林面积,3万亩,1万亩\n,,管护人员数,240人,240人\n"
    ",质量指标,造林成活率,≥85%,≥85%\n效益指标,生态效益指标,森林覆盖率,62%,60.5%\n"
)
DEPARTMENT_ROWS = [" - | 造林面积 1万亩 | 管护人员数 240人 | 造林成活率 ≥85% | 森林覆盖率 60.5%"]
case("department", gbk(DEPARTMENT), DEPARTMENT_ROWS)
case("department semicolons", utf8(DEPARTMENT.replace(",", ";")), DEPARTMENT_ROWS)
case("department big gaps", utf8(DEPARTMENT.replace("\n", "\n\n\n")), DEPARTMENT_ROWS)
case("department percent lost", utf8(DEPARTMENT.replace("60.5%", "0.605")), None)
case("department bom utf16be", b"\xfe\xff" + DEPARTMENT.encode("utf-16-be"), DEPARTMENT_ROWS)
case("department ranges to dates", utf8(DEPARTMENT.replace("240人,240人", "240人,2月4日")), None)
EVALUATION = (
    "项目支出绩效自评表,,,,,,\n（2024年度）,,,,,,\n项目名称,,社区养老服务,,,,\n"
    "单位：万元,,,,,,\n项目资金（万元）,,,全年预算数,全年执行数,执行率,得分\n"
    ",,年度资金总额,96,90.24,94%,9.4\n"
    "一级指标,二级指标,三级指标,年度指标值,实际完成值,分值,得分\n"
    "产出指标,数量指标,服务老人人次,≥9000人次,9450人次,20,20\n"
    ",质量指标,服务达标率,≥95%,97%,20,20\n"
    "满意度指标,服务对象满意度指标,老人满意度,≥90%,88%,10,8\n总分,,,,,,97.4\n"
)
EVALUATION_ROWS = ["社区养老服务 960000 | 服务老人人次 ≥9000人次 | 服务达标率 ≥95% | 老人满意度 ≥90%"]
case("self-evaluation", gbk(EVALUATION), EVALUATION_ROWS)
case(
    "self-evaluation, percents as fractions",
    utf8(EVALUATION.replace("94%", "0.94").replace("97%", "0.97").replace("≥95%", "0.95")),
    None,
)
case(
    "self-evaluation two budgets",
    utf8(
        EVALUATION.replace("全年预算数,全年执行数", "年初预算数,全年执行数")
        .replace(
            "项目资金（万元）,,,年初预算数,全年执行数,执行率,得分",
            "项目资金（万元）,,年初预算数,全年预算数,全年执行数,执行率,得分",
        )
        .replace(",,年度资金总额,96,90.24,94%,9.4", ",年度资金总额,100,96,90.24,94%,9.4")
    ),
    [EVALUATION_ROWS[0].replace("960000", "1000000")],
    "D034",
)
OPERATORS = (
    "项目名称,一级指标,二级指标,三级指标,指标性质,指标值,度量单位\n"
    "校车补贴,产出指标,数量指标,补贴校车辆数,≥,42,辆\n"
    "校车补贴,产出指标,时效指标,补贴到位时间,≤,9,月\n"
    "校车补贴,满意度指标,服务对象满意度指标,家长满意度,≥,92,%\n"
)
OPERATOR_ROWS = ["校车补贴 - | 补贴校车辆数 ≥42辆 | 补贴到位时间 ≤9月 | 家长满意度 ≥92%"]
case("operators", utf8(OPERATORS), OPERATOR_ROWS)
case("operators NULL unit", utf8(OPERATORS.replace(",42,辆", ",42,NULL")), [OPERATOR_ROWS[0].replace("42辆", "42")])
case("operators as excel formula text", utf8(OPERATORS.replace(",≥,", ',"=""≥""",')), OPERATOR_ROWS)
case("operators lost to ?", gbk(OPERATORS).replace(gbk("≥"), b"?").replace(gbk("≤"), b"?"), None)
case("operators gt eq", utf8(OPERATORS.replace("≥", ">=").replace("≤", "<=")), OPERATOR_ROWS)
case("operators fraction", utf8(OPERATORS.replace("92,%", "0.92,%")), None)
case(
    "columns reordered",
    utf8(
        "三级指标,指标值,二级指标,一级指标,项目名称,金额（元）\n"
        "植树株数,50株,数量指标,产出指标,绿化,5000\n成活率,≥90%,质量指标,产出指标,绿化,5000\n"
    ),
    ["绿化 5000 | 植树株数 50株 | 成活率 ≥90%"],
)
case(
    "dense with pipes txt",
    utf8(
        "|项目名称|总计|绩效指标|\n|---|---|---|\n"
        "|培训|1.50|1、1-产出指标；11-数量指标；期数；实施周期指标值:3期；年度指标值:3期。|\n"
    ),
    ["培训 15000 | 期数 3期"],
    name="表.txt",
)
case("english header", utf8("project,amount,level1,level2,name,target\n培训,1.5,产出指标,数量指标,期数,3期\n"), None)
case(
    "traditional form",
    "項目名稱,一級指標,二級指標,三級指標,指標值\n長者服務,產出指標,數量指標,服務人次,≧500人次\n".encode("cp950"),
    ["長者服務 - | 服務人次 ≧500人次"],
)
case(
    "json lines",
    utf8('{"项目名称":"培训","指标":"期数","值":"3期"}\n{"项目名称":"设备","指标":"台数","值":"5台"}\n'),
    None,
)
case("summary line with colon", utf8(OPERATORS + "合计：3项,,,,,,\n"), OPERATOR_ROWS)
case("export by line", utf8(OPERATORS + "导出人：张三 导出时间：2025-01-06,,,,,,\n"), OPERATOR_ROWS)
case("page x of y row", utf8(OPERATORS.replace("校车补贴,满意", "第1页，共2页,,,,,,\n校车补贴,满意")), OPERATOR_ROWS)
case(
    "star footnote",
    utf8(
        OPERATORS.replace("校车补贴,产出指标,数量", "校车补贴*,产出指标,数量").replace("校车补贴,", "校车补贴*,")
        + "*本项目为延续项目,,,,,,\n"
    ),
    None,
)


@pytest.mark.parametrize("label", CASES)
def test_a_form_saved_as_csv_is_read_or_said(label: str) -> None:
    """Its rows are right, or a finding says what is wrong."""
    check(CASES[label])
