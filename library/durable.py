"""Writing that a loss of power cannot undo, and replacing that leaves nobody without a whole file.

All files of the program that are replaced whole are written by it, so that what each system needs is
known in one place: a Mac keeps what was flushed in the disk's own memory unless it is asked twice, and
Windows refuses to replace a file while a virus scanner or a sync service has it open, mostly for some
thousandths of a second.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

_PATIENCE: Final = 1.0
"""Seconds for which a file that another program has open is tried again, where that matters."""
_PAUSE: Final = 0.02

IS_WINDOWS: Final = os.name == "nt"
"""Whether the system is one that refuses to replace what another program has open."""

_UNKNOWN: Final = frozenset((errno.EINVAL, errno.ENOTSUP))
"""What is said of a call that a file system does not have."""

PRIVATE: Final = 0o600
"""Permissions of what only its owner may read."""


def sync_file(descriptor: int) -> None:
    """Return when what was written to an open file is on the disk, and not only on its way there.

    Raises:
        OSError: That could not be done.
    """
    if sys.platform == "darwin":
        import fcntl

        # Disks that do not know it, such as those of a network, do what the other call can do.
        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` safe from a loss of power, where the system can.

    Raises:
        OSError: That could not be done.
    """
    if IS_WINDOWS:  # folders cannot be opened there, and renames are journalled
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        sync_file(descriptor)
    except OSError as error:
        if (
            error.errno not in _UNKNOWN
        ):  # some file systems know no such thing, as those of a network
            raise
    finally:
        os.close(descriptor)


def replace_file(source: Path, target: Path, patience: float = _PATIENCE) -> None:
    """Give `source` the name `target` in one step, whatever had it until now.

    Raises:
        OSError: It could not be done, on Windows not for `patience` seconds either.
    """
    deadline = time.monotonic() + patience
    while True:
        try:
            source.replace(target)
        except PermissionError:
            if not IS_WINDOWS or time.monotonic() >= deadline:
                raise
            time.sleep(_PAUSE)
        else:
            return


def write_file(path: Path, data: bytes, mode: int = PRIVATE, backup: Path | None = None) -> None:
    """Have the file at `path` hold `data` and nothing else, in one step; when this returns it is safe.

    Args:
        path: The file, which need not exist.
        data: What it is to hold.
        mode: Its permissions, of which the process's mask is taken away.
        backup: The name under which the file that is there stays; None where it goes.

    Raises:
        OSError: It could not be written; what is there is untouched.
    """
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            sync_file(file.fileno())
        if backup is not None:
            _keep(path, backup)
        replace_file(temporary, path)
        sync_folder(path.parent)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _keep(path: Path, backup: Path) -> None:
    """Make the present file its own backup, by a second name so that it never is without one."""
    link = backup.with_name(f"{backup.name}.{os.getpid()}.tmp")
    link.unlink(missing_ok=True)
    # A version that cannot be kept is no reason not to write the next: that is put in place in one step.
    with suppress(OSError):
        try:
            os.link(path, link)
        except FileNotFoundError:
            return
        except OSError:
            write_file(backup, path.read_bytes())  # a file system without links
        else:
            replace_file(link, backup)
    # Replacing does nothing where both are one file already, as after a write that failed.
    link.unlink(missing_ok=True)


def keep_as(path: Path, name: str) -> Path:
    """Have the file at `path` under another name as well, which nothing has; return where that is.

    Raises:
        OSError: It could not be kept.
    """
    number = 1
    kept = path.with_name(name)
    while True:
        try:
            os.link(path, kept)
        except FileExistsError:
            number += 1
            kept = path.with_name(f"{name}-{number}")
        except OSError:
            if kept.exists():
                raise
            write_file(kept, path.read_bytes())  # a file system without links
            return kept
        else:
            sync_folder(path.parent)
            return kept
