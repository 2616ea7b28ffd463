"""The overview of many documents: one HTML page or a workbook; every number comes from a query of the tables.

Files are read and linted in processes (``read_file.py``); their rows go into an SQLite database (``database.py``),
where tables that occur in two files are found (``repeated.py``). A figure is one declared query (``figures.py``). All
queries are run once (``overview.py``), and the results are written as a page with charts (``page.py``, ``charts.py``)
or as a workbook (``workbook.py``).
"""
