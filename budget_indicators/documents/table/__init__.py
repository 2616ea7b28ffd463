"""From a grid to projects and indicators: columns, records, levels, money."""
