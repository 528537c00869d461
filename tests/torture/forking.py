"""Processes that are split off from one that has imported everything, so that each takes milliseconds."""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

Say = Callable[..., None]
"""Tells the parent something, which arrives even if the child is killed right after it."""

Message = tuple[Any, ...]


@dataclass
class Child:
    """A process that was split off, and what it says."""

    pid: int
    """Its id."""
    said: int
    """The descriptor from which is read what it says."""

    def messages(self) -> Iterator[Message]:
        """Yield what it says until it ends; a message that it was killed in the midst of is none."""
        with os.fdopen(self.said, "rb") as stream:
            for line in stream:
                if line.endswith(b"\n"):
                    yield tuple(json.loads(line))

    def ended(self) -> int:
        """Wait until it ends; return its exit code, or the negative number of the signal that ended it."""
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def kill(self) -> None:
        """End it at once, as nothing else does."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


def fork(do: Callable[[Say], None]) -> Child:
    """Have another process do something; what it raises it says as ("bug", its traceback)."""
    sys.stdout.flush()
    said, saying = os.pipe()
    pid = os.fork()
    if pid:
        os.close(saying)
        return Child(pid, said)
    os.close(said)

    def say(*message: Any) -> None:
        os.write(saying, json.dumps(message).encode() + b"\n")

    code = 1
    try:
        do(say)
        code = 0
    except BaseException:
        say("bug", traceback.format_exc())
    finally:
        os._exit(code)


def asked(do: Callable[[Say], None]) -> list[Message]:
    """Return what another process says that does something."""
    child = fork(do)
    said = list(child.messages())
    child.ended()
    return said
