"""Entries to indicators and diagnostics."""
