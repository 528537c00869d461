"""What a dialog stands in: a border with what it is about at the top, and its keys at the foot."""

from __future__ import annotations

from rich.cells import cell_len
from textual.containers import Vertical
from textual.content import Content

from reader.signs import sign

_AROUND = 6
"""Cells of the border's corners and the blanks beside what is written on it."""


class DialogBox(Vertical):
    """The box of a dialog; a dialog has one."""

    def __init__(self, title: str = "", hints: str = "") -> None:
        """Write a title, safe to show, and `hints` at keys, parted by dots, on the border."""
        super().__init__(id="dialog")
        self._hints = sign(hints)
        self.border_title = Content(title)
        self.border_subtitle = Content(self._hints)

    def on_resize(self) -> None:
        """Tell as many of the hints as there is room for."""
        self.border_subtitle = Content(fitted(self._hints, self.outer_size.width - _AROUND))


def fitted(hints: str, width: int) -> str:
    """Return `hints`, parted by dots, in `width` cells: the last, which is the way out, before others."""
    parting = sign(" · ")
    *others, last = hints.split(parting)
    while others and cell_len(parting.join([*others, last])) > width:
        others.pop()
    return parting.join([*others, last])
