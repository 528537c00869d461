"""The journal of changes to the state: appended and fsynced one by one, folded in later.

A line is one change in JSON. A crash can only tear the line that is being written, and that one
was never acknowledged; it is passed over, as is any line that is no change.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from library.models import TITLE_BLOCK, Place

STATE_NAME: Final = "state.json"
"""The file's name in its folder."""

JOURNAL_NAME: Final = "state.journal"
"""The name of the journal beside it."""

UNREAD_NAME: Final = "state.journal.unread"
"""The name of the file that keeps lines of journals which could not be read."""

Field = Literal["read", "bookmarked", "place"]
"""The parts of a status that change on their own."""

FIELDS: Final[tuple[Field, ...]] = ("read", "bookmarked", "place")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that the reader did to an article."""

    id: str
    """The article's id."""
    field: Field
    """What changed."""
    value: datetime | Place | None
    """The new value: since when it is read or bookmarked, where reading stopped; None clears it."""
    at: datetime
    """When it was done (aware, UTC)."""


class Journal:
    """The file of changes that are not folded into the state yet."""

    def __init__(self, path: Path) -> None:
        """Use the file at `path`, which need not exist."""
        self.path = path

    def append(self, changes: Iterable[Change]) -> None:
        """Write `changes` to disk; when this returns, they are safe. The caller holds the lock."""
        lines = b"".join(_line(change) for change in changes)
        if not lines:
            return
        new = not self.path.exists()
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            if _is_torn(descriptor):
                lines = b"\n" + lines
            while lines:
                lines = lines[os.write(descriptor, lines) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if new:
            sync_folder(self.path.parent)

    def read(self) -> Sequence[Change]:
        """Return the changes in the order in which they were made."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return ()
        changes = (_change(line) for line in data.split(b"\n"))
        return tuple(change for change in changes if change is not None)

    def is_filled(self) -> bool:
        """Tell whether there is anything in it."""
        try:
            return self.path.stat().st_size > 0
        except FileNotFoundError:
            return False

    def clear(self) -> None:
        """Forget the changes, which have been folded in. The caller holds the lock.

        Whole lines that are no changes, such as a later version may have written, are not thrown
        away: they go on in a file of their own beside the journal.
        """
        lines = self.path.read_bytes().split(b"\n")[:-1]
        if unread := [line for line in lines if line and _change(line) is None]:
            with self.path.with_name(UNREAD_NAME).open("ab") as file:
                file.write(b"\n".join(unread) + b"\n")
                file.flush()
                os.fsync(file.fileno())
        descriptor = os.open(self.path, os.O_WRONLY)
        try:
            os.truncate(descriptor, 0)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def stamp(folder: Path) -> str:
    """Return what tells whether the state in `folder` was changed, by this program or any other."""
    parts = []
    for name in (STATE_NAME, JOURNAL_NAME):
        try:
            found = (folder / name).stat()
        except OSError:
            parts.append("-")
        else:
            parts.append(f"{found.st_ino}:{found.st_size}:{found.st_mtime_ns}")
    return " ".join(parts)


def encode_time(moment: datetime) -> str:
    """Return `moment` as ISO 8601 in UTC with milliseconds and a Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def decode_time(text: object) -> datetime:
    """Return the moment that `text` names.

    Raises:
        ValueError: It is no text, or names none.
    """
    if not isinstance(text, str):
        raise ValueError("a time must be a text")  # noqa: TRY004 - one error for all damage
    moment = datetime.fromisoformat(text)
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError as error:
        raise ValueError("a time must be within the years 1 to 9999 in UTC") from error


def encode_value(value: datetime | Place | None) -> str | dict[str, int] | None:
    """Return a value of a status as it stands in JSON."""
    if isinstance(value, datetime):
        return encode_time(value)
    return None if value is None else {"block": value.block, "offset": value.offset}


def decode_value(field: Field, value: object) -> datetime | Place | None:
    """Return a value of a status from JSON.

    Raises:
        ValueError: It is not of the field's type.
    """
    if value is None:
        return None
    if field != "place":
        return decode_time(value)
    match value:
        case {"block": int(block), "offset": int(offset)} if _are_small(block, offset):
            return Place(block, offset)
    raise ValueError("a place must have a block and an offset")


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` safe from a loss of power, where the system can."""
    if os.name == "nt":  # folders cannot be opened there, and renames are journalled
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _are_small(*numbers: int) -> bool:
    """Tell whether all `numbers` can be a block's number or an offset."""
    return all(TITLE_BLOCK <= number < 1 << 31 for number in numbers)


def _line(change: Change) -> bytes:
    """Return the line of one change."""
    record = {
        "id": change.id,
        "field": change.field,
        "value": encode_value(change.value),
        "at": encode_time(change.at),
    }
    return json.dumps(record, ensure_ascii=False, allow_nan=False).encode() + b"\n"


def _change(line: bytes) -> Change | None:
    """Return the change on one line; None when the line is torn."""
    try:
        record = json.loads(line)
        field = next(known for known in FIELDS if known == record["field"])
        value = decode_value(field, record["value"])
        id_ = record["id"]
        id_.encode()  # half of a surrogate pair can stand in JSON, but not on disk again
        return Change(id_, field, value, decode_time(record["at"]))
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration, RecursionError):
        return None


def _is_torn(descriptor: int) -> bool:
    """Tell whether the file ends within a line."""
    size = os.fstat(descriptor).st_size
    return size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
