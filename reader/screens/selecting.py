"""The part of the main screen that selects articles, on which the next key acts."""

from __future__ import annotations

from array import array

from library import Library, _
from reader.config import Config
from reader.formats import count
from reader.saving import Saver
from reader.screens.viewing import ViewingScreen
from reader.selecting import Selection
from reader.widgets.panes import LIST


class SelectingScreen(ViewingScreen):
    """Knows what a key is to act on: what is selected, else the article under the cursor."""

    def __init__(self, library: Library, saver: Saver, config: Config) -> None:
        """List what is in `library`; `saver` is what changes it."""
        super().__init__(library, saver, config)
        self.selection = Selection()
        """The articles that are selected."""
        self.list.selected = self.selection.keys

    @property
    def targets(self) -> array[int]:
        """The keys of the selected articles, else of the one under the cursor; those may be none.

        Who reads an article means that one, whatever is selected in the list.
        """
        if self.selection and self.panes.active == LIST:
            return array("q", sorted(self.selection, reverse=True))
        return self.targets_of_cursor

    def some_targets(self) -> array[int]:
        """Return `targets`; where there are none say so."""
        if not (targets := self.targets):
            self.notify(_("No article here."))
        return targets

    @property
    def targets_of_cursor(self) -> array[int]:
        """The key of the article under the cursor, whatever is selected; none if there is none."""
        row = self.list.article_row
        return array("q", () if row is None else (self.session.listing.key(row),))

    def action_select(self) -> None:
        """Select the article under the cursor, or all of a group, or no longer; in the list move on."""
        listing, row = self.session.listing, self.list.article_row
        if row is not None:
            self.selection.toggle([listing.key(row)], self.session.question)
        elif listing.outline is not None and self.list.group is not None:
            rows = listing.outline.rows(self.list.group)
            self.selection.toggle(listing.keys(rows), self.session.question)
        self.selection_changed()
        if self.panes.active == LIST:
            self.list.action_move(1)

    def action_extend(self, by: int) -> None:
        """Select the article under the cursor and the next, or with -1 the one before; in the list alone."""
        if self.panes.active != LIST:
            return
        row, following = self.list.article_row, self.list.next_article(by)
        if row is None or following is None or (new := self.list.spot(following).row) is None:
            return
        listing = self.session.listing
        keys = listing.key(row), listing.key(new)
        self.selection.extend(row, new, keys, self.session.question)
        self.list.cursor = following
        self.selection_changed()

    def unselect(self) -> bool:
        """Select nothing; tell whether anything was."""
        had = bool(self.selection)
        self.selection.clear()
        self.selection_changed()
        return had

    def draw_list(self) -> None:
        """Draw the session's list; what was selected in another view is so no longer."""
        self.selection.remains(self.session.question)
        self.list.selected = self.selection.keys
        super().draw_list()

    def selection_changed(self) -> None:
        """Show what is selected now."""
        self.list.selected = self.selection.keys
        self.list.refresh()
        self.say_found()

    def remarks(self) -> list[str]:
        """Return what is to be said beside what was found: how many are selected."""
        if not self.selection:
            return super().remarks()
        told = _("{count} selected").format(count=count(len(self.selection)))
        return [told, *super().remarks()]
