"""Search: the query language, its translation to SQL, and the places where a query matches."""

from library.search.hits import find_hits
from library.search.query import BOOKMARKED, EVERYTHING, UNREAD, And, Node, parse
from library.search.sql import Selection, selection

__all__ = [
    "BOOKMARKED",
    "EVERYTHING",
    "UNREAD",
    "And",
    "Node",
    "Selection",
    "find_hits",
    "parse",
    "selection",
]
