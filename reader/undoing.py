"""What was done in this session, to be taken back and done again: one stack for all of it.

Everything that is done goes through one thread, one after the other; so what is taken back need not
be on disk yet when the key is pressed. A deed that is done knows how to take itself back, which is a
deed as well: to take that back does it again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from typing import Final, Protocol

from library import (
    N_,
    Altered,
    Correction,
    Deed,
    Edit,
    Library,
    Shelf,
    _,
    clean_line,
    ngettext,
)
from reader.formats import count, shorten

MOST: Final = 500
"""How many deeds can be taken back."""

_TITLE_WIDTH: Final = 60

Kind = str
"""What a deed was done to: `articles`, `names`, or the name of a shelf of queries."""

ARTICLES: Final[Kind] = "articles"
NAMES: Final[Kind] = "names"


class Done(Protocol):
    """Something that was done."""

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was changed by it."""

    def back(self, library: Library) -> Done:
        """Take it back, and return that as something that was done.

        Raises:
            LibraryError: It cannot be taken back.
        """

    def told(self) -> str:
        """Return what was done, in sentences: it was taken back, or done again."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Fields of articles were set."""

    altered: tuple[Altered, ...]
    """What was changed."""
    title: str
    """The title of the article, if it is one."""
    left: int = 0
    """How many were left as they were, for they had been changed elsewhere."""

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was changed."""
        return not self.altered and not self.left

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the articles."""
        return frozenset(one.id for one in self.altered)

    @property
    def is_of_bin(self) -> bool:
        """Whether articles were deleted, or have come back."""
        return bool(self.altered) and self.altered[0].field == "deleted"

    def back(self, library: Library) -> Marked:
        """Put back what they had before, but for what was changed since."""
        put = library.put_back(self.altered)
        return Marked(put.done, self.title, put.left)

    def told(self) -> str:
        """Return what they are now."""
        sentences = []
        if self.altered:
            sentences.append(_said_of(self.altered, shorten(clean_line(self.title), _TITLE_WIDTH)))
        if self.left:
            sentences.append(
                ngettext(
                    "{count} was changed elsewhere since, and left.",
                    "{count} were changed elsewhere since, and left.",
                    self.left,
                ).format(count=count(self.left))
            )
        return " ".join(sentences)


def _said_of(altered: Sequence[Altered], title: str) -> str:
    """Return what was put back of articles, of one by its title."""
    field, number = altered[0].field, len(altered)
    one, many = _SAID[field, any(change.after for change in altered)]
    return _(one).format(title=title) if number == 1 and title else many(number)


_SAID: Final[dict[tuple[str, bool], tuple[str, Callable[[int], str]]]] = {
    ("read", False): (
        N_("Unread again: {title}"),
        lambda n: _told(
            ngettext("{count} article is unread again.", "{count} articles are unread again.", n), n
        ),
    ),
    ("read", True): (
        N_("Read again: {title}"),
        lambda n: _told(
            ngettext("{count} article is read again.", "{count} articles are read again.", n), n
        ),
    ),
    ("bookmarked", False): (
        N_("No bookmark any more: {title}"),
        lambda n: _told(
            ngettext(
                "{count} bookmark is removed again.", "{count} bookmarks are removed again.", n
            ),
            n,
        ),
    ),
    ("bookmarked", True): (
        N_("Bookmarked again: {title}"),
        lambda n: _told(
            ngettext("{count} bookmark is set again.", "{count} bookmarks are set again.", n), n
        ),
    ),
    ("deleted", False): (
        N_("Here again: {title}"),
        lambda n: _told(
            ngettext("{count} article is here again.", "{count} articles are here again.", n), n
        ),
    ),
    ("deleted", True): (
        N_("Deleted again: {title}"),
        lambda n: _told(
            ngettext("{count} article is deleted again.", "{count} articles are deleted again.", n),
            n,
        ),
    ),
    ("tags", True): (
        N_("Other tags again: {title}"),
        lambda n: _told(
            ngettext(
                "{count} article has other tags again.",
                "{count} articles have other tags again.",
                n,
            ),
            n,
        ),
    ),
    ("tags", False): (
        N_("No tags any more: {title}"),
        lambda n: _told(
            ngettext(
                "{count} article has no tags any more.",
                "{count} articles have no tags any more.",
                n,
            ),
            n,
        ),
    ),
    ("note", False): (
        N_("No note any more: {title}"),
        lambda n: _told(
            ngettext(
                "{count} article has no note any more.",
                "{count} articles have no notes any more.",
                n,
            ),
            n,
        ),
    ),
    ("note", True): (
        N_("Another note again: {title}"),
        lambda n: _told(
            ngettext(
                "{count} article has another note again.",
                "{count} articles have other notes again.",
                n,
            ),
            n,
        ),
    ),
}
"""What is said of one article and of several, by what they have or have no longer."""


def _told(sentence: str, number: int) -> str:
    return sentence.format(count=count(number))


@dataclass(frozen=True, slots=True)
class Edited:
    """Something was done to a query that is kept."""

    edit: Edit
    """What."""
    holds: bool
    """Whether it holds, or was taken back."""
    renamed: dict[str, str]
    """The ids that queries got which were added again, by those that they had before."""
    says: Callable[[Edit], str]
    """Returns what an edit does, as what can be taken back."""

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was changed."""
        return False

    def back(self, library: Library) -> Edited:
        """Take it back, or do it again."""
        kept = {Shelf.SEARCHES: library.searches, Shelf.RULES: library.rules}
        queries = kept.get(self.edit.shelf, library.feeds)
        if self.holds:
            queries.take_back(self.edit)
            return Edited(self.edit, False, self.renamed, self.says)
        target = self.edit.target
        while target in self.renamed:
            target = self.renamed[target]
        again = queries.do_again(self.edit, target)
        if again.deed is Deed.ADD:
            self.renamed[self.edit.id] = again.id
        return Edited(again, True, self.renamed, self.says)

    def told(self) -> str:
        """Return what was taken back or done again."""
        sentence = _("Done again: {what}.") if self.holds else _("Taken back: {what}.")
        return sentence.format(what=shorten(self.says(self.edit), 200))


@dataclass(frozen=True, slots=True)
class Said:
    """Something was said of a name."""

    correction: Correction
    """What."""
    holds: bool
    """Whether it holds, or was taken back."""
    says: Callable[[Correction], str]
    """Returns what a correction says, as a sentence without a full stop."""

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was changed."""
        return False

    def back(self, library: Library) -> Said:
        """Take it back, or say it again."""
        corrections = library.register.corrections
        if self.holds:
            corrections.undo(self.correction.id)
            return Said(self.correction, False, self.says)
        return Said(corrections.say_again(self.correction), True, self.says)

    def told(self) -> str:
        """Return what was taken back or said again."""
        sentence = _("Said again: {what}.") if self.holds else _("Taken back: {what}.")
        return sentence.format(what=self.says(self.correction))


@dataclass(frozen=True, slots=True)
class Step:
    """A deed on its way."""

    kind: Kind
    """What it is done to."""
    done: Future[Done]
    """Has what was done once that is on disk."""

    @property
    def is_void(self) -> bool:
        """Whether it is known that nothing was done."""
        return self.done.done() and (
            self.done.exception() is not None or self.done.result().is_nothing
        )


def _back(before: Future[Done], library: Library) -> Done:
    """Take back what `before` has; it is done by then, for all is done in one thread."""
    return before.result().back(library)


@dataclass
class History:
    """The deeds that can be taken back, and those that can be done again; the last of each last."""

    submit: Callable[[Callable[[Library], Done]], Future[Done]]
    """Has something done, behind all that was to be done before."""
    _back: deque[Step] = field(default_factory=lambda: deque(maxlen=MOST))
    _again: list[Step] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    """The ids that queries got which were added again, by those that they had before."""

    def add(self, kind: Kind, done: Future[Done]) -> None:
        """Take notice of a deed; what was taken back before it cannot be done again."""
        self._back.append(Step(kind, done))
        self._again.clear()

    def back(self, kind: Kind | None = None) -> Future[Done] | None:
        """Take back what was done last, of a kind if that is said; None when there is nothing."""
        return self._move(self._back, self._again, kind)

    def again(self) -> Future[Done] | None:
        """Do again what was taken back last; None when there is nothing."""
        return self._move(self._again, self._back, None)

    def _move(
        self, source: deque[Step] | list[Step], target: deque[Step] | list[Step], kind: Kind | None
    ) -> Future[Done] | None:
        """Take back the last deed of `source`, and put what that was on `target`."""
        for number in range(len(source) - 1, -1, -1):
            step = source[number]
            if kind is None or step.kind == kind:
                del source[number]
                if step.is_void:
                    continue
                before = step.done
                moved = self.submit(partial(_back, before))
                target.append(Step(step.kind, moved))
                return moved
        return None
