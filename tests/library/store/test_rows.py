"""What goes into rows comes out of them as it was."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.models import Block, BlockKind, Link
from library.store.rows import decode_blocks, encode_blocks, milliseconds, moment

links = st.builds(Link, st.integers(0, 99), st.integers(0, 99), st.text())
blocks = st.builds(
    Block,
    st.sampled_from(BlockKind),
    st.text(),
    st.integers(0, 6),
    st.none() | st.text(),
    st.lists(links, max_size=3).map(tuple),
)


@given(st.lists(blocks, max_size=6).map(tuple))
def test_blocks_come_back_as_they_were(stored: tuple[Block, ...]) -> None:
    assert decode_blocks(encode_blocks(stored)) == stored


@given(st.datetimes(timezones=st.just(UTC)))
def test_times_come_back_in_whole_milliseconds(time: datetime) -> None:
    back = moment(milliseconds(time))
    assert back == time.replace(microsecond=time.microsecond // 1000 * 1000)


@pytest.mark.parametrize("nothing", [milliseconds, moment])
def test_no_time_is_no_time(nothing: object) -> None:
    assert callable(nothing)
    assert nothing(None) is None
