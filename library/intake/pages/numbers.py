"""The numbers that a page shows before the items of its ordered lists, which stand nowhere in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_LISTS: Final = frozenset(("ol", "ul", "menu", "dir"))
_START: Final = re.compile(r"(?<!\S)start\s*=\s*[\"']?\s*(-?\d{1,6})\b", re.IGNORECASE)
_VALUE: Final = re.compile(r"(?<!\S)value\s*=\s*[\"']?\s*(-?\d{1,6})\b", re.IGNORECASE)
_TYPE: Final = re.compile(r"(?<!\S)type\s*=\s*[\"']?\s*([1aAiI])(?![^\s\"'])")
_DOWN: Final = re.compile(r"(?<!\S)reversed\b", re.IGNORECASE)
_UNMARKED: Final = re.compile(r"list-style(?:-type)?\s*:\s*[^;\"']*\bnone\b", re.IGNORECASE)
_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MAX_ROMAN: Final = 3999


@dataclass(slots=True)
class _List:
    """A list that is open."""

    number: int | None
    """Its next item's; None where its items have none."""
    step: int = 1
    kind: str = "1"


class Numbers:
    """Counts the items of a page's lists while its tags come by."""

    def __init__(self) -> None:
        self._open: list[_List] = []
        self._pending = ""

    def element(self, name: str, closes: bool, attributes: str) -> None:
        """Take notice of the start or the end of an element."""
        if name in _LISTS:
            self._pending = ""
            if not closes:
                self._open.append(_ordered(attributes) if name == "ol" else _List(None))
            elif self._open:
                self._open.pop()
        elif name == "li":
            self._pending = "" if closes else self._next(attributes)

    def take(self) -> str:
        """Return the number of the item that begins here, such as `2.` or `b)`; empty where none does."""
        number, self._pending = self._pending, ""
        return number

    def _next(self, attributes: str) -> str:
        """Return the number of the item that begins, and count it."""
        if not self._open or self._open[-1].number is None:
            return ""
        within = self._open[-1]
        given = _VALUE.search(attributes)
        number = int(given[1]) if given else int(within.number or 0)
        within.number = number + within.step
        return _written(number, within.kind)


def _ordered(attributes: str) -> _List:
    """Return an ordered list that begins; one that counts down to 1 would have to be known to its end."""
    start, kind = _START.search(attributes), _TYPE.search(attributes)
    is_down = _DOWN.search(attributes) is not None
    if _UNMARKED.search(attributes) or (is_down and not start):
        return _List(None)
    return _List(int(start[1]) if start else 1, -1 if is_down else 1, kind[1] if kind else "1")


def _written(number: int, kind: str) -> str:
    """Return how a number is shown: as browsers do it, but letters with a bracket, to be told from words."""
    text = ""
    if kind in "aA" and number > 0:
        text = _letters(number)
    elif kind in "iI" and 0 < number <= _MAX_ROMAN:
        text = _roman(number)
    if not text:
        return f"{number}."
    return f"{text.upper() if kind.isupper() else text})"


def _letters(number: int) -> str:
    """Return a number as letters: a to z, then aa."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _roman(number: int) -> str:
    """Return a number in small Roman letters."""
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text
