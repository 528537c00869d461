"""A copy of the state for each of the last days on which it changed, in a folder beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

from library.durable import write_file

FOLDER_NAME: Final = "backups"
"""The folder's name in that of the library."""

KEPT: Final = 7
"""How many copies are kept."""

_NAME: Final = re.compile(r"state-\d{4}-\d\d-\d\d\.json")


def keep_daily(path: Path, today: date) -> None:
    """Keep a copy of the state file at `path` as it is, unless there is one of `today`; remove the oldest.

    A copy, and no second name: what harms the one is not to harm the other. Where it cannot be made
    work goes on without it, for what is to be done next matters more.
    """
    copy = path.with_name(FOLDER_NAME) / f"state-{today.isoformat()}.json"
    with suppress(OSError):
        if copy.exists():
            return
        data = path.read_bytes()
        copy.parent.mkdir(mode=0o700, exist_ok=True)
        write_file(copy, data)
        for old in list(daily(path))[KEPT:]:
            old.unlink(missing_ok=True)
        _tidy(path)


def daily(path: Path) -> Iterator[Path]:
    """Yield the copies of the state file at `path`, the newest first."""
    with suppress(OSError):
        found = path.with_name(FOLDER_NAME).iterdir()
        yield from sorted((one for one in found if _NAME.fullmatch(one.name)), reverse=True)


def _tidy(path: Path) -> None:
    """Remove what was being written when the program was killed. The caller holds the lock."""
    for pattern in (f"{path.name}*.tmp", f"{FOLDER_NAME}/state-*.tmp"):
        for left in path.parent.glob(pattern):
            left.unlink(missing_ok=True)
