"""Gives out what the reader did in a form that other machines read, and takes in what was done there.

What is given out is a line of JSON for each article, or all that is kept, as `state.json` has it. Both
are taken in, by merging: of each field the newer change stays, so nothing is lost whichever way it goes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from library.errors import NewerSchema, Refused, Unavailable
from library.journal import FIELDS
from library.merging import Taken, article, merge
from library.state import State
from library.statefile import UNREADABLE, NotWhole, tables_in, text_of
from library.store.schema import unavailable
from library.tables import ARTICLES, CHANGED, Document, Tables, check, status_in, times_in
from library.times import decode_time, encode_time
from library.translation import _

_ID: Final = re.compile(r"[0-9a-f]{16}")
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 begins, in which some shells write what they are given."""
_LARGEST: Final = 256_000_000
"""Bytes of the largest file that is taken in: twenty times what a million articles need."""


def export_state(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield what was done to each article, in the order of ids, as objects for JSON.

    Raises:
        NewerSchema, Unavailable: The state cannot be read.
    """
    for id_, document in sorted(_tables(folder).get(ARTICLES, {}).items()):
        yield _record(id_, article(document))


def export_whole_state(folder: Path) -> str:
    """Return all that is kept, searches, rules, feeds and corrections too, as `state.json` has it.

    Raises:
        NewerSchema, Unavailable: The state cannot be read.
    """
    return text_of(_tables(folder))


def import_state(folder: Path, data: bytes, name: str) -> Taken:
    """Merge what another machine gave out into the state in `folder`, which is made if need be.

    When this returns it is on disk; to do the same again changes nothing.

    Args:
        folder: That of the library.
        data: What `export_state` or `export_whole_state` gave there, or its `state.json`.
        name: Where that is from, for messages.

    Raises:
        Refused: It is damaged, or something else; nothing was taken.
        NewerSchema, Unavailable: The state here cannot be read or written.
    """
    tables = _read(data, name)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise unavailable(folder, error) from error
    state = State(folder)
    with state.locked():
        try:
            return state.merge(tables)
        except (ValueError, RecursionError) as error:
            raise Refused(name, _(UNREADABLE)) from error


def _tables(folder: Path) -> Tables:
    """Return all that is kept in `folder`, with what is only in the journal yet."""
    if not folder.is_dir():
        return {}
    state = State(folder)
    try:
        with state.locked():
            return state.tables()
    except Unavailable:  # a folder that is only to be read cannot be locked either
        return state.looked_at_tables()


def _record(id_: str, document: Document) -> dict[str, Any]:
    """Return what is given out of an article; its document is in the normal form."""
    changed = status_in(document).changed
    return {
        "id": id_,
        "read": document.get("read"),
        "bookmarked": document.get("bookmarked"),
        "place": document.get("place"),
        "changed": None if changed is None else encode_time(changed),
        "tags": document.get("tags", []),
        "note": document.get("note", ""),
        "deleted": document.get("deleted"),
        "times": document.get(CHANGED, {}),
    }


def _read(data: bytes, name: str) -> Tables:
    """Return the tables that a file of either form has."""
    if len(data) > _LARGEST:
        raise Refused(name, _("it is too large"))
    try:
        text = data.decode("utf-16" if data.startswith(_WIDE) else "utf-8-sig")
    except ValueError as error:
        raise Refused(name, _("it is no text in UTF-8")) from error
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        return {}
    if lines[0].lstrip().startswith("{") and '"id"' in lines[0]:
        return _from_lines(text.split("\n"), name)
    return _from_whole(text, name)


def _from_whole(text: str, name: str) -> Tables:
    """Return the tables of a file as `state.json` is one."""
    try:
        tables = tables_in(text.encode(), Path(name))
        check(tables)
    except NotWhole as error:
        raise Refused(name, _(error.reason)) from error
    except NewerSchema as error:
        raise Refused(name, _("a later version wrote it")) from error
    except (ValueError, RecursionError) as error:
        raise Refused(name, _(UNREADABLE)) from error
    for id_ in tables.get(ARTICLES, {}):
        if not _ID.fullmatch(id_):
            raise Refused(name, _("an article in it has no id"))
    return tables


def _from_lines(lines: list[str], name: str) -> Tables:
    """Return the table of articles that are given out line by line."""
    tables: Tables = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            id_, document = _from_line(line)
        except (ValueError, RecursionError) as error:
            raise Refused(
                name, _("line {number} is not as it was given out").format(number=number)
            ) from error
        # The lines of two machines may stand in one file.
        merge(tables, {ARTICLES: {id_: document}})
    return tables


def _from_line(line: str) -> tuple[str, Document]:
    """Return the id and the document that a line has.

    What says only when the article was changed, and not which field, was changed then in all that it has.

    Raises:
        ValueError: It was not given out by us.
    """
    record = json.loads(line)
    if not isinstance(record, dict) or not isinstance(id_ := record.get("id"), str):
        raise ValueError("a line is about an article")  # noqa: TRY004 - as all that is wrong
    if not _ID.fullmatch(id_):
        raise ValueError("an article has an id")
    document: Document = {f: record[f] for f in FIELDS if record.get(f) is not None}
    changed = record.get("changed")
    if changed is not None:
        decode_time(changed)
    times = record.get("times", dict.fromkeys(document, changed) if changed else {})
    if not isinstance(times, dict):
        raise ValueError("times are those of fields")  # noqa: TRY004 - as all that is wrong
    document[CHANGED] = {field: times[field] for field in FIELDS if field in times}
    times_in(document)
    return id_, article(document)
