"""Python's collector of cyclic garbage, for the processes that are this package's own.

A tree is many small objects without a cycle, and a run keeps most of what it makes: looking through all of it again and
again finds nothing, and is what makes a long text cost more per character than a short one. The command line and the
workers therefore collect rarely. Nothing else does: the collector of a program that imports this package is its own.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

_OBJECTS = 100_000
"""As many new objects are awaited before the youngest are looked through; Python itself awaits 700."""


@contextlib.contextmanager
def rarely() -> Iterator[None]:
    """Collect rarely while a command runs; what was set before is set again."""
    before = gc.get_threshold()
    gc.set_threshold(max(_OBJECTS, before[0]), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def in_a_worker() -> None:
    """Collect rarely from now on, and never again what the process has loaded so far."""
    gc.freeze()  # without collecting first: in a forked process that would copy all memory of its parent
    gc.set_threshold(_OBJECTS, *gc.get_threshold()[1:])
