"""Asks what a list is to be sorted by."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.binding import Binding, BindingType

from library import MOST_RANKED, N_, Order, _
from reader.formats import count
from reader.screens.lettered import LetteredScreen, Option

_ORDERS: Final = {
    "d": (Order.DATE, N_("Date, newest first")),
    "s": (Order.SOURCE, N_("Source")),
    "t": (Order.TITLE, N_("Title")),
    "l": (Order.LENGTH, N_("Length, longest first")),
    "b": (Order.BOOKMARKED, N_("When bookmarked, the last first")),
    "r": (Order.RELEVANCE, N_("Relevance, best first")),
}


class SortScreen(LetteredScreen[Order]):
    """Lists the orders; dismissed with the one that is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(letter, f"choose('{letter}')", text, priority=True)
            for letter, (_order, text) in _ORDERS.items()
        ),
        Binding("backslash", "close", "Close", priority=True),
    ]

    def __init__(self, order: Order, *, searching: bool) -> None:
        """Ask; the list is sorted by `order` now, and is what a search found if `searching`."""
        present = next(letter for letter, (one, _text) in _ORDERS.items() if one is order)
        about = _("Relevance is for searches that find up to {most} articles.")
        super().__init__(
            _("Sort by"),
            {letter: Option(_(text), one) for letter, (one, text) in _ORDERS.items()},
            about.format(most=count(MOST_RANKED)),
            present,
        )
        self._searching = searching

    def action_choose(self, letter: str) -> None:
        """Answer with the order of this letter, if the list can be sorted by it."""
        if self._options[letter].answer is Order.RELEVANCE and not self._searching:
            self.notify(_("Only what is searched for can be sorted by relevance."))
            return
        super().action_choose(letter)
