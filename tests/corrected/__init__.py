"""Tests of corrected files."""
