"""The bin: articles that were deleted, until they are forgotten for good.

To delete is a field of an article's status, so that one that was deleted does not come back with the
next folder it is in. What is stored of it stays for some days, and can be brought back exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from library.altering import Altered
from library.errors import NotFound
from library.marks import Marks
from library.models import Headline
from library.store import Reader, Writer
from library.times import present, whole_milliseconds
from library.translation import _

KEPT_DAYS: Final = 7
"""Days for which what was deleted can be brought back."""

_AT_ONCE: Final = 200


class Deleted(NamedTuple):
    """An article that was deleted and can be brought back."""

    headline: Headline
    """The article."""
    at: datetime
    """When it was deleted."""


class Bin:
    """What was deleted of a library. Belongs to it, and to one thread at a time as it does."""

    def __init__(
        self,
        reader: Reader,
        writer: Writer,
        marks: Marks,
        translated: Callable[[], AbstractContextManager[None]],
    ) -> None:
        """Delete by `marks`; `translated` turns what SQLite says into the library's errors."""
        self._reader = reader
        self._writer = writer
        self._marks = marks
        self._translated = translated

    def delete(self, ids: Iterable[str], at: datetime | None = None) -> tuple[Altered, ...]:
        """Delete articles: nothing lists, finds or counts them from now on.

        Args:
            ids: The articles.
            at: What they are said to be deleted at, for what is deleted together by several calls;
                the present time if None.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be written.
        """
        now = present() if at is None else whole_milliseconds(at)
        with self._translated():
            return self._marks.alter("deleted", ids, lambda before: before or now)

    def restore(self, ids: Iterable[str]) -> tuple[Altered, ...]:
        """Bring articles back; one that is forgotten already may at least be stored again.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be written.
        """
        with self._translated():
            return self._marks.alter("deleted", ids, lambda _: None)

    def all(self) -> list[Deleted]:
        """Return what can be brought back, the last deleted first."""
        with self._translated():
            found = dict(self._writer.removing.deleted(-1))
            ranks = list(found)
            return [
                Deleted(headline, found[rank])
                for n in range(0, len(ranks), _AT_ONCE)
                for rank, headline in self._headlines(ranks[n : n + _AT_ONCE])
            ]

    def _headlines(self, ranks: list[int]) -> list[tuple[int, Headline]]:
        """Return what is at `ranks`; what was forgotten elsewhere meanwhile is missing."""
        found = self._reader.headlines(ranks)
        if len(found) == len(ranks):
            return list(zip(ranks, found, strict=True))
        return [(rank, one) for rank in ranks for one in self._reader.headlines([rank])]

    def resolve(self, prefix: str) -> str:
        """Return the whole id of the one article that can be brought back whose id begins with `prefix`.

        Raises:
            NotFound: None does, or more than one.
        """
        found = [
            one.headline.id for one in self.all() if one.headline.id.startswith(prefix.lower())
        ]
        if len(found) != 1:
            told = (
                _("More than one deleted article has an id that begins with {prefix}.")
                if found
                else _("No deleted article has an id that begins with {prefix}.")
            )
            raise NotFound(told.format(prefix=prefix))
        return found[0]

    def forget(self, *, days: int = KEPT_DAYS, limit: int = -1) -> int:
        """Forget for good what was deleted so many days ago or earlier; return how many that were.

        Args:
            days: How long it has been deleted at least; 0 for all.
            limit: How many at most.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be read, or the library not be written.
        """
        before = present() - timedelta(days=days) if days else None
        forgotten = 0
        with self._translated():
            while limit < 0 or forgotten < limit:
                size = _AT_ONCE if limit < 0 else min(_AT_ONCE, limit - forgotten)
                # It is for good, so it has to be so by the state as well.
                with self._marks.held(), self._writer.lasting():
                    ranks = [rank for rank, _ in self._writer.removing.deleted(size, before)]
                    self._writer.removing.forget(ranks)
                forgotten += len(ranks)
                if len(ranks) < size:
                    break
        return forgotten
