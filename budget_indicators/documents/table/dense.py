"""The beginning of a dense indicator string. A separate module, which linting a string needs without tables."""

from __future__ import annotations

from ...patterns import lazy

_FIRST = lazy(r"\s*(?:[-－]\s*)?[1１]\s*[、.．,，]\s*(?:[1-3１-３]\s*[-－—–]|[产效满成]\s*[出益果意本])")


def starts_string(text: str) -> bool:
    """Whether a text begins with the first entry of a dense string: ``1、1-产出指标``."""
    return _FIRST.match(text) is not None
