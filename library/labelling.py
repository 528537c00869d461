"""Tagging articles and noting something on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

from library.altering import Altered
from library.journal import Value
from library.labels import kept_note, kept_tags, with_tags
from library.marks import Marks
from library.store import Reader


class Labelling:
    """The tags and notes of a library. Belongs to it, and to one thread at a time as it does."""

    def __init__(
        self,
        reader: Reader,
        marks: Marks,
        translated: Callable[[], AbstractContextManager[None]],
    ) -> None:
        """Keep them by `marks`; `translated` turns what SQLite says into the library's errors."""
        self._reader = reader
        self._marks = marks
        self._translated = translated

    def known(self) -> list[tuple[str, int]]:
        """Return all tags with how many articles have each, the commonest first."""
        with self._translated():
            return self._reader.labels.known()

    def note(self, id_: str) -> str:
        """Return the note on the article with this id; empty for none."""
        with self._translated():
            return self._reader.labels.note_of(id_)

    def tag(
        self, ids: Iterable[str], add: Iterable[str] = (), remove: Iterable[str] = ()
    ) -> tuple[Altered, ...]:
        """Put tags on articles and take others off, and return what that has changed.

        Raises:
            NotSaved: A tag is too long, or an article would have too many.
            Damaged, NewerSchema, Unavailable: The state cannot be written.
        """
        added, removed = kept_tags(add), tuple(remove)

        def changed(value: Value) -> Value:
            before = value if isinstance(value, tuple) else ()
            return with_tags(before, added, removed) or None

        with self._translated():
            return self._marks.alter("tags", ids, changed)

    def set_note(self, id_: str, note: str) -> tuple[Altered, ...]:
        """Note something on an article instead of what was noted; return what that has changed.

        Raises:
            NotSaved: It is too long.
            Damaged, NewerSchema, Unavailable: The state cannot be written.
        """
        kept = kept_note(note) or None
        with self._translated():
            return self._marks.alter("note", [id_], lambda _: kept)
