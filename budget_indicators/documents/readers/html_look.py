"""What of a web page is seen: hidden, struck-out and raised elements, by attributes, inline styles and style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import attrs

_LEFT_OUT = frozenset(
    {"script", "style", "template", "noscript", "head", "title", "rt", "rp", "rtc", "annotation", "annotation-xml"}
    | {"iframe", "object", "video", "audio", "canvas", "datalist", "noframes", "noembed", "mprescripts"}
)
_STRUCK = frozenset({"del", "s", "strike"})
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,4000})\}")
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_AT_BLOCK = re.compile(r"@(?:media|supports|page|font-face)[^{};]*")
_RELEVANT = re.compile(
    r"display|visibility|line-through|opacity|font-size|color|vertical-align|left|indent", re.IGNORECASE
)
_MAX_RULES = 300
_MAX_MARKED = 200_000
_FAR = re.compile(r"-\d{4,}(?:\.\d+)?(?:px|pt|em|rem)?")
_NOTHING = re.compile(r"0(?:\.0+)?(?:px|pt|em|rem|%)?")
_WHITE = frozenset(
    {"white", "#fff", "#ffffff", "rgb(255,255,255)", "transparent", "rgba(0,0,0,0)", "rgba(255,255,255,1)"}
)


@attrs.frozen
class Look:
    """How an element shows; ``gone`` elements take no place at all, ``hidden`` ones only show nothing."""

    gone: bool = False
    hidden: bool = False
    struck: bool = False
    raised: bool = False
    white: bool = False
    backed: bool = False
    """Whether a background colour lies behind the text (white text on it is seen)."""

    @property
    def unseen(self) -> bool:
        """Whether its text is not seen."""
        return self.gone or self.hidden or (self.white and not self.backed)


PLAIN = Look()


@attrs.frozen
class Styles:
    """The declarations of a page's style sheets that decide what is seen, by element."""

    marked: dict[int, str]

    def look(self, node: Any, base: Look) -> Look:
        """How ``node`` shows inside an element that shows as ``base``."""
        tag = node.tag
        attributes = node.attributes
        changes: dict[str, bool] = {}
        if tag in _STRUCK:
            changes["struck"] = True
        elif tag in ("sup", "sub"):
            changes["raised"] = tag == "sup"
        elif tag == "dialog" and "open" not in attributes:
            changes["gone"] = True
        if "bgcolor" in attributes:
            changes["backed"] = True
        if tag == "font" and _plain(attributes.get("color")) in _WHITE:
            changes["white"] = True
        sheet = self.marked.get(node.mem_id, "")
        style = f"{sheet};{attributes.get('style') or ''}"
        if "hidden" in attributes:
            changes["gone"] = True
        if len(style) > 1:
            _declared(style, changes)
        return attrs.evolve(base, **changes) if changes else base


def styles_of(tree: Any) -> Styles:
    """The style sheets in a page. What they say of printing or of narrow screens counts as said of all."""
    marked: dict[int, str] = {}
    rules = 0
    for selectors, declarations in _rules(tree):
        if rules >= _MAX_RULES or len(marked) > _MAX_MARKED:
            break
        rules += 1
        for selector in selectors.split(",")[:20]:
            try:
                nodes = tree.css(selector.strip()) if selector.strip() else []
            except Exception:  # a selector the library does not know
                continue
            for node in nodes:
                marked[node.mem_id] = f"{marked.get(node.mem_id, '')};{declarations}"
    return Styles(marked)


def _rules(tree: Any) -> Iterator[tuple[str, str]]:
    for node in tree.css("style"):
        media = (node.attributes.get("media") or "all").lower()
        if "screen" not in media and "all" not in media:
            continue
        sheet = _without_other_media(_COMMENT.sub(" ", (node.text() or "")[:500_000]))
        for found in _RULE.finditer(sheet):
            if _RELEVANT.search(found[2]):
                yield found[1].strip(), found[2]


def _without_other_media(sheet: str) -> str:
    """The sheet without the blocks that do not hold on a screen of usual width."""
    pieces: list[str] = []
    at = 0
    for found in _AT_BLOCK.finditer(sheet):
        if found.start() < at or sheet[found.end() : found.end() + 1] != "{":
            continue
        depth, end = 1, found.end() + 1
        while end < len(sheet) and depth:
            depth += {"{": 1, "}": -1}.get(sheet[end], 0)
            end += 1
        pieces.append(sheet[at : found.start()])
        if re.fullmatch(r"@media\s+(?:screen|all)\s*", found[0]):
            pieces.append(sheet[found.end() + 1 : end - 1])
        at = end
    return "".join([*pieces, sheet[at:]])


def _plain(value: str | None) -> str:
    return "".join((value or "").lower().replace("!important", "").split())


def _declared(style: str, changes: dict[str, bool]) -> None:
    declared = {
        _plain(name): _plain(value) for name, mark, value in (each.partition(":") for each in style.split(";")) if mark
    }
    match declared.get("display"):
        case "none":
            changes["gone"] = True
        case str():
            changes.pop("gone", None)
        case None:
            pass
    match declared.get("visibility"):
        case "hidden":
            changes["hidden"] = True
        case "collapse":
            changes["gone"] = True
        case "visible":
            changes["hidden"] = False
        case _:
            pass
    if "line-through" in declared.get("text-decoration", "") + declared.get("text-decoration-line", ""):
        changes["struck"] = True
    nothing = ("opacity", "font-size", "max-height")
    if any(_NOTHING.fullmatch(declared.get(name, "")) for name in nothing):
        changes["hidden"] = True
    if any(_FAR.fullmatch(declared.get(name, "")) for name in ("left", "top", "text-indent", "margin-left")):
        changes["hidden"] = True
    if (background := declared.get("background-color") or declared.get("background")) is not None:
        changes["backed"] = background not in (*_WHITE, "none", "inherit")
    if (colour := declared.get("color")) is not None:
        changes["white"] = colour in _WHITE
    if declared.get("vertical-align") in ("super", "text-top"):
        changes["raised"] = declared["vertical-align"] == "super"


def is_left_out(tag: str) -> bool:
    """Whether a browser never shows what stands in such an element."""
    return tag in _LEFT_OUT
