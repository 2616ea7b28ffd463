"""Cleaned text to entries: the position of each number, level and key."""
