"""What can be done to articles with one key: how it is done, shown and told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from library import Altered, Headline, Library, Mark, _, ngettext, read_tags, tag_key
from reader.formats import count


@dataclass(frozen=True, slots=True)
class Doing:
    """A change of some articles."""

    do: Callable[[Library, Sequence[str]], tuple[Altered, ...]]
    """Does it, to articles with given ids."""
    show: Callable[[Headline], Headline]
    """Returns what an article is after it."""
    told: Callable[[int], str]
    """Returns the sentence for so many articles, with a field for their count."""
    is_label: bool = False
    """Whether searches for tags and notes may find others then."""
    is_shared: bool = False
    """Whether versions of one story share it."""


def told_of(doing: Doing, number: int) -> str:
    """Return what was done to so many articles, and how to take it back."""
    return with_undo(doing.told(number).format(count=count(number)))


def with_undo(told: str) -> str:
    """Return what was done, and how to take it back."""
    return told + " " + _("ctrl+z takes it back.")


def marking(mark: Mark) -> Doing:
    """Return the change that a mark is."""
    now = datetime.now(UTC)

    def do(library: Library, ids: Sequence[str]) -> tuple[Altered, ...]:
        return library.mark(ids, mark)

    match mark:
        case Mark.READ:
            return Doing(
                do,
                lambda one: replace(one, read=one.read or now),
                lambda n: ngettext(
                    "{count} article is read now.", "{count} articles are read now.", n
                ),
                is_shared=True,
            )
        case Mark.UNREAD:
            return Doing(
                do,
                lambda one: replace(one, read=None),
                lambda n: ngettext(
                    "{count} article is unread now.", "{count} articles are unread now.", n
                ),
                is_shared=True,
            )
        case Mark.BOOKMARK:
            return Doing(
                do,
                lambda one: replace(one, bookmarked=one.bookmarked or now),
                lambda n: ngettext(
                    "{count} article is bookmarked.", "{count} articles are bookmarked.", n
                ),
            )
        case Mark.UNBOOKMARK:
            return Doing(
                do,
                lambda one: replace(one, bookmarked=None),
                lambda n: ngettext(
                    "{count} bookmark is removed.", "{count} bookmarks are removed.", n
                ),
            )


def tagging(add: Sequence[str], remove: Sequence[str]) -> Doing:
    """Return the change that puts tags on articles and takes others off."""
    gone = {tag_key(tag) for tag in remove}

    def show(one: Headline) -> Headline:
        kept = [tag for tag in one.tags if tag_key(tag) not in gone]
        return replace(one, tags=read_tags([*add, *kept]))

    return Doing(
        lambda library, ids: library.labels.tag(ids, add, remove),
        show,
        lambda n: ngettext(
            "{count} article has other tags now.", "{count} articles have other tags now.", n
        ),
        is_label=True,
    )


def doubt_of(few: Sequence[Headline], number: int) -> str:
    """Return the question whether so many articles, `few` if they are, are to be deleted; empty for none."""
    dear = sum(one.bookmarked is not None or bool(one.tags) or one.is_noted for one in few)
    if number == 1:
        return _("Delete it? It has a bookmark, a tag or a note.") if dear else ""
    if not dear and number <= len(few):
        return _("Delete {count} articles?").format(count=count(number))
    if number > len(few):
        return _("Delete {count} articles, with bookmarks, tags and notes?").format(
            count=count(number)
        )
    return _("Delete {count} articles, {dear} of them with bookmarks, tags or notes?").format(
        count=count(number), dear=count(dear)
    )
