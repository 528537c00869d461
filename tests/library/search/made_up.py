"""Any small libraries, and queries of any kind, as Hypothesis makes them up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st

from library.entities.identities import identity
from library.labels import read_tags
from library.models import Article, Entity, EntityKind
from tests.library.making import NOON, article, heading, paragraph
from tests.library.search.shelves import FEEDS, Query, Stored

WORDS = (
    "Kohle",
    "Köhler",
    "kohl",
    "Straße",
    "strasse",
    "Haus",
    "Haushalt",
    "Bär",
    "Baer",
    "US-Haus",
    "Häuser",
    "HAUSES",
    "Reihenhäuser",
    "values",
    "value",
)
OPEN_WORDS = ("*haus*", "*AUS", "h*s", "haus*", "*a*", "*ä*e*", "*zz*")
TIMES = ("2024-05-17", "2024-05", "2024", "17.5.2024", "2024-05-18", "2025", "36h", "1000d")
HOUR = timedelta(hours=1)
HOURS = (-24, -12, -11, 0, 11, 12, 13, 24, 9000)
"""When articles are from, beginning at a noon: some are of a day without a time."""
ENTITIES = [
    Entity(kind, name, identity(kind, name))
    for kind, name in (
        (EntityKind.PLACE, "Qorf"),
        (EntityKind.PERSON, "Qorf"),
        (EntityKind.PLACE, "Zelm am See"),
        (EntityKind.ORGANISATION, "Haus Zelm"),
    )
]
SOURCES = (None, "dpa", "Kurier", "Kurier am Abend", "50% Blatt", "a_b\\c", "Österreich heute")
TAGS = ("Kohle", "köhler", "to read", "to do", "C++", "50%", "*")
AUTHORS = (None, "Erika Muster", "Max Muster", "Åsa Müßig")
TONGUES = (None, "de", "en", "xx")


def first_without_others(nodes: Sequence[Query]) -> Query:
    """Return the query for what the first of `nodes` matches and no other does."""
    return Query("and", (nodes[0], *(Query("not", (node,)) for node in nodes[1:])))


texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
articles = st.builds(
    lambda number, title, blocks, **known: article(f"{title} {number}", *blocks, **known),
    st.integers(0, 10_000),
    texts,
    st.lists(st.builds(paragraph, texts) | st.builds(heading, texts), max_size=4),
    source=st.sampled_from(SOURCES),
    author=st.sampled_from(AUTHORS),
    language=st.sampled_from(TONGUES),
    published=st.sampled_from((None, *(NOON + number * HOUR for number in HOURS))),
)


def naming(
    made: Article,
    read: bool,
    bookmarked: bool,
    names: list[Entity],
    tags: tuple[str, ...],
    note: str,
    feeds: tuple[str, ...],
) -> Stored:
    """Return an article that names something in further blocks."""
    blocks = (*made.blocks, *(paragraph(one.name) for one in names))
    return Stored(replace(made, blocks=blocks), read, bookmarked, tuple(names), tags, note, feeds)


libraries = st.lists(
    st.builds(
        naming,
        articles,
        st.booleans(),
        st.booleans(),
        st.lists(st.sampled_from(ENTITIES), max_size=2, unique=True),
        st.lists(st.sampled_from(TAGS), max_size=2).map(read_tags),
        st.lists(texts, max_size=2).map("\n".join),
        # What is followed no longer has no name, and nothing finds what came from it.
        st.lists(st.sampled_from((*FEEDS, "gone")), max_size=2, unique=True).map(tuple),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda stored: stored.article.id,
)
written_leaves = st.one_of(
    st.sampled_from(WORDS).map(lambda word: Query("word", (word,))),
    texts.map(lambda text: Query("phrase", (text,))),
    texts.map(lambda text: Query("title", (text,))),
    texts.map(lambda text: Query("lead", (text,))),
    texts.map(lambda text: Query("heading", (text,))),
    st.sampled_from(OPEN_WORDS).map(lambda word: Query("open", (word,))),
)
"""What is looked for in what an article says."""
leaves = st.one_of(
    written_leaves,
    st.builds(
        lambda field, time: Query(field, (time,)),
        st.sampled_from(("after", "before", "date", "added")),
        st.sampled_from(TIMES),
    ),
    st.sampled_from(
        ("dpa", "KURIER", "am", "%", "_", "\\", "ähnlich", "oesterreich", "ÖSTERREICH H", "reich")
    ).map(lambda value: Query("source", (value,))),
    st.sampled_from(("Muster", "erika m", "mueßig", "MÜSSIG", "asa")).map(
        lambda value: Query("author", (value,))
    ),
    st.builds(
        lambda field, name: Query(field, (name,)),
        st.sampled_from(("place", "person", "org", "entity")),
        st.sampled_from(("qorf", "Zelm am See", "see", "ZELM", "zelm see", "haus")),
    ),
    st.sampled_from(("de", "en", "e")).map(lambda value: Query("lang", (value,))),
    st.sampled_from(("read", "unread", "bookmarked", "tagged", "noted")).map(
        lambda value: Query("is", (value,))
    ),
    st.sampled_from(("KOHLE", "koehler", "ko*", "to*", "to", "to read", "c++", "50%", "5*")).map(
        lambda value: Query("tag", (value,))
    ),
    st.sampled_from(
        ("news", "NEWS/", "news/abroad", "koehler", "herald", "50%", "★", "old/", "_", "/", "x", "")
    ).map(lambda value: Query("feed", (value,))),
    texts.map(lambda text: Query("note", (text,))),
    st.sampled_from((*WORDS, "hau*", "k*")).map(lambda word: Query("note word", (word,))),
    st.sampled_from(OPEN_WORDS).map(lambda word: Query("note open", (word,))),
)
queries = st.recursive(
    leaves,
    lambda inner: st.one_of(
        inner.map(lambda node: Query("not", (node,))),
        inner.map(lambda node: Query("in title", (node,))),
        inner.map(lambda node: Query("in lead", (node,))),
        st.lists(inner, min_size=2, max_size=3).map(lambda nodes: Query("and", tuple(nodes))),
        st.lists(inner, min_size=2, max_size=3).map(lambda nodes: Query("or", tuple(nodes))),
        st.lists(leaves, min_size=2, max_size=4).map(first_without_others),
    ),
    max_leaves=6,
)
