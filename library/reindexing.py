"""Reading originals again with the present parser: ids, marks and places survive."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from typing import Final, NamedTuple

from library.errors import Refused
from library.marks import Marks
from library.models import Block, Place
from library.store import Entry, Prepared, Reader, Rebuilder, Writer, prepare
from library.store.prepared import digest_of, from_parts
from library.store.rows import decode_blocks
from library.translation import _
from library.workers.pool import NO_SENSE, Job, Reply, WorkerPool

_CHUNK: Final = 200
_BATCH_SECONDS: Final = 0.3
_LOWEST: Final = -(1 << 63)
_ANCHORS: Final = (80, 30, 12)
"""Code points behind a place by which it is found again, the longest first."""


@dataclass(frozen=True, slots=True)
class Reread:
    """The answer for one article that was to be read again."""

    id: str
    """The article's id."""
    title: str
    """Its title now."""
    source: str
    """The name that its document came under."""
    reason: str | None = None
    """Why it was left as it was, a clause without a full stop; None when it was read."""
    notice: str | None = None
    """What the person should be told about how it was read, one sentence."""


class _Asked(NamedTuple):
    """An article that is being read again."""

    rank: int
    id: str


class Reindexing:
    """One run over all that is stored, or over what an interrupted one has left."""

    def __init__(
        self, reader: Reader, writer: Writer, rebuilder: Rebuilder, marks: Marks, pool: WorkerPool
    ) -> None:
        """Read again what is in the database behind `reader` and `writer`, with `pool`."""
        self._reader = reader
        self._writer = writer
        self._rebuilder = rebuilder
        self._marks = marks
        self._pool = pool

    def begin(self) -> int:
        """Go on with a run that was interrupted, or begin one; return how many are done already."""
        with self._writer.transaction():
            return self._rebuilder.begin(version("newsreader-tui"))

    def answers(self, stopped: Callable[[], bool]) -> Iterator[Reread]:
        """Yield an answer for each article when it is on disk; what is done is not done again.

        Once `stopped` says so, no more are read, and the next run goes on from there.
        """
        # What is added meanwhile is found in a further round.
        while self._rebuilder.pending(_LOWEST, 1):
            yield from self._round(stopped)
            if stopped():
                return
        with self._writer.transaction():
            for rank in self._rebuilder.moved():
                self._rebuilder.move(rank, self._stored(rank))
            self._rebuilder.finish()

    def _round(self, stopped: Callable[[], bool]) -> Iterator[Reread]:
        """Yield answers for all that are pending now, in the order in which they lie on disk."""
        batch: list[tuple[_Asked, Reply | Refused]] = []
        begun = time.monotonic()
        asked: list[_Asked] = []
        with closing(self._pool.read(self._jobs(asked))) as outcomes:
            for outcome in outcomes:
                if outcome is not None:
                    batch.append((asked.pop(0), outcome))
                if len(batch) >= _CHUNK or time.monotonic() - begun >= _BATCH_SECONDS:
                    yield from self._store(batch)
                    batch, begun = [], time.monotonic()
                if stopped():
                    break
        yield from self._store(batch)

    def _jobs(self, asked: list[_Asked]) -> Iterator[Job | Refused]:
        """Yield the originals that are pending; what they are of is appended to `asked`, in the same order."""
        above = _LOWEST
        while chunk := self._rebuilder.pending(above, _CHUNK):
            for rank, id_, name, data in chunk:
                asked.append(_Asked(rank, id_))
                yield _job(name, data)
            above = chunk[-1][0]

    def _store(self, batch: list[tuple[_Asked, Reply | Refused]]) -> list[Reread]:
        """Store what was read, in one transaction, and put places where they belong now."""
        if not batch:
            return []
        answers: list[Reread] = []
        places: list[tuple[str, Place | None]] = []
        with self._writer.transaction():
            for (rank, id_), outcome in batch:
                if self._reader.stored_rank_of(id_) != rank:
                    continue  # it was deleted for good meanwhile, by this program in another window
                entry, reason = self._understood(rank, outcome)
                place = self._reader.status(id_).place
                if place is not None:
                    old, new = self._reader.article(rank).blocks, decode_blocks(entry.blocks)
                    places.append((id_, moved_place(place, old, new)))
                self._rebuilder.replace(rank, entry)
                answers.append(Reread(id_, entry.about.title, entry.name, reason, entry.notice))
        for id_, place in places:
            self._marks.keep_place(id_, place)
        return answers

    def _understood(self, rank: int, outcome: Reply | Refused) -> tuple[Prepared, str | None]:
        """Return what is to be stored at `rank`, and why that is what stands there already, if so."""
        if isinstance(outcome, Refused):
            return self._stored(rank), outcome.reason
        try:
            return from_parts(outcome.parts, outcome.name, outcome.key), None
        except ValueError:
            return self._stored(rank), _(NO_SENSE)

    def _stored(self, rank: int) -> Prepared:
        """Return what stands at `rank` as it would be stored now."""
        name = self._reader.name_of_document(rank)
        # Its document stays as it is, so it need not be carried around.
        return prepare(
            Entry(self._reader.article(rank), self._reader.names.mentions(rank), b"", name)
        )


def _job(name: str, compressed: bytes) -> Job | Refused:
    """Return the reading of an original, or the refusal of one that is damaged."""
    try:
        data = zlib.decompress(compressed)
    except zlib.error:
        return Refused(name, _("the document that was kept of it is damaged"))
    return Job(name, data, digest_of(data))


def moved_place(place: Place, old: tuple[Block, ...], new: tuple[Block, ...]) -> Place | None:
    """Return where `place` in the blocks `old` is in the blocks `new` of the same document.

    It is found by its block's text, else by the words behind it, else by how far it was; None when
    there is nothing to point at.
    """
    if place.block < 0 or not new or place.block >= len(old):
        return place if new else None
    text = old[place.block].text
    same = [number for number, block in enumerate(new) if block.text == text]
    if same:
        return Place(min(same, key=lambda number: abs(number - place.block)), place.offset)
    before = "\n".join(block.text for block in old)
    after = "\n".join(block.text for block in new)
    position = sum(len(block.text) + 1 for block in old[: place.block]) + place.offset
    expected = position * len(after) // max(1, len(before))
    return _place_at(_found(before, position, after, expected), new)


def _found(before: str, position: int, after: str, expected: int) -> int:
    """Return where what follows `position` in `before` is in `after`: nearest to `expected`, else that."""
    for length in _ANCHORS:
        anchor = before[position : position + length].strip()
        if not anchor:
            continue
        nearest = [after.rfind(anchor, 0, expected + length), after.find(anchor, expected)]
        if found := [number for number in nearest if number >= 0]:
            return min(found, key=lambda number: abs(number - expected))
    return expected


def _place_at(position: int, blocks: tuple[Block, ...]) -> Place:
    """Return the place at a code point of all `blocks`, joined by line breaks."""
    for number, block in enumerate(blocks):
        if position <= len(block.text):
            return Place(number, max(0, position))
        position -= len(block.text) + 1
    return Place(len(blocks) - 1, len(blocks[-1].text))
