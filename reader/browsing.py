"""Addresses of outside, and how one is opened in a browser.

Only http and https are opened, and only what can be shown whole: no blanks, nothing invisible, no
name before an @ that could be taken for the host. An address goes to the browser as one argument; no
shell sees it.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import threading
import unicodedata
from pathlib import PurePath
from typing import Final
from urllib.parse import urlsplit

from library import N_, LibraryError, _, clean_line, is_safe

_SCHEMES: Final = ("http", "https")
_MAX_LENGTH: Final = 8_000
"""Code points of the longest address that is opened; browsers and systems take little more."""
_SECONDS: Final = 10.0
"""How long it is waited for a browser to say that it cannot; one that goes on has been started."""
_IN_TERMINAL: Final = frozenset(
    ("browsh", "elinks", "links", "links2", "lynx", "w3m", "www-browser")
)
# In a process of its own, because browsers talk: what they write would stand in the midst of the
# screen. The standard library knows which browsers there are on each system.
_OPEN: Final = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"

_REMEDY: Final = N_("Copy the address instead, or name a browser in the variable BROWSER.")


class NotOpened(LibraryError):
    """An address was not opened in a browser."""

    def __init__(self, message: str, remedy: str = "") -> None:
        """Say why, and what to do."""
        super().__init__(message)
        self.remedy = remedy


def obstacle(url: str) -> str:
    """Return why an address is not opened, a sentence without its full stop; empty if it is."""
    if " " in url or not url.isprintable() or not is_safe(url):
        return _("It has characters that cannot be shown, or blanks")
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return _("It is no address")
    if parts.scheme not in _SCHEMES:
        return _("Only http and https are opened")
    if not host:
        return _("It names no host")
    if "@" in parts.netloc:
        return _("It holds a name or a password before its host, {host}").format(host=host)
    if len(url) > _MAX_LENGTH:
        return _("It is too long")
    return ""


def shown_address(url: str) -> str:
    """Return an address safe to show, with its host as machines know it where letters could deceive.

    Those of other scripts than the Latin one may look just like those of it.
    """
    shown = clean_line(url)
    try:
        host = urlsplit(url).hostname or ""
        plain = host.encode("idna").decode()
    except ValueError:  # of which a failed encoding is one
        return shown
    return shown if plain == host or all(map(_is_latin, host)) else f"{shown} ({plain})"


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN ")


def is_openable(url: str) -> bool:
    """Tell whether an address may be given to a browser."""
    return not obstacle(url)


def open_address(url: str) -> None:
    """Open an address in the browser that the system or the person prefers.

    It waits until the browser was started, so no screen should call it in its own thread.

    Raises:
        NotOpened: It may not be opened, or there is no browser that could be started.
    """
    if reason := obstacle(url):
        raise NotOpened(_("The address is not opened: {reason}.").format(reason=reason))
    if name := _terminal_browser(os.environ.get("BROWSER", "")):
        message = _("{name} needs the terminal for itself.").format(name=name)
        raise NotOpened(message, _(_REMEDY))
    # Escaped bytes are the same in capitals, and “%action” has a meaning for the standard library.
    argument = url.replace("%action", "%ACtion")
    # Without TERM no browser is looked for that would write into the terminal.
    environment = {name: value for name, value in os.environ.items() if name != "TERM"}
    try:
        browser = subprocess.Popen(  # noqa: S603 - our own Python
            [sys.executable, "-I", "-c", _OPEN, argument],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        is_started = browser.wait(_SECONDS) == 0
    except subprocess.TimeoutExpired:
        # It is one that ends when its window is closed.
        threading.Thread(target=browser.wait, daemon=True).start()
        return
    except OSError:
        is_started = False
    if not is_started:
        raise NotOpened(_("No browser could be started."), _(_REMEDY))


def _terminal_browser(preferred: str) -> str:
    """Return the name of the browser that the variable BROWSER names first, if it runs in a terminal."""
    try:
        command = shlex.split(preferred.split(os.pathsep)[0])
    except ValueError:
        return ""
    name = PurePath(command[0]).name if command else ""
    return name if name in _IN_TERMINAL else ""
