"""What workers run in the tests: a reader of documents that does to its process what they say."""

from __future__ import annotations

import ctypes
import os
import re
import sys
import time
from collections.abc import Callable, Sequence

from library.errors import Refused
from library.recognising import recognise_for_store

_seen = 0


def read(name: str, data: bytes) -> list[bytes]:
    """Return the name, the document and the process's id, or do what the document says."""
    global _seen
    _seen += 1
    what, _, number = data.decode().partition(" ")
    if what == "nothing":
        return []
    if what == "refuse":
        raise Refused(name, "is not to my taste")
    if what in _DEEDS:
        _DEEDS[what](float(number or 0))
    return [name.encode("utf-8", "surrogatepass"), data, str(os.getpid()).encode()]


def recognise(name: str, data: bytes) -> Sequence[bytes]:
    """Recognise the names in an article, but crash at one that is called so."""
    if b'"crash"' in data:
        ctypes.string_at(0)
    return recognise_for_store(name, data)


def _eat(_: float) -> None:
    eaten = []
    while True:
        eaten.append(bytearray(1_000_000))


def _dive(_: float) -> None:
    _dive(0)


def _talk(_: float) -> None:
    """Write and read where a library might, all of which must lead nowhere."""
    sys.stdout.write("noise")
    sys.stdout.flush()
    sys.stderr.write("noise")
    os.write(1, b"noise")
    os.write(2, b"noise")
    assert sys.stdin.read() == ""


def _fail(_: float) -> None:
    raise KeyError


def _crash_unless_first(_: float) -> None:
    if _seen > 1:
        ctypes.string_at(0)


_DEEDS: dict[str, Callable[[float], object]] = {
    "sleep": time.sleep,
    "spin": lambda _: re.match(r"(a+)+b", "a" * 60),
    "crash": lambda _: ctypes.string_at(0),
    "exit": lambda code: os._exit(int(code)),
    "memory": _eat,
    "deep": _dive,
    "bug": _fail,
    "talk": _talk,
    "second": _crash_unless_first,
}
