"""The tables of the state: how what was done is entered into them, and what is read out of them. Pure.

A table has a document for each article, correction or edit, under its id. Of an article it has what
each field is, and when that was changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

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
    """Return those documents that can be read, and the number of those that cannot."""
    kept: Tables = {}
    lost = 0
    for name, table in tables.items():
        for id_, document in table.items():
            try:
                if not isinstance(document, dict):
                    raise ValueError("a document is none")  # noqa: TRY004, TRY301 - as all damage
                id_.encode()
                written(document)
                check({name: {id_: document}})
            except (ValueError, RecursionError):
                lost += 1
            else:
                kept.setdefault(name, {})[id_] = document
    return kept, lost


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
    return value is not None, written(value)


def written(value: object) -> str:
    """Return a value in JSON as it stands in the file.

    Raises:
        ValueError: It cannot be written.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    text.encode()  # half of a surrogate pair can stand in JSON, but not on disk again
    return text


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
