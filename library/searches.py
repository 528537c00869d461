"""Queries that are kept: searches that stand beside the views, and rules that hide what they find."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from typing import Final

from library.clean import clean_line
from library.edits import Deed, Edit, Saved, Shelf, standing
from library.errors import NotFound, NotSaved, QueryError
from library.ids import ID_DIGITS
from library.marks import Marks
from library.models import Entity, EntityKind
from library.search import (
    BOOKMARKED,
    EVERYTHING,
    HIDDEN,
    UNREAD,
    And,
    Node,
    all_of,
    is_label,
    leaves_of,
    parse,
)
from library.times import present
from library.translation import N_, _

MAX_NAME: Final = 200
"""Code points of the longest name that can be given."""

_LEAST_DIGITS: Final = 4
_READ_AGAIN_SECONDS: Final = 60

_FIELDS: Final = {
    EntityKind.PERSON: "person",
    EntityKind.PLACE: "place",
    EntityKind.ORGANISATION: "org",
}
_NONE: Final = {
    Shelf.SEARCHES: N_("No saved search is “{name}”."),
    Shelf.RULES: N_("No rule is “{name}”."),
    Shelf.FEEDS: N_("No feed is “{name}”."),
}
_TAKEN: Final = {
    Shelf.SEARCHES: N_("Another search is called “{name}”."),
    Shelf.FEEDS: N_("Another feed is called “{name}”."),
}
_SEVERAL: Final = {
    Shelf.SEARCHES: N_("More than one saved search is “{name}”."),
    Shelf.RULES: N_("More than one rule is “{name}”."),
    Shelf.FEEDS: N_("More than one feed is “{name}”."),
}


class Queries:
    """The queries that are kept for one purpose, and what is done to them, each of which can be taken back."""

    shelf: Shelf
    """The purpose."""

    def __init__(
        self, marks: Marks, translated: Callable[[], AbstractContextManager[None]]
    ) -> None:
        """Keep them by `marks`; `translated` turns what SQLite says into the library's errors."""
        self._marks = marks
        self._translated = translated
        self._edits: tuple[Edit, ...] = ()
        self._standing: tuple[Saved, ...] = ()

    def all(self) -> tuple[Saved, ...]:
        """Return them in the order in which they stand; cheap, and the same object until they change."""
        with self._translated():
            edits = self._marks.edits()
        if edits is not self._edits:
            self._edits, self._standing = edits, standing(edits, self.shelf)
        return self._standing

    def one(self, name: str) -> Saved:
        """Return the one that is called `name`, whatever its case, or whose id begins so.

        Raises:
            NotFound: None is, or more than one.
        """
        wanted = clean_line(name).casefold()
        found = [one for one in self.all() if one.name.casefold() == wanted]
        if not found and _LEAST_DIGITS <= len(wanted) <= ID_DIGITS:
            found = [one for one in self.all() if one.id.startswith(wanted)]
        if len(found) != 1:
            message = _((_SEVERAL if found else _NONE)[self.shelf])
            error = NotFound(message.format(name=clean_line(name)))
            ids = ", ".join(one.id for one in found)
            error.remedy = (
                _("Name it by its id: {ids}.").format(ids=ids)
                if found
                else _("newsreader {shelf} lists all.").format(shelf=self.shelf)
            )
            raise error
        return found[0]

    def remove(self, one: Saved) -> Edit:
        """Keep it no longer.

        Raises:
            Damaged, NewerSchema, Unavailable: That cannot be kept.
        """
        return self._keep(Deed.REMOVE, one, name=one.name, query=one.query)

    def move(self, one: Saved, place: int) -> Edit:
        """Put it where `place` of the others stand before it, or last where there are not so many.

        Raises:
            Damaged, NewerSchema, Unavailable: That cannot be kept.
        """
        return self._keep(
            Deed.MOVE, one, name=one.name, place=max(0, min(place, len(self.all()) - 1))
        )

    def undo(self) -> Edit:
        """Take back what was done last to any of them and still holds, and return it.

        Raises:
            NotFound: There is nothing to take back.
            Damaged, NewerSchema, Unavailable: That cannot be kept.
        """
        with self._translated():
            done = [edit for edit in self._marks.edits() if edit.shelf is self.shelf]
            if not done:
                raise NotFound(_("There is nothing to take back."))
            self._marks.take_back(done[-1])
        return done[-1]

    def take_back(self, edit: Edit) -> None:
        """Take back one thing that was done; nothing happens when it does not hold.

        Raises:
            Damaged, NewerSchema, Unavailable: That cannot be kept.
        """
        with self._translated():
            self._marks.take_back(edit)

    def do_again(self, edit: Edit, target: str) -> Edit:
        """Do again what was taken back, to the query with the id `target`, and return it as it is kept.

        Raises:
            Damaged, NewerSchema, Unavailable: That cannot be kept.
        """
        with self._translated():
            return self._marks.edit(replace(edit, at=present(), target=target))

    def _keep(
        self, deed: Deed, one: Saved | None, *, name: str = "", query: str = "", place: int = 0
    ) -> Edit:
        """Keep what is done to `one`, or that a query is added."""
        target = one.id if one else ""
        with self._translated():
            return self._marks.edit(Edit(self.shelf, deed, present(), target, name, query, place))

    @contextmanager
    def _meanwhile_as_it_is(self) -> Iterator[None]:
        """Have nobody else change any of them in between, so that a name which is free stays so.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be read, or is held by another process.
        """
        with self._translated(), self._marks.held():
            yield

    def _call(self, one: Saved, name: str) -> Edit:
        """Give `one` a name that no other has, whatever its case.

        Raises:
            NotSaved: Another has it.
            Damaged, NewerSchema, Unavailable: It cannot be kept.
        """
        with self._meanwhile_as_it_is():
            for other in self.all():
                if other.id != one.id and other.name.casefold() == name.casefold():
                    raise NotSaved(
                        _(_TAKEN[self.shelf]).format(name=other.name),
                        _("Take another name."),
                    )
            return self._keep(Deed.RENAME, one, name=name)

    def _understood(self, query: str) -> str:
        """Return `query` as it is kept.

        Raises:
            NotSaved: It finds everything.
            QueryError: It cannot be read.
        """
        query = clean_line(query)
        if parse(query) == EVERYTHING:
            raise NotSaved(
                _("A search without words finds everything, and is not kept."),
                _("Write what to look for."),
            )
        return query


class Searches(Queries):
    """The searches that stand beside the views."""

    shelf = Shelf.SEARCHES

    def add(self, name: str, query: str) -> Edit:
        """Keep `query` under `name`; one that has the name already, whatever its case, looks for that now.

        Raises:
            NotSaved: The name is empty or too long, or the query finds everything.
            QueryError: The query cannot be read.
            Damaged, NewerSchema, Unavailable: It cannot be kept.
        """
        name, query = _name(name), self._understood(query)
        with self._meanwhile_as_it_is():
            for one in self.all():
                if one.name.casefold() == name.casefold():
                    if one.query == query:
                        raise NotSaved(_("“{name}” looks for that already.").format(name=one.name))
                    return self._keep(Deed.CHANGE, one, name=one.name, query=query)
            return self._keep(Deed.ADD, None, name=name, query=query)

    def follow(self, entity: Entity) -> Edit:
        """Keep the search for all that names `entity`, under its name; or no longer, if it is kept.

        Raises:
            Damaged, NewerSchema, Unavailable: It cannot be kept.
        """
        query = _naming(entity)
        with self._meanwhile_as_it_is():
            for one in self.all():
                if one.query == query:
                    return self.remove(one)
            name = clean_line(entity.name)[:MAX_NAME]
            taken = name.casefold() in {one.name.casefold() for one in self.all()}
            return self._keep(Deed.ADD, None, name=query if taken else name, query=query)

    def rename(self, one: Saved, name: str) -> Edit:
        """Give it another name.

        Raises:
            NotSaved: The name is empty or too long, or another search has it.
            Damaged, NewerSchema, Unavailable: It cannot be kept.
        """
        return self._call(one, _name(name))


class Rules(Queries):
    """The rules that hide what they find from all views and searches."""

    shelf = Shelf.RULES

    def __init__(
        self, marks: Marks, translated: Callable[[], AbstractContextManager[None]]
    ) -> None:
        """Keep them by `marks`; `translated` turns what SQLite says into the library's errors."""
        super().__init__(marks, translated)
        self._read_from: tuple[tuple[Saved, ...], int] = ((), 0)
        self._nodes: tuple[Node, ...] = ()

    def add(self, query: str) -> Edit:
        """Hide what `query` finds.

        Raises:
            NotSaved: It would hide everything, or does so already.
            QueryError: It cannot be read.
            Damaged, NewerSchema, Unavailable: It cannot be kept.
        """
        query = self._understood(query)
        with self._meanwhile_as_it_is():
            if any(one.query == query for one in self.all()):
                raise NotSaved(_("“{query}” is hidden already.").format(query=query))
            return self._keep(Deed.ADD, None, query=query)

    def nodes(self) -> tuple[Node, ...]:
        """Return what is hidden, a query a rule; a rule that cannot be read hides nothing."""
        # An age such as 7d is reckoned from the time at which it is read.
        now = self.all(), int(time.monotonic() // _READ_AGAIN_SECONDS)
        if now != self._read_from:
            found: list[Node] = []
            for one in now[0]:
                with suppress(QueryError):
                    found.append(parse(one.query))
            self._nodes, self._read_from = tuple(found), now
        return self._nodes


def depends_on_marks(node: Node) -> bool:
    """Tell whether an article can begin or cease to match when it is marked."""
    return any(leaf in {UNREAD, BOOKMARKED, HIDDEN} or is_label(leaf) for leaf in leaves_of(node))


def without(node: Node, part: Node) -> Node:
    """Return `node` without `part`, where that is one of several things that must all hold."""
    parts = node.nodes if isinstance(node, And) else (node,)
    return all_of(*(one for one in parts if one != part))


def _naming(entity: Entity) -> str:
    """Return the query for what names `entity`, however it is written."""
    name = clean_line(entity.name.replace('"', " "))
    return f'{_FIELDS.get(entity.kind, "entity")}:"{name}"'


def _name(name: str) -> str:
    """Return `name` as it is kept.

    Raises:
        NotSaved: It is empty or too long.
    """
    name = clean_line(name)
    if not name:
        raise NotSaved(_("A saved search has a name."), _("Write one."))
    if len(name) > MAX_NAME:
        raise NotSaved(
            _("A name has no more than {most} letters.").format(most=MAX_NAME),
            _("Write a shorter one."),
        )
    return name
