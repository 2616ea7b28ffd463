"""Cleaned text to entries: where each number, level and key stands."""
