"""One reader per file format: bytes to grids of cells or text."""
