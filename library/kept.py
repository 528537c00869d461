"""All that is kept of what the reader did, as the documents of the state say."""

from __future__ import annotations

from typing import NamedTuple

from library import edits
from library.corrections import Corrections
from library.edits import Edit, Shelf
from library.models import Status
from library.said import CORRECTIONS, holding
from library.tables import ARTICLES, Tables, status_in


class Kept(NamedTuple):
    """All that is kept of what the reader did."""

    statuses: dict[str, Status]
    """The status of every touched article, by id."""
    corrections: Corrections
    """What the reader said of entities, and still holds."""
    edits: tuple[Edit, ...]
    """What the reader did to the queries that are kept, and still holds, in the order of time."""


def kept_in(tables: Tables) -> Kept:
    """Return what the documents of the state say.

    Raises:
        ValueError: One is none that is written here.
    """
    statuses = {id_: status_in(one) for id_, one in tables.get(ARTICLES, {}).items()}
    done = (one for shelf in Shelf for one in edits.holding(tables.get(shelf, {}), shelf))
    return Kept(
        statuses,
        holding(tables.get(CORRECTIONS, {})),
        tuple(sorted(done, key=lambda one: (one.at, one.id))),
    )
