"""The article with the line below it in which one looks for something in it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Label

from library import TITLE_BLOCK, Article, Finder, Place, _
from reader.formats import count
from reader.widgets.article_view import ArticleView
from reader.widgets.prompt_line import PromptLine

_START = Place(TITLE_BLOCK, 0)
_WALKS = {"up": -1, "down": 1}


class FindLine(PromptLine):
    """The line in which what is looked for is typed."""

    class Accepted(PromptLine.Accepted):
        """What was found is to be walked."""

    class Cancelled(PromptLine.Cancelled):
        """Nothing is looked for any more."""

    class Walked(Message):
        """Another place is to be shown."""

        def __init__(self, by: int) -> None:
            """Tell how many places further."""
            super().__init__()
            self.by = by

    def takes(self, key: str) -> bool:
        """Walk what is found."""
        if key in _WALKS:
            self.post_message(self.Walked(_WALKS[key]))
        return key in _WALKS or key == "tab"


class ArticlePane(Vertical):
    """Looks for what is typed in the article that it shows, from where the reader is."""

    # The article and the line below it cover all of it.
    BLANK: ClassVar[bool] = True

    def __init__(self, view: ArticleView) -> None:
        """Show `view`."""
        self.view = view
        self.line = FindLine(_("find in the article"))
        self._told = Label(markup=False)
        self._box = Horizontal(Label("/", markup=False), self.line, self._told, classes="find")
        super().__init__(view, self._box)
        self._finder: Finder | None = None
        self._article: Article | None = None
        self._from: Place | None = None
        self._was_skimmed = False
        self._shown = 0.0

    @property
    def is_typing(self) -> bool:
        """Whether what is looked for is being typed."""
        # The screen knows it at once, the line when it is told.
        return self.is_attached and self.screen.focused is self.line

    @property
    def is_finding(self) -> bool:
        """Whether something is looked for."""
        return bool(self._box.display)

    def on_mount(self) -> None:
        """Look for nothing any more when another article is opened."""
        self.watch(self.view, "opened", self._leave_other)

    def open(self) -> None:
        """Take what is typed as what is to be found; what was typed before is taken over by a key."""
        opened = self.view.opened
        if opened is None:
            return
        if not self.is_finding:
            self._begin(opened.article)
        self._box.display = True
        self.screen.set_focus(self.line)
        self.line.select_all()

    def walk(self, by: int) -> bool:
        """Show the next place, or with -1 the one before; tell whether anything is looked for."""
        if not self.is_finding or not self.line.value:
            return False
        if self.view.found:
            self._show(self.view.match + by)
        return True

    def end(self) -> bool:
        """Look for nothing any more, and go back to where one was; tell whether anything was looked for.

        Who has read on from what was found stays there.
        """
        if not self.is_finding:
            return False
        has_moved = self.view.scroll_y != self._shown
        self._close()
        if not has_moved:
            self._return()
        return True

    def _begin(self, article: Article) -> None:
        if article is not self._article:
            self._finder, self._article = Finder(article), article
        self._from, self._was_skimmed = self.view.place, self.view.skimmed
        # What is left out might be what is looked for.
        self.view.skimmed = False
        self._shown = self.view.scroll_y
        with self.prevent(Input.Changed):
            self.line.value = ""
        self._tell()

    def _close(self) -> None:
        self._box.display = False
        self.view.found = None

    def _leave_other(self) -> None:
        """Look for nothing in an article that was opened meanwhile."""
        opened = self.view.opened
        if self._box.display and (opened is None or opened.article is not self._article):
            self._close()

    def _return(self) -> None:
        """Show the article as it was when something was first looked for."""
        self.view.skimmed = self._was_skimmed
        self.view.go_to(self._from or _START)

    def _show(self, number: int) -> None:
        """Show one of the places."""
        self.view.show_match(number)
        self._shown = self.view.scroll_y
        self._tell()

    def _tell(self) -> None:
        """Say how many places there are, and which is shown."""
        found = self.view.found
        if not self.line.value:
            text = ""
        elif not found:
            text = _("nothing found")
        else:
            text = _("{number} of {count}")
            text = text.format(number=count(self.view.match + 1), count=count(len(found)))
        # The room for it stays the same, so that nothing is laid out anew.
        self._told.update(text, layout=False)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        """Find what is typed so far, from where one was on."""
        event.stop()
        if self._finder is None or not self.is_finding:
            return
        self.view.found = found = self._finder.find(event.value)
        if found:
            number = found.from_place(self._from or _START)
            self._show(number if number < len(found) else 0)
        else:
            self.view.go_to(self._from or _START)
            self._shown = self.view.scroll_y
            self._tell()

    @on(FindLine.Walked)
    def _walked(self, event: FindLine.Walked) -> None:
        event.stop()
        self.walk(event.by)

    @on(FindLine.Accepted)
    def _accepted(self, event: FindLine.Accepted) -> None:
        """Give the keys back to the article; what is found stays marked."""
        event.stop()
        if not self.line.value:
            self.end()
        elif self.view.found:
            self.view.moved = True
        self.screen.set_focus(self.view)

    @on(FindLine.Cancelled)
    def _cancelled(self, event: FindLine.Cancelled) -> None:
        """Go back to where one was."""
        event.stop()
        self.end()
        self.screen.set_focus(self.view)
