"""Asks what a list is to be sorted by."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from library import MOST_RANKED, N_, Order, _
from reader.formats import count
from reader.screens.dialog import Dialog
from reader.signs import sign

_ORDERS: Final = {
    "d": (Order.DATE, N_("Date, newest first")),
    "s": (Order.SOURCE, N_("Source")),
    "t": (Order.TITLE, N_("Title")),
    "l": (Order.LENGTH, N_("Length, longest first")),
    "b": (Order.BOOKMARKED, N_("When bookmarked, the last first")),
    "r": (Order.RELEVANCE, N_("Relevance, best first")),
}


class SortScreen(Dialog[Order | None]):
    """Lists the orders by a letter each; dismissed with the one that is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"choose('{order}')", text, priority=True)
            for key, (order, text) in _ORDERS.items()
        ),
        Binding("escape,q,backslash", "choose('')", "Close", priority=True),
    ]

    def __init__(self, order: Order, *, searching: bool) -> None:
        """Ask; the list is sorted by `order` now, and is what a search found if `searching`."""
        super().__init__()
        self._order = order
        self._searching = searching

    def compose(self) -> ComposeResult:
        """Yield the list."""
        with Vertical(id="dialog") as dialog:
            dialog.border_title = Content(_("Sort by"))
            dialog.border_subtitle = Content(_("Esc closes"))
            for key, (order, text) in _ORDERS.items():
                chosen = sign("•") if order is self._order else " "
                yield Static(Content.assemble(f"{chosen} ", (f"{key}  ", "$primary bold"), _(text)))
            yield Static(
                _("Relevance is for searches that find up to {most} articles.").format(
                    most=count(MOST_RANKED)
                ),
                classes="dialog--quiet",
                markup=False,
            )

    def action_choose(self, order: str) -> None:
        """Answer with what was chosen."""
        if order == Order.RELEVANCE and not self._searching:
            self.notify(_("Only what is searched for can be sorted by relevance."))
            return
        self.dismiss(Order(order) if order else None)
