"""The views as the bar shows them, and what a search in one of them is called when it is saved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Final

from library import BOOKMARKED, Counts, Edit, QueryError, Saved, _, all_of, clean_line, parse_query
from reader.counting import Numbers
from reader.formats import count, shorten
from reader.keys import key_for
from reader.queries import done
from reader.session import VIEWS, Question
from reader.signs import sign

NAME_WIDTH: Final = 16
"""Cells of the name of a saved search where it stands among others."""

_LAST_KEY: Final = 9
_SAID_WIDTH: Final = 200


def views_shown(counts: Counts, searches: Sequence[Saved], numbers: Numbers) -> tuple[str, ...]:
    """Return what to show for each view: its name and how many articles it has, unread ones of a search."""
    shown = [sign(_(view.name)) for view in VIEWS]
    if numbers.hidden is not None:
        both = zip(shown, counts, numbers.hidden, strict=True)
        shown = [f"{name} {count(max(0, stored - hidden))}" for name, stored, hidden in both]
    return (*shown, *(_shown(one, numbers) for one in searches))


def _shown(saved: Saved, numbers: Numbers) -> str:
    """Return what to show for a saved search: a mark when it cannot be read, no number until it is known."""
    name = shorten(saved.name, NAME_WIDTH)
    if saved.query in numbers.unreadable:
        return f"{name} !"
    unread = numbers.unread.get(saved.query)
    return name if unread is None else f"{name} {count(unread)}"


def key_of(number: int) -> str:
    """Return the key of the saved search with this number; empty when there are too many before it."""
    key = number + len(VIEWS) + 1
    return str(key) if key <= _LAST_KEY else ""


def told(edit: Edit, searches: Sequence[Saved]) -> str:
    """Return what was done to a saved search, and by which key it is reached."""
    id_ = edit.target or edit.id
    key = next((key_of(n) for n, one in enumerate(searches) if one.id == id_), "")
    reached = _("Key {key} opens it; {searches} lists all.") if key else _("{searches} lists all.")
    told = reached.format(key=key, searches=key_for("searches"))
    return f"{shorten(done(edit), _SAID_WIDTH)}. {told}"


_UNFINISHED: Final = re.compile(r"(?:\s+(?:AND|OR|NOT|-))+$")
"""What a search ends in that was to go on, and finds nothing yet."""


def search_to_save(question: Question) -> str:
    """Return the search for what is searched for there, be it read or not; empty when nothing is."""
    found = _UNFINISHED.sub("", question.query.strip())
    if not found or question.is_wide:
        return found
    if question.saved is not None:
        return _both(question.saved.query, found)
    return _both(found, "is:bookmarked") if VIEWS[question.view].node == BOOKMARKED else found


def _both(first: str, second: str) -> str:
    """Return the search for what two find both: in brackets what would be another beside the other."""
    now = datetime.now().astimezone()
    with suppress(QueryError):
        both = all_of(parse_query(first, now=now), parse_query(second, now=now))
        for query in (f"{first} {second}", f"({first}) {second}", f"{first} ({second})"):
            if parse_query(query, now=now) == both:
                return query
    return f"({first}) ({second})"


def search_of_feed(name: str) -> str:
    """Return the search for what came from the feed of a name, or from those in a folder, `News/`."""
    return f'feed:"{clean_line(name.replace(chr(34), " "))}"'
