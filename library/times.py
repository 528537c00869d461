"""How times stand in the files that keep what the reader did: in words, to the millisecond."""

from __future__ import annotations

from datetime import UTC, datetime


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

    Raises:
        ValueError: It is no text, or names none.
    """
    if not isinstance(text, str):
        raise ValueError("a time must be a text")  # noqa: TRY004 - one error for all damage
    moment = datetime.fromisoformat(text)
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError as error:
        raise ValueError("a time must be within the years 1 to 9999 in UTC") from error
