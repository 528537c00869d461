"""Lists of feeds are read as other readers write them, and written so that they can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.clean import clean_line
from library.errors import Refused
from library.folders import folder_of, name_in
from library.intake.feeds.lists import Listed, read_list, write_list

OPML = b"""<?xml version="1.0" encoding="UTF-8"?><opml version="1.0"><head><title>Mine</title></head><body>
<outline text="News"><outline text="Abroad &amp; home">
  <outline type="rss" text="Herald" title="The Herald" xmlUrl="https://herald.example/rss"/></outline>
  <outline type="rss" text="Twice" xmlUrl="https://herald.example/rss"/>
  <outline type="rss" text="Program" xmlUrl="exec:rm -rf ~"/>
  <outline type="rss" text="Program" xmlUrl="filter:~/x:https://a.example"/>
</outline>
<outline type="rss" text="" xmlUrl="http://bare.example/feed"/></body></opml>"""

URLS = b"""# mine
https://herald.example/rss news "~The Herald" "!hidden"
http://bare.example/feed
"exec:~/bin/make feed.xml"
filter:~/bin/x:https://a.example/
query:Unread:unread = "yes"
file:///etc/passwd
https://open.example/ "left open
"""


def test_opml() -> None:
    feeds, passed_over = read_list(OPML, "a.opml")
    assert feeds == [
        Listed("https://herald.example/rss", "Herald", ("News", "Abroad & home")),
        Listed("http://bare.example/feed"),
    ]
    assert len(passed_over) == 2


def test_urls_of_newsboat() -> None:
    feeds, passed_over = read_list(URLS, "urls")
    assert feeds == [
        Listed("https://herald.example/rss", "The Herald", ("news",)),
        Listed("http://bare.example/feed"),
        Listed("https://open.example/", "", ('"left',)),
    ]
    assert len(passed_over) == 4


@pytest.mark.parametrize(
    "data",
    [b"", b"plain words", b"<opml", b"<opml><body/></opml>", b"\x00\x01\x02", b"exec:ls\n"],
)
def test_what_names_no_feed_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_list(data, "x")


def test_no_list_opens_a_file() -> None:
    evil = b'<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml version="1.0"><body>'
    evil += b'<outline text="&x;" xmlUrl="https://a.example/f"/></body></opml>'
    try:
        feeds, _ = read_list(evil, "x")
    except Refused:
        return
    assert "root" not in str(feeds)


_NAMES = st.text(max_size=15).map(clean_line)
_PARTS = _NAMES.filter(bool)
_LISTED = st.builds(
    Listed,
    st.integers(0, 50).map(lambda n: f"https://{n}.example/?a=1&b=<2>"),
    _NAMES,
    st.lists(_PARTS, max_size=3).map(tuple),
)


def test_a_feed_that_is_called_by_its_address_has_no_name_yet() -> None:
    address = "http://bare.example/feed?a=1&b=2"
    listed = [Listed("https://b.example/", "B"), Listed(address, "", ("News",))]
    written = write_list(listed, "Mine")
    assert f'text="{address.replace("&", "&amp;")}"' in written  # which OPML wants
    assert read_list(written.encode(), "a.opml") == (listed, [])


@given(st.lists(_LISTED, min_size=1, max_size=8, unique_by=lambda one: one.address))
def test_what_is_written_is_read_again(feeds: list[Listed]) -> None:
    again, passed_over = read_list(write_list(feeds, "<Mine & yours>").encode(), "a.opml")
    assert len(passed_over) == 0
    assert sorted(again, key=str) == sorted(feeds, key=str)


@given(st.lists(_PARTS, max_size=3), _PARTS)
def test_names_hold_folders(folder: list[str], title: str) -> None:
    name = name_in(folder, title)
    kept, rest = folder_of(name)
    assert len(kept) == len(folder)
    assert name_in(kept, rest) == name
