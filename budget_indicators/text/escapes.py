"""Decode the escapes of other programs: JSON, URLs, spreadsheets, e-mail, Markdown, dictation.

An unambiguous escape is decoded by itself (``_x000D_``, ``\\u4ea7``, ``%u4EA7``, ``\\n``). ``%E4%BA%A7`` and
``=E4=BA=A7`` are bytes of UTF-8; single ones (``%3A``) are decoded only in a text that contains such characters,
because ``100%20`` may be a value. Entities of HTML are read by ``cleaning``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from ..patterns import lazy

_BYTE = "[0-9A-Fa-f]{2}"
_FOLLOW = "[89ABab][0-9A-Fa-f]"
_UTF8 = "|".join(
    f"(?P<{name}>{sign}(?:[CDcd][0-9A-Fa-f]{sign}{_FOLLOW}|[Ee][0-9A-Fa-f](?:{sign}{_FOLLOW}){{2}}"
    f"|[Ff][0-7](?:{sign}{_FOLLOW}){{3}}))"
    for name, sign in (("url", "%"), ("mail", "="))
)
_DASHES = "横杠|杠|减号|短横线?|短线|横线|连字符|中划线|破折号"
_BEGINS = "[产效满数质时成经社生可服]"
# The mark of a code or of a key in bytes, told by what stands beside it.
_MARK = f"2[Dd](?<=[1-4]%..)(?={_BEGINS})|3[Aa](?<=[值标]%..)"
_ESCAPE = lazy(
    r"(?P<excel>_x[0-9A-Fa-f]{4}_)"
    r'|(?P<char>"? ?& ?CHAR\((?:10|13)\) ?& ?"?)'
    r"|(?P<octal>\\3[4-7][0-7]\\[2-3][0-7]{2}\\[2-3][0-7]{2}|\\3[0-3][0-7]\\[2-3][0-7]{2})"
    r"|(?P<bytes>\\x[Ee][0-9A-Fa-f](?:\\x[89ABab][0-9A-Fa-f]){2}|\\x[CDcd][0-9A-Fa-f]\\x[89ABab][0-9A-Fa-f])"
    r"|(?P<glyph>\(cid:[0-9]{1,6}\))"
    r"|(?P<rtf>\\u-?[0-9]{3,5}\?)"
    rf"|(?P<spoken>分号|冒号|句号|逗号|顿号|(?<=[1-4一二三四])(?:{_DASHES})(?={_BEGINS}))"
    rf"|(?P<code>(?:[一二三](?:十[一二三四])?|十[一二三四])(?=(?:{_DASHES}){_BEGINS}))"
    r"|(?P<json>\\u\{[0-9A-Fa-f]{1,6}\}|\\u[0-9A-Fa-f]{4}|\\U00[01][0-9A-Fa-f]{5}|U\+(?:1F[0-9A-F]{3}|[0-9A-F]{4})"
    r"|\\x\{[0-9A-Fa-f]{1,6}\}|\\x[0-9A-Fa-f]{2}|%u[0-9A-Fa-f]{4})"
    r"|(?P<css>\\(?:00)?(?:[23][0-9A-Fa-f]{3}|[4-9][0-9A-Fa-f]{3}|[Ff][Ee0Ff][0-9A-Fa-f]{2}) ?)"
    r"|(?P<control>\\[nrtfv](?![A-Za-z]))"
    r"|(?P<plain>\\[!-/:-@\[-`{-~])"
    rf"|(?P<mark>%(?:{_MARK}))"
    rf"|{_UTF8}|(?P<byte>[%=]{_BYTE})|(?P<soft>=\r?\n)|(?P<joined>\\\r?\n)"
)
_CONTROL = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v"}
_SURROGATE = range(0xD800, 0xE000)


# A Chinese character or punctuation mark in bytes.
_HAN = "(?:[Ee][4-9]%|[Ee]3%8[0-9A-Fa-f]%|[Ee][Ff]%[Bb][CcDd]%)"
_URL = lazy(f"%(?=[0-9A-Fa-fu])(?:{_MARK}|u|(?:25)?{_HAN}|[Cc]2%[Aa]0|0[AaDd]|(?<![0-9]%)20)")
_MAIL = lazy(f"={_HAN.replace('%', '=')}")  # a mail's \\ at a line end is told by the \\
_BYTES = lazy(f"%(?:25)?{_HAN}|%[Cc]2%[Aa]0|%0[AaDd]|%(?<![0-9]%)20|={_HAN.replace('%', '=')}")
# Dictated punctuation: if 分号 is a mark beside a label, it is one everywhere in the text.
_SPOKEN = lazy("(?:指标值?|[目标]值)[，,]?(?:分号|冒号)|(?:分号|逗号)[，,]?(?:[1-3][1-4]?[-杠]|实施周期|年度)")
_MARKS = {"分号": "；", "冒号": ":", "句号": "。", "逗号": "，", "顿号": "、"}


def may_be_escaped(text: str) -> bool:
    """A quick test: a text without these contains no escape."""
    # Each search skips to one rare character; one expression for all of them would visit every character.
    return (
        "\\" in text
        or ("_" in text and "_x" in text)
        or ("U" in text and "U+" in text)
        or ("(" in text and ("(cid:" in text or "CHAR(" in text))
        or _URL.search(text) is not None
        or ("=" in text and _MAIL.search(text) is not None)
        or ("号" in text and ("分号" in text or "冒号" in text or "逗号" in text) and _SPOKEN.search(text) is not None)
    )


def unescaped(text: str) -> Iterator[tuple[str, int, int]]:
    """The pieces of a text: decoded text and raw position (``start``, ``end``); an escape is one piece."""
    bytes_of = {found[0][0] for found in _BYTES.finditer(text)}
    spoken = "号" in text and _SPOKEN.search(text) is not None
    at = 0
    for match in _ESCAPE.finditer(text):
        meant = _meant(match, bytes_of, spoken)
        if meant is None:
            continue
        if match.start() > at:
            yield text[at : match.start()], at, match.start()
        if match.lastgroup == "code" and len(meant) == 2:
            yield meant[0], match.start(), match.end() - 1
            yield meant[1], match.end() - 1, match.end()
        else:
            yield meant, match.start(), match.end()
        at = match.end()
    if at < len(text):
        yield text[at:], at, len(text)


def _decoded(found: bytes) -> str | None:
    try:
        return found.decode()
    except UnicodeDecodeError:
        return None


def _code(words: str) -> str:
    """The code of a level that was dictated: 二十一."""
    tens, ten, ones = words.rpartition("十")
    digits = "1" if ten and not tens else tens
    return "".join([str("一二三四".index(char) + 1) if char in "一二三四" else char for char in digits + ones])


def _meant(match: re.Match[str], bytes_of: set[str], spoken: bool) -> str | None:
    written = match[0]
    match match.lastgroup:
        case "spoken":
            return _MARKS.get(written, "-") if spoken else None
        case "code":
            return _code(written) if spoken else None
        case "char":
            return "\n"
        case "octal":
            return _decoded(bytes([int(digits, 8) for digits in written.split("\\")[1:]]))
        case "bytes":
            return _decoded(bytes([int(digits, 16) for digits in written.split("\\x")[1:]]))
        case "rtf":
            return chr(int(written[2:-1]) % 0x10000)
        case "excel" | "json" | "css":
            code = int(written.strip("\\xuU+%_{} "), 16)
            return None if code in _SURROGATE or code > sys.maxunicode else chr(code)
        case "glyph":
            return "\ufffd"
        case "mark":
            return chr(int(written[1:], 16))
        case "control":
            return _CONTROL[written[1]]
        case "plain":
            return written[1]
        case "url" | "mail":
            return _decoded(bytes.fromhex(written.replace(written[0], "")))
        case "joined":
            return "\n"
        case "soft":
            return "" if "=" in bytes_of else None
        case _:
            code = int(written[1:], 16)
            return chr(code) if written[0] in bytes_of and code < 0x80 else None
