"""Two copies of the state become one: of each field the newer change stays. Pure.

It does not matter which copy is put to which, in what order, or how often. Where two changes were made
in the same thousandth of a second, the greater value stays, in an order that is the same everywhere.

A machine whose clock is ahead wins over changes that others make until they hear of it. From then on
what is changed there is put after it, whatever the clock says (see `library.marks`), so that no time,
however far ahead, keeps a field from ever being changed again.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from library.journal import FIELDS, decode_value, encode_value
from library.tables import ARTICLES, CHANGED, Document, Tables, rank, times_in
from library.times import decode_time, encode_time

_NEVER: Final = datetime.min.replace(tzinfo=UTC)
"""When a field was changed of which that is not known."""
_UNDONE: Final = "undone"


class Taken(NamedTuple):
    """What came of merging."""

    articles: int
    """Of how many articles something was taken."""
    others: int
    """How many other documents: corrections, edits of searches, rules and feeds, their taking back."""


def merge(tables: Tables, other: Mapping[str, Mapping[str, Document]]) -> Taken:
    """Merge `other` into `tables`, and return what was taken of it.

    Raises:
        ValueError: A document is none that is written here; `tables` may be changed in part.
    """
    taken = {True: 0, False: 0}
    for name, documents in other.items():
        is_article = name == ARTICLES
        table = tables.setdefault(name, {})
        for id_, document in documents.items():
            before = table.get(id_, {})
            one = article(before) if is_article else said(before)
            both = _newer(one, article(document)) if is_article else _union(one, said(document))
            if both != one or id_ not in table:
                table[id_] = both
                taken[is_article] += 1
    return Taken(taken[True], taken[False])


def article(document: Mapping[str, Any]) -> Document:
    """Return an article's document in the one form that it has on every machine, its texts clean.

    Raises:
        ValueError: It is none that is written here.
    """
    times = times_in(document)
    normal: Document = {}
    for field in FIELDS:
        value = encode_value(decode_value(field, document.get(field)))
        if value is not None:
            normal[field] = value
    for name in sorted(document.keys() - {*FIELDS, CHANGED}):  # those of a later version
        if document[name] is not None:
            normal[name] = document[name]
    if known := {name: times[name] for name in sorted(times) if times[name] > _NEVER}:
        normal[CHANGED] = {name: encode_time(moment) for name, moment in known.items()}
    return normal


def said(document: Mapping[str, Any]) -> Document:
    """Return the document of a correction or an edit in the one form that it has on every machine."""
    normal = dict(sorted(document.items()))
    # What is no time is of a later version, as everything else in it may be.
    with suppress(ValueError):
        if _UNDONE in normal:
            normal[_UNDONE] = encode_time(decode_time(normal[_UNDONE]))
    return normal


def _newer(one: Document, other: Document) -> Document:
    """Return of each field of an article the newer change; both are in their normal form."""
    here, there = times_in(one), times_in(other)
    merged: Document = {}
    times: dict[str, str] = {}
    for field in _fields(one, other):
        newer = one
        if (there.get(field, _NEVER), rank(other.get(field))) > (
            here.get(field, _NEVER),
            rank(one.get(field)),
        ):
            newer = other
        if field in newer:
            merged[field] = newer[field]
        if field in newer.get(CHANGED, {}):
            times[field] = newer[CHANGED][field]
    if times:
        merged[CHANGED] = dict(sorted(times.items()))
    return merged


def _fields(one: Document, other: Document) -> list[str]:
    """Return the names of all fields of two documents, in the order in which they stand in one."""
    names = {*one, *other, *one.get(CHANGED, {}), *other.get(CHANGED, {})} - {CHANGED}
    return [*(field for field in FIELDS if field in names), *sorted(names - {*FIELDS})]


def _union(one: Document, other: Document) -> Document:
    """Return what both say of a correction or an edit; what was taken back in one is so."""
    merged = {}
    for key in sorted({*one, *other}):
        # Times in their normal form are in the order of their letters.
        merged[key] = max((d[key] for d in (one, other) if key in d), key=rank)
    return merged
