"""A library whose articles name what a test says, and a slow recount of all that is counted in it."""

from __future__ import annotations

from collections import Counter

from library import Correcting, Entity, EntityKind, Library, Mark, Mention
from library.corrections import Identity
from library.store import Known, names_of
from tests.library.making import article, entry, paragraph


def person(name: str, key: str = "") -> Entity:
    return Entity(EntityKind.PERSON, name, key or f"person/{name.lower()}")


def place(name: str) -> Entity:
    return Entity(EntityKind.PLACE, name, f"place/{name.lower()}")


def organisation(name: str) -> Entity:
    return Entity(EntityKind.ORGANISATION, name, f"organisation/{name.lower()}")


Written = tuple[Entity, str]
"""An entity and how an article writes it."""


class Naming(Library):
    """A library with articles made by hand."""

    @property
    def corrections(self) -> Correcting:
        return self.register.corrections

    def store(self, title: str, *namings: Written, language: str | None = None) -> str:
        """Store an article that names these, and return its id."""
        text, mentions = _text(namings)
        made = article(title, paragraph(text), language=language)
        with self._writer.transaction():
            self._writer.add({self._writer.reserve(1): entry(made, mentions)})
        return made.id

    def store_names(self, id_: str, *namings: Written) -> None:
        """Have the article with this id recognised anew: its text now names these."""
        text, mentions = _text(namings)
        rank = self._reader.rank_of(id_)
        assert rank is not None
        names = names_of("", (paragraph(text),), mentions)
        with self._writer.transaction():
            self._writer.naming.replace(rank, None, names)

    def read(self, *ids: str) -> None:
        self.mark(ids, Mark.READ)

    def known(self) -> dict[str, tuple[EntityKind, int, int, tuple[str, ...]]]:
        """Return kind, articles, mentions and ways of writing of all that is known, by name."""
        found = {
            one.entity.name: (one.entity.kind, one.articles, one.mentions, one.aliases)
            for one in self.register.known()
        }
        assert len(found) == len(list(self.register.known()))
        return found

    def one(self, name: str) -> Known:
        return self.register.entity(name)

    def found(self, query: str) -> list[str]:
        """Return the titles of the articles that match, oldest first; all that match have hits."""
        found = list(self.search(query))
        for headline in found:
            assert self.hits(query, self.article(headline.id)), headline.title
        return [headline.title for headline in found][::-1]

    def forget_stamp(self) -> None:
        """Leave the database as a crash between the state and its mirror leaves it."""
        self._connection.execute("DELETE FROM meta WHERE name = 'state'")

    def check_but(self, id_: str) -> None:
        """Do what `check` does, of a library in which this article was deleted."""
        rank = self._reader.stored_rank_of(id_)
        kept = self._connection.execute("SELECT * FROM mentions WHERE rank = ?", (rank,)).fetchall()
        self._connection.execute("DELETE FROM mentions WHERE rank = ?", (rank,))
        self.check()
        self._connection.executemany("INSERT INTO mentions VALUES (?, ?, ?, ?, ?)", kept)

    def check(self) -> None:
        """Compare all that is counted and derived with what the mentions and the corrections say."""
        execute = self._connection.execute
        corrections = self._marks.corrections()
        numbers: dict[Identity, int] = {}
        for number, kind, key, given, hidden in execute(
            "SELECT number, kind, key, given, hidden FROM entities"
        ):
            identity = EntityKind(kind), key
            numbers[identity] = number
            assert given == corrections.name(identity), identity
            assert hidden == corrections.is_hidden(identity), identity
        forms: dict[int, int] = {}
        for number, kind, key, form, entity in execute(
            "SELECT number, kind, key, form, entity FROM forms"
        ):
            forms[number] = numbers[corrections.identity(EntityKind(kind), key, form)]
            assert entity == forms[number], form
        mentions = execute("SELECT rank, form FROM mentions").fetchall()
        named = Counter((forms[form], rank) for rank, form in mentions)
        assert dict(named) == {
            (entity, rank): times
            for entity, rank, times in execute("SELECT entity, rank, times FROM named")
        }
        written = Counter(form for _, form in mentions)
        assert {n: written[n] for n in forms} == dict(execute("SELECT number, mentions FROM forms"))
        read = {rank for (rank,) in execute("SELECT rank FROM headlines WHERE read NOTNULL")}
        met: dict[int, set[int]] = {}
        counted: dict[int, list[int]] = {}
        for (entity, rank), often in named.items():
            articles, times = counted.get(entity, [0, 0])
            counted[entity] = [articles + 1, times + often]
            if rank in read:
                met.setdefault(entity, set()).add(rank)
        for number, first, *stored in execute(
            "SELECT number, met, articles, mentions, read FROM entities"
        ):
            of_read = met.get(number, set())
            assert stored == [*counted.get(number, [0, 0]), len(of_read)]
            assert first is None or first in of_read


def _text(namings: tuple[Written, ...]) -> tuple[str, list[Mention]]:
    """Return a text that names these, one after the other, and where."""
    text, mentions = "", []
    for entity, form in namings:
        mentions.append(Mention(entity, 0, len(text), len(text) + len(form)))
        text += f"{form}, "
    return text, mentions
