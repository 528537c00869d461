"""Times what saved searches and rules cost in a library of any size.

    python -m tests.benchmarks.views FOLDER [--articles 100000]

The library is made if there is none in FOLDER. Searches and rules are of words that occur in a given part
of the articles; the rules are taken back at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from library import EVERYTHING, HIDDEN, UNREAD, Library, Mark, Node, all_of, parse_query
from reader.counting import Counting, changes
from tests.benchmarks import synthetic
from tests.benchmarks.vocabulary import vocabulary

_PARTS = (0.001, 0.01, 0.2, 0.9)


def main() -> None:
    """Make the library, time everything, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    options = parser.parse_args()
    if not (options.folder / "library.db").exists():
        synthetic.fill(options.folder, options.articles)
    with Library(options.folder) as library:
        words = _words(library)
        print("words in", *(f"{part:.1%}" for part in words), "of the articles")
        _lists(library, list(words.values()))
        _counts(library, words)
        asyncio.run(_marking(library, list(words.values())))
        _all_at_once(library)


def _all_at_once(library: Library) -> None:
    """Time marking all articles as read, and taking that back."""
    ids = library.ids_of(library.find(EVERYTHING))
    begun = time.perf_counter()
    altered = library.mark(ids, Mark.READ)
    marked = time.perf_counter()
    library.put_back(altered)
    back = time.perf_counter()
    print(
        f"{len(altered):,} marked at once in {marked - begun:.1f} s, back in {back - marked:.1f} s"
    )


def _words(library: Library) -> dict[float, str]:
    """Return for each of `_PARTS` a word that occurs in about that part of the articles."""
    total = library.counts().articles
    found: dict[float, str] = {}
    for word in vocabulary().words[::7]:
        part = library.count(parse_query(word)) / total
        for wanted in _PARTS:
            if wanted not in {round(known, 4) for known in found} and 0.8 < part / wanted < 1.2:
                found.setdefault(wanted, word)
        if len(found) == len(_PARTS):
            break
    return dict(sorted(found.items()))


def _lists(library: Library, words: list[str]) -> None:
    """Time the first page of the views, and all of them, without rules and with."""
    rules: list[str] = []
    for number in range(len(words)):
        for name, node in (("all", EVERYTHING), ("unread", UNREAD), ("search", _search(words))):
            first = _median(partial(library.find, node, limit=200))
            whole = _median(partial(library.find, node), 3)
            print(f"{number} rules, {name}: first page {first:.2f} ms, whole list {whole:.0f} ms")
        library.rules.add(words[number])
        rules.append(words[number])
    for _ in rules:
        library.rules.undo()


def _search(words: list[str]) -> Node:
    return parse_query(words[-1])


def _counts(library: Library, words: dict[float, str]) -> None:
    """Time what is done in a thread: counting, and testing an article."""
    id_ = library.listing(library.find(EVERYTHING, limit=1))[0].id
    for part, word in words.items():
        node = parse_query(word)
        counted = _median(partial(library.count, all_of(node, UNREAD)), 5)
        tested = _median(partial(library.matches, node, id_), 20)
        library.rules.add(word)
        hidden = _median(library.hidden, 5)
        is_hidden = _median(partial(library.matches, HIDDEN, id_), 20)
        library.rules.undo()
        print(
            f"{part:.1%}: unread counted in {counted:.1f} ms, an article tested in {tested:.2f} ms;"
            f" hidden counted in {hidden:.1f} ms, tested in {is_hidden:.2f} ms"
        )


async def _marking(library: Library, words: list[str]) -> None:
    """Time how long it takes from a mark that is on disk to the right numbers, of six saved searches."""
    for number, word in enumerate([*words, f"{words[0]} OR {words[1]}", f"-{words[2]}"]):
        library.searches.add(f"Suche {number}", word)
    counting = Counting(library.folder, lambda: None)
    counting.want(library.searches.all(), library.rules.all())
    begun = time.perf_counter()
    await counting.settle()
    print(
        f"six searches counted in {(time.perf_counter() - begun) * 1e3:.0f} ms, beside the screen"
    )
    times = []
    for headline in list(library.listing(library.find(UNREAD, limit=40))):
        read = replace(headline, read=datetime.now(UTC))
        for mark, before, after in ((Mark.READ, headline, read), (Mark.UNREAD, read, headline)):
            counting.saving()
            library.mark([headline.id], mark)
            begun = time.perf_counter()
            await counting.saved(changes([before], [after]))
            times.append((time.perf_counter() - begun) * 1e3)
    print(f"after a mark: median {statistics.median(times):.1f} ms, slowest {max(times):.1f} ms")
    assert counting.is_complete
    assert counting.numbers.unread == {
        one.query: library.count(all_of(parse_query(one.query), UNREAD))
        for one in library.searches.all()
    }
    counting.close()
    while library.searches.all():
        library.searches.undo()


def _median(do: Callable[[], object], times: int = 10) -> float:
    """Return how long something takes, in milliseconds."""
    spent = []
    for _ in range(times):
        begun = time.perf_counter()
        do()
        spent.append((time.perf_counter() - begun) * 1e3)
    return statistics.median(spent)


if __name__ == "__main__":
    main()
