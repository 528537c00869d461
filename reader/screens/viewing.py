"""The part of the main screen that keeps searches beside the views and hides what rules find."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Final

from textual import work

from library import MAX_NAME, Counts, Edit, Headline, Library, Saved, _
from reader.config import Config
from reader.counting import Counting, changes
from reader.keys import key_for
from reader.messages import reported
from reader.saving import Saver
from reader.screens.finding import FindingScreen
from reader.session import VIEWS, Question
from reader.views import search_to_save, told, views_shown
from reader.widgets.contents import NAMES
from reader.widgets.panes import CONTENTS

_START_SECONDS: Final = 0.3
"""Time after the first list until articles are counted: first comes what the person is here for."""


class ViewingScreen(FindingScreen):
    """Saves searches, counts what they find, and lets rules be said."""

    def __init__(self, library: Library, saver: Saver, config: Config) -> None:
        """Show `library`, with what is kept of searches and rules in it."""
        super().__init__(library, saver, config)
        self._counting = Counting(library.folder, self.show_numbers)
        self._has_begun = False
        self.counted: Counts | None = None
        """What there is, but for what is done elsewhere."""
        self._day = _today()
        self._feeds: tuple[Saved, ...] | None = None  # by which searches may find
        self._is_listed = False
        self._is_counting = False

    def list_ready(self) -> None:
        """Count what saved searches find, once the list has been drawn."""
        self.set_timer(_START_SECONDS, self._begin_counting)

    def on_unmount(self) -> None:
        """Stop counting, and have kept for the next start what is right."""
        self._counting.close()
        with reported(self):
            if not self._is_elsewhere_changed():
                self.saver.keep(self._counting.tally())

    # Views

    async def action_saved(self, key: int) -> None:
        """List the saved search that has this key."""
        await self.action_view(key - 1)

    def view_names(self) -> list[str]:
        """Return what the views are called, in their order."""
        names = (_("Bookmarks") if view.name == "★" else _(view.name) for view in VIEWS)
        return [*names, *(one.name for one in self.session.searches)]

    def show_views(self) -> None:
        """Show the views with how many articles each has, and have counted what is not known."""
        with reported(self):
            searches, rules = self.session.searches, self.library.rules.all()
            if self._has_begun:
                self._counting.want(searches, rules)
            else:
                self._has_begun = True
                self._counting.begin(searches, rules, self.library.tally())
                self.counted = self.library.counts()
            feeds = self.library.feeds.all()
            if self._feeds is not None and self._feeds != feeds:
                self._counting.forget()
            self._feeds = feeds
            if self._is_elsewhere_changed():
                self.counted, self._day = self.library.counts(), _today()
                self._counting.forget()
            self.show_numbers()
            self._count()

    def show_numbers(self) -> None:
        """Show the views with how many articles each has, as far as that is known."""
        with reported(self):
            counts, searches = self.library.counts(), self.session.searches
            self.bar.views = views_shown(counts, searches, self._counting.numbers)
            self.bar.current = self.session.current

    def forget_numbers(self) -> None:
        """Have everything counted anew: there are other names in the articles."""
        self._counting.forget()
        self._count()

    def _begin_counting(self) -> None:
        self._is_listed = True
        self._count()

    def _count(self) -> None:
        """Count what is to be counted, unless that is being done or comes soon."""
        if self._is_listed and not self._is_counting and not self._counting.is_complete:
            self._is_counting = True
            self._settle()

    @work(group="count")
    async def _settle(self) -> None:
        """Count what is to be counted."""
        try:
            with reported(self):
                await self._counting.settle()
        finally:
            self._is_counting = False

    # Marks

    def mark_sets_out(self) -> None:
        """Take notice that a mark is on its way to the disk."""
        self._counting.saving()

    async def mark_arrived(self, before: Sequence[Headline], after: Sequence[Headline]) -> None:
        """Take notice that it is there; one that has failed has nothing after it."""
        made = changes(before, after) if after else []
        with reported(self):
            if self.counted is not None:
                articles, unread, bookmarked = self.counted
                unread += sum(one.unread for one in made)
                bookmarked += sum(one.bookmarked for one in made)
                self.counted = Counts(articles, unread, bookmarked)
            await self._counting.saved(made)
            self.show_views()

    def labels_changed(self) -> None:
        """Have counted anew what depends on tags, notes and marks."""
        self._counting.doubt()
        self._count()

    def _is_elsewhere_changed(self) -> bool:
        """Tell whether articles have come, another program has marked some, or it is another day."""
        if self.counted is None or self._counting.is_saving:
            return False
        return self.counted != self.library.counts() or self._day != _today()

    # Saving

    def action_save(self) -> None:
        """Save the search; in the contents, follow the name under the cursor."""
        entity = self.panes.contents.entity if self.panes.active == CONTENTS else None
        if entity is not None and entity.kind in NAMES:
            self.edit(lambda library: library.searches.follow(entity))
            return
        query = search_to_save(self.session.question)
        if not query:
            told = _("Search first, in the list by {search}; then {key} saves the search.")
            self.notify(told.format(search=key_for("search.library"), key=key_for("save")))
            return

        from reader.screens.correct import NameScreen

        def named(name: str | None) -> None:
            if name:
                self.edit(lambda library: library.searches.add(name, query))

        self.app.push_screen(NameScreen(query[:MAX_NAME], _("Save the search as"), query), named)

    @work(group="edit")
    async def edit(self, do: Callable[[Library], Edit]) -> None:
        """Do something to the saved searches, and say what."""
        with reported(self):
            edit = await asyncio.wrap_future(self.saver.edit(do))
            self.notify(told(edit, self.session.searches), markup=False)
            self.show_views()

    def action_searches(self) -> None:
        """List the saved searches, and look at the one that is chosen."""
        # Imported here and below: few starts need them.
        from reader.screens.queries import SearchesScreen

        self.app.push_screen(SearchesScreen(self.library, self.saver), self._search_chosen)

    def _search_chosen(self, saved: Saved | None) -> None:
        with reported(self):
            if saved is not None:
                self.look_at(Question(saved=saved))
            elif self.session.current < 0:
                self.look_at(Question())  # what was looked at has been removed
            self.show_views()

    def action_rules(self) -> None:
        """List the rules that hide, and look at what the chosen one does hide."""
        from reader.screens.rules import RulesScreen

        before = self.library.rules.all()

        def closed(rule: Saved | None) -> None:
            with reported(self):
                if rule is not None:
                    self.look_at(Question(saved=rule, is_hidden=True))
                elif self.library.rules.all() != before:
                    self.list_anew()
                self.show_views()

        query = self.session.question.query
        self.app.push_screen(RulesScreen(self.library, self.saver, query), closed)


def _today() -> date:
    return datetime.now().astimezone().date()
