"""The visibility of a page's elements: hidden, struck out or raised, by attributes, inline styles and style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from ...patterns import lazy

_LEFT_OUT = frozenset(
    {"script", "style", "template", "noscript", "head", "title", "rt", "rp", "rtc", "annotation", "annotation-xml"}
    | {"iframe", "object", "video", "audio", "canvas", "datalist", "noframes", "noembed", "mprescripts"}
    | {"meter", "progress"}
)
_STRUCK = frozenset({"del", "s", "strike"})
_RULE = lazy(r"([^{}]{1,400})\{([^{}]{0,4000})\}")
_COMMENT = lazy(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_AT_BLOCK = lazy(r"@(?:media|supports|page|font-face)[^{};]*")
_RELEVANT = lazy(
    r"display|visibility|line-through|opacity|font-size|color|background|vertical-align|left|top|indent|height|width"
    r"|clip|transform|content",
    re.IGNORECASE,
)
_GENERATED = lazy(r"::?(before|after)\s*$", re.IGNORECASE)
_CONTENT = lazy(r"""(?:^|;)\s*content\s*:\s*((?:"[^"]*"|'[^']*'|attr\([\w-]+\)|\s)+)""", re.IGNORECASE)
_CONTENT_PART = lazy(r""""([^"]*)"|'([^']*)'|attr\(([\w-]+)\)""", re.IGNORECASE)
_CSS_ESCAPE = lazy(r"\\([0-9A-Fa-f]{1,6}) ?|\\(.)")
_MAX_RULES = 300
_MAX_MARKED = 200_000
_FAR = lazy(r"-\d{4,}(?:\.\d+)?(?:px|pt|em|rem)?")
_NOTHING = lazy(r"0(?:\.0+)?(?:px|pt|em|rem|%)?")
_SMALL = lazy(r"[01](?:\.0+)?(?:px|pt)?|0(?:em|rem|%)")
_CLIPPED = lazy(
    r"rect\((?:0|1)(?:px)?(?:,?(?:0|1)(?:px)?){3}\)|inset\((?:50|100)%\)|circle\(0(?:px|%)?\)|scale[xy]?\(0\)"
)
_WHITE = frozenset({"white", "#fff", "#ffff", "#ffffff", "#ffffffff", "transparent"})
_COLOUR = lazy(r"(rgb|hsl)a?\(([^,/)]+),([^,/)]+),([^,/)]+)(?:[,/]([^)]+))?\)")


@attrs.frozen
class Look:
    """The look of an element; ``gone`` elements take no space, ``hidden`` ones only show nothing."""

    gone: bool = False
    hidden: bool = False
    struck: bool = False
    raised: bool = False
    white: bool = False
    backed: bool = False
    """Whether a background colour is behind the text (white text on it is visible)."""

    @property
    def unseen(self) -> bool:
        """Whether its text is invisible."""
        return self.gone or self.hidden or (self.white and not self.backed)


PLAIN = Look()


def is_folded(node: Any) -> bool:
    """Whether a node is in the part of a closed ``details`` that is hidden until a click."""
    above = node.parent
    return above is not None and above.tag == "details" and "open" not in above.attributes


@attrs.frozen
class Styles:
    """The declarations of a page's style sheets that decide visibility, by element."""

    marked: dict[int, list[tuple[tuple[int, int, int], str]]]
    """By element: declarations, each with the specificity of its selector."""
    before: dict[int, str]
    after: dict[int, str]
    """By element: the text that style sheets insert before and after its own."""

    def look(self, node: Any, base: Look) -> Look:
        """The look of ``node`` inside an element with the look ``base``."""
        tag = node.tag
        attributes = node.attributes
        changes: dict[str, bool] = {}
        if tag in _STRUCK:
            changes["struck"] = True
        elif tag in ("sup", "sub"):
            changes["raised"] = tag == "sup"
        elif (tag != "summary" and is_folded(node)) or (tag == "dialog" and "open" not in attributes):
            changes["gone"] = True
        if "bgcolor" in attributes:
            changes["backed"] = True
        if tag == "font" and _is_white(_plain(attributes.get("color"))):
            changes["white"] = True
        if "hidden" in attributes:
            changes["gone"] = True
        declared = _cascaded(self.marked.get(node.mem_id, ()), attributes.get("style") or "")
        if declared:
            _declared(declared, changes)
        return attrs.evolve(base, **changes) if changes else base


def styles_of(tree: Any) -> Styles:
    """The style sheets in a page. Rules for print or narrow screens count for all media."""
    styles = Styles({}, {}, {})
    rules = 0
    for selectors, declarations in _rules(tree):
        if rules >= _MAX_RULES or len(styles.marked) > _MAX_MARKED:
            break
        rules += 1
        for selector in selectors.split(",")[:20]:
            generated = _GENERATED.search(selector)
            plain = selector[: generated.start()] if generated else selector
            try:
                nodes = tree.css(plain.strip()) if plain.strip() else []
            except Exception:  # a selector the library does not know
                continue
            if generated is None:
                weight = _specificity(plain)
                for node in nodes:
                    styles.marked.setdefault(node.mem_id, []).append((weight, declarations))
            elif (content := _CONTENT.search(declarations)) is not None and "none" not in declarations:
                texts = styles.before if generated[1].lower() == "before" else styles.after
                for node in nodes:
                    texts[node.mem_id] = _generated(content[1], node)
    return styles


def _specificity(selector: str) -> tuple[int, int, int]:
    """The specificity of a selector: ids, classes and the like, names of elements."""
    classes = len(re.findall(r"\.|\[|:(?!not|is|where)", selector))
    return selector.count("#"), classes, len(re.findall(r"(?:^|[\s>+~])[A-Za-z]", selector.strip()))


def _generated(content: str, node: Any) -> str:
    """The text of a ``content`` declaration; the private characters of icon fonts are no text."""
    pieces: list[str] = []
    for found in _CONTENT_PART.finditer(content):
        if found[3]:
            pieces.append(node.attributes.get(found[3]) or "")
        else:
            pieces.append(_CSS_ESCAPE.sub(_css_character, found[1] if found[1] is not None else found[2]))
    return "".join(char for char in "".join(pieces) if not "\ue000" <= char <= "\uf8ff")


def _css_character(found: re.Match[str]) -> str:
    if found[2] is not None:
        return found[2]
    code = int(found[1], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _rules(tree: Any) -> Iterator[tuple[str, str]]:
    for node in tree.css("style"):
        if not _on_screen(node.attributes.get("media") or ""):
            continue
        sheet = _without_other_media(_COMMENT.sub(" ", (node.text() or "")[:500_000]))
        for found in _RULE.finditer(sheet):
            if _RELEVANT.search(found[2]):
                yield found[1].strip(), found[2]


def _without_other_media(sheet: str) -> str:
    """The sheet without the blocks that do not apply to a screen of usual width."""
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
        if found[0][:6].lower() == "@media" and _on_screen(found[0][6:]):
            pieces.append(sheet[found.end() + 1 : end - 1])
        at = end
    return "".join([*pieces, sheet[at:]])


_FEATURE = lazy(r"\(\s*(min|max)-(width|height)\s*:\s*([\d.]+)\s*(px|r?em)\s*\)")
_SCREEN = {"width": 1280, "height": 720}


def _on_screen(media: str) -> bool:
    """Whether a list of media queries applies to a screen of usual size; unknown features do not."""
    return not media.strip() or any(map(_holds, media.lower().split(",")))


def _holds(query: str) -> bool:
    kind, *features = [each.strip() for each in re.split(r"\band\b", query)]
    if kind.startswith("("):
        kind, features = "all", [kind, *features]
    return kind.removeprefix("only").strip() in ("screen", "all") and all(map(_has, features))


def _has(feature: str) -> bool:
    found = _FEATURE.fullmatch(feature)
    if found is None or found[3].count(".") > 1:
        return False
    size = float(found[3]) * (1 if found[4] == "px" else 16)
    return size <= _SCREEN[found[2]] if found[1] == "min" else size >= _SCREEN[found[2]]


def _plain(value: str | None) -> str:
    return "".join((value or "").lower().replace("!important", "").split())


def _plain_colour(value: str) -> str:
    """A value without blanks; those between the parts of ``rgb(255 255 255)`` become commas."""
    if "(" in value:
        value = re.sub(r"(?<=[\d%g])\s+(?=[\d.])", ",", value)
    return _plain(value)


def _is_white(colour: str) -> bool:
    """Whether text of a colour is invisible on white: white itself, or transparent."""
    found = _COLOUR.fullmatch(colour)
    if found is None:
        return colour in _WHITE
    try:
        parts = [float(each.rstrip("%deg")) for each in found.groups()[1:4]]
        alpha = float(found[5].rstrip("%")) if found[5] else 1.0
    except ValueError:
        return False
    if not alpha:
        return True
    if found[1] == "hsl":
        return parts[2] >= 100
    return all(part >= (100 if "%" in found[2] else 255) for part in parts)


def _cascaded(marked: Sequence[tuple[tuple[int, int, int], str]], own: str) -> dict[str, str]:
    """The cascade for an element: style sheets by specificity, its own style, then important declarations."""
    ranked = [text for _, text in sorted(marked, key=lambda each: each[0])] if marked else []
    usual: dict[str, str] = {}
    important: dict[str, str] = {}
    for text in (*ranked, own):
        for each in text.split(";") if text else ():
            name, mark, value = each.partition(":")
            if mark:
                target = important if "!important" in value.lower().replace(" ", "") else usual
                target[_plain(name)] = _plain_colour(value)
    return usual | important


def _declared(declared: Mapping[str, str], changes: dict[str, bool]) -> None:
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
        changes["backed"] = not _is_white(background) and background not in ("none", "inherit", "initial", "unset")
    if (colour := declared.get("color")) is not None and colour not in ("inherit", "currentcolor"):
        changes["white"] = _is_white(colour)
    cut = declared.get("overflow", declared.get("overflow-x", "")) in ("hidden", "clip")
    if cut and any(_SMALL.fullmatch(declared.get(name, "")) for name in ("height", "width", "max-width")):
        changes["hidden"] = True
    if any(_CLIPPED.fullmatch(declared.get(name, "")) for name in ("clip", "clip-path", "transform")):
        changes["hidden"] = True
    if declared.get("content-visibility") == "hidden":
        changes["hidden"] = True
    if declared.get("vertical-align") in ("super", "text-top"):
        changes["raised"] = declared["vertical-align"] == "super"


def is_left_out(tag: str) -> bool:
    """Whether a browser never shows the content of such an element."""
    return tag in _LEFT_OUT
