"""Makes libraries of any size for the benchmarks, of German and English articles as news has them.

    python -m tests.benchmarks.synthetic FOLDER ARTICLES

The words are made up (`tests.benchmarks.vocabulary`), with the frequencies of real ones, so that an
index of them behaves as one of news does. An article returns to its topics, which its title and
headings name too. Parsing is passed over: what is made goes into the store as it is.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np

from library.ids import article_id
from library.models import Article, Block, BlockKind, Entity, EntityKind, Mention
from library.store import Entry, Prepared, Stories, Writer, connect, prepare
from tests.benchmarks.vocabulary import ENGLISH, GERMAN, Vocabulary, vocabulary

BATCH: Final = 2_000
YEARS: Final = 6
"""Years over which the articles of a library are spread."""
SOURCES: Final = 40
"""Publications."""
AUTHORS: Final = 400
"""People who write."""
_LAST: Final = datetime(2026, 1, 1, tzinfo=UTC)
_GERMAN: Final = 0.65
_TOPICS: Final = 5
_LONG: Final = 40
"""Of so many words of an article, the longest ones, some are its topics."""
_PLACES = [Entity(EntityKind.PLACE, f"Ort {n}", f"place/{n}") for n in range(500)]


@dataclass
class Taken:
    """How long the steps of making a library took: seconds that passed, and of the processor."""

    making: tuple[float, float] = (0.0, 0.0)
    """Making up the articles; no part of any program."""
    preparing: tuple[float, float] = (0.0, 0.0)
    """`prepare`, in which words are folded, among other things."""
    writing: tuple[float, float] = (0.0, 0.0)
    """Writing to the database, the index included."""
    linking: tuple[float, float] = (0.0, 0.0)
    """Looking for versions of one story."""
    prepared: int = 0
    """No time: how many articles were prepared."""
    text: int = 0
    """No time: bytes of all titles and blocks in UTF-8."""

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Add the time that is spent within to a step."""
        passed, used = time.perf_counter(), time.process_time()
        yield
        before = getattr(self, step)
        after = before[0] + time.perf_counter() - passed, before[1] + time.process_time() - used
        setattr(self, step, after)

    def __str__(self) -> str:
        """Return all steps in one line."""
        steps = ("making", "preparing", "writing", "linking")
        return ", ".join(f"{step} {getattr(self, step)[0]:.1f} s" for step in steps)


def articles(count: int, seed: int = 1) -> Iterator[Article]:
    """Yield articles, oldest first, from several years, each with headings and a title of its own."""
    chooser, dice = random.Random(seed), np.random.default_rng(seed)
    for number in range(count):
        words = vocabulary(GERMAN if chooser.random() < _GERMAN else ENGLISH)
        size = int(min(1_500.0, max(60.0, chooser.lognormvariate(5.55, 0.55))))
        text = words.draw(dice, size)
        published = _published(number, count)
        title, blocks = _written(text, number, chooser)
        yield Article(
            article_id(None, title), title, blocks, f"https://blatt{number % SOURCES}.example/{number}",
            f"Blatt {number % SOURCES}", author(words, chooser.randrange(AUTHORS)), published,
            words.code, published,
        )  # fmt: skip


def author(words: Vocabulary, number: int) -> str:
    """Return the name of one of those who write."""
    return f"{words.names[number // 9]} {words.names[-1 - number]}"


def _written(text: list[str], number: int, chooser: random.Random) -> tuple[str, tuple[Block, ...]]:
    """Return a title and the blocks of an article that is made of the words `text`."""
    topics = sorted(text, key=len)[-_LONG :: _LONG // _TOPICS]
    for place in chooser.choices(range(len(text)), k=len(text) // 16):
        text[place] = chooser.choice(topics)
    title = f"{_sentence([*topics[:3], *text[:4]])} {number}"
    blocks = [Block(BlockKind.PARAGRAPH, f"{_place(number).name} {_sentences(text[4:40])}")]
    for start in range(40, len(text), 60):
        if start % 120 == 100 and chooser.random() < 0.7:
            heading = [chooser.choice(topics), *text[start - 3 : start]]
            blocks.append(Block(BlockKind.HEADING, _sentence(heading), level=2))
        blocks.append(Block(BlockKind.PARAGRAPH, _sentences(text[start : start + 60])))
    return title, tuple(blocks)


def _sentence(words: Sequence[str]) -> str:
    text = " ".join(words)
    return text[0].upper() + text[1:]


def _sentences(words: Sequence[str]) -> str:
    parts = [words[start : start + 13] for start in range(0, len(words), 13)]
    return " ".join(f"{_sentence(part[:6])}, {' '.join(part[6:])}." for part in parts)


def _place(number: int) -> Entity:
    return _PLACES[(number * 7) % len(_PLACES)]


def fill(folder: Path, count: int, *, linked: bool = True, distinct: int | None = None) -> Taken:
    """Store so many articles in the library in `folder`; return how long each step took.

    Args:
        folder: The folder, which need not exist.
        count: How many articles.
        linked: Whether versions of stories are looked for.
        distinct: After how many articles their texts come again, as other articles of other times;
            None for never. An index that is made of them is as large, but of fewer words.
    """
    folder.mkdir(parents=True, exist_ok=True)
    connection = connect(folder / "library.db")
    writer, taken = Writer(connection), Taken()
    vocabulary(GERMAN), vocabulary(ENGLISH)  # made first, so that no step pays for it
    for batch in _batches(count, min(count, distinct or count), taken):
        with taken.timed("writing"):
            _write(writer, batch)
    if linked:
        with taken.timed("linking"):
            _link(writer, Stories(connection))
    connection.close()
    return taken


def store(folder: Path, *articles: tuple[Article, tuple[Mention, ...]]) -> None:
    """Store articles with the mentions in them in a library, and make that where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    connection = connect(folder / "library.db")
    _write(Writer(connection), [_prepared(*one) for one in articles])
    connection.close()


def _prepared(article: Article, mentions: tuple[Mention, ...]) -> Prepared:
    text = "\n".join([article.title, *(block.text for block in article.blocks)]).encode()
    return prepare(Entry(article, mentions, text, "synthetic"))


def _batches(count: int, distinct: int, taken: Taken) -> Iterator[list[Prepared]]:
    """Yield all articles as they are stored, oldest first, and note what they took."""
    kept, made = list[Prepared](), enumerate(articles(count))
    for start in range(0, distinct, BATCH):
        with taken.timed("making"):
            entries = [_entry(*one) for one in islice(made, min(BATCH, distinct - start))]
        with taken.timed("preparing"):
            batch = list(map(prepare, entries))
        size = sum(_size(entry.article) for entry in entries)
        taken.text += size * (count // distinct) if distinct < count else size
        taken.prepared += len(batch)
        if distinct < count:
            kept += batch
        yield batch
    for start in range(distinct, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        yield [_again(kept[number % distinct], number, count) for number in numbers]


def _again(prepared: Prepared, number: int, count: int) -> Prepared:
    """Return another article with the text of `prepared`."""
    published = int(_published(number, count).timestamp() * 1000)
    id_ = article_id(None, f"{prepared.about.title} {number}")
    about = replace(prepared.about, id=id_, published=published, added=published)
    return replace(prepared, about=about)


def _published(number: int, count: int) -> datetime:
    """Return when an article was published."""
    return _LAST - timedelta(days=365 * YEARS) / count * (count - number)


def _entry(number: int, article: Article) -> Entry:
    """Return what is kept of an article: the place that it begins with is its one name."""
    place = _place(number)
    text = "\n".join([article.title, *(block.text for block in article.blocks)]).encode()
    return Entry(article, [Mention(place, 0, 0, len(place.name))], text, "synthetic")


def _size(article: Article) -> int:
    """Return the bytes of the text of an article."""
    return sum(len(text.encode()) for text in (article.title, *(b.text for b in article.blocks)))


def _write(writer: Writer, prepared: Sequence[Prepared]) -> None:
    """Store a batch in one transaction."""
    with writer.transaction():
        entries: dict[int, Prepared] = {}
        for one in prepared:
            assert one.about.published is not None
            entries[writer.rank(one.about.published, entries)] = one
        writer.add(entries)
        for rank in entries:
            # Else the app would recognise names in the background while it is measured.
            writer.naming.recognised(rank)


def _link(writer: Writer, stories: Stories) -> None:
    """Look for versions of one story, as storing does at its end."""
    linked = 1
    while linked:
        with writer.transaction():
            linked = stories.link(BATCH)


if __name__ == "__main__":
    print(fill(Path(sys.argv[1]), int(sys.argv[2])))
