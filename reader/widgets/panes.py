"""The three panes and how they share the width."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final

from textual import events, on
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import var

from library import EntityKind
from reader.command_table import Scope
from reader.keys import bindings
from reader.layout import Widths
from reader.pane_widths import ARTICLE as ARTICLE
from reader.pane_widths import CONTENTS as CONTENTS
from reader.pane_widths import LIST as LIST
from reader.pane_widths import shared
from reader.widgets.article_list import ArticleList
from reader.widgets.article_pane import ArticlePane
from reader.widgets.article_view import ALL_KINDS, ArticleView
from reader.widgets.contents import Contents
from reader.widgets.lines import LinesView

THREE_PANES: Final = 120
"""Cells from which on all three panes are shown."""

TWO_PANES: Final = 80
"""Cells from which on two are."""


class Panes(Horizontal):
    """Holds the list, the article and its contents; shows as many as fit, the active one always."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.PANES)
    # The panes cover all of it.
    BLANK: ClassVar[bool] = True

    active: var[int] = var(LIST)
    """The pane that takes the keys."""

    zoomed: var[bool] = var(False)
    """Whether the active pane is shown alone."""

    with_contents: var[bool] = var(True)
    """Whether the contents are shown beside the others where there is room."""

    def __init__(
        self, article_list: ArticleList, article_view: ArticleView, contents: Contents
    ) -> None:
        """Hold these panes, from left to right."""
        self.finding = ArticlePane(article_view)
        """The article, and what is looked for in it."""
        super().__init__(article_list, self.finding, contents)
        self.article_list = article_list
        self.article_view = article_view
        self.contents = contents
        self.marks_new = False
        """Whether no names are marked but those that are new."""
        self.usual = Widths()
        """How wide they are, unless they were changed."""
        self.widths: Mapping[int, Widths] = {}
        """By the number of panes side by side, how wide they were made."""

    class Resized(Message):
        """The panes were made wider or narrower."""

        def __init__(self, widths: Mapping[int, Widths]) -> None:
            """Tell how wide they are, by the number of panes side by side."""
            super().__init__()
            self.widths = widths

    def activate(self, pane: int) -> None:
        """Show a pane and give it the keys that follow; the list stands beside the others again."""
        self.active = pane
        if pane == LIST:
            self.zoomed = False
        self._arrange()
        # At once, not after the next refresh: keys that were typed already are meant for it.
        self.screen.set_focus((self.article_list, self.article_view, self.contents)[pane])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Leave all keys to the line below the article while something is typed into it."""
        return not self.finding.is_typing

    def find(self) -> bool:
        """Take what is typed as what to find in the article; tell whether one has the keys."""
        if self.active == LIST or self.article_view.opened is None:
            return False
        self.activate(ARTICLE)
        self.finding.open()
        return True

    def action_contents(self) -> None:
        """Go to the contents; from there, hide them and go to the article."""
        self.with_contents = self.active != CONTENTS
        self.activate(CONTENTS if self.with_contents else ARTICLE)

    def action_zoom(self) -> None:
        """Show the article alone, or all panes again."""
        self.zoomed = not self.zoomed
        self.activate(ARTICLE if self.zoomed else self.active)

    def action_next_pane(self) -> None:
        """Go to the next pane."""
        last = CONTENTS if self.with_contents else ARTICLE
        self.zoomed = False
        self.activate(LIST if self.active >= last else self.active + 1)

    def action_section(self, by: int) -> None:
        """Go to the next or the previous section of the article."""
        self.article_view.section(by)

    def action_mention(self, by: int) -> None:
        """Go to the next or the previous mention of what is chosen in the contents."""
        self.article_view.mention(by)

    def action_skim(self) -> None:
        """Show no more than headings and first sentences, or all again."""
        self.article_view.skimmed = not self.article_view.skimmed

    def action_entity_marks(self) -> None:
        """Mark all names in the text, then those of one kind, then those that are new, then none."""
        view, kind = self.article_view, self._current_kind()
        was_new, self.marks_new = self.marks_new, False
        if was_new:
            view.marked = frozenset()
        elif view.marked == ALL_KINDS and kind is not None:
            view.marked = frozenset((kind,))
        elif view.marked and self.contents.novel:
            view.marked, self.marks_new = ALL_KINDS, True
        else:
            view.marked = frozenset() if view.marked else ALL_KINDS
        self.mark_new()

    def mark_new(self) -> None:
        """Mark no names but those that are new in the shown article, if that is asked for."""
        self.article_view.only = self.contents.novel if self.marks_new else None

    def _current_kind(self) -> EntityKind | None:
        """Return the kind of what is chosen in the contents, or else of what is walked in the text."""
        entity = self.contents.entity or self.article_view.traced
        return None if entity is None else entity.kind

    @on(ArticleView.Positioned)
    def _positioned(self) -> None:
        """Mark the section that is in view."""
        self.contents.show_here(self.article_view.here)

    def action_resize(self, by: int) -> None:
        """Make the active pane wider by so many cells, or narrower."""
        now, shown = self._shares(), self._shown()
        if self.active != ARTICLE:
            self._make(self.active, now[self.active] + by)
        elif len(shown) > 1:
            beside = LIST if LIST in shown else CONTENTS
            self._make(beside, now[beside] - by)

    def on_lines_view_edge_dragged(self, event: LinesView.EdgeDragged) -> None:
        """Move the edge between two panes."""
        event.stop()
        total = self.app.size.width
        if event.pane is self.article_list:
            self._make(LIST, event.x + 1)
        elif event.pane is self.article_view and CONTENTS in self._shown():
            self._make(CONTENTS, total - event.x - 1)

    def _make(self, pane: int, cells: int) -> None:
        """Make a pane so wide, as far as all can still be used."""
        shown = self._shown()
        if len(shown) == 1:
            return
        now = self._shares()
        now[pane] = max(1, cells)
        shares = shared(self.app.size.width, shown, Widths(now.get(LIST, 0), now.get(CONTENTS, 0)))
        before = self.widths.get(len(shown), Widths())
        made = Widths(shares.get(LIST, before.list), shares.get(CONTENTS, before.contents))
        if made != before:
            self.widths = {**self.widths, len(shown): made}
            self._arrange()
            self.post_message(self.Resized(self.widths))

    def on_resize(self) -> None:
        """Show as many panes as fit now."""
        self._arrange()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Take notice of a pane that was clicked."""
        panes = (self.article_list, self.article_view, self.contents)
        if event.widget in panes and event.widget is self.screen.focused:
            self.active = panes.index(event.widget)

    def _arrange(self) -> None:
        shown, shares = self._shown(), self._shares()
        was_shown = self.article_view.display
        self.article_list.display = LIST in shown
        self.finding.display = self.article_view.display = ARTICLE in shown
        self.contents.display = CONTENTS in shown
        panes = (self.article_list, self.finding, self.contents)
        for number, cells in shares.items():
            panes[number].styles.width = cells
        if was_shown != self.article_view.display:
            self.article_view.post_message(ArticleView.Positioned())

    def _shown(self) -> frozenset[int]:
        return visible(self.app.size.width, self.active, self.zoomed, self.with_contents)

    def _shares(self) -> dict[int, int]:
        """Return how wide each pane is that is shown."""
        shown = self._shown()
        made = self.widths.get(len(shown), Widths())
        wanted = Widths(made.list or self.usual.list, made.contents or self.usual.contents)
        return shared(self.app.size.width, shown, wanted)


def visible(width: int, active: int, zoomed: bool, with_contents: bool) -> frozenset[int]:
    """Return which panes are shown in `width` cells; the active one always is."""
    if zoomed or width < TWO_PANES:
        return frozenset({active})
    if width >= THREE_PANES and (with_contents or active == CONTENTS):
        return frozenset({LIST, ARTICLE, CONTENTS})
    return frozenset({ARTICLE, CONTENTS} if active == CONTENTS else {LIST, ARTICLE})
