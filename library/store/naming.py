"""The names in articles as they stand in the database, and what changes them.

A *form* is one way of writing what recognition takes for one entity. Mentions are of forms, forms
are of entities; so a correction moves a few forms, and no mention. What an entity's page asks for is
counted beforehand: `named` says which articles name which entities, and triggers count on from there.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import Final

from library.corrections import Corrections, Identity, decoded, encoded
from library.store.counting import recount
from library.store.forms import Form, Names
from library.words import folded_words

_ENGINE: Final = "recogniser"
_CORRECTIONS: Final = "corrections"
ASKED: Final = "recogniser asked for"
"""Name of the value that tells what recogniser was asked for last."""


class Naming:
    """Stores what articles name, and applies corrections to it. The caller is within a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Write through `connection`, which has the tables of `library.store.tables`."""
        self._connection = connection
        self._corrections = Corrections()
        self._mirrored: str | None = None  # what `_corrections` were read from
        # What this transaction has found and need not look for again.
        self._forms: dict[tuple[str, str, str], tuple[int, int]] = {}
        self._names: set[tuple[str, str, str]] = set()

    def begin(self) -> None:
        """Forget what an earlier transaction found, for another process may have changed it."""
        self.corrections()
        self._forms.clear()
        self._names.clear()

    def corrections(self) -> Corrections:
        """Return the corrections that the database shows, a mirror of those in the state."""
        row = self._connection.execute(
            "SELECT value FROM meta WHERE name = ?", (_CORRECTIONS,)
        ).fetchone()
        mirrored = row[0] if row else "[]"
        if mirrored != self._mirrored:
            self._corrections = Corrections(map(decoded, json.loads(mirrored)))
            self._mirrored = mirrored
        return self._corrections

    def add(self, rank: int, language: str | None, names: Names) -> None:
        """Store the names in the article at `rank`, of which none are stored yet."""
        found = [self._form(form, language or "") for form in names.forms]
        rows = [
            (rank, block, start, end, found[number][0])
            for block, start, end, number in names.rows()
        ]
        executemany = self._connection.executemany
        executemany("INSERT OR IGNORE INTO mentions VALUES (?, ?, ?, ?, ?)", rows)
        if not self._is_removed(rank):
            self.count(rank)

    def count(self, rank: int) -> None:
        """Count what the article at `rank` names among what all articles name."""
        executemany = self._connection.executemany
        counted = self._connection.execute(
            "SELECT m.form, f.entity, count(*) FROM mentions AS m JOIN forms AS f ON f.number = m.form"
            " WHERE m.rank = ? GROUP BY m.form",
            (rank,),
        ).fetchall()
        times: Counter[int] = Counter()
        for _, entity, often in counted:
            times[entity] += often
        executemany("INSERT INTO named VALUES (?, ?, ?)", ((e, rank, n) for e, n in times.items()))
        executemany(
            "UPDATE forms SET mentions = mentions + ? WHERE number = ?",
            ((often, form) for form, _, often in counted),
        )

    def replace(self, rank: int, language: str | None, names: Names) -> None:
        """Store the names in the article at `rank` in the place of those that are stored."""
        self.remove(rank)
        self.add(rank, language, names)

    def remove(self, rank: int) -> None:
        """Forget the names in the article at `rank`."""
        if not self._is_removed(rank):
            self.discount(rank)
        self._connection.execute("DELETE FROM mentions WHERE rank = ?", (rank,))

    def discount(self, rank: int) -> None:
        """Count what the article at `rank` names no more, as if it were not stored."""
        execute = self._connection.execute
        counted = execute(
            "SELECT count(*), form FROM mentions WHERE rank = ? GROUP BY form", (rank,)
        ).fetchall()
        self._connection.executemany(
            "UPDATE forms SET mentions = mentions - ? WHERE number = ?", counted
        )
        execute("DELETE FROM named WHERE rank = ?", (rank,))

    def _is_removed(self, rank: int) -> bool:
        found = self._connection.execute("SELECT 1 FROM removed WHERE rank = ?", (rank,))
        return found.fetchone() is not None

    # Recognition

    def want(self, rank: int) -> None:
        """Note that names in the article at `rank` are yet to be recognised."""
        self._connection.execute("INSERT OR IGNORE INTO unrecognised VALUES (?)", (rank,))

    def recognised(self, rank: int) -> None:
        """Note that they are."""
        self._connection.execute("DELETE FROM unrecognised WHERE rank = ?", (rank,))

    def use(self, engine: str, asked: str) -> None:
        """Have all articles recognised anew, if what recognised them was not `engine`.

        `asked` is what was asked for and by what; see `NameReader.asked`.
        """
        execute = self._connection.execute
        execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (ASKED, asked))
        row = execute("SELECT value FROM meta WHERE name = ?", (_ENGINE,)).fetchone()
        if row != (engine,):
            if row is not None:
                execute("INSERT OR IGNORE INTO unrecognised SELECT rank FROM headlines")
            execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_ENGINE, engine))

    # Corrections

    def correct(self, corrections: Corrections) -> None:
        """Make the forms be of the entities that `corrections` say, instead of those that held until now."""
        before = self.corrections()
        if list(before) == list(corrections):
            return
        self._connection.execute(
            "INSERT OR REPLACE INTO meta VALUES (?, ?)",
            (_CORRECTIONS, json.dumps(list(map(encoded, corrections)))),
        )
        self.begin()
        self._describe(before.described() | corrections.described())
        touched: set[int] = set()  # entities that have lost forms, or gained some
        for kind, key in before.about() | corrections.about():
            rows = self._connection.execute(
                "SELECT number, form, entity FROM forms WHERE kind = ? AND key = ?", (kind, key)
            ).fetchall()
            for number, form, entity in rows:
                now = self._entity(corrections.identity(kind, key, form))
                if now != entity:
                    touched |= {entity, now}
                    self._connection.execute(
                        "UPDATE forms SET entity = ? WHERE number = ?", (now, number)
                    )
        recount(self._connection, touched)

    def _describe(self, identities: Iterable[Identity]) -> None:
        """Say anew what the reader calls these entities and which of them are hidden."""
        for identity in identities:
            row = self._connection.execute(
                "SELECT number, given, hidden FROM entities WHERE kind = ? AND key = ?", identity
            ).fetchone()
            given, hidden = self._corrections.name(identity), self._corrections.is_hidden(identity)
            if row is not None and row[1:] != (given, hidden):
                self._connection.execute(
                    "UPDATE entities SET given = ?, hidden = ? WHERE number = ?",
                    (given, hidden, row[0]),
                )
                self._spell(row[0], given, row[1])

    def _spell(self, entity: int, given: str | None, before: str | None = None) -> None:
        """Have an entity found by the words of its given name, and not by those of the one before."""
        # In this index a form has its own number, an entity its own with a minus.
        execute = self._connection.execute
        if before is not None:
            execute(
                "INSERT INTO spelt (spelt, rowid, form) VALUES ('delete', ?, ?)",
                (-entity, " ".join(folded_words(before))),
            )
        if given is not None:
            words = " ".join(folded_words(given))
            execute("INSERT INTO spelt (rowid, form) VALUES (?, ?)", (-entity, words))

    # Numbers

    def _form(self, form: Form, language: str) -> tuple[int, int]:
        """Return the numbers of a form and of its entity, giving them some if they are new."""
        kind, key = form.entity.kind, form.entity.key
        full = (kind, key, form.text)
        found = self._forms.get(full)
        if found is None:
            execute = self._connection.execute
            row = execute(
                "SELECT number, entity FROM forms WHERE kind = ? AND key = ? AND form = ?", full
            ).fetchone()
            found = self._forms[full] = (row[0], row[1]) if row else self._new_form(form)
        if (kind, key, language) not in self._names:
            self._names.add((kind, key, language))
            self._connection.execute(
                "INSERT OR IGNORE INTO names SELECT number, ?, ? FROM entities WHERE kind = ? AND key = ?",
                (language, form.entity.name, kind, key),
            )
        return found

    def _new_form(self, form: Form) -> tuple[int, int]:
        """Store a form that is new, and return its number and its entity's."""
        kind, key = form.entity.kind, form.entity.key
        self._entity((kind, key))
        entity = self._entity(self._corrections.identity(kind, key, form.text))
        execute = self._connection.execute
        number = execute(
            "INSERT INTO forms (kind, key, form, entity) VALUES (?, ?, ?, ?)",
            (kind, key, form.text, entity),
        ).lastrowid
        assert number is not None
        words = " ".join(folded_words(form.text))
        execute("INSERT INTO spelt (rowid, form) VALUES (?, ?)", (number, words))
        return number, entity

    def _entity(self, identity: Identity) -> int:
        """Return the number of an entity, giving it one and the name that the reader gave if it is new."""
        execute = self._connection.execute
        find = "SELECT number FROM entities WHERE kind = ? AND key = ?"
        row = execute(find, identity).fetchone()
        if row is not None:
            return int(row[0])
        given, hidden = self._corrections.name(identity), self._corrections.is_hidden(identity)
        number = execute(
            "INSERT INTO entities (kind, key, given, hidden) VALUES (?, ?, ?, ?)",
            (*identity, given, hidden),
        ).lastrowid
        assert number is not None
        self._spell(number, given)
        return number
