"""Articles as JSON: the objects that `newsreader show --json` prints, one a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader import output, records
from reader.writing.document import Document


def write(documents: Iterable[Document]) -> Iterator[str]:
    """Yield a line for each document."""
    for one in documents:
        record = records.article_record(one.article, one.mentions, one.status, one.versions)
        yield output.encode(record) + "\n"
