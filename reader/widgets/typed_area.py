"""What a text of many lines is typed into; apart from single lines, because few starts need it."""

from __future__ import annotations

from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from library import clean_text


class TypedArea(TextArea):
    """An area for a text of many lines, which takes nothing in that acts on a terminal or hides."""

    def __init__(self, text: str) -> None:
        """Begin with `text`."""
        super().__init__(clean_text(text), soft_wrap=True, classes="-typed", tab_behavior="indent")

    def edit(self, edit: Edit) -> EditResult:
        """Change the text, by a key, by pasting or otherwise."""
        edit.text = clean_text(edit.text)
        return super().edit(edit)
