"""Numbers are kept right whatever happens while they are counted, and shown as they were until then."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest

from library import UNREAD, Counts, Headline, Library, Mark, Saved, Tally, all_of, parse_query
from reader.counting import Counting, changes

RHINE = Saved("1", "Rhein", "rhein OR hamburg")
COAL = Saved("2", "Kohle", "kohle")
LATER = Saved("3", "Später", "near:wien")
ALL = (RHINE, COAL, LATER)


@pytest.fixture
def counting(home: Path) -> Iterator[Counting]:
    """Return what counts in a library of three articles."""
    made = Counting(home, lambda: None)
    yield made
    made.close()


def right(library: Library) -> dict[str, int]:
    """Return the numbers of what can be read, counted slowly."""
    return {
        one.query: library.count(all_of(parse_query(one.query), UNREAD)) for one in (RHINE, COAL)
    }


async def mark(counting: Counting, library: Library, headline: Headline, *, read: bool) -> Headline:
    """Mark an article, and have that counted."""
    after = replace(headline, read=datetime.now(UTC) if read else None)
    counting.saving()
    library.mark([headline.id], Mark.READ if read else Mark.UNREAD)
    await counting.saved(changes([headline], [after]))
    return after


async def test_what_was_kept_is_shown_until_it_is_counted_anew(counting: Counting) -> None:
    counting.begin(ALL, (), (Tally({"kohle": 7, "gone": 3}, Counts(9, 9, 9)), False))
    assert counting.numbers.unread == {"kohle": 7}
    assert counting.numbers.hidden == (0, 0, 0)
    assert counting.numbers.unreadable == {"near:wien"}
    assert counting.tally() is None
    await counting.settle()
    assert counting.numbers.unread == {"kohle": 1, "rhein OR hamburg": 2}
    assert counting.tally() == Tally({"kohle": 1, "rhein OR hamburg": 2}, Counts(0, 0, 0))


async def test_what_is_hidden_is_not_known_until_it_is_counted(counting: Counting) -> None:
    counting.begin((), (Saved("4", "", "kohle"),), None)
    assert counting.numbers.hidden is None
    await counting.settle()
    # The rule is not kept in the library, which hides nothing.
    assert counting.numbers.hidden == (0, 0, 0)


async def test_a_mark_that_arrives_while_it_is_counted_is_counted_once(
    home: Path, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library(home) as library:
        (coal,) = library.search("kohle")
        count, begun, go_on = Library.count, Event(), Event()

        def slowly(self: Library, node: object) -> int:
            number = count(self, node)  # type: ignore[arg-type]
            begun.set()
            go_on.wait(5)
            return number

        counting.begin(ALL, (), None)
        monkeypatch.setattr(Library, "count", slowly)
        settling = asyncio.create_task(counting.settle())
        await asyncio.to_thread(begun.wait, 5)
        marking = asyncio.create_task(mark(counting, library, coal, read=True))
        await asyncio.sleep(0.05)
        go_on.set()
        await settling
        await marking
        monkeypatch.undo()
        assert counting.is_complete
        assert counting.numbers.unread == right(library)


async def test_marks_of_many_articles_and_back_leave_the_numbers_right(
    home: Path, counting: Counting
) -> None:
    with Library(home) as library:
        counting.begin(ALL, (), None)
        await counting.settle()
        before = list(library.search(""))
        after = [await mark(counting, library, one, read=True) for one in before]
        assert counting.numbers.unread == right(library) == {"kohle": 0, "rhein OR hamburg": 0}
        for one in after[1:]:
            await mark(counting, library, one, read=False)
        assert counting.is_complete
        assert counting.numbers.unread == right(library)


async def test_a_mark_that_fails_changes_nothing(home: Path, counting: Counting) -> None:
    counting.begin(ALL, (), None)
    await counting.settle()
    before = counting.numbers
    counting.saving()
    assert counting.is_saving
    await counting.saved(())
    assert not counting.is_saving
    assert counting.numbers == before


async def test_after_the_end_nothing_is_counted(counting: Counting) -> None:
    counting.begin(ALL, (), None)
    counting.close()
    await counting.settle()
    assert counting.tally() is None
