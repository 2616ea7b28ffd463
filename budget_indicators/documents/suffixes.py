"""The kinds of files by their names. A separate module, which the command line needs without the readers."""

PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp")
SUFFIXES = (
    *(".txt", ".tsv", ".csv", ".md", ".pdf", ".ofd", ".xlsx", ".xlsm", ".xls", ".docx", ".html", ".htm"),
    *PICTURES,
)
"""The suffixes of files ``read_document`` reads."""
