"""Search: the query language, its translation to SQL, and the places where a query matches."""

from typing import TYPE_CHECKING, Final

from library.lazily import named_in

if TYPE_CHECKING:
    from library.search.expanding import inflected, looked_up, spelt_out
    from library.search.hits import find_hits
    from library.search.nodes import (
        BOOKMARKED,
        EVERYTHING,
        HAS_PART,
        HIDDEN,
        UNREAD,
        And,
        Condition,
        Fed,
        Naming,
        Node,
        Not,
        Or,
        Words,
        all_of,
        among,
        inner_nodes,
        is_label,
        leaves_of,
        parts_of,
        replaced,
    )
    from library.search.query import parse
    from library.search.sql import HOLDS, Selection, entities_named, selection

__all__ = [
    "BOOKMARKED",
    "EVERYTHING",
    "HAS_PART",
    "HIDDEN",
    "HOLDS",
    "UNREAD",
    "And",
    "Condition",
    "Fed",
    "Naming",
    "Node",
    "Not",
    "Or",
    "Selection",
    "Words",
    "all_of",
    "among",
    "entities_named",
    "find_hits",
    "inflected",
    "inner_nodes",
    "is_label",
    "leaves_of",
    "looked_up",
    "parse",
    "parts_of",
    "replaced",
    "selection",
    "spelt_out",
]

_MODULES: Final = {
    "expanding": "inflected looked_up spelt_out",
    "hits": "find_hits",
    "nodes": (
        "BOOKMARKED EVERYTHING HAS_PART HIDDEN UNREAD And Condition Fed Naming Node Not Or Words all_of among "
        "inner_nodes is_label leaves_of parts_of replaced"
    ),
    "query": "parse",
    "sql": "HOLDS Selection entities_named selection",
}
"""Where each of them is."""

__getattr__ = named_in(__name__, _MODULES)
