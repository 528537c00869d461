"""What is said of each document that was to be added."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Result(StrEnum):
    """What became of a document that was to be added."""

    STORED = "stored"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Added:
    """The answer for one document that was to be added."""

    source: str
    """The name that it came under."""
    result: Result
    """What became of it."""
    id: str | None = None
    """The article's id; None when it was refused."""
    title: str | None = None
    """The article's title; None when it was refused."""
    reason: str | None = None
    """Why it was refused, a clause without a full stop."""
    notice: str | None = None
    """What the person should be told about how it was read, one sentence."""
