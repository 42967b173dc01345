"""The command line: opens, calls, writes and exits, nothing more. Only this package imports typer."""

from __future__ import annotations

import gc
import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line. Loaded here, so that a reader's process, which imports the starting script anew, is not
    kept waiting for it. Ctrl+C while it loads, or while the result of one is said, leaves no traceback."""
    gc.set_threshold(100_000, 20, 100)  # what is loaded stays: looking it through over and over is a tenth of a start
    try:
        from zhutiri_cli.cli.front import told_at_once

        if not told_at_once(sys.argv[1:]):
            from zhutiri_cli.cli import app

            app.main()
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        gc.freeze()  # what is left goes with the process: looking it all through at its end is a tenth of a short run
