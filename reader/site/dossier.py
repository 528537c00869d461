"""What is in a dossier: its articles, what they name, and where they say something of it.

All of it is told from the chosen articles alone, so that no other can be guessed from the site.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from hashlib import blake2b
from typing import Final

from library import Article, Entity, EntityKind, Mention, clean_line, sentences
from reader.formats import local_day, local_now
from reader.writing import Document
from reader.writing.names import file_names, plain_name

_ARTICLES: Final = "articles"
_NAMES: Final = "names"
_SUFFIX: Final = ".html"
_DIGEST: Final = 4
"""Bytes of the digest that tells files of names apart which are called the same."""
_UNNAMED: Final = "name"
_BESIDE: Final = frozenset(EntityKind) - {EntityKind.DATE}
"""Kinds of what is worth telling that it is named in the same articles."""
_EARLIEST: Final = datetime.min.replace(tzinfo=UTC)

Key = tuple[EntityKind, str]
"""What tells an entity from all others: its kind and its key."""
Month = tuple[int, int]
"""A year and the number of a month in it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of the dossier."""

    document: Document
    """The article and what it names."""
    path: str
    """Where its page is within the site."""
    day: date | None
    """When it was published, where this machine is; None if that is not known."""

    @property
    def article(self) -> Article:
        """The article alone."""
        return self.document.article

    @property
    def month(self) -> Month | None:
        """The month in which it was published; None if that is not known."""
        return (self.day.year, self.day.month) if self.day else None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that names something."""

    block: int
    """Number of its block, or `TITLE_BLOCK`."""
    text: str
    """The sentence."""
    spans: tuple[tuple[int, int], ...]
    """First code point of each name in it, and one past its last."""


@dataclass(slots=True)
class Name:
    """Something that the articles name."""

    entity: Entity
    """What it is."""
    path: str
    """Where its page is within the site."""
    forms: Counter[str] = field(default_factory=Counter)
    """How it is written, and how often."""
    mentions: dict[int, list[Mention]] = field(default_factory=dict)
    """By the numbers of the articles that name it, in their order, where they do."""

    @property
    def articles(self) -> int:
        """How many articles name it."""
        return len(self.mentions)


class Dossier:
    """Chosen articles, newest first, and the names in them."""

    def __init__(self, title: str, documents: Iterable[Document]) -> None:
        """Put articles together; one that is given twice is in it once."""
        self.title = title
        """What it is called, safe to show."""
        self.entries = tuple(_entries(documents))
        """The articles."""
        self.names = tuple(_names(self.entries))
        """What they name, what most articles name first."""
        self._named = {key_of(name.entity): name for name in self.names}

    def name(self, entity: Entity) -> Name:
        """Return what is known of an entity that an article names."""
        return self._named[key_of(entity)]

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """The articles by their ids."""
        return {entry.article.id: entry for entry in self.entries}

    def said_of(self, name: Name, place: int) -> list[Sentence]:
        """Return the sentences of the article with this number that have the name, in reading order."""
        article = self.entries[place].article
        spans: dict[int, list[tuple[int, int]]] = {}
        for mention in name.mentions[place]:
            spans.setdefault(mention.block, []).append((mention.start, mention.end))
        return [one for block in spans for one in _sentences(article, block, spans[block])]

    def beside(self, name: Name, most: int) -> list[tuple[Name, int]]:
        """Return what most articles name together with a name, and how many do."""
        found: Counter[Key] = Counter()
        for place in name.mentions:
            found.update(self._named_in[place])
        del found[key_of(name.entity)]
        often = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
        return [(self._named[key], number) for key, number in often]

    @cached_property
    def _named_in(self) -> list[set[Key]]:
        """What each article names that is worth telling of it."""
        mentions = (entry.document.mentions for entry in self.entries)
        return [{key_of(m.entity) for m in some if m.entity.kind in _BESIDE} for some in mentions]


def key_of(entity: Entity) -> Key:
    """Return what tells an entity from all others."""
    return entity.kind, entity.key


def months(entries: Iterable[Entry]) -> dict[Month | None, list[Entry]]:
    """Return articles by their months, in their order."""
    found: dict[Month | None, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.month, []).append(entry)
    return found


def _entries(documents: Iterable[Document]) -> Iterator[Entry]:
    """Yield the articles, newest first and those without a date last, each with a path of its own."""
    now, taken = local_now(), set[str]()
    chosen = {one.article.id: one for one in documents}
    days = {
        id_: local_day(published, now) if (published := one.article.published) else None
        for id_, one in chosen.items()
    }

    def place(one: Document) -> tuple[date, datetime]:
        # Of some articles only the day is known, which is the same day wherever one is.
        return days[one.article.id] or date.min, one.article.published or _EARLIEST

    for one in sorted(chosen.values(), key=place, reverse=True):
        name = next(name for name in file_names(one.article, _SUFFIX) if name not in taken)
        taken.add(name)
        yield Entry(one, f"{_ARTICLES}/{name}", days[one.article.id])


def _names(entries: Sequence[Entry]) -> list[Name]:
    """Return what the articles name, what most of them name first."""
    names: dict[Key, Name] = {}
    for place, entry in enumerate(entries):
        for mention in entry.document.mentions:
            key = key_of(mention.entity)
            name = names.get(key)
            if name is None:
                name = names[key] = Name(mention.entity, _path(mention.entity))
            name.forms[_written(entry.article, mention)] += 1
            name.mentions.setdefault(place, []).append(mention)
    return sorted(names.values(), key=lambda one: (-one.articles, -one.forms.total(), one.path))


def _path(entity: Entity) -> str:
    """Return the path of a name's page, which is the same in all sites, whatever it is called in them."""
    digest = blake2b(f"{entity.kind}\0{entity.key}".encode(errors="replace"), digest_size=_DIGEST)
    name = plain_name(entity.key.removeprefix(f"{entity.kind}/")) or _UNNAMED
    return f"{_NAMES}/{entity.kind}-{name}-{digest.hexdigest()}{_SUFFIX}"


def _written(article: Article, mention: Mention) -> str:
    return clean_line(article.text_of(mention.block)[mention.start : mention.end])


def _sentences(
    article: Article, block: int, spans: Sequence[tuple[int, int]]
) -> Iterator[Sentence]:
    """Yield the sentences of a block in which something of `spans` begins."""
    text, waiting = article.text_of(block), deque(sorted(spans))
    for first, last in sentences(text, article.language):
        within: list[tuple[int, int]] = []
        while waiting and waiting[0][0] < last:
            start, end = waiting.popleft()
            if start >= first:
                within.append((start - first, min(end, last) - first))
        if within:
            yield Sentence(block, text[first:last], tuple(within))
