"""Makes libraries of any size for the benchmarks, from words with the frequencies of a language.

    python -m tests.benchmarks.synthetic FOLDER ARTICLES

The words are made of syllables, a few in a hundred texts often and most of them rarely (Zipf), so
that an index of them behaves as one of news does. Parsing is passed over: what is made goes into
the store as it is.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path

from library.ids import article_id
from library.models import Article, Block, BlockKind, Entity, EntityKind, Mention
from library.store import Entry, Prepared, Stories, Writer, connect, prepare

VOCABULARY = 60_000
WORDS = 300
BATCH = 2_000
_SYLLABLES = [
    a + b for a in "bdfghklmnprstvwz" for b in ("a", "e", "i", "o", "u", "ei", "au", "en", "er")
]
_PLACES = [Entity(EntityKind.PLACE, f"Ort {n}", f"place/{n}") for n in range(500)]


def vocabulary(chooser: random.Random) -> list[str]:
    """Return distinct words, the most frequent first."""
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        size = chooser.choice((1, 2, 2, 3, 3, 4))
        words["".join(chooser.choices(_SYLLABLES, k=size))] = None
    return list(words)


def articles(count: int, seed: int = 1) -> Iterator[Article]:
    """Yield articles, oldest first, half an hour apart, each with a heading and a title of its own."""
    chooser = random.Random(seed)
    words = vocabulary(chooser)
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    first = datetime(2026, 1, 1, tzinfo=UTC) - timedelta(minutes=30) * count
    for number in range(count):
        chosen = chooser.choices(words, cum_weights=weights, k=WORDS)
        title = f"{' '.join(chosen[:7]).capitalize()} {number}"
        blocks = (
            Block(BlockKind.PARAGRAPH, " ".join(chosen[7:120]) + "."),
            Block(BlockKind.HEADING, " ".join(chosen[120:125]).capitalize(), level=2),
            Block(BlockKind.PARAGRAPH, " ".join(chosen[125:]) + "."),
        )
        published = first + timedelta(minutes=30) * number
        yield Article(
            article_id(None, title), title, blocks, None, f"Blatt {number % 40}", None, published,
            "de", published,
        )  # fmt: skip


def fill(folder: Path, count: int) -> float:
    """Store so many articles in the library in `folder`; return the seconds that storing took."""
    folder.mkdir(parents=True, exist_ok=True)
    connection = connect(folder / "library.db")
    writer = Writer(connection)
    spent = 0.0
    made = articles(count)
    while batch := list(islice(made, BATCH)):
        begun = time.perf_counter()
        with writer.transaction():
            entries: dict[int, Prepared] = {}
            for number, article in enumerate(batch):
                mentions = [Mention(_PLACES[(number * 7) % 500], 0, 0, 5)]
                text = "\n".join(block.text for block in article.blocks).encode()
                prepared = prepare(Entry(article, mentions, text, "synthetic"))
                assert prepared.about.published is not None
                entries[writer.rank(prepared.about.published, entries)] = prepared
            writer.add(entries)
        spent += time.perf_counter() - begun
    stories, linked = Stories(connection), 1
    while linked:
        with writer.transaction():
            linked = stories.link(1000)
    connection.close()
    return spent


if __name__ == "__main__":
    seconds = fill(Path(sys.argv[1]), int(sys.argv[2]))
    print(f"{int(sys.argv[2]) / seconds:,.0f} articles a second stored with index, without parsing")
