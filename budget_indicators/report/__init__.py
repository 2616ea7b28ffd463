"""The overview of many documents: one HTML page, or a workbook, whose every number is a question to the tables.

The files are read and linted in processes (``reading.py``), their rows go into an SQLite database (``database.py``),
where tables that stand in two files are found (``repeated.py``). A figure is one declared query (``figures.py``); what
it gives is asked once (``overview.py``) and written as a page with charts (``page.py``, ``charts.py``) or a workbook
(``workbook.py``).
"""
