"""A mirror of the tags and notes that the reader put on articles, so that lists and searches have them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from library.labels import tag_key
from library.models import Status
from library.store.indexed import folded_lines
from library.store.vocabulary import Lines, Vocabulary, without_removed

_LINES: Final = Lines()


class LabelMirror:
    """Writes and reads tags and notes. Whoever writes is within a transaction."""

    def __init__(self, connection: sqlite3.Connection, vocabulary: Vocabulary) -> None:
        """Use `connection`; the words of notes are entered into `vocabulary`, to be found in all forms."""
        self._connection = connection
        self._vocabulary = vocabulary

    def tag(self, id_: str, tags: Iterable[str]) -> None:
        """Say which tags the article with this id has."""
        self._connection.execute("DELETE FROM tags WHERE id = ?", (id_,))
        self._insert_tags([(id_, tag) for tag in tags])

    def note(self, id_: str, note: str) -> None:
        """Say what is noted on the article with this id; empty for nothing."""
        self._connection.execute("DELETE FROM notes WHERE id = ?", (id_,))
        if note:
            self._insert_notes([(id_, note)])

    def set_all(self, statuses: Mapping[str, Status]) -> None:
        """Say what tags and notes there are, and that there are no others."""
        self._connection.execute("DELETE FROM tags")
        self._connection.execute("DELETE FROM notes")
        self._insert_tags((id_, tag) for id_, one in statuses.items() for tag in one.tags)
        self._insert_notes([(id_, one.note) for id_, one in statuses.items() if one.note])

    def learn(self, ranks: Iterable[int]) -> None:
        """Enter the words of the notes on articles that were stored just now into the vocabulary."""
        if self._connection.execute("SELECT 1 FROM notes LIMIT 1").fetchone() is None:
            return
        for rank in ranks:
            rows = self._connection.execute(
                "SELECT note, language FROM headlines JOIN notes USING (id) WHERE rank = ?", (rank,)
            )
            for note, language in rows.fetchall():
                self._learn(note, language)

    # Reading

    def tags_of(self, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the tags of those of `ids`, some hundreds at most, that have any."""
        marks = ",".join("?" * len(ids))
        rows = self._connection.execute(
            f"SELECT id, tag FROM tags WHERE id IN ({marks}) ORDER BY id, key",  # noqa: S608
            tuple(ids),
        )
        found: dict[str, tuple[str, ...]] = {}
        for id_, tag in rows:
            found[id_] = (*found.get(id_, ()), tag)
        return found

    def noted(self, ids: Sequence[str]) -> set[str]:
        """Return those of `ids`, some hundreds at most, on which there is a note."""
        marks = ",".join("?" * len(ids))
        rows = self._connection.execute(f"SELECT id FROM notes WHERE id IN ({marks})", tuple(ids))  # noqa: S608
        return {id_ for (id_,) in rows}

    def note_of(self, id_: str) -> str:
        """Return the note on the article with this id; empty for none."""
        row = self._connection.execute("SELECT note FROM notes WHERE id = ?", (id_,)).fetchone()
        return str(row[0]) if row else ""

    def known(self) -> list[tuple[str, int]]:
        """Return all tags with how many articles have each, the commonest first.

        Of ways to write one, that which most articles have stands for all.
        """
        rows = self._connection.execute(
            "SELECT key, tag, count(*) AS often FROM tags JOIN headlines USING (id)"  # noqa: S608
            f" WHERE {without_removed('rank')} GROUP BY key, tag ORDER BY often DESC, tag"
        )
        names: dict[str, str] = {}
        often: dict[str, int] = {}
        for key, tag, number in rows:
            names.setdefault(key, tag)
            often[key] = often.get(key, 0) + number
        return sorted(
            ((names[key], number) for key, number in often.items()), key=lambda one: (-one[1], one)
        )

    def _insert_tags(self, rows: Iterable[tuple[str, str]]) -> None:
        self._connection.executemany(
            "INSERT OR IGNORE INTO tags VALUES (?, ?, ?)",
            ((id_, tag_key(tag), tag) for id_, tag in rows),
        )

    def _insert_notes(self, rows: Sequence[tuple[str, str]]) -> None:
        self._connection.executemany(
            "INSERT INTO notes VALUES (?, ?, ?)",
            ((id_, note, f" {folded_lines(note.splitlines())} ") for id_, note in rows),
        )
        for id_, note in rows:
            found = self._connection.execute("SELECT language FROM headlines WHERE id = ?", (id_,))
            for (language,) in found.fetchall():
                self._learn(note, language)

    def _learn(self, note: str, language: str | None) -> None:
        self._vocabulary.add(language, _LINES.of([note], language).encode())
