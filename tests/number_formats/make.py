# ruff: noqa: E501 - the lists of formats
"""Make ``expected.tsv``: what LibreOffice shows for hundreds of number formats and some values of each.

Run by hand where ``soffice`` is on the path: ``python tests/number_formats/make.py``. The tests only read the table.
"""

from __future__ import annotations

import csv
import itertools
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
        writer.writerows((*row, text) for row, text in zip(rows, shown, strict=True))
    print(f"{len(rows)} cells, {len({form for form, _, _ in rows})} formats")


if __name__ == "__main__":
    main()
