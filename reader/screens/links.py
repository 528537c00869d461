"""The links of an article by number, to be opened in a browser or copied."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from library import _
from reader.browsing import open_address
from reader.links import ShownLink
from reader.messages import reported
from reader.screens.dialog import Dialog
from reader.widgets.dialog_box import DialogBox
from reader.widgets.link_rows import LinkRows

_MOST_DIGITS: Final = 3


class LinksScreen(Dialog[None]):
    """Lists links; one is opened once its whole address was shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(digit, f"digit({digit})", "Number", priority=True) for digit in "0123456789"),
        Binding("j,down", "move(1)", "Next link", priority=True),
        Binding("k,up", "move(-1)", "Previous link", priority=True),
        Binding("g,home", "move(-10000)", "First link", priority=True),
        Binding("G,end", "move(10000)", "Last link", priority=True),
        Binding("pagedown,space", "page(1)", "Further down", priority=True),
        Binding("pageup,b", "page(-1)", "Further up", priority=True),
        Binding("backspace", "erase", "Another number", priority=True),
        Binding("enter", "open", "Open", priority=True),
        Binding("y", "copy", "Copy", priority=True),
        Binding("escape,q,semicolon", "close", "Close", priority=True),
    ]

    def __init__(self, links: Sequence[ShownLink]) -> None:
        """List `links`, of which there is at least one."""
        super().__init__()
        self._rows = LinkRows(links)
        self._count = len(links)
        self._typed = ""
        self._is_opening = False

    def compose(self) -> ComposeResult:
        """Yield the list."""
        with DialogBox(_("Links"), _("a number or ↑ ↓ · Enter opens · y copies · Esc closes")):
            yield self._rows

    def action_digit(self, digit: int) -> None:
        """Go to the link with the number that is typed so far."""
        typed = f"{self._typed}{digit}"[-_MOST_DIGITS:]
        if not 1 <= int(typed) <= self._count:
            typed = str(digit)
        if 1 <= int(typed) <= self._count:
            self._typed = typed
            self._rows.cursor = int(typed) - 1
        else:
            self._typed = ""
            self.notify(_("No link has this number."))

    def action_erase(self) -> None:
        """Type another number."""
        self._typed = ""

    def action_move(self, by: int) -> None:
        """Go to another link."""
        self._typed = ""
        self._rows.cursor += by

    def action_page(self, by: int) -> None:
        """Show more of what is long."""
        self._rows.scroll_lines(by)

    def action_copy(self) -> None:
        """Copy the address under the cursor."""
        self.app.copy_to_clipboard(self._rows.current.url)
        self.notify(_("Copied: {address}").format(address=self._rows.current.address), markup=False)

    def action_open(self) -> None:
        """Open the address under the cursor."""
        link = self._rows.current
        if link.obstacle:
            self.notify(link.obstacle, severity="warning", markup=False)
        elif not self._is_opening:
            self._is_opening = True
            self._open(link)

    def action_close(self) -> None:
        """Close the list."""
        self.dismiss(None)

    @work(group="open")
    async def _open(self, link: ShownLink) -> None:
        """Open an address, and close the list when a browser has it."""
        try:
            with reported(self):
                await asyncio.to_thread(open_address, link.url)
                self.app.notify(
                    _("Opened in the browser: {address}").format(address=link.address),
                    markup=False,
                )
                self.dismiss(None)
        finally:
            self._is_opening = False
