# ruff: noqa: E501 - the lists of formats
"""Make ``expected.tsv``: what LibreOffice shows for hundreds of number formats and some values of each.

Run by hand where ``soffice`` is on the path: ``python tests/number_formats/make.py``. The tests only read the table.
"""

from __future__ import annotations

import csv
import itertools
import random
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
NUMBERS = (95, 0, -5, 0.95, 1234.567, 1234567, 25000, 0.5)
DATES = (46022, 45658, 45716.625, 45300.999988)
DURATIONS = (2, 0.0625, 1.5)

CORES = (
    "0",
    "0.0",
    "0.00",
    "#,##0",
    "#,##0.00",
    "0.##",
    "#",
    "0!.0,",
    "0.00,",
    "#,##0,",
    "0.0,,",
    "00",
    "000",
    "#,##0.0#",
)
PREFIXES = ("", '"≥"', '"不少于"', "\\≥", "!≤", '"约"', "[Red]", '"¥"', "[$¥-804]", '"第"')
SUFFIXES = ("", '"次"', '"%"', "\\%", "%", '"万元"', "!人", '"次/年"', '" 个"', "次")
WHOLE = (
    "General", 'General"次"', '"约"General"人"', '"≥"General', "@", '"≥"@"%"', "0;-0;;@", ";;;", "0;;", "0;-0;0",
    '0.0;[Red]-0.0', '0"次";"负"0"次"', '0"次";-0"次";"无"', '0"次";-0"次";"无";@', "#,##0_);(#,##0)", "#,##0_);[Red](#,##0)",
    "#,##0.00_);(#,##0.00)", "#,##0.00_);[Red](#,##0.00)", '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', '_-¥* #,##0.00_ ;_-¥* -#,##0.00_ ;_-¥* "-"??_ ;_-@_ ',
    '[>=10000]0!.0,"万";0', '[>=10000]0.0,"千";0', "[>=1]0;0.00", "[<1]0.00%;0", '[=0]"无";0', '[=1]"是";[=0]"否";0',
    '[>=10000]0"大";[>=100]0"中";0"小"', '[<0]"负"0;0', "[>100]0.0;-0", '[<=0]"≤"0;0', '[<>0]0"次";"无"', "[>0]0;[<0]-0;0",
    "# ?/?", "# ??/??", "# ???/???", "?/?", "??/??", "# ?/2", "# ?/4", "# ?/8", "# ??/16", "# ?/10", "# ??/100", '# ?/?"天"',
    "0.00E+00", "0.0E+0", "##0.0E+0", "0E+0", "0.00E-00", "#0.0E+00", '0.0E+0"元"',
    "000-0000-0000", "000-0000", "0000 0000", '0"年"0"月"', "00-00", "0.0.0", "(0)", "[0]", "+0;-0", "+0;-0;0", '0"‰"', "0‰",
    "0%", "0.0%", "0.00%", "#%", "0%%", "0.##%", '0%"以上"', '"≥"0%', '"≥"0.0%', "≥0%", "≤0.0%", '0"%";-0"%"', '0%;-0%;"—"', "-0", "--0",
    "?0.0?", "???", "?.??", "#.##", ".00", "#.", "0.", "#.#", '0.0"米"', "0,000", "#,###", "#,###.##", "0,000.00", '#,##0"元"', '¥#,##0.00',
    "$#,##0.00", '"$"#,##0', "[$$-409]#,##0.00", "[$USD] 0.00", "#,##0.00 [$€-407]", '[$-804]0.00', "[Blue]0", "[Color10]0.0", '[红色]0',
    "0_ ", "0* ", "*-0", "0*x", "_(0_)", '0"a""b"', '0\\"', '0"";', "\\0\\#0", '"0"0', "0 ", " 0", "0  0", "0:0", "0-0", "0+0",
    '0.00"万元";-0.00"万元"', '0.00!万', "0.0,!万", '0!.00,,"亿"', '0!.0000,"万元"', '#!.0,"万"', "0.00,,\"百万\"", '0,"千"', '#,##0.00,"千元"',
)  # fmt: skip
WHOLE_DATES = (
    "yyyy/m/d", "yyyy-mm-dd", "yyyy.mm.dd", "yyyy/mm/dd", 'yyyy"年"m"月"d"日"', 'yyyy"年"m"月"', 'yyyy"年"', 'm"月"d"日"', 'm"月"', 'd"日"',
    'm"月"d"日""前"', 'yyyy"年"m"月底前"', '"于"m"月"d"日前"', 'yy"年"', "yy/m/d", "m/d", "mm-dd", "m/d/yyyy", "d/m/yy", "yyyy", "mm", "dd", "m", "d",
    "yyyymmdd", "yyyymm", "yyyy\\-mm\\-dd", "yyyy!年m!月", 'yyyy"年第"m"期"', "h:mm", "hh:mm:ss", "h:mm:ss", 'h"时"mm"分"', 'h"时"mm"分"ss"秒"',
    "yyyy/m/d h:mm", "yyyy-mm-dd hh:mm:ss", 'yyyy"年"m"月"d"日" h"时"', "h:mm AM/PM", "hh:mm A/P", "mm:ss", "mm:ss.0", "hh:mm:ss.00", "h", "s",
    'h"点"', "[$-804]yyyy\"年\"m\"月\"d\"日\"", '[$-409]d-mmm-yy', "[$-409]mmm-yy", "[$-409]mmmm d, yyyy", "[$-409]dddd", "[$-409]ddd", "[$-804]aaaa",
    "[$-804]aaa", "[$-804]dddd", "aaaa", "e\"年\"m\"月\"", '[DBNum1][$-804]yyyy"年"m"月"d"日"', '[DBNum1][$-804]yyyy"年"m"月"', '[DBNum1][$-804]m"月"d"日"',
    '[DBNum1][$-804]h"时"mm"分"', '[DBNum2][$-804]yyyy"年"m"月"d"日"', "yyyy/m/d;@", 'yyyy"年"m"月"d"日";@', '[$-804]yyyy"年"m"月";@', "[$-F800]dddd, mmmm dd, yyyy",
)  # fmt: skip
WHOLE_DURATIONS = (
    '[h]"小时"', "[h]:mm", "[h]:mm:ss", "[mm]:ss", '[m]"分钟"', '[s]"秒"', "[hh]:mm", '[h]"小时"mm"分"', "[ss]", '[h]"h"', "[h]:mm:ss.0",
)  # fmt: skip
NUMERALS = (
    "[DBNum1][$-804]General", "[DBNum1][$-804]0", "[DBNum2][$-804]General", "[DBNum2][$-804]0", '[DBNum2][$-804]General"元整"',
    '[DBNum1][$-804]General"次"', "[DBNum1][$-804]0.00", "[DBNum3][$-804]0",
)  # fmt: skip
NUMERAL_VALUES = (95, 0, 10, 105, 1234567, 20000, 10500)
TEXTS = ("95", "≥95%", "10次")
TEXT_FORMS = (
    '"≥"@"%"',
    "@",
    ";;;",
    "0;-0;;@",
    '@"次"',
    "0.00",
    '0;-0;0;"约"@',
    "General",
    '"第"@"期"',
    "0;@",
    "\\≥@",
    "!≥@",
    "@@",
    '0;-0;"无"',
    ";;;@",
)


# Formats that nobody named: put together at random, a thousand and more cells.
PARTS = (
    "0", "0.0", "0.00", "#,##0", "#,##0.00", "0.###", "##", "#,###.00", "0.0#", "000.0", "?0.0", "0.0?", "#,##0.0,", "0.000%", "0 %", "#,##0%", "0.0E+0",
    "0.00E+00", "###0.0E+0", "# ?/?", "0/0", "General",
)  # fmt: skip
BEFORE = ('"（"', '"约"', '"达"', "\\+", "\\(", '"("', "¥", "￥", "€", "$", "-", "+", " ", '" "', '"["')
BEHIND = (
    '"）"', '"次/月"', "\\)", ")", '"人·天"', "\\/", '"kg"', '"m²"', '"%左右"', "元", "万", "以上", "天", "个", "\\ ", "_)", "_-", "* ", "*=", "\\%", "%", "‰", "℃", '"℃"',
)  # fmt: skip
LIMITS = ("0", "1", "100", "10000", "-5", "0.5")
RANDOM_VALUES = (
    95,
    0,
    -5,
    0.95,
    1234.567,
    -1234.567,
    1234567,
    0.005,
    0.5,
    12.25,
    -0.25,
    999.995,
    1e-4,
    100000000,
    2.675,
)
RANDOM_DATES = (46022, 45658, 45716.625, 36526.5, 61)
MORE_DATES = (
    "yyyy年m月d日", "yyyy年m月", "m月d日", "yyyy.m", "yyyy/m", "yyyy-m-d h:mm", "d/m/yyyy", "mmm d", "mmmm", "mmmmm", "ddd", "dddd", "yy.m.d", "h AM/PM",
    "h:mm:ss AM/PM", "m:ss", "mm/dd hh:mm", "[$-804]yyyy/m/d dddd", "[$-411]yyyy/m/d", "[$-409]mmmm-yy", "[$-409]dd-mmm-yyyy", 'yyyy"-"mm', 'd"号"', 'hh"点"mm"分"',
    '[h]"时"', "[hh]:mm:ss.00", "s.00", "ss.0", "h:m:s", "hh:mm:ss.000", '[DBNum1][$-804]yyyy"年"', "[DBNum2][$-804]d", '"截至"yyyy/m/d', 'yyyy/m/d"前"', "m/d;@",
    '[<45658]"去年";"今年"', '[>=45658]yyyy;"早"', "dd.mm.", "yyyy  m",
)  # fmt: skip
MORE_NUMERALS = (
    "[DBNum1][$-804]#,##0", '[DBNum2][$-804]0"元"', "[DBNum1][$-804]0%", '[DBNum1][$-804]"第"0"名"', "[DBNum1][$-804]0.0", '[DBNum2][$-804]#,##0"元整"',
    '[DBNum2][$-804]General;[DBNum2][$-804]"负"General',
)  # fmt: skip
MORE_COUNTS = (95, 0, 10, 11, 100, 101, 1001, 10010, 110000, 12.25, 123456789)


def more() -> Iterator[tuple[str, str, str]]:
    """Rows of formats that are put together at random, the same in each run."""
    pick = random.Random(7)
    for _ in range(400):
        form = pick.choice(("", pick.choice(BEFORE))) + pick.choice(PARTS)
        form += pick.choice(("", pick.choice(BEHIND))) + pick.choice(("", "", pick.choice(BEHIND)))
        chance = pick.random()
        if chance < 0.12:
            form += ";" + pick.choice(("-", "负", '"负"', "[Red]", "(", "△", "▲")) + pick.choice(PARTS[:8])
        elif chance < 0.2:
            form += (
                ";" + pick.choice(("-0", '"负"0.0', "(0)")) + ";" + pick.choice(('"零"', '"-"', "0", "", "\\-", '"无"'))
            )
        elif chance < 0.28:
            condition = pick.choice((">", "<", ">=", "<=", "=", "<>")) + pick.choice(LIMITS)
            form = f"[{condition}]{form}" + pick.choice((";0.0", ';"其他"', ";[<0]0.00;General", ';"-"0'))
        elif chance < 0.32:
            form = pick.choice(("[Red]", "[Color5]", "[Green]", "[Magenta]")) + form
        yield from ((form, "number", repr(value)) for value in pick.sample(RANDOM_VALUES, 4))
    for forms, values in ((MORE_DATES, RANDOM_DATES), (MORE_NUMERALS, MORE_COUNTS)):
        yield from ((form, "number", repr(value)) for form in forms for value in values)


def refused(form: str, value: str, shown: str) -> bool:
    """Whether LibreOffice does not know a format that Excel knows: it shows the bare number."""
    return shown == value and shown != "0" and any(char not in "0#,.?" for char in form)


def pairs() -> Iterator[tuple[str, str, str]]:
    """Format, kind of value and value of every row."""
    composed = ["".join(parts) for parts in itertools.product(PREFIXES, CORES, SUFFIXES)]
    forms = dict.fromkeys([*composed[::4], *(f"{core}{suffix}" for core in CORES for suffix in SUFFIXES), *WHOLE])
    for number, form in enumerate(forms):
        chosen = NUMBERS if form in WHOLE else NUMBERS[number % 4 :: 4]
        yield from ((form, "number", repr(value)) for value in chosen)
    for forms_, values in ((WHOLE_DATES, DATES), (WHOLE_DURATIONS, DURATIONS), (NUMERALS, NUMERAL_VALUES)):
        yield from ((form, "number", repr(value)) for form in forms_ for value in values)
    yield from ((form, "text", value) for form in TEXT_FORMS for value in TEXTS)
    yield from dict.fromkeys(more())


def main() -> None:
    """Write the sheet, let LibreOffice show it, and keep what it shows."""
    import openpyxl

    rows = list(pairs())
    book = openpyxl.Workbook()
    sheet = book.active
    for at, (form, kind, value) in enumerate(rows, start=1):
        cell = sheet.cell(at, 1, float(value) if kind == "number" else value)
        cell.number_format = form.replace("!", "\\")  # LibreOffice knows ! only in a Chinese profile
        sheet.cell(at, 2, "|")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "formats.xlsx"
        book.save(path)
        subprocess.run(
            [
                *("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"),
                *("csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true", "--outdir", folder, str(path)),
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )
        with open(Path(folder) / "formats.csv", encoding="utf-8", newline="") as stream:
            shown = [cells[0] for cells in csv.reader(stream, delimiter="\t")]
    assert len(shown) == len(rows), (len(shown), len(rows))
    with open(HERE / "expected.tsv", "w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
        writer.writerow(("format", "kind", "value", "shown"))
        random_from = len(rows) - len(dict.fromkeys(more()))
        kept = [
            (*row, text)
            for at, (row, text) in enumerate(zip(rows, shown, strict=True))
            if at < random_from or not refused(row[0], row[2], text)
        ]
        writer.writerows(kept)
    print(f"{len(kept)} cells, {len({form for form, _, _ in rows})} formats")


if __name__ == "__main__":
    main()
