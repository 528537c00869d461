"""What is known of an article beside its text, as the lines that stand above it in a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time

from library import Article, clean_line


def facts(article: Article) -> Iterator[tuple[str, str]]:
    """Yield the name and the value of each, on one line and safe to show."""
    known = {
        "title": article.title,
        "date": article.published and written_date(article.published),
        "source": article.source,
        "author": article.author,
        "language": article.language,
        "url": article.url,
    }
    for name, value in known.items():
        if value and (line := clean_line(value)):
            yield name, line


def written_date(moment: datetime) -> str:
    """Return a time as ISO 8601 in UTC; midnight is a day of which no time is known."""
    moment = moment.astimezone(UTC)
    return moment.date().isoformat() if moment.time() == time.min else moment.isoformat()
