"""Search: the query language, its translation to SQL, and the places where a query matches."""

from library.search.expanding import inflected, spelt_out
from library.search.hits import find_hits
from library.search.nodes import (
    BOOKMARKED,
    EVERYTHING,
    UNREAD,
    Naming,
    Node,
    Not,
    Or,
    Words,
    all_of,
    inner_nodes,
    parts_of,
)
from library.search.query import parse
from library.search.sql import HOLDS, Selection, entities_named, selection

__all__ = [
    "BOOKMARKED",
    "EVERYTHING",
    "HOLDS",
    "UNREAD",
    "Naming",
    "Node",
    "Not",
    "Or",
    "Selection",
    "Words",
    "all_of",
    "entities_named",
    "find_hits",
    "inflected",
    "inner_nodes",
    "parse",
    "parts_of",
    "selection",
    "spelt_out",
]
