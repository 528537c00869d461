"""Articles keep their order, are stored once, and are counted right whatever is done to them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.journal import Change
from library.models import TITLE_BLOCK, Article, Entity, EntityKind, Mention, Place, Status
from library.search import BOOKMARKED, EVERYTHING, UNREAD
from library.store import Counts, Prepared, Reader, Writer, connect
from tests.library.making import NOON, article, entry, heading, paragraph

MUNICH = Entity(EntityKind.PLACE, "München", "place/geonames:2867714")


class Store:
    """A database with what reads and what writes it."""

    def __init__(self, path: Path) -> None:
        self.connection = connect(path)
        self.reader = Reader(self.connection)
        self.writer = Writer(self.connection)

    def add(self, *articles: Article) -> None:
        """Store `articles` as the library does: those without a date below the reserved rank."""
        with self.writer.transaction():
            rank = self.writer.reserve(len(articles))
            entries = dict[int, Prepared]()
            for number, one in enumerate(articles):
                place = rank - 2 * number
                made = entry(one)
                if made.about.published is not None:
                    place = self.writer.rank(made.about.published, entries)
                entries[place] = made
            assert len(entries) == len(articles)
            self.writer.add(entries)

    def close(self) -> None:
        self.connection.close()

    def titles(self) -> list[str]:
        ranks = self.reader.ranks(EVERYTHING, None, -1)
        return [headline.title for headline in self.reader.headlines(ranks)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "library.db")
    with closing(store):
        yield store


def test_what_has_no_date_keeps_its_order_and_later_batches_stand_above(store: Store) -> None:
    store.add(article("a"), article("b"), article("c"))
    store.add(article("d"), article("e"))
    store.add()
    store.add(article("f"))
    assert store.titles() == ["f", "d", "e", "a", "b", "c"]


def test_what_has_a_date_stands_by_it(store: Store) -> None:
    old, new = datetime(1912, 4, 15, tzinfo=UTC), NOON + timedelta(days=40_000)
    store.add(article("alt", published=old), article("neu", published=new))
    store.add(article("mitte", published=NOON), article("ohne"))
    store.add(article("erste", published=datetime.min.replace(tzinfo=UTC)))
    store.add(article("letzte", published=datetime.max.replace(tzinfo=UTC)))
    assert store.titles() == ["letzte", "neu", "ohne", "mitte", "alt", "erste"]


def test_a_minute_holds_any_number_of_articles(store: Store) -> None:
    later = NOON + timedelta(minutes=1)
    # More than fit into one minute's ranks, so that they reach into those of the next.
    many = [article(f"a{n}", published=NOON) for n in range(150)]
    store.add(*many, *(article(f"b{n}", published=later) for n in range(20)))
    store.add(*(article(f"c{n}", published=NOON + timedelta(seconds=9)) for n in range(20)))
    assert store.reader.counts().articles == len(set(store.titles())) == 190


def test_a_batch_that_fails_leaves_nothing(store: Store) -> None:
    store.add(article("a"))
    with pytest.raises(KeyError), store.writer.transaction():  # noqa: PT012
        store.writer.add({7: entry(article("b", paragraph("Kohle"), published=NOON))})
        raise KeyError
    assert store.titles() == ["a"]
    assert store.reader.counts() == Counts(1, 1, 0)


def test_articles_come_back_as_they_were(store: Store) -> None:
    first = article(
        "Titel 😀",
        heading("Überschrift"),
        paragraph("Text\nmit Umbruch"),
        source="Kurier",
        author="Erika Muster",
        language="de",
        published=NOON,
    )
    store.add(first)
    rank = store.reader.rank_of(first.id)
    assert rank is not None
    assert store.reader.article(rank) == first
    assert store.reader.rank_of("0" * 16) is None
    assert store.reader.ids(first.id[:5]) == [first.id]


def test_a_name_that_is_no_text_is_kept_readable(store: Store) -> None:
    with store.writer.transaction():
        made = entry(article("a"))
        store.writer.add({1: replace(made, name="Stra\udcdfe.txt")})
    assert store.connection.execute("SELECT name FROM originals").fetchone() == (
        r"Stra\udcdfe.txt",
    )


IDS = [article(str(number)).id for number in range(4)]
changes = st.builds(
    Change,
    st.sampled_from([*IDS, "0" * 16]),
    st.sampled_from(("read", "bookmarked", "place")),
    st.none() | st.just(NOON),
    st.just(NOON),
).map(lambda c: Change(c.id, c.field, Place(1, 2), c.at) if c.field == "place" and c.value else c)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(changes, max_size=6), max_size=6), st.integers(0, 4))
def test_counts_and_lists_agree_after_any_marks(batches: list[list[Change]], early: int) -> None:
    with TemporaryDirectory() as folder, closing(Store(Path(folder, "a.db"))) as store:
        store.add(*(article(str(number)) for number in range(early)))
        expected: dict[str, dict[str, object]] = {}
        for batch in batches:
            with store.writer.transaction():
                store.writer.mirror(batch)
            for change in batch:
                expected.setdefault(change.id, {})[change.field] = change.value
        store.add(*(article(str(number)) for number in range(early, 4)))
        read, bookmarked = (
            sum(expected.get(id_, {}).get(field) is not None for id_ in IDS)
            for field in ("read", "bookmarked")
        )
        assert store.reader.counts() == Counts(4, 4 - read, bookmarked)
        assert len(store.reader.ranks(UNREAD, None, -1)) == 4 - read
        assert len(store.reader.ranks(BOOKMARKED, None, -1)) == bookmarked
        for id_, fields in expected.items():
            status = store.reader.status(id_)
            assert {name: getattr(status, name) for name in fields} == fields


def test_the_mirror_says_what_it_is_told_and_nothing_else(store: Store) -> None:
    store.add(*(article(str(number)) for number in range(4)))
    with store.writer.transaction():
        store.writer.mirror([Change(id_, "read", NOON, NOON) for id_ in IDS])
        store.writer.mirror_all({IDS[0]: Status(bookmarked=NOON, changed=NOON), "fremd": Status()})
        store.writer.set_stamp("x")
    assert store.reader.counts() == Counts(4, 4, 1)
    assert store.reader.status(IDS[0]) == Status(bookmarked=NOON, changed=NOON)
    assert store.reader.status(IDS[1]) == store.reader.status("niemand") == Status()
    assert store.reader.stamp() == "x"


def test_deleted_articles_are_no_longer_counted(store: Store) -> None:
    store.add(article("a"), article("b"))
    with store.writer.transaction():
        store.writer.mirror([Change(article("a").id, "read", NOON, NOON)])
    store.connection.execute("DELETE FROM headlines WHERE title = 'a'")
    assert store.reader.counts() == Counts(1, 1, 0)
    assert store.connection.execute("SELECT count(*) FROM articles").fetchone() == (1,)


def test_names_are_those_of_the_articles_language(store: Store) -> None:
    german = article("München", paragraph("In München, Münchens Stadt"), language="de")
    english = article("Munich", paragraph("Sunny Munich"), language="en")
    unknown = article("Monaco", paragraph("x"))
    named = Entity(EntityKind.PLACE, "Munich", MUNICH.key)
    other = Entity(EntityKind.PLACE, "Monaco di Baviera", MUNICH.key)
    person = Entity(EntityKind.PERSON, "Munich", MUNICH.key)
    of_german = [
        Mention(MUNICH, TITLE_BLOCK, 0, 7),
        Mention(MUNICH, 0, 3, 10),
        Mention(MUNICH, 0, 12, 20),
    ]
    of_english = [Mention(named, TITLE_BLOCK, 0, 6), Mention(person, 0, 6, 12)]
    with store.writer.transaction():
        store.writer.add({1: entry(german, of_german)})
        store.writer.add({3: entry(english, of_english)})
        store.writer.add({5: entry(unknown, [Mention(other, TITLE_BLOCK, 0, 6)])})
    assert store.reader.names.mentions(1) == tuple(of_german)
    assert store.reader.names.mentions(3) == tuple(of_english)
    assert store.reader.names.mentions(5) == (Mention(other, TITLE_BLOCK, 0, 6),)
    first, second = store.reader.names.known()
    assert (first.articles, first.mentions, first.entity.key) == (3, 5, MUNICH.key)
    assert first.aliases == ("München", "Monaco", "Munich", "Münchens")
    assert (second.entity.kind, second.articles, second.mentions) == (EntityKind.PERSON, 1, 1)
    only = list(store.reader.names.known(UNREAD))
    assert [known.mentions for known in only] == [5, 1]
