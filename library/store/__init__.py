"""The library's database: articles, their index and the names in them, in one SQLite file."""

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
