"""What a person said of entities as it is kept: lines in the journal, documents in the state file.

A document stands for one correction, under its id. One that was taken back keeps its document, which
says when; so two copies of the state become one by taking all documents of both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from library.corrections import Correction, Corrections, decoded, encoded
from library.times import decode_time, encode_time


@dataclass(frozen=True, slots=True)
class Undone:
    """The taking back of a correction."""

    id: str
    """The correction's id."""
    at: datetime
    """When it was taken back (aware, UTC)."""


Said = Correction | Undone
"""What can be said of entities."""


def said_record(said: Said) -> dict[str, Any]:
    """Return what stands on a line of the journal."""
    if isinstance(said, Undone):
        return {"undone": said.id, "at": encode_time(said.at)}
    return {"correction": encoded(said)}


def said_on(record: object) -> Said | None:
    """Return what the record of a line of the journal says of entities; None when it is about others.

    Raises:
        ValueError: It says something that makes no sense.
    """
    match record:
        case {"correction": correction}:
            return decoded(correction)
        case {"undone": str(id_), "at": at}:
            id_.encode()  # half of a surrogate pair can stand in JSON, but not on disk again
            return Undone(id_, decode_time(at))
    return None


def enter(said: Said, documents: dict[str, dict[str, Any]]) -> None:
    """Enter what was said into the documents; to do so twice changes nothing more.

    Raises:
        ValueError: A document is none that is written here.
    """
    document = documents.setdefault(said.id, {})
    if isinstance(said, Correction):
        document.update(encoded(said))
    elif "undone" not in document or decode_time(document["undone"]) < said.at:
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
