"""The model: what a string, a value and a diagnostic are."""
