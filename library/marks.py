"""What the reader does to articles, names and kept queries: each change is safe before it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum
from itertools import groupby
from typing import TypeVar

from library.altering import Altered, PutBack
from library.corrections import Correction, Corrections
from library.edits import Edit
from library.journal import Change, Field, Value
from library.mirror import Mirror
from library.models import Place
from library.said import Said, Undone
from library.store import Reader, Writer
from library.times import present

_Kept = TypeVar("_Kept", Correction, Edit)


class Mark(Enum):
    """What can be done to an article with one key: the field of its status, and whether it is set."""

    _value_: tuple[Field, bool]
    READ = ("read", True)
    UNREAD = ("read", False)
    BOOKMARK = ("bookmarked", True)
    UNBOOKMARK = ("bookmarked", False)


class Marks:
    """Changes the state and its mirror together."""

    def __init__(self, mirror: Mirror, reader: Reader, writer: Writer) -> None:
        """Change the state and the database, behind `reader` and `writer`, that `mirror` keeps alike."""
        self._mirror = mirror
        self._reader = reader
        self._writer = writer

    def held(self) -> AbstractContextManager[None]:
        """Keep the state as it is meanwhile, and the database true to it; see `Mirror.held`."""
        return self._mirror.held()

    def mark(self, ids: Iterable[str], mark: Mark) -> tuple[Altered, ...]:
        """Mark articles, and return what that has changed; what is so already stays as it is.

        When this returns, the change is on disk, all of it by one write.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be written.
        """
        field, on = mark.value
        now = present()
        if on:
            return self.alter(field, ids, lambda value: now if value is None else value)
        return self.alter(field, ids, lambda _: None)

    def alter(
        self, field: Field, ids: Iterable[str], change: Callable[[Value], Value]
    ) -> tuple[Altered, ...]:
        """Set a field of articles to what `change` makes of it, and return what is another now.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be written.
        """
        now = present()
        altered: list[Altered] = []
        changes: list[Change] = []
        # Locked from here on: another window may be putting other tags on the same article.
        with self._mirror.held():
            for id_, value, changed in self._reader.statuses(dict.fromkeys(ids), field):
                new = change(value)
                if new != value:
                    altered.append(Altered(id_, field, value, new))
                    changes.append(Change(id_, field, new, _not_before(changed, now)))
            self._change(changes)
        return tuple(altered)

    def put_back(self, altered: Sequence[Altered]) -> PutBack:
        """Set fields to what they had before, but for those that have been changed since.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be read or written.
        """
        done: list[Altered] = []
        changes: list[Change] = []
        now = present()
        with self._mirror.held():
            for field, some in groupby(altered, key=lambda one: one.field):
                by_id = {one.id: one for one in some}
                for id_, value, changed in self._reader.statuses(by_id, field):
                    one = by_id[id_]
                    if value == one.after:
                        done.append(Altered(id_, field, one.after, one.before))
                        changes.append(Change(id_, field, one.before, _not_before(changed, now)))
            self._change(changes)
        return PutBack(tuple(done), len(altered) - len(done))

    def keep_place(self, id_: str, place: Place | None) -> None:
        """Remember where reading of an article stopped; None forgets it.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be written.
        """
        with self._mirror.held():
            status = self._reader.status(id_)
            if status.place != place:
                at = _not_before(status.changed, present())
                self._change([Change(id_, "place", place, at)])

    def corrections(self) -> Corrections:
        """Return what the reader said of entities, and still holds."""
        return self._writer.naming.corrections()

    def correct(self, correction: Correction) -> Correction:
        """Keep what the reader says of an entity, and return it as it is kept.

        When this returns it is on disk and the database shows it. It is put after all that holds
        already, whatever the clock says.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be read or written.
        """
        with self._mirror.held():
            before = tuple(self.corrections())
            correction = self._put_after(before[-1].at if before else None, correction)
            self._say(correction, Corrections([*before, correction]))
        return correction

    def undo(self, id_: str) -> None:
        """Take back the correction with this id; does nothing when it does not hold.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be read or written.
        """
        with self._mirror.held():
            before = self.corrections()
            rest = [one for one in before if one.id != id_]
            if len(rest) < len(before):
                self._say(Undone(id_, present()), Corrections(rest))

    def edits(self) -> tuple[Edit, ...]:
        """Return what was done to the queries that are kept, and still holds, in the order of time."""
        return self._writer.edits.edits()

    def edit(self, edit: Edit) -> Edit:
        """Keep what is done to a query, after all that holds already, and return it as it is kept.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be read or written.
        """
        with self._mirror.held():
            before = self.edits()
            edit = self._put_after(before[-1].at if before else None, edit)
            self._keep(edit, (*before, edit))
        return edit

    def take_back(self, edit: Edit) -> None:
        """Take back what was done to a query; does nothing when it does not hold.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be read or written.
        """
        with self._mirror.held():
            rest = tuple(one for one in self.edits() if one != edit)
            if len(rest) < len(self.edits()):
                self._keep(Undone(edit.id, present(), edit.shelf), rest)

    def _put_after(self, latest: datetime | None, said: _Kept) -> _Kept:
        """Return what is said as of a moment after `latest`, at which nothing like it was said before."""
        put = replace(said, at=_after(latest, said.at))
        # Only a clock that is behind can meet what was said already, and taken back since.
        while put.at != said.at and self._mirror.state.knows(put):
            put = replace(put, at=put.at + timedelta(milliseconds=1))
        return put

    def _change(self, changes: list[Change]) -> None:
        """Write `changes` to the journal, then to the mirror."""
        if changes:
            with self._mirror.written(changes):
                self._writer.mirror(changes)

    def _say(self, said: Said, corrections: Corrections) -> None:
        """Write what is `said` to the journal, then make the database show the `corrections` that hold now."""
        with self._mirror.written([said]):
            self._writer.naming.correct(corrections)

    def _keep(self, said: Said, edits: tuple[Edit, ...]) -> None:
        """Write what is `said` to the journal, then have the database mirror the `edits` that hold now."""
        with self._mirror.written([said]):
            self._writer.edits.mirror(edits)


def _not_before(changed: datetime | None, now: datetime) -> datetime:
    """Return `now`, or a moment after `changed` when that is no earlier.

    The newer change of a field wins, so a mark made by a clock that is late would be lost.
    """
    return now if changed is None or changed < now else changed + timedelta(milliseconds=1)


def _after(latest: datetime | None, now: datetime) -> datetime:
    """Return `now`, or a moment after `latest` when `now` is not behind it: order is told by time."""
    return now if latest is None or latest < now else latest + timedelta(milliseconds=1)
