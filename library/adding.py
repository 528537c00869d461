"""Adding documents: what is known is recognised, the rest is read by workers and stored in batches."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from library.answers import Added, Result
from library.errors import Refused
from library.intake.files import Source
from library.marks import Marks
from library.models import Headline
from library.store import Prepared, Reader, Writer
from library.store.prepared import digest_of, from_parts
from library.translation import _
from library.workers.pool import NO_SENSE, Job, Reply, WorkerPool

TARGET: Final = "library.documents:read_for_store"
"""The function that the workers run."""

_BATCH: Final = 200
_BATCH_BYTES: Final = 8 * 1024 * 1024
_BATCH_SECONDS: Final = 0.3
_RESERVED: Final = 1_000


_Outcome = Added | Prepared


class Adding:
    """One run over some documents; its caller has the library to itself meanwhile, for writing."""

    def __init__(
        self,
        reader: Reader,
        writer: Writer,
        pool: WorkerPool,
        largest: int,
        total: int | None,
        marks: Marks | None = None,
    ) -> None:
        """Add to the database behind `reader` and `writer` what `pool` reads.

        Args:
            reader: Knows what is stored.
            writer: Stores.
            pool: Reads documents with `TARGET`.
            largest: Bytes of the largest document that is taken.
            total: How many documents there will be, if that is known; see `Library.add`.
            marks: Brings back what was deleted and is named by itself; None to leave it deleted.
        """
        self._reader = reader
        self._writer = writer
        self._marks = marks
        self._named: set[bytes] = set()  # digests of documents that were named by themselves
        self._relative: set[bytes] = set()  # of files that were named from the present folder
        self._pool = pool
        self._largest = largest
        self._expected = _RESERVED if total is None else total
        self._rank = self._lowest = 0

    def answers(self, sources: Iterable[Source], stopped: Callable[[], bool]) -> Iterator[Added]:
        """Yield an answer for each of `sources`, in order, when it is on disk.

        Once `stopped` says so, no more documents are taken, and what was read already is stored.
        """
        batch = _Batch()
        with closing(self._pool.read(map(self._job, sources))) as outcomes:
            # Nothing holds a document, which may be large, for longer than it must.
            for outcome in map(_understood, outcomes):
                if outcome is not None:
                    batch.add(outcome)
                del outcome
                if batch.is_due:
                    yield from self._store(batch.take())
                if stopped():
                    break
        yield from self._store(batch.take())

    def _job(self, source: Source) -> Job | Added:
        """Return what the workers are to read, or the answer for what they need not."""
        try:
            data = source.read(self._largest)
        except Refused as refusal:
            return _refused(refusal)
        digest = digest_of(data)
        headline = self._stored_of(digest)
        if headline is None:
            if source.is_named:
                self._named.add(digest)
            if source.data is None and not Path(source.name).is_absolute():
                self._relative.add(digest)
            return Job(source.name, data, digest)
        result = Result.KNOWN
        if self._marks and source.is_named and self._reader.is_deleted(headline.id):
            self._bring_back(headline.id)
            result = Result.STORED
        return Added(source.name, result, headline.id, headline.title)

    def _stored_of(self, digest: bytes) -> Headline | None:
        """Return the article that was made of the document with this digest, if it is stored."""
        rank = self._reader.rank_of_document(digest)
        # It may be deleted for good between the two.
        return None if rank is None else next(iter(self._reader.headlines([rank])), None)

    def _bring_back(self, id_: str) -> None:
        """Have an article no longer deleted."""
        if self._marks is not None:
            self._marks.alter("deleted", [id_], lambda _: None)

    def _store(self, outcomes: list[_Outcome]) -> list[Added]:
        """Store those of `outcomes` that are new, in one transaction, and return their answers."""
        if not any(isinstance(outcome, Prepared) for outcome in outcomes):
            return [outcome for outcome in outcomes if isinstance(outcome, Added)]
        back: set[str] = set()
        for outcome in outcomes:
            if isinstance(outcome, Prepared) and outcome.digest in self._named:
                id_ = outcome.about.id
                if self._marks and self._reader.is_deleted(id_):
                    self._bring_back(id_)
                    back.add(id_)
        with self._writer.lasting():
            entries: dict[int, Prepared] = {}
            ranks: dict[str, int] = {}
            answers = [
                self._place(outcome, entries, ranks, back)
                if isinstance(outcome, Prepared)
                else outcome
                for outcome in outcomes
            ]
            self._writer.add(entries)
            for outcome in outcomes:
                if isinstance(outcome, Prepared) and outcome.about.id in ranks:
                    self._writer.remember(outcome.digest, ranks[outcome.about.id])
        return answers

    def _place(
        self,
        article: Prepared,
        entries: dict[int, Prepared],
        ranks: dict[str, int],
        back: set[str],
    ) -> Added:
        """Put an article among those that are to be stored, unless it is known; return its answer.

        Those that have come `back` were deleted, and are told to be stored, each once.
        """
        about = article.about
        rank = ranks.get(about.id)
        if rank is None:
            rank = self._reader.stored_rank_of(about.id)
        result = Result.STORED if rank is None or about.id in back else Result.KNOWN
        back.discard(about.id)
        is_relative = article.digest in self._relative
        self._relative.discard(article.digest)
        if rank is None and self._reader.is_deleted(about.id):
            return Added(article.name, Result.KNOWN, about.id, about.title)
        if rank is None:
            rank = self._rank_for(article, entries)
            entries[rank] = _from_anywhere(article) if is_relative else article
        ranks[about.id] = rank
        return Added(article.name, result, about.id, about.title, notice=article.notice)

    def _rank_for(self, article: Prepared, entries: dict[int, Prepared]) -> int:
        """Return where a new article goes: by its date, else below the last that had none either."""
        published = article.about.published
        if published is not None:
            return self._writer.rank(published, entries)
        if self._rank <= self._lowest:
            self._rank = self._writer.reserve(self._expected)
            self._lowest = self._rank - 2 * self._expected
            self._expected = _RESERVED
        rank = self._rank
        self._rank -= 2
        return rank


class _Batch:
    """Outcomes that wait to be stored together."""

    def __init__(self) -> None:
        self._outcomes: list[_Outcome] = []
        self._begun = 0.0
        self._bytes = 0

    def add(self, outcome: _Outcome) -> None:
        """Add an outcome; the first starts the clock."""
        if not self._outcomes:
            self._begun = time.monotonic()
        self._outcomes.append(outcome)
        self._bytes += outcome.size if isinstance(outcome, Prepared) else 0

    def take(self) -> list[_Outcome]:
        """Return what waits, and begin anew."""
        taken, self._outcomes, self._bytes = self._outcomes, [], 0
        return taken

    @property
    def is_due(self) -> bool:
        """Whether it is large enough, or has waited long enough."""
        return bool(self._outcomes) and (
            len(self._outcomes) >= _BATCH
            or self._bytes >= _BATCH_BYTES
            or time.monotonic() - self._begun >= _BATCH_SECONDS
        )


def _understood(outcome: Reply | Refused | Added | None) -> _Outcome | None:
    """Return what came from the workers as an article to be stored, or as an answer."""
    if outcome is None or isinstance(outcome, Added):
        return outcome
    if isinstance(outcome, Refused):
        return _refused(outcome)
    try:
        return from_parts(outcome.parts, outcome.name, outcome.key)
    except ValueError:
        reason = _(NO_SENSE)
        return Added(outcome.name, Result.REFUSED, reason=reason)


def _from_anywhere(article: Prepared) -> Prepared:
    """Return an article with the name of its file as it leads there from any folder."""
    return replace(article, name=str(Path(article.name).absolute()))


def _refused(refusal: Refused) -> Added:
    """Return the answer for a document that was not taken."""
    return Added(refusal.source, Result.REFUSED, reason=refusal.reason)
