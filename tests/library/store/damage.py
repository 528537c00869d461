"""A library on disk to be damaged, and what does it, for tests and by chance."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Final

from library.store import Prepared, Writer, connect
from tests.library.making import NOON, article, entry, heading, paragraph

PAGE: Final = 4096
"""Bytes of a page."""

_WORDS: Final = ("Deich", "Fähre", "Wehr", "Hafen", "Pegel", "Schleuse", "Möwe", "Lotse", "Tonne")


def fill(path: Path, articles: int = 30) -> None:
    """Make a library at `path` with so many articles, some of them long, every third without a date."""
    chance = Random(11)
    with closing(connect(path)) as connection:
        writer = Writer(connection)
        with writer.transaction():
            top = writer.reserve(articles)
            entries: dict[int, Prepared] = {}
            for number in range(articles):
                blocks = [paragraph(_text(chance, 30)) for _ in range(40 if number % 9 == 0 else 3)]
                published = None if number % 3 == 0 else NOON + timedelta(hours=number)
                made = entry(
                    article(f"Tag {number}", heading("Am Wasser"), *blocks, published=published)
                )
                rank = top - 2 * number
                if published is not None:
                    rank = writer.rank(int(published.timestamp() * 1000), entries)
                entries[rank] = made
            writer.add(entries)
            for rank, made in entries.items():
                writer.remember(made.digest, rank)


def _text(chance: Random, words: int) -> str:
    return " ".join(f"{chance.choice(_WORDS)}{chance.randrange(999)}" for _ in range(words))


def damaged(data: bytes, chance: Random) -> tuple[bytes, set[int]]:
    """Return the bytes of a database damaged at some of its pages, and the numbers of these."""
    pages, torn = len(data) // PAGE, bytearray(data)
    hit = {chance.randrange(pages) for _ in range(chance.choice((1, 2, 5, pages // 3)))}
    for page in hit:
        start = page * PAGE
        match chance.randrange(4):
            case 0:
                torn[start : start + PAGE] = chance.randbytes(PAGE)
            case 1:
                torn[start : start + PAGE] = bytes(PAGE)
            case 2:  # as when the disk writes a page in another's place
                other = chance.randrange(pages) * PAGE
                torn[start : start + PAGE] = data[other : other + PAGE]
            case _:
                inside = start + chance.randrange(PAGE - 64)
                torn[inside : inside + 64] = chance.randbytes(64)
    if chance.random() < 0.1:
        left = chance.randrange(pages)
        del torn[left * PAGE + chance.randrange(PAGE) :]
        hit.update(range(left, pages))
    return bytes(torn), {page + 1 for page in hit}


def rounds(usual: int, many: int) -> Iterator[Random]:
    """Yield sources of chance for so many rounds; for `many` where there is time."""
    for seed in range(many if os.environ.get("NEWSREADER_LONG") else usual):
        yield Random(seed)
