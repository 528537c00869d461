"""The articles that are selected in a list, for the next key to act on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.session import Question


class Selection:
    """Keys of articles; it costs what is selected, not what is listed."""

    def __init__(self) -> None:
        """Begin with nothing selected."""
        self.keys: set[int] = set()
        """The keys of what is selected."""
        self._anchor: int | None = None  # the row that was extended from
        self._question: Question | None = None

    def __len__(self) -> int:
        return len(self.keys)

    def __iter__(self) -> Iterator[int]:
        return iter(self.keys)

    def toggle(self, keys: Iterable[int], question: Question) -> None:
        """Select what is not, in the list that answers `question`; when all is selected, none of it."""
        some = set(keys)
        self.keys = self.keys - some if some <= self.keys else self.keys | some
        self._anchor, self._question = None, question

    def extend(self, row: int, new: int, keys: tuple[int, int], question: Question) -> None:
        """Go on with the selection from a row to the next, or take back a step.

        Args:
            row: The row that the cursor is on.
            new: The row that it goes to.
            keys: The keys of the articles in both.
            question: What the list answers.
        """
        self._question = question
        if self._anchor is None:
            self._anchor = row
        self.keys.add(keys[0])
        if abs(new - self._anchor) < abs(row - self._anchor):
            self.keys.discard(keys[0])
        self.keys.add(keys[1])

    def drop(self, keys: Iterable[int]) -> None:
        """Select some articles no longer: they are deleted."""
        self.keys = self.keys.difference(keys)
        self._anchor = None

    def clear(self) -> None:
        """Select nothing."""
        self.keys.clear()
        self._anchor = None

    def remains(self, question: Question) -> bool:
        """Clear it when another question is answered now; tell whether anything is still selected."""
        if question != self._question:
            self.clear()
        return bool(self.keys)
