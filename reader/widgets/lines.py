"""What all panes have in common: they are drawn line by line, from what is visible."""

from __future__ import annotations

from enum import Enum, auto
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from reader.signs import sign


class _Grip(Enum):
    """How the edge is held with the mouse."""

    NONE = auto()
    TAKEN = auto()
    ALONG = auto()
    ASIDE = auto()


class LinesView(ScrollView, can_focus=True):
    """A scrolling pane that draws its own lines, with styles from the style sheet."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--quiet", "lines--edge", "lines--thumb"}

    def __init__(self) -> None:
        """Make an empty pane."""
        super().__init__()
        # Textual merges the style sheet anew whenever it is asked; a screenful asks a hundred times.
        self._styles: dict[str, Style] = {}
        self._grip = _Grip.NONE
        self._gripped_at = Offset()

    @property
    def base(self) -> Style:
        """The style of the pane where nothing else is said."""
        if "" not in self._styles:
            self._styles[""] = self.rich_style
        return self._styles[""]

    def style_of(self, name: str) -> Style:
        """Return the whole style of a component class."""
        if name not in self._styles:
            self._styles[name] = self.get_component_rich_style(name)
        return self._styles[name]

    def compute_styles(self) -> None:
        """Compute all styles, before they are needed for the first frame."""
        for owner in type(self).__mro__:
            for name in vars(owner).get("COMPONENT_CLASSES", ()):
                self.mark_of(name)

    def mark_of(self, name: str) -> Style:
        """Return what a component class puts on any background: its colour and its way of writing."""
        key = f"{name} mark"
        if key not in self._styles:
            style = self.style_of(name)
            self._styles[key] = Style(
                color=style.color,
                bold=style.bold or None,
                italic=style.italic or None,
                underline=style.underline or None,
                reverse=style.reverse or None,
            )
        return self._styles[key]

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Compute no styles, which takes as long as all else that happens when a pane is left for another.

        No rule of any style sheet asks which of these panes has the focus; that is drawn.
        """

    def on_focus(self, event: events.Focus) -> None:
        """Take the focus as every widget does, but draw no more for it than is needed."""
        self._set_focus(event, events.DescendantFocus(self))

    def on_blur(self, event: events.Blur) -> None:
        """Lose the focus in the same way."""
        self._set_focus(event, events.DescendantBlur(self))

    def _set_focus(self, event: events.Event, told: events.Event) -> None:
        event.prevent_default()  # which is to draw all of it
        self.has_focus = isinstance(event, events.Focus)
        self.focus_changed()
        if self.parent is not None:
            self.parent.post_message(told)

    def focus_changed(self) -> None:
        """Draw what looks other with the focus than without: nothing, unless a subclass has such lines."""

    @property
    def text_width(self) -> int:
        """Cells of a line; the last column of the pane is its edge."""
        return max(0, self.container_size.width - 1)

    def set_height(self, lines: int, *, is_drawn: bool = False) -> None:
        """Say how many lines there are to scroll through, and draw those that are in view.

        Those that say that it `is_drawn` have changed none of these, so that they need not be drawn
        anew, unless the edge beside them shows something else now.

        Setting the virtual size the usual way lays out the whole screen and draws all of it. What
        the pane holds never changes its own size, so nothing else can change.
        """
        thumb = self._thumb()
        self.set_reactive(Widget.virtual_size, Size(self.size.width, lines))
        self.scroll_y = self.validate_scroll_y(self.scroll_y)
        if not is_drawn or self._thumb() != thumb:
            self.refresh()

    def text_line(self, number: int, width: int) -> Strip:
        """Return a line of the content, at most `width` cells."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        first, last = self._thumb()
        number = self.scroll_offset.y + y
        return self.whole_line(number, self.text_width, on_thumb=first <= y < last)

    def whole_line(self, number: int, width: int, *, on_thumb: bool) -> Strip:
        """Return a line of the content, in `width` cells, and the edge: the border to the next pane.

        On it stands what is in view, as the thumb of a scrollbar. Textual's own is a widget, and takes as
        long to draw as the lines beside it.
        """
        text = self.text_line(number, width).adjust_cell_length(width, self.base)
        drawn, name = ("┃", "lines--thumb") if on_thumb else ("│", "lines--edge")
        return Strip([*text, Segment(sign(drawn), self.style_of(name))], width + 1)

    def _thumb(self) -> tuple[int, int]:
        """Return the first line of the edge that stands for what is in view, and one past the last."""
        height, lines = self.container_size.height, self.virtual_size.height
        if not 0 < height < lines:
            return 0, 0
        size = max(1, height * height // lines)
        first = round((height - size) * self.scroll_offset.y / (lines - height))
        return first, first + size

    class EdgeDragged(Message):
        """The edge of a pane is to be elsewhere."""

        def __init__(self, pane: LinesView, x: int) -> None:
            """Tell to which column of the screen the edge of `pane` is dragged."""
            super().__init__()
            self.pane = pane
            self.x = x

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the edge."""
        self._grip = _Grip.NONE
        if self.is_on_edge(event):
            self.capture_mouse()
            self._grip, self._gripped_at = _Grip.TAKEN, event.screen_offset

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Scroll where the edge is dragged along itself, move it where it is dragged aside."""
        if self.app.mouse_captured is not self:
            return
        moved = event.screen_offset - self._gripped_at
        if self._grip is _Grip.TAKEN and moved:
            self._grip = _Grip.ASIDE if abs(moved.x) >= abs(moved.y) else _Grip.ALONG
        if self._grip is _Grip.ALONG:
            self._drag(event)
        elif self._grip is _Grip.ASIDE:
            self.post_message(self.EdgeDragged(self, event.screen_x))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let the edge go; if it was only clicked scroll to there."""
        self.release_mouse()
        if self._grip is _Grip.TAKEN:
            self._drag(event)

    def is_on_edge(self, event: events.MouseEvent) -> bool:
        """Tell whether the mouse is on the edge, or has come from there."""
        if isinstance(event, events.Click) and self._grip is not _Grip.NONE:
            return True
        return event.get_content_offset_capture(self).x >= self.text_width

    def _drag(self, event: events.MouseEvent) -> None:
        height = max(1, self.container_size.height - 1)
        share = event.get_content_offset_capture(self).y / height
        self.scroll_to(y=round(share * self.max_scroll_y), animate=False)

    def notify_style_update(self) -> None:
        """Forget the styles: the theme or the style sheet changed."""
        self._styles.clear()
        super().notify_style_update()
