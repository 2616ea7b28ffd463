"""Linting a document that was read already."""

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
    """What is wrong with a document: first what concerns all of it, then its projects in order.

    The parameters are those of ``lint_indicators``. A project whose indicators were put together from the columns of a
    table has no string of its own, so that the form of its text is not found fault with.
    """
    from ..documents.table.assemble import dated

    selection = choose(words_of(select), words_of(ignore), review)
    document = dated(document, check_year(year))
    whole = tuple(document_findings(document, selection))
    each = (found for passage in of_document(document) for found in findings(passage, selection, year))
    return Diagnostics((*whole, *each))
