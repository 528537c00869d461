"""Articles as OPML: an outline of them, each with its address, and below it with its headings.

Like every format it writes the articles that were asked for, and not the feeds that they came from,
which `newsreader feeds export` writes; an outliner opens it, and a reader of feeds finds none in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC
from email.utils import format_datetime
from itertools import chain, islice
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from library import Article, BlockKind, xml_line
from reader.browsing import is_openable
from reader.output import PROGRAM
from reader.writing.document import Document

_HEAD: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
<head>
<title>{title}</title>
</head>
<body>
"""


def write(documents: Iterable[Document]) -> Iterator[str]:
    """Yield an outline of all documents."""
    waiting = iter(documents)
    first = list(islice(waiting, 2))
    if not first:
        return
    title = first[0].article.title if len(first) == 1 else PROGRAM
    yield _HEAD.format(title=escape(xml_line(title)))
    for one in chain(first, waiting):
        yield "".join(_outlined(one))
    yield "</body>\n</opml>\n"


def _outlined(one: Document) -> Iterator[str]:
    """Yield an article, with its headings within one another as their levels are."""
    yield f"<outline {_attributes(one)}>\n"
    levels: list[int] = []  # of the headings that are open
    for block in one.article.blocks:
        if block.kind is not BlockKind.HEADING:
            continue
        while levels and levels[-1] >= block.level:
            levels.pop()
            yield "</outline>\n"
        levels.append(block.level)
        yield f"<outline text={_quoted(block.text)}>\n"
    yield "</outline>\n" * (len(levels) + 1)


def _attributes(one: Document) -> str:
    """Return what is known of an article."""
    article = one.article
    found = {"text": article.title}
    if article.url and is_openable(article.url):
        found |= {"type": "link", "url": article.url}
    if article.published:
        found["created"] = format_datetime(article.published.astimezone(UTC), usegmt=True)
    found |= _about(article)
    if tags := [tag.replace(",", " ").replace("/", " ") for tag in one.status.tags]:
        found["category"] = ",".join(tags)
    return " ".join(f"{name}={_quoted(value)}" for name, value in found.items())


def _about(article: Article) -> dict[str, str]:
    """Return what outliners show as it is, because OPML has no name for it."""
    about = {"source": article.source, "author": article.author, "language": article.language}
    return {name: value for name, value in about.items() if value}


def _quoted(text: str) -> str:
    return quoteattr(xml_line(text))
