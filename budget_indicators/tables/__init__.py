"""Tidy tables out: one row for each indicator, with where it came from."""
