"""The layout of a page or a flat text: its cells, rows and rules."""
