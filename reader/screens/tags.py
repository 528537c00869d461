"""Asks for tags, and completes them from those that are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.suggester import Suggester
from textual.widgets import Input, Static

from library import MAX_TAG, MAX_TAGS, _, clean_line, ngettext, read_tags, tag_key
from reader.formats import count, shorten
from reader.screens.dialog import Dialog
from reader.widgets.dialog_box import DialogBox
from reader.widgets.typed_line import TypedLine

_MAX_LENGTH: Final = 3000
_SHOWN: Final = 24
_WIDTH: Final = 400


class TagSuggester(Suggester):
    """Completes the last of some tags."""

    def __init__(self, known: Sequence[tuple[str, int]]) -> None:
        """Complete to those that are `known`, the commonest first."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = [(tag_key(tag), tag) for tag, _number in known]

    async def get_suggestion(self, value: str) -> str | None:
        """Return `value` with its last tag completed."""
        before, comma, last = value.rpartition(",")
        begun = last.lstrip()
        key = tag_key(begun)
        if not key:
            return None
        taken = {tag_key(tag) for tag in before.split(",")}
        for known, tag in self._known:
            # What was typed stays as it is, so the rest alone is taken over: `ller` behind `mue`.
            if known.startswith(key) and known not in taken:
                for at in range(1, len(tag)):
                    if tag_key(begun + tag[at:]) == known and tag_key(tag[:at]) == key:
                        return f"{before}{comma}{last}{tag[at:]}"
        return None


class TagsScreen(Dialog[tuple[str, ...] | None]):
    """A line for tags; dismissed with them, with None if given up."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", priority=True),
        Binding("tab", "complete", "Complete", priority=True),
    ]

    def __init__(
        self, tags: Sequence[str], known: Sequence[tuple[str, int]], articles: int = 1
    ) -> None:
        """Ask for the tags of so many articles, which all have `tags` now."""
        super().__init__()
        self._known = known
        self._articles = articles
        self._line = TypedLine(
            value="".join(f"{tag}, " for tag in tags),
            placeholder=_("tags, parted by commas"),
            suggester=TagSuggester(known),
            max_length=_MAX_LENGTH,
            select_on_focus=False,
        )
        self._said = Static(markup=False, classes="dialog--quiet")

    def compose(self) -> ComposeResult:
        """Yield the line, and below it the tags that are known."""
        with DialogBox(
            ngettext("Tags of this article", "Tags of {count} articles", self._articles).format(
                count=count(self._articles)
            ),
            _("Enter keeps them · Tab completes · Esc closes"),
        ):
            yield self._line
            yield self._said

    def on_mount(self) -> None:
        """Say which tags are known."""
        known = " · ".join(f"{clean_line(tag)} {number}" for tag, number in self._known[:_SHOWN])
        self._said.update(shorten(known, _WIDTH) or _("No article has a tag yet."))
        # At once: the next keys may have been typed already.
        self.set_focus(self._line)

    def action_complete(self) -> None:
        """Take the tag that is suggested, and begin another."""
        before = self._line.value
        self._line.action_end()
        self._line.action_cursor_right()
        if self._line.value != before:
            self._line.insert_text_at_cursor(", ")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Answer with the tags, unless they cannot be kept."""
        event.stop()
        tags = read_tags([event.value])
        if any(len(tag) > MAX_TAG for tag in tags):
            self._said.update(_("A tag has no more than {most} letters.").format(most=MAX_TAG))
        elif len(tags) > MAX_TAGS:
            self._said.update(_("An article has no more than {most} tags.").format(most=MAX_TAGS))
        else:
            self.dismiss(tags)
