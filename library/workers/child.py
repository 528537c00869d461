"""What runs in a worker: a loop that reads documents with the function that it was told of.

It limits itself before it reads anything. It ends when its parent does, because the pipe that jobs
come from ends then, and what hangs is ended by the system's timer even if no parent is left.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from typing import BinaryIO, Final

from library.errors import Refused
from library.translation import use_language
from library.workers.frames import read_frame, write_frame
from library.workers.limits import Limits

READY: Final = b"ready"
"""First part of a frame: documents may come."""
READ: Final = b"read"
"""First part of a frame: what was read follows."""
REFUSED: Final = b"refused"
"""First part of a frame: the reason follows; the worker goes on."""
FAILED: Final = b"failed"
"""First part of a frame: what went wrong follows; the worker should be replaced."""
OUT_OF_MEMORY: Final = 81
"""Exit code of a worker that got no more memory."""

_GRACE_SECONDS: Final = 1.0
"""How much later than the parent the system's timer ends a worker."""

Read = Callable[[str, bytes], Sequence[bytes]]
"""Reads the document of a name, and returns what is to be sent back; may raise `Refused`."""


def main(target: str, size: str, memory: str, seconds: str, language: str) -> None:
    """Read documents until there are no more, with the function `target` ("module:function")."""
    use_language(language)
    limits = Limits(int(size), int(memory), float(seconds))
    jobs, answers = _take_pipes()
    _limit_process(limits)
    try:
        _serve(_function(target), limits, jobs, answers)
    except MemoryError:
        # There may not be enough left for anything but this.
        os._exit(OUT_OF_MEMORY)
    except OSError:
        # The parent is gone. Nothing is left to tidy up, and nobody to tell.
        os._exit(0)


def _serve(read: Read, limits: Limits, jobs: BinaryIO, answers: BinaryIO) -> None:
    """Answer jobs until there are no more."""
    write_frame(answers, (READY,))
    while (job := read_frame(jobs, limits.size + 65_536)) is not None:
        name, data = job
        _set_timer(limits.seconds_for(len(data)) + _GRACE_SECONDS)
        answer = _answer(read, name.decode("utf-8", "surrogatepass"), data)
        _set_timer(0)
        write_frame(answers, answer)


def _answer(read: Read, name: str, data: bytes) -> Sequence[bytes]:
    """Return the frame that answers a job."""
    try:
        return (READ, *read(name, data))
    except Refused as refusal:
        return REFUSED, refusal.reason.encode("utf-8", "replace")
    except MemoryError:
        raise
    except RecursionError:
        return FAILED, b"is nested too deeply to be read"
    except Exception as error:  # whatever a parser raises is its document's fault
        return FAILED, f"made its parser fail ({type(error).__name__})".encode()


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return the pipes of jobs and answers, and keep everything else away from them."""
    jobs = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.close(nowhere)
    return jobs, answers


def _limit_process(limits: Limits) -> None:
    """Have the system limit this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        import resource
    except ImportError:  # Windows, where only time is limited, by the parent
        return
    for kind in (resource.RLIMIT_AS, resource.RLIMIT_DATA):
        with suppress(ValueError, OSError):  # it is lower already, or the system cannot do it
            resource.setrlimit(kind, (limits.memory, limits.memory))
    # A crash is expected, and is told in a sentence; nobody needs an image of its memory.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _set_timer(seconds: float) -> None:
    """Have the system end this process after so many seconds; 0 calls that off."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _function(target: str) -> Read:
    """Return the function that `target` names."""
    module, _, name = target.partition(":")
    function: Read = getattr(import_module(module), name)
    return function


if __name__ == "__main__":
    main(*sys.argv[1:])
