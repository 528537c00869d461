"""Reading documents without storing them, in processes of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TypeVar, cast

from library.adding import TARGET
from library.errors import ModelUnavailable, Refused
from library.intake.files import Source
from library.models import Article, Mention
from library.store.prepared import article_of, from_parts
from library.translation import _
from library.workers.limits import Limits
from library.workers.pool import NO_SENSE, Job, Reply, WorkerPool

_Other = TypeVar("_Other")


@dataclass(frozen=True, slots=True)
class Read:
    """A document as it was read."""

    article: Article
    """The article in it."""
    mentions: tuple[Mention, ...]
    """The names in it."""
    notice: str | None
    """What the person should be told about how it was read, one sentence; None when all went well."""


def read_apart(
    items: Iterable[Source | _Other], limits: Limits | None = None
) -> Iterator[Read | Refused | _Other]:
    """Yield what each document among `items` says, or why it is refused, in their order.

    What is no document is yielded in its place. A document whose reading takes too long or too much,
    crashes or fails costs itself alone. No process is started before the first document comes.

    Args:
        items: The documents, and what else is to be kept in order with them.
        limits: What reading a document may cost.

    Raises:
        Unavailable: No process can be started.
    """
    limits = limits or Limits()
    with WorkerPool(TARGET, limits) as pool:
        jobs: Iterator[Job | Refused | _Other] = (
            _job(item, limits) if isinstance(item, Source) else item for item in items
        )
        with closing(pool.read(jobs)) as outcomes:
            for outcome in outcomes:
                if isinstance(outcome, Reply):
                    yield _read(outcome)
                elif outcome is not None:
                    yield cast("Refused | _Other", outcome)


def _job(source: Source, limits: Limits) -> Job | Refused:
    """Return the reading of a document, or the refusal of one that there is nothing to read of."""
    try:
        return Job(source.name, source.read(limits.size))
    except Refused as refusal:
        return refusal


def _read(reply: Reply) -> Read | Refused:
    """Return what a worker has answered."""
    try:
        prepared = from_parts(reply.parts, reply.name, reply.key)
    except ValueError:
        return Refused(reply.name, _(NO_SENSE))
    article = article_of(prepared)
    # Imported here: its model takes half a second to load.
    from library.entities import recognise_article

    try:
        mentions = recognise_article(
            article.title, article.blocks, article.language, article.published
        )
    except ModelUnavailable as error:
        return Read(
            article, prepared.names.mentions(), prepared.notice or f"{error} {error.remedy}"
        )
    return Read(article, mentions, prepared.notice)
