"""The rules of the group ``documents`` that readers report: what a reader of the file does not see, or cannot have."""

from __future__ import annotations

from ..model.rule import Rule
from .declare import READING, rule, rules_in

FORMULA = rule(
    "D050",
    ("formula-without-value", "公式无结果"),
    "error",
    ("a cell contains a formula without a stored result", "单元格是公式，但文件中没有保存结果"),
    (
        "{where}: formula without a stored value; open the file in a spreadsheet program, save it and read it again",
        "{where_zh}：公式没有保存计算结果，请用电子表格软件打开并保存后再读取",
    ),
    (
        "A program wrote the file and nobody opened it since: the displayed number is not in the file.",
        "文件由程序生成，之后没有在电子表格软件中打开过，因此文件里没有应显示的数。",
    ),
    source=READING,
)
ERROR_VALUE = rule(
    "D051",
    ("error-value", "单元格错误值"),
    "error",
    ("a cell shows an error instead of a value", "单元格显示的是错误值"),
    ("{where}: the cell shows the error {text}, not a value", "{where_zh}：单元格显示错误值 {text}"),
    ("A formula of the sheet is broken; its result is unknown.", "表中的公式已损坏，应显示的内容无从得知。"),
    source=READING,
)
HIDDEN = rule(
    "D052",
    ("hidden-left-out", "隐藏内容未读"),
    "warning",
    ("a hidden sheet, row or column was left out", "隐藏的工作表、行或列未读取"),
    (
        "{where}: hidden in the file, left out (it contains {text})",
        "{where_zh}：在文件中被隐藏，未读取（内容：{text}）",
    ),
    (
        (
            "A reader of the file does not see it: an old version, a calculation, or something that should be there. "
            "Show it and read the file again if it belongs to the table."
        ),
        "打开文件的人看不到这些内容：可能是旧版本、计算过程，也可能是漏掉的内容。如属于该表，请取消隐藏后再读取。",
    ),
    source=READING,
)
STRUCK_OUT = rule(
    "D053",
    ("struck-out-left-out", "删除线文字未读"),
    "info",
    ("struck-out or deleted text was left out", "带删除线或已删除的文字未读取"),
    ("{where}: struck-out or deleted text was left out: {text}", "{where_zh}：带删除线或已删除的文字未读取：{text}"),
    ("Struck-out text is no longer valid; its replacement was read.", "带删除线的文字已作废，读取的是替换后的文字。"),
    source=READING,
)
UNSEEN = rule(
    "D054",
    ("unseen-text-left-out", "不可见文字未读"),
    "info",
    ("text that a reader does not see was left out", "不可见的文字未读取"),
    ("{where}: text that is not visible was left out: {text}", "{where_zh}：不可见的文字未读取：{text}"),
    (
        (
            "Text that is hidden, white, covered or off the page is left over from earlier versions, or meant for "
            "programs; a reader of the file does not see it."
        ),
        "隐藏、白色、被遮盖或页面以外的文字多为旧版本残留，打开文件的人看不到。",
    ),
    source=READING,
)
WATERMARK = rule(
    "D055",
    ("watermark-set-aside", "水印未读"),
    "info",
    ("a watermark was set aside", "水印文字未读取"),
    ("{where}: a watermark was set aside: {text}", "{where_zh}：水印文字未读取：{text}"),
    (
        "Characters of a watermark are mixed with those of the table and would become part of names and targets.",
        "水印的字夹在表格文字之间，会混进名称和指标值。",
    ),
    source=READING,
)
BAD_BYTES = rule(
    "D056",
    ("bad-bytes", "字节损坏"),
    "warning",
    ("the file contains bytes that are invalid in its encoding", "文件中有不属于其编码的字节"),
    (
        "{where}: bytes that are invalid in {encoding} were read as �",
        "{where_zh}：有不属于 {encoding} 编码的字节，已读作 �",
    ),
    (
        "The file was damaged or cut on its way; the characters that stood there are lost, all others were read.",
        "文件在传输中损坏或被截断，该处的字符已丢失，其余内容均已读取。",
    ),
    source=READING,
)
DATE_SERIAL = rule(
    "D057",
    ("looks-like-date-serial", "疑为日期序号"),
    "warning",
    ("a number looks like a date whose format was lost", "数字像是丢失了格式的日期"),
    (
        "{where}: {text} in a column of dates looks like the date {date}, whose format was lost",
        "{where_zh}：日期列中的 {text} 像是丢失了格式的日期 {date}",
    ),
    (
        "Spreadsheets store a date as the number of days since 1900; where its format is lost the number shows.",
        "电子表格用自1900年起的天数保存日期，丢失格式后显示为数字。",
    ),
    source=READING,
)
UNCLOSED_QUOTE = rule(
    "D058",
    ("unclosed-quote", "引号未闭合"),
    "warning",
    ("a quotation mark of a CSV file is never closed", "CSV 文件的引号没有闭合"),
    (
        "{where}: a quotation mark is not closed; it was read as a character",
        "{where_zh}：引号没有闭合，已按普通字符读取",
    ),
    (
        "Taken at its word, everything up to the end of the file would be one cell.",
        "照字面理解，直到文件末尾都会成为一个单元格。",
    ),
    source=READING,
)
FOOTNOTE = rule(
    "D059",
    ("footnote-mark-left-out", "注释标记未读"),
    "info",
    ("a footnote mark after a text was left out", "文字后的注释标记未读取"),
    ("{where}: a raised footnote mark was left out: {text}", "{where_zh}：上标的注释标记未读取：{text}"),
    (
        "Read as text, the mark of a footnote would become a digit of a target.",
        "注释标记若当作文字，会成为指标值的一位数字。",
    ),
    source=READING,
)
CONVERTED = rule(
    "D060",
    ("converted-first", "经转换读取"),
    "info",
    ("the file was converted by LibreOffice before it was read", "文件经 LibreOffice 转换后读取"),
    ("converted from {old} to {new} by LibreOffice before it was read", "由 LibreOffice 从 {old} 转换为 {new} 后读取"),
    ("A conversion can change the displayed content of a cell.", "转换可能改变单元格显示的内容。"),
    source=READING,
)
NOT_READ = rule(
    "D061",
    ("part-not-read", "部分内容未读"),
    "warning",
    ("a part of the file was not read", "文件的一部分未读取"),
    ("{where}: not read: {text}", "{where_zh}：未读取：{text_zh}"),
    ("What was not read is missing from the result.", "未读取的内容不会出现在结果里。"),
    source=READING,
)
SHOWN_OTHERWISE = rule(
    "D062",
    ("number-shown-otherwise", "显示数与保存数不同"),
    "info",
    ("cells show a number other than the stored one", "单元格显示的数与保存的数不同"),
    (
        (
            "{where}: {count} cells show a number other than the stored one, such as {text} for {stored}; the "
            "displayed number was read"
        ),
        "{where_zh}：有{count}个单元格显示的数与保存的数不同（如保存{stored}，显示{text}），已按显示的数读取",
    ),
    (
        (
            "Number formats round numbers and may omit their sign. The displayed or printed number counts; rounded "
            "numbers need not add up to the displayed total."
        ),
        "数字格式会舍入数字，也可能略去负号。读取的是打开或打印文件时看到的数；舍入后的各数之和可能与显示的合计略有出入。",
    ),
    source=READING,
)
AMOUNT_DOUBTFUL = rule(
    "D063",
    ("amount-doubtful", "金额存疑"),
    "warning",
    ("a cell in a money column contains something other than an amount", "金额栏中的内容不是单纯的金额"),
    (
        "{where}: the amount “{text}” of {name} was {reading}",
        "{where_zh}：“{name}”的金额“{text}”{reading_zh}",
    ),
    (
        "An amount that is not exact, has words beside it or is broken by a line end may have been meant otherwise.",
        "金额不确切、带有说明文字或被换行断开时，含义可能有出入。",
    ),
    bad="约30万元",
    good="30万元",
    source=READING,
)
ROW_TOO_LONG = rule(
    "D064",
    ("row-longer-than-header", "行比表头长"),
    "warning",
    ("a row of a CSV file has more cells than its header", "CSV 文件中有的行比表头多出单元格"),
    (
        "{where}: {count} cells under a header of {width}: a cell contains a separator; check the row",
        "{where_zh}：有{count}个单元格，表头只有{width}个，单元格内可能含有分隔符，请核对该行",
    ),
    (
        "A comma in an unquoted number or text splits it into two cells, and all following cells move by one.",
        "数字或文字中的逗号没有用引号括起时会被当作分隔符，后面的单元格随之错位。",
    ),
    source=READING,
)
ROW_BROKEN = rule(
    "D065",
    ("row-broken", "行被换行断开"),
    "warning",
    ("a row of a CSV file was broken by a line end", "CSV 文件中有一行被换行断开"),
    (
        "{where}: goes on with the row above it; the two were read as one row",
        "{where_zh}：接续上一行，已合并为一行读取",
    ),
    (
        "A line break inside a cell that no quotes enclose ends the row too early.",
        "单元格中的换行没有用引号括起时，会被当作一行的结束。",
    ),
    source=READING,
)
GARBLED = rule(
    "D066",
    ("garbled-text", "乱码"),
    "warning",
    ("text that another program decoded wrongly", "文字被别的程序用错误的编码读过，成了乱码"),
    ("{where}: “{text}” is garbled; it was “{meant}”", "{where_zh}：“{text}”是乱码，原文是“{meant}”"),
    (
        "A program read UTF-8 as GBK, or either as Latin letters, and saved the result. The text was left as it is.",
        "有程序把UTF-8当作GBK读取（或把二者当作西文），又保存了结果。文字未作改动。",
    ),
    bad="娌抽亾淇濇磥",
    good="河道保洁",
    source=READING,
)

RULES: tuple[Rule, ...] = rules_in(globals())
"""Every rule of this module, in the order of their codes."""
