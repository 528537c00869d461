"""The way to other machines: names are looked up, what they lead to is checked, and time is limited.

What is checked is what is connected to: a name that is looked up twice could be another machine the
second time.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final
from weakref import WeakSet

import httpcore

from library.consent import Consent
from library.fetching.addresses import is_public

_LOOKUP_SECONDS: Final = 10.0


class NotPublic(Exception):
    """A name leads to a machine that may not be spoken to without consent."""


class OutOfTime(httpcore.TimeoutException):
    """The whole of an exchange took too long, however quick each of its steps was."""


class _Deadline(threading.local):
    """When the exchange of a thread has to be over, on the monotonic clock; infinity when it never has."""

    at: float = float("inf")


_deadline: Final = _Deadline()


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Have all exchanges of this thread end within so many seconds."""
    _deadline.at = time.monotonic() + seconds
    try:
        yield
    finally:
        _deadline.at = float("inf")


def check_time() -> None:
    """See to it that there is time left.

    Raises:
        OutOfTime: There is none.
    """
    _left(None)


def _left(timeout: float | None) -> float | None:
    """Return the seconds that a step may take: `timeout`, or less where the whole has less left."""
    left = _deadline.at - time.monotonic()
    if left <= 0:
        raise OutOfTime
    if left == float("inf"):
        return timeout
    return left if timeout is None else min(timeout, left)


class Guard(httpcore.NetworkBackend):
    """Connects to public machines alone, and to those that are consented to."""

    def __init__(self, consent: Consent) -> None:
        """Connect, also to what there is `consent` to of this machine and its own network."""
        self._consent = consent
        self._plain = httpcore.SyncBackend()
        self._open = WeakSet[httpcore.NetworkStream]()
        self._is_closed = False

    def close(self) -> None:
        """Close all connections, also those that another thread still uses, and make no more."""
        self._is_closed = True
        for stream in list(self._open):
            stream.close()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to one of the machines that a name leads to.

        Raises:
            NotPublic: It leads to none that may be spoken to.
            httpcore.ConnectError, httpcore.ConnectTimeout: None answers.
        """
        found = looked_up(host, port)
        allowed = [
            number for number in found if is_public(number) or self._consent.covers(host, number)
        ]
        if not allowed:
            raise NotPublic(found[0])
        failed: Exception | None = None
        for number in allowed:
            try:
                stream = self._plain.connect_tcp(
                    number, port, _left(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
                continue
            self._open.add(stream)
            if self._is_closed:  # meanwhile
                stream.close()
                break
            return _Timed(stream, self._open)
        if failed is None:
            raise httpcore.ConnectError("closed")
        raise failed

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """Never connect to a socket of this machine.

        Raises:
            NotPublic: Always.
        """
        raise NotPublic(path)


class _Timed(httpcore.NetworkStream):
    """A connection each of whose steps takes no longer than is left for the whole."""

    def __init__(
        self, stream: httpcore.NetworkStream, opened: WeakSet[httpcore.NetworkStream]
    ) -> None:
        self._stream = stream
        self._open = opened

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _left(timeout))
        self._open.add(stream)
        return _Timed(stream, self._open)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


def looked_up(host: str, port: int) -> list[str]:
    """Return the numeric addresses that a name leads to, as the system prefers them.

    Raises:
        httpcore.ConnectError: There are none.
        OutOfTime: Nobody says in time.
    """
    found: list[str] = []
    failed: list[OSError] = []

    def look_up() -> None:
        try:
            kinds = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            failed.append(error if isinstance(error, OSError) else OSError(str(error)))
        else:
            found.extend(dict.fromkeys(str(where[0]) for *_kind, where in kinds))

    # The system asks for as long as it likes; a thread that still waits then holds up nobody.
    thread = threading.Thread(target=look_up, name="look up", daemon=True)
    thread.start()
    thread.join(_left(_LOOKUP_SECONDS))
    if failed:
        raise httpcore.ConnectError(failed[0].strerror or str(failed[0]))
    if not found:
        raise OutOfTime
    return found
