"""The lines above and below the panes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style as VisualStyle
from textual.widget import Widget

from library import _
from reader.command_table import COMMANDS, Command
from reader.formats import shorten
from reader.keys import command_of, key_names
from reader.signs import sign

_MORE_WIDTH: Final = 3
_HELP: Final = "help"


class ViewBar(Widget):
    """The views with their counts."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"view-bar--current", "view-bar--other"}

    views: reactive[tuple[str, ...]] = reactive[tuple[str, ...]](())
    """What to show for each view."""

    current: reactive[int] = reactive(0)
    """Number of the view that is looked at."""

    class Chosen(Message):
        """A view was clicked."""

        def __init__(self, view: int) -> None:
            """Tell the number of the view."""
            super().__init__()
            self.view = view

    def render(self) -> RenderResult:
        """Return the line: as many views as there is room for, the current one among them."""
        current = self.get_visual_style("view-bar--current")
        # What Textual merges of a component class leaves this out.
        if self.get_component_styles("view-bar--current").text_style.reverse:
            current += VisualStyle(reverse=True)
        other = self.get_visual_style("view-bar--other")
        shown = self._shown()
        parts = [
            Content(f" {self.views[number]} ").stylize(current if number == self.current else other)
            for number in shown
        ]
        if missing := len(self.views) - len(shown):
            parts.append(Content(f"+{missing}").stylize(other))
        return Content(" ").join(parts)

    def on_click(self, event: events.Click) -> None:
        """Tell which view was clicked."""
        x = 0
        for number in self._shown():
            x += cell_len(self.views[number]) + 3
            if event.x < x:
                self.post_message(self.Chosen(number))
                return

    def _shown(self) -> list[int]:
        """Return the numbers of the views that are shown."""
        return fitting([cell_len(text) + 2 for text in self.views], self.current, self.size.width)


def fitting(widths: Sequence[int], current: int, width: int) -> list[int]:
    """Return which of some views fit into `width`, a cell between them: the first, but `current` always.

    Where some are left out, there is room behind the others to say how many.
    """
    everything = list(range(len(widths)))
    if sum(widths) + len(widths) - 1 <= width:
        return everything
    shown = [current] if current in everything else []
    left = width - sum(widths[number] + 1 for number in shown) - _MORE_WIDTH
    for number in everything:
        if number != current:
            left -= widths[number] + 1
            if left < 0:
                break
            shown.append(number)
    return sorted(shown)


class KeyHints(Widget):
    """The most useful keys, as many as there is room for beside the progress of long work."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-hints--key"}

    progress: reactive[str] = reactive("")
    """How far something has come that goes on; empty when nothing does."""

    is_unsaved: reactive[bool] = reactive(False)
    """Whether something that is shown is not on disk yet."""

    position: reactive[str] = reactive("")
    """Where in the article that is read one is; empty when none is shown."""

    def __init__(self, hints: Sequence[tuple[str, str]] = (), id: str | None = None) -> None:  # noqa: A002
        """Show the keys of some commands, each with a word for what it does.

        Args:
            hints: Ids of the commands with these words; none for those that the main screen shows.
            id: The id of the widget.
        """
        super().__init__(id=id)
        told = hints or [(one.id, one.hint) for one in COMMANDS if one.hint]
        self._hints = [(command_of(name), word) for name, word in told]

    class Chosen(Message):
        """A key in the line was clicked."""

        def __init__(self, command: Command) -> None:
            """Tell what it does."""
            super().__init__()
            self.command = command

    def render(self) -> RenderResult:
        """Return the line."""
        progress = shorten(self._told(), self.size.width)
        key_style = self.get_visual_style("key-hints--key")
        hints = Content("").join(
            Content.assemble(Content(key).stylize(key_style), text)
            for _command, key, text in self._shown()
        )
        gap = self.size.width - hints.cell_length - cell_len(progress)
        return Content.assemble(hints, " " * max(0, gap), progress)

    def on_click(self, event: events.Click) -> None:
        """Tell which key was clicked."""
        x = 0
        for command, key, text in self._shown():
            x += cell_len(key) + cell_len(text)
            if event.x < x:
                self.post_message(self.Chosen(command))
                return

    def _told(self) -> str:
        """Return what stands at the end of the line: where one is, and of the progress what has room."""
        parting = sign(" · ")
        parts = self.progress.split(parting) if self.progress else []
        if self.is_unsaved:
            parts.insert(0, _("not saved yet"))
        told = self._joined(parts)
        # Its beginning says most: how much is done; then how fast, and what is left.
        while len(parts) > 1 and cell_len(told) > self.size.width // 2:
            parts.pop()
            told = self._joined(parts)
        return f" {told} " if told else ""

    def _joined(self, parts: Sequence[str]) -> str:
        """Return `parts` of a progress and the position, parted so that none is taken for the other's."""
        return sign(" │ ").join(filter(None, (sign(" · ").join(parts), self.position)))

    def _shown(self) -> Iterator[tuple[Command, str, str]]:
        """Yield as many commands as there is room for, each with its key and what it does.

        The help is among them, for all others are found in that.
        """
        told = [
            (command, f" {names[0]}", f" {_(word)} ")
            for command, word in self._hints
            if (names := key_names(command))
        ]
        help_ = next((one for one in told if one[0].id == _HELP), None)
        left = self.size.width - cell_len(self._told()) - _cells(help_)
        is_full = False
        for one in told:
            if one is not help_:
                left -= _cells(one)
                is_full = is_full or left < 0
            if one is help_ or not is_full:
                yield one


def _cells(hint: tuple[Command, str, str] | None) -> int:
    return 0 if hint is None else cell_len(hint[1]) + cell_len(hint[2])
