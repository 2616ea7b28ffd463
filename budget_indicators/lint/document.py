"""Lint a document that was already read."""

from __future__ import annotations

from collections.abc import Iterable

from ..documents.model import Document
from ..errors import check_year
from ..model.nodes import Diagnostics
from ..rules.registry import choose
from .engine import Finding, document_findings, words_of
from .passages import findings, of_document


def lint_document(
    document: Document,
    *,
    select: Iterable[str] | None = (),
    ignore: Iterable[str] | None = (),
    review: bool = False,
    year: int | None = None,
) -> Diagnostics[Finding]:
    """The findings of a document: first those about the whole, then those of its projects in order.

    The parameters are those of ``lint_indicators``. A project whose indicators come from the columns of a table has
    no string of its own, so the form of its text is not judged.
    """
    if not isinstance(document, Document):
        raise TypeError(f"lint_document() takes the document of read_document(), not {type(document).__name__}")
    from ..documents.table.assemble import dated

    selection = choose(words_of(select), words_of(ignore), review)
    document = dated(document, check_year(year))
    whole = tuple(document_findings(document, selection))
    each = (found for passage in of_document(document) for found in findings(passage, selection, year))
    return Diagnostics((*whole, *each))
