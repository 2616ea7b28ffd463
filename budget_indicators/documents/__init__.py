"""Read documents: a reader for each format, one place that finds tables and rows, and checks of the result."""
