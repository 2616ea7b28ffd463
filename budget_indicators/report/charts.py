"""Bars as SVG, drawn by Vega-Lite on this machine: texts stay texts in the reader's fonts, the page sets the colours.

Positions are fixed and nothing is measured, so the picture does not depend on the fonts of the machine that draws it.
No text of a document reaches the native library, which would end the program at a character that XML does not allow:
it draws placeholders, which are replaced by the escaped texts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import attrs

from ..extras import needs
from ..lint.reports.self_contained import escaped
from ..patterns import lazy
from .labels import apart

WIDTH = 360
_LEFT, _RIGHT, _STEP = 132, 70, 26
_HERE = "https://page.invalid/"
"""Vega accepts only absolute addresses as links; this prefix is removed again, so that links stay inside the page."""
_TAG = lazy(r"<[^<>]*>")
_NOISE = lazy(
    r" (?:aria-roledescription|role|pointer-events|stroke-miterlimit|font-family|font-size|fill|class|xmlns:xlink"
    r'|version)="[^"]*"'
    r'|<path class="(?:background|foreground)"[^<>]*/>'
)
_PLACES = lazy(r' (?:d|transform)="[^"]*"')
_STAND_IN = lazy(r"@(label|shown|said)(\d+)@")
_LONG_NUMBER = lazy(r"(?<!\d)\d+\.\d{2,}")


@attrs.frozen
class ChartBar:
    """A bar: its label, length, number, text for screen readers, and link."""

    label: str
    value: float
    shown: str
    said: str
    link: str = ""


def bar_chart(bars: Sequence[ChartBar]) -> str:
    """Horizontal bars, one under the other, as an SVG element."""
    converter = needs("vl_convert", "report")
    drawn: str = converter.vegalite_to_svg(_spec(bars), show_warnings=False)
    texts = {"shown": [bar.shown for bar in bars], "said": [bar.said for bar in bars]}
    texts["label"] = apart([bar.label for bar in bars])
    return _STAND_IN.sub(lambda mark: escaped(texts[mark[1]][int(mark[2])]), _TAG.sub(_short_tag, drawn))


def _short_tag(tag: re.Match[str]) -> str:
    """A tag without redundant attributes, with positions to a tenth of a pixel and a link inside the page."""
    text = _NOISE.sub("", tag[0]).replace(f'xlink:href="{_HERE}', 'href="')
    return _PLACES.sub(lambda places: _LONG_NUMBER.sub(_tenths, places[0]), text)


def _tenths(number: re.Match[str]) -> str:
    return f"{float(number[0]):.1f}".removesuffix(".0")


def _spec(bars: Sequence[ChartBar]) -> dict[str, Any]:
    width = WIDTH - _LEFT - _RIGHT
    values = [
        {
            "at": at,
            "label": f"@label{at}@",
            "value": max(0.0, bar.value),
            "shown": f"@shown{at}@",
            "said": f"@said{at}@",
            "link": bar.link and _HERE + bar.link,
        }
        for at, bar in enumerate(bars)
    ]
    y = {"field": "at", "type": "ordinal", "axis": None}
    longest = max((bar.value for bar in bars), default=0) or 1
    x = {"field": "value", "type": "quantitative", "axis": None, "scale": {"domain": [0, longest]}}
    bar = {"type": "bar", "height": 0.62 * _STEP, "color": "currentColor"}
    linked = {"href": {"field": "link", "type": "nominal"}, "description": {"field": "said", "type": "nominal"}}

    def text(field: str, align: str, dx: int, x: Any) -> dict[str, Any]:
        mark = {"type": "text", "align": align, "baseline": "middle", "dx": dx, "aria": False}
        return {"mark": mark, "encoding": {"y": y, "x": x, "text": {"field": field, "type": "nominal"}}}

    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": _STEP * len(bars),
        "autosize": "none",
        "padding": {"left": _LEFT, "right": _RIGHT, "top": 2, "bottom": 2},
        "background": None,
        "data": {"values": values},
        "layer": [
            {"transform": [{"filter": "datum.link"}], "mark": bar, "encoding": {"y": y, "x": x, **linked}},
            {
                "transform": [{"filter": "!datum.link"}],
                "mark": {**bar, "aria": False},
                "encoding": {"y": y, "x": x},
            },
            text("label", "right", -8, {"value": 0}),
            text("shown", "left", 6, x),
        ],
        "config": {"view": {"stroke": None}},
    }
