"""Keeps the processes that read documents from one test to the next: to start one takes half a second.

They are the real ones, and what a test makes fail ends as it does elsewhere. Kept is only what has
answered all that it was asked.
"""

from __future__ import annotations

import subprocess
from typing import Final
from weakref import WeakSet

import pytest

from library.workers.limits import Limits
from library.workers.process import Lost, Worker

_OURS: Final = "library."
_MOST: Final = 2
"""Of one kind, for no test has more at work side by side."""


class KeptWorkers:
    """Processes that wait, by what they read with and within which limits."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        """Have workers take what is kept instead of starting, and leave it behind, until `patch` ends."""
        self._kept: dict[tuple[str, Limits], list[subprocess.Popen[bytes]]] = {}
        self._start, self._stop, self._ask = Worker._start, Worker.stop, Worker.ask
        self._close = Worker.close
        self._asked = WeakSet[Worker]()  # and have not answered
        keeps = self

        def start(worker: Worker) -> None:
            keeps.start(worker)

        def ask(worker: Worker, name: str, data: bytes) -> tuple[bytes, ...]:
            if worker._closed:
                raise Lost(0, late=False)
            keeps._asked.add(worker)
            answer = keeps._ask(worker, name, data)
            keeps._asked.discard(worker)
            return answer

        def close(worker: Worker) -> None:
            keeps.close(worker)

        def stop(worker: Worker) -> int:
            return keeps.stop(worker)

        patch.setattr(Worker, "_start", start)
        patch.setattr(Worker, "ask", ask)
        patch.setattr(Worker, "close", close)
        patch.setattr(Worker, "stop", stop)

    def start(self, worker: Worker) -> None:
        """Give `worker` a process that is kept, or have it start one."""
        waiting = self._kept.get(_kind(worker), [])
        while waiting:
            process = waiting.pop()
            if process.poll() is not None:
                _end(process)
                continue
            with worker._lock:
                if not worker._closed:
                    worker._process = process
                    return
            _end(process)
        self._start(worker)

    def close(self, worker: Worker) -> None:
        """Close `worker`; a process that is at work ends at once, as it would anyway."""
        if worker._deadline is not None or not worker._target.startswith(_OURS):
            self._close(worker)
        worker._closed = True

    def stop(self, worker: Worker) -> int:
        """Keep the process of `worker`, if it is closed and that has nothing more to do; else end it."""
        waiting = self._kept.setdefault(_kind(worker), [])
        process = worker._process
        if not worker._closed or worker._late or process is None or process.poll() is not None:
            return self._stop(worker)
        if worker in self._asked or not worker._target.startswith(_OURS) or len(waiting) >= _MOST:
            return self._stop(worker)
        with worker._lock:
            worker._process, worker.served = None, 0
        waiting.append(process)
        return 0

    def end(self) -> None:
        """End all that are kept, and wait until they have ended."""
        for waiting in self._kept.values():
            while waiting:
                _end(waiting.pop())


def _kind(worker: Worker) -> tuple[str, Limits]:
    return worker._target, worker._limits


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    process.stdout.close()
    process.wait()
