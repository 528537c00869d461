"""Articles for the tests, made by hand where what is read from files would say less."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from library.ids import article_id
from library.models import Article, Block, BlockKind, Mention
from library.store import Entry, Prepared, prepare

NOON = datetime(2024, 5, 17, 12, 0, tzinfo=UTC)
"""A time to reckon from."""


def paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, text)


def heading(text: str) -> Block:
    return Block(BlockKind.HEADING, text, level=2)


def article(
    title: str,
    *blocks: Block,
    source: str | None = None,
    author: str | None = None,
    language: str | None = None,
    published: datetime | None = None,
) -> Article:
    text = "\n".join([title, *(block.text for block in blocks)])
    return Article(
        article_id(None, text), title, blocks, None, source, author, published, language, NOON
    )


def entry(stored: Article, mentions: Sequence[Mention] = ()) -> Prepared:
    return prepare(Entry(stored, mentions, stored.title.encode(), "made.txt"))
