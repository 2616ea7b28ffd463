"""Text as found: decoding, cleaning with a way back, large files, bounded memory."""
