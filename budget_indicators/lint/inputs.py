"""An input of lint: a file or a text, before and after it is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..text.encoding import Decoded
from .passages import Passage, of_document
from .textfile import of_strings, of_table

if TYPE_CHECKING:
    from ..documents.content import Content
    from ..documents.model import Document
    from ..documents.readers import Ocr
    from ..documents.strings import FoundString


class LintInput(NamedTuple):
    """A file or a text to lint; ``name`` is its name in reports."""

    name: str
    path: str | None = None
    text: str | None = None
    data: bytes | None = None


class OpenedInput(NamedTuple):
    """An input that was read: its content, and its text if it is a text; ``given``: it is not a file."""

    name: str
    content: Content
    text: str | None = None
    decoded: Decoded | None = None
    given: bool = False

    @property
    def strings(self) -> tuple[FoundString, ...]:
        """The strings of a text that is no table; a text given directly is one string, whatever its content."""
        return () if self.content.is_empty and not self.given else self.content.strings

    @property
    def document(self) -> Document | None:
        """The tables of the input; ``None`` for bare strings."""
        return None if self.strings else self.content.table

    def passages(self) -> Iterator[tuple[float, Passage]]:
        """Each string, with the share of the input that ends with it."""
        if self.strings:
            every = of_strings(self.strings, self.text or "", self.name)
            total = max(1, len(self.text or ""))
        elif self.text is not None:
            every = of_table(self.content.table, self.text, self.name)
            total = max(1, len(self.content.table.projects))
        else:
            every = of_document(self.content.table)
            total = max(1, len(self.content.table.projects))
        for number, passage in enumerate(every, 1):
            done = (passage.end or 0) if self.strings else number
            yield min(1.0, done / total), passage._replace(file=self.name)


def open_input(source: LintInput, year: int | None = None, ocr: Ocr = "auto") -> OpenedInput:
    """Read an input; ``documents`` decides what it is. ``year`` and ``ocr`` are those of ``read_document``."""
    if source.text is not None:
        from ..documents.content import read_text

        return OpenedInput(
            source.name, read_text(source.text, year=year), source.text, Decoded(source.text, "utf-8"), True
        )
    from ..documents.open import read_content

    content = read_content(
        str(source.path) if source.data is None else source.data, name=source.name, year=year, ocr=ocr
    )
    decoded = content.decoded
    return OpenedInput(source.name, content, None if decoded is None else decoded.text, decoded)
