"""Damaged text to entries: candidates for numbers, levels and keys, and the search among them."""
