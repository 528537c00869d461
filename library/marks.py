"""What the reader did, kept in two places: the state files, which are the truth, and the database.

The database mirrors read, bookmarked and place so that lists and searches can use them, shows
names as they were corrected, and mirrors what was done to the queries that are kept. A stamp of the
state files, kept in the database, tells whether the mirror is true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from library.altering import Altered, PutBack
from library.corrections import Correction, Corrections
from library.edits import Edit
from library.errors import NewerSchema
from library.journal import Change, Field, Value, stamp
from library.models import Place
from library.said import Said, Undone
from library.store import Reader, Writer
from library.times import present

if TYPE_CHECKING:
    from library.state import Kept, State


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

    def __init__(self, folder: Path, reader: Reader, writer: Writer) -> None:
        """Use the state files in `folder` and the database behind `reader` and `writer`."""
        self._folder = folder
        self._reader = reader
        self._writer = writer
        self._seen = stamp(folder)  # of which version this one knows
        self._is_elsewhere_changed = False
        self._later = ""  # which version it was that a later program wrote

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
        with self._locked():
            self.refresh()
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
        with self._locked():
            self.refresh()
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
        with self._locked():
            self.refresh()
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
        with self._locked():
            self.refresh()
            before = tuple(self.corrections())
            correction = self._put_after(before[-1].at if before else None, correction)
            self._say(correction, Corrections([*before, correction]))
        return correction

    def undo(self, id_: str) -> None:
        """Take back the correction with this id; does nothing when it does not hold.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be read or written.
        """
        with self._locked():
            self.refresh()
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
        with self._locked():
            self.refresh()
            before = self.edits()
            edit = self._put_after(before[-1].at if before else None, edit)
            self._keep(edit, (*before, edit))
        return edit

    def take_back(self, edit: Edit) -> None:
        """Take back what was done to a query; does nothing when it does not hold.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be read or written.
        """
        with self._locked():
            self.refresh()
            rest = tuple(one for one in self.edits() if one != edit)
            if len(rest) < len(self.edits()):
                self._keep(Undone(edit.id, present(), edit.shelf), rest)

    def fold(self) -> None:
        """Move the journal of changes into the state file; cheap when there is none.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be written; the journal keeps it.
        """
        if not self._state.has_changes():
            return
        with self._locked():
            fresh = self._is_mirror_true()
            if self._state.fold(is_read=fresh) and fresh:
                with self._writer.transaction():
                    self._writer.set_stamp(stamp(self._folder))

    def refresh(self, seconds: float | None = None) -> None:
        """Make the database show the state files, if they changed since it last did.

        Args:
            seconds: How long another process may hold the lock that is needed for that, if not as usual.

        Raises:
            NewerSchema: A later version wrote them; the database shows what can be read.
            Unavailable: They cannot be read.
        """
        if self._is_mirror_true():
            return
        with self._locked(seconds):
            try:
                kept = self._state.kept()
            except NewerSchema:
                self._show_later()
                raise
            with self._writer.transaction():
                self._mirror(kept)
                self._writer.set_stamp(stamp(self._folder))

    @property
    def seen(self) -> str:
        """Which version of the state files is known here."""
        return self._seen

    def follow(self, seen: str) -> None:
        """Take as known no more than the version `seen`."""
        self._is_elsewhere_changed = self._is_elsewhere_changed or self._seen != seen

    def changed_elsewhere(self) -> bool:
        """Tell whether others have changed the state since this was asked last, and show what they did.

        Raises:
            NewerSchema, Unavailable: The state cannot be read.
        """
        if not self._is_elsewhere_changed and stamp(self._folder) == self._seen:
            return False
        with self._locked():
            self.refresh()
        found, self._is_elsewhere_changed = self._is_elsewhere_changed, False
        return found

    @cached_property
    def _state(self) -> State:
        # TinyDB and the lock take 30 ms to import; starting and reading do without them.
        from library.state import State

        return State(self._folder)

    @contextmanager
    def _locked(self, seconds: float | None = None) -> Iterator[None]:
        """Keep every other process from changing the state, and notice what they did until now.

        Raises:
            Unavailable: What is changed now would be lost, or another process holds the lock.
        """
        self._writer.make_sure()
        with self._state.locked(seconds):
            now = stamp(self._folder)
            if now != self._seen:
                self._is_elsewhere_changed, self._seen = True, now
            try:
                yield
            finally:
                self._seen = stamp(self._folder)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep the state as it is meanwhile, and the database true to it.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be read, or another process holds the lock.
        """
        with self._locked():
            self.refresh()
            yield

    def _put_after(self, latest: datetime | None, said: _Kept) -> _Kept:
        """Return what is said as of a moment after `latest`, at which nothing like it was said before."""
        put = replace(said, at=_after(latest, said.at))
        # Only a clock that is behind can meet what was said already, and taken back since.
        while put.at != said.at and self._state.knows(put):
            put = replace(put, at=put.at + timedelta(milliseconds=1))
        return put

    def _mirror(self, kept: Kept) -> None:
        """Have the database show what is kept. The caller is within a transaction."""
        self._writer.mirror_all(kept.statuses)
        self._writer.naming.correct(kept.corrections)
        self._writer.edits.mirror(kept.edits)

    def _show_later(self) -> None:
        """Show what can be read of what a later version wrote; the mirror is not true by that."""
        if (now := stamp(self._folder)) == self._later:
            return
        kept, self._later = self._state.of_later_version(), now
        if any(kept):
            with self._writer.transaction():
                self._mirror(kept)

    def _change(self, changes: list[Change]) -> None:
        """Write `changes` to the journal, then to the mirror."""
        if not changes:
            return
        with self._locked():
            fresh = self._is_mirror_true()
            # A crash in here leaves the stamps different, and the next start mends the mirror.
            with self._state.appended(changes), self._writer.transaction():
                self._writer.mirror(changes)
                if fresh:
                    self._writer.set_stamp(stamp(self._folder))

    def _say(self, said: Said, corrections: Corrections) -> None:
        """Write what is `said` to the journal, then make the database show the `corrections` that hold now."""
        # A crash in here leaves the stamps different, and the next start mends the mirror.
        with self._state.appended([said]), self._writer.transaction():
            self._writer.naming.correct(corrections)
            self._writer.set_stamp(stamp(self._folder))

    def _keep(self, said: Said, edits: tuple[Edit, ...]) -> None:
        """Write what is `said` to the journal, then have the database mirror the `edits` that hold now."""
        with self._state.appended([said]), self._writer.transaction():
            self._writer.edits.mirror(edits)
            self._writer.set_stamp(stamp(self._folder))

    def _is_mirror_true(self) -> bool:
        return self._reader.stamp() == stamp(self._folder)


def _not_before(changed: datetime | None, now: datetime) -> datetime:
    """Return `now`, or a moment after `changed` when that is no earlier.

    The newer change of a field wins, so a mark made by a clock that is late would be lost.
    """
    return now if changed is None or changed < now else changed + timedelta(milliseconds=1)


def _after(latest: datetime | None, now: datetime) -> datetime:
    """Return `now`, or a moment after `latest` when `now` is not behind it: order is told by time."""
    return now if latest is None or latest < now else latest + timedelta(milliseconds=1)
