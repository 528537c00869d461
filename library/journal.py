"""The journal of changes to the state: appended and fsynced one by one, folded in later.

A line is in JSON: a change to an article, or what a person said of an entity or of a query that is
kept. A crash can only tear the line that is being written, and that one was never acknowledged; it is
passed over, as is any line that cannot be read. What was folded in stays beside the journal until the
next time, so that with it the version of the state before comes to the same as the state.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

from library.clean import clean_text
from library.conflicts import conflict_copies
from library.durable import PRIVATE, replace_file, sync_file, sync_folder
from library.labels import read_tags
from library.models import TITLE_BLOCK, Place
from library.said import Said, said_on, said_record
from library.times import decode_time, encode_time

STATE_NAME: Final = "state.json"
"""The file's name in its folder."""

JOURNAL_NAME: Final = "state.journal"
"""The name of the journal beside it."""

FOLDED_NAME: Final = "state.journal.bak"
"""The name of the journal that was folded in last."""

UNREAD_NAME: Final = "state.journal.unread"
"""The name of the file that keeps lines of journals which could not be read."""

_TO_APPEND: Final = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)

_MIRRORED: Final = "4"
"""Raised when more is made of the state than an earlier version did, so that it is read again."""

Field = Literal["read", "bookmarked", "place", "tags", "note", "deleted"]
"""The parts of a status that change on their own."""

FIELDS: Final[tuple[Field, ...]] = ("read", "bookmarked", "place", "tags", "note", "deleted")

Value = datetime | Place | tuple[str, ...] | str | None
"""What a field has: a time, a place, tags, or a note; None for nothing."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that the reader did to an article."""

    id: str
    """The article's id."""
    field: Field
    """What changed."""
    value: Value
    """The new value: since when it is read, bookmarked or deleted, where reading stopped, its tags, its
    note; None clears it."""
    at: datetime
    """When it was done (aware, UTC)."""


Entry = Change | Said
"""What stands on a line."""


class Journal:
    """The file of changes that are not folded into the state yet."""

    def __init__(self, path: Path) -> None:
        """Use the file at `path`, which need not exist."""
        self.path = path

    def append(self, entries: Iterable[Entry]) -> None:
        """Write `entries` to disk; when this returns, they are safe. The caller holds the lock."""
        lines = b"".join(map(_line, entries))
        if not lines:
            return
        new = not self.path.exists()
        descriptor = os.open(self.path, _TO_APPEND, PRIVATE)
        try:
            before = os.fstat(descriptor).st_size
            if _is_torn(descriptor):
                lines = b"\n" + lines
            try:
                while lines:
                    lines = lines[os.write(descriptor, lines) :]
                sync_file(descriptor)
                if new:
                    sync_folder(self.path.parent)
            except OSError:
                # Whoever asked is told that it failed, so nobody may find it here later.
                with suppress(OSError):
                    os.ftruncate(descriptor, before)
                raise
        finally:
            os.close(descriptor)

    def size(self) -> int:
        """Return how many bytes are in it."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    def cut(self, size: int) -> None:
        """Take back all that was appended since it had this `size`. The caller has held the lock since then."""
        descriptor = os.open(self.path, os.O_RDWR)
        try:
            os.ftruncate(descriptor, size)
            sync_file(descriptor)
        finally:
            os.close(descriptor)

    def read(self) -> Sequence[Entry]:
        """Return what was done, in the order in which it was."""
        return entries_in(self._bytes())

    def folded(self) -> Sequence[Entry]:
        """Return what was folded in last, as far as it is known; that never fails."""
        with suppress(OSError):
            return entries_in(self.path.with_name(FOLDED_NAME).read_bytes())
        return ()

    def is_filled(self) -> bool:
        """Tell whether there is anything in it."""
        return self.size() > 0

    def clear(self) -> int:
        """Put what has been folded in aside, and begin anew. The caller holds the lock.

        Whole lines that cannot be read, such as a later version may have written, are not thrown
        away: they go on in a file of their own beside the journal. Their number is returned.
        """
        lines = self._bytes().split(b"\n")[:-1]
        if unread := [line for line in lines if line and _entry(line) is None]:
            descriptor = os.open(self.path.with_name(UNREAD_NAME), _TO_APPEND, PRIVATE)
            with os.fdopen(descriptor, "ab") as file:
                file.write(b"\n".join(unread) + b"\n")
                file.flush()
                sync_file(file.fileno())
        with suppress(FileNotFoundError):
            replace_file(self.path, self.path.with_name(FOLDED_NAME))
            sync_folder(self.path.parent)
        return len(unread)

    def _bytes(self) -> bytes:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return b""


def entries_in(data: bytes) -> Sequence[Entry]:
    """Return what can be read in a journal that holds `data`."""
    entries = map(_entry, data.split(b"\n"))
    return tuple(entry for entry in entries if entry is not None)


def unread_in(folder: Path) -> int:
    """Return how many lines of journals in `folder` could not be read so far, and are kept."""
    with suppress(OSError):
        return (folder / UNREAD_NAME).read_bytes().count(b"\n")
    return 0


def stamp(folder: Path) -> str:
    """Return what tells whether the state in `folder` was changed, by this program or any other."""
    parts = [_MIRRORED]
    for name in (STATE_NAME, JOURNAL_NAME):
        try:
            found = (folder / name).stat()
        except OSError:
            parts.append("-")
        else:
            parts.append(f"{found.st_ino}:{found.st_size}:{found.st_mtime_ns}")
    # What a sync service puts beside them is yet to be merged.
    return " ".join([*parts, *conflict_copies(folder)])


def encode_value(value: Value) -> str | list[str] | dict[str, int] | None:
    """Return a value of a status as it stands in JSON."""
    match value:
        case datetime():
            return encode_time(value)
        case Place(block, offset):
            return {"block": block, "offset": offset}
        case tuple():
            return list(value)
        case _:
            return value


def decode_value(field: Field, value: object) -> Value:
    """Return a value of a status from JSON.

    Tags and notes are cleaned, for the file may have been written by anybody.

    Raises:
        ValueError: It is not of the field's type.
    """
    if value is None:
        return None
    match field:
        case "place":
            return _place(value)
        case "tags":
            return _tags(value)
        case "note":
            if not isinstance(value, str):
                raise ValueError("a note must be a text")  # noqa: TRY004 - one error for all damage
            return clean_text(value) or None
        case _:
            return decode_time(value)


def _place(value: object) -> Place:
    """Return a place from JSON."""
    match value:
        case {"block": int(block), "offset": int(offset)} if _are_small(block, offset):
            return Place(block, offset)
    raise ValueError("a place must have a block and an offset")


def _tags(value: object) -> tuple[str, ...] | None:
    """Return tags from JSON."""
    if not isinstance(value, list) or not all(isinstance(tag, str) for tag in value):
        raise ValueError("tags must be a list of texts")
    return read_tags(value) or None


def _are_small(*numbers: int) -> bool:
    """Tell whether all `numbers` can be a block's number or an offset."""
    return all(TITLE_BLOCK <= number < 1 << 31 for number in numbers)


def _line(entry: Entry) -> bytes:
    """Return the line of one entry."""
    if isinstance(entry, Change):
        record: dict[str, object] = {
            "id": entry.id,
            "field": entry.field,
            "value": encode_value(entry.value),
            "at": encode_time(entry.at),
        }
    else:
        record = said_record(entry)
    return json.dumps(record, ensure_ascii=False, allow_nan=False).encode() + b"\n"


def _entry(line: bytes) -> Entry | None:
    """Return what stands on one line; None when it is torn, or of a later version."""
    try:
        record = json.loads(line)
        return said_on(record) or _change(record)
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration, RecursionError):
        return None


def _change(record: dict[str, object]) -> Change:
    """Return the change to an article that `record` is."""
    field = next(known for known in FIELDS if known == record["field"])
    id_ = record["id"]
    if not isinstance(id_, str):
        raise ValueError("an id must be a text")  # noqa: TRY004 - one error for all damage
    id_.encode()  # half of a surrogate pair can stand in JSON, but not on disk again
    return Change(id_, field, decode_value(field, record["value"]), decode_time(record["at"]))


def _is_torn(descriptor: int) -> bool:
    """Tell whether the file ends within a line."""
    if os.fstat(descriptor).st_size == 0:
        return False
    os.lseek(descriptor, -1, os.SEEK_END)  # what is appended goes to the end all the same
    return os.read(descriptor, 1) != b"\n"
