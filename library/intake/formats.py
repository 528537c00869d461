"""Tells the formats of documents apart, and has each read by its module."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import PurePath
from typing import Final

from library.errors import Refused
from library.ids import canonical_url
from library.intake import markdown, text
from library.intake.feeds.items import is_item, read_item
from library.intake.pages.encoding import declared_encoding
from library.intake.text import PROLOGUE
from library.models import Draft
from library.translation import N_

MARKDOWN_SUFFIXES: Final = frozenset({".md", ".markdown", ".mdown", ".mkd"})
PAGE_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml"})
MAIL_SUFFIXES: Final = frozenset({".eml", ".mht", ".mhtml"})

_FEED: Final = N_("is a feed, which “newsreader feeds add” follows")
_UNREAD: Final = (
    (re.compile(rb"\s*%PDF-"), N_("is a PDF, which is not read yet")),
    (re.compile(rb"\s*\{\\rtf"), N_("is an RTF document, which is not read yet")),
    (re.compile(PROLOGUE + rb"<(?:rss|feed|rdf:RDF)\b"), _FEED),
    (
        re.compile(PROLOGUE + rb"<opml\b"),
        N_("is an outline; “newsreader feeds import” takes lists of feeds"),
    ),
    (
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s*\{.{0,900}?\"version\"\s*:\s*\"https?://jsonfeed\.org/",
            re.DOTALL,
        ),
        _FEED,
    ),
    (re.compile(rb"\s*%!PS"), N_("is a PostScript file, which is not read yet")),
    (
        re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1"),
        N_("is an old Office document, which is not read yet"),
    ),
)
_ARCHIVE: Final = b"PK\x03\x04"
_ARCHIVED: Final = (
    (b"mimetypeapplication/epub+zip", N_("is an EPUB book, which is not read yet")),
    (
        b"mimetypeapplication/vnd.oasis.opendocument",
        N_("is an OpenDocument file, which is not read yet"),
    ),
    (b"word/", N_("is a Word document, which is not read yet")),
    (b"xl/", N_("is an Excel workbook, which is not read yet")),
    (b"ppt/", N_("is a PowerPoint presentation, which is not read yet")),
)
_ARCHIVE_SAMPLE: Final = 65_536
_MAGIC_SAMPLE: Final = 1_000

_SAMPLE: Final = 20_000
"""Code points at the top that tell a format."""
_PAGE_START: Final = re.compile(
    r"\ufeff?\s*+(?:<\?xml[^>]{0,500}+>\s*+|<!--(?:(?!-->).){0,2000}+-->\s*+){0,20}+"
    r"<(?:!doctype\s++html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG: Final = re.compile(
    r"</?(?:p|div|span|a|h[1-6]|br|li|ul|ol|table|tr|td|article|section|strong|em|b|i|img|blockquote)"
    r"(?:\s[^<>]{0,1000})?/?>",
    re.IGNORECASE,
)
_MIN_TAGS: Final = 6
"""Tags in a text that begins with one, from which on it is taken for a part of a page."""
_HEADER: Final = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60}):(?:\s|$)")
_MAX_HEADERS: Final = 300
_CORRESPONDENCE: Final = frozenset(("from", "to", "date", "subject"))
_TRANSPORT: Final = frozenset(
    (
        *("mime-version", "message-id", "received", "return-path", "content-type", "delivered-to"),
        *("content-transfer-encoding", "dkim-signature", "x-mailer", "user-agent"),
        "snapshot-content-location",
    )
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was read."""

    draft: Draft
    """Its title, blocks and what it says about itself."""
    text: str
    """What an id is made from: the whole text before any structure was found; of a page or a mail what
    was found in it, for the rest of it differs each time that it is fetched."""
    notice: str | None = None
    """What the reader should be told about how it was read, one sentence; None when all went well."""


class _Format(Enum):
    """What a document is."""

    TEXT = auto()
    MARKDOWN = auto()
    PAGE = auto()
    MAIL = auto()


def read_document(data: bytes, name: str) -> Reading:
    """Read a document of any known format.

    Args:
        data: The file as it came.
        name: Its file name or address, for its format, for messages, and to tell where a page is from.

    Raises:
        Refused: It is empty, binary, not text, or in a format that is known but not read.
    """
    if reason := _unread(data):
        raise Refused(name, reason)
    if is_item(data):
        draft = read_item(data, name)
        return Reading(draft, _said(draft))
    # Each byte a character: enough to tell a format by, whatever the encoding is.
    top = data[:_SAMPLE].removeprefix(BOM_UTF8).decode("latin-1")
    if _format(top, name) is _Format.MAIL:
        # As it is: each of its parts may be in another encoding.
        return _read_mail(data.removeprefix(BOM_UTF8), name)
    declared = declared_encoding(data) if _format(top, name) is _Format.PAGE else None
    decoded = text.decode(data, name, declared)
    match _format(decoded[:_SAMPLE].removeprefix("\ufeff"), name):
        case _Format.PAGE:
            from library.intake import web

            page = web.read_page(decoded, name, name if canonical_url(name) else None)
            return Reading(page.draft, _said(page.draft), page.notice)
        case _Format.MAIL:
            return _read_mail(decoded.encode("utf-8", "replace"), name)
        case _Format.MARKDOWN:
            return Reading(markdown.read(decoded), decoded)
        case _:
            return Reading(text.read(decoded), decoded)


def _read_mail(data: bytes, name: str) -> Reading:
    """Read a mail."""
    from library.intake import mail

    draft = mail.read(data, name)
    return Reading(draft, _said(draft))


def _said(draft: Draft) -> str:
    """Return all that a document says, as one text."""
    return "\n".join([draft.title, *(block.text for block in draft.blocks)])


def _unread(data: bytes) -> str | None:
    """Return why a document is refused that is in a known format which is not read, else None."""
    for magic, reason in _UNREAD:
        if magic.match(data[:_MAGIC_SAMPLE]):
            return reason
    if data.startswith(_ARCHIVE):
        # The names of what is in an archive stand at its beginning and again at its end.
        sample = data[:_ARCHIVE_SAMPLE] + data[-_ARCHIVE_SAMPLE:]
        return next((reason for mark, reason in _ARCHIVED if mark in sample), None)
    return None


def _format(top: str, name: str) -> _Format:
    """Return the format of the document that begins with `top`; its name counts where that says nothing."""
    suffix = PurePath(name).suffix.lower()
    if _PAGE_START.match(top):
        return _Format.PAGE
    if _is_mail(top, suffix):
        return _Format.MAIL
    if suffix in MARKDOWN_SUFFIXES:
        return _Format.MARKDOWN
    tags = len(_TAG.findall(top))
    if (suffix in PAGE_SUFFIXES and tags) or (
        top.lstrip("\ufeff \t\r\n")[:1] == "<" and tags >= _MIN_TAGS
    ):
        return _Format.PAGE
    return _Format.MARKDOWN if markdown.is_markdown(top) else _Format.TEXT


def _is_mail(top: str, suffix: str) -> bool:
    """Say whether `top` begins with the headers of a mail."""
    names: set[str] = set()
    for number, line in enumerate(top.splitlines()[:_MAX_HEADERS]):
        if number == 0 and line.startswith(("From ", ">From ")):
            continue  # the line that parts mails in a mailbox
        if not line.strip():
            break
        if header := _HEADER.match(line):
            names.add(header[1].lower())
        elif not (line[0] in " \t" and names):
            return False
    if len(names & _CORRESPONDENCE) < 2 or "from" not in names:
        return False
    return suffix in MAIL_SUFFIXES or not names.isdisjoint(_TRANSPORT)
