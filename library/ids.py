"""Ids of articles: made from their content, so that every machine gives one article the same id."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from typing import Final
from urllib.parse import quote_plus, unquote_plus, unquote_to_bytes, urlsplit, urlunsplit

ID_DIGITS: Final = 16
"""Length of an id in hex digits: 64 bits, so that a clash among a million is less likely than 1 : 10⁷."""

_SPACES: Final = re.compile(r"\s+")
_TRACKING: Final = re.compile(r"utm_\w+|fbclid|gclid|wt_mc|xtor", re.IGNORECASE)
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


def canonical_url(url: str) -> str | None:
    """Return one form for all spellings of an http(s) address; None when it is not one.

    Scheme and host in lower case, no default port, no user, no fragment, no tracking parameters.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower()
    if scheme not in _DEFAULT_PORTS or not host:
        return None
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port != _DEFAULT_PORTS[scheme]:
        host = f"{host}:{port}"
    # What stood before a fragment may be blank.
    return urlunsplit((scheme, host, parts.path or "/", _query(parts.query), "")).strip()


def _query(query: str) -> str:
    """Return one form for all spellings of the parameters of an address, without those that track.

    Bytes that are no UTF-8 stay what they are, and a parameter that has no value gets none.
    """
    pairs = (pair.partition("=") for pair in query.split("&") if pair)
    return "&".join(
        f"{_spelt(name)}{equals}{_spelt(value)}"
        for name, equals, value in pairs
        if not _TRACKING.fullmatch(unquote_plus(name))
    )


def _spelt(text: str) -> str:
    """Return a name or value in the one way in which it is spelt."""
    return quote_plus(unquote_to_bytes(text.replace("+", " ").encode("utf-8", "surrogatepass")))


def article_id(url: str | None, text: str) -> str:
    """Return the id of an article: of its canonical `url` if it has one, else of its `text`.

    The text is normalised (NFC, any white space one space), so that a copy with other line breaks
    is the same article. It should be the document's text before any parsing that may improve later.
    """
    content = url or _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=ID_DIGITS // 2).hexdigest()
