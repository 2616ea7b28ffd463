"""The language server: what editors ask about a text that is being written, answered by lint."""
