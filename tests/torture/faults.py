"""Faults that are put into single calls of the system, by a library that is loaded before that of C."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import subprocess
from enum import Enum
from pathlib import Path
from typing import Final, NamedTuple

_SOURCE: Final = Path(__file__).with_name("shim.c")
PRELOADED: Final = "LD_PRELOAD"
"""The variable of the environment in which the library's path stands."""


class Mode(Enum):
    """What becomes of the call: how the library does it, with which error, and whether all that follow fail."""

    _value_: tuple[int, int, bool]
    COUNTED = (0, 0, False)
    DIES_BEFORE = (1, 0, False)
    TORN = (2, 0, False)
    DIES_AFTER = (3, 0, False)
    IO_ERROR = (4, errno.EIO, False)
    IO_ERRORS = (4, errno.EIO, True)
    FULL_ONCE = (4, errno.ENOSPC, False)
    FULL = (4, errno.ENOSPC, True)
    POWER_LOST = (5, 0, False)

    @property
    def is_deadly(self) -> bool:
        """Whether the process dies of it."""
        return self in {Mode.DIES_BEFORE, Mode.TORN, Mode.DIES_AFTER, Mode.POWER_LOST}

    def applies(self, call: Call) -> bool:
        """Tell whether it is another fault than its neighbours, for a call of that sort."""
        if self in {Mode.FULL, Mode.FULL_ONCE}:
            return call.sort not in {"unlink", "ftruncate"}
        return self is not Mode.TORN or call.sort in {"write", "pwrite"}


MODES: Final = tuple(mode for mode in Mode if mode is not Mode.COUNTED)
"""All that can go wrong."""

_SORTS: Final = {
    "o": "open",
    "w": "write",
    "p": "pwrite",
    "s": "fsync",
    "r": "rename",
    "l": "link",
    "u": "unlink",
    "t": "ftruncate",
    "m": "mkdir",
}


class Call(NamedTuple):
    """A call of the system that changes a file."""

    sort: str
    """What it does."""
    name: str
    """The file's name."""


def compiler() -> str | None:
    """Return a compiler of C; None where there is none, or its libraries cannot be loaded before others."""
    return (shutil.which("cc") or shutil.which("gcc")) if os.uname().sysname == "Linux" else None


def compiled(folder: Path) -> Path:
    """Compile the library into `folder`, and return its path."""
    path = folder / "shim.so"
    found = compiler()
    assert found is not None
    command = [found, "-shared", "-fPIC", "-O2", "-o", str(path), str(_SOURCE), "-ldl"]
    subprocess.run(command, check=True, timeout=60)
    return path


class Shim:
    """The library, in a process before whose start it was loaded."""

    def __init__(self) -> None:
        self._loaded = ctypes.CDLL(os.environ[PRELOADED])
        self._loaded.torture_name.restype = ctypes.c_char_p
        self._loaded.torture_name.argtypes = [ctypes.c_long]
        self._loaded.torture_arm.argtypes = [
            *(ctypes.c_char_p, ctypes.c_long, ctypes.c_int, ctypes.c_int, ctypes.c_int)
        ]

    def arm(self, folder: Path, mode: Mode = Mode.COUNTED, at: int = 0) -> None:
        """Count the calls that change files under `folder`, from 1, and spoil that with the number `at`."""
        how, number, ever = mode.value
        self._loaded.torture_arm(os.fsencode(folder), at, how, number, ever)

    def disarm(self) -> None:
        """Let all calls be, and keep what was counted."""
        self._loaded.torture_disarm()

    @property
    def has_struck(self) -> bool:
        """Whether a call has been spoiled."""
        return bool(self._loaded.torture_was_spoiled())

    def calls(self) -> list[Call]:
        """Return the calls that have been counted."""
        loaded = self._loaded
        return [
            Call(_SORTS[chr(loaded.torture_kind(n))], loaded.torture_name(n).decode())
            for n in range(1, loaded.torture_calls() + 1)
        ]
