"""Scans made from the test documents: rendered, skewed, stamped, faxed, and read again by text recognition."""
