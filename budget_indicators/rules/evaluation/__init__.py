"""Self-evaluation (绩效自评): whether scores, weights, sums and grades follow from the table."""

from __future__ import annotations

from .sheet import in_evaluation

__all__ = ["in_evaluation"]
