"""Kinds of damage that are composed: any mark at any place, any wrapper around any part, any escape of the text, …

Each family is a table of what may happen and a list of where; a new kind is one line in a table.
"""

# ruff: noqa: E501  (word lists: a line holds what belongs together)

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from random import Random
from urllib.parse import quote

from .sheet import Entry, Owned, Sheet, Want, exactly, fold, some

OnEntry = Callable[[Random, Entry], bool]
OnSheet = Callable[[Random, Sheet, set[int]], set[int]]

# ---- mark × place -----------------------------------------------------------------------------------------------------

MARKS = {
    "arrows": ("→", "=>", "->", ">", "》", "⇒", "➜", ">>"),
    "bullets": ("•", "·", "●", "■", "◆", "▪", "○", "◇", "\uf06c", "\uf0b7", "◎", "※"),
    "asterisks": ("*", "＊", "#", "＃", "**", "&", "@", "^", "~~"),
    "dashes": ("-", "—", "——", "–", "－", "_", "──", "--"),
    "tildes": ("~", "～", "…", "……", "...", "‥"),
    "colons that are none": ("∶", "︰", "﹕", "꞉", "˸", "։"),
    "semicolons that are none": ("\u037e", "⁏", "︔", "﹔"),
    "commas that are none": ("﹐", "､", "﹑", "‚", "،", "︐"),
    "bars": ("|", "｜", "¦", "│", "┃", "‖", "∣", "||"),
    "slashes": ("/", "／", "\\", "＼", "//", "∕"),
    "blanks": (" ", "\u2003", "\u3000\u3000", "\t", "\u00a0", "   ", "\u2009"),
    "full stops": ("。", ".", "｡", "．", "﹒"),
    "question and exclamation marks": ("！", "!", "？", "?"),
    "plus and equals signs": ("+", "=", "＝", "＋", "=="),
}
PLACES: dict[str, tuple[str, ...]] = {
    "before level 2": ("sep1",),
    "before the name": ("sep2",),
    "before the keys": ("sep3", "sep4"),
    "everywhere": ("sep1", "sep2", "sep3", "sep4"),
}


def mark(marks: tuple[str, ...], roles: tuple[str, ...]) -> OnEntry:
    """Another mark for a separator."""

    def damage(rng: Random, e: Entry) -> bool:
        sign = rng.choice(marks)
        for role in roles:
            if e[role]:
                e[role] = sign
        return True

    return damage


COLONS = (
    "∶",
    "︰",
    "﹕",
    "꞉",
    "=",
    "→",
    "——",
    "-",
    "|",
    "~",
    "…",
    " ",
    "，",
    "、",
    ">",
    "*",
    "\t",
    "·",
    "．",
    "；",
    "/",
)


def colon(rng: Random, e: Entry) -> bool:
    """Another sign for the colon behind the keys."""
    sign = rng.choice(COLONS)
    for role, field in (("colon_cycle", "cycle"), ("colon_annual", "annual")):
        if e[field][:1] in "-+=≥≤<>＞＜.·*~/" and sign.strip() in ("=", "-", "——", ">", "~", "→", "*", "·", "．", "/"):
            return False
        if e[role]:
            e[role] = sign
    return True


def hyphen(rng: Random, e: Entry) -> bool:
    """Another sign between code and name."""
    sign = rng.choice(
        (
            ":",
            "：",
            "∶",
            "*",
            "/",
            "|",
            "→",
            "+",
            "=",
            "·",
            "…",
            "⸺",
            "﹘",
            "ー",
            "━",
            "_",
            ")",
            "）",
            "】",
            "#",
            "～",
            "，",
            ">",
        )
    )
    for role in ("hyphen1", "hyphen2"):
        if e[role]:
            e[role] = sign
    return True


def bulleted(rng: Random, e: Entry) -> bool:
    """A bullet before the number, or before every part."""
    bullet = rng.choice(
        ("•", "● ", "■", "◆ ", "* ", "- ", "> ", "\uf0b7", "→", "√", "☑", "▶", "➤ ", "★", "#", "## ", "—")
    )
    everywhere = rng.random() < 0.4
    for role in ("ordinal", "code1", "code2", "key_cycle", "key_annual") if everywhere else ("ordinal",):
        if e[role]:
            e[role] = bullet + e[role]
    return True


# ---- wrapper × part ---------------------------------------------------------------------------------------------------

WRAPPERS = (
    "【】",
    "[]",
    "（）",
    "()",
    "{}",
    "<>",
    "《》",
    "「」",
    "『』",
    "〔〕",
    "〖〗",
    "［］",
    "｛｝",
    "⟨⟩",
    "〈〉",
    "“”",
    '""',
    "''",
    "‘’",
    "||",
    "**",
    "``",
    "__",
    "##",
)
PARTS = {
    "number": ("ordinal",),
    "level 1": ("code1", "level1"),
    "level 2": ("code2", "level2"),
    "codes": ("code1",),
    "names of levels": ("level1",),
    "name": ("name",),
    "keys": ("key_cycle",),
    "values": ("cycle",),
}
_TWINS = {"code1": "code2", "level1": "level2", "key_cycle": "key_annual", "cycle": "annual"}


def wrap(part: str) -> OnEntry:
    """Some pair of brackets, quotes or marks around a part."""
    roles = PARTS[part]

    def damage(rng: Random, e: Entry) -> bool:
        left, right = rng.choice(WRAPPERS)
        if part == "number":
            e["mark"] = rng.choice(("", "、", "."))
        both = len(roles) == 1 and roles[0] in _TWINS
        for first, last in [(roles[0], roles[-1]), *([(_TWINS[roles[0]],) * 2] if both else [])]:
            if not e[first] or not e[last]:
                return False
            if first in ("name", "cycle", "annual"):
                e.want[first] = Want((e.want[first].readings[0], fold(left + e[first] + right)))
            e[first] = left + e[first]
            e[last] += right
        return True

    return damage


def wrap_everything(rng: Random, e: Entry) -> bool:
    """Every part in brackets, with or without a separator between them."""
    left, right = rng.choice(("【】", "[]", "「」", "{}", "<>", "〖〗", '""', "〔〕"))
    bare = rng.random() < 0.5
    pairs = (
        ("ordinal", "ordinal"),
        ("code1", "level1"),
        ("code2", "level2"),
        ("name", "name"),
        ("key_cycle", "key_cycle"),
        ("cycle", "cycle"),
        ("key_annual", "key_annual"),
        ("annual", "annual"),
    )
    for first, last in pairs:
        if not e[first + ""] and not e[last]:
            return False
        first = first if e[first] else last
        if first in ("name", "cycle", "annual"):
            e.want[first] = Want((e.want[first].readings[0], fold(left + e[first] + right)))
        e[first] = left + e[first]
        e[last] += right
    if bare:
        for role in ("mark", "sep1", "sep2", "sep3", "sep4", "colon_cycle", "colon_annual"):
            e[role] = ""
    return True


# ---- brackets behind labels and keys, labels before parts, one key for both -------------------------------------------


def level_aside(rng: Random, e: Entry) -> bool:
    """Points, 必填 and the like behind a level."""
    for role in some(rng, ("level1", "level2"), e):
        e[role] += rng.choice(
            (
                "（50分）",
                "(20分)",
                "(必填)",
                "（选填）",
                "【10分】",
                "（权重20%）",
                "[30]",
                "（0-20）分",
                "(10)",
                "（20）",
                "10分",
                "〔15分〕",
            )
        )
    return True


def key_aside(rng: Random, e: Entry) -> bool:
    """The year, the unit or a remark behind a key."""
    year = rng.choice(("（2025年）", "(2025)", "【2025年】", "（2025年度）", "(必填)", "（本年）", "[2025]"))
    if e["key_annual"]:
        e["key_annual"] += year
    if e["key_cycle"] and rng.random() < 0.6:
        e["key_cycle"] += rng.choice(("（2025-2027年）", "(2024年—2026年)", "（三年）", "(2025-2027)", "（总体）"))
    return True


LABELS = (
    ("序号：", "一级指标：", "二级指标：", "三级指标："), ("", "一级指标:", "二级指标:", "三级指标:"), ("", "一级:", "二级:", "三级:"),
    ("编号:", "一级指标名称：", "二级指标名称：", "三级指标名称："), ("", "", "", "指标名称："), ("", "【一级指标】", "【二级指标】", "【三级指标】"),
    ("", "", "", "三级指标："), ("", "一级指标-", "二级指标-", "三级指标-"), ("第", "", "", ""), ("", "一级指标为", "二级指标为", "三级指标为"),
)  # fmt: skip


def labelled(rng: Random, e: Entry) -> bool:
    """The names of the columns before the parts."""
    labels = rng.choice(LABELS)
    for (coded, bare), label in zip(
        (("ordinal",) * 2, ("code1", "level1"), ("code2", "level2"), ("name",) * 2), labels, strict=True
    ):
        role = coded if e[coded] else bare
        if e[role]:
            e[role] = label + e[role]
    return True


BOTH = (
    "实施周期/年度指标值",
    "实施周期指标值/年度指标值",
    "实施周期（年度）指标值",
    "实施周期及年度指标值",
    "实施周期指标值、年度指标值",
    "实施周期指标值和年度指标值",
    "年度/实施周期指标值",
    "实施周期指标值（年度指标值）",
    "实施周期、年度指标值均为",
    "实施周期与年度目标值",
    "实施周期指标值=年度指标值",
    "实施周期指标值同年度指标值",
    "周期/年度指标值",
    "实施周期指标值|年度指标值",
    "年度指标值（实施周期指标值）",
)


def one_key(rng: Random, e: Entry) -> bool:
    """One key for both targets."""
    if e.gone & {"cycle", "annual"} or e["annual"].startswith(("=", ":")):
        return False
    e["cycle"] = e["annual"]
    e.want["cycle"] = e.want["annual"] = exactly(e["annual"])
    e["key_cycle"] = rng.choice(BOTH)
    for role in ("sep4", "key_annual", "colon_annual", "annual"):
        e[role] = ""
    return True


# ---- order × parts ----------------------------------------------------------------------------------------------------

_BLOCKS = {
    "1": ("code1", "hyphen1", "level1"),
    "2": ("code2", "hyphen2", "level2"),
    "n": ("name",),
    "c": ("key_cycle", "colon_cycle", "cycle"),
    "a": ("key_annual", "colon_annual", "annual"),
}
ORDERS = (
    "21nca",
    "21nac",
    "n12ca",
    "1n2ca",
    "n21ca",
    "12can",
    "ca12n",
    "c12na",
    "12cna",
    "2n1ca",
    "12nac",
    "1can2"[:0] or "nca12",
)


def reordered(order: str) -> OnEntry:
    """The parts in another order."""

    def damage(rng: Random, e: Entry) -> bool:
        if e.gone or any(mark in e[field] for field in ("name", "cycle", "annual") for mark in "；;。:："):
            return False
        if not (e["code1"] and e["code2"]):
            return False
        texts = ["".join(e[role] for role in _BLOCKS[block]) for block in order]
        text = "；".join(texts)
        for role in e.roles:
            if role not in ("ordinal", "mark", "end"):
                e[role] = ""
        e["name"] = text
        return True

    return damage


# ---- escape × text ----------------------------------------------------------------------------------------------------

Escape = Callable[[Random, str], str]


def _each_char(encode: Escape, share: float = 1.0) -> OnSheet:
    """Every character, or a share of them, in another notation."""

    def apply(rng: Random, sheet: Sheet, targets: set[int]) -> set[int]:
        def finish(rng: Random, chars: Owned) -> Owned:
            return [(c, owner) for char, owner in chars for c in (encode(rng, char) if rng.random() < share else char)]

        sheet.finish.append(finish)
        return set(range(len(sheet.entries)))

    return apply


def _around(*pairs: tuple[str, str]) -> OnSheet:
    """Something around the whole text."""

    def apply(rng: Random, sheet: Sheet, targets: set[int]) -> set[int]:
        left, right = rng.choice(pairs)
        sheet.head, sheet.tail = left + sheet.head, sheet.tail + right
        return set(range(len(sheet.entries)))

    return apply


def _behind_separators(*signs: str) -> OnSheet:
    """The escape of a line break or a blank behind separators, or between entries."""

    def apply(rng: Random, sheet: Sheet, targets: set[int]) -> set[int]:
        sign = rng.choice(signs)
        roles = rng.choice((("end",), ("sep1", "sep2", "sep3", "sep4"), ("sep3", "sep4", "end")))
        for e in sheet.entries:
            for role in roles:
                if e[role]:
                    e[role] += sign
        return set(range(len(sheet.entries)))

    return apply


def _inside(*signs: str) -> OnSheet:
    """The same inside words, where a line was broken."""

    def apply(rng: Random, sheet: Sheet, targets: set[int]) -> set[int]:
        sign = rng.choice(signs)
        for e in sheet.entries:
            for role in some(rng, ("level1", "level2", "key_cycle", "key_annual"), e):
                at = len(e[role]) // 2
                e[role] = e[role][:at] + sign + e[role][at:]
        return set(range(len(sheet.entries)))

    return apply


def _json_char(rng: Random, char: str) -> str:
    return json.dumps(char)[1:-1]


BREAKS = (
    "_x000D_",
    "_x000d__x000a_",
    "\\n",
    "\\r\\n",
    "&#10;",
    "&amp;#10;",
    "\\t",
    "<br>",
    "&lt;br/&gt;",
    "&amp;lt;br&amp;gt;",
    "&amp;nbsp;",
    "&amp;amp;nbsp;",
    "&nbsp",
    "&ensp;",
    "&#xA0;",
    "&#x3000;",
    "\u2028",
    "↵",
    "¶",
    "[br]",
    "<w:br/>",
    "⏎",
    "\\u3000",
    "%0A"[:0] or "&#13;",
    "\ufffc",
    "<o:p></o:p>",
    "{br}"[:0] or "<BR/>",
)
ESCAPES: dict[str, OnSheet] = {
    "line breaks escaped behind separators": _behind_separators(*BREAKS),
    "line breaks escaped inside words": _inside(
        "_x000D_",
        "\\n",
        "&#10;",
        "<br>",
        "&amp;nbsp;",
        "\\r\\n",
        "\u2028",
        "&#13;&#10;",
        "<br/>",
        "\ufffc",
        "&ensp;",
        "\u2800",
        "\u3164",
    ),
    "JSON escapes": _each_char(_json_char),
    "HTML numbers": _each_char(lambda rng, c: f"&#{ord(c)};"),
    "HTML numbers here and there": _each_char(lambda rng, c: f"&#x{ord(c):x};", 0.3),
    "HTML numbers escaped twice": _each_char(lambda rng, c: f"&amp;#{ord(c)};", 0.5),
    "URL escapes": _each_char(lambda rng, c: quote(c)),
    "JavaScript escapes": _each_char(lambda rng, c: f"%u{ord(c):04X}" if ord(c) < 65536 and ord(c) > 127 else c),
    "quoted-printable": _each_char(
        lambda rng, c: "".join(f"={b:02X}" for b in c.encode()) if ord(c) > 127 or c == "=" else c
    ),
    "Excel escapes": _each_char(lambda rng, c: f"_x{ord(c):04X}_" if ord(c) < 65536 else c, 0.3),
    "Markdown escapes": _each_char(lambda rng, c: "\\" + c if c in "-.*_()[]#+!>|~`" else c),
    "backslashes before quotes and slashes": _each_char(lambda rng, c: "\\" + c if c in "\"/'-;:" else c),
    "quotes around the text": _around(
        ('"', '"'),
        ("'", "'"),
        ("“", "”"),
        ("=“", "”"),
        ('="', '"'),
        ("'", ""),
        ('["', '"]'),
        ("`", "`"),
        ('"""', '"""'),
        ("「", "」"),
        ('\\"', '\\"'),
        ("&quot;", "&quot;"),
        ("<![CDATA[", "]]>"),
        ("```\n", "\n```"),
        ("{“", "”}"),
        ("b'", "'"),
        ("$", "$"),
        ("&lt;p&gt;", "&lt;/p&gt;"),
        ("&amp;lt;td&amp;gt;", "&amp;lt;/td&amp;gt;"),
        ("<w:t>", "</w:t>"),
        ("[b]", "[/b]"),
        ("**", "**"),
        ("> ", ""),
    ),
}


def list_of_entries(rng: Random, sheet: Sheet, targets: set[int]) -> set[int]:
    """Each entry in quotes, as another program lists strings."""
    left, between, right = rng.choice(
        (
            ('["', '","', '"]'),
            ("['", "', '", "']"),
            ('"', '"\n"', '"'),
            ('("', '", "', '")'),
            ("- ", "\n- ", ""),
            ("| ", " |\n| ", " |"),
            ("<li>", "</li>\n<li>", "</li>"),
            ("* ", "\n* ", ""),
            ('{"', '"},{"', '"}'),
        )
    )
    for e in sheet.entries[:-1]:
        e.after += between
    sheet.head += left
    sheet.tail = right + sheet.tail
    return set(range(len(sheet.entries)))


# ---- look-alike × character -------------------------------------------------------------------------------------------

DIGIT_ALIKE = {
    "1": "lIi|!Ⅰⅼı丨",
    "2": "Zzƻ",
    "3": "З3"[:1] + "Ʒ",
    "4": "A"[:0] + "４",
    "0": "OoQ〇○",
    "5": "Ss",
    "8": "B",
    "6": "b",
    "9": "gq",
}
LATIN_DIGITS = ("０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "₀₁₂₃₄₅₆₇₈₉", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def ocr_codes(rng: Random, e: Entry) -> bool:
    """A letter for a digit of a code."""
    changed = False
    for role in some(rng, ("code1", "code2"), e):
        at = rng.randrange(len(e[role])) if e[role] else -1
        if at >= 0 and e[role][at] in "123":
            e[role] = e[role][:at] + rng.choice(DIGIT_ALIKE[e[role][at]]) + e[role][at + 1 :]
            changed = True
    return changed


def ocr_ordinal(rng: Random, e: Entry) -> bool:
    """A letter for a digit of the number."""
    digits = [at for at, c in enumerate(e["ordinal"]) if c in "10"]
    if not digits or e["mark"] != "、":
        return False
    at = rng.choice(digits)
    e["ordinal"] = e["ordinal"][:at] + rng.choice({"1": "lI|", "0": "OoQ"}[e["ordinal"][at]]) + e["ordinal"][at + 1 :]
    return True


def other_digits(rng: Random, e: Entry) -> bool:
    """Digits of another script or style in codes and numbers."""
    digits = rng.choice(LATIN_DIGITS)
    for role in some(rng, ("ordinal", "code1", "code2"), e):
        e[role] = "".join(digits[int(c)] if c in "0123456789" else c for c in e[role])
    return True


def ocr_hyphen(rng: Random, e: Entry) -> bool:
    """一 and other strokes for the hyphen."""
    sign = rng.choice("一ー―ㄧ⼀▁¯﹣➖⁃")
    for role in ("hyphen1", "hyphen2"):
        if e[role]:
            e[role] = sign
    return True


def ocr_value(rng: Random, e: Entry) -> bool:
    """Letters in the numbers of a value, which stays as it is written."""
    changed = False
    for role in ("cycle", "annual"):
        text = "".join(
            rng.choice("OoQ") if c == "0" else "l" if c == "1" and rng.random() < 0.5 else c for c in e[role]
        )
        changed |= text != e[role]
        e[role] = text
        if e[role]:
            e.want[role] = exactly(text)
    return changed


def unreadable(rng: Random, e: Entry) -> bool:
    """A sign for a character that was not recognised, in a key or a level."""
    sign = rng.choice("□?？�■*▯〓_#")
    changed = False
    for role in some(rng, ("key_cycle", "key_annual", "level2"), e):
        if len(e[role]) > 4 and role not in e.typos:
            at = rng.randrange(1, len(e[role]) - 1)
            e[role] = e[role][:at] + sign + e[role][at + 1 :]
            e.typos.add(role)
            changed = True
    return changed


TRADITIONAL = str.maketrans("产标数质时经济社会态续响满务实周值项级环总", "產標數質時經濟社會態續響滿務實週值項級環總")


def traditional(rng: Random, e: Entry) -> bool:
    """Labels and keys in traditional characters."""
    before = e.text
    for role in ("level1", "level2", "key_cycle", "key_annual"):
        e[role] = e[role].translate(TRADITIONAL)
    return e.text != before


def traditional_in_part(rng: Random, e: Entry) -> bool:
    """Some characters of labels and keys in traditional or Japanese form."""
    before = e.text
    for role in ("level1", "level2", "key_cycle", "key_annual"):
        e[role] = "".join(
            c.translate(TRADITIONAL) if rng.random() < 0.5 else "値" if c == "值" else "実" if c == "实" else c
            for c in e[role]
        )
    return e.text != before


# ---- ordinals ---------------------------------------------------------------------------------------------------------

ORDINALS: dict[str, Callable[[int], str]] = {
    "large": lambda n: f"{n + 999}、",
    "very large": lambda n: f"{n + 12344}、",
    "with zeros": lambda n: f"{n:03}、",
    "with No.": lambda n: f"No.{n} ",
    "with №": lambda n: f"№{n}、",
    "with #": lambda n: f"#{n} ",
    "第…条": lambda n: f"第{n}条：",
    "第…项": lambda n: f"第{n}项、",
    "colon": lambda n: f"{n}：",
    "colon of half width": lambda n: f"{n}:",
    "square brackets": lambda n: f"[{n}]",
    "lenticular brackets": lambda n: f"【{n}】",
    "tortoise shell brackets": lambda n: f"〔{n}〕",
    "in one character: ⑴": lambda n: chr(0x2474 + n - 1),
    "in one character: ⒈": lambda n: chr(0x2488 + n - 1),
    "in one character: ❶": lambda n: chr(0x2776 + n - 1) if n <= 10 else f"{n}、",
    "in one character: ㈠": lambda n: chr(0x3220 + n - 1) if n <= 10 else f"{n}、",
    "Roman": lambda n: ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ", "Ⅹ", "Ⅺ", "Ⅻ")[n - 1] + "、",
    "dash": lambda n: f"{n}—",
    "semicolon": lambda n: f"{n}；",
    "序号": lambda n: f"序号{n}：",
    "formal numerals": lambda n: ("零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖", "拾", "拾壹", "拾贰")[n] + "、",
    "指标1": lambda n: f"指标{n}：",
    "ordinal with blank": lambda n: f"{n} ",
    "slash": lambda n: f"{n}/",
}  # fmt: skip


def ordinal(style: str) -> OnEntry:
    """The number in another form."""

    def damage(rng: Random, e: Entry) -> bool:
        number = e.known.ordinal
        if e["ordinal"] != str(number):
            return False
        e["ordinal"], e["mark"] = ORDINALS[style](number), ""
        if style in ("large", "very large"):
            e.want["ordinal"] = exactly(number + (999 if style == "large" else 12344))
        return True

    return damage


# ---- levels that are none, ditto --------------------------------------------------------------------------------------


def unknown_level(rng: Random, e: Entry) -> bool:
    """A level that is not of the taxonomy."""
    e["code2"] = e["hyphen2"] = ""
    e["level2"] = rng.choice(("投入指标", "资金管理指标", "过程指标", "管理指标", "预算执行指标", "组织实施指标"))
    e.want["level2"] = exactly(None)
    return bool(e["sep2"]) and bool(e["level1"])


def ditto(rng: Random, sheet: Sheet, targets: set[int]) -> set[int]:
    """同上 for the levels of the entry above."""
    touched: set[int] = set()
    for at in sorted(targets):
        if at and not sheet.entries[at].gone and not sheet.entries[at - 1].gone:
            e, before = sheet.entries[at], sheet.entries[at - 1]
            sign = rng.choice(("同上", "〃", "同上", "″", "同前"))
            for level in ("level1", "level2"):
                e.want[level] = before.want[level]
                e["code" + level[-1]] = e["hyphen" + level[-1]] = ""
                e[level] = sign
            touched.add(at)
    return touched


# ---- other ------------------------------------------------------------------------------------------------------------


def case_and_width(rng: Random, e: Entry) -> bool:
    """All marks in full width, the hyphen too."""
    for role in ("hyphen1", "hyphen2"):
        if e[role]:
            e[role] = "－"
    e["mark"] = "．" if e["mark"] else ""
    return True


def two_mistakes(rng: Random, e: Entry) -> bool:
    """Two wrong characters in the long key."""
    if e["key_cycle"] != "实施周期指标值":
        return False
    places = rng.sample(range(1, 6), 2)
    e["key_cycle"] = "".join(rng.choice("大小天人工口木") if at in places else c for at, c in enumerate(e["key_cycle"]))
    e.typos.add("key_cycle")
    return True


def words_between(rng: Random, e: Entry) -> bool:
    """为, 是 or 达到 between key and value."""
    word = rng.choice(("为", "是", "为：", "是：", "（", "："))
    for role in ("colon_cycle", "colon_annual"):
        if e[role] and word != "（":
            e[role] = word
    return word not in ("（", "：")


def every(damage: OnEntry) -> OnSheet:
    """A damage of one entry, done to the chosen ones."""

    def apply(rng: Random, sheet: Sheet, targets: set[int]) -> set[int]:
        return {at for at in sorted(targets) if damage(rng, sheet.entries[at])}

    return apply


def families() -> Iterator[tuple[str, OnSheet, int]]:
    """The name, the damage and the stage of every composed kind."""
    for name, marks in MARKS.items():
        for place, roles in PLACES.items():
            yield f"mark: {name} {place}", every(mark(marks, roles)), 2
    yield "mark: for the colon", every(colon), 2
    yield "mark: for the hyphen", every(hyphen), 2
    yield "mark: bullets before parts", every(bulleted), 4
    for part in PARTS:
        yield f"wrapper: around {part}", every(wrap(part)), 4
    yield "wrapper: around everything", every(wrap_everything), 4
    yield "aside: behind levels", every(level_aside), 3
    yield "aside: behind keys", every(key_aside), 3
    yield "labels before parts", every(labelled), 4
    yield "one key for both targets", every(one_key), 1
    for order in ORDERS:
        yield f"order: {order}", every(reordered(order)), 5
    for name, escape in ESCAPES.items():
        yield f"escape: {name}", escape, 7
    yield "escape: entries in a list of strings", list_of_entries, 6
    for name, damage in (
        ("letters in codes", ocr_codes), ("letters in numbers of entries", ocr_ordinal), ("digits of other scripts", other_digits),
        ("strokes for the hyphen", ocr_hyphen), ("letters in values", ocr_value), ("unreadable characters", unreadable),
        ("traditional characters", traditional), ("some traditional characters", traditional_in_part),
    ):  # fmt: skip
        yield f"look-alike: {name}", every(damage), 3
    for style in ORDINALS:
        yield f"ordinal: {style}", every(ordinal(style)), 1
    yield "unknown level", every(unknown_level), 1
    yield "同上 for levels", ditto, 1
    yield "two mistakes in the long key", every(two_mistakes), 3
    yield "为 for the colon", every(words_between), 2
