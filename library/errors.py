"""Everything that can go wrong and is not a bug.

    LibraryError
    ├── Refused            an input was not taken; says which and why
    │   └── NotFetched     an address that could not be fetched
    ├── NotFound           what is named is not there, or is more than one; there is nothing to take back
    ├── QueryError         a search cannot be read; says where
    ├── ProxyError         the proxy that is set cannot be used; says which variable sets it
    ├── Busy               another process is doing what only one may do at a time
    ├── OrderError         a list cannot be sorted as it is asked for
    ├── Interrupted        a search was stopped before it was done
    ├── CorrectionError    what was said of an entity makes no sense
    ├── NotSaved           a search or a rule cannot be kept as it is asked
    ├── EngineError        the engine of recognition that was asked for cannot be used
    └── StorageError       something kept on disk cannot be used; says which file
        ├── Damaged        it does not hold what was written to it
        ├── NewerSchema    a later version of this program wrote it
        ├── Unavailable    it cannot be opened or written now: permissions, disk full, locked
        └── ModelUnavailable   what recognises names is missing, damaged or not installed

The message of each is a sentence for people, without the remedy; `remedy` says what to do.
Messages may quote outside text (file names, queries) and are cleaned where they are shown.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from library.translation import N_


class LibraryError(Exception):
    """Base of all errors that the library raises on purpose."""

    remedy: str = ""
    """What the person can do about it; may be empty."""


class Refused(LibraryError):
    """An input was not taken."""

    def __init__(self, source: str, reason: str) -> None:
        """Refuse `source` (a file's name or address) for `reason` (a clause without a full stop)."""
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class NotFetched(Refused):
    """What an address names could not be had."""

    def __init__(
        self,
        address: str,
        reason: str,
        status: int | None = None,
        retry_after: datetime | None = None,
        *,
        was_asked: bool = True,
    ) -> None:
        """Say why it could not.

        Args:
            address: What was asked for.
            reason: Why, a clause without a full stop; may quote outside text.
            status: What the server answered, if it did: a status of HTTP.
            retry_after: From when on it wants to be asked again, if it said so (UTC).
            was_asked: Whether the machine was asked at all; one that may not be is not.
        """
        super().__init__(address, reason)
        self.status = status
        self.retry_after = retry_after
        self.was_asked = was_asked


class ProxyError(LibraryError):
    """The proxy that the environment names cannot be used."""

    remedy = N_("Set it to http://machine:port, or take it away.")


class NotFound(LibraryError):
    """What is named is not there, or more than one answers to it; there is nothing to take back."""


class QueryError(LibraryError):
    """A search cannot be read."""

    def __init__(self, message: str, position: int, remedy: str = "") -> None:
        """Say what is wrong at code point `position` of the query, and how to mend it."""
        super().__init__(message)
        self.position = position
        self.remedy = remedy


class Busy(LibraryError):
    """Another process is doing what only one may do at a time."""

    remedy = N_("Wait for it, or close the other window.")


class OrderError(LibraryError):
    """A list cannot be sorted as it is asked for."""

    remedy = N_("Narrow the search, or sort otherwise.")


class Interrupted(LibraryError):
    """A search was stopped before it was done, because its answer is no longer wanted."""


class CorrectionError(LibraryError):
    """What was said of an entity makes no sense."""

    def __init__(self, message: str, remedy: str = "") -> None:
        """Say what is wrong with it, and what to do."""
        super().__init__(message)
        self.remedy = remedy


class NotSaved(LibraryError):
    """A search or a rule cannot be kept as it is asked."""

    def __init__(self, message: str, remedy: str = "") -> None:
        """Say why, and what to do."""
        super().__init__(message)
        self.remedy = remedy


class EngineError(LibraryError):
    """The engine of recognition that was asked for cannot be used."""

    def __init__(self, message: str, remedy: str) -> None:
        """Say what is wrong with it, and what to do."""
        super().__init__(message)
        self.remedy = remedy


class StorageError(LibraryError):
    """Something kept on disk cannot be used."""

    def __init__(self, path: Path, message: str, remedy: str = "") -> None:
        """Name the file at `path`, what is wrong with it, and what to do."""
        super().__init__(f"{path}: {message}")
        self.path = path
        self.remedy = remedy


class Damaged(StorageError):
    """A file does not hold what was written to it."""

    def __init__(self, path: Path, message: str, remedy: str = "", reason: str = "") -> None:
        """Say so of the file at `path`; the reason, a clause yet to be translated, is for notices of it."""
        super().__init__(path, message, remedy)
        self.reason = reason


class NewerSchema(StorageError):
    """A later version of this program wrote the file."""


class Unavailable(StorageError):
    """A file cannot be opened or written now."""


class ModelUnavailable(StorageError):
    """What recognises names is missing, damaged or not installed."""
