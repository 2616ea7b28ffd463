"""Find candidates for numbers, levels and keys in a damaged text, misspelt ones included, and score them.

Candidates may overlap and contradict each other; ``repair`` chooses among them. A candidate's score counts evidence:
how much of the canonical form is present, and whether marks (or a removed line break or blank) surround it.
"""

from __future__ import annotations

from .keys import find_keys
from .levels import find_levels
from .ordinals import find_ordinals
from .region import Candidate, Region


def find(region: Region) -> list[Candidate]:
    """All candidates in a region, sorted by start."""
    best: dict[tuple[str, int, int], Candidate] = {}
    for candidate in (*find_keys(region), *find_levels(region), *find_ordinals(region)):
        anchor = candidate.anchor
        place = (anchor.kind, anchor.start, anchor.end)
        if place not in best or best[place].score < candidate.score:
            candidate.reach = candidate.reach or anchor.end
            best[place] = candidate
    return sorted(best.values(), key=lambda c: (c.anchor.start, -c.anchor.end, -c.score))
