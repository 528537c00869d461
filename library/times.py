"""How times stand in the files that keep what the reader did: in words, to the millisecond."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

_LAST: Final = datetime(9999, 12, 1, tzinfo=UTC)
_LATEST: Final = datetime(9999, 1, 1, tzinfo=UTC)


def present() -> datetime:
    """Return the present time in whole milliseconds, as it is kept."""
    return whole_milliseconds(datetime.now(UTC))


def whole_milliseconds(moment: datetime) -> datetime:
    """Return `moment` as it is kept."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def encode_time(moment: datetime) -> str:
    """Return `moment` as ISO 8601 in UTC with milliseconds and a Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def decode_time(text: object) -> datetime:
    """Return the moment that `text` names.

    What is done after a moment that lies ahead is kept as done just after it, so there must be room:
    one in the last month that there is is taken for the beginning of its year.

    Raises:
        ValueError: It is no text, or names none.
    """
    if not isinstance(text, str):
        raise ValueError("a time must be a text")  # noqa: TRY004 - one error for all damage
    moment = datetime.fromisoformat(text)
    try:
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError as error:
        raise ValueError("a time must be within the years 1 to 9999 in UTC") from error
    return moment if moment < _LAST else _LATEST
