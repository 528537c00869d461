"""How the file `library.db` is made and opened, and its errors told in plain words."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from library.errors import Damaged, Interrupted, LibraryError, NewerSchema, Unavailable
from library.store.migrating import migrate, statements
from library.store.presence import is_read_only
from library.store.tables import ARTICLES, FEEDS, INDEX, LABELS, NAMES, SORTED, STORIES, VOCABULARY
from library.translation import N_, _

APPLICATION_ID: Final = 0x6E657773
"""Marks the file as ours in its header ("news")."""

SCHEMA_VERSION: Final = 5
"""Raised with every change of the tables."""

REPAIR: Final = N_(
    "It was left as it is. “newsreader repair” saves what can be read in it; your marks are in state.json."
)
"""What to do about a damaged library; to be translated where it is shown."""

_BUSY_SECONDS: Final = 10.0
_MAKING_NAME: Final = "library.lock"
"""The file that is locked while a library is put in its place."""
_BESIDE: Final = ("-wal", "-shm")
"""How the names of what SQLite keeps beside a database end."""
_PRIMARY: Final = 0xFF
"""The part of SQLite's codes that tells the kind of an error."""
_SUSPICIOUS: Final = (ValueError, TypeError, LookupError, ArithmeticError, AssertionError)
"""What comes of a row that does not hold what was written to it; or of a bug."""
_MAYBE_FULL: Final = frozenset((sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN))
"""What SQLite also says where there is no room for one of the files that it keeps beside the database."""
_LEAST_ROOM: Final = 1 << 16
"""Bytes without which it cannot work."""


def connect(path: Path, renewing: Callable[[int], None] | None = None) -> sqlite3.Connection:
    """Open the library at `path`, making it if there is none.

    Args:
        path: Where it is.
        renewing: Called with the number of articles before one of an earlier version is brought up to
            date, which takes a second for a thousand of them.

    Raises:
        Damaged: The file is no library, or its header or tables cannot be read.
        NewerSchema: A later version wrote it.
        Unavailable: It cannot be opened or made.
    """
    with translated(path):
        _ensure(path)
        try:
            return _ready(path, _address(path, "mode=rw"), renewing)
        except sqlite3.OperationalError as error:
            code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
            if code not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY} or not (
                path.is_file() and is_read_only(path)
            ):
                raise
        return _ready(path, read_only(path), renewing)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite says about the file at `path` into the library's errors.

    Raises:
        Interrupted: The query was stopped from another thread.
        Damaged: The file is corrupt.
        Unavailable: It cannot be read or written now.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        # What Python itself finds wrong, such as text that is not UTF-8, has no code.
        code = getattr(error, "sqlite_errorcode", None)
        if code is None:
            raise _damaged(path, error) from error
        raise _told(path, error, code) from error
    except sqlite3.ProgrammingError as error:  # such as a library that was closed meanwhile
        raise unavailable(path, error) from error
    except (sqlite3.DatabaseError, zlib.error) as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_CORRUPT_VTAB:
            raise Damaged(
                path,
                _("the index is damaged"),
                _("Nothing is lost. “newsreader reindex” makes it anew."),
            ) from error
        raise _damaged(path, error) from error
    except _SUSPICIOUS as error:
        # A row that is none, or a message that is no text: no bug, where the file is not whole.
        if is_whole(path):
            raise
        raise _damaged(path, error) from error


def _told(path: Path, error: sqlite3.OperationalError, code: int) -> LibraryError:
    """Return the error to raise for what SQLite says about the file at `path` with this code."""
    kind = code & _PRIMARY
    if code == sqlite3.SQLITE_INTERRUPT:
        return Interrupted(_("The search was stopped."))
    if code == sqlite3.SQLITE_ERROR and "no such" in str(error):  # a table that was lost
        return _damaged(path, error)
    if kind == sqlite3.SQLITE_FULL or (kind in _MAYBE_FULL and _is_full(path)):
        message, remedy = _("cannot be used: the disk is full"), _("Make room on its disk.")
        return Unavailable(path, message, remedy)
    return unavailable(path, error)


def is_whole(path: Path) -> bool:
    """Tell whether the pages of the file at `path` are as SQLite wrote them, unless that cannot be told now.

    It reads the whole file, a second for some hundred megabytes.
    """
    try:
        with closing(sqlite3.connect(read_only(path), uri=True, timeout=1)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.OperationalError:
        return True
    except (sqlite3.DatabaseError, ValueError):
        return False


def read_only(path: Path) -> str:
    """Return the address under which the file at `path` is only read."""
    # Even reading makes files beside it, unless nobody else can be writing.
    return _address(path, "mode=ro" if is_logged(path) else "mode=ro&immutable=1")


def is_logged(path: Path) -> bool:
    """Tell whether there is a log beside the file at `path`: it is open, or was not closed in good order."""
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False


def _address(path: Path, way: str) -> str:
    return f"{path.absolute().as_uri()}?{way}"


def unavailable(path: Path, error: Exception) -> Unavailable:
    """Return the error to raise for a file that cannot be opened or written now."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    if getattr(error, "errno", 0) == errno.ENOSPC:
        remedy = _("Make room on its disk.")
    elif code == sqlite3.SQLITE_IOERR or getattr(error, "errno", 0) in {errno.EIO, errno.ESTALE}:
        remedy = _("Look whether its disk is still there and well.")
    else:
        remedy = _("Check the folder's permissions and the free space.")
    return Unavailable(path, _("cannot be used ({error})").format(error=error), remedy)


def _is_full(path: Path) -> bool:
    """Tell whether there is no room left on the disk of the file at `path`."""
    with suppress(OSError):
        return shutil.disk_usage(path.parent).free < _LEAST_ROOM
    return False


def _damaged(path: Path, reason: object) -> Damaged:
    """Return the error to raise for a file that is no library, or no longer a whole one."""
    return Damaged(path, _("the library is damaged ({reason})").format(reason=reason), _(REPAIR))


def _ready(path: Path, address: str, renewing: Callable[[int], None] | None) -> sqlite3.Connection:
    """Return a connection to the file at `path`, which must exist, opened by an address and set up."""
    # One connection serves one thread at a time, but not always the thread that made it.
    connection = sqlite3.connect(
        address, uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        _prepare(connection, path, renewing)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(
    connection: sqlite3.Connection, path: Path, renewing: Callable[[int], None] | None
) -> None:
    """Check what the file is, and set the connection up."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        # SQLite takes an empty file for a new database. Ours never is one, so it was emptied.
        empty = path.stat().st_size == 0
        raise _damaged(
            path, _("it is empty") if empty else _("it is a database of another program")
        )
    if version > SCHEMA_VERSION:
        raise NewerSchema(
            path,
            _("a later version of newsreader wrote this library (schema {version})").format(
                version=version
            ),
            _("It was left as it is. Use that version, or name another folder with --home."),
        )
    if version < SCHEMA_VERSION:
        if renewing is not None:
            renewing(int(connection.execute("SELECT articles FROM totals").fetchone()[0]))
        migrate(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -16000")
    connection.execute("PRAGMA temp_store = MEMORY")


def _make(path: Path) -> None:
    """Make a library at `path`, unless another process does so meanwhile.

    It is made under another name and put in its place whole, so that nobody ever sees half of it.
    """
    new = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}.new")
    try:
        _remove(new)  # what a process with the same number could not finish
        connection = sqlite3.connect(new, isolation_level=None)
        try:
            # The mode is kept in the file, and costs a lock on it to change later.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            tables = (
                ARTICLES
                + SORTED
                + INDEX.format(name="fulltext")
                + VOCABULARY
                + STORIES
                + NAMES
                + FEEDS
                + LABELS
            )
            for statement in statements(tables):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            connection.execute("COMMIT")
            # Closing does it as well, but without a word when it fails, and then half of it would be put
            # in place: the rest is in the log, which does not come along.
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
        _put_in_place(new, path)
    except OSError as error:
        raise unavailable(path, error) from error
    finally:
        with suppress(OSError):
            _remove(new)


def _remove(path: Path) -> None:
    """Remove a database that nobody has open, with what SQLite keeps beside it."""
    for name in ("", *_BESIDE):
        path.with_name(path.name + name).unlink(missing_ok=True)


def _ensure(path: Path) -> None:
    """Make a library at `path` unless there is one."""
    try:
        if path.exists():
            return
    except OSError as error:  # such as a disk that has gone
        raise unavailable(path, error) from error
    _make(path)


def _put_in_place(new: Path, path: Path) -> None:
    """Give the file `new` the name `path`, unless something has that name.

    A log that is left of one which was there belongs to that, and would be taken for its own.
    """
    from filelock import FileLock

    lock = path.with_name(_MAKING_NAME)
    with FileLock(lock, timeout=_BUSY_SECONDS):
        if not path.exists():
            for name in _BESIDE:
                path.with_name(path.name + name).unlink(missing_ok=True)
            _name(new, path)
    with suppress(OSError):
        lock.unlink()  # whoever still comes has nothing to do


def _name(new: Path, path: Path) -> None:
    try:
        os.link(new, path)
    except FileExistsError:
        return
    except OSError:
        # A file system without links; two processes that come here at once have the same to give.
        if not path.exists():
            new.replace(path)
