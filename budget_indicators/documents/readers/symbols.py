"""Characters that office programs store as something else: those of the fonts Symbol and Wingdings, and escapes."""

from __future__ import annotations

import re

from ...patterns import lazy

_SYMBOL = dict(
    zip(
        range(0x20, 0x7F),
        " !∀#∃%&∋()*+,-./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~",
        strict=True,
    )
) | dict(
    zip(
        range(0xA0, 0xFF),
        "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
        strict=True,
    )
)
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x78: "☒", 0x9F: "•", 0xA7: "▪",
    0xA8: "☐", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑", 0x80: "⓪", 0x8B: "⓿",
    **{0x81 + at: chr(0x2460 + at) for at in range(10)},
    **{0x8C + at: chr(0x2776 + at) for at in range(10)},
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x2A: "☐", 0x30: "☑", 0x96: "•", 0x98: "●",
    0xA2: "■", 0xA3: "☐",
    **{0x6A + at: chr(0x2460 + at) for at in range(10)},
}  # fmt: skip
_ESCAPED = lazy(r"_x([0-9A-Fa-f]{4})_")
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def symbol(font: str, code: int) -> str | None:
    """The character of a symbol font's code (``F0B3`` or ``B3``); ``None`` where it is not known.

    >>> symbol("Symbol", 0xF0B3), symbol("Wingdings", 0xFE), symbol("SimSun", 0x2265)
    ('≥', '☑', '≥')
    """
    table = _FONTS.get(font.strip().lower())
    private = 0xF000 <= code <= 0xF0FF
    if table is None:
        return None if private or not 0x20 <= code < 0x110000 else chr(code)
    known = table.get(code - 0xF000 if private else code)
    return known if known is not None or private else chr(code)


def from_font(font: str, text: str) -> str:
    """A text whose font may have its own code: private characters, and Latin ones in such a font, as they show.

    >>> from_font("Symbol", "³95%"), from_font("SimSun", "³")
    ('≥95%', '³')
    """
    table = _FONTS.get(font.strip().lower(), {}) if font else {}
    if not table and not any("\uf000" <= char <= "\uf0ff" for char in text):
        return text
    return "".join((symbol(font, ord(char)) or char) if _coded(char, table) else char for char in text)


def _coded(char: str, table: dict[int, str]) -> bool:
    return "\uf000" <= char <= "\uf0ff" or (ord(char) in table and char != " ")


def _of_code(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)


def unescaped(text: str) -> str:
    """Characters that XML cannot hold are written ``_x000D_``; a line may end in a carriage return and a line feed."""
    if "_x" in text:
        text = _ESCAPED.sub(_of_code, text)
    return text.replace("\r\n", "\n").replace("\r", "\n")
