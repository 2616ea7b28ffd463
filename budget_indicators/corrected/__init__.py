"""Corrected copies of files: safe repairs are made, and each repair and remaining finding is a comment at its place."""
