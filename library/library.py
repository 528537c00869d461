"""The library: everything about stored articles, through one object."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from library.altering import Altered, PutBack
from library.edits import Saved
from library.errors import NotFound
from library.finding import Finding
from library.ids import ID_DIGITS
from library.marks import Mark
from library.models import Article, Place, Status
from library.search import parse
from library.store import Counts, Tally
from library.translation import _


class Library(Finding):
    """A folder with stored articles and what the reader did to them.

    One object belongs to one thread at a time. Several may be open on one folder, in one program or
    in many: each sees what the others have stored.
    """

    # Articles

    def article(self, id_: str) -> Article:
        """Return the article with this id.

        Raises:
            NotFound: None is stored under it.
        """
        with self._translated():
            return self._reader.article(self.key(id_))

    def key(self, id_: str) -> int:
        """Return the key under which a `Listing` knows the article with this id.

        Raises:
            NotFound: None is stored under it.
        """
        with self._translated():
            return self._rank(id_)

    def origin(self, id_: str) -> str:
        """Return the name under which the document came that is this article: a path, an address, or `stdin`.

        Raises:
            NotFound: No article is stored under it.
        """
        with self._translated():
            return self._reader.name_of_document(self._rank(id_))

    def resolve(self, prefix: str) -> str:
        """Return the whole id of the one article whose id begins with `prefix`.

        Raises:
            NotFound: None does, or more than one.
        """
        prefix = prefix.lower()
        if not 0 < len(prefix) <= ID_DIGITS or prefix.strip("0123456789abcdef"):
            raise NotFound(_("“{prefix}” is not the id of an article.").format(prefix=prefix))
        with self._translated():
            found = self._reader.ids(prefix)
        if not found:
            raise NotFound(
                _("No article has an id that begins with {prefix}.").format(prefix=prefix)
            )
        if len(found) > 1:
            raise NotFound(
                _("More than one article has an id that begins with {prefix}.").format(
                    prefix=prefix
                )
            )
        return found[0]

    def counts(self) -> Counts:
        """Return how many articles there are, how many unread, how many bookmarked, hidden ones included."""
        with self._translated():
            return self._reader.counts()

    def hidden(self) -> Counts:
        """Return how many of them rules hide; the cost grows with that."""
        with self._translated():
            return self._hiding.hidden(self.rules.nodes())

    def hidden_by(self, rule: Saved) -> int:
        """Return how many articles one rule hides; the cost grows with that.

        Raises:
            QueryError: Its query cannot be read.
        """
        with self._translated():
            return self._hiding.count(parse(rule.query))

    def tally(self) -> tuple[Tally, bool] | None:
        """Return what was counted last and whether it is still right; None when nothing is kept."""
        with self._translated():
            return self._tallies.kept()

    def keep_tally(self, tally: Tally) -> None:
        """Keep what has been counted, which is right as of now.

        Raises:
            Unavailable: The library cannot be written.
        """
        with self._translated():
            self._tallies.keep(tally)

    # State

    def status(self, id_: str) -> Status:
        """Return what the reader did to the article with this id."""
        with self._translated():
            return self._reader.status(id_)

    def mark(self, ids: Iterable[str], mark: Mark) -> tuple[Altered, ...]:
        """Mark articles, and return what that has changed; what is so already stays as it is.

        When this returns, the change is on disk, all of it by one write.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be written.
        """
        with self._translated():
            return self._marks.mark(ids, mark)

    def put_back(self, altered: Sequence[Altered]) -> PutBack:
        """Set fields of articles to what they had before, but for those that were changed since.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be read or written.
        """
        with self._translated():
            return self._marks.put_back(altered)

    def keep_place(self, id_: str, place: Place | None) -> None:
        """Remember where reading of an article stopped; None forgets it.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be written.
        """
        with self._translated():
            self._marks.keep_place(id_, place)

    @property
    def seen(self) -> str:
        """Which version of the state is shown, as `state_version` has it; empty where it could not be read."""
        return "" if self.trouble is not None else self._mirror.seen

    def follow(self, seen: str) -> None:
        """Take for seen no more than a version of the state, for `changed_elsewhere`."""
        self._mirror.follow(seen)

    def changed_elsewhere(self) -> bool:
        """Tell whether others have changed the state since this was asked last, and show what they did.

        Raises:
            NewerSchema, Unavailable: The state cannot be read.
        """
        with self._translated():
            return self._mirror.changed_elsewhere()

    def fold(self) -> None:
        """Move the journal of changes into the state file; cheap when there is none.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be written; the journal keeps it.
        """
        with self._translated():
            self._mirror.fold()
