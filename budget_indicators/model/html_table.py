"""Tables in a notebook: plain HTML without scripts or colours, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice

from ..patterns import lazy

_UNSAFE = lazy(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LEFT = ' style="text-align:left;vertical-align:top;white-space:pre-wrap"'

MOST_ROWS = 100
"""More are counted, not shown: a notebook keeps what it shows."""
_LONGEST_CELL = 2_000


def html_text(text: str) -> str:
    """A text for an HTML page: escaped, U+FFFD for characters that HTML forbids, truncated if it is very long.

    >>> html_text("<b>\\ud800")
    '&lt;b&gt;\ufffd'
    """
    if len(text) > _LONGEST_CELL:
        text = f"{text[:_LONGEST_CELL]}…"
    return escape(_UNSAFE.sub("\ufffd", text))


def html_table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], count: int) -> str:
    """``count`` rows of plain text under a caption, the first ``MOST_ROWS`` of them shown."""
    shown = list(islice(rows, MOST_ROWS))
    lines = [f'<div style="overflow-x:auto"><div>{html_text(caption)}</div>']
    if shown:
        lines.append(f"<table><thead><tr>{_cells('th', heads)}</tr></thead><tbody>")
        lines += [f"<tr>{_cells('td', row)}</tr>" for row in shown]
        lines.append("</tbody></table>")
    if count > len(shown):
        lines.append(f"<div>… {count - len(shown):,} more 还有 {count - len(shown):,} 行</div>")
    return "\n".join([*lines, "</div>"])


def _cells(tag: str, texts: Sequence[str]) -> str:
    return "".join(f'<{tag} dir="auto"{_LEFT}>{html_text(text)}</{tag}>' for text in texts)
