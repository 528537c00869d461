"""Adds a folder, or what feeds have that is new, and says what was stored, until it is killed.

python -m tests.torture.growing HOME add FOLDER    or    python -m tests.torture.growing HOME update
"""

from __future__ import annotations

import sys
from pathlib import Path

from library import Library, Result, find_sources


def main(home: Path, deed: str, *paths: str) -> None:
    """Print the ids of articles, each when it is on disk."""
    with Library(home) as library:
        if deed == "add":
            for added in library.add(find_sources(map(Path, paths))):
                if added.result is Result.STORED:
                    _tell(added.id or "")
        else:
            for updated in library.update(private=True):
                _tell("\n".join(updated.new))


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
