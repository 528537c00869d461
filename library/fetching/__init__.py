"""Fetching: the only part of the program that touches the network, and only what a person asked for.

http and https, nothing else; no address of this machine or its own network without consent, however a
name or a redirect leads there; limits of time and of size, packed and unpacked; no cookies, no scripts.
"""

from library.fetching.addresses import is_public
from library.fetching.fetcher import Fetched, Fetcher, Limits
from library.fetching.sources import fetched_sources

__all__ = ["Fetched", "Fetcher", "Limits", "fetched_sources", "is_public"]
