"""Consent to asking machines that are not on the public network: by their names, or by their networks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

_NAME: Final = re.compile(r"(?=.{1,253}\Z)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")


@dataclass(frozen=True, slots=True)
class Consent:
    """Which machines that are not on the public network may be asked.

    What is said of a name holds wherever it leads. So a feed or a redirect reaches what was named, and
    nothing else of the own network.
    """

    names: frozenset[str] = frozenset()
    """Names of machines, in lower case, as they stand in addresses."""
    networks: tuple[IPv4Network | IPv6Network, ...] = ()
    """Networks; one machine is a network too."""
    is_general: bool = False
    """Whether all of them may be."""

    def covers(self, host: str, number: str) -> bool:
        """Tell whether the machine with the numeric address `number`, to which `host` leads, may be asked."""
        if self.is_general or host.lower().rstrip(".") in self.names:
            return True
        try:
            # An IPv6 address may name the interface that it is reached by.
            address = ip_address(number.partition("%")[0])
        except ValueError:
            return False
        if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
            return any(address.ipv4_mapped in network for network in self.networks)
        return any(address in network for network in self.networks)


def consent_to(private: bool | Iterable[str]) -> Consent:
    """Return the consent to all machines or none, or to those that are named.

    Args:
        private: Whether to all; or names such as `nas.lan`, addresses, and networks such as `10.0.0.0/8`.

    Raises:
        ValueError: One of them is neither; it says which.
    """
    if isinstance(private, bool):
        return Consent(is_general=private)
    names: set[str] = set()
    networks: list[IPv4Network | IPv6Network] = []
    for one in private:
        try:
            networks.append(ip_network(one.strip().strip("[]"), strict=False))
        except ValueError:
            names.add(_name(one))
    return Consent(frozenset(names), tuple(networks))


def _name(text: str) -> str:
    """Return the name of a machine as it stands in addresses.

    Raises:
        ValueError: It is none.
    """
    try:
        name = text.strip().rstrip(".").encode("idna").decode().lower()
    except UnicodeError as error:
        raise ValueError(text) from error
    if not _NAME.fullmatch(name):
        raise ValueError(text)
    return name
