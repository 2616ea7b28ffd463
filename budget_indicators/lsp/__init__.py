"""The language server: answers editors' requests about an open text with the results of lint."""
