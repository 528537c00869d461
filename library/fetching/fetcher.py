"""Fetches what an address names, within limits, and says in plain words why not."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Final
from urllib.parse import urljoin

import httpcore
import httpx

from library.closing import Closing
from library.consent import Consent, consent_to
from library.errors import NotFetched
from library.fetching.addresses import check
from library.fetching.guard import NotPublic, check_time, within
from library.fetching.transport import Transport
from library.fetching.unpacking import ACCEPTED, Broken, TooLarge, unpacked
from library.intake.files import MAX_BYTES
from library.intake.pages.encoding import in_utf8
from library.translation import N_, Told

_AGENT: Final = "newsreader (a reader of news in a terminal; fetches what a person asks for)"
_PREFERRED: Final = (
    "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml,"
    " application/feed+json, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.5"
)
_REDIRECTS: Final = 10
_MOVED_FOR_GOOD: Final = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
_LONGEST_WAIT: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Limits:
    """What fetching one address may cost."""

    size: int = MAX_BYTES
    """Bytes that may come, packed, and bytes that they may be unpacked."""
    seconds: float = 30.0
    """Seconds that all of it may take, redirects included."""
    step: float = 10.0
    """Seconds that the other side may be silent."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came."""

    address: str
    """What was asked for."""
    url: str
    """Where it came from, after all redirects."""
    data: bytes
    """The document; where the server names the encoding of a text, in UTF-8 with its mark."""
    media_type: str = ""
    """What the server says that it is, such as `text/html`; empty when it does not say."""
    etag: str | None = None
    """What the server tells this version by, to be sent along the next time."""
    last_modified: str | None = None
    """When the server says that it was changed last, as it says it; to be sent along likewise."""
    is_unchanged: bool = False
    """Whether it is as it was the last time, and so was not sent again."""
    moved: str | None = None
    """Where it is from now on, if it has moved for good."""


class Fetcher(Closing):
    """Fetches addresses; may be used by many threads at once."""

    def __init__(self, *, private: bool | Consent = False, limits: Limits | None = None) -> None:
        """Fetch from the public network, and what `private` allows of this machine and its own network."""
        self._limits = limits or Limits()
        # No site is told that it was asked before.
        nothing = CookieJar(DefaultCookiePolicy(allowed_domains=()))
        self._client = httpx.Client(
            transport=Transport(private if isinstance(private, Consent) else consent_to(private)),
            headers={
                "User-Agent": _AGENT,
                "Accept": _PREFERRED,
                "Accept-Encoding": ACCEPTED,
            },
            cookies=nothing,
            timeout=self._limits.step,
            trust_env=False,  # neither passwords from ~/.netrc nor anything else
        )

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def fetch(
        self, address: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched:
        """Return what `address` names.

        Args:
            address: Of http or https.
            etag: What told the version that is there already.
            last_modified: When that was changed.

        Raises:
            NotFetched: It could not be had; says why.
        """
        conditions = {
            name: value
            for name, value in (("If-None-Match", etag), ("If-Modified-Since", last_modified))
            # Whatever else a server once sent cannot be sent back.
            if value and value.isascii() and value.isprintable()
        }
        check(address)
        with self._told(address), within(self._limits.seconds):
            return self._follow(address, conditions)

    def _follow(self, address: str, conditions: Mapping[str, str]) -> Fetched:
        """Ask, and go on asking where the answer leads to."""
        url, for_good, moved = address, True, None
        for _number in range(_REDIRECTS + 1):
            with self._client.stream("GET", url, headers=dict(conditions)) as answer:
                target = answer.headers.get("Location")
                if not (answer.is_redirect and target):
                    return self._taken(answer, address, url, moved)
                for_good = for_good and answer.status_code in _MOVED_FOR_GOOD
            url = _joined(url, target)
            check(url)
            moved = url if for_good else moved
        raise NotFetched(address, Told(N_("leads from one address to the next without end")))

    def _taken(self, answer: httpx.Response, address: str, url: str, moved: str | None) -> Fetched:
        """Return the document in an answer."""
        unchanged = answer.status_code == HTTPStatus.NOT_MODIFIED
        if not unchanged and not answer.is_success:
            raise _refusal(address, answer)
        head = answer.headers
        media_type, charset = _content_type(head.get("Content-Type", ""))
        data = b"" if unchanged else self._body(answer)
        return Fetched(
            address=address,
            url=url,
            data=in_utf8(data, charset) if charset else data,
            media_type=media_type,
            etag=head.get("ETag"),
            last_modified=head.get("Last-Modified"),
            is_unchanged=unchanged,
            moved=moved,
        )

    def _body(self, answer: httpx.Response) -> bytes:
        """Return the body of an answer, unpacked."""
        packed = bytearray()
        for part in answer.iter_raw():
            packed += part
            if len(packed) > self._limits.size:
                raise TooLarge
            check_time()
        encodings = answer.headers.get("Content-Encoding", "")
        return unpacked(bytes(packed), encodings, self._limits.size)

    @contextmanager
    def _told(self, address: str) -> Iterator[None]:
        """Tell in plain words what goes wrong within.

        Raises:
            NotFetched: Something does.
        """
        try:
            yield
        except TooLarge as error:
            size = self._limits.size // 1024 // 1024
            raise NotFetched(address, Told(N_("is larger than {size} MB"), size=size)) from error
        except Broken as error:
            raise NotFetched(address, Told(N_("came damaged or cut off"))) from error
        except NotPublic as error:
            reason = N_(
                "leads to {machine}, which is no machine of the public network"
                " (--allow {machine} permits it, or allow_private in config.toml)"
            )
            raise NotFetched(address, Told(reason, machine=error), was_asked=False) from error
        except (httpcore.TimeoutException, httpx.TimeoutException) as error:
            raise NotFetched(address, Told(N_("took too long"))) from error
        except (httpcore.ConnectError, httpcore.NetworkError) as error:
            raise NotFetched(address, _unreached(error)) from error
        except (httpcore.ProtocolError, httpx.HTTPError, httpcore.ProxyError) as error:
            reason = N_("broke off before all of it had come ({reason})")
            raise NotFetched(address, Told(reason, reason=error)) from error
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise NotFetched(address, Told(N_("is no address"))) from error


def _joined(url: str, target: str) -> str:
    """Return where an answer of `url` leads to."""
    # Some servers write it in UTF-8, which httpx shows as Latin-1.
    return str(httpx.URL(urljoin(url, target))).partition("#")[0]


def _content_type(header: str) -> tuple[str, str]:
    """Return media type and encoding that a header names, in lower case; each may be empty."""
    message = Message()
    message["Content-Type"] = header[:1000].replace("\r", " ").replace("\n", " ")
    charset = message.get_param("charset")
    named = charset if isinstance(charset, str) else ""
    return message.get_content_type() if header else "", named.strip("\"' ").lower()


def _unreached(error: Exception) -> str:
    """Return why nobody was reached."""
    if isinstance(error.__cause__, ssl.SSLError) or "SSL" in str(error):
        return Told(N_("cannot be reached securely ({reason})"), reason=error)
    return Told(N_("cannot be reached ({reason})"), reason=error)


def _refusal(address: str, answer: httpx.Response) -> NotFetched:
    """Return the error to raise for an answer that says no."""
    status = answer.status_code
    phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else ""
    answered = f"{status} {phrase}".strip()
    reason = Told(N_("was refused by the server ({status})"), status=answered)
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        reason = Told(N_("is not there ({status})"), status=answered)
    return NotFetched(address, reason, status, _retry_after(answer.headers.get("Retry-After")))


def _retry_after(header: str | None) -> datetime | None:
    """Return from when on the server wants to be asked again: a number of seconds, or a time."""
    now = datetime.now(UTC)
    if header is None:
        return None
    try:
        if header.strip().isdecimal():
            wait = min(timedelta(seconds=int(header[:9])), _LONGEST_WAIT)
            return now + wait
        moment = parsedate_to_datetime(header)
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None
    return min(moment, now + _LONGEST_WAIT)
