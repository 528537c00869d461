"""What is being looked at, and what was done to it: the state behind the main screen, without a screen."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from library import (
    BOOKMARKED,
    EVERYTHING,
    HIDDEN,
    N_,
    UNREAD,
    Arrangement,
    Article,
    Headline,
    Library,
    Listing,
    Node,
    Saved,
    _,
    all_of,
    parse_query,
)
from reader.config import Config

FIRST_PAGE: Final = 200
"""Articles that are listed at once; the rest follows in the background."""


@dataclass(frozen=True, slots=True)
class View:
    """A standing selection of articles."""

    name: str
    """What it is called; to be translated where it is shown."""
    node: Node
    """What belongs to it."""


VIEWS: Final = (View(N_("All"), EVERYTHING), View(N_("Unread"), UNREAD), View("★", BOOKMARKED))
"""The views, in the order of their keys; those of saved searches follow them."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a list of articles is the answer to."""

    view: int = 0
    """Number of the view; that of all articles when it is a saved search."""
    query: str = ""
    """What is searched for within the view."""
    saved: Saved | None = None
    """The saved search that is the view; None when it is none."""
    is_hidden: bool = False
    """Whether it is not a saved search but a rule, of which the articles are that it hides."""
    is_wide: bool = False
    """Whether it is looked for in all articles instead of the view."""

    @property
    def name(self) -> str:
        """What it is called where is looked."""
        if self.is_wide:
            return _(VIEWS[0].name)
        return self.saved.name if self.saved else _(VIEWS[self.view].name)

    @property
    def base(self) -> Question:
        """The question for the whole view."""
        return replace(self, query="", is_wide=False)

    @property
    def node(self) -> Node:
        """The whole question as a query tree.

        Raises:
            QueryError: The query cannot be read.
        """
        if self.is_wide:
            return self.searched
        view = parse_query(self.saved.query) if self.saved else VIEWS[self.view].node
        return all_of(view, *((HIDDEN,) if self.is_hidden else ()), self.searched)

    @property
    def searched(self) -> Node:
        """The query alone, for its hits; its last word may go on."""
        return parse_query(self.query, typing=True)


class Session:
    """The list that is looked at, with changes shown before they are on disk."""

    def __init__(self, library: Library, config: Config) -> None:
        """Look at `library` through a connection that belongs to the screen's thread."""
        self._library = library
        self._config = config
        self.question = Question()
        self.arrangement = Arrangement()
        """How the list stands."""
        self.is_stopped = False
        """Whether time was up before all that is asked for was found."""
        self.marked = 0
        """How many marks were set and removed, so that it can be told whether any was meanwhile."""
        self.listing: Listing = library.listing(array("q"))
        self._complete = False
        self._pending: dict[str, Headline] = {}

    @property
    def searches(self) -> tuple[Saved, ...]:
        """The saved searches, in the order of their keys."""
        return self._library.searches.all()

    @property
    def current(self) -> int:
        """Number of the view that is looked at, saved searches included; -1 when it has none any more."""
        question = self.question
        if question.is_wide:
            return 0
        if question.saved is None:
            return question.view
        ids = [one.id for one in self.searches]
        found = question.saved.id in ids
        return len(VIEWS) + ids.index(question.saved.id) if found else -1

    def question_of(self, view: int) -> Question | None:
        """Return the question for a view, within which the search goes on; None when no view has the number."""
        query = self.question.query
        if view < len(VIEWS):
            return Question(view, query)
        found = self.searches[view - len(VIEWS) :][:1]
        return Question(query=query, saved=found[0]) if found else None

    @property
    def is_complete(self) -> bool:
        """Whether the list holds all that belongs to it."""
        return self._complete

    @property
    def is_plain(self) -> bool:
        """Whether the list is that of all articles, so that none can leave it when it is made anew."""
        return self.question == Question()

    def ask(self, question: Question) -> None:
        """List the first of the articles that answer `question`; more are to be added.

        Raises:
            QueryError: The question's query cannot be read; the list stays as it was.
        """
        self.show(question, self._library.find(question.node, limit=FIRST_PAGE))

    def show(self, question: Question, keys: array[int], *, stopped: bool = False) -> None:
        """List the articles with `keys`, the first that answer `question`.

        With `stopped` time was up before all of a page were found; more are not looked for.
        """
        listing = self._library.listing(keys, folded=self._config.one_row)
        listing.is_whole = stopped or len(keys) < FIRST_PAGE
        self.show_listing(question, Arrangement(), listing)
        self.is_stopped = stopped

    def show_listing(self, question: Question, arrangement: Arrangement, listing: Listing) -> None:
        """Show `listing`, which answers `question` and was arranged so, perhaps in another thread."""
        self.question, self.arrangement, self.listing = question, arrangement, listing
        self._library.adopt(listing)
        for headline in self._pending.values():
            self.listing.amend(headline)
        self._complete = listing.is_whole
        self.is_stopped = False

    def extend(self, keys: array[int], complete: bool) -> None:
        """Add the articles with `keys` at the end of the list."""
        self.listing.extend(keys)
        self._complete = self.listing.is_whole = complete

    def sharing(self, headline: Headline) -> list[Headline]:
        """Return the article of `headline`, and if they are read together all versions of it."""
        if self._config.share_read:
            others = map(self.now, self._library.versions(headline.id))
            return [headline, *(other for other in others if other.id != headline.id)]
        return [headline]

    def now(self, headline: Headline) -> Headline:
        """Return the headline of the same article, with changes that are on their way to the disk."""
        return self._pending.get(headline.id, headline)

    def headlines(self, keys: Sequence[int]) -> list[Headline]:
        """Return the headlines of the articles with `keys`, some hundreds at most, as they are shown."""
        found = self._library.listing(array("q", keys))
        return [self.now(one) for one in found if one.id]

    def amend(self, before: Headline, after: Headline) -> Headline:
        """Show at once what an article is after a change, and return that."""
        self._pending[after.id] = after
        self._put(before, after)
        return after

    def renew(self) -> None:
        """Show all articles as they are on disk now: many were changed at once."""
        self.marked += 1
        self.listing.renew()
        for headline in self._pending.values():
            self.listing.amend(headline)

    def take_back(self, before: Iterable[Headline], listing: Listing) -> None:
        """Show articles as they were in `listing`, in which they were marked: it could not be saved."""
        for headline in before:
            if listing is self.listing and headline.id in self._pending:
                self._put(self._pending[headline.id], headline)
            self.listing.amend(headline)

    def _put(self, before: Headline, after: Headline) -> None:
        """Show an article as it is `after` a mark."""
        self.marked += 1
        by = (after.read is None) - (before.read is None)
        if by and self.listing.outline is not None:
            self.listing.note_unread(after, self._library.key(after.id), by)
        self.listing.amend(after)

    def saved(self, headlines: Iterable[Headline]) -> None:
        """Take notice that marks that `amend` returned are on disk, or were taken back."""
        for headline in headlines:
            if self._pending.get(headline.id) is headline:
                del self._pending[headline.id]

    def row_of(self, key: int) -> int | None:
        """Return the row of the article with this key, loading the rest of the list if need be.

        One that stands behind another version of its story has a row from then on.
        """
        row = self.listing.reveal(key)
        if row is None and not self._complete:
            self._load_all()
            row = self.listing.reveal(key)
        return row

    def _load_all(self) -> None:
        """List at once what was to follow in the background: 100,000 articles take 0.1 s."""
        keys = self._library.find(self.question.node, below=self.listing.last_key)
        self.extend(keys, complete=True)

    def next_unread(self, row: int, by: int) -> int | None:
        """Return the nearest row below `row`, or above with -1, whose article is unread."""
        wanted = all_of(self.question.node, UNREAD)
        if (version := self._unread_version(row, by)) is not None:
            return version
        key = self.listing.key(self.listing.story_row(row))
        while True:
            found = self._library.find(wanted, below=key, limit=1, upwards=by < 0)
            if not found:
                return None
            key = found[0]
            position = self._listed(key)
            # Not listed: it came after the list was made, or stands behind another version. Not
            # further on: it is listed below one. Not unread: its mark is not on disk yet.
            if (
                position is not None
                and (position - row) * by > 0
                and self.listing[position].read is None
            ):
                return position

    def _unread_version(self, row: int, by: int) -> int | None:
        """Return the nearest unread version among those that are listed around `row` for one story."""
        first = self.listing.story_row(row)
        row += by
        while 0 <= row < len(self.listing):
            if not self.listing.is_version(row) and (by > 0 or row != first):
                break
            if self.listing[row].read is None:
                return row
            row += by
        return None

    def _listed(self, key: int) -> int | None:
        """Return the row of the article with this key, loading the rest of the list if need be."""
        if self.listing.position(key) is None and not self._complete:
            self._load_all()
        return self.listing.position(key)

    def toggle_versions(self, row: int) -> int | None:
        """List the other versions of the story in a row below it, or no longer; return the row to go to.

        None when there are no others.
        """
        first = self.listing.story_row(row)
        if self.listing.is_open(first):
            return self.listing.close(first)
        if self.listing.versions(first) < 2:
            return None
        self.listing.open(first)
        return first

    def open(self, headline: Headline) -> Article:
        """Return the whole article of `headline`.

        Raises:
            NotFound: It was deleted meanwhile.
        """
        return self._library.article(headline.id)
