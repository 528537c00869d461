"""What the main screen has for those who change the same library: it shows what they do, and tells of it."""

from __future__ import annotations

from typing import Final

from textual import work
from textual.screen import Screen
from textual.worker import Worker

from library import Counts, Library, NotFound, Saved, _, clean_line, take_notices
from reader.arranging import Stays
from reader.formats import shorten
from reader.messages import Failed, reported
from reader.saving import Saver
from reader.session import Question, Session
from reader.watching import Watch
from reader.widgets.article_view import ArticleView
from reader.widgets.bars import KeyHints

_TITLE_WIDTH: Final = 60


class FollowingScreen(Screen[None]):
    """Shows what others do to the library; beside what finds and lists."""

    library: Library
    """What they change too."""
    saver: Saver
    """What changes it from here."""
    session: Session
    """What is searched for in it."""
    view: ArticleView
    """The article that is shown."""
    hints: KeyHints
    """The line at the bottom."""
    counted: Counts | None
    """How many articles there are as far as is shown."""

    _watch: Watch | None = None
    _rules_shown: tuple[Saved, ...] = ()

    def names_changed(self) -> None:
        """Take notice that names in the shown article are others now."""
        raise NotImplementedError

    def mark_sets_out(self) -> None:
        """Take notice that something is on its way to or from the disk."""
        raise NotImplementedError

    async def show_anew(self) -> None:
        """Show everything as it is on disk now."""
        raise NotImplementedError

    def find(self, question: Question, *, stays: Stays) -> Worker[None]:
        """Have the answer to a question listed."""
        raise NotImplementedError

    def follow_others(self) -> None:
        """Say what befell the marks, and look after them from now on."""
        if self.library.trouble is not None:
            self.post_message(Failed(self.library.trouble))
        with reported(self):
            self._rules_shown = self.library.rules.all()
        changed = self._show_what_others_do
        self._watch = Watch(self.library, self.saver, looked=self._tell_notices, changed=changed)
        self._watch.begin()

    def on_unmount(self) -> None:
        """Look no longer."""
        if self._watch is not None:
            self._watch.end()

    def _tell_notices(self) -> None:
        self.hints.is_unsaved = self.saver.is_late
        for notice in take_notices(self.library.folder):
            self.notify(clean_line(notice), severity="error")

    @work(group="follow")
    async def _show_what_others_do(self) -> None:
        """Show what others have changed, if it was others."""
        assert self._watch is not None
        try:
            with reported(self):
                if await self._watch.is_by_others():
                    await self._show_elsewhere_done()
        finally:
            self._watch.shown()

    async def _show_elsewhere_done(self) -> None:
        """Show all that is shown as it is on disk now."""
        before = self.counted
        self.mark_sets_out()
        await self.show_anew()
        try:
            self.names_changed()
            if self.view.id_:
                self.view.note = self.library.labels.note(self.view.id_)
        except NotFound:  # the list that comes then shows another in its place
            title = self.view.opened.article.title if self.view.opened is not None else ""
            self.notify(_("Deleted elsewhere: {title}").format(title=shorten(title, _TITLE_WIDTH)))
        rules, ruled = self.library.rules.all(), self._rules_shown
        is_gone = before is not None and self.library.counts().articles < before.articles
        if is_gone or rules != ruled:
            self._rules_shown = rules
            self.find(self.session.question, stays=Stays.CURSOR)
