"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Final

from library import N_, Unavailable, _, replace_file, sync_file

_LONGEST_NAME: Final = 200
"""Bytes of a file's name that leave room for what the temporary one has beside it."""
_REASONS: Final = {
    errno.ENOENT: (N_("there is no such folder"), N_("Make it first, or name another.")),
    errno.ENOTDIR: (N_("there is no such folder"), N_("Name another.")),
    errno.EACCES: (N_("it may not be written there"), N_("Name another folder.")),
    errno.EPERM: (N_("it may not be written there"), N_("Name another folder.")),
    errno.EROFS: (N_("nothing can be written there"), N_("Name another folder.")),
    errno.ENOSPC: (N_("there is no room left"), N_("Make room, or name another folder.")),
    errno.EDQUOT: (N_("there is no room left"), N_("Make room, or name another folder.")),
    errno.EFBIG: (N_("it is too large for where it is to be"), N_("Name another folder.")),
    errno.ENAMETOOLONG: (N_("the name is too long"), N_("Give it a shorter one.")),
    errno.EEXIST: (N_("there is a file of that name"), N_("Name another folder.")),
    errno.EISDIR: (N_("it is a folder"), N_("Name a file in it.")),
}
_ELSEWHERE: Final = N_("Name another file.")


def write_file(path: Path, pieces: Iterable[str], *, overwrite: bool = False) -> None:
    """Write a text of `pieces` to the file at `path`, as UTF-8; nobody ever sees a part of it.

    A file that is overwritten keeps its permissions; a new one has those of the umask.

    Raises:
        FileExistsError: There is something at `path`, and `overwrite` is not set.
        Unavailable: It cannot be written; there is what was there before.
    """
    try:
        if overwrite and path.is_symlink():
            path = path.resolve()  # what it leads to is written, and it stays
        _write(path, pieces, overwrite=overwrite)
    except FileExistsError:
        raise
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError | ValueError) -> Unavailable:
    """Return what to say of a file that cannot be written."""
    number = error.errno if isinstance(error, OSError) else None
    usual = (error.strerror if isinstance(error, OSError) else None) or str(error)
    reason, remedy = _REASONS.get(number or 0, (usual, _ELSEWHERE))
    message = _("cannot be written: {reason}").format(reason=_(reason))
    return Unavailable(path, message, _(remedy))


def is_same(path: Path, text: str) -> bool:
    """Tell whether there is a file at `path` that holds just this text."""
    data = text.encode("utf-8", "backslashreplace")
    with suppress(OSError):
        about = path.stat()
        return stat.S_ISREG(about.st_mode) and (
            about.st_size == len(data) and path.read_bytes() == data
        )
    return False


def _write(path: Path, pieces: Iterable[str], *, overwrite: bool) -> None:
    """Write the file at `path`, or leave all as it is."""
    before = _standing(path) if overwrite else None
    if not overwrite and os.path.lexists(path):  # before any of it is made
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    beside = path.with_name(f".{_begun(path.name)}.{token_hex(4)}.tmp")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(
            descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="\n"
        ) as file:
            file.writelines(pieces)
            file.flush()
            sync_file(file.fileno())
        if before is not None:
            beside.chmod(before)
        if overwrite:
            replace_file(beside, path)
        else:
            _name(beside, path)
    finally:
        with suppress(OSError):
            beside.unlink()


def _name(beside: Path, path: Path) -> None:
    """Give a file its name, which is free.

    Raises:
        FileExistsError: It is not free any more.
    """
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:  # as where a file has one name only
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        try:
            replace_file(beside, path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _standing(path: Path) -> int | None:
    """Return the permissions of the file at `path`; None where there is nothing.

    Raises:
        OSError: It is no file, but a folder or a device.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, _("it is no file"))
    return stat.S_IMODE(mode)


def _begun(name: str) -> str:
    return name.encode()[:_LONGEST_NAME].decode(errors="ignore")
