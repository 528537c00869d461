"""The feeds that a person follows: their addresses, names and folders, and what is done to them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from library.clean import clean_line
from library.edits import Deed, Edit, Saved, Shelf
from library.errors import NotSaved
from library.folders import folder_of, name_in, place_of
from library.ids import canonical_url
from library.searches import MAX_NAME, Queries
from library.translation import _


class Pages(StrEnum):
    """When the page of an item is fetched as well."""

    SHORT = "short"
    """When the feed has little of its text."""
    ALWAYS = "always"
    """Always."""
    NEVER = "never"
    """Never: what the feed has is enough."""


_NO_NAME: Final = frozenset(("/", ""))


class Feeds(Queries):
    """The feeds that are followed; what stands before the last `/` of a name is its folder."""

    shelf = Shelf.FEEDS

    def add(self, address: str, title: str = "", folder: tuple[str, ...] = ()) -> Edit:
        """Follow a feed.

        Args:
            address: Where it is.
            title: What it is called; if empty, what it says itself, or its address until it says that.
            folder: In which folder it stands, the outermost first.

        Raises:
            NotSaved: It is followed already, or its address is none.
            Damaged, NewerSchema, Unavailable: It cannot be kept.
        """
        address = clean_line(address)
        if canonical_url(address) is None:
            raise NotSaved(
                _("“{address}” is no address of a feed.").format(address=address),
                _("Write the whole of it, with https://."),
            )
        with self._meanwhile_as_it_is():
            if (known := self.at(address)) is not None:
                raise NotSaved(_("“{name}” is followed already.").format(name=known.name))
            return self._keep(Deed.ADD, None, name=self._free(folder, title), query=address)

    def at(self, address: str) -> Saved | None:
        """Return the feed at an address, however that is written; None when it is not followed."""
        if (wanted := canonical_url(address)) is None:
            return None
        return next((one for one in self.all() if canonical_url(one.query) == wanted), None)

    def one(self, name: str) -> Saved:
        """Return the feed of a name, with or without its folder, of an address, or of an id.

        Raises:
            NotFound: None is, or more than one.
        """
        if (found := self.at(name)) is not None:
            return found
        wanted = clean_line(name).casefold()
        named = [one for one in self.all() if place_of(one.name, one.query)[1].casefold() == wanted]
        return named[0] if len(named) == 1 else super().one(name)

    def names(self) -> dict[str, str]:
        """Return what the feeds are called, folders included, by their ids."""
        return {one.id: one.name for one in self.all()}

    def within(self, name: str) -> tuple[Saved, ...]:
        """Return the feeds in the folder of a name, and in those below it; none when it is no folder."""
        wanted = tuple(part.casefold() for part in "/".join(folder_of(f"{name}/x")[0]).split("/"))
        found = []
        for one in self.all():
            folder = tuple(part.casefold() for part in place_of(one.name, one.query)[0])
            if folder[: len(wanted)] == wanted:
                found.append(one)
        return tuple(found)

    def rename(self, one: Saved, name: str) -> Edit:
        """Give it another name, and with a `/` in that another folder.

        Raises:
            NotSaved: The name is empty or too long, or another feed has it.
            Damaged, NewerSchema, Unavailable: It cannot be kept.
        """
        folder, title = folder_of(clean_line(name))
        name = name_in(folder, title)
        if name in _NO_NAME or not title:
            raise NotSaved(_("A feed has a name."), _("Write one."))
        if len(name) > MAX_NAME:
            raise NotSaved(
                _("A name has no more than {most} letters.").format(most=MAX_NAME),
                _("Write a shorter one."),
            )
        return self._call(one, name)

    def name_itself(self, one: Saved, title: str) -> Edit | None:
        """Give a feed that was added without a name the one that it says itself, if it has none yet.

        Raises:
            Damaged, NewerSchema, Unavailable: It cannot be kept.
        """
        folder, name = place_of(one.name, one.query)
        if name or not clean_line(title):
            return None
        with self._meanwhile_as_it_is():
            return self._keep(Deed.RENAME, one, name=self._free(folder, title))

    def moved(self, one: Saved, address: str) -> Edit:
        """Take notice that it has moved for good.

        Raises:
            Damaged, NewerSchema, Unavailable: It cannot be kept.
        """
        return self._keep(Deed.CHANGE, one, name=one.name, query=address)

    def set_pages(self, one: Saved, pages: Pages) -> Edit:
        """Say when the pages of its items are fetched.

        Raises:
            Damaged, NewerSchema, Unavailable: It cannot be kept.
        """
        return self._keep(Deed.SET, one, name=one.name, query=pages)

    def _free(self, folder: tuple[str, ...], title: str) -> str:
        """Return a name for a feed that no other has; empty when there is no title."""
        if not clean_line(title):
            # The folder is kept until the feed has said what it is called.
            return name_in((*folder, ""), "") + "/" if folder else ""
        taken = {one.name.casefold() for one in self.all()}
        name = name_in(folder, title)[:MAX_NAME]
        number, free = 1, name
        while free.casefold() in taken:
            number += 1
            free = f"{name} ({number})"
        return free


def pages_of(one: Saved) -> Pages:
    """Return when the pages of a feed's items are fetched."""
    return Pages(one.setting) if one.setting in set(Pages) else Pages.SHORT
