"""Tune Python's cyclic garbage collector in the processes that this package starts itself.

A tree is many small objects without a cycle, and a run keeps most of the objects it creates: scanning them again and
again frees nothing, and makes a long text cost more per character than a short one. The command line and the workers
therefore collect rarely. The settings of a program that imports this package are left alone.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

_OBJECTS = 100_000
"""As many new objects are awaited before the youngest are looked through; Python itself awaits 700."""


@contextlib.contextmanager
def rarely() -> Iterator[None]:
    """Collect rarely while a command runs, then restore the previous thresholds."""
    before = gc.get_threshold()
    gc.set_threshold(max(_OBJECTS, before[0]), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def in_a_worker() -> None:
    """Collect rarely from now on, and exclude all objects that exist now."""
    gc.freeze()  # without collecting first: in a forked process that would copy all memory of its parent
    gc.set_threshold(_OBJECTS, *gc.get_threshold()[1:])
