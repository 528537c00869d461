"""Repairing a library whose database is damaged: a new one is made of what can be read of it.

Documents as they came count most, then articles and headlines; all that is made of these is made anew, and
what the reader did comes from the state. The damaged file is kept under another name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Final

from library.adding import TARGET
from library.clean import clean_line
from library.errors import Damaged, NewerSchema, NotFound, Refused
from library.ids import article_id
from library.language import detect_language
from library.models import Article, Block
from library.opening import DATABASE_NAME
from library.store import Entry, Prepared, prepare
from library.store.checking import check_database, is_well_filled
from library.store.prepared import About, digest_of, from_parts
from library.store.rows import moment
from library.store.salvaged import Salvaged, left_alone
from library.store.salvaging import Document, Salvager
from library.store.schema import SCHEMA_VERSION, translated, unavailable
from library.translation import _
from library.workers.limits import Limits
from library.workers.pool import Job, Reply, WorkerPool

_AT_ONCE: Final = 200
_TITLE: Final = 100
"""Code points of a title that is made of the first words of a text."""


class Rescue(Enum):
    """How much of an article was saved."""

    WHOLE = "whole"
    READ_AGAIN = "read again"
    WITHOUT_DOCUMENT = "without document"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Rescued:
    """What became of one article."""

    rescue: Rescue
    """How much of it was saved."""
    id: str
    """Its id; empty where not even that is known."""
    title: str
    """Its title; empty where it is not known."""
    url: str | None = None
    """Where it can be had again, if that is known."""


class Repairing:
    """One repair of the library in a folder; nobody else may have it open meanwhile."""

    def __init__(self, folder: Path) -> None:
        """Repair the library in `folder`.

        Raises:
            NotFound: There is none.
        """
        self._path = folder / DATABASE_NAME
        if not self._path.exists():
            raise NotFound(_("There is no library in {folder}.").format(folder=folder))
        self.total = 0
        """How many articles there are of which anything is left, known once there is a first answer."""
        self.kept: Path | None = None
        """The name under which the damaged file is kept; None until the new one is in its place."""

    def is_needed(self) -> bool:
        """Tell whether anything is damaged; that takes as long as reading all that is stored.

        Raises:
            NewerSchema: A later version wrote it.
            Unavailable: It cannot be read now.
        """
        try:
            check_database(self._path)
        except Damaged:
            return True
        return not is_well_filled(self._path)

    def answers(self, stopped: Callable[[], bool] = bool) -> Iterator[Rescued]:
        """Yield what becomes of each article; behind the last, the new library is in its place.

        If it ends before, once `stopped` says so or by an error, all is as it was.

        Raises:
            Busy: Another program has it open.
            Damaged: Nothing in it can be read.
            NewerSchema: A later version wrote it.
            Unavailable: It cannot be read, or the new one cannot be written.
        """
        try:
            with (
                translated(self._path),
                left_alone(self._path),
                Salvager(self._path) as damaged,
            ):
                self._check(damaged)
                self.total = len(damaged.ranks())
                with Salvaged(self._path) as new:
                    yield from _Rescuing(damaged, new).answers(stopped)
                    if not stopped():
                        new.add_feeds(damaged)
                        self.kept = new.finish(datetime.now(UTC))
        except OSError as error:
            raise unavailable(self._path, error) from error

    def _check(self, damaged: Salvager) -> None:
        """Make sure that there is something to be saved, and that this version knows what it is."""
        if damaged.version is not None and damaged.version > SCHEMA_VERSION and damaged.is_ours:
            raise NewerSchema(
                self._path,
                _("a later version wrote it (schema {version})").format(version=damaged.version),
                _("Use that version."),
            )
        if not damaged.ranks():
            raise Damaged(
                self._path,
                _("no article can be read in it"),
                _(
                    "It was left as it is. Move it away to start a new library, and add what you have."
                ),
            )


class _Rescuing:
    """Takes articles from a damaged library over to a new one."""

    def __init__(self, damaged: Salvager, new: Salvaged) -> None:
        self._damaged = damaged
        self._new = new
        self._unread: list[int] = []  # the ranks of what has to be read again

    def answers(self, stopped: Callable[[], bool]) -> Iterator[Rescued]:
        """Yield what becomes of each article once it is stored."""
        ranks = self._damaged.ranks()
        for first in range(0, len(ranks), _AT_ONCE):
            yield from self._taken_over(ranks[first : first + _AT_ONCE])
            if stopped():
                return
        yield from self._read_again(stopped)
        gone = self._damaged.known.keys() - set(ranks)
        yield from (Rescued(Rescue.LOST, self._damaged.known[rank], "") for rank in sorted(gone))

    def _taken_over(self, ranks: list[int]) -> list[Rescued]:
        """Store those of the articles at `ranks` that need not be read again."""
        entries: dict[int, Prepared] = {}
        found: list[Rescued] = []
        for rank in ranks:
            about, blocks = self._damaged.headline(rank), self._damaged.blocks(rank)
            document = self._damaged.document(rank)
            if blocks is not None and about is None and document is None:
                about = _made_of(blocks, self._damaged.known.get(rank))
            if blocks is not None and about is not None:
                entries[rank] = _prepared(about, blocks, document)
                rescue = Rescue.WITHOUT_DOCUMENT if document is None else Rescue.WHOLE
                found.append(Rescued(rescue, about.id, about.title, about.url))
            elif document is not None:
                self._unread.append(rank)
            else:
                found.append(self._lost(rank))
        self._new.add(entries)
        return found

    def _read_again(self, stopped: Callable[[], bool]) -> Iterator[Rescued]:
        """Read the documents of what is whole in no other way, and store what comes of them."""
        ranks = iter(self._unread)
        if not self._unread:
            return
        with WorkerPool(TARGET, Limits()) as pool, closing(pool.read(self._jobs())) as outcomes:
            for outcome in outcomes:
                if outcome is not None:
                    yield self._stored(next(ranks), outcome)
                if stopped():
                    return

    def _jobs(self) -> Iterator[Job | Refused]:
        for rank in self._unread:
            document = self._damaged.document(rank)
            if document is None:
                yield Refused("", "")
            else:
                yield Job(document.name, document.data, digest_of(document.data))

    def _stored(self, rank: int, outcome: Reply | Refused) -> Rescued:
        """Store what was read again for the article at `rank`; its headline holds, where there is one."""
        try:
            if isinstance(outcome, Refused):
                return self._lost(rank)
            entry = from_parts(outcome.parts, outcome.name, outcome.key)
        except ValueError:
            return self._lost(rank)
        about, id_ = self._damaged.headline(rank), self._damaged.known.get(rank)
        if about is not None:
            about = replace(about, words=entry.about.words)
        else:
            about = replace(entry.about, id=id_ or entry.about.id)
        self._new.add({rank: replace(entry, about=about)})
        return Rescued(Rescue.READ_AGAIN, about.id, about.title, about.url)

    def _lost(self, rank: int) -> Rescued:
        """Return what is known of an article of which no text is left."""
        about = self._damaged.headline(rank)
        if about is None:
            return Rescued(Rescue.LOST, self._damaged.known.get(rank, ""), "")
        return Rescued(Rescue.LOST, about.id, about.title, about.url)


def _prepared(about: About, blocks: tuple[Block, ...], document: Document | None) -> Prepared:
    """Return an article as it was stored, with all that is made of it."""
    added = moment(about.added)
    assert added is not None
    article = Article(
        about.id,
        about.title,
        blocks,
        about.url,
        about.source,
        about.author,
        moment(about.published),
        about.language,
        added,
    )
    # What it names is recognised anew, as soon as there is time for it.
    name = document.name if document else about.title
    entry = prepare(Entry(article, (), b"", name))
    if document is None:
        return replace(entry, digest=b"")
    return replace(entry, original=document.packed, digest=digest_of(document.data))


def _made_of(blocks: tuple[Block, ...], id_: str | None) -> About:
    """Return what a list shows of a text of which nothing else is known."""
    text = "\n".join(block.text for block in blocks)
    title = clean_line(text[:_TITLE]).strip() or "…"
    return About(
        id_ or article_id(None, text),
        title,
        None,
        None,
        None,
        detect_language(text),
        None,
        0,
        int(datetime.now(UTC).timestamp() * 1000),
    )
