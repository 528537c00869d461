"""One worker as its parent sees it: started when it is needed, asked, stopped when it is late."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from library.errors import Unavailable
from library.translation import _, language_in_use
from library.workers.child import READY
from library.workers.frames import read_frame, write_frame
from library.workers.limits import MEGABYTE, Limits

_START_SECONDS: Final = 60.0
_TIMER: Final = getattr(signal, "SIGALRM", 0)
_GROWTH: Final = 4
"""What is made of a document may be so many times as large."""

# Modules are found where they are found here, and never in the folder that is current by chance.
_COMMAND: Final = (
    "import sys; own, sys.path[:] = sys.argv[1:6], sys.argv[6:];"
    "from library.workers.child import main; main(*own)"
)


class Lost(Exception):
    """A worker ended before it had answered."""

    def __init__(self, code: int, *, late: bool) -> None:
        """Say with which exit code it ended (-9 for signal 9), and whether because it was late."""
        super().__init__(code, late)
        self.code = code
        self.late = late


class Worker:
    """A process that reads documents. One thread asks it; any other may stop it."""

    def __init__(self, target: str, limits: Limits) -> None:
        """Read with the function `target` ("module:function") within `limits`; nothing starts yet."""
        self._target = target
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._deadline: float | None = None
        self._late = False
        self._closed = False
        self._lock = threading.Lock()
        self.served = 0
        """How many documents the process that runs now has read."""

    def ask(self, name: str, data: bytes) -> tuple[bytes, ...]:
        """Have a document read, and return the parts of the answer.

        Raises:
            Lost: The process ended before it had answered; the next call starts another.
            Unavailable: No process can be started.
        """
        if self._process is None:
            self._start()
        encoded = name.encode("utf-8", "surrogatepass")
        answer = self._exchange((encoded, data), self._limits.seconds_for(len(data)))
        late = self._late
        if answer is None or late:
            # One that was stopped as it answered is gone as well.
            code = self.stop()
            if answer is None:
                raise Lost(code, late=late or code == -_TIMER)
        self.served += 1
        return answer

    def check(self, now: float) -> None:
        """End the process if it is late at the time `now` (`time.monotonic`)."""
        with self._lock:
            if self._process is not None and self._deadline is not None and now > self._deadline:
                self._late = True
                self._process.kill()

    def close(self) -> None:
        """End the process for good; whoever waits for its answer gets `Lost`."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                self._process.kill()

    def stop(self) -> int:
        """End the process, if one runs, and return its exit code; the next question starts another."""
        with self._lock:
            process, self._process = self._process, None
            self.served = 0
        if process is None:
            return 0
        process.kill()
        assert process.stdout is not None
        assert process.stdin is not None
        process.stdout.close()
        with suppress(OSError):  # what was not written yet cannot be written any more
            process.stdin.close()
        return process.wait()

    def _start(self) -> None:
        """Start the process, and wait until it can read."""
        with self._lock:
            if self._closed:
                raise Lost(0, late=False)
            try:
                self._process = subprocess.Popen(  # noqa: S603 - our own Python
                    _command(self._target, self._limits),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    # Out of reach of the terminal: its keys for stopping are for the parent.
                    start_new_session=True,
                )
            except OSError as error:
                raise _unstartable(str(error)) from error
        if self._exchange(None, _START_SECONDS) != (READY,):
            code, closed = self.stop(), self._closed
            raise Lost(code, late=False) if closed else _unstartable(f"exit code {code}")

    def _exchange(
        self, question: Sequence[bytes] | None, seconds: float
    ) -> tuple[bytes, ...] | None:
        """Write `question`, if any, and return the answer, or None when none came in time."""
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        with self._lock:
            self._late, self._deadline = False, time.monotonic() + seconds
        try:
            if question is not None:
                write_frame(process.stdin, question)
            return read_frame(process.stdout, _GROWTH * self._limits.size + MEGABYTE)
        except (OSError, ValueError):
            return None
        finally:
            with self._lock:
                self._deadline = None


def _command(target: str, limits: Limits) -> list[str]:
    """Return the command that starts a worker."""
    own = (target, str(limits.size), str(limits.memory), str(limits.seconds), language_in_use())
    folder = str(Path(__file__).parents[2])
    folders = [entry for entry in sys.path if entry]
    if folder not in folders:
        folders.append(folder)
    return [sys.executable, "-P", "-c", _COMMAND, *own, *folders]


def _unstartable(reason: str) -> Unavailable:
    """Return the error for a worker that cannot be started."""
    return Unavailable(
        Path(sys.executable),
        _("cannot be started to read documents ({reason})").format(reason=reason),
        _("Check that it may be run and that there is memory left, or install newsreader again."),
    )
