"""Saved mails: newsletters, and pages that a browser saved as one file, which is a mail as well.

All that a mail shows is kept, quoted mails included; attachments are passed over. However broken
a mail is, what can be read of it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final, cast

from library.clean import clean_line, clean_text
from library.datetext import parse_date
from library.errors import Refused
from library.intake import text, web
from library.intake.pages.encoding import declared_encoding, known_encoding
from library.intake.pages.tree import web_address
from library.models import Block, BlockKind, Draft
from library.structure import structure_of_body
from library.translation import N_

if TYPE_CHECKING:
    from email.message import EmailMessage
    from email.policy import Policy

_MAX_HEADER: Final = 2000
"""Code points of a header that are read; the time to parse one grows faster than it."""
_NESTING: Final = re.compile(r"[()\"<>\[\]]")
_MAX_NESTED: Final = 100
"""Brackets and quotation marks in a header, beyond which they are left out."""
_WHOLE: Final = 0.9
"""The share of a mail's text that must be kept: there is little in a mail that is not meant to be read."""
_MUCH_MORE: Final = 4
"""Times as many words as its page has that a text must have to be shown in its place."""
_OWN_ADDRESSES: Final = ("Snapshot-Content-Location", "Archived-At", "Content-Location")
"""Headers with the address of this mail; those of the list would be the same for all its mails."""


def read(data: bytes, name: str = "the mail") -> Draft:
    """Return the draft of a mail: its HTML part if it has one, else its text.

    The title is the subject; the author and the source are the sender.

    Raises:
        Refused: There is no text in it.
    """
    message, flat = _parsed(data)
    address = next(filter(None, (_address(message, header) for header in _OWN_ADDRESSES)), None)
    drafts: list[Draft] = [Draft("", _text_blocks(text.decode(data, name)))] if flat else []
    with suppress(Exception):
        # Parts of parts of parts: what was found before it became too much is kept.
        drafts += _shown(message, name, address)
    blocks = tuple(block for draft in drafts for block in draft.blocks)
    about = replace(_about(message), url=address)
    if not blocks and not about.title:
        raise Refused(name, N_("has no text in it"))
    if message["Snapshot-Content-Location"] and drafts:
        # It is a page that was saved, not a letter: the page knows better who wrote it.
        about = replace(drafts[0], title=drafts[0].title or about.title)
    return replace(about, blocks=_without_title(blocks, about.title))


def _without_title(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """Return `blocks` without the first if that is a heading which only says the `title` again."""
    is_said = len(blocks) > 1 and (blocks[0].kind, blocks[0].text) == (BlockKind.HEADING, title)
    return blocks[1:] if is_said else blocks


def _parsed(data: bytes) -> tuple[EmailMessage, bool]:
    """Return the mail, and whether it is nested so deeply that only its headers could be read."""
    from email import policy
    from email.parser import BytesParser

    class Bounded(policy.EmailPolicy):
        """Gives the standard library only such headers as it reads in good time."""

        def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
            name, value = super().header_source_parse(sourcelines)
            value = value[:_MAX_HEADER]
            # Each comment in a comment costs calls, each quote that is not closed a look at the rest.
            hostile = len(_NESTING.findall(value)) > _MAX_NESTED
            return name, _NESTING.sub("", value) if hostile else value

    parser = BytesParser(policy=cast("Policy[EmailMessage]", Bounded()))
    try:
        return parser.parsebytes(data), False
    except RecursionError:
        return parser.parsebytes(data, headersonly=True), True


def _about(message: EmailMessage) -> Draft:
    """Return a draft without blocks that has what the headers say."""
    sender = _sender(message)
    return Draft(
        title=_header(message, "Subject"),
        blocks=(),
        author=sender,
        source=sender,
        published=_date(message),
    )


def _header(message: EmailMessage, name: str) -> str:
    """Return a header as text on one line, nothing when the mail does not have it."""
    from email.policy import default

    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    value = str(raw)[:_MAX_HEADER]
    with suppress(UnicodeError):
        # Headers should be ASCII, but many programs write them in UTF-8 or as Windows does.
        raw_bytes = value.encode("ascii", "surrogateescape")
        value = raw_bytes.decode("cp1252", "replace")
        value = raw_bytes.decode("utf-8")
    with suppress(Exception):
        # The standard library's parser of headers has stumbled over many a broken one.
        value = str(default.header_factory(name, value.replace("\r", "").replace("\n", "")))
    return clean_line(value)


def _sender(message: EmailMessage) -> str | None:
    """Return the name of the sender, or the address when there is no name."""
    from email.utils import parseaddr

    written = _header(message, "From")
    with suppress(Exception):
        shown, address = parseaddr(written)
        return clean_line(shown).strip("\"'") or clean_line(address) or written or None
    return written or None


def _date(message: EmailMessage) -> datetime | None:
    """Return when the mail was sent (aware, UTC)."""
    return parse_date(_header(message, "Date").partition("(")[0])


def _address(message: EmailMessage, name: str) -> str | None:
    """Return the http(s) address in a header, or None."""
    return web_address(_header(message, name).strip("<> "), None)


def _shown(message: EmailMessage, name: str, address: str | None) -> Iterator[Draft]:
    """Yield the drafts of the texts that a mail program shows, in order: one of those that say the same."""
    kind = message.get_content_type()
    if kind.startswith("multipart/") or kind == "message/rfc822":
        payload = message.get_payload()
        given = payload if isinstance(payload, list) else []
        parts = cast("list[EmailMessage]", [part for part in given if not isinstance(part, str)])
        if kind == "multipart/alternative":
            yield from _best([(part, list(_shown(part, name, address))) for part in parts])
            return
        for part in _root(message, parts) if kind == "multipart/related" else parts:
            yield from _shown(part, name, address)
    elif (
        kind.startswith("text/")
        and message.get_content_disposition() != "attachment"
        and (draft := _read_part(message, name, address))
    ):
        yield draft


def _best(found: list[tuple[EmailMessage, list[Draft]]]) -> list[Draft]:
    """Return the best of what says the same: HTML before plain text before anything else, and the last.

    HTML that is little more than pictures does not say what the text does.
    """
    readable = [(part, drafts) for part, drafts in found[::-1] if any(d.blocks for d in drafts)]
    pages = [drafts for part, drafts in readable if any(map(_is_page, part.walk()))]
    texts = [drafts for part, drafts in readable if part.get_content_type() == "text/plain"]
    if pages and texts and _words(texts[0]) > _MUCH_MORE * _words(pages[0]):
        return texts[0]
    best = [*pages, *texts, *(drafts for _, drafts in readable)]
    return best[0] if best else []


def _words(drafts: list[Draft]) -> int:
    """Return the number of words in `drafts`, addresses left out."""
    words = (word for draft in drafts for block in draft.blocks for word in block.text.split())
    return sum("://" not in word for word in words)


def _root(message: EmailMessage, parts: list[EmailMessage]) -> list[EmailMessage]:
    """Return the part that the others of a `multipart/related` belong to, alone; none if it has none.

    It is the one that is named as such, else the first with a page in it, else the first text.
    """
    start = str(message.get_param("start", ""))
    named = [part for part in parts if start and str(part["Content-ID"]) == start]
    pages = [part for part in parts if any(map(_is_page, part.walk()))]
    texts = [part for part in parts if part.get_content_maintype() in ("text", "multipart")]
    return [*named, *pages, *texts][:1]


def _is_page(part: EmailMessage) -> bool:
    """Say whether a part is HTML."""
    return part.get_content_type() in ("text/html", "application/xhtml+xml")


def _read_part(part: EmailMessage, name: str, address: str | None) -> Draft | None:
    """Return the draft of one part, None when there is no text in it."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = known_encoding(part.get_content_charset() or "")
    try:
        source = text.decode(data, name, charset or declared_encoding(data))
        if _is_page(part):
            return web.read_page(source, name, address, share=_WHOLE, every_line=True).draft
    except Refused:
        return None
    return Draft("", tuple(_text_blocks(source)))


def _text_blocks(source: str) -> tuple[Block, ...]:
    """Return the blocks of a plain text, all of whose lines belong to the body."""
    return structure_of_body(clean_text(source))
