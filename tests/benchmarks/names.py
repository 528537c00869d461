"""How quickly a library tells what its articles name.

    python -m tests.benchmarks.names FOLDER [ARTICLES]

Makes a library in FOLDER, unless there is one, of short articles (100,000 unless told otherwise) that
name a dozen entities each, drawn from 80,000 with the frequencies of news (Zipf): the commonest is in
half of all articles. A tenth of them is read. Prints the milliseconds of each question, for entities
from the commonest to rare ones: the median and the worst of 30.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path
from typing import Final

from library import Block, BlockKind, Entity, EntityKind, Library, Mark, Mention, parse_query
from library.ids import article_id
from library.models import Article
from library.store import Entry, Prepared, Writer, connect, prepare

_ENTITIES: Final = 80_000
_NAMED: Final = 12
_BATCH: Final = 2_000
_TIMES: Final = 30
_KINDS: Final = (EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION)
_FILLING: Final = (
    "hat nach Angaben vom Abend mit allen anderen lange und laut gesprochen, wie es heißt."
)


def entity(number: int) -> Entity:
    """Return an entity by its place in the order of frequencies."""
    kind = _KINDS[number % 3]
    return Entity(kind, f"Vor{number} Nach{number}", f"{kind}/{number}")


def entries(count: int) -> Iterator[Entry]:
    """Yield articles, oldest first, half an hour apart."""
    chooser = random.Random(7)
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(_ENTITIES)))
    first = datetime(2026, 1, 1, tzinfo=UTC) - timedelta(minutes=30) * count
    for number in range(count):
        blocks, mentions = list[Block](), list[Mention]()
        for one in map(entity, chooser.choices(range(_ENTITIES), cum_weights=weights, k=_NAMED)):
            mentions.append(Mention(one, len(blocks), 0, len(one.name)))
            blocks.append(Block(BlockKind.PARAGRAPH, f"{one.name} {_FILLING}"))
        title, when = f"Meldung {number}", first + timedelta(minutes=30) * number
        article = Article(
            *(article_id(None, title), title, tuple(blocks), None, "Blatt", None, when, "de", when)
        )
        yield Entry(article, mentions, title.encode(), "synthetic")


def make(folder: Path, count: int) -> None:
    """Store so many articles in `folder`, and mark a tenth of them as read."""
    folder.mkdir(parents=True)
    connection = connect(folder / "library.db")
    writer = Writer(connection)
    made, begun = entries(count), time.perf_counter()
    while batch := list(islice(made, _BATCH)):
        with writer.transaction():
            stored: dict[int, Prepared] = {}
            for entry in batch:
                prepared = prepare(entry)
                assert prepared.about.published is not None
                stored[writer.rank(prepared.about.published, stored)] = prepared
            writer.add(stored)
            for rank in stored:
                writer.naming.recognised(rank)
    connection.close()
    print(f"{count:,} articles stored, {count / (time.perf_counter() - begun):,.0f} a second")
    with Library(folder) as library:
        begun = time.perf_counter()
        library.mark([headline.id for headline in library.search("")[::10]], Mark.READ)
        print(f"{count // 10:,} marked as read in {time.perf_counter() - begun:.1f} s")


def measure(name: str, ask: Callable[[], object]) -> None:
    """Print how long a question takes."""
    times = []
    for _ in range(_TIMES):
        begun = time.perf_counter()
        ask()
        times.append((time.perf_counter() - begun) * 1000)
    print(f"  {name:34} {statistics.median(times):7.2f} ms   worst {max(times):7.2f}")


def ask(library: Library, one: Entity) -> None:
    """Measure what the page of an entity asks, and a search for it."""
    register = library.register
    keys = register.articles(one, limit=12)
    node = parse_query(f'entity:"{one.name}"')
    measure("the newest 100 articles", lambda: register.articles(one, limit=100))
    measure("all articles", lambda: register.articles(one))
    measure("12 sentences", lambda: [register.passage(one, key) for key in keys])
    measure("what is named beside it", lambda: register.together(one))
    measure("by month", lambda: register.months(one))
    measure("found by name", lambda: register.entity(one.name))
    measure("a search for it, first 200", lambda: library.find(node, limit=200))


def main() -> None:
    """Measure in the folder that is named, and print the figures."""
    folder = Path(sys.argv[1])
    if not folder.exists():
        make(folder, int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
    with Library(folder) as library:
        register = library.register
        for number in (0, 10, 100, 1_000, 20_000):
            known = register.one(entity(number))
            if known is not None:
                print(f"in {known.articles:,} articles")
                ask(library, known.entity)
        print("an article")
        id_ = library.search("")[1].id
        measure("its names", lambda: register.mentions(id_))
        measure("what is new in it", lambda: register.novel(id_))
        measure("the 100 most mentioned of all", lambda: list(islice(register.known(), 100)))


if __name__ == "__main__":
    main()
