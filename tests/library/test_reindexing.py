"""What is stored is read again without losing an id, a mark or a place."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library import EVERYTHING, Article, Library, Mark, Place, Source
from library.models import Block
from library.reindexing import moved_place
from library.store.rows import encode_blocks
from tests import texts
from tests.library.making import paragraph

SOURCES = [
    Source("summit.txt", texts.SUMMIT.encode()),
    Source("harbour.txt", f"Date: 2024-03-14\n\n{texts.HARBOUR}".encode()),
    *(Source(f"{number}.txt", text.encode()) for number, text in enumerate(texts.FERRY)),
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the folder of a library with five articles, three of them versions of one story."""
    with Library(tmp_path) as library:
        list(library.add(SOURCES))
    return tmp_path


def harm(home: Path, *statements: str) -> None:
    with closing(sqlite3.connect(home / "library.db", isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def forget_structure(home: Path) -> None:
    """Make every article what a poor parser would have made of it: one long paragraph under a poor title."""
    with closing(sqlite3.connect(home / "library.db", isolation_level=None)) as connection:
        rows = connection.execute("SELECT rank, data FROM originals").fetchall()
        for rank, data in rows:
            text = zlib.decompress(data).decode()
            blocks = encode_blocks((paragraph(" ".join(text.split())),))
            connection.execute("UPDATE articles SET blocks = ? WHERE rank = ?", (blocks, rank))
        connection.execute("UPDATE headlines SET title = 'Ohne Titel', language = NULL, words = 1")
        connection.execute("DELETE FROM mentions")
        connection.execute("DELETE FROM named")
        connection.execute("UPDATE forms SET mentions = 0")


def everything(library: Library) -> list[Article]:
    return [library.article(headline.id) for headline in library.search("")]


def test_all_is_again_what_the_parser_makes_of_it(home: Path) -> None:
    with Library(home) as library:
        before = everything(library)
        mentions = [library.register.mentions(article.id) for article in before]
        known = list(library.register.known())
    forget_structure(home)
    with Library(home) as library:
        answers = list(library.reindex())
        assert {answer.id for answer in answers} == {article.id for article in before}
        assert all(answer.reason is None for answer in answers)
        assert everything(library) == before
        assert [library.register.mentions(article.id) for article in before] == mentions
        assert list(library.register.known()) == known
        assert len(library.search("kohle")) == 1
        assert len(library.versions(library.search("chor title:umkehr")[0].id)) == 3


def test_marks_and_places_stay(home: Path) -> None:
    forget_structure(home)
    with Library(home) as library:
        (summit,) = library.search("kohle")
        library.mark([summit.id], Mark.READ)
        library.mark([summit.id], Mark.BOOKMARK)
        text = library.article(summit.id).blocks[0].text
        library.keep_place(summit.id, Place(0, text.index("Ein Sprecher in Washington")))
        list(library.reindex())
        status = library.status(summit.id)
        assert status.read is not None
        assert status.bookmarked is not None
        assert status.place is not None
        block = library.article(summit.id).blocks[status.place.block]
        assert block.text[status.place.offset :].startswith("Ein Sprecher in Washington")
    (home / "library.db").unlink()
    with Library(home) as library:  # the place is in the state, not only in its mirror
        assert library.status(summit.id) == status


def test_an_interrupted_run_is_gone_on_with(home: Path) -> None:
    forget_structure(home)
    with Library(home) as library:
        done = list(library.reindex(stopped=lambda: True))
        assert len(done) < 5
        assert len(library.search("kohle")) == 1  # the old index is in use
    with Library(home) as library:
        first = list(islice(library.reindex(), 1))
    with Library(home) as library:
        rest = list(library.reindex())
        assert not {answer.id for answer in rest} & {answer.id for answer in [*done, *first]}
        assert "Ohne Titel" not in [article.title for article in everything(library)]
        assert library.search("title:harbour")


def test_what_is_added_meanwhile_is_not_lost(home: Path) -> None:
    with Library(home) as library, Library(home) as other:
        run = library.reindex()
        next(run)
        (added,) = other.add([Source("budget.txt", texts.BUDGET.encode())])
        answers = list(run)
        assert added.id in {answer.id for answer in answers}
        assert [headline.id for headline in library.search("haushalt")] == [added.id]


def dated(day: int, text: str) -> Source:
    """Return a document of that day of a month."""
    return Source(
        f"{day} {text[:3]}.txt", f"Von einem Tag\nDate: 2024-03-{day:02}\n\n{text}".encode()
    )


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a library with three articles, the first of which has been read again."""
    monkeypatch.setattr("library.reindexing._CHUNK", 1)
    with Library(tmp_path) as library:
        list(library.add([dated(1, "Ein Einhorn."), dated(2, "Ein Wal."), dated(3, "Ein Wolf.")]))
        assert len(list(islice(library.reindex(), 1))) == 1
    return tmp_path


@pytest.mark.parametrize("is_taken", [False, True])
def test_what_is_forgotten_after_an_interruption_is_gone(begun: Path, is_taken: bool) -> None:
    with Library(begun) as library:
        (gone,) = library.search("einhorn")
        library.bin.delete([gone.id])
        assert library.bin.forget(days=0) == 1
    with Library(begun) as library:
        if is_taken:  # its place in the list is given to another
            (added,) = library.add([dated(1, "Ein Zebra.")])
            assert added.id != gone.id
        answers = list(library.reindex())
        assert len(answers) == (3 if is_taken else 2)
        assert gone.id not in {answer.id for answer in answers}
        assert not library.search("einhorn")
        assert len(library.search("ein")) == len(answers)
        assert len(library.search("zebra")) == is_taken


@pytest.mark.parametrize("is_taken", [False, True])
def test_what_is_forgotten_meanwhile_does_not_come_back(begun: Path, is_taken: bool) -> None:
    with Library(begun) as library, Library(begun) as other:
        run = library.reindex()
        next(run)
        (gone,) = other.search("wolf")
        other.bin.delete([gone.id])
        assert other.bin.forget(days=0) == 1
        if is_taken:
            list(other.add([dated(3, "Ein Zebra.")]))
        assert gone.id not in {answer.id for answer in run}
        assert not library.search("wolf")
        assert len(library.search("ein")) == (3 if is_taken else 2)
        assert len(library.search("zebra")) == is_taken


def test_what_cannot_be_read_any_more_stays_as_it_was(home: Path) -> None:
    harm(home, "UPDATE originals SET data = x'00' WHERE name = 'summit.txt'")
    data = zlib.compress(b"\x7fELF" + bytes(100)).hex()
    harm(home, f"UPDATE originals SET data = x'{data}' WHERE name = 'harbour.txt'")
    with Library(home) as library:
        before = everything(library)
        reasons = {answer.source: answer.reason for answer in library.reindex() if answer.reason}
        assert reasons == {
            "summit.txt": "the document that was kept of it is damaged",
            "harbour.txt": "is binary, not text",
        }
        assert everything(library) == before
        assert len(library.search("kohle")) == len(library.search("rotterdam")) == 1
        assert library.register.mentions(library.search("rotterdam")[0].id)


def test_an_article_of_another_date_goes_where_it_belongs(home: Path) -> None:
    with Library(home) as library:
        assert [headline.title[:7] for headline in library.search("")][-1] == "Harbour"
        harbour = library.search("harbour")[0].id
        library.mark([harbour], Mark.BOOKMARK)
    data = zlib.compress(f"Date: 2999-01-02\n\n{texts.HARBOUR}".encode()).hex()
    harm(home, f"UPDATE originals SET data = x'{data}' WHERE name = 'harbour.txt'")
    with Library(home) as library:
        list(library.reindex())
        first = library.search("")[0]
        assert (first.id, first.published) == (harbour, datetime(2999, 1, 2, tzinfo=UTC))
        assert first.bookmarked is not None
        assert [headline.id for headline in library.search("rotterdam")] == [harbour]
        assert library.register.mentions(harbour)
        assert len(library.find(EVERYTHING)) == 5
        assert len(set(library.find(EVERYTHING))) == 5
    harm(home, "PRAGMA foreign_key_check")
    with closing(sqlite3.connect(home / "library.db")) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.fixture
def blocks() -> tuple[Block, ...]:
    return tuple(map(paragraph, ("Eins zwei drei vier.", "Fünf sechs sieben acht neun.", "Zehn.")))


def test_a_place_is_found_again_by_its_block_or_its_words(blocks: tuple[Block, ...]) -> None:
    assert moved_place(Place(1, 5), blocks, blocks) == Place(1, 5)
    assert moved_place(Place(-1, 3), blocks, blocks) == Place(-1, 3)
    shifted = (paragraph("Neu davor."), *blocks)
    assert moved_place(Place(1, 5), blocks, shifted) == Place(2, 5)
    joined = (paragraph(" ".join(block.text for block in blocks)),)
    place = moved_place(Place(1, 5), blocks, joined)
    assert place is not None
    assert joined[0].text[place.offset :].startswith("sechs sieben acht")
    back = moved_place(place, joined, blocks)
    assert back == Place(1, 5)
    assert moved_place(Place(1, 5), blocks, ()) is None


@given(
    st.lists(st.text(max_size=30), min_size=1, max_size=6),
    st.lists(st.text(max_size=30), max_size=6),
    st.integers(0, 5),
    st.integers(0, 30),
)
def test_a_place_always_leads_somewhere(
    old: list[str], new: list[str], block: int, offset: int
) -> None:
    one, other = tuple(map(paragraph, old)), tuple(map(paragraph, new))
    block = min(block, len(one) - 1)
    place = moved_place(Place(block, min(offset, len(one[block].text))), one, other)
    if not new:
        assert place is None
    else:
        assert place is not None
        assert 0 <= place.block < len(other)
        assert 0 <= place.offset <= len(other[place.block].text)
