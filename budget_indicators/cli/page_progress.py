"""Show each page that text recognition reads in this process: a page takes seconds, and a silent program looks dead."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from .lint_progress import Bar


@contextlib.contextmanager
def pages_shown(bar: Bar) -> Iterator[None]:
    """Show each page that is recognised meanwhile in place of the bar, if there is one."""
    if not bar.on:
        yield
        return
    from ..documents.readers.progress import PageRead, on_page
    from .files_progress import pages_note

    def tell(read: PageRead) -> None:
        bar.show(pages_note(read))

    before = on_page.set(tell)
    try:
        yield
    finally:
        on_page.reset(before)
        bar.clear()
