"""What a text of many lines is typed into; apart from single lines, because few starts need it."""

from __future__ import annotations

from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from library import clean_text, without_loose_joiners
from reader.widgets.typed_line import taken


class TypedArea(TextArea):
    """An area for a text of many lines, which takes nothing in that acts on a terminal or hides."""

    def __init__(self, text: str) -> None:
        """Begin with `text`."""
        super().__init__(_clean(text), soft_wrap=True, classes="-typed", tab_behavior="indent")

    def edit(self, edit: Edit) -> EditResult:
        """Change the text, by a key, by pasting or otherwise."""
        (row, column), (last_row, last_column) = edit.top, edit.bottom
        before = self.document.get_line(row)[:column]
        behind = self.document.get_line(last_row)[last_column:]
        edit.text = taken(edit.text, before, _clean)
        # What belonged to an emoji of which the rest is deleted goes with it.
        kept = without_loose_joiners(behind) if not edit.text else behind
        loose = len(behind) - len(kept) if behind.endswith(kept) else 0
        edit.to_location = (last_row, last_column + loose)
        edit.from_location = (row, column)
        return super().edit(edit)


def _clean(text: str) -> str:
    """Return a text as it is taken in."""
    return clean_text(without_loose_joiners(text))
