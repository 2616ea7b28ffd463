"""The identity of a finding across runs: its rule and its content, not its line."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from ...model.nodes import Span
from ...rules.words import letters
from ..engine import Finding
from ..passages import Passage

_AROUND = 40


def content_of(one: Finding, passage: Passage | None) -> str:
    """The content of a finding: the letters of its text and context, so that rewrapped lines do not matter."""
    if passage is None:
        return letters(one.en)
    around = Span(max(0, one.span.start - _AROUND), one.span.end + _AROUND).of(passage.text)
    return letters(around)


def fingerprint(one: Finding, passage: Passage | None) -> str:
    """A short hash of rule, project and content."""
    parts = (one.code, letters(one.project), content_of(one, passage))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Numbered:
    """Distinguishes equal findings by their order."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def all(self, findings: Iterable[Finding], passage: Passage | None) -> Iterator[tuple[Finding, str, int]]:
        """Each finding with its fingerprint and which of its kind it is, from 1."""
        for one in findings:
            mark = fingerprint(one, passage)
            self._seen[mark] += 1
            yield one, mark, self._seen[mark]
