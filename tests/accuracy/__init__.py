"""How often the program is right, doubts, refuses or is wrong in silence: ``python -m tests.accuracy``."""
