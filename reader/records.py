"""What programs read of articles, names and what was done: the objects that `--json` prints, a line each.

Fields may be added in later versions, but are never changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from library import (
    Added,
    Article,
    Block,
    Correction,
    Edit,
    Headline,
    Hit,
    Known,
    Mention,
    QueryError,
    Saved,
    Shelf,
    Status,
)
from reader.output import Json

if TYPE_CHECKING:
    from library import Recognised, Reread, Rescued


def headline_record(headline: Headline, hits: Sequence[Hit] | None = None, note: str = "") -> Json:
    """Return what scripts are told of an article in a list, of the hits of a search in it, and its note."""
    record: Json = {
        "id": headline.id,
        "title": headline.title,
        "source": headline.source,
        "author": headline.author,
        "published": time_text(headline.published),
        "language": headline.language,
        "url": headline.url,
        "words": headline.words,
        "read": time_text(headline.read),
        "bookmarked": time_text(headline.bookmarked),
        "tags": list(headline.tags),
        "note": note,
    }
    if hits is not None:
        record["hits"] = [{"block": h.block, "start": h.start, "end": h.end} for h in hits]
    return record


def article_record(
    article: Article, mentions: Iterable[Mention], status: Status, versions: Sequence[str] = ()
) -> Json:
    """Return what scripts are told of a whole article; `versions` are the ids of others of its story."""
    headline = Headline(
        article.id,
        article.title,
        article.source,
        article.author,
        article.published,
        article.language,
        article.url,
        article.words,
        status.read,
        status.bookmarked,
        article.added,
        status.tags,
        bool(status.note),
    )
    blocks = [_block_record(block) for block in article.blocks]
    names = [_mention_record(mention, article) for mention in mentions]
    record = {**headline_record(headline, note=status.note), "blocks": blocks, "mentions": names}
    return {**record, "versions": list(versions)}


def known_record(known: Known) -> Json:
    """Return what scripts are told of an entity."""
    return {
        "kind": known.entity.kind,
        "name": known.entity.name,
        "key": known.entity.key,
        "aliases": list(known.aliases),
        "articles": known.articles,
        "mentions": known.mentions,
    }


def correction_record(correction: Correction) -> Json:
    """Return what scripts are told of something that was said of an entity."""
    kind, key = correction.entity
    into = correction.into
    return {
        "id": correction.id,
        "action": correction.action,
        "kind": kind,
        "name": correction.name,
        "key": key,
        "into": into and {"kind": into[0], "name": correction.into_name, "key": into[1]},
        "text": correction.text,
        "at": time_text(correction.at),
    }


def saved_record(
    saved: Saved, shelf: Shelf, number: int | None, problem: QueryError | None
) -> Json:
    """Return what scripts are told of a query that is kept; the number is None when it cannot be read."""
    record: Json = {"id": saved.id, "name": saved.name, "query": saved.query}
    if shelf is Shelf.RULES:
        record = {"id": saved.id, "query": saved.query}
    record["hides" if shelf is Shelf.RULES else "unread"] = number
    return _with(record, problem=None if problem is None else str(problem))


def edit_record(edit: Edit) -> Json:
    """Return what scripts are told of something that was done to a query."""
    return {
        "id": edit.target or edit.id,
        "what": edit.deed,
        "name": edit.name,
        "query": edit.query,
        "at": time_text(edit.at),
    }


def added_record(added: Added, feeds: Sequence[str] = ()) -> Json:
    """Return what scripts are told of a document that was to be added; `feeds` are those that it names."""
    record: Json = {
        "source": added.source,
        "id": added.id,
        "title": added.title,
        "result": added.result,
    }
    return _with(record, reason=added.reason, notice=added.notice, feeds=list(feeds) or None)


def recognised_record(recognised: Recognised) -> Json:
    """Return what scripts are told of an article whose names were to be recognised."""
    record: Json = {
        "id": recognised.id,
        "title": recognised.title,
        "mentions": recognised.mentions,
        "result": "recognised" if recognised.reason is None else "failed",
    }
    return _with(record, reason=recognised.reason)


def rescued_record(rescued: Rescued) -> Json:
    """Return what scripts are told of an article of a library that is repaired."""
    record: Json = {"id": rescued.id, "title": rescued.title, "result": rescued.rescue.value}
    return _with(record, url=rescued.url)


def reread_record(reread: Reread) -> Json:
    """Return what scripts are told of an article that was to be read again."""
    record: Json = {
        "source": reread.source,
        "id": reread.id,
        "title": reread.title,
        "result": "read" if reread.reason is None else "kept",
    }
    return _with(record, reason=reread.reason, notice=reread.notice)


def _with(record: Json, **more: object) -> Json:
    """Return a record with fields that are told only where there is something to tell: those not None."""
    return {**record, **{name: value for name, value in more.items() if value is not None}}


def _block_record(block: Block) -> Json:
    return {
        "kind": block.kind,
        "text": block.text,
        "level": block.level,
        "attribution": block.attribution,
    }


def _mention_record(mention: Mention, article: Article) -> Json:
    text = article.text_of(mention.block)
    return {
        "block": mention.block,
        "start": mention.start,
        "end": mention.end,
        "kind": mention.entity.kind,
        "name": mention.entity.name,
        "text": text[mention.start : mention.end],
    }


def time_text(moment: datetime | None) -> str | None:
    """Return `moment` as ISO 8601 in UTC, to the millisecond where it has any."""
    if moment is None:
        return None
    precision = "milliseconds" if moment.microsecond else "seconds"
    return moment.astimezone(UTC).isoformat(timespec=precision).replace("+00:00", "Z")
