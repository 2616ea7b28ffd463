"""Scans and photographs: pages as pictures, read on this machine by text recognition (OCR)."""
