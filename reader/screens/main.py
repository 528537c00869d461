"""The main screen: the list, the article and its contents side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.binding import BindingType
from textual.reactive import Reactive
from textual.timer import Timer
from textual.widget import Widget

from library import Correction, Entity, Headline, Library, Mark, _
from reader.command_table import Scope
from reader.config import Config
from reader.doings import marking
from reader.keys import bindings
from reader.messages import reported
from reader.saving import Saver
from reader.screens.adding import AddingScreen
from reader.screens.following import FollowingScreen
from reader.screens.reading import ReadingScreen
from reader.screens.sharing import SharingScreen
from reader.screens.updating import UpdatingScreen
from reader.storing import NOTHING, Tally
from reader.widgets.article_view import ArticleView
from reader.widgets.contents import NAMES
from reader.widgets.panes import ARTICLE, CONTENTS, LIST
from reader.widgets.rows import Rows

if TYPE_CHECKING:
    from reader.screens.entity import Chosen

_PREVIEW_SECONDS: Final = 0.1
_TYPING_SECONDS: Final = 0.3
"""The same while a search is typed: longer than between two letters, which it would hold up."""
_STYLES_SECONDS: Final = 0.2
"""Time after the first list at which it is time for what the first article that is opened needs."""


class MainScreen(ReadingScreen, AddingScreen, FollowingScreen, SharingScreen, UpdatingScreen):
    """Opens what is listed, walks through it, and marks it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.SCREEN)

    # Its parts cover all of it, so that there is nothing of its own to be drawn.
    BLANK: ClassVar[bool] = True

    # What gets or loses the focus draws that itself; Textual would draw the whole screen.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(
        self,
        library: Library,
        saver: Saver,
        config: Config,
        home: Path | None = None,
        first: str | None = None,
        tally: Tally = NOTHING,
    ) -> None:
        """Show a library.

        Args:
            library: The one to show.
            saver: What changes it.
            config: What the person has set.
            home: The folder into which articles are added; None for that of `library`.
            first: The id of the article to open.
            tally: What has been added just before.
        """
        super().__init__(library, saver, config, home or library.folder, tally)
        self._first = first
        self._preview: Timer | None = None  # from when the cursor moved until it rests

    def list_ready(self) -> None:
        """Open the article that is asked for."""
        super().list_ready()
        self.follow_others()
        self.set_timer(_STYLES_SECONDS, self.view.compute_styles)
        if self._first is not None and self.go_to(self._first):
            self._open()

    def on_unmount(self) -> None:
        """Remember the place in the article."""
        self._keep_place()

    # Reading

    async def action_open(self) -> None:
        """Open the article under the cursor, or go to the entry of the contents."""
        if self.panes.active == LIST and self.list.group is not None:
            self.toggle_group()
        elif self.panes.active != CONTENTS:
            self._open()
        elif (entity := self.panes.contents.entity) is not None and entity.kind in NAMES:
            await self._show_entity(entity)
        elif (place := self.panes.contents.current) is not None:
            if entity is None:
                self.view.go_to_section(place)
            else:
                self.view.show_place(place)
            self.panes.activate(ARTICLE)

    async def _show_entity(self, entity: Entity) -> None:
        """Show the page of an entity, and then the article that was chosen there."""
        from reader.screens.entity import EntityScreen

        before = self.library.register.corrections.all()

        def left(chosen: Chosen | None) -> None:
            self._entity_left(chosen, before)

        # Not from a worker: the next key may be typed already, and is for the page.
        await self.app.push_screen(EntityScreen(self.library, self.saver, entity), left)

    @work(group="entity")
    async def _entity_left(self, chosen: Chosen | None, before: Sequence[Correction]) -> None:
        """Show the article that was chosen on the page of an entity, and what was corrected there."""
        with reported(self):
            self.names_changed()
            if self.library.register.corrections.all() != before:
                self.forget_numbers()
            self.show_views()
            if chosen is None:
                return
            if not self.go_to(chosen.id):
                # It is not in this view, or not among what was searched for.
                if self.session.question.query:
                    self.end_search()
                await self.list_view(0)
                self.go_to(chosen.id)
            self._open()
            self.show_rest()
            self.panes.contents.choose(chosen.entity)
            if chosen.place is not None:
                self.view.show_place(chosen.place)

    async def action_back(self) -> None:
        """Go back by one step: out of the find, to the article, to all panes, the list, out of the search.

        What is no view, such as what a rule hides, is left for the first of the views.
        """
        if self.panes.active == ARTICLE and self.panes.finding.end():
            return
        if self.panes.active == CONTENTS:
            self.panes.activate(ARTICLE)
        elif self.panes.zoomed:
            self.panes.action_zoom()
        elif self.panes.active == ARTICLE:
            self.panes.activate(LIST)
        elif self.unselect():
            return
        elif self.session.question.query:
            self.end_search()
        elif self.session.current < 0:
            await self.list_view(0)

    async def action_leave(self) -> None:
        """Go back by one step, or quit from the list."""
        if self.panes.active == LIST and not self.session.question.query:
            self.app.exit()
        else:
            await self.action_back()

    def action_read_on(self) -> None:
        """Open the article under the cursor, page through it, then open the next unread one."""
        if self.panes.active == LIST and self.list.group is not None:
            self.action_article(1, unread=True)
        elif self.panes.active != ARTICLE:
            self._open()
        elif not self.view.is_at_end:
            self.view.action_page(1)
        else:
            self.action_article(1, unread=True)

    async def action_previous_hit(self) -> None:
        """Go to the previous of what is found, or of the hits; where nothing is looked for write a note."""
        finding = self.panes.active != LIST and self.panes.finding.is_finding
        if finding or self.session.question.query:
            self.action_next(-1)
        else:
            await self.action_note()

    def action_next(self, by: int) -> None:
        """Go to the next of what is found in the article, or of the hits, else to the next unread one."""
        if self.panes.active != LIST and self.panes.finding.walk(by):
            return
        if not self.session.question.query:
            self.action_article(by, unread=True)
            return
        self._show_now()
        if self.view.opened is not None and self.view.opened.hits:
            self.view.hit = (self.view.hit + by) % len(self.view.opened.hits)
            self.view.show_hit()
            self.say_found()

    def action_article(self, by: int, unread: bool = False) -> None:
        """Go to the next or previous article, and open it when one is being read."""
        if unread:
            row = self.next_unread(by)
        elif (row := self.list.next_article(by)) is not None:
            row = self.list.spot(row).row
        if row is None:
            self.notify(
                _("No other unread article here.") if unread else _("No other article here.")
            )
            return
        self.list.go_to(row)
        if self.panes.active != LIST:
            self._open()

    def chosen(self) -> Sequence[Headline]:
        """Return the selected articles, else the one under the cursor."""
        return self.session.headlines(self.targets)

    # What is shown

    def list_changed(self) -> None:
        """Show the article under the cursor, once the cursor rests."""
        if self._preview is not None:
            self._preview.stop()
        typing = self.focused is self.search_line
        seconds = _TYPING_SECONDS if typing else _PREVIEW_SECONDS
        self._preview = self.set_timer(seconds, self._show_now)
        self._ahead = None
        if not typing:
            self.read_ahead()

    @on(Rows.Moved, "ArticleList")
    def _cursor_moved(self) -> None:
        """Show the article under the cursor, once the cursor rests."""
        self.list_changed()

    @on(Rows.Chosen)
    async def _row_chosen(self) -> None:
        """Open what was clicked."""
        with reported(self):
            await self.action_open()

    def _open(self) -> None:
        """Give the article under the cursor the keys, and mark it as read."""
        headline = self.list.current
        if headline is None:
            return
        self._show_now()
        self.panes.activate(ARTICLE)
        self.view.show_hit()
        if self._config.read == "open":
            self._mark_opened()
        else:
            self.call_after_refresh(self._at_end)

    def _mark_opened(self) -> None:
        """Mark the article that is being read as read."""
        headline = self.list.current
        if self.library.is_read_only:
            return  # which was told; only what is asked for by a key is worth a complaint
        if headline is not None and headline.read is None and self.view.is_of(headline.id):
            self.change(self.targets_of_cursor, [headline], marking(Mark.READ))

    @on(ArticleView.Scrolled)
    def _at_end(self) -> None:
        """Mark an article as read at its end, if that is when it is."""
        if (
            self._config.read == "end"
            and self.panes.active == ARTICLE
            and self.view.is_set
            and self.view.is_at_end
        ):
            self._mark_opened()

    def _show_now(self) -> None:
        """Show the article under the cursor, where reading of it stopped or at its first hit."""
        if self._preview is not None:
            self._preview.stop()
            self._preview = None
        shown = False
        with reported(self):
            # The heading of a group is no other article.
            shown = self._show_current() or self.list.group is not None
        if not shown:
            self._keep_place()
            self.view.opened = None
            self.panes.contents.entries = ()

    def _show_current(self) -> bool:
        """Show the article under the cursor; tell whether there is one."""
        headline = self.list.current
        if headline is None or not headline.id:
            return False
        opened = self.view.opened
        if opened is None or opened.article.id != headline.id:
            self._keep_place()
            self.show_article(headline)
            self.recognise_first(headline.id)
        else:
            hits = self.library.hits(self.session.question.searched, opened.article)
            if hits != opened.hits:
                self.view.opened = replace(opened, hits=hits)
        self.show_marks()
        self.say_found()
        return True

    def _keep_place(self) -> None:
        """Remember where reading of the shown article stopped, if the reader moved in it."""
        if self.view.moved and self.view.opened is not None:
            self.view.moved = False
            if self.library.is_read_only:
                return
            self.saver.keep_place(self.view.opened.article.id, self.view.place)
