"""Search: the query language, its translation to SQL, and the places where a query matches."""

from library.search.hits import find_hits
from library.search.query import BOOKMARKED, EVERYTHING, UNREAD, Node, all_of, parse
from library.search.sql import Selection, selection

__all__ = [
    "BOOKMARKED",
    "EVERYTHING",
    "UNREAD",
    "Node",
    "Selection",
    "all_of",
    "find_hits",
    "parse",
    "selection",
]
