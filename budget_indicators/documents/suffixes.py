"""The kinds of files by their names. A separate module, which the command line needs without the readers."""

SUFFIXES = (
    *(".txt", ".tsv", ".csv", ".md", ".pdf", ".ofd", ".xlsx", ".xlsm", ".xls", ".docx", ".html", ".htm"),
    *(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"),
)
"""The suffixes of files ``read_document`` reads."""
