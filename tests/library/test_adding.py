"""Adding goes on where it stopped, tells what is on disk, and takes no more than it needs."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from library import Added, Library, Limits, Result, Source, Unavailable, adding, find_sources
from library.store import Reader, Writer, connect
from library.workers.pool import WorkerPool
from tests import texts

MB = 1024 * 1024


def sources(count: int, start: int = 0) -> Iterator[Source]:
    for number in range(start, start + count):
        text = f"Meldung Nummer {number}\nDies ist die Meldung {number} aus dem Archiv der Stadt.\n"
        yield Source(f"{number}.txt", text.encode())


def results(answers: Iterator[Added]) -> list[Result]:
    return [answer.result for answer in answers]


@pytest.fixture
def no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make it an error to read a document."""
    monkeypatch.setattr(adding, "TARGET", "nowhere:read")


def test_what_is_stored_is_known_without_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library(tmp_path) as library:
        first = list(library.add(sources(3)))
        monkeypatch.setattr(adding, "TARGET", "nowhere:read")
        again = list(library.add(sources(3)))
        assert [answer.result for answer in again] == [Result.KNOWN] * 3
        assert [(a.id, a.title, a.source) for a in again] == [
            (a.id, a.title, a.source) for a in first
        ]
        # The seam holds: what is new would have been read.
        with pytest.raises(Unavailable):
            list(library.add(sources(4)))
        assert library.counts().articles == 3


def test_other_bytes_of_a_known_article_are_remembered_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Source("a.txt", texts.HARBOUR.encode())
    other = Source("b.txt", texts.HARBOUR.replace("\n", "\r\n").encode())
    with Library(tmp_path) as library:
        assert results(library.add([one])) == [Result.STORED]
        assert results(library.add([other])) == [Result.KNOWN]
        monkeypatch.setattr(adding, "TARGET", "nowhere:read")
        assert results(library.add([other, one])) == [Result.KNOWN] * 2


def test_an_answer_is_on_disk_when_it_is_given(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        for answer in library.add(sources(450)):
            with closing(sqlite3.connect(tmp_path / "library.db")) as other:
                assert other.execute(
                    "SELECT count(*) FROM headlines WHERE id = ?", (answer.id,)
                ).fetchone() == (1,)


def test_a_run_that_was_stopped_is_finished_by_the_next(tmp_path: Path) -> None:
    stop = threading.Event()
    with Library(tmp_path / "home") as library:
        stored = []
        for answer in library.add(sources(3_000), total=3_000, stopped=stop.is_set):
            stored.append(answer.id)
            if len(stored) == 100:
                stop.set()
        assert 100 <= len(stored) < 1_000
        assert library.counts().articles == len(stored)
        again = list(library.add(sources(1_500), total=1_500))
        assert [answer.result for answer in again] == [
            Result.KNOWN if number < len(stored) else Result.STORED for number in range(1_500)
        ]
        assert library.counts().articles == 1_500


@pytest.mark.alone
def test_closing_stops_at_once_and_keeps_what_was_answered(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        answers = library.add(sources(10_000))
        told = [next(answers) for _ in range(5)]
        begun = time.monotonic()
        answers.close()  # type: ignore[attr-defined]
        assert time.monotonic() - begun < 1
        kept = library.counts().articles
        assert 5 <= kept <= 200
        assert {answer.id for answer in told} <= {headline.id for headline in library.search("")}
        assert results(library.add(sources(10))) == [Result.KNOWN] * 10


def test_what_waits_behind_a_slow_document_is_stored_meanwhile(tmp_path: Path) -> None:
    signal = tmp_path / "go on"
    bomb = Source("slow.txt", f"wait for {signal}".encode())
    with (
        closing(connect(tmp_path / "library.db")) as connection,
        WorkerPool("tests.library.test_adding:slowly", Limits(), 2) as pool,
    ):
        run = adding.Adding(Reader(connection), Writer(connection), pool, MB, None)
        answers = run.answers([*sources(5), bomb, *sources(5, 5)], bool)
        assert [next(answers).source for _ in range(5)] == [f"{n}.txt" for n in range(5)]
        # Had they waited for it, it would be refused by now, for it took too long.
        signal.touch()
        slow = next(answers)
        assert (slow.source, slow.result) == ("slow.txt", Result.STORED)
        assert len(list(answers)) == 5


def slowly(name: str, data: bytes) -> list[bytes]:
    """Read as the workers do, but a document that waits for a file not before there is one."""
    from library.documents import read_for_store

    if data.startswith(b"wait for "):
        while not Path(data.removeprefix(b"wait for ").decode()).exists():
            time.sleep(0.01)
    return read_for_store(name, data)


def test_a_worker_that_answers_nonsense_stores_nothing(tmp_path: Path) -> None:
    with (
        closing(connect(tmp_path / "library.db")) as connection,
        WorkerPool("tests.library.bombs:read", Limits(), 1) as pool,
    ):
        run = adding.Adding(Reader(connection), Writer(connection), pool, MB, None)
        (answer,) = run.answers([Source("a", b"a")], bool)
        assert answer.reason == "made its parser answer what makes no sense"
        assert Reader(connection).counts().articles == 0


def test_documents_are_taken_as_they_are_needed(tmp_path: Path) -> None:
    taken = 0

    def counted() -> Iterator[Source]:
        nonlocal taken
        for source in sources(2_000):
            taken += 1
            yield source

    with Library(tmp_path) as library:
        for given, _ in enumerate(library.add(counted())):
            assert taken <= given + 200 + 64


def test_what_is_too_large_is_refused_and_the_limit_is_the_callers(tmp_path: Path) -> None:
    large = Source("groß.txt", b"Titel\n" + b"Ein langer Text. " * 70_000)
    with Library(tmp_path) as library:
        (answer,) = library.add([large], limits=Limits.for_size(1))
        assert answer.reason == "is larger than 1 MB"
        assert results(library.add([large], limits=Limits.for_size(2))) == [Result.STORED]


def test_without_a_date_they_keep_their_order_and_stand_above_earlier_ones(tmp_path: Path) -> None:
    def numbers(library: Library) -> list[str]:
        return [headline.title.split()[-1] for headline in library.search("")]

    with Library(tmp_path) as library:
        list(library.add(sources(3)))
        list(library.add(sources(4, 3), total=4))
        list(library.add(list(sources(2, 7)), total=1))
        assert numbers(library) == ["8", "7", "3", "4", "5", "6", "0", "1", "2"]


def test_it_works_in_any_thread(tmp_path: Path) -> None:
    found: list[Result] = []

    def work() -> None:
        with Library(tmp_path) as library:
            found.extend(results(library.add(sources(5))))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(20)
    assert found == [Result.STORED] * 5


@pytest.mark.usefixtures("no_workers")
def test_what_cannot_be_read_needs_no_worker(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with Library(tmp_path / "home") as library:
        (answer,) = library.add(find_sources([tmp_path / "pipe"]))
        assert answer.reason == "is not a file"
