"""The register: who and what all articles name, where, when and beside whom."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from typing import TYPE_CHECKING, Final

from library.clean import clean_line
from library.correcting import Correcting
from library.errors import NotFound
from library.marks import Marks
from library.models import ALL_BLOCKS, Entity, EntityKind, Mention
from library.search import EVERYTHING, Naming, Node, parse
from library.store import Known, Reader
from library.translation import _

if TYPE_CHECKING:
    from library.passages import Passage

_FIELDS: Final = {
    EntityKind.PERSON: "person",
    EntityKind.PLACE: "place",
    EntityKind.ORGANISATION: "org",
}
_NAMES: Final = (
    EntityKind.PERSON,
    EntityKind.PLACE,
    EntityKind.ORGANISATION,
    EntityKind.OTHER,
)


class Register:
    """The entities of a library. Belongs to it, and to one thread at a time as it does."""

    def __init__(
        self,
        reader: Reader,
        marks: Marks,
        translated: Callable[[], AbstractContextManager[None]],
    ) -> None:
        """Read the names behind `reader` and correct them by `marks`.

        `translated` turns what SQLite says into the library's errors.
        """
        self.corrections = Correcting(reader, marks, translated)
        """What the person says of entities."""
        self._reader = reader
        self._translated = translated

    # What is named

    def mentions(self, id_: str, blocks: range = ALL_BLOCKS) -> tuple[Mention, ...]:
        """Return the names in the article with this id, in reading order, or those in some of its blocks.

        Raises:
            NotFound: None is stored under it.
        """
        with self._translated():
            return self._reader.names.mentions(self._rank(id_), blocks)

    def known(self, query: str = "") -> Iterator[Known]:
        """Yield the entities in the articles that match `query`, most mentioned first.

        Raises:
            QueryError: The query cannot be read.
        """
        node: Node | None = parse(query) if query.strip() else None
        with self._translated():
            yield from self._reader.names.known(None if node == EVERYTHING else node)

    def find(self, name: str, *, typing: bool = False) -> list[Known]:
        """Return the entities that are called `name`, the likeliest first.

        Those that are written exactly so come before those that have more words. A field before it
        narrows it down, as in a search: `person:kim`. While it is still `typing`, the last word may go on.
        """
        naming = _naming(name, typing)
        if naming is None:
            return []
        with self._translated():
            found = self._reader.names.find(naming)
        wanted = _parted(name)[1].casefold()
        return sorted(
            found,
            key=lambda known: (
                wanted not in {known.entity.name.casefold(), *map(str.casefold, known.aliases)}
            ),
        )

    def entity(self, name: str) -> Known:
        """Return the entity that is called `name`, by all that can be told, or that has it for its key.

        Raises:
            NotFound: None is, or more than one, none of which is written exactly so.
        """
        name = clean_line(name)
        with self._translated():
            keyed = self._reader.names.keyed(name)
        if len(keyed) == 1:
            return keyed[0]
        found = self.find(name)
        if not found:
            raise NotFound(_("No article names “{name}”.").format(name=name))
        plain = _parted(name)[1].casefold()
        called = [one for one in found if one.entity.name.casefold() == plain] or [
            one for one in found if plain in map(str.casefold, one.aliases)
        ]
        if len(found) > 1 and len(called) != 1:
            raise NotFound(
                _("“{name}” may be {others}. Say which.").format(
                    name=name, others=_told_apart(called or found)
                )
            )
        return called[0] if called else found[0]

    def one(self, entity: Entity) -> Known | None:
        """Return what is known of `entity`; None when no article names it, or no longer."""
        with self._translated():
            return self._reader.names.one(entity.kind, entity.key)

    def articles(self, entity: Entity, below: int | None = None, limit: int = -1) -> array[int]:
        """Return the keys of the articles that name `entity`, newest first; see `Library.find`."""
        with self._translated():
            return self._reader.names.ranks(entity, below, limit)

    def passage(self, entity: Entity, key: int) -> Passage | None:
        """Return what the article with this key first says of `entity`."""
        # Imported here: no list and no article needs it.
        from library.passages import passage_of

        with self._translated():
            spans = self._reader.names.spans(entity, key)
            return passage_of(self._reader.article(key), spans) if spans else None

    def together(
        self, entity: Entity, kinds: Sequence[EntityKind] = _NAMES, limit: int = 20
    ) -> list[tuple[Entity, int]]:
        """Return what is named beside `entity`, most often first, and in how many articles.

        Of an entity that very many articles name only the newest thousand are looked at.
        """
        with self._translated():
            return self._reader.names.together(entity, kinds, limit)

    def months(self, entity: Entity) -> dict[tuple[int, int], int]:
        """Return how many dated articles name `entity` in each year and month that has any, in order."""
        with self._translated():
            return self._reader.names.months(entity)

    def novel(self, id_: str) -> set[tuple[EntityKind, str]]:
        """Return kind and key of what the article with this id names and no other that was read.

        Raises:
            NotFound: None is stored under it.
        """
        with self._translated():
            return self._reader.names.novel(self._rank(id_))

    def is_recognised(self, id_: str) -> bool:
        """Tell whether the names in the article with this id have been recognised.

        Raises:
            NotFound: None is stored under it.
        """
        with self._translated():
            return self._reader.names.is_recognised(self._rank(id_))

    def unrecognised(self) -> int:
        """Return in how many articles names are yet to be recognised."""
        with self._translated():
            return self._reader.names.unrecognised()

    def _rank(self, id_: str) -> int:
        rank = self._reader.rank_of(id_)
        if rank is None:
            raise NotFound(_("No article has the id {id}.").format(id=id_))
        return rank


def _parted(name: str) -> tuple[str, str]:
    """Return the field that narrows a name down, and the name itself; `entity` where none does."""
    field, colon, value = name.partition(":")
    if colon and field.lower() in {"entity", *_FIELDS.values()}:
        return field, value.strip()
    return "entity", name.strip()


def _told_apart(found: Sequence[Known]) -> str:
    """Return what the first of `found` can be named by: kind and name, or the key where that is not enough."""
    names = [f"{_field(one.entity)}{one.entity.name}" for one in found]
    said = (
        name if names.count(name) == 1 else one.entity.key
        for name, one in zip(names, found, strict=True)
    )
    return ", ".join(islice(said, 5))


def _field(entity: Entity) -> str:
    """Return the field that narrows a name down to the kind of `entity`."""
    return f"{_FIELDS[entity.kind]}:" if entity.kind in _FIELDS else ""


def _naming(name: str, typing: bool) -> Naming | None:
    """Return the query for what is called `name`; None when it has no letter or digit."""
    field, value = _parted(name)
    phrase = f'{field}:"{value.replace(chr(34), " ").strip()}'
    node = parse(phrase, typing=True) if typing else parse(f'{phrase}"')
    return node if isinstance(node, Naming) else None
