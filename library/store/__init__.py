"""The library's database: articles, their index and the names in them, in one SQLite file."""

from typing import TYPE_CHECKING, Final

from library.lazily import named_in

if TYPE_CHECKING:
    from library.store.feeding import FeedStatus, FeedStore
    from library.store.forms import Names, names_from_parts, names_of
    from library.store.hiding import Hiding, any_of
    from library.store.named import Known, NameReader
    from library.store.naming import Naming
    from library.store.ordered import Ordered
    from library.store.prepared import Entry, Prepared, prepare
    from library.store.reading import Counts, Found, Reader
    from library.store.rebuilding import Rebuilder
    from library.store.schema import connect
    from library.store.stories import Stories
    from library.store.tallies import Tallies, Tally
    from library.store.writing import Writer

__all__ = [
    "Counts",
    "Entry",
    "FeedStatus",
    "FeedStore",
    "Found",
    "Hiding",
    "Known",
    "NameReader",
    "Names",
    "Naming",
    "Ordered",
    "Prepared",
    "Reader",
    "Rebuilder",
    "Stories",
    "Tallies",
    "Tally",
    "Writer",
    "any_of",
    "connect",
    "names_from_parts",
    "names_of",
    "prepare",
]

_MODULES: Final = {
    "feeding": "FeedStatus FeedStore",
    "forms": "Names names_from_parts names_of",
    "hiding": "Hiding any_of",
    "named": "Known NameReader",
    "naming": "Naming",
    "ordered": "Ordered",
    "prepared": "Entry Prepared prepare",
    "reading": "Counts Found Reader",
    "rebuilding": "Rebuilder",
    "schema": "connect",
    "stories": "Stories",
    "tallies": "Tallies Tally",
    "writing": "Writer",
}
"""Where each of them is."""

__getattr__ = named_in(__name__, _MODULES)
