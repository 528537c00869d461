"""What articles name, and what follows from it; nothing here changes anything.

Hidden entities are no names: no answer has them.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final, NamedTuple

from library.models import ALL_BLOCKS, Entity, EntityKind, Mention
from library.ranks import moment_of, rank_of
from library.search import Naming, Node, entities_named
from library.store.naming import ASKED
from library.store.vocabulary import Vocabulary, without_removed

NEWEST: Final = 1_000
"""So many of the newest articles that name an entity are looked at for what they name beside it."""

_MAX_RANK: Final = (1 << 63) - 1
_MAX_NAMED: Final = 64
# Of one that was split off, merged or retyped, the name of what it was before.
_NAME: Final = (
    "coalesce(e.given,"
    " (SELECT name FROM names WHERE entity = e.number AND language = ?),"
    " (SELECT name FROM names WHERE entity = e.number),"
    " (SELECT n.name FROM forms AS f JOIN entities AS o ON o.kind = f.kind AND o.key = f.key"
    "  JOIN names AS n ON n.entity = o.number WHERE f.entity = e.number), e.key)"
)
_UNRECOGNISED: Final = f"unrecognised WHERE {without_removed('rank')}"
"""Articles in which names are yet to be recognised, but for those that were deleted."""


class Known(NamedTuple):
    """An entity as the whole library knows it."""

    entity: Entity
    """The entity, under one of its canonical names."""
    aliases: tuple[str, ...]
    """Every way in which it is written, the commonest first."""
    articles: int
    """How many articles mention it."""
    mentions: int
    """How often it is mentioned in all."""


class NameReader:
    """Reads through one connection, which must not be used in two threads at once."""

    def __init__(self, connection: sqlite3.Connection, vocabulary: Vocabulary) -> None:
        """Read through `connection`, which has the tables of `library.store.tables` and this vocabulary."""
        self._connection = connection
        self._vocabulary = vocabulary

    def mentions(self, rank: int, blocks: range = ALL_BLOCKS) -> tuple[Mention, ...]:
        """Return the names in the article at `rank`, in reading order, as its language calls them.

        Of `blocks`, a range of step 1, no others are read.
        """
        execute = self._connection.execute
        row = execute("SELECT language FROM headlines WHERE rank = ?", (rank,)).fetchone()
        # Their names first, each once: a long article mentions fifty of them five thousand times.
        named = execute(
            f"SELECT e.number, e.kind, e.key, {_NAME}"  # noqa: S608
            " FROM named AS n INDEXED BY naming CROSS JOIN entities AS e ON e.number = n.entity"
            " WHERE n.rank = ? AND NOT e.hidden",
            ((row[0] if row else None) or "", rank),
        )
        entities = {
            number: Entity(EntityKind(kind), name, key) for number, kind, key, name in named
        }
        rows = execute(
            'SELECT f.entity, m.block, m."start", m."end"'
            " FROM mentions AS m JOIN forms AS f ON f.number = m.form"
            " WHERE m.rank = ? AND m.block >= ? AND m.block < ?"
            ' ORDER BY m.block, m."start"',
            (rank, blocks.start, blocks.stop),
        )
        return tuple(
            Mention(entities[number], block, start, end)
            for number, block, start, end in rows
            if number in entities
        )

    def known(self, node: Node | None = None) -> Iterator[Known]:
        """Yield every entity, or those in the articles that match `node`, most mentioned first."""
        execute = self._connection.execute
        if node is None:
            rows = execute(
                "SELECT number, articles, mentions FROM entities"
                " WHERE mentions > 0 AND NOT hidden ORDER BY mentions DESC, number"
            )
        else:
            chosen = self._vocabulary.selection(node)
            rows = execute(
                "SELECT n.entity, count(*), sum(n.times) AS often FROM named AS n"  # noqa: S608
                " JOIN entities AS e ON e.number = n.entity AND NOT e.hidden"
                f" WHERE n.rank IN (SELECT {chosen.key} {chosen.sql})"
                " GROUP BY n.entity ORDER BY often DESC, n.entity",
                chosen.parameters,
            )
        for number, articles, mentions in rows.fetchall():
            yield Known(self._entity(number), self._aliases(number), articles, mentions)

    def find(self, naming: Naming) -> list[Known]:
        """Return the entities that `naming` means, most mentioned first."""
        sql, parameters = entities_named(naming)
        rows = self._connection.execute(
            f"SELECT number, articles, mentions FROM entities WHERE number IN ({sql})"  # noqa: S608
            " ORDER BY mentions DESC, number LIMIT ?",
            (*parameters, _MAX_NAMED),
        ).fetchall()
        return [
            Known(self._entity(number), self._aliases(number), articles, mentions)
            for number, articles, mentions in rows
        ]

    def meant(self, naming: Naming, rank: int) -> tuple[tuple[EntityKind, str], ...]:
        """Return the identities of what the article at `rank` names and `naming` means."""
        sql, parameters = entities_named(naming)
        rows = self._connection.execute(
            f"SELECT kind, key FROM entities WHERE number IN ({sql})"  # noqa: S608
            " AND number IN (SELECT entity FROM named WHERE rank = ?)",
            (*parameters, rank),
        )
        return tuple((EntityKind(kind), key) for kind, key in rows)

    def one(self, kind: EntityKind, key: str) -> Known | None:
        """Return what is known of the entity with this identity; None when no article names it."""
        row = self._connection.execute(
            "SELECT number, articles, mentions FROM entities"
            " WHERE kind = ? AND key = ? AND mentions > 0 AND NOT hidden",
            (kind, key),
        ).fetchone()
        if row is None:
            return None
        return Known(self._entity(row[0]), self._aliases(row[0]), row[1], row[2])

    def keyed(self, key: str) -> list[Known]:
        """Return the entities with this key that articles name, of whatever kind."""
        found = (self.one(kind, key) for kind in EntityKind)
        return [known for known in found if known is not None]

    def ranks(self, entity: Entity, below: int | None = None, limit: int = -1) -> array[int]:
        """Return the ranks of the articles that name `entity`, newest first, up to `limit` below `below`."""
        rows = self._connection.execute(
            "SELECT rank FROM named WHERE entity ="
            " (SELECT number FROM entities WHERE kind = ? AND key = ?)"
            " AND rank < ? ORDER BY rank DESC LIMIT ?",
            (entity.kind, entity.key, _MAX_RANK if below is None else below, limit),
        )
        return array("q", (rank for (rank,) in rows))

    def spans(self, entity: Entity, rank: int) -> list[tuple[int, int, int]]:
        """Return block, start and end of the mentions of `entity` in an article, those of the title last."""
        return self._connection.execute(
            'SELECT m.block, m."start", m."end" FROM mentions AS m'
            " JOIN forms AS f ON f.number = m.form JOIN entities AS e ON e.number = f.entity"
            " WHERE m.rank = ? AND e.kind = ? AND e.key = ?"
            ' ORDER BY m.block < 0, m.block, m."start"',
            (rank, entity.kind, entity.key),
        ).fetchall()

    def together(
        self, entity: Entity, kinds: Sequence[EntityKind], limit: int
    ) -> list[tuple[Entity, int]]:
        """Return what is named beside `entity`, and in how many of the `NEWEST` articles that name it."""
        rows = self._connection.execute(
            "WITH this AS (SELECT number FROM entities WHERE kind = ? AND key = ?)"
            " SELECT o.entity FROM (SELECT rank FROM named WHERE entity = (SELECT number FROM this)"
            "  ORDER BY rank DESC LIMIT ?) AS n CROSS JOIN named AS o INDEXED BY naming"
            " ON o.rank = n.rank WHERE o.entity <> (SELECT number FROM this)",
            (entity.kind, entity.key, NEWEST),
        )
        # Counted here: SQLite would make a table of them and look up all of their kinds.
        often = Counter(number for (number,) in rows)
        found: list[tuple[Entity, int]] = []
        for number, articles in often.most_common():
            if len(found) == limit:
                break
            if (other := self._shown(number)) is not None and other.kind in kinds:
                found.append((other, articles))
        return found

    def months(self, entity: Entity) -> dict[tuple[int, int], int]:
        """Return how many articles of each year and month name `entity`; those without a date are left out."""
        execute = self._connection.execute
        of_it = (
            "FROM named WHERE entity = (SELECT number FROM entities WHERE kind = ? AND key = ?)"
            " AND rank & 1 = 0"  # it is odd where an article has no date
        )
        identity = entity.kind, entity.key
        months: dict[tuple[int, int], int] = {}
        # From one month that has any to the next: dates of outside text may lie millennia apart.
        following: int | None = -_MAX_RANK
        while following is not None:
            (first,) = execute(
                f"SELECT min(rank) {of_it} AND rank >= ?", (*identity, following)
            ).fetchone()
            if first is None:
                break
            month, following = _month(first)
            (months[month],) = execute(
                f"SELECT count(*) {of_it} AND rank >= ? AND rank < ?",
                (*identity, first, _MAX_RANK if following is None else following),
            ).fetchone()
        return months

    def novel(self, rank: int) -> set[tuple[EntityKind, str]]:
        """Return the identities of what the article at `rank` names and none named that was read before."""
        rows = self._connection.execute(
            "SELECT e.kind, e.key FROM headlines AS h CROSS JOIN named AS n INDEXED BY naming"
            " CROSS JOIN entities AS e ON e.number = n.entity"
            " WHERE h.rank = ? AND n.rank = h.rank AND NOT e.hidden"
            " AND (e.met = h.rank OR e.read = (h.read NOTNULL))",
            (rank,),
        )
        return {(EntityKind(kind), key) for kind, key in rows}

    # Recognition

    def unrecognised(self) -> int:
        """Return in how many articles names are yet to be recognised."""
        (number,) = self._connection.execute(
            f"SELECT count(*) FROM {_UNRECOGNISED}"  # noqa: S608 - our own text
        ).fetchone()
        return int(number)

    def asked(self) -> str:
        """Return what recogniser was asked for last, and by what; empty when none was."""
        row = self._connection.execute("SELECT value FROM meta WHERE name = ?", (ASKED,)).fetchone()
        return str(row[0]) if row else ""

    def is_complete(self) -> bool:
        """Tell whether names have been recognised in all articles."""
        found = self._connection.execute(
            f"SELECT 1 FROM {_UNRECOGNISED} LIMIT 1"  # noqa: S608
        )
        return found.fetchone() is None

    def is_recognised(self, rank: int) -> bool:
        """Tell whether the names in the article at `rank` have been recognised."""
        found = self._connection.execute("SELECT 1 FROM unrecognised WHERE rank = ?", (rank,))
        return found.fetchone() is None

    def next_unrecognised(self, below: int | None, limit: int) -> list[int]:
        """Return the ranks of articles in which names are yet to be recognised, newest first."""
        rows = self._connection.execute(
            f"SELECT rank FROM {_UNRECOGNISED} AND rank < ? ORDER BY rank DESC LIMIT ?",  # noqa: S608
            (_MAX_RANK if below is None else below, limit),
        )
        return [rank for (rank,) in rows]

    def _shown(self, number: int) -> Entity | None:
        """Return the entity with this number, unless it is hidden."""
        row = self._connection.execute("SELECT hidden FROM entities WHERE number = ?", (number,))
        return None if row.fetchone()[0] else self._entity(number)

    def _entity(self, number: int) -> Entity:
        """Return the entity with this number, by its own name."""
        kind, key, name = self._connection.execute(
            f"SELECT e.kind, e.key, {_NAME} FROM entities AS e WHERE e.number = ?",  # noqa: S608
            ("", number),
        ).fetchone()
        return Entity(EntityKind(kind), name, key)

    def _aliases(self, number: int) -> tuple[str, ...]:
        """Return the ways in which the entity with this number is written, the commonest first."""
        rows = self._connection.execute(
            "SELECT form FROM forms WHERE entity = ? AND mentions > 0 ORDER BY mentions DESC, form",
            (number,),
        )
        return tuple(dict.fromkeys(form for (form,) in rows))


def _month(rank: int) -> tuple[tuple[int, int], int | None]:
    """Return year and number of the month of a rank, and the first rank behind it; None after the last."""
    at = moment_of(rank)
    month = at.year, at.month
    try:
        following = at.replace(day=1, hour=0, minute=0) + timedelta(days=31)
    except OverflowError:  # the calendar ends with the year 9999
        return month, None
    return month, rank_of(following.replace(day=1))
