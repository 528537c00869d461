"""The command line within the process of the tests: what a command prints, and how it ends."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from reader.cli import main


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    errors: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """What it printed, as objects of JSON Lines."""
        return records(self.out)

    @property
    def record(self) -> dict[str, Any]:
        """The only one of them."""
        (one,) = self.records
        return one


Inside = Callable[..., Ended]


def run(
    home: Path, *arguments: str | Path, stdin: str | bytes = b"", code: int = 0
) -> tuple[str, str]:
    """Run a command on the library in `home`; return what it printed on stdout and stderr."""
    ended = _ended(home, arguments, stdin)
    assert ended.code == code, ended
    return ended.out, ended.errors


def records(output: str) -> list[dict[str, Any]]:
    """Return the objects of the JSON Lines in `output`."""
    return [json.loads(line) for line in output.splitlines()]


def _ended(home: Path, arguments: Sequence[str | Path], stdin: str | bytes) -> Ended:
    data = stdin.encode() if isinstance(stdin, str) else stdin
    out, errors = (TextIOWrapper(BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(errors):
        patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(data), encoding="utf-8"))
        try:
            code = main(["--home", str(home), *map(str, arguments)])
        except SystemExit as ended:
            code = int(str(ended.code or 0))
    return Ended(code, _held(out), _held(errors))


def _held(stream: TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, BytesIO)
    return buffer.getvalue().decode()


def inside(home: Path) -> Inside:
    """Return what runs a command on the library in `home`, with what it gets on stdin."""
    return lambda *arguments, stdin=b"": _ended(home, arguments, stdin)
