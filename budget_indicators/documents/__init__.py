"""Documents in: readers for each format, one place that finds tables and rows, and checks on what was read."""
