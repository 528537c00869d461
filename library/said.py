"""What a person said that can be taken back, as it is kept: lines in the journal, documents in the state.

It is said of entities, or of the queries that are kept. A document stands for one correction or one
edit, under its id. One that was taken back keeps its document, which says when; so two copies of the
state become one by taking all documents of both.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from library import edits
from library.corrections import Correction, Corrections, decoded, encoded
from library.edits import Edit, Shelf
from library.times import decode_time, encode_time

CORRECTIONS: Final = "corrections"
"""Name of the table of corrections; those of edits are named by their shelves."""


@dataclass(frozen=True, slots=True)
class Undone:
    """The taking back of a correction or an edit."""

    id: str
    """Its id."""
    at: datetime
    """When it was taken back (aware, UTC)."""
    table: str = CORRECTIONS
    """In which table it is kept."""


Said = Correction | Edit | Undone
"""What can be said, and taken back."""


def table_of(said: Said) -> str:
    """Return the name of the table that `said` belongs into."""
    match said:
        case Undone(table=table):
            return table
        case Edit(shelf=shelf):
            return shelf
        case Correction():
            return CORRECTIONS


def said_record(said: Said) -> dict[str, Any]:
    """Return what stands on a line of the journal."""
    if isinstance(said, Undone):
        # Edits have a word of their own: an earlier version would take theirs for a correction.
        if said.table == CORRECTIONS:
            return {"undone": said.id, "at": encode_time(said.at)}
        return {"edit_undone": said.id, "of": said.table, "at": encode_time(said.at)}
    if isinstance(said, Edit):
        return {"edit": edits.encoded(said), "of": said.shelf}
    return {"correction": encoded(said)}


def said_on(record: object) -> Said | None:
    """Return what the record of a line of the journal says; None when it is about articles.

    Raises:
        ValueError: It says something that makes no sense.
    """
    match record:
        case {"correction": correction}:
            return decoded(correction)
        case {"undone": str(id_), "at": at}:
            id_.encode()  # half of a surrogate pair can stand in JSON, but not on disk again
            return Undone(id_, decode_time(at))
        case {"edit": edit, "of": str(shelf)}:
            return edits.decoded(edit, Shelf(shelf))
        case {"edit_undone": str(id_), "of": str(shelf), "at": at}:
            id_.encode()
            return Undone(id_, decode_time(at), Shelf(shelf))
    return None


def enter(said: Said, documents: dict[str, dict[str, Any]]) -> None:
    """Enter what was said into the documents of its table; to do so twice changes nothing more.

    Raises:
        ValueError: A document is none that is written here.
    """
    document = documents.setdefault(said.id, {})
    if isinstance(said, Correction):
        document.update(encoded(said))
    elif isinstance(said, Edit):
        document.update(edits.encoded(said))
    elif "undone" not in document:
        document["undone"] = encode_time(said.at)
    else:
        with suppress(ValueError, TypeError):  # what a later version wrote stays for it
            if decode_time(document["undone"]) < said.at:
                document["undone"] = encode_time(said.at)


def holding(documents: Mapping[str, Mapping[str, Any]]) -> Corrections:
    """Return the corrections that hold by these documents.

    Raises:
        ValueError: A document is none that is written here.
    """
    found = []
    for id_, document in documents.items():
        if "undone" in document:
            decode_time(document["undone"])
            continue
        correction = decoded(document)
        if correction.id != id_:
            raise ValueError("a correction stands under its id")
        found.append(correction)
    return Corrections(found)
