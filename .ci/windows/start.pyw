"""Start the page without a console window; what goes wrong is shown in a message box."""

import contextlib
import io
import sys


def start() -> None:
    """Run ``budget-indicators serve``."""
    said = io.StringIO()
    code: object
    try:
        from budget_indicators.cli import main

        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
            code = main(["serve", "--lang", "zh"])
    except Exception as problem:
        code = f"{type(problem).__name__}: {problem}"
    if code:
        import ctypes

        text = said.getvalue().strip() or str(code)
        ctypes.windll.user32.MessageBoxW(None, text, "预算绩效指标检查", 0x10)
        sys.exit(1)


if __name__ == "__main__":  # the workers import this file, too
    start()
