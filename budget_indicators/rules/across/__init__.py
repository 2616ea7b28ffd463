"""Checks that look across rows, projects, years and departments."""

from __future__ import annotations
