"""Marks, tags and notes in the dialogue; each is on disk when it is told, and can be taken back."""

from __future__ import annotations

from collections.abc import Sequence

from library import Altered, Headline, Library, Mark, _, clean_text, read_tags
from reader.config import Config
from reader.dialogue.told import title_of
from reader.undoing import Marked


class Labels:
    """Changes what the person put on articles."""

    def __init__(self, library: Library, config: Config) -> None:
        """Change articles in `library`; `config` says whether versions of a story are read together."""
        self._library = library
        self._config = config
        self._done: list[Marked] = []

    def mark_read(self, headline: Headline, *, is_read: bool = True) -> str:
        """Mark an article as read or unread, and its other versions too if they share that."""
        ids = [headline.id]
        if self._config.share_read:
            ids += [one.id for one in self._library.versions(headline.id) if one.id != headline.id]
        self._keep(self._library.mark(ids, Mark.READ if is_read else Mark.UNREAD), headline)
        return _("Marked as read.") if is_read else _("Marked as unread.")

    def toggle_bookmark(self, headline: Headline) -> str:
        """Set the bookmark, or remove it."""
        mark = Mark.BOOKMARK if headline.bookmarked is None else Mark.UNBOOKMARK
        self._keep(self._library.mark([headline.id], mark), headline)
        return _("Bookmarked.") if mark is Mark.BOOKMARK else _("The bookmark is removed.")

    def tag(self, headline: Headline, text: str) -> str:
        """Put the tags of a text on an article, parted by commas, or take off those behind a minus sign.

        Without a text it tells which it has.
        """
        words = [word.strip() for word in text.split(",") if word.strip()]
        add = read_tags(word for word in words if not word.startswith("-"))
        remove = [word.removeprefix("-").strip() for word in words if word.startswith("-")]
        if words:
            self._keep(self._library.labels.tag([headline.id], add, remove), headline)
        tags = self._library.status(headline.id).tags
        return _("Tags: {tags}.").format(tags=", ".join(tags)) if tags else _("There is no tag.")

    def note(self, headline: Headline, text: str) -> str:
        """Note a text on an article, `-` for none; without a text tell what is noted."""
        if text:
            note = "" if text == "-" else text
            self._keep(self._library.labels.set_note(headline.id, note), headline)
            return _("The note is saved.") if note else _("There is no note now.")
        found = clean_text(self._library.labels.note(headline.id))
        return _("Note: {text}").format(text=found) if found else _("There is no note.")

    def undo(self) -> str:
        """Take back what was done last."""
        while self._done:
            back = self._done.pop().back(self._library)
            if not back.is_nothing:
                return back.told()
        return _("There is nothing to take back.")

    def _keep(self, altered: Sequence[Altered], headline: Headline) -> None:
        """Remember a change, unless it has changed nothing."""
        if altered:
            self._done.append(Marked(tuple(altered), title_of(headline)))
