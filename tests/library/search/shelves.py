"""Small libraries, queries, and what each of these means by looking at every word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from library.journal import Change
from library.models import Article, BlockKind, Entity, EntityKind, Mention
from library.search.moments import Stretch, stretch_of
from library.stems import LANGUAGES, stem_of
from library.store import FeedStatus, FeedStore, Reader, Writer, connect
from library.store.rows import milliseconds
from library.words import fold, folded_words, surfaces
from tests.library.making import NOON, entry

KINDS = {
    EntityKind.PLACE: "place",
    EntityKind.PERSON: "person",
    EntityKind.ORGANISATION: "org",
}
FEEDS = {
    "a": "News/Köhler Blatt",
    "b": "News/Abroad/Herald",
    "c": "Herald 50%",
    "d": "https://d.example/old/news",
    "e": "★",
    **{f"f{number}": f"News/Nr {number}" for number in range(12)},
}
"""The names of feeds, by their ids."""
NOW = NOON + timedelta(days=1)


class Stored(NamedTuple):
    """An article in a library, with what the reader did to it."""

    article: Article
    read: bool
    bookmarked: bool
    names: tuple[Entity, ...] = ()
    """What the last blocks name, one each."""
    tags: tuple[str, ...] = ()
    note: str = ""
    feeds: tuple[str, ...] = ()
    """The ids of the feeds that it came from."""

    @property
    def mentions(self) -> list[Mention]:
        """Where the article names what it names."""
        first = len(self.article.blocks) - len(self.names)
        return [Mention(one, first + n, 0, len(one.name)) for n, one in enumerate(self.names)]


class Query(NamedTuple):
    """A query as it was made up: an operator and what it applies to."""

    operator: str
    operands: tuple[Query | str, ...]


def written(query: Query, inner: bool = False) -> str:
    """Return `query` as a person would type it."""
    parts = [part if isinstance(part, str) else written(part, True) for part in query.operands]
    match query.operator:
        case "word":
            return parts[0]
        case "phrase":
            return f'"{parts[0]}"'
        case "not":
            return f"-{parts[0]}"
        case "note word" | "note open":
            return f"note:{parts[0]}"
        case "open":
            return parts[0]
        case "in title" | "in lead":
            return f"({parts[0]} {query.operator.replace(' ', ':')})"
        case "after" | "before" | "date" | "added":
            return f"{query.operator}:{parts[0]}"
        case "and" | "or":
            text = (" " if query.operator == "and" else " OR ").join(parts)
            return f"({text})" if inner else text
        case field:
            return f'{field}:"{parts[0]}"'


class Shelf(NamedTuple):
    """What a query is evaluated over."""

    stored: Sequence[Stored]
    """All articles."""

    def forms(self, word: str) -> set[str]:
        """Return the folded words that are forms of `word` in the language in which one of them was met."""
        return {fold(word)} | {
            fold(surface)
            for article, *_, note, _feeds in self.stored
            if article.language in LANGUAGES
            for text in (article.title, *(block.text for block in article.blocks), note)
            for surface in surfaces(text)
            if stem_of(surface, article.language) == stem_of(word, article.language)
        }


def holds(query: Query, stored: Stored, shelf: Shelf, part: str = "") -> bool:
    """Tell whether `query` matches, by looking at every word of the article, or of a part of it."""
    operator, operands = query
    found = stored.article
    if operator in {"not", "and", "or"}:
        inner = [holds(one, stored, shelf, part) for one in operands if isinstance(one, Query)]
        return {"not": not inner[0], "and": all(inner), "or": any(inner)}[operator]
    if operator.startswith("in "):
        (inside,) = operands
        assert isinstance(inside, Query)
        return holds(inside, stored, shelf, operator.removeprefix("in "))
    value = str(operands[0])
    match operator:
        case "after" | "before" | "date" | "added":
            stretch = stretch_of(value, NOW)
            moment = found.added if operator == "added" else found.published
            assert stretch is not None
            return moment is not None and lies(moment, operator, stretch)
        case "is":
            return {
                "read": stored.read,
                "unread": not stored.read,
                "bookmarked": stored.bookmarked,
                "tagged": bool(stored.tags),
                "noted": bool(stored.note),
            }[value]
        case "tag":
            wanted = fold(value.removesuffix("*"))
            starts = value.endswith("*")
            return any(
                fold(tag).startswith(wanted) if starts else fold(tag) == wanted
                for tag in stored.tags
            )
        case "place" | "person" | "org" | "entity":
            return any(
                operator in {"entity", KINDS[one.kind]}
                and stands_in(folded_words(value), folded_words(one.name), prefix=False)
                for one in stored.names
            )
        case "source" | "author" | "lang" | "feed":
            return has_part(value, operator, stored)
    texts = texts_of(found, operator if operator in {"title", "heading", "lead"} else part)
    if operator.startswith("note"):
        texts = stored.note.splitlines()
        operator = operator.removeprefix("note ")
    if operator == "open":
        pattern = "".join(".*" if letter == "*" else fold(letter) for letter in value)
        every = [word for text in texts for word in folded_words(text)]
        return any(re.fullmatch(pattern, word) for word in every)
    *before, last = folded_words(value.removesuffix("*"))
    prefix = value.endswith("*")
    exact = operator != "word"
    # A word in quotation marks is meant as it stands, one of two letters has no other forms.
    lasts = {last} if exact or len(last) < 3 else shelf.forms(surfaces(value)[-1])
    words = [folded_words(text) for text in texts]
    return any(
        stands_in([*before, one], text, prefix and one == last) for one in lasts for text in words
    )


def has_part(value: str, field: str, stored: Stored) -> bool:
    """Tell whether `value` stands in what an article has of `field`."""
    found = stored.article
    if field == "feed":
        names = [FEEDS[one] for one in stored.feeds if one in FEEDS]
        return any(fold(value) in fold(name) for name in names)
    column = {"source": found.source, "author": found.author, "lang": found.language}
    return fold(value) in fold(column[field] or "")


def lies(moment: datetime, operator: str, stretch: Stretch) -> bool:
    """Tell whether a time is where `operator` wants it; a date without a time is its day's, wherever."""
    is_day = operator != "added" and moment.time() == time()
    at = moment.timestamp() * 1000
    start = stretch.start.day if is_day else stretch.start.moment
    match operator:
        case "after":
            return at >= start
        case "before":
            return at < start
    end = stretch.end
    return start <= at and (end is None or at < (end.day if is_day else end.moment))


def texts_of(found: Article, part: str) -> list[str]:
    """Return the texts of a part of an article; of all of it for no part."""
    if part == "title":
        return [found.title]
    if not part:
        return [found.title, *(block.text for block in found.blocks)]
    headings = [n for n, block in enumerate(found.blocks) if block.kind is BlockKind.HEADING]
    if part == "heading":
        return [found.blocks[n].text for n in headings]
    return [block.text for block in found.blocks[: min([2, *headings])]]


def stands_in(sought: Sequence[str], text: Sequence[str], prefix: bool) -> bool:
    """Tell whether the words `sought` stand in `text` one after another."""
    for start in range(len(text) - len(sought) + 1):
        words = text[start : start + len(sought)]
        if prefix:
            words = [*words[:-1], words[-1][: len(sought[-1])]]
        if words == sought:
            return True
    return False


@contextmanager
def library(stored: Sequence[Stored]) -> Iterator[tuple[Reader, dict[int, Stored]]]:
    """Yield what reads a library with `stored` in it, and its articles by rank."""
    with TemporaryDirectory() as folder, closing(connect(Path(folder, "a.db"))) as connection:
        writer = Writer(connection)
        with writer.transaction():
            top = writer.reserve(len(stored))
            ranks: dict[int, Stored] = {}
            for number, one in enumerate(stored):
                date = milliseconds(one.article.published)
                ranks[top - 2 * number if date is None else writer.rank(date, ranks)] = one
            ranks = dict(sorted(ranks.items(), reverse=True))
            writer.add({rank: entry(one.article, one.mentions) for rank, one in ranks.items()})
            for one in stored:
                if one.read:
                    writer.mirror([Change(one.article.id, "read", NOON, NOON)])
                if one.bookmarked:
                    writer.mirror([Change(one.article.id, "bookmarked", NOON, NOON)])
                if one.tags:
                    writer.mirror([Change(one.article.id, "tags", one.tags, NOON)])
                if one.note:
                    writer.mirror([Change(one.article.id, "note", one.note, NOON)])
            feeds = FeedStore(connection)
            for id_ in {id_ for one in stored for id_ in one.feeds}:
                feeds.keep(id_, FeedStatus(f"https://{id_}.example/"))
                feeds.take(
                    id_, {one.article.id: one.article.id for one in stored if id_ in one.feeds}
                )
        reader = Reader(connection)
        reader.vocabulary.feeds = lambda: FEEDS
        yield reader, ranks
