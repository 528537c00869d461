"""The library's database: articles, their index and the names in them, in one SQLite file."""

from library.store.reading import Counts, Known, Reader
from library.store.schema import connect
from library.store.stories import Stories
from library.store.writing import Entry, Writer

__all__ = ["Counts", "Entry", "Known", "Reader", "Stories", "Writer", "connect"]
