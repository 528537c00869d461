"""The library's database: articles, their index and the names in them, in one SQLite file."""

from library.store.prepared import Entry, Prepared, prepare
from library.store.reading import Counts, Known, Reader
from library.store.rebuilding import Rebuilder
from library.store.schema import connect
from library.store.stories import Stories
from library.store.writing import Writer

__all__ = [
    "Counts",
    "Entry",
    "Known",
    "Prepared",
    "Reader",
    "Rebuilder",
    "Stories",
    "Writer",
    "connect",
    "prepare",
]
