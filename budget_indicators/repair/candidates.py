"""Where in a damaged text a number, a level or a key may stand, however misspelt, and how likely each is.

Candidates overlap and contradict each other; ``repair`` chooses among them. A candidate's score is an evidence count:
how much of the canonical form is there, and whether marks (or a dropped line break or blank) stand around it.
"""

from __future__ import annotations

from .keys import find_keys
from .levels import find_levels
from .ordinals import find_ordinals
from .region import Candidate, Region


def find(region: Region) -> list[Candidate]:
    """All candidates in a region, by start."""
    best: dict[tuple[str, int, int], Candidate] = {}
    for candidate in (*find_keys(region), *find_levels(region), *find_ordinals(region)):
        anchor = candidate.anchor
        place = (anchor.kind, anchor.start, anchor.end)
        if place not in best or best[place].score < candidate.score:
            candidate.reach = candidate.reach or anchor.end
            best[place] = candidate
    return sorted(best.values(), key=lambda c: (c.anchor.start, -c.anchor.end, -c.score))
