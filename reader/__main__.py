"""Starts the command line: `python -m reader` and the script `newsreader`."""

import gc
import sys


def main() -> int:
    """Run the program, and return its exit code."""
    # What is loaded stays until the end. To look for garbage among it meanwhile takes a tenth of the start.
    gc.disable()
    from reader.cli import main

    return main()


if __name__ == "__main__":
    sys.exit(main())
