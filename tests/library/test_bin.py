"""What was deleted is nowhere, comes back exactly, and is forgotten for good in the end."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from library import Counts, Library, Mark, NotFound, Result, Source, find_sources, parse_query
from library.state import State
from library.store import connect
from library.store.removing import Removing
from tests import texts
from tests.library.listed import ids, titles
from tests.library.naming import Naming, person

PUTIN, SHORT = person("Wladimir Putin"), person("Putin")


def everything(library: Library) -> list[object]:
    """Return what the database holds that anybody can see, but for when the state was changed."""
    execute = library._connection.execute
    tables = ("headlines", "articles", "mentions", "forms", "entities", "named", "stories")
    found: list[object] = [
        sorted(execute(f"SELECT * FROM {table}"), key=repr) for table in (*tables, "totals")
    ]
    found += [len(library.search(query)) for query in ("kohle", "k*", "haushalt", "*halt")]
    return found


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Naming]:
    """Return a library of three articles that name two persons."""
    with Naming(tmp_path) as library:
        library.store("eins", (PUTIN, "Wladimir Putin"), (SHORT, "Putin"))
        library.store("zwei", (SHORT, "Putin"))
        library.store("drei", (PUTIN, "Putin"))
        yield library


def test_what_was_deleted_is_nowhere(library: Library, home: Path) -> None:
    (first,) = (one.id for one in library.search("title:park"))
    key = library.key(first)
    library.mark([first], Mark.READ)
    library.mark([first], Mark.BOOKMARK)
    library.labels.tag([first], ["Strom"])
    (altered,) = library.bin.delete([first])
    assert (altered.field, altered.before) == ("deleted", None)
    with Library(home) as again:
        for opened in (library, again):
            assert first not in ids(opened)
            assert opened.counts() == Counts(2, 2, 0)
            for query in (
                "kohle",
                "kohl*",
                "title:park",
                "is:read",
                "is:bookmarked",
                "tag:strom",
                "*ohl*",
            ):
                assert titles(opened, query) == []
            assert titles(opened, "place:südkorea") == []
            assert opened.labels.known() == []
            assert opened.register.find("place:südkorea") == []
            assert all(one.id != first for one in opened.each("kohle OR haushalt"))
            with pytest.raises(NotFound):
                opened.article(first)
            with pytest.raises(NotFound):
                opened.resolve(first[:8])
            assert key not in opened.find(parse_query(""))
            assert [one.headline.id for one in opened.bin.all()] == [first]


def test_it_comes_back_exactly(shelf: Naming) -> None:
    shelf.mark(ids(shelf)[:2], Mark.READ)
    for one in ids(shelf):
        before = everything(shelf)
        shelf.bin.delete([one])
        shelf.check_but(one)
        assert everything(shelf) != before
        shelf.bin.restore([one])
        shelf.check()
        assert everything(shelf) == before


def test_marks_and_names_of_what_is_deleted_are_kept_right(shelf: Naming) -> None:
    first, second, _ = ids(shelf)
    shelf.bin.delete([first])
    shelf.mark([first, second], Mark.READ)
    shelf.mark([first], Mark.BOOKMARK)
    assert shelf.counts() == Counts(2, 1, 0)
    rank = shelf._reader.stored_rank_of(first)
    assert rank is not None
    from library.store import names_of

    with shelf._writer.transaction():
        shelf._writer.naming.replace(rank, None, names_of("", (), []))
    shelf.check_but(first)
    shelf.bin.restore([first])
    shelf.check()
    assert shelf.counts() == Counts(3, 1, 1)


def test_what_is_forgotten_leaves_nothing(shelf: Naming) -> None:
    first, *rest = ids(shelf)
    shelf.bin.delete([first])
    assert shelf.bin.forget() == 0  # not yet
    assert shelf.bin.forget(days=0) == 1
    shelf.check()
    assert ids(shelf) == rest
    execute = shelf._connection.execute
    for table in ("headlines", "articles", "originals", "signatures", "removed", "named"):
        ranks = {rank for (rank,) in execute(f"SELECT rank FROM {table}")}
        assert len(ranks) <= 2
    assert execute("SELECT count(*) FROM fulltext WHERE fulltext MATCH 'drei'").fetchone() == (0,)
    assert execute("SELECT count(*) FROM fulltext_docsize").fetchone() == (2,)
    execute("INSERT INTO fulltext (fulltext) VALUES ('integrity-check')")
    # What the state says of it stays, and keeps it from coming back.
    assert State(shelf.folder).statuses()[first].deleted is not None
    shelf.bin.restore([first])
    assert ids(shelf) == rest


def test_it_does_not_come_back_with_its_folder_but_by_its_name(
    library: Library, home: Path, paths: list[Path]
) -> None:
    for forget in (False, True):
        (first,) = (one.id for one in library.search("title:park"))
        library.bin.delete([first])
        if forget:
            library.bin.forget(days=0)
        for _ in range(2):
            answers = list(library.add(find_sources([paths[0].parent])))
            assert {answer.result for answer in answers} == {Result.KNOWN}
            assert first not in ids(library)
        (answer,) = library.add(find_sources([paths[0]]))
        assert (answer.result, answer.id) == (Result.STORED, first)
        assert [one.id for one in library.search("kohle")] == [first]
        assert library.counts().articles == 3
    assert State(home).statuses()[first].deleted is None


def test_a_version_of_it_stays(tmp_path: Path) -> None:
    sources = [Source(f"{n}.txt", text.encode()) for n, text in enumerate(texts.FERRY)]
    with Library(tmp_path) as library:
        one, two, three = (answer.id or "" for answer in library.add(sources))
        assert len(library.versions(one)) == 3
        library.bin.delete([two])
        assert {headline.id for headline in library.versions(one)} == {one, three}
        library.bin.forget(days=0)
        assert {headline.id for headline in library.versions(three)} == {one, three}
        (added,) = library.add([Source("neu.txt", texts.FERRY[1].encode(), is_named=True)])
        assert (added.result, added.id) == (Result.STORED, two)
        assert len(library.versions(one)) == 3


def test_a_story_is_left_to_those_that_stay_in_it(tmp_path: Path) -> None:
    """Also when what takes the place of the one that began it begins another."""
    one, two, _ = (Source(f"{n}.txt", _dated(2, text)) for n, text in enumerate(texts.FERRY))
    third = "\n".join(f"{line} Das ist alles." for line in texts.HARBOUR.splitlines())
    with Library(tmp_path) as library:
        first, second = (answer.id or "" for answer in library.add([one, two]))
        library.bin.delete([first])
        assert library.bin.forget(days=0) == 1
    with Library(tmp_path) as library:
        harbours = [Source("h.txt", _dated(2, texts.HARBOUR)), Source("i.txt", _dated(9, third))]
        ids = [answer.id or "" for answer in library.add(harbours)]
        assert [headline.id for headline in library.versions(second)] == [second]
        assert {headline.id for headline in library.versions(ids[0])} == set(ids)


def _dated(day: int, text: str) -> bytes:
    title, _, rest = text.partition("\n")
    return f"{title}\nDate: 2024-03-{day:02}\n\n{rest}".encode()


def test_a_state_from_elsewhere_deletes_and_brings_back(library: Library, home: Path) -> None:
    first, second, _ = ids(library)
    library.bin.delete([first])
    library.fold()
    (home / "state.json").rename(home / "kept.json")
    with Library(home) as again:
        assert len(ids(again)) == 3
        again.bin.delete([second])
    (home / "kept.json").rename(home / "state.json")
    (home / "state.journal").unlink()
    with Library(home) as again:
        assert first not in ids(again)
        assert second in ids(again)
        assert again.counts().articles == 2


def test_reading_all_again_leaves_what_is_deleted(library: Library) -> None:
    (first,) = (one.id for one in library.search("title:park"))
    library.bin.delete([first])
    list(library.reindex())
    assert titles(library, "kohle") == []
    library.bin.restore([first])
    assert [one.id for one in library.search("kohle")] == [first]
    assert len(library.search("place:südkorea")) == 1


def test_what_was_answered_outlives_a_kill(library: Library, home: Path) -> None:
    first, *rest = ids(library)
    code = """
import sys
from pathlib import Path
from library import Library
with Library(Path(sys.argv[1])) as library:
    for number in range(10_000):
        library.bin.delete([sys.argv[2]])
        print("out", flush=True)
        library.bin.restore([sys.argv[2]])
        print("in", flush=True)
"""
    command = [sys.executable, "-c", code, str(home), first]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        for _ in range(9):
            next(running.stdout)
        running.send_signal(signal.SIGKILL)
    with Library(home) as again:
        deleted = State(home).statuses()[first].deleted is not None
        assert ids(again) == (rest if deleted else [first, *rest])
        assert again.counts().articles == len(ids(again))
        again.bin.restore([first])
        assert ids(again) == [first, *rest]


def test_a_crash_while_forgetting_leaves_it_whole(
    library: Library, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    first, *_ = ids(library)
    library.bin.delete([first])
    with monkeypatch.context() as patch:
        patch.setattr("library.store.stories.Stories.forget", crash)
        with pytest.raises(KeyboardInterrupt):
            library.bin.forget(days=0)
    library.bin.restore([first])
    assert first in ids(library)
    connection = connect(home / "library.db")
    assert connection.execute("SELECT count(*) FROM fulltext_docsize").fetchone() == (3,)
    connection.close()


def test_what_is_forgotten_elsewhere_meanwhile_is_missing(
    library: Library, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [one.id for one in library.search("")]
    library.bin.delete(ids[:2])
    deleted = Removing.deleted

    def and_then_forgotten(self: Removing, limit: int) -> list[tuple[int, datetime]]:
        monkeypatch.setattr(Removing, "deleted", deleted)
        found = deleted(self, limit)
        with Library(home) as other:
            other.bin.forget(days=0)
        return found

    monkeypatch.setattr(Removing, "deleted", and_then_forgotten)
    assert library.bin.all() == []


def test_of_two_documents_of_what_comes_back_the_second_is_known(tmp_path: Path) -> None:
    def document(text: str) -> Source:
        head = "Title: Am Fluss\nURL: https://a.example/x\n\n"
        return Source(f"{text}.txt", f"{head}{text}\n".encode(), is_named=True)

    with Library(tmp_path) as library:
        list(library.add([document("Eins.")]))
        library.bin.delete([one.id for one in library.search("")])
        answers = list(library.add([document("Zwei."), document("Drei.")]))
        assert [one.result for one in answers] == [Result.STORED, Result.KNOWN]
