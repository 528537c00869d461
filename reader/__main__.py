"""Starts the command line: `python -m reader` and the script `newsreader`."""

import sys

from reader.cli import main

if __name__ == "__main__":
    sys.exit(main())
