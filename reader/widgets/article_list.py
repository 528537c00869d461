"""The sidebar: the list of articles, and where its cursor is among them and their groups."""

from __future__ import annotations

from textual import events

from library import Headline, Label
from reader.widgets.headlines import Headlines


class ArticleList(Headlines):
    """The list of articles; what is listed, and what is done with it, is decided elsewhere."""

    @property
    def article_row(self) -> int | None:
        """The number that the article under the cursor has in the list; None where there is none."""
        return self.spot(self.cursor).row if self.row_count else None

    @property
    def group(self) -> int | None:
        """The number of the group whose heading is under the cursor; None where there is none."""
        if not self.row_count or self.spot(self.cursor).row is not None:
            return None
        return self.spot(self.cursor).group

    @property
    def group_label(self) -> tuple[Label] | None:
        """The label of the group whose heading is under the cursor, which may be that of none."""
        outline, number = self.headlines.outline, self.group
        return None if outline is None or number is None else (outline.group(number).label,)

    @property
    def current(self) -> Headline | None:
        """The headline under the cursor; None in an empty list and on the heading of a group."""
        row = self.article_row
        return None if row is None else self.headlines[row]

    def go_to(self, article_row: int) -> None:
        """Put the cursor on the article with this number in the list, opening its group if need be."""
        outline, row = self.headlines.outline, article_row
        if outline is not None:
            if (shown := outline.shown(article_row)) is None:
                outline.toggle(outline.group_of(article_row))
                self.rows_changed()
                shown = outline.shown(article_row)
            row = shown or 0
        self.cursor = row

    def begin(self) -> None:
        """Put the cursor on the first article."""
        self.action_first()
        self.sent_to = 0
        if self.row_count > 1 and self.spot(0).row is None and self.spot(1).row is not None:
            self.cursor = 1

    def stay(self, article_row: int, line: int) -> None:
        """Put the cursor on an article, and have that on the same line of the pane as `line` says."""
        self.go_to(article_row)
        if self.cursor and self.spot(self.cursor - 1).row is None:
            line = max(line, self.row_height)  # the heading above it is worth seeing
        self._put_on(line)

    def stay_on(self, label: Label, line: int) -> None:
        """Put the cursor on the heading of the group with a label, if there is one, and have that on `line`."""
        if (outline := self.headlines.outline) is None:
            return
        for number in range(outline.groups):
            if outline.group(number).label == label:
                self.cursor = outline.heading(number)
                self._put_on(line)
                return

    def _put_on(self, line: int) -> None:
        """Have the row under the cursor on a line of the pane, and in view."""
        self.scroll_to(y=self.cursor * self.row_height - line, animate=False)
        self.keep_in_view()

    @property
    def cursor_line(self) -> int:
        """The line of the pane that the row under the cursor is on."""
        return self.cursor * self.row_height - self.scroll_offset.y

    def next_article(self, by: int) -> int | None:
        """Return the nearest row below the cursor, or with -1 above, that shows an article."""
        row = self.cursor + by
        while self.is_row(row):
            if self.spot(row).row is not None:
                return row
            row += by
        return None

    def on_click(self, event: events.Click) -> None:
        """Choose the heading of a group with one click."""
        row = self.row_at(event)
        if row == self.cursor or not self.is_row(row) or self.is_on_edge(event):
            return
        if self.spot(row).row is None:
            self.post_message(self.Chosen(self))
