"""Corrected copies of files: safe repairs made, and every repair and remaining finding a comment at its place."""
