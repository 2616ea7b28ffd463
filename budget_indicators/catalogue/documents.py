"""The rules of the group ``documents``: what can be found wrong in what was read from a file."""

from __future__ import annotations

from ..model.nodes import Diagnostic
from ..model.rule import Both, Rule
from .declare import OBSERVED, READING, rule, rules_in

TOTAL = rule(
    "D001",
    ("total-does-not-add-up", "合计不符"),
    "error",
    ("the total of the table is not the sum of its rows", "合计与各行之和不相等"),
    (
        "{name} is {stated}, but {what} add up to {added}: {difference} {word}",
        "{name}为{stated}，{what_zh}之和为{added}，{word_zh}{difference}",
    ),
    (
        (
            "A difference between 合计 and the rows below it shows that rows were lost when the file was read, or "
            "that the file contains only a part of the table."
        ),
        "合计与下面各行之和不一致，说明从文件取出文字时丢了行，或者文件只是表格的一部分。",
    ),
    bad="合计 100.00 / 甲项目 60.00 / 乙项目 30.00",
    good="合计 100.00 / 甲项目 60.00 / 乙项目 40.00",
    source=OBSERVED,
)
UNIT = rule(
    "D002",
    ("unit-does-not-add-up", "单位合计不符"),
    "error",
    ("a unit's amount is not the sum of its projects", "单位金额与所属项目之和不相等"),
    (
        "{where}: {name} has {stated}, but its {count} projects add up to {added}: {difference} {word}",
        "{where_zh}：{name}为{stated}，所属{count}个项目之和为{added}，{word_zh}{difference}",
    ),
    (
        "The unit whose projects do not add up is where rows were lost.",
        "哪个单位的项目加不起来，丢失的行就在哪个单位下面。",
    ),
    source=OBSERVED,
)
NO_INDICATORS = rule(
    "D003",
    ("project-without-indicators", "项目无指标"),
    "warning",
    ("a project has no indicators", "项目没有绩效指标"),
    ("{where}: project {name} has no indicators", "{where_zh}：项目“{name}”没有绩效指标"),
    (
        (
            "Every project has to state its indicators; where they are missing, either the budget lacks them or the "
            "text was lost on the way."
        ),
        "每个项目都应填报绩效指标；没有指标，要么原表未填，要么取出文字时丢失了。",
    ),
    source=READING,
)
NO_VOCABULARY = rule(
    "D004",
    ("vocabulary-missing", "无绩效字样"),
    "error",
    ("none of the words 项目, 绩效, 指标 occurs", "文件中没有“项目”“绩效”“指标”等字样"),
    (
        (
            "none of the words 项目, 绩效, 指标 occurs in the text: another kind of document, or fonts that cannot "
            "be mapped to characters (then print it to a new PDF, or run OCR)"
        ),
        "全文没有“项目”“绩效”“指标”字样：不是绩效目标表，或字体无法还原成文字（可重新打印成 PDF，或做文字识别）",
    ),
    (
        "A PDF whose fonts lack a character map gives text that looks like text but is not what the page shows.",
        "PDF 字体缺少字符映射时，取出的文字与页面显示的不同，看上去却像正常文字。",
    ),
    source=READING,
)
IMAGE_PAGE = rule(
    "D005",
    ("page-is-image", "扫描图片页"),
    "error",
    ("a page is a picture without text", "有的页是图片，没有文字"),
    (
        "page {page} is a picture without text and was not read; text recognition reads it (extra ocr, --ocr auto)",
        "第{page}页是扫描图片，没有文字，未读取；文字识别可以读取（附加组件 ocr，--ocr auto）",
    ),
    ("The content of the scanned page is missing from the result.", "扫描页上的内容不会出现在结果里。"),
    source=READING,
)
CLIPPED = rule(
    "D006",
    ("text-may-be-clipped", "文字被截断"),
    "warning",
    ("a cell's text ends in mid-entry", "单元格文字在条目中间结束"),
    (
        "{where}: the indicators of {name} end in mid-entry (…{end}); the text may be clipped in the file",
        "{where_zh}：“{name}”的指标在条目中间结束（…{end}），可能被截断",
    ),
    (
        (
            "Spreadsheets cut off text that does not fit into a cell when they print. It is not in the file: ask for "
            "the spreadsheet itself."
        ),
        "电子表格打印时，放不下的文字会被截掉；文件里没有的内容无法恢复，请索取原始表格。",
    ),
    source=READING,
)
PAGE_IN_CELL = rule(
    "D007",
    ("page-furniture-in-cell", "混入页码页眉"),
    "warning",
    ("a page number, header or footer is inside a cell", "单元格中混入页码、页眉或页脚"),
    (
        "{where}: {what} is inside a cell of project {name}",
        "{where_zh}：项目“{name}”的单元格中混入了“{what}”",
    ),
    (
        "Text taken out of pages keeps page numbers and repeated headers; inside a cell they become part of a target.",
        "从页面取出的文字会带上页码和重复的表头，混进单元格就会成为指标值的一部分。",
    ),
    source=READING,
)
TOO_FULL = rule(
    "D008",
    ("page-too-full", "页面线条过多"),
    "error",
    ("a page was left out because it consists of too many lines", "有的页线条过多，未读取"),
    (
        "page {page} was left out: it consists of too many lines or letters (a map?)",
        "第{page}页线条或文字过多（地图？），未读取",
    ),
    ("Such a page would take minutes and contains no table.", "这样的页要花数分钟，且一般不是表格。"),
    source=READING,
)
DAMAGED_PAGE = rule(
    "D009",
    ("page-damaged", "页面损坏"),
    "error",
    ("a page could not be read", "有的页无法读取"),
    ("page {page} is damaged and was left out", "第{page}页已损坏，未读取"),
    ("The content of the page is missing from the result.", "该页内容不会出现在结果里。"),
    source=READING,
)
UNIT_ASSUMED = rule(
    "D010",
    ("money-unit-assumed", "金额单位未注明"),
    "warning",
    ("the document does not state its money unit", "文件没有写明金额单位"),
    (
        "the money unit is not stated; the amounts were read as {unit}",
        "没有写明金额单位，已按“{unit}”读取",
    ),
    (
        "Amounts without 单位：万元 can be off by a factor of ten thousand.",
        "没有“单位：万元”，金额可能差一万倍。",
    ),
    bad="项目名称 总计",
    good="单位：万元 / 项目名称 总计",
    source=READING,
)
WRONG_SUFFIX = rule(
    "D011",
    ("wrong-suffix", "扩展名不符"),
    "info",
    ("the extension of a file does not match its content", "文件扩展名与内容不符"),
    ("named {suffix}, but its content is {kind}; read as {kind}", "扩展名为 {suffix}，内容是 {kind}，已按 {kind} 读取"),
    (
        "Web systems give tables in HTML the name .xls; other programs may refuse them.",
        "有的系统把 HTML 表格存为 .xls，其他软件可能打不开。",
    ),
    source=READING,
)
NO_TABLE = rule(
    "D012",
    ("no-table-found", "未找到表格"),
    "warning",
    ("no table of projects or indicators was found", "没有找到绩效目标表"),
    (
        "no table of projects or indicators was found; the header needs words such as 项目名称 or 三级指标{words}",
        "没有找到绩效目标表：表头应有“项目名称”“绩效指标”“三级指标”等字样{words_zh}",
    ),
    ("Without a table there is nothing to read.", "没有表格就没有可读的内容。"),
    source=READING,
)
AMOUNTS = rule(
    "D013",
    ("amounts-do-not-add-up", "行内金额不符"),
    "warning",
    ("a row's total is not the sum of its parts", "一行的总计与各资金来源之和不相等"),
    (
        "{where}: {name} has a total of {stated}, but its sources add up to {added}",
        "{where_zh}：“{name}”总计{stated}，各资金来源之和为{added}",
    ),
    (
        "An amount is in the wrong column, or a digit was lost.",
        "金额错列，或丢了数字。",
    ),
    source=READING,
)
UNKNOWN_LEVEL = rule(
    "D014",
    ("unknown-level", "级别无法识别"),
    "warning",
    ("a level's cell names no known first- or second-level indicator", "一级、二级指标名称无法识别"),
    (
        "{where}: indicator {name} is under an unknown level: {level}",
        "{where_zh}：指标“{name}”所属级别“{level}”无法识别",
    ),
    (
        "Indicators can be compared only where their level is known.",
        "级别无法识别，就无法归类比较。",
    ),
    source=READING,
)
IN_PIECES = rule(
    "D015",
    ("read-in-pieces", "分段读取"),
    "info",
    ("a large file was read in pieces, so its totals were not checked", "大文件分段读取，未核对合计"),
    (
        "the file is large and was read in pieces: whether its totals add up was not checked",
        "文件较大，分段读取，未核对合计是否相符",
    ),
    (
        "A total and its rows may be in different pieces.",
        "合计与其各行可能不在同一段。",
    ),
    source=READING,
)

ROW_DOUBTFUL = rule(
    "D030",
    ("row-doubtful", "分列存疑"),
    "warning",
    ("the cells of a row were separated by a guess", "一行的单元格靠推测分开"),
    ("indicator {name}: {why}", "指标“{name}”：{why_zh}"),
    (
        (
            "In text without cells, columns are recognised by the form of the pieces of text. If a row can be read "
            "in more than one way, compare it with the document."
        ),
        "文字中没有单元格时，只能根据内容区分各列；一行可以有几种读法时，请对照原文件核实。",
    ),
    source=READING,
)
COLUMN_UNKNOWN = rule(
    "D033",
    ("column-unknown", "表头未识别"),
    "warning",
    ("a column's header is not understood", "有的列表头无法识别"),
    (
        "{where}: the header of this column is not understood, and its cells were left out: {words}",
        "{where_zh}：下列表头无法识别，该列未读取：{words}",
    ),
    (
        ("A column with an unknown header may contain targets under another name. Its texts are in Document.tables."),
        "无法识别的列可能是另一种写法的指标值；原文可在 Document.tables 中查到。",
    ),
    source=READING,
)
COLUMN_LEFT_OUT = rule(
    "D034",
    ("column-left-out", "有列未读取"),
    "info",
    ("a column was understood but has no place in the result", "有的列没有对应的字段"),
    (
        "{where}: these columns have no place in the result; their texts are in Document.tables: {words}",
        "{where_zh}：下列各列没有对应字段，原文在 Document.tables 中：{words}",
    ),
    ("Nothing of a table is lost in silence.", "表中内容不应无声丢失。"),
    source=READING,
)
ROW_LEFT_OUT = rule(
    "D037",
    ("row-left-out", "有行未读取"),
    "info",
    ("a row in a table of indicators is none, and was not read", "指标表中有的行不是指标，未读取"),
    (
        "{where}: these rows of the table are no indicators; their texts are in Document.tables: {words}",
        "{where_zh}：下列各行不是指标，未读取，原文在 Document.tables 中：{words}",
    ),
    ("Nothing of a table is lost in silence.", "表中内容不应无声丢失。"),
    source=READING,
)
SEVERAL_YEARS = rule(
    "D035",
    ("several-budget-years", "多个预算年度"),
    "warning",
    ("titles in one file state several budget years", "同一文件的标题写有多个年度"),
    (
        "the titles state several budget years ({years}); dates take the one of the title above their table",
        "标题写有多个年度（{years}），各表日期按其上方标题的年度补全",
    ),
    (
        "The year of the whole file is left open then; pass year= or --year where all of it is for one year.",
        "此时不确定整个文件的年度；如全部属于同一年度，请用 year= 或 --year 指定。",
    ),
    source=READING,
)
DATE_WITHOUT_YEAR = rule(
    "D036",
    ("date-without-year", "日期缺年份"),
    "warning",
    ("a target is a date, and nothing states its year", "指标值是日期，但无法确定年份"),
    (
        "{count} targets are dates without a year (such as {text}), and no budget year is stated: pass --year (year=)",
        "有{count}个指标值是未写年份的日期（如“{text}”），文件也未写明预算年度；请用 --year（year=）指定",
    ),
    (
        "5月底前 is a date only together with the budget year; without it the target stays text.",
        "“5月底前”只有知道预算年度才是日期，否则只能作为文字。",
    ),
    source=READING,
)
READ_BY_OCR = rule(
    "D070",
    ("read-by-ocr", "经文字识别"),
    "info",
    ("a project was read by text recognition", "项目经文字识别（OCR）读出"),
    (
        "page {page} is a picture; its text was recognised on this machine (OCR): compare important text with the scan",
        "第 {page} 页是图片，文字由本机识别（OCR）得出，重要内容请与扫描件核对",
    ),
    (
        (
            "Text recognition mistakes characters that look alike. Those it was unsure of, or saw differently at a "
            "second look, have warnings of their own; others may still be wrong."
        ),
        "文字识别可能认错形近的字。识别时没有把握、或两次结果不同的字另有提示，其余文字也可能有误。",
    ),
    source=READING,
)
CHARACTERS_DOUBTFUL = rule(
    "D071",
    ("characters-doubtful", "识别存疑"),
    "warning",
    ("characters that text recognition may have misread", "可能认错的字"),
    (
        "text recognition (OCR) is not sure of “{text}”: compare it with the scan",
        "文字识别（OCR）对“{text}”没有把握，请与扫描件核对",
    ),
    (
        (
            "The engine was unsure of these characters, read them differently in another size, or they are under a "
            "stamp."
        ),
        "识别引擎对这些字没有把握，换一种大小再看一次结果不同，或者字上盖有印章。",
    ),
    source=READING,
)
INK_ILLEGIBLE = rule(
    "D072",
    ("ink-illegible", "有字未识别"),
    "warning",
    ("ink on a scanned page that could not be read", "扫描页上有墨迹未能识别"),
    (
        "{where}: {count} places with ink that text recognition (OCR) could not read",
        "{where_zh}：有 {count} 处墨迹未能识别（OCR）",
    ),
    (
        "Handwriting, seals and drawings are not read; a faint or damaged character may be among them.",
        "手写、印章和图形不识别；其中也可能有模糊或残缺的字。",
    ),
    source=READING,
)
CELL_DOUBTFUL = rule(
    "D073",
    ("cell-doubtful", "单元格识别存疑"),
    "warning",
    ("a name, an amount or a heading that text recognition may have misread", "可能认错的名称、金额或标题"),
    (
        "{where}: text recognition (OCR) is not sure of “{part}” in “{text}”: compare it with the scan",
        "{where_zh}：文字识别（OCR）对“{text}”中的“{part}”没有把握，请与扫描件核对",
    ),
    (
        (
            "Names of projects and units, amounts, goals and titles are outside the indicators' text. The engine was "
            "unsure of these characters, or the cell of an amount contains something else. An amount confirmed by a "
            "sum is not reported."
        ),
        (
            "项目和单位名称、金额、绩效目标、标题不在指标文字之内。识别引擎对这些字没有把握，或者金额栏中的文字不是金额。"
            "有合计可以印证的金额不提示。"
        ),
    ),
    source=READING,
)
VALUE_DOUBTFUL = rule(
    "D074",
    ("value-doubtful", "识别结果可疑"),
    "warning",
    ("a value of a scan that cannot have been printed", "扫描件中不可能是原文的指标值"),
    (
        "text recognition (OCR) may have misread “{text}”: {why}",
        "文字识别（OCR）可能认错了“{text}”：{why_zh}",
    ),
    (
        (
            "Recognition is often confident in its errors. The value itself is further evidence: a share above "
            "100 %, digits that belong to no amount, a rate without % among others with it, a year of three digits."
        ),
        (
            "识别引擎认错时往往也很有把握。指标值本身是另一个证据：占比超过100%、有不属于任何数值的数字、"
            "其他比率都有%而这一个没有、年份只有三位数字。"
        ),
    ),
    source=READING,
)
SCAN_WITHOUT_TABLE = rule(
    "D075",
    ("scan-without-table", "扫描件中未找到表格"),
    "error",
    ("a scan in which nothing shows the cells of a table", "扫描件中看不出表格的单元格"),
    (
        "the pages were recognised (OCR), but neither rules nor a header show the cells of a table",
        "各页已识别（OCR），但没有表格线，也没有各列对应的表头，看不出表格的单元格",
    ),
    (
        (
            "Without rules and without a known header, which lines of a scan belong together cannot be decided. A "
            "better scan (200 dpi or more, the whole page, level) may show its rules."
        ),
        (
            "没有表格线，也没有认识的表头，就无法判断扫描件中哪些行属于同一格。"
            "换用清晰、完整、放正的扫描件（200 dpi 以上）可能看得出表格线。"
        ),
    ),
    source=READING,
)

AMOUNT_SPOILS_SUM = rule(
    "D076",
    ("amount-spoils-sum", "金额与合计不符，可能认错"),
    "warning",
    ("an amount of a scan that one digit keeps from adding up", "扫描件中的金额，只差一位数字合计就相符"),
    (
        "{where}: {name}: text recognition (OCR) may have misread {stated}: with {needed} the sum would add up",
        "{where_zh}：“{name}”的{stated}可能认错：如果是{needed}，合计就相符",
    ),
    (
        (
            "Digits are misread, lost, or lose their point. Where a sum does not add up, the amounts are named of "
            "which one digit would set it right. Nothing is changed: compare them with the scan."
        ),
        "数字可能认错、漏认，或丢了小数点。合计不符时，列出只改一位数字就能相符的金额。金额未作改动，请与扫描件核对。",
    ),
    source=READING,
)
PICTURE_UNREAD = rule(
    "D077",
    ("picture-unread", "图片未读取"),
    "warning",
    ("a picture beside text, large enough for a table, was not read", "文字页上有图片未读取，其中可能有表格"),
    (
        "page {page}: a picture beside the text was not read; text recognition reads it (extra ocr, --ocr auto)",
        "第{page}页的文字旁有图片未读取，其中可能有表格；文字识别可以读取（附加组件 ocr，--ocr auto）",
    ),
    (
        "A table may have been pasted as a picture. Logos and seals are smaller and are not reported.",
        "表格可能是以图片形式粘贴的。徽标、印章较小，不提示。",
    ),
    source=READING,
)

ROW_DOUBTS: dict[str, Both] = {
    "recognised": Both(
        "text recognition (OCR) is not sure of some of its characters", "文字识别（OCR）对其中的字没有把握"
    ),
    "level-recovered": Both(
        "text recognition (OCR) misread a character of its level; the official name was taken",
        "文字识别（OCR）认错了级别名称中的一个字，已按规范名称读取",
    ),
    "operator-missing": Both(
        "the sign (≥, ≤, =) that other rows have is missing; text recognition (OCR) may have overlooked it",
        "其他行都有符号（≥、≤、=），这一行没有，可能是文字识别（OCR）漏认了",
    ),
    "cells-unseen": Both(
        "nothing in the scan shows its cells; which lines belong together is a guess",
        "扫描件上没有表格线，哪些行属于同一格是推测",
    ),
    "left-over": Both("text beside it belongs to none of the columns", "旁边有文字无法归入任何一列"),
    "glued": Both(
        "nothing separates its cells; where the value begins is a guess", "单元格之间没有分隔，指标值从何处开始是推测"
    ),
    "which-year": Both(
        "one value is under several periods; its period is a guess",
        "几个时期共用一个值，属于哪个时期是推测",
    ),
    "several-values": Both(
        "the table has several value columns without a period; the first was taken for the budget year",
        "表中有几列指标值而未注明时期，已取第一列作为年度指标值",
    ),
    "header-unknown": Both(
        "the header of its value's column is not understood, but the column looks like targets",
        "指标值所在列的表头无法识别，按内容推测为指标值",
    ),
    "which-period": Both(
        "nothing states the periods of the values; they were taken from the order of the columns",
        "未注明各指标值属于哪个时期，按列的先后推测",
    ),
    "name-missing": Both("a value without a name", "有指标值而没有指标名称"),
    "name-is-no-name": Both("its name contains no word", "指标名称中没有文字"),
    "header-in-name": Both("its name is a word of a table's header", "指标名称是表头用语"),
    "level-in-name": Both("its name is that of a first- or second-level indicator", "指标名称是一级或二级指标的名称"),
    "value-in-name": Both("its name ends in a value", "指标名称以指标值结尾"),
    "header-in-value": Both("its value is a word of a table's header", "指标值是表头用语"),
    "level-in-value": Both(
        "its value is the name of a first- or second-level indicator", "指标值是一级或二级指标的名称"
    ),
    "value-incomplete": Both("its value is an operator or a unit only", "指标值只有符号或单位"),
    "two-values": Both("its value looks like two values", "指标值像是两个值"),
    "standard-in-value": Both("its value names the standard, not the target", "指标值写的是标准种类，不是目标"),
    "percent-lost": Both(
        "its value looks like a percentage whose format was lost (0.95 for 95%)",
        "指标值像是丢失了格式的百分数（95%成了0.95）",
    ),
    "date-in-value": Both(
        "its value is a date where a number is expected (spreadsheets make one of 3-5)",
        "应为数字的指标值是日期（电子表格会把3-5变成3月5日）",
    ),
    "characters-lost": Both(
        "one of its characters was lost: another program wrote ? for it (?95% for ≥95%), or one that means nothing",
        "有字符在转换编码时丢失，成了问号（≥95%成了?95%）或没有含义的字符",
    ),
    "value-missing": Both("it has no target", "没有指标值"),
    "value-is-name": Both("its value only repeats the name", "指标值只是重复名称"),
    "row-repeated": Both(
        "the table contains the same indicator with other values; columns may be mixed up",
        "表中有同一指标的不同指标值，可能错列",
    ),
    "cut": Both("the text may end inside it", "文字可能在此处中断"),
    "no-header": Both("its columns have no header; their meaning is a guess", "各列没有表头，含义是推测"),
    "other-reading": Both("another reading of the row is nearly as likely", "这一行还有另一种几乎同样可能的读法"),
}


def doubt_of(found: Diagnostic) -> str:
    """The key of ``ROW_DOUBTS`` of a finding of D030; ``""`` for any other finding."""
    if found.code != ROW_DOUBTFUL.code:
        return ""
    return next((key for key, why in ROW_DOUBTS.items() if found.en.endswith(why.en)), "")


"""Why a row is doubtful: the keys of ``Row.doubt``."""

RULES: tuple[Rule, ...] = rules_in(globals())
"""Every rule of the group ``documents``, in the order of their codes."""
