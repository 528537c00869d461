"""Search: the query language, its translation to SQL, and the places where a query matches."""

from library.search.expanding import inflected, spelt_out
from library.search.hits import find_hits
from library.search.nodes import BOOKMARKED, EVERYTHING, UNREAD, Naming, Node, Or, all_of, parts_of
from library.search.query import parse
from library.search.sql import HOLDS, Selection, entities_named, selection

__all__ = [
    "BOOKMARKED",
    "EVERYTHING",
    "HOLDS",
    "UNREAD",
    "Naming",
    "Node",
    "Or",
    "Selection",
    "all_of",
    "entities_named",
    "find_hits",
    "inflected",
    "parse",
    "parts_of",
    "selection",
    "spelt_out",
]
