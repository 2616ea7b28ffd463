"""Where things stand on a page or in a flat text: cells, rows, rules."""
