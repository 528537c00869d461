"""How requests of httpx travel: over connections that the guard has let pass, or a proxy."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from library.consent import Consent, consent_to
from library.errors import ProxyError
from library.fetching.addresses import is_public
from library.fetching.guard import Guard, NotPublic
from library.translation import _

_CONNECTIONS: Final = 32
_KEPT_SECONDS: Final = 10.0


class Transport(httpx.BaseTransport):
    """Sends requests; may be used by many threads at once."""

    def __init__(self, consent: Consent, proxies: Mapping[str, str] | None = None) -> None:
        """Send them to public machines, and to those that there is consent to.

        Args:
            consent: What of this machine and its own network may be asked.
            proxies: Through whom to send, by scheme; those of the environment if None.

        Raises:
            ProxyError: One of them cannot be used.
        """
        self._consent = consent
        self._context = _context()
        self._guards: list[Guard] = []
        given = getproxies() if proxies is None else proxies
        chosen = {
            scheme: _proxy(scheme, given[scheme])
            for scheme in ("http", "https")
            if given.get(scheme)
        }
        self._direct = self._pool(None)
        self._proxies = {scheme: self._pool(proxy) for scheme, proxy in chosen.items()}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, and return the answer, whose body is yet to come.

        Raises:
            NotPublic: It would go to a machine that may not be asked.
            httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError: No answer came.
        """
        assert isinstance(request.stream, httpx.SyncByteStream)
        answer = self._way_of(request.url).handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Close all connections."""
        for guard in self._guards:
            guard.close()
        for pool in (self._direct, *self._proxies.values()):
            pool.close()

    def _way_of(self, url: httpx.URL) -> httpcore.ConnectionPool:
        """Return what leads to the machine of an address."""
        proxy = self._proxies.get(url.scheme)
        if proxy is None or proxy_bypass(url.host):
            return self._direct
        # It is the proxy that looks names up; a number tells by itself where it leads.
        host = url.host
        if _is_number(host) and not (is_public(host) or self._consent.covers(host, host)):
            raise NotPublic(host)
        return proxy

    def _pool(self, proxy: httpcore.Proxy | None) -> httpcore.ConnectionPool:
        # A proxy is chosen by the person, and often stands in the own network.
        guard = Guard(self._consent if proxy is None else consent_to(True))
        self._guards.append(guard)
        return httpcore.ConnectionPool(
            ssl_context=self._context,
            proxy=proxy,
            max_connections=_CONNECTIONS,
            keepalive_expiry=_KEPT_SECONDS,
            http2=True,
            network_backend=guard,
        )


class _Body(httpx.SyncByteStream):
    """The body of an answer."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


def _proxy(scheme: str, address: str) -> httpcore.Proxy:
    """Return the proxy for a scheme, with the name and password that its address may hold.

    Raises:
        ProxyError: There is none at such an address, or none that is understood.
    """
    try:
        url = httpx.URL(address if "://" in address else f"http://{address}")
    except (httpx.InvalidURL, UnicodeError):
        url = httpx.URL()
    if url.scheme not in {"http", "https"} or not url.host:
        # The address is not said: it may hold a password.
        raise ProxyError(_("{variable} names no proxy of http").format(variable=f"{scheme}_proxy"))
    found = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=b"/")
    auth = (url.username.encode(), url.password.encode()) if url.username else None
    return httpcore.Proxy(found, auth=auth)


def _context() -> ssl.SSLContext:
    """Return what verifies the other side: by the system's certificates, or ours where it has none."""
    context = ssl.create_default_context()
    paths = ssl.get_default_verify_paths()
    folder = Path(paths.capath) if paths.capath else None
    has_folder = folder is not None and folder.is_dir() and any(folder.iterdir())
    if not (paths.cafile or has_folder or os.environ.get(paths.openssl_cafile_env)):
        import certifi

        context.load_verify_locations(certifi.where())
    context.set_alpn_protocols(["h2", "http/1.1"])
    return context


def _is_number(host: str) -> bool:
    """Tell whether a host is a numeric address."""
    return ":" in host or host.replace(".", "").isdigit()
