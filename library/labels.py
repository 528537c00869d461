"""Tags and a note that a person puts on an article: how they are kept, and how they are compared. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from library.clean import clean_line, clean_text
from library.errors import NotSaved
from library.translation import _, grouped
from library.words import fold

MAX_TAG: Final = 64
"""Code points of the longest tag."""

MAX_TAGS: Final = 32
"""How many tags an article has at most."""

MAX_NOTE: Final = 100_000
"""Code points of the longest note."""


def tag_key(tag: str) -> str:
    """Return what `tag` is compared by: case, diacritics and spellings do not matter."""
    return fold(clean_line(tag))


def read_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return `tags` clean, each once, in the order of what they are compared by.

    Of two that are compared alike the first stays. A comma parts tags, so none has one.
    """
    found: dict[str, str] = {}
    for tag in (clean_line(part) for given in tags for part in given.split(",")):
        if key := tag_key(tag):
            found.setdefault(key, tag)
    return tuple(found[key] for key in sorted(found))


def kept_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return `tags` as they are kept; see `read_tags`.

    Raises:
        NotSaved: One is too long, or they are too many.
    """
    found = read_tags(tags)
    if any(len(tag) > MAX_TAG for tag in found):
        raise NotSaved(
            _("A tag has no more than {most} letters.").format(most=MAX_TAG),
            _("Write a shorter tag."),
        )
    if len(found) > MAX_TAGS:
        raise NotSaved(
            _("An article has no more than {most} tags.").format(most=MAX_TAGS),
            _("Leave some out."),
        )
    return found


def with_tags(tags: Iterable[str], add: Iterable[str], remove: Iterable[str]) -> tuple[str, ...]:
    """Return `tags` with those to `add`, as they are written now, and without those to `remove`.

    Raises:
        NotSaved: One is too long, or they are too many.
    """
    gone = {tag_key(tag) for tag in remove}
    return kept_tags([*add, *(tag for tag in tags if tag_key(tag) not in gone)])


def kept_note(note: str) -> str:
    """Return `note` as it is kept: clean, without blanks at its ends; empty for none.

    Raises:
        NotSaved: It is too long.
    """
    # Blanks before the first letter may be meant: only whole lines go.
    note = clean_text(note).rstrip().lstrip("\n")
    if len(note) > MAX_NOTE:
        raise NotSaved(
            _("A note has no more than {most} letters.").format(most=grouped(MAX_NOTE)),
            _("Write a shorter note."),
        )
    return note
