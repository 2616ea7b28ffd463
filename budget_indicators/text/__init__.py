"""Raw text: decoding, cleaning with a position map, large files, bounded memoisation."""
