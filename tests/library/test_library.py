"""Journeys over the front door: what is added is found, what is marked stays marked."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from library import (
    EVERYTHING,
    TITLE_BLOCK,
    UNREAD,
    Counts,
    Damaged,
    EntityKind,
    Interrupted,
    Library,
    Mark,
    NotFound,
    Place,
    QueryError,
    Result,
    Source,
    Status,
    find_sources,
    parse,
    parse_query,
)
from library.journal import Change
from library.search.nodes import Condition
from library.state import State
from tests import texts

PLACES = {"Hamburg", "Rotterdam", "London"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    return texts.write_articles(tmp_path / "articles")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    sources = list(find_sources(texts.write_articles(folder / "articles")))
    with Library(folder / "home") as library:
        assert len(list(library.add(sources))) == 3
    return folder / "home"


@pytest.fixture
def library(home: Path, filled: Path) -> Iterator[Library]:
    shutil.copytree(filled, home)
    with Library(home) as library:
        yield library


def ids(library: Library) -> list[str]:
    return [headline.id for headline in library.search("")]


def titles(library: Library, query: str) -> list[str]:
    return [headline.title.split()[0] for headline in library.search(query)]


# Adding


def test_a_folder_is_stored_in_its_order_and_only_once(home: Path, paths: list[Path]) -> None:
    sources = list(find_sources([paths[0].parent]))
    with Library(home) as library:
        assert library.counts() == Counts(0, 0, 0)
        added = list(library.add(sources))
        assert [answer.result for answer in added] == [Result.STORED] * 3
        assert [answer.source for answer in added] == [str(path) for path in paths]
        assert ids(library) == [answer.id for answer in added]
        again = list(library.add([*sources, *sources]))
        assert [(answer.result, answer.id, answer.title) for answer in again] == [
            (Result.KNOWN, answer.id, answer.title) for answer in (*added, *added)
        ]
        assert library.counts() == Counts(3, 3, 0)


def test_copies_in_one_batch_are_one_article(home: Path) -> None:
    wrapped = texts.HARBOUR.replace(" ships", "\nships").replace("\n", "\r\n")
    sources = [Source("a.txt", texts.HARBOUR.encode()), Source("b.txt", wrapped.encode())]
    with Library(home) as library:
        first, second = library.add(sources)
        assert (first.result, second.result) == (Result.STORED, Result.KNOWN)
        assert first.id == second.id


def test_what_is_refused_is_named_and_hinders_nothing(home: Path, tmp_path: Path) -> None:
    (tmp_path / "leer.txt").write_text("\n")
    (tmp_path / "bild.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    names = ["leer.txt", "fehlt.txt", "bild.txt"]
    sources = [Source(str(tmp_path / name)) for name in names]
    sources.insert(1, Source("gut.txt", texts.BUDGET.encode()))
    with Library(home) as library:
        added = list(library.add(sources))
        assert [(Path(a.source).name, a.result.value, a.reason) for a in added] == [
            ("leer.txt", "refused", "is empty"),
            ("gut.txt", "stored", None),
            ("fehlt.txt", "refused", "cannot be read (No such file or directory)"),
            ("bild.txt", "refused", "is binary, not text"),
        ]
        assert library.counts().articles == 1


def test_more_than_a_batch_keeps_its_order(home: Path, tmp_path: Path) -> None:
    texts.write_many(tmp_path / "many", 450)
    with Library(home) as library:
        assert len(list(library.add(list(find_sources([tmp_path / "many"]))))) == 450
        numbers = [headline.title.split()[-1] for headline in library.search("")]
        assert numbers == [str(number) for number in range(450)]
        assert list(library.add([])) == []


def test_many_articles_of_one_day_are_all_stored(home: Path) -> None:
    times = ["2024-05-17"] * 150 + ["2024-05-17T00:01"] * 30
    sources = [
        Source(f"{n}.md", f"---\ntitle: T{n}\ndate: {time}\n---\n\nText {n}.\n".encode())
        for n, time in enumerate(times)
    ]
    with Library(home) as library:
        assert {added.result for added in library.add(sources)} == {Result.STORED}
        assert library.counts().articles == len(set(ids(library))) == 180


def test_a_file_whose_name_is_no_text_is_stored(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "Stra\udcdfe.txt"
    path.write_text(texts.BUDGET)
    with Library(home) as library:
        (added,) = library.add(list(find_sources([path])))
        assert added.result is Result.STORED


# Articles


def test_an_article_comes_back_as_it_was_read(library: Library, paths: list[Path]) -> None:
    for path, id_ in zip(paths, ids(library), strict=True):
        stored, read = library.article(id_), parse(path.read_bytes(), str(path))
        assert replace(stored, added=read.added) == read
        assert abs(datetime.now(UTC) - stored.added) < timedelta(minutes=5)


def test_mentions_stand_where_the_names_are(library: Library) -> None:
    article = library.article(ids(library)[1])
    found = set()
    for mention in library.register.mentions(article.id):
        title = mention.block == TITLE_BLOCK
        text = article.title if title else article.blocks[mention.block].text
        if mention.entity.kind is EntityKind.PLACE:
            found.add(mention.entity.name)
            assert text[mention.start : mention.end] == mention.entity.name
    assert found == PLACES


def test_entities_are_counted_over_what_is_found(library: Library) -> None:
    def counted(query: str) -> dict[str, tuple[int, int]]:
        return {
            known.entity.name: (known.articles, known.mentions)
            for known in library.register.known(query)
            if known.entity.kind is EntityKind.PLACE
        }

    everything = counted("")
    assert everything["Südkorea"] == (1, 6)
    assert counted("anchor") == dict.fromkeys(("Rotterdam", "London"), (1, 1)) | {"Hamburg": (1, 2)}
    assert counted("gibtesnicht") == {}
    often = [known.mentions for known in library.register.known()]
    assert often == sorted(often, reverse=True)
    with pytest.raises(QueryError):
        list(library.register.known("title:("))


def test_any_unique_beginning_of_an_id_is_enough(library: Library) -> None:
    whole = ids(library)[0]
    assert library.resolve(whole) == library.resolve(whole.upper()) == whole
    assert library.resolve(whole[:8]) == whole
    for wrong in ("", "xyz", "0" * 17, f"{whole}0", "%", "ffffffffffff", "\ud800"):
        with pytest.raises(NotFound):
            library.resolve(wrong)
    for unknown in ("0" * 16, whole[:8]):
        for ask in (library.article, library.register.mentions, library.key):
            with pytest.raises(NotFound):
                ask(unknown)


def test_an_ambiguous_beginning_is_said_to_be_one(library: Library, tmp_path: Path) -> None:
    texts.write_many(tmp_path / "many", 20)
    assert len(list(library.add(list(find_sources([tmp_path / "many"]))))) == 20
    first = [id_[0] for id_ in ids(library)]
    twice = next(digit for digit in first if first.count(digit) > 1)
    with pytest.raises(NotFound, match="More than one"):
        library.resolve(twice)


# Search


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Min", "Harbour", "Der"]),
        ("koln", ["Der"]),
        ("strasse OR anchor", ["Harbour", "Der"]),
        ('"lost anchor" lang:en', ["Harbour"]),
        ("lang:de -kohle", ["Der"]),
        ("heading:kasachstan", ["Min"]),
        ("title:anchor", []),
        ("tag", ["Min"]),
        ("tag -kohle -anchor", []),
    ],
)
def test_search_finds_newest_first(library: Library, query: str, found: list[str]) -> None:
    assert titles(library, query) == found


def test_hits_are_those_of_the_query(library: Library) -> None:
    article = library.article(ids(library)[1])
    hits = library.hits("harbour -x", article)
    assert [(hit.block, hit.start, hit.end) for hit in hits] == [(TITLE_BLOCK, 0, 7), (0, 4, 11)]
    assert library.hits(parse_query("harbour"), article) == hits
    with pytest.raises(QueryError):
        library.hits('"', article)
    with pytest.raises(QueryError):
        library.search("(")


def test_pages_of_a_search_make_one_listing(library: Library) -> None:
    first = library.find(EVERYTHING, limit=2)
    listing = library.listing(first)
    listing.extend(library.find(EVERYTHING, below=listing.key(1)))
    assert [headline.id for headline in listing] == ids(library)
    above = library.find(EVERYTHING, below=listing.key(2), limit=1, upwards=True)
    assert [listing.position(key) for key in above] == [1]


def test_a_search_that_is_no_longer_wanted_is_stopped(library: Library) -> None:
    running = threading.Event()

    def wait(_: object) -> int:
        running.set()
        stopped.wait(10)
        return 1

    stopped = threading.Event()
    library._connection.create_function("wait", 1, wait)
    caught: list[BaseException] = []

    def search() -> None:
        try:
            library.find(Condition("wait(headlines.rank)"))
        except Interrupted as error:
            caught.append(error)

    thread = threading.Thread(target=search)
    thread.start()
    assert running.wait(10)
    library.interrupt()
    stopped.set()
    thread.join(10)
    assert len(caught) == 1
    assert len(library.find(EVERYTHING)) == 3


# State


def test_marks_stay_when_the_library_is_opened_again(library: Library, home: Path) -> None:
    first, second, third = ids(library)
    library.mark([first, second], Mark.READ)
    library.mark([second, third, second], Mark.BOOKMARK)
    library.mark([second], Mark.UNREAD)
    library.mark([], Mark.READ)
    expected = [(True, False), (False, True), (False, True)]
    for fold in (False, True):
        if fold:
            library.fold()
        assert marks(library) == expected
        assert library.counts() == Counts(3, 2, 2)
        assert titles(library, "is:unread is:bookmarked") == ["Harbour", "Der"]
        with Library(home) as again:
            assert marks(again) == expected
            assert again.counts() == Counts(3, 2, 2)


def marks(library: Library) -> list[tuple[bool, bool]]:
    """Return whether each article is read and bookmarked, and check that all sources agree."""
    found = []
    for headline in library.search(""):
        status = library.status(headline.id)
        assert (status.read, status.bookmarked) == (headline.read, headline.bookmarked)
        found.append((status.read is not None, status.bookmarked is not None))
    truth = State(library.folder).statuses()
    assert {id_ for id_, status in truth.items() if status.read} == {
        headline.id for headline in library.search("is:read")
    }
    return found


def test_marking_what_is_marked_changes_nothing(library: Library) -> None:
    (first, *_) = ids(library)
    library.mark([first], Mark.READ)
    status = library.status(first)
    library.mark([first], Mark.READ)
    library.mark([first], Mark.UNBOOKMARK)
    assert library.status(first) == status
    assert len(State(library.folder).statuses()) == 1


def test_a_clock_that_is_late_loses_no_mark(library: Library, home: Path) -> None:
    (first, *_) = ids(library)
    ahead = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=2)
    state = State(home)
    state.append([Change(first, "read", ahead, ahead), Change(first, "place", Place(0, 1), ahead)])
    state.fold()
    with Library(home) as again:
        assert again.status(first).read == ahead
        again.mark([first], Mark.UNREAD)
        again.keep_place(first, Place(1, 5))
        again.fold()
    truth = State(home).statuses()[first]
    assert (truth.read, truth.place) == (None, Place(1, 5))
    with Library(home) as again:
        assert marks(again)[0] == (False, False)


def test_places_are_kept_and_forgotten(library: Library, home: Path) -> None:
    (first, *_) = ids(library)
    for place in (Place(TITLE_BLOCK, 0), Place(1, 17), None):
        library.keep_place(first, place)
        library.keep_place(first, place)
        assert library.status(first).place == place
        with Library(home) as again:
            assert again.status(first).place == place
            again.fold()
    assert library.status("0" * 16) == Status()


def test_the_state_of_another_machine_is_shown(
    library: Library, home: Path, tmp_path: Path
) -> None:
    first, second, _ = ids(library)
    other = tmp_path / "other"
    shutil.copytree(home, other)
    with Library(other) as elsewhere:
        elsewhere.mark([second], Mark.READ)
        elsewhere.mark([first], Mark.BOOKMARK)
        elsewhere.fold()
    library.mark([first], Mark.READ)
    library.fold()
    shutil.copy(other / "state.json", home / "state.json")
    with Library(home) as again:
        assert marks(again) == [(False, True), (True, False), (False, False)]
        assert again.counts() == Counts(3, 2, 1)


def test_the_mirror_is_mended_after_a_crash(library: Library, home: Path) -> None:
    (first, *_) = ids(library)
    now = datetime.now(UTC).replace(microsecond=0)
    State(home).append([Change(first, "read", now, now)])
    assert library.status(first).read is None
    with Library(home) as again:
        assert again.status(first).read == now


def test_a_status_waits_for_its_article(library: Library, home: Path, tmp_path: Path) -> None:
    (first, *_) = ids(library)
    library.mark([first], Mark.READ)
    library.keep_place(first, Place(2, 3))
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    for name in ("state.json", "state.journal"):
        if (home / name).exists():
            shutil.copy(home / name, fresh / name)
    with Library(fresh) as again:
        assert again.counts() == Counts(0, 0, 0)
        assert again.status(first).place == Place(2, 3)
        assert len(list(again.add([Source("a.txt", texts.SUMMIT.encode())]))) == 1
        assert again.counts() == Counts(1, 0, 0)
        assert [headline.id for headline in again.search("is:read")] == [first]


def test_two_libraries_on_one_folder_see_each_other(library: Library, home: Path) -> None:
    with closing(Library(home)) as other:
        (added,) = other.add([Source("neu.txt", b"Neuer Titel\nEin Absatz vom Tage.\n")])
        assert added.id is not None
        assert library.article(added.id).title == "Neuer Titel"
        library.mark([added.id], Mark.READ)
        assert other.counts() == Counts(4, 3, 0)
        other.mark([added.id], Mark.BOOKMARK)
        library.fold()
        other.mark([added.id], Mark.UNREAD)
        assert library.status(added.id).read is None
        assert library.status(added.id).bookmarked is not None
        assert len(library.find(UNREAD)) == 4
    with Library(home) as again:
        assert marks(again)[0] == (False, True)


def test_the_next_start_need_not_read_a_state_that_is_shown_already(
    library: Library, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: State) -> dict[str, Status]:
        raise AssertionError("the state was read")

    monkeypatch.setattr(State, "statuses", fail)
    library.mark(ids(library), Mark.READ)
    Library(home).close()
    library.fold()
    Library(home).close()


def test_a_damaged_state_is_said_at_once_and_left_alone(library: Library, home: Path) -> None:
    for mark, remedy in ((Mark.READ, "start with no marks"), (Mark.BOOKMARK, "state.json.bak")):
        library.mark(ids(library), mark)
        library.fold()
        whole = (home / "state.json").read_bytes()
        (home / "state.json").write_text("[]")
        with pytest.raises(Damaged) as caught:
            Library(home)
        assert caught.value.path == home / "state.json"
        assert remedy in caught.value.remedy
        assert (home / "state.json").read_text() == "[]"
        (home / "state.json").write_bytes(whole)


def test_folding_nothing_writes_nothing(library: Library, home: Path) -> None:
    library.fold()
    assert not (home / "state.json").exists()


def test_the_notices_of_a_series_are_no_versions_of_one(library: Library) -> None:
    notices = [f"Pegel am {day}. Mai\n{texts.FERRY[0]}" for day in (3, 10, 17)]
    added = list(library.add([Source(f"{n}.txt", t.encode()) for n, t in enumerate(notices)]))
    assert added[0].id is not None
    assert [headline.id for headline in library.versions(added[0].id)] == [added[0].id]


def test_versions_of_a_story_are_found_whenever_they_come(library: Library) -> None:
    first, second, third = (Source(f"{n}.txt", text.encode()) for n, text in enumerate(texts.FERRY))
    (one, two) = library.add([first, second])
    assert one.id is not None
    assert two.id is not None
    (three,) = library.add([third])
    assert {headline.id for headline in library.versions(one.id)} == {one.id, two.id, three.id}
    other = library.search("harbour")[0].id
    assert [headline.id for headline in library.versions(other)] == [other]
    assert library.counts().articles == 6
    listed = library.listing(library.find(EVERYTHING), folded=True)
    assert sorted(listed.versions(row) for row in range(len(listed))) == [1, 1, 1, 3]
    with pytest.raises(NotFound):
        library.versions("0" * 16)
