"""Everything that changes the library's database."""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from library.journal import Change
from library.models import Article, BlockKind, Entity, Mention, Place, Status
from library.store.rows import encode_blocks, milliseconds
from library.store.stories import Stories
from library.words import folded_words

SLOTS: Final = 256
"""Ranks for each minute: the even ones for articles with a date, the odd ones for those without."""

_MINUTE_MS: Final = 60_000
_LEAD_BLOCKS: Final = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """An article on its way into the store, with all that is kept of it."""

    article: Article
    """The article."""
    mentions: Sequence[Mention]
    """The names in it."""
    original: bytes
    """The document as it came."""
    name: str
    """The name that it came under."""
    signature: tuple[int, ...] = ()
    """What stands for its text in the search for other versions of it."""
    notice: str | None = None
    """What the person should be told about how it was read; not kept."""


class Writer:
    """Adds articles and mirrors the state. One at a time may write; others wait for it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Write through `connection`, which has the tables of `library.store.schema`."""
        self._connection = connection
        self._next_rank: dict[int, int] = {}
        self._stories = Stories(connection)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all within or nothing."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            self._next_rank.clear()
            raise

    def reserve(self, count: int) -> int:
        """Reserve ranks for `count` articles without a date, and return the highest of them.

        They stand above all that were added before; given out from the highest down, every other
        one, they keep their own order. The caller is within a transaction.
        """
        row = self._connection.execute("SELECT value FROM meta WHERE name = 'undated'").fetchone()
        present = int(time.time() * 1000) // _MINUTE_MS * SLOTS + 1
        top = max(present, int(row[0]) if row else 0) + 2 * count
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('undated', ?)", (top,))
        return top

    def rank(self, published: datetime, given: Container[int]) -> int:
        """Return the first free rank of the minute of `published`, or one soon after it.

        Those `given` out to articles that are not stored yet are not free.
        """
        minute = (milliseconds(published) or 0) // _MINUTE_MS * SLOTS
        rank = self._next_rank.get(minute, minute)
        taken = "SELECT 1 FROM headlines WHERE rank = ?"
        while rank in given or self._connection.execute(taken, (rank,)).fetchone():
            rank += 2
        self._next_rank[minute] = rank + 2
        return rank

    def add(self, entries: Mapping[int, Entry]) -> None:
        """Store `entries`, none of which is stored yet, at their ranks. The caller is within a transaction."""
        # The index takes rows in rising order from memory; any other order costs it a write each.
        for rank, entry in sorted(entries.items()):
            self._add_article(rank, entry)
            self._add_mentions(rank, entry)
            self._stories.note(rank, entry.signature)
        self._connection.executemany(
            "INSERT INTO fulltext (rowid, title, heading, lead, body) VALUES (?, ?, ?, ?, ?)",
            ((rank, *_indexed(entries[rank].article)) for rank in sorted(entries)),
        )

    def mirror(self, changes: Iterable[Change]) -> None:
        """Enter `changes` of the state. The caller is within a transaction."""
        for change in changes:
            values: tuple[int | None, ...]
            if isinstance(change.value, Place) or change.field == "place":
                columns = 'block = ?, "offset" = ?'
                place = change.value if isinstance(change.value, Place) else None
                values = (place.block, place.offset) if place else (None, None)
            else:
                columns = f"{change.field} = ?"
                values = (milliseconds(change.value),)
                self._connection.execute(
                    f"UPDATE headlines SET {columns} WHERE id = ?",  # noqa: S608 - a Field
                    (*values, change.id),
                )
            self._connection.execute("INSERT OR IGNORE INTO statuses (id) VALUES (?)", (change.id,))
            self._connection.execute(
                f"UPDATE statuses SET {columns}, changed = ? WHERE id = ?",  # noqa: S608
                (*values, milliseconds(change.at), change.id),
            )

    def mirror_all(self, statuses: Mapping[str, Status]) -> None:
        """Make the mirror say what `statuses` say, and nothing else. The caller is within a transaction."""
        execute = self._connection.execute
        execute("DELETE FROM statuses")
        self._connection.executemany(
            "INSERT INTO statuses VALUES (?, ?, ?, ?, ?, ?)",
            (_status_row(id_, status) for id_, status in statuses.items()),
        )
        execute(
            "UPDATE headlines SET read = NULL, bookmarked = NULL"
            " WHERE read IS NOT NULL OR bookmarked IS NOT NULL"
        )
        execute(
            "UPDATE headlines SET read = statuses.read, bookmarked = statuses.bookmarked"
            " FROM statuses WHERE statuses.id = headlines.id"
            " AND (statuses.read IS NOT NULL OR statuses.bookmarked IS NOT NULL)"
        )

    def set_stamp(self, stamp: str) -> None:
        """Remember which version of the state the mirror shows."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('state', ?)", (stamp,))

    def _add_article(self, rank: int, entry: Entry) -> None:
        """Store the article and the document that it was made from."""
        article, execute = entry.article, self._connection.execute
        execute(
            "INSERT INTO headlines SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, s.read, s.bookmarked"
            " FROM (SELECT 1) LEFT JOIN statuses AS s ON s.id = ?",
            (
                rank,
                article.id,
                article.title,
                article.source,
                article.author,
                milliseconds(article.published),
                article.language,
                article.url,
                article.words,
                article.id,
            ),
        )
        execute(
            "INSERT INTO articles VALUES (?, ?, ?)",
            (rank, milliseconds(article.added), encode_blocks(article.blocks)),
        )
        # A file's name may hold bytes that are no text in the system's encoding.
        name = entry.name.encode("utf-8", "backslashreplace").decode("utf-8")
        execute(
            "INSERT INTO originals VALUES (?, ?, ?)",
            (rank, name, zlib.compress(entry.original, level=6)),
        )

    def _add_mentions(self, rank: int, entry: Entry) -> None:
        """Store the names in an article, and the entities among them that are new."""
        article, numbers = entry.article, dict[Entity, int]()
        for mention in entry.mentions:
            entity = mention.entity
            if entity not in numbers:
                numbers[entity] = self._entity(entity, article.language or "")
            text = article.title if mention.block < 0 else article.blocks[mention.block].text
            self._connection.execute(
                "INSERT OR IGNORE INTO aliases VALUES (?, ?)",
                (numbers[entity], text[mention.start : mention.end]),
            )
        self._connection.executemany(
            "INSERT OR IGNORE INTO mentions VALUES (?, ?, ?, ?, ?)",
            ((rank, m.block, m.start, m.end, numbers[m.entity]) for m in entry.mentions),
        )

    def _entity(self, entity: Entity, language: str) -> int:
        """Return the number of `entity`, giving it one and its name in `language` if they are new."""
        execute = self._connection.execute
        execute(
            "INSERT OR IGNORE INTO entities (kind, key) VALUES (?, ?)", (entity.kind, entity.key)
        )
        (number,) = execute(
            "SELECT number FROM entities WHERE kind = ? AND key = ?", (entity.kind, entity.key)
        ).fetchone()
        execute("INSERT OR IGNORE INTO names VALUES (?, ?, ?)", (number, language, entity.name))
        return int(number)


def _indexed(article: Article) -> tuple[str, str, str, str]:
    """Return what the index is given of an article: title, headings, lead and the rest, folded."""
    headings, lead, body = list[str](), list[str](), list[str]()
    for number, block in enumerate(article.blocks):
        if block.kind is BlockKind.HEADING:
            headings.append(block.text)
        else:
            (lead if number < _LEAD_BLOCKS and not headings else body).append(block.text)
    # Joined by a token that no query can hold, so that no phrase reaches across two blocks.
    parts = ([article.title], headings, lead, body)
    title, heading, first, rest = (
        " ¶ ".join(" ".join(folded_words(text)) for text in texts) for texts in parts
    )
    return title, heading, first, rest


def _status_row(id_: str, status: Status) -> tuple[str | int | None, ...]:
    place = status.place
    return (
        id_,
        milliseconds(status.read),
        milliseconds(status.bookmarked),
        place.block if place else None,
        place.offset if place else None,
        milliseconds(status.changed),
    )
