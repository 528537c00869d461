"""Edits: what a person does to what is kept by name: searches to look at, rules that hide, and feeds.

The queries that stand are what comes of all edits, made one after another in the order of time. So two
copies of the state become one by taking the edits of both: of each thing that can be changed the newer
change holds, and any edit can be taken back later. Pure; they are kept by the state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b
from typing import Any, Final

from library.clean import clean_line
from library.times import decode_time, encode_time


class Shelf(StrEnum):
    """What a query is kept for; the name of its table in the state."""

    SEARCHES = "searches"
    """To be looked at, beside the views."""
    RULES = "rules"
    """To hide what it finds."""
    FEEDS = "feeds"
    """To be asked for what is new: it is no query but an address."""


class Deed(StrEnum):
    """What can be done to a query that is kept."""

    ADD = "add"
    """It is kept from now on."""
    CHANGE = "change"
    """It looks for something else."""
    RENAME = "rename"
    """It has another name."""
    MOVE = "move"
    """It stands elsewhere among the others."""
    REMOVE = "remove"
    """It is no longer kept."""
    SET = "set"
    """Something else is to be done with it; of a feed, whether its pages are fetched."""


_TEXTS: Final = ("name", "query")
_LAST_PLACE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing that was done to a query."""

    shelf: Shelf
    """What the query is kept for."""
    deed: Deed
    """What was done."""
    at: datetime
    """When it was done (aware, UTC), to the millisecond."""
    target: str = ""
    """The id of the query, which is that of the edit that added it; empty in that one."""
    name: str = ""
    """The name that it has from then on, where it gets one; in a removal the one that it had."""
    query: str = ""
    """What it looks for from then on, where that is said; in a removal what it looked for."""
    place: int = 0
    """Of a move, how many others stand before it from then on."""

    @property
    def id(self) -> str:
        """What tells it from all others, the same on every machine: 16 hex digits."""
        said = (self.shelf, self.deed, self.target, self.name, self.query, str(self.place))
        text = "\0".join((*said, encode_time(self.at)))
        return blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Saved:
    """A query that is kept."""

    id: str
    """What it is known by, whatever becomes of its name: 16 hex digits."""
    name: str
    """What it is called, clean on one line; a rule is called as its query is."""
    query: str
    """What it looks for, which may be something that only a later version can read; of a feed its address."""
    setting: str = ""
    """What else was said of it; empty when nothing was."""


def standing(edits: Iterable[Edit], shelf: Shelf) -> tuple[Saved, ...]:
    """Return the queries on `shelf` that come of `edits`, in the order in which they stand.

    An edit of a query that is not there, or no longer, does nothing.
    """
    found: list[Saved] = []
    for edit in sorted(edits, key=lambda one: (one.at, one.id)):
        if edit.shelf is not shelf:
            continue
        if edit.deed is Deed.ADD:
            found.append(Saved(edit.id, edit.name or edit.query, edit.query))
            continue
        number = next((n for n, one in enumerate(found) if one.id == edit.target), None)
        if number is not None:
            one = found.pop(number)
            if edit.deed is Deed.MOVE:
                found.insert(edit.place, one)
            elif edit.deed is not Deed.REMOVE:
                found.insert(number, _edited(one, edit))
    return tuple(found)


def _edited(one: Saved, edit: Edit) -> Saved:
    """Return what `one` is after a renaming or a change of its query."""
    if edit.deed is Deed.RENAME:
        return replace(one, name=edit.name)
    if edit.deed is Deed.SET:
        return replace(one, setting=edit.query)
    return replace(one, query=edit.query)


def encoded(edit: Edit) -> dict[str, Any]:
    """Return an edit as it stands in JSON, without its shelf."""
    record: dict[str, Any] = {"deed": edit.deed, "at": encode_time(edit.at)}
    if edit.target:
        record["target"] = edit.target
    for name in _TEXTS:
        if value := getattr(edit, name):
            record[name] = value
    if edit.deed is Deed.MOVE:
        record["place"] = edit.place
    return record


def decoded(record: object, shelf: Shelf) -> Edit:
    """Return the edit that stands in JSON as `record`.

    Raises:
        ValueError: It is none, or one of a later version.
    """
    match record:
        case {"deed": str(deed), "at": at, **rest}:
            target, name, query = (_text(rest.get(key, "")) for key in ("target", *_TEXTS))
            made = Edit(
                shelf,
                Deed(deed),
                decode_time(at),
                target,
                clean_line(name),
                clean_line(query),
                _place(rest.get("place", 0)),
            )
            if (made.deed is Deed.ADD) == bool(made.target):
                raise ValueError("an edit is of a query that was added, but for the first")
            if made.deed in {Deed.ADD, Deed.CHANGE} and not made.query:
                raise ValueError("a query that is kept is not empty")
            if made.deed is Deed.RENAME and not made.name:
                raise ValueError("a renaming has a name")
            return made
    raise ValueError("an edit has a deed and a time")


def holding(documents: Mapping[str, Mapping[str, Any]], shelf: Shelf) -> tuple[Edit, ...]:
    """Return the edits that hold by the documents of `shelf`'s table, in the order of time.

    What cannot be read is of a later version, and stays for it.
    """
    found = []
    for id_, document in documents.items():
        if "undone" not in document:
            with suppress(ValueError):
                edit = decoded(document, shelf)
                if edit.id == id_:
                    found.append(edit)
    return tuple(sorted(found, key=lambda one: (one.at, one.id)))


def _text(value: object) -> str:
    """Return `value` if it is a text that can be stored."""
    if not isinstance(value, str):
        raise ValueError("a text is none")  # noqa: TRY004 - one error for all that is wrong
    value.encode()  # half of a surrogate pair can stand in JSON, but not on disk again
    return value


def _place(value: object) -> int:
    """Return `value` if it is a place among queries."""
    if not isinstance(value, int) or not 0 <= value < _LAST_PLACE:
        raise ValueError("a place is a number that is not negative")
    return value
