"""The rules of the group "malformed": all that deviates from the canonical form of an indicator string.

The parser itself finds these. The canonical form is the one most systems print:
``1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。``
"""

from __future__ import annotations

from ..model.rule import Rule
from .declare import CANONICAL, OBSERVED, SOFTWARE, both, rule, rules_in

_ENTRY = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"


SEPARATOR = rule(
    "M001",
    ("wrong-separator", "分隔符不规范"),
    "warning",
    ("A mark other than ； separates the parts of an entry.", "条目各部分之间用了“；”以外的符号。"),
    ("{found} separates the parts; write ；", "各部分之间写成了“{found}”，应为“；”"),
    (
        (
            "Programs split entries at ；. Names and values contain commas, colons and half-width marks of their own, "
            "so with another separator the end of a part is a guess."
        ),
        "程序按“；”切分条目；名称和指标值本身可能含有逗号、冒号等，换用其他符号就只能靠猜测断句。",
    ),
    "1、1-产出指标;11-数量指标，培训次数；实施周期指标值:1次；年度指标值:1次。",
    _ENTRY,
    source=OBSERVED,
)
MISSING_SEPARATOR = rule(
    "M002",
    ("missing-separator", "缺少分隔符"),
    "warning",
    ("Two parts of an entry run together.", "条目的两个部分之间缺少分隔符。"),
    ("no ； before “{part}”", "“{part}”前缺少“；”"),
    (
        "Without the mark only a careful reader sees where the name ends and the key begins.",
        "缺少分隔符时，名称与后面的内容连在一起，难以正确切分。",
    ),
    "1、1-产出指标11-数量指标；培训次数实施周期指标值:1次；年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
DOUBLED_SEPARATOR = rule(
    "M003",
    ("doubled-separator", "分隔符重复"),
    "warning",
    ("Several marks in place of one.", "应有一个符号处出现了多个符号。"),
    ("“{found}” where one “{meant}” belongs", "“{found}”重复，应只写“{meant}”"),
    (
        "There seems to be an empty part between the marks: was something lost?",
        "多个符号之间像是有一个空白部分，容易误认为内容缺失。",
    ),
    "1、1-产出指标；；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。；",
    _ENTRY,
    source=OBSERVED,
)
COLON = rule(
    "M004",
    ("key-without-colon", "栏目名缺冒号"),
    "warning",
    ("A key is not followed by a colon.", "指标值名称后面没有冒号。"),
    ("“{key}” is followed by “{found}” in place of a colon", "“{key}”后面应为冒号，现为“{found}”"),
    (
        "The colon tells the key 年度指标值 from the same words inside a name or a value.",
        "有冒号才能区分“年度指标值”是栏目名还是名称、指标值中的文字。",
    ),
    "1、1-产出指标；11-数量指标；培训次数；实施周期指标值;1次；年度指标值1次。",
    _ENTRY,
    source=OBSERVED,
)
KEY_MISSPELT = rule(
    "M005",
    ("misspelt-key", "栏目名有错字"),
    "warning",
    ("A key is misspelt.", "指标值名称有错别字。"),
    ("“{found}” read as “{meant}”", "“{found}”按“{meant}”读取"),
    (
        "Programs look for the exact key; with a wrong, missing, extra or swapped character the value is lost.",
        "程序按固定名称查找，错字、漏字、多字或颠倒都会使指标值读不出来。",
    ),
    "1、1-产出指标；11-数量指标；培训次数；实施周其指标值:1次；年度标指值:1次。",
    _ENTRY,
    source=CANONICAL,
)
KEY_VARIANT = rule(
    "M006",
    ("key-variant", "栏目名习惯写法"),
    "info",
    ("A key has another usual name.", "指标值名称用了其他习惯写法。"),
    ("“{found}” is usually written “{meant}”", "“{found}”通常写作“{meant}”"),
    (
        "Departments that write 年度目标值 and 年度指标值 mean the same; one name makes tables comparable.",
        "“年度目标值”与“年度指标值”含义相同，统一写法便于汇总比较。",
    ),
    "1、1-产出指标；11-数量指标；培训次数；实施周期目标值:1次；年度目标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
LEVEL_MISSPELT = rule(
    "M007",
    ("misspelt-level", "级别名称有误"),
    "warning",
    ("The name of a level is misspelt or unknown.", "一级或二级指标名称有误。"),
    ("“{found}” read as “{meant}”", "“{found}”按“{meant}”读取"),
    (
        "The indicator is missing from every count by level.",
        "按指标类别统计时该指标会被漏掉。",
    ),
    "1、1-产处指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
LEVEL_CODE_MISSING = rule(
    "M008",
    ("level-without-code", "级别缺编码"),
    "warning",
    ("A level has no code.", "一级或二级指标缺少编码。"),
    ("“{found}” has no code; write “{meant}”", "“{found}”缺少编码，应为“{meant}”"),
    (
        "The code distinguishes a level from the same words in a name.",
        "编码用于区分指标类别与名称中的相同文字。",
    ),
    "1、产出指标；数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
LEVEL_CODE_UNKNOWN = rule(
    "M009",
    ("unknown-level-code", "级别编码不存在"),
    "error",
    ("A level's code does not exist.", "指标编码不存在。"),
    ("code {code} of “{meant}” does not exist", "“{meant}”的编码{code}不存在"),
    ("A code outside the taxonomy (1-3, 11-14, 21-24, 31) is a typing error.", "编码应为1-3、11-14、21-24、31。"),
    "1、7-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
LEVEL_MISMATCH = rule(
    "M010",
    ("level-code-mismatch", "编码与名称不符"),
    "error",
    ("A level's code and name disagree.", "指标编码与名称不一致。"),
    ("code {code} is not “{name}”; read as {meant}", "编码{code}与“{name}”不符，按名称读作“{meant}”"),
    (
        "One of the two is wrong. The name is less likely to be a typing error, so it is used.",
        "二者必有一错；名称是成词输入的，以名称为准。",
    ),
    "1、1-产出指标；13-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
LEVEL_PARENT = rule(
    "M011",
    ("level2-under-wrong-level1", "二级指标归属有误"),
    "error",
    ("A 二级指标 is under a 一级指标 to which it does not belong.", "二级指标不属于所填的一级指标。"),
    ("{level2} belongs to {parent}, not to {level1}", "{level2}属于{parent}，不属于{level1}"),
    (
        "One of the two levels is wrong; entry systems refuse it.",
        "两级指标必有一个填错，填报系统会校验不通过。",
    ),
    "1、1-产出指标；22-社会效益；培训次数；实施周期指标值:1次；年度指标值:1次。",
    _ENTRY,
    source=both(SOFTWARE, OBSERVED),
)
ORDINAL_MARK = rule(
    "M012",
    ("ordinal-form", "序号写法不规范"),
    "info",
    ("The number of an entry is not written “1、”.", "序号写法不规范。"),
    ("the number is written “{found}”; write “{meant}”", "序号写成“{found}”，应为“{meant}”"),
    ("Entries are found by their numbers.", "条目靠序号切分，写法应统一。"),
    "（1）1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
ORDINAL_MISSING = rule(
    "M013",
    ("missing-ordinal", "缺少序号"),
    "warning",
    ("An entry has no number.", "条目缺少序号。"),
    ("the entry has no number", "该条目缺少序号"),
    ("Entries are found by their numbers; without one two entries look like one.", "缺少序号时两条指标容易连成一条。"),
    "1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
ORDINAL_REPEATED = rule(
    "M014",
    ("repeated-ordinal", "序号重复"),
    "warning",
    ("Two entries have the same number.", "序号重复。"),
    ("number {number} was used before", "序号{number}重复"),
    ("An entry was copied, or one was lost.", "可能是复制未改，也可能遗漏了条目。"),
    _ENTRY + "1、1-产出指标；12-质量指标；合格率；实施周期指标值:95%；年度指标值:95%。",
    _ENTRY + "2、1-产出指标；12-质量指标；合格率；实施周期指标值:95%；年度指标值:95%。",
    source=CANONICAL,
)
ORDINAL_ORDER = rule(
    "M015",
    ("ordinal-out-of-order", "序号不连续"),
    "warning",
    ("The numbers do not count up by one.", "序号不连续。"),
    ("number {number} follows {before}", "序号{before}之后是{number}"),
    ("An entry may have been lost between the two.", "中间可能遗漏了条目。"),
    _ENTRY + "4、1-产出指标；12-质量指标；合格率；实施周期指标值:95%；年度指标值:95%。",
    _ENTRY + "2、1-产出指标；12-质量指标；合格率；实施周期指标值:95%；年度指标值:95%。",
    source=CANONICAL,
)
MISSING_LEVEL1 = rule(
    "M016",
    ("missing-level1", "缺少一级指标"),
    "error",
    ("An entry has no 一级指标.", "缺少一级指标。"),
    ("the entry has no 一级指标", "该条目缺少一级指标"),
    ("The indicator is missing from every count by level.", "按指标类别统计时该指标会被漏掉。"),
    "1、11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
MISSING_LEVEL2 = rule(
    "M017",
    ("missing-level2", "缺少二级指标"),
    "error",
    ("An entry has no 二级指标.", "缺少二级指标。"),
    ("the entry has no 二级指标", "该条目缺少二级指标"),
    ("The indicator is missing from every count by level.", "按指标类别统计时该指标会被漏掉。"),
    "1、1-产出指标；培训次数；实施周期指标值:1次；年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
MISSING_NAME = rule(
    "M018",
    ("missing-name", "缺少指标名称"),
    "error",
    ("An entry has no 三级指标 (name).", "缺少三级指标名称。"),
    ("the entry has no name (三级指标)", "该条目缺少三级指标名称"),
    ("A target without an indicator is meaningless.", "没有名称的指标值没有意义。"),
    "1、1-产出指标；11-数量指标；实施周期指标值:1次；年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
MISSING_CYCLE = rule(
    "M019",
    ("missing-cycle-target", "缺少周期指标值"),
    "warning",
    ("An entry has no 实施周期指标值.", "缺少实施周期指标值。"),
    ("the entry has no 实施周期指标值", "该条目缺少实施周期指标值"),
    ("The target for the whole period cannot be checked.", "无法考核项目实施周期的总体目标。"),
    "1、1-产出指标；11-数量指标；培训次数；年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
MISSING_ANNUAL = rule(
    "M020",
    ("missing-annual-target", "缺少年度指标值"),
    "warning",
    ("An entry has no 年度指标值.", "缺少年度指标值。"),
    ("the entry has no 年度指标值", "该条目缺少年度指标值"),
    ("The target for the budget year cannot be checked.", "无法考核当年目标。"),
    "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
EMPTY_VALUE = rule(
    "M021",
    ("empty-value", "指标值为空"),
    "error",
    ("A target is empty, or only a unit or an operator.", "指标值为空，或只有单位、符号。"),
    ("{key} has no value", "{key}没有内容"),
    ("Nothing can be measured against it.", "无法据此考核。"),
    "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:；年度指标值:次。",
    _ENTRY,
    source=SOFTWARE,
)
TRUNCATED = rule(
    "M022",
    ("truncated-entry", "条目被截断"),
    "error",
    ("An entry is cut off.", "条目被截断。"),
    ("the entry is cut off after “{last}”", "该条目在“{last}”之后被截断"),
    (
        "The rest was lost at the end of a cell or a page. The remaining parts are kept; nothing is invented.",
        "单元格或页面末尾的内容丢失。现有内容予以保留，不作推测。",
    ),
    "1、1-产出指标；11-数量指标；培训次数；实施周期指标",
    _ENTRY,
    source=CANONICAL,
)
STRAY_TEXT = rule(
    "M023",
    ("stray-text", "多余文字"),
    "warning",
    ("Text that belongs to no entry.", "有不属于任何条目的文字。"),
    ("“{found}” belongs to no entry", "“{found}”不属于任何条目"),
    (
        "Headings, page numbers and （续） that came with the text; or the rest of a damaged entry.",
        "可能是混入的标题、页码或“（续）”，也可能是残缺条目的一部分。",
    ),
    "绩效指标：" + _ENTRY,
    _ENTRY,
    source=CANONICAL,
)
MARKUP = rule(
    "M024",
    ("markup", "网页标记残留"),
    "warning",
    ("Markup of a web editor was left in the text.", "残留网页标记。"),
    ("markup in the text: {found}", "文字中残留网页标记：{found}"),
    (
        "<p>, <br/>, &nbsp; and &ge; are printed as they are in the published table.",
        "<p>、<br/>、&nbsp;、&ge;等会原样出现在公开的表格里。",
    ),
    "<p>1、1-产出指标；11-数量指标；培训次数；实施周期指标值:&ge;1次；年度指标值:1次。</p>",
    "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:≥1次；年度指标值:1次。",
    source=CANONICAL,
)
INVISIBLE = rule(
    "M025",
    ("invisible-character", "不可见字符"),
    "warning",
    ("Zero-width or control characters in the text.", "含有不可见字符。"),
    ("{count} invisible character(s), the first is {found}", "有{count}个不可见字符，第一个是{found}"),
    ("Searching and comparing fail although the text looks right.", "看起来没有问题，但检索和比对会失败。"),
    "1、1-产出指标；11-数量指标；培训\u200b次数；实施周期指标值:1次；年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
LINE_BREAK = rule(
    "M026",
    ("line-break", "条目内换行"),
    "info",
    ("Line breaks inside an entry.", "条目内有换行。"),
    ("{count} line break(s) inside the entry", "条目内有{count}处换行"),
    (
        "They come from PDF columns and mean nothing; they cut words and numbers.",
        "多由PDF分栏产生，没有含义，却会切断词语和数字。",
    ),
    "1、1-产出指标；11-数量指标；培训次数；实施周期指\n标值:1次；年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
STRAY_SPACE = rule(
    "M027",
    ("stray-space", "多余空格"),
    "info",
    ("Spaces inside words or around marks.", "词语中或符号旁有多余空格。"),
    ("{count} stray space(s) in the entry", "条目内有{count}处多余空格"),
    ("Searching and comparing fail.", "影响检索和比对。"),
    "1、1-产出指标；11-数量指标；培训 次数；实施周期指标值:1次；年度指标值:1次。",
    _ENTRY,
    source=OBSERVED,
)
FULL_WIDTH = rule(
    "M028",
    ("full-width-characters", "全角字符"),
    "info",
    ("Full-width digits or letters.", "使用了全角数字或字母。"),
    ("full-width “{found}”; write “{meant}”", "“{found}”为全角，应为“{meant}”"),
    ("Numbers in full-width digits are not found as numbers.", "全角数字不能被识别为数字。"),
    "１、１-产出指标；11-数量指标；培训次数；实施周期指标值:１次；年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
OPERATOR = rule(
    "M029",
    ("operator-glyph", "比较符号不规范"),
    "info",
    ("A comparison is written with an unusual sign.", "比较符号不规范。"),
    ("“{found}” for {meant}", "“{found}”应为“{meant}”"),
    (
        "≧, ═, 》 and >= are read as ≥, ＝ and ＞; the usual signs are ≥ ＞ ＝ ＜ ≤.",
        "≧、═、》、>=等按≥、＝、＞读取；规范符号为≥ ＞ ＝ ＜ ≤。",
    ),
    "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:>=1次；年度指标值:≧1次。",
    "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:≥1次；年度指标值:≥1次。",
    source=CANONICAL,
)
COMPARATOR_TYPO = rule(
    "M030",
    ("lost-character-in-comparator", "比较用语漏字"),
    "warning",
    ("A comparison lacks a character.", "比较用语漏字。"),
    ("“{found}” read as “{meant}”", "“{found}”按“{meant}”读取"),
    (
        "不少6次 can only mean 不少于6次; a program that looks for 不少于 reads exactly 6.",
        "“不少6次”应为“不少于6次”，漏字会使下限被误读为确数。",
    ),
    "1、1-产出指标；11-数量指标；法律宣传；实施周期指标值:不少6次；年度指标值:不少6次。",
    "1、1-产出指标；11-数量指标；法律宣传；实施周期指标值:不少于6次；年度指标值:不少于6次。",
    source=OBSERVED,
)
TRAILING_PUNCTUATION = rule(
    "M031",
    ("trailing-punctuation", "末尾多余标点"),
    "info",
    ("A name or a value ends with a mark that is not part of it.", "名称或指标值末尾有多余标点。"),
    ("“{found}” at the end of the {part}", "{part_zh}末尾有多余的“{found}”"),
    ("Equal names and values look different.", "相同的名称和指标值会被当作不同。"),
    "1、1-产出指标；11-数量指标；培训次数.；实施周期指标值:1次，；年度指标值:1次。",
    _ENTRY,
    source=OBSERVED,
)
KEY_ORDER = rule(
    "M032",
    ("keys-in-wrong-order", "栏目顺序颠倒"),
    "info",
    ("年度指标值 precedes 实施周期指标值.", "年度指标值写在实施周期指标值之前。"),
    ("年度指标值 precedes 实施周期指标值", "年度指标值写在了实施周期指标值之前"),
    ("Programs that count parts swap the two targets.", "按位置读取时两个指标值会互换。"),
    "1、1-产出指标；11-数量指标；培训次数；年度指标值:1次；实施周期指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
MISSING_STOP = rule(
    "M033",
    ("missing-stop", "缺少句号"),
    "warning",
    ("An entry does not end with 。.", "条目末尾没有“。”。"),
    ("the entry ends with “{found}” in place of 。; it may be cut off", "条目以“{found}”结尾而不是“。”，可能被截断"),
    (
        "Without the closing 。 a complete value cannot be distinguished from a truncated one.",
        "没有句号，无法判断指标值是否完整。",
    ),
    "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次",
    _ENTRY,
    source=CANONICAL,
)
DUPLICATE = rule(
    "M034",
    ("duplicate-indicator", "指标重复"),
    "warning",
    ("The same indicator occurs twice in one string.", "同一指标重复填列。"),
    ("“{found}” was listed before with {how} targets", "指标“{found}”{how_zh}"),
    (
        "An entry was copied and not changed, or its two values contradict each other; counts are wrong.",
        "复制后未修改，或者前后指标值互相矛盾，统计会重复计算。",
    ),
    _ENTRY + "2、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。",
    _ENTRY,
    source=SOFTWARE,
)
LEVEL_NAME_MISSING = rule(
    "M035",
    ("level-without-name", "级别只有编码"),
    "warning",
    ("A level has only its code.", "一级或二级指标只有编码。"),
    ("“{found}” is only a code; write “{meant}”", "“{found}”只有编码，应为“{meant}”"),
    ("A person who reads the table does not know the codes.", "读者看不懂编码。"),
    "1、1；11；培训次数；实施周期指标值:1次；年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
HYPHEN = rule(
    "M036",
    ("level-hyphen", "编码连接符不规范"),
    "info",
    ("Code and name of a level are not joined by “-”.", "编码与名称之间不是“-”。"),
    ("“{found}” between code and name; write “-”", "编码与名称之间为“{found}”，应为“-”"),
    ("Programs look for the code and the hyphen.", "程序按“编码-名称”识别指标类别。"),
    "1、1—产出指标；11、数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
LOOK_ALIKE = rule(
    "M037",
    ("look-alike-character", "形近字符"),
    "warning",
    ("Characters that only look like the ones meant.", "含有形近的部首字符。"),
    ("“{found}” (U+{number:04X}) looks like “{meant}”", "“{found}”(U+{number:04X})应为“{meant}”"),
    (
        "PDF fonts turn 目 into the radical ⽬; searching and comparing fail.",
        "PDF字体把“目”等字变成部首字符“⽬”，检索和比对会失败。",
    ),
    "1、1-产出指标；11-数量指标；项⽬次数；实施周期指标值:1次；年度指标值:1次。",
    "1、1-产出指标；11-数量指标；项目次数；实施周期指标值:1次；年度指标值:1次。",
    source=CANONICAL,
)
LEVEL_ALIAS = rule(
    "M038",
    ("level-alias", "级别习惯名称"),
    "info",
    ("A level has another usual name.", "一级或二级指标用了其他习惯名称。"),
    ("“{found}” is officially “{meant}”", "“{found}”的规范名称为“{meant}”"),
    (
        "效果指标 and 效益指标 mean the same; one name makes tables comparable.",
        "“效果指标”与“效益指标”含义相同，统一名称便于汇总。",
    ),
    "1、2-效果指标；22-社会效益；群众知晓率；实施周期指标值:90%；年度指标值:90%。",
    "1、2-效益指标；22-社会效益；群众知晓率；实施周期指标值:90%；年度指标值:90%。",
    source=CANONICAL,
)

ANCHOR_LIKE = rule(
    "M039",
    ("entry-like-text", "疑似另有条目"),
    "warning",
    (
        "A name or a value contains text that looks like the beginning of another part.",
        "名称或指标值中含有疑似另一条目的内容。",
    ),
    (
        "“{found}” was read as part of the {part}; it looks like a part of its own",
        "“{found}”按{part_zh}的一部分读取，疑似另有条目或栏目",
    ),
    (
        "A number, level or key that is too damaged to be certain was left in the text.",
        "序号、指标类别或指标值名称损坏过多，无法确定，暂按原文保留。",
    ),
    "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。2、；24-可持",
    _ENTRY,
    source=CANONICAL,
)
UNREAD_IN_VALUE = rule(
    "M050",
    ("unread-in-value", "指标值有未读出的部分"),
    "warning",
    ("A part of a value that may matter was not understood.", "指标值中有可能影响含义的部分未能读出。"),
    ("“{found}” took no part in the reading of the value", "读取指标值时未能理解“{found}”"),
    (
        "A digit, a letter beside a number, an operator or an unknown unit may change the meaning of the value.",
        "数字、数字旁的字母、运算符或不认识的单位都可能改变指标值的含义。",
    ),
    "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:10000次；年度指标值:1,0000次。",
    "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:10000次；年度指标值:10000次。",
    source=CANONICAL,
)
LOOK_ALIKE_DIGIT = rule(
    "M051",
    ("look-alike-digit", "形近字符误作数字"),
    "warning",
    ("A number contains a letter that looks like a digit.", "数字中混入了形近的字母。"),
    ("“{found}” read as “{meant}”", "“{found}”按“{meant}”读取"),
    (
        "Programs that look for digits do not find the number, or find another one.",
        "按数字查找的程序会读不出该数，或读成别的数。",
    ),
    "1、1-产出指标；12-质量指标；合格率；实施周期指标值:1OO%；年度指标值:9O%。",
    "1、1-产出指标；12-质量指标；合格率；实施周期指标值:100%；年度指标值:90%。",
    source=CANONICAL,
)

LEVEL_UNKNOWN = rule(
    "M059",
    ("level-not-known", "级别名称未知"),
    "error",
    ("A part in the position of a level is not in the taxonomy.", "级别位置上的文字不是任何一级或二级指标。"),
    ("“{found}” is not a known level", "“{found}”不是已知的一级或二级指标"),
    (
        "A name that resembles none is not guessed; the indicator is missing from every count by level.",
        "与规范名称差距过大，不作猜测；按类别统计时会被漏掉。",
    ),
    "1、1-产出指标；资金管理指标；培训合格率；实施周期指标值:95%；年度指标值:95%。",
    "1、1-产出指标；12-质量指标；培训合格率；实施周期指标值:95%；年度指标值:95%。",
    source=CANONICAL,
)
LEVEL_DITTO = rule(
    "M052",
    ("level-as-above", "级别写作同上"),
    "info",
    ("A level refers to the entry above.", "级别写成“同上”。"),
    ("“{found}” read as the level above: {meant}", "“{found}”按上一条目的级别读作“{meant}”"),
    ("Programs read each entry by itself.", "程序逐条读取，不会参照上一条。"),
    _ENTRY + "2、同上；同上；培训人数；实施周期指标值:20人；年度指标值:20人。",
    _ENTRY + "2、1-产出指标；11-数量指标；培训人数；实施周期指标值:20人；年度指标值:20人。",
    source=CANONICAL,
)
SHARED_KEY = rule(
    "M053",
    ("shared-key", "两个指标值共用名称"),
    "info",
    ("One key for both targets.", "实施周期与年度指标值共用一个名称。"),
    ("“{found}” read as the key of both targets", "“{found}”按两个指标值的共同名称读取"),
    ("Programs look for each key by itself.", "程序分别查找两个指标值。"),
    "1、1-产出指标；11-数量指标；培训次数；实施周期/年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
PARTS_ORDER = rule(
    "M054",
    ("parts-in-wrong-order", "条目各部分次序不当"),
    "warning",
    ("The parts of an entry are in another order.", "条目各部分的次序与规范不同。"),
    ("“{found}” read as the name, although it is in another position", "“{found}”不在名称位置，按名称读取"),
    ("Programs that count parts mistake one for another.", "按位置读取时会张冠李戴。"),
    "1、培训次数；1-产出指标；11-数量指标；实施周期指标值:1次；年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
LABEL = rule(
    "M055",
    ("column-label", "混入栏目名称"),
    "info",
    ("The name of a column precedes its content.", "内容前带有栏目名称。"),
    ("“{found}” is the name of a column", "“{found}”是栏目名称"),
    ("It comes from the head of the table and is not part of the entry.", "来自表头，与本条目内容无关。"),
    "1、1-产出指标；11-数量指标；三级指标：培训次数；实施周期指标值:1次；年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
ASIDE = rule(
    "M056",
    ("bracket-behind-label", "级别或指标值名称带括注"),
    "info",
    ("A level or a key carries a bracket with points, a year or a remark.", "级别或指标值名称后带有分值、年份等括注。"),
    ("“{found}” after the label: {kept}", "名称后的“{found}”：{kept_zh}"),
    ("Programs look for the exact label.", "程序按固定名称查找。"),
    "1、1-产出指标（50分）；11-数量指标；培训次数；实施周期指标值:1次；年度指标值（2025年）:1次。",
    _ENTRY,
    source=CANONICAL,
)
WRAPPED = rule(
    "M057",
    ("wrapped-part", "整体加了括号"),
    "info",
    ("Brackets or signs around a whole name or value.", "名称或指标值整体加了括号等符号。"),
    ("marks stand around the whole “{found}”", "“{found}”整体加了括号等符号"),
    ("Equal names and values look different.", "相同的名称和指标值会被当作不同。"),
    "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:【1次】；年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
LEVEL_CODE_LOOKS = rule(
    "M058",
    ("look-alike-in-label", "标签中的形近字符"),
    "warning",
    (
        "A code, level or key is written with other characters of the same look or meaning.",
        "编码、级别或指标值名称用了形近字符或繁体字。",
    ),
    ("“{found}” read as “{meant}”", "“{found}”按“{meant}”读取"),
    (
        "Scanners write l for 1; other systems write traditional characters; programs look for the exact ones.",
        "文字识别会把1写成l，有的系统用繁体字，程序都查不到。",
    ),
    "1、l-产出指标；11-數量指標；培训次数；实施周期指标值:1次；年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)

QUOTED = rule(
    "M060",
    ("quoted-entry", "条目加了引文符号"),
    "info",
    ("The texts of an entry are in ⟦⟧.", "条目的名称和指标值写在⟦⟧之内。"),
    ("the texts of the entry of “{found}” are in ⟦⟧", "“{found}”一条的内容写在⟦⟧之内"),
    (
        "``format`` uses these quotes for text that would otherwise be misread; other programs do not know them.",
        "按普通写法会被误读的内容，format命令写在⟦⟧之内；其他程序不认识这种写法。",
    ),
    "1、1-产出指标；11-数量指标；⟦培训次数⟧；实施周期指标值:⟦1次⟧；年度指标值:⟦1次⟧。",
    _ENTRY,
    source=CANONICAL,
)

PROSE = rule(
    "M061",
    ("prose-indicator", "指标写成文句"),
    "info",  # it names the dialect; what is doubtful in the reading has a warning of its own
    ("An indicator is written as prose: a level, a name and a target.", "指标写成文句，只有类别、名称和指标值。"),
    (
        "“{found}” was read from prose; a target without a key is taken for the year's",
        "“{found}”读自文句，未写明周期的指标值按年度指标值处理",
    ),
    ("Programs that look for numbers, codes and keys find nothing.", "程序按序号、编码和名称查找，读不出这类写法。"),
    "设 1条数量指标:培训次数≥1次。",
    _ENTRY,
    source=CANONICAL,
)

REPEATED = rule(
    "M062",
    ("part-written-twice", "部分内容重复写出"),
    "warning",
    ("A level, a key or a name is repeated.", "级别、指标值名称或指标名称接连写了两遍。"),
    ("“{found}” is repeated; read once", "“{found}”接连写了两遍，按一遍读取"),
    ("Programs mistake the second one for the next part.", "程序会把第二遍当作下一部分。"),
    "1、1-产出指标；11-数量指标；培训次数；培训次数；实施周期指标值:1次；年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)

LINE_START = rule(
    "M063",
    ("line-prefix", "行首加了符号或行号"),
    "warning",
    (
        "A program wrote a sign or a line number before every line: a mail's >, a comment's #, 12|.",
        "别的程序在每行前面加了符号或行号，如邮件引用的>、注释的#、12|。",
    ),
    ("“{found}” precedes every line; left out", "每行前面都有“{found}”一类的内容，未计入"),
    ("It ends up in the middle of words and numbers.", "会混进词语和数字中间。"),
    "> 1、1-产出指标；11-数量\n> 指标；培训次数；实施周期指标值:1次；年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)
RESIDUE = rule(
    "M064",
    ("layout-in-text", "内容中残留版式"),
    "info",
    (
        "A name or a value contains remains of layout: an unpaired bracket, a label, a sign of another program.",
        "名称或指标值中残留不成对的括号、栏目名称或其他程序的符号。",
    ),
    ("“{found}” was left in the {part}; it is rather layout", "“{found}”按{part_zh}的一部分读取，更像是版式残留"),
    (
        "The damage of the text left traces here: check whether the rest was read correctly.",
        "说明原文受损，应核对该条目其余内容是否读对。",
    ),
    "1、1-产出指标；11-数量指标；培训（会议次数；实施周期指标值:1次；年度指标值:1次。",
    _ENTRY,
    source=CANONICAL,
)

RULES: tuple[Rule, ...] = rules_in(globals())
"""All rules of the group, by code."""
