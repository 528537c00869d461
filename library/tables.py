"""The tables of the state: how what was done is entered into them, and what is read out of them. Pure.

A table has a document for each article, correction or edit, under its id. Of an article it has what
each field is, and when that was changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final, cast

from library.journal import (
    FIELDS,
    Change,
    Entry,
    Field,
    Value,
    decode_value,
    encode_value,
)
from library.models import Place, Status
from library.said import CORRECTIONS, enter, holding, table_of
from library.times import decode_time, encode_time

ARTICLES: Final = "articles"
"""Name of the table of articles."""

CHANGED: Final = "changed"
"""Where an article's document says when each field was changed."""

# Made once: to make one takes longer than to write a document with it.
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_RANKING: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True)

Document = dict[str, Any]
"""What is kept of one article, correction or edit."""

Tables = dict[str, dict[str, Document]]
"""All documents, by the names of their tables and by their ids."""


def enter_all(entries: Iterable[Entry], tables: Tables) -> None:
    """Enter what a journal says; to do so twice changes nothing more.

    Raises:
        ValueError: A document is none that is written here.
    """
    for entry in entries:
        if isinstance(entry, Change):
            documents = tables.setdefault(ARTICLES, {})
            _apply(entry, documents.setdefault(entry.id, {}))
        else:
            enter(entry, tables.setdefault(table_of(entry), {}))


def check(tables: Mapping[str, Mapping[str, Document]]) -> None:
    """Return if every document can be read.

    Raises:
        ValueError: One is none that is written here.
    """
    for document in tables.get(ARTICLES, {}).values():
        status_in(document)
    holding(tables.get(CORRECTIONS, {}))


def readable(tables: Mapping[str, Mapping[str, object]]) -> tuple[Tables, int]:
    """Return what can be read in each document, and the number of those of which something cannot."""
    kept: Tables = {}
    lost = 0
    for name, table in tables.items():
        for id_, document in table.items():
            if not _is_readable(name, id_, document):
                lost += 1
                document = _readable_part(document) if name == ARTICLES else None
                if not _is_readable(name, id_, document):
                    continue
            kept.setdefault(name, {})[id_] = cast("Document", document)
    return kept, lost


def _is_readable(name: str, id_: str, document: object) -> bool:
    """Tell whether a document can be read, and written again."""
    if not isinstance(document, dict):
        return False
    try:
        # Half of a surrogate pair can stand in JSON, but not on disk again.
        f"{id_}{written(document)}".encode()
        check({name: {id_: document}})
    except (ValueError, RecursionError):
        return False
    return True


def _readable_part(document: object) -> object:
    """Return the fields of an article's document that can be read, and when they were changed."""
    if not isinstance(document, dict):
        return None
    found = document.get(CHANGED)
    times = found if isinstance(found, dict) else {}
    kept: Document = {CHANGED: {}}
    for field in FIELDS:
        one = {field: document.get(field), CHANGED: {field: times[field]} if field in times else {}}
        if one[field] is not None and _is_readable(ARTICLES, "", one):
            kept[field] = one[field]
            kept[CHANGED] |= one[CHANGED]
    return kept if len(kept) > 1 else None


def status_in(document: Mapping[str, Any]) -> Status:
    """Return what an article's document says.

    Raises:
        ValueError: It is none that is written here.
    """
    values = {field: decode_value(field, document.get(field)) for field in FIELDS}
    return _status_of(values, max(times_in(document).values(), default=None))


def times_in(document: Mapping[str, Any]) -> dict[str, datetime]:
    """Return when each field of an article was changed, by its document.

    Raises:
        ValueError: It is none that is written here.
    """
    times = document.get(CHANGED, {})
    if not isinstance(times, dict):
        raise ValueError("times stand by the names of their fields")  # noqa: TRY004 - as all damage
    return {field: decode_time(text) for field, text in times.items()}


def rank(value: object) -> tuple[bool, str]:
    """Return what a value in JSON is compared by where times are equal, the same on every machine."""
    return value is not None, _RANKING.encode(value)


def written(value: object) -> str:
    """Return a value in JSON as it stands in the file.

    Raises:
        ValueError: It cannot be written.
    """
    return _ENCODER.encode(value)


def _apply(change: Change, document: Document) -> None:
    """Enter `change` in an article's document, unless a newer one of that field stands there."""
    times = document.setdefault(CHANGED, {})
    if not isinstance(times, dict):
        raise ValueError("times stand by the names of their fields")  # noqa: TRY004 - as all damage
    if change.field in times and decode_time(times[change.field]) > change.at:
        return
    value = encode_value(change.value)
    times[change.field] = encode_time(change.at)
    if value is None:
        document.pop(change.field, None)
    else:
        document[change.field] = value


def _status_of(values: Mapping[Field, Value], changed: datetime | None) -> Status:
    """Return the status that has these values."""

    def time(field: Field) -> datetime | None:
        return value if isinstance(value := values.get(field), datetime) else None

    place, tags, note = values.get("place"), values.get("tags"), values.get("note")
    return Status(
        read=time("read"),
        bookmarked=time("bookmarked"),
        place=place if isinstance(place, Place) else None,
        changed=changed,
        tags=tags if isinstance(tags, tuple) else (),
        note=note if isinstance(note, str) else "",
        deleted=time("deleted"),
    )
