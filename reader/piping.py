"""Commands of the person's own, to which an article is given on stdin.

A line is split into words as a shell would do it, but no shell ever sees it, nor anything of an
article: what an article holds can only be what the command reads. The command has no terminal, so
it can neither draw over the screen nor take its keys.
"""

from __future__ import annotations

import asyncio
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event, Thread, Timer
from typing import Final

from library import N_, LibraryError, _
from reader.writing import FORMATS, Format, named

MOST_OUTPUT: Final = 1_000_000
"""Bytes of what a command says that are kept; the rest is read and dropped."""

_CHUNK: Final = 65_536
_REST_SECONDS: Final = 0.3
"""How long more is read after the command ended: what it left running may hold its output for ever."""
_GRACE_SECONDS: Final = 2.0
"""How long it may take to end in good order."""
_DROP_SECONDS: Final = 0.005
"""Pause after a chunk that is dropped: one that never ends should not take the time of the screen."""
_KILL: Final = getattr(signal, "SIGKILL", signal.SIGTERM)
_SHELL_SIGNS: Final = "|&;<>"
_UNQUOTED: Final = re.compile(r"""'[^']*'|"(?:\\.|[^"\\])*"|\\.""", re.DOTALL)
"""What stands in quotation marks or behind a backslash, which a shell would leave as it is."""
_NO_SHELL: Final = N_('No shell reads this line; for {sign} write sh -c "…".')


class NotRun(LibraryError):
    """A command was not run."""

    def __init__(self, message: str, remedy: str = "") -> None:
        """Say why, and what to do."""
        super().__init__(message)
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Command:
    """What is to be run, and what it reads."""

    words: tuple[str, ...]
    """The program and its arguments."""
    form: Format
    """How the article is written for it."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    """Its exit code; of one that was killed, the signal as a negative number."""
    is_cut: bool
    """Whether it said more than is kept."""


def command_of(line: str, form: Format) -> Command:
    """Return the command that a person typed; `md:` and the like before it choose another format.

    Raises:
        NotRun: It cannot be read, or there is no such program.
    """
    name, colon, rest = line.strip().partition(":")
    if colon and name in {one.name for one in FORMATS}:
        form, line = named(name), rest
    try:
        words = tuple(map(_expanded, shlex.split(line)))
        sign = _shell_sign(line)
    except ValueError:
        raise NotRun(_("A quotation mark is not closed, or a backslash ends the line.")) from None
    if not words or not words[0]:
        raise NotRun(_("Name a command."), _("Such as: wc -w"))
    if sign:
        raise NotRun(_(_NO_SHELL).format(sign=sign))
    if "\0" in line or shutil.which(words[0]) is None:
        message = _("There is no command “{name}” that could be run.").format(name=words[0])
        raise NotRun(message, _("Check how it is spelt, or give its whole path."))
    return Command(words, form)


class Piping:
    """A command while it runs. It belongs to the running loop.

    Threads listen, because a program that went on in the background may hold the output open for
    ever; nothing waits for one that does.
    """

    def __init__(self, words: Sequence[str], text: str, take: Callable[[bytes], None]) -> None:
        """Run the program that is the first of `words` on `text`; `take` gets what it says as it comes.

        Raises:
            NotRun: It could not be started.
        """
        self.is_stopped = False
        """Whether it was stopped before it ended."""
        self._take = take
        self._loop = asyncio.get_running_loop()
        self._ended: asyncio.Future[Ended] = self._loop.create_future()
        self._size = 0
        self._is_read = Event()
        self._killing: Timer | None = None
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the person's own words
                words,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # without the terminal
            )
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            message = _("“{name}” could not be started: {reason}.")
            raise NotRun(message.format(name=words[0], reason=reason)) from error
        data = text.encode("utf-8", "replace")
        for work in (partial(self._feed, data), self._read, self._wait):
            Thread(target=work, name="pipe", daemon=True).start()

    async def ended(self) -> Ended:
        """Return how it ended, once it has; cancelled, stop it."""
        try:
            return await self._ended
        finally:
            self.stop()

    def stop(self) -> None:
        """End it, in good order if it will; one that has ended stays so."""
        if self.is_stopped or self._process.poll() is not None:
            return
        self.is_stopped = True
        self._killing = Timer(_GRACE_SECONDS, self._signal, [_KILL])
        self._killing.start()
        self._signal(signal.SIGTERM)

    def _signal(self, number: int) -> None:
        """Send a signal to the program and what it started, if it still runs."""
        if self._process.poll() is not None:
            return
        with suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                self._process.terminate()
            else:
                os.killpg(self._process.pid, number)

    # In other threads

    def _feed(self, data: bytes) -> None:
        """Give it what it is to read, as far as it reads."""
        assert self._process.stdin is not None
        with suppress(OSError, ValueError), self._process.stdin as file:
            file.write(data)

    def _read(self) -> None:
        """Pass on what it says, up to the most that is kept."""
        assert self._process.stdout is not None
        with self._process.stdout as file:
            while data := os.read(file.fileno(), _CHUNK):
                kept = data[: max(0, MOST_OUTPUT - self._size)]
                self._size += len(data)
                if kept:
                    self._tell(partial(self._pass_on, kept))
                else:
                    time.sleep(_DROP_SECONDS)
        self._is_read.set()

    def _wait(self) -> None:
        """Tell when it has ended."""
        code = self._process.wait()
        if self._killing is not None:
            self._killing.cancel()
        self._is_read.wait(_REST_SECONDS)
        self._tell(partial(self._end, Ended(code, self._size > MOST_OUTPUT)))

    def _tell(self, what: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody listens any more
            self._loop.call_soon_threadsafe(what)

    # In the loop again

    def _pass_on(self, data: bytes) -> None:
        if not self._ended.done():
            self._take(data)

    def _end(self, how: Ended) -> None:
        if not self._ended.done():
            self._ended.set_result(how)


def told(how: Ended, *, stopped: bool) -> str:
    """Return how a command ended, as a sentence without its full stop."""
    if stopped:
        return _("Stopped")
    if how.code < 0:
        known = {one.value: one.name for one in signal.Signals}
        return _("Killed by {signal}").format(signal=known.get(-how.code, -how.code))
    return _("Exit code {code}").format(code=how.code)


def _expanded(word: str) -> str:
    """Return a word with `~/` for the person's home, as whoever types it means it."""
    return str(Path(word).expanduser()) if word.startswith("~/") else word


def _shell_sign(line: str) -> str:
    """Return the first sign outside of quotation marks by which a shell would do more than run a program."""
    return next((sign for sign in _UNQUOTED.sub("", line) if sign in _SHELL_SIGNS), "")
