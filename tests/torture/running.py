"""The programs of this folder as the tests start them, and where they work."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self

LONG: Final = bool(os.environ.get("NEWSREADER_LONG"))
"""Whether all is tried that can be, however long that takes."""

_MEMORY: Final = Path("/dev/shm")
"""Where files are kept in memory; what counts here is what is written, and not for how long."""


@contextmanager
def scratch(fallback: Path) -> Iterator[Path]:
    """Give a new folder in memory, where the machine has one, else in `fallback`; it is removed at the end."""
    inside = _MEMORY if os.access(_MEMORY, os.W_OK) else fallback
    folder = Path(tempfile.mkdtemp(prefix="newsreader-torture-", dir=inside))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Program:
    """One of the programs, which prints what it has found as JSON."""

    def __init__(
        self,
        name: str,
        *arguments: object,
        before: Sequence[str] = (),
        env: Mapping[str, str] | None = None,
    ) -> None:
        """Start a module of this folder with arguments, behind the command `before`."""
        command = [*before, sys.executable, "-m", f"tests.torture.{name}", *map(str, arguments)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            command, env={**os.environ, **(env or {})}, stdout=pipe, stderr=pipe, text=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def told(self, seconds: float) -> Any:
        """Wait until it ends, no longer than so many seconds, and return what it has found."""
        output, errors = self._process.communicate(timeout=seconds)
        assert self._process.returncode == 0, errors
        return json.loads(output)
