"""From the bytes of a document to an article with its names: the whole way but the store."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from library.clean import clean_line
from library.entities import RULES, recognise_article
from library.errors import Refused
from library.ids import article_id, canonical_url
from library.intake.formats import read_document
from library.language import detect_language
from library.models import Article, Block
from library.store.prepared import Entry, prepare, to_parts
from library.translation import N_

_TITLE_LENGTH: Final = 100


def parse(data: bytes, name: str) -> Article:
    """Return the article in a document, without storing it.

    Args:
        data: The document as it is: plain text, Markdown, a web page or a mail.
        name: Its file name or address, for its format and for messages.

    Raises:
        Refused: It is empty, binary, or in a format that is not read.
    """
    return parse_document(data, name).article


def parse_document(data: bytes, name: str) -> Entry:
    """Return the article in a document with the names in it and the document itself.

    Raises:
        Refused: It is empty, binary, or in a format that is not read.
    """
    reading = read_document(data, name)
    draft = reading.draft
    title = clean_line(draft.title) or _opening(draft.blocks)
    if not title:
        raise Refused(name, N_("has no text in it"))
    # What was fetched and does not say where it is from is from where it was fetched.
    url = canonical_url(draft.url or name)
    text = "\n".join([title, *(block.text for block in draft.blocks)])
    article = Article(
        id=article_id(url, reading.text),
        title=title,
        blocks=draft.blocks,
        url=url,
        source=draft.source,
        author=draft.author,
        published=draft.published,
        language=draft.language or detect_language(text),
        added=datetime.now(UTC),
    )
    # By rules alone: those take no time, and the rest is found when the article is stored.
    mentions = recognise_article(
        article.title, article.blocks, article.language, article.published, RULES
    )
    return Entry(article, mentions, data, name, reading.notice)


def read_for_store(name: str, data: bytes) -> list[bytes]:
    """Return the article in a document as it is stored, in parts; what the workers run.

    Raises:
        Refused: It is empty, binary, or in a format that is not read.
    """
    return to_parts(prepare(parse_document(data, name)))


def _opening(blocks: tuple[Block, ...]) -> str:
    """Return the first words of the body, for an article without a title of its own."""
    text = clean_line(blocks[0].text) if blocks else ""
    if len(text) <= _TITLE_LENGTH:
        return text
    return text[:_TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(",;:–-") + " …"
