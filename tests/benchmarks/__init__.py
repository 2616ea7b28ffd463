"""Speed and memory, measured beside what a user would pick instead: ``python -m tests.benchmarks``.

``strings`` makes the texts, ``ours`` and ``rivals`` say what is measured, ``measure`` how, ``sections`` makes the
tables, ``report`` prints them. ``test_speed`` runs the same with pytest-benchmark: ``pytest -m benchmarks``.
"""
