"""An article made ready for the store: all that can be worked out before the database is written.

Whoever writes holds up everybody else who wants to, so what is compressed, folded and looked up is
so beforehand, in the process that read the document. It comes from there as parts: one of JSON and
some of plain bytes. Nothing in them is ever run, whatever a document made of its reader.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from library.models import Article, Mention
from library.search.starts import NUMBERS
from library.store.forms import Names, names_from_parts, names_of
from library.store.indexed import Indexed, indexed
from library.store.rows import decode_blocks, encode_blocks, milliseconds, moment
from library.stories import pack, signature, unpack

_DIGEST_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with all that is to be kept of it."""

    article: Article
    """The article."""
    mentions: Sequence[Mention]
    """The names in it."""
    original: bytes
    """The document as it came."""
    name: str
    """The name that it came under."""
    notice: str | None = None
    """What the person should be told about how it was read; not kept."""


@dataclass(frozen=True, slots=True)
class About:
    """What the list shows of an article, as it stands in the database."""

    id: str
    """The article's id."""
    title: str
    """Its title."""
    source: str | None
    """Name of the publication."""
    author: str | None
    """Byline."""
    published: int | None
    """When it was published, in milliseconds since 1970."""
    language: str | None
    """ISO 639-1 code."""
    url: str | None
    """Canonical address."""
    words: int
    """Words in the body."""
    added: int
    """When it was read, in milliseconds since 1970."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article in the form in which it is stored."""

    about: About
    """What the list shows of it."""
    blocks: bytes
    """Its blocks, encoded."""
    indexed: Indexed
    """What is searched of it."""
    names: Names
    """What it names, as far as reading it tells."""
    signature: bytes
    """What stands for its text in the search for other versions of it; see `library.stories`."""
    original: bytes
    """The document as it came, compressed."""
    digest: bytes
    """What the document is known by; see `digest_of`."""
    name: str
    """The name that it came under."""
    notice: str | None = None
    """What the person should be told about how it was read; not kept."""

    @property
    def size(self) -> int:
        """About how many bytes it takes in memory."""
        indexed = self.indexed
        texts = (self.blocks, *indexed.texts, indexed.vocabulary, self.original)
        return sum(map(len, texts))


def digest_of(original: bytes) -> bytes:
    """Return what tells a document from all others: 128 bits of BLAKE2b of its bytes."""
    return blake2b(original, digest_size=_DIGEST_BYTES).digest()


def prepare(entry: Entry) -> Prepared:
    """Return `entry` as it is stored; pure, and most of the work of storing."""
    article = entry.article
    searched = indexed(article.title, article.blocks, article.language)
    return Prepared(
        About(
            article.id,
            article.title,
            article.source,
            article.author,
            milliseconds(article.published),
            article.language,
            article.url,
            article.words,
            milliseconds(article.added) or 0,
        ),
        encode_blocks(article.blocks),
        searched,
        names_of(article.title, article.blocks, entry.mentions),
        pack(signature(searched.words())),
        zlib.compress(entry.original, level=6),
        digest_of(entry.original),
        entry.name,
        entry.notice,
    )


def article_of(prepared: Prepared) -> Article:
    """Return the article that `prepared` was made of."""
    about = prepared.about
    added = moment(about.added)
    assert added is not None
    return Article(
        about.id,
        about.title,
        decode_blocks(prepared.blocks),
        about.url,
        about.source,
        about.author,
        moment(about.published),
        about.language,
        added,
    )


def to_parts(prepared: Prepared) -> list[bytes]:
    """Return `prepared` as parts that can be sent to another process, but for name and digest."""
    about = prepared.about
    text = {
        "about": [getattr(about, field) for field in About.__slots__],
        "notice": prepared.notice,
        "starts": prepared.indexed.starts,
    }
    head = json.dumps(text, ensure_ascii=False).encode("utf-8", "surrogatepass")
    searched = prepared.indexed
    blobs = (prepared.blocks, *searched.texts, searched.vocabulary, prepared.signature)
    return [head, *blobs, prepared.original, *prepared.names.to_parts()]


def from_parts(parts: Sequence[bytes], name: str, digest: bytes) -> Prepared:
    """Return what `to_parts` made, for the document of this name and digest.

    Raises:
        ValueError: The parts are none that `to_parts` makes.
    """
    try:
        return _from_parts(parts, name, digest)
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise ValueError(f"the parts make no sense: {error}") from error


def _from_parts(parts: Sequence[bytes], name: str, digest: bytes) -> Prepared:
    """Return what `from_parts` does; raises many an error."""
    head, blocks, title, heading, lead, body, vocabulary, hashes, original, *names = parts
    text = json.loads(head)
    about = About(*text["about"])
    _check(about)
    notice = _string_or_none(text["notice"])
    unpack(hashes)
    starts = tuple(text["starts"])
    if len(starts) != NUMBERS:
        raise ValueError("numbers are missing")
    for number in starts:
        _check_number(number)
    searched = Indexed((title, heading, lead, body), starts, vocabulary)
    found = names_from_parts(names)
    return Prepared(about, blocks, searched, found, hashes, original, digest, name, notice)


def _check(about: About) -> None:
    """Check that each value is of its type, which SQLite would not."""
    for text in (about.id, about.title):
        _string(text)
    for optional in (about.source, about.author, about.language, about.url):
        _string_or_none(optional)
    published = 0 if about.published is None else about.published
    for number in (about.words, about.added, published):
        _check_number(number)


def _check_number(number: object) -> None:
    """Check that `number` is one that can be stored."""
    if type(number) is not int or abs(number) >= 1 << 63:
        raise ValueError("a number is none")


def _string(value: object) -> str:
    """Return `value`, which must be a string that can be stored."""
    if not isinstance(value, str):
        raise ValueError("a text is none")  # noqa: TRY004 - one error for all that is wrong
    value.encode()
    return value


def _string_or_none(value: object) -> str | None:
    """Return `value`, which must be such a string or None."""
    return None if value is None else _string(value)
