"""The recognition engine (RapidOCR on ONNX Runtime; its models are in its wheel): positions and texts of lines."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Any

import attrs

from ....extras import needs
from ..progress import threads


@attrs.frozen
class LineBox:
    """The position of a line of text, in pixels of the picture."""

    left: int
    top: int
    right: int
    bottom: int


@attrs.frozen
class Glyph:
    """A character as recognised: its middle, as a share of the line's width, and the engine's confidence (0 to 1)."""

    text: str
    at: float
    sure: float


def line_boxes(pixels: Any) -> list[LineBox]:
    """The positions of the lines of a page."""
    found = _engine()(pixels, use_det=True, use_cls=False, use_rec=False)
    out: list[LineBox] = []
    for corners in () if found.boxes is None else found.boxes.tolist():
        xs, ys = [round(x) for x, _ in corners], [round(y) for _, y in corners]
        out.append(LineBox(min(xs), min(ys), max(xs), max(ys)))
    return out


def glyphs(pixels: Any) -> tuple[Glyph, ...]:
    """The characters of a picture that holds one line."""
    found = _engine()(
        pixels, use_det=False, use_cls=False, use_rec=True, return_word_box=True, return_single_char_box=True
    )
    out: list[Glyph] = []
    for line in found.word_results or ():
        characters = [character for word in line.words for character in word]
        columns = [column for word in line.word_cols for column in word]
        for text, column, sure in zip(characters, columns, _confidences(line, len(characters)), strict=False):
            out.append(Glyph(text, (column + 0.5) / max(line.line_txt_len, column + 1), sure))
    return tuple(out)


def _confidences(line: Any, count: int) -> list[float]:
    known = [float(each) for each in line.confs]
    return known + [0.0] * (count - len(known))


@cache
def engine_version() -> str:
    """The engine and its models, by their package's version."""
    return version("rapidocr")


@cache
def _engine() -> Any:
    needs("onnxruntime", "ocr")
    return needs("rapidocr", "ocr").RapidOCR(
        params={
            "EngineConfig.onnxruntime.intra_op_num_threads": threads.get(),
            "Global.log_level": "critical",
            "Global.max_side_len": 6000,  # pages come in the size they are to be read in
            "Global.use_cls": False,
            "Global.text_score": 0.0,  # uncertain characters are doubted, not dropped
        }
    )
