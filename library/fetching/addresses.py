"""Which addresses may be asked for, and which machines may be spoken to."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final
from urllib.parse import urlsplit

from library.clean import clean_line
from library.errors import NotFetched
from library.translation import N_, Told

_LONGEST: Final = 4096
_SCHEMES: Final = ("http", "https")
_WITHIN: Final = IPv6Network("64:ff9b::/96")
"""Translated addresses: the last 32 bits are one of IPv4 (RFC 6052)."""


def check(address: str) -> None:
    """See to it that `address` is one that can be asked for.

    Raises:
        NotFetched: It is none of http or https, names no machine, or holds what no address does.
    """
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise NotFetched(address, Told(N_("is no address"))) from error
    if parts.scheme.lower() not in _SCHEMES:
        raise NotFetched(address, Told(N_("is not an address of http or https")))
    if not host or len(address) > _LONGEST or clean_line(address) != address or " " in address:
        raise NotFetched(address, Told(N_("is no address")))
    if parts.username or parts.password:
        raise NotFetched(address, Told(N_("holds a name or a password, which would be sent along")))


def is_public(host: str) -> bool:
    """Tell whether the numeric address `host` is that of a machine on the public network."""
    try:
        # An IPv6 address may name the interface that it is reached by.
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return _is_public(address)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    """Tell the same of an address, or of the one that it stands for."""
    if isinstance(address, IPv6Address):
        if address in _WITHIN:
            return _is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is not None:
            return address.ipv4_mapped is not None and _is_public(inner)
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )
