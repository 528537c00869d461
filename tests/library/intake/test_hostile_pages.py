"""Pages that are made to be slow to read, or that no one would write, are read like others."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import library
from library.clean import clean_text
from library.errors import Refused

HOSTILE = {
    "divs": "<div>" * 100_000 + "x",
    "comments": "<p>x" + "<!--" * 300_000,
    "tags": "<p>x" + "<a " * 300_000,
    "brackets": "<p>x" + "<" * 500_000,
    "quotes": "<p>x<a " + "\"'" * 500_000 + ">",
    "entities": "<p>x&amp;&#27;&#" + "9" * 500_000 + ";",
    "tables": "<table><tr><td>" * 1000 + "x",
    "figures": "<figure><figcaption>x" * 5000,
    "json": '<script type="application/ld+json">' + "[" * 200_000 + "</script>x",
    "bold": "<p>" + "<b>x</b>" * 15_000,
    "meta": '<meta name="author" content="x y">' * 30_000 + "x",
    "title": "<title>" + "x | " * 500_000 + "</title>x",
    "marks": "<p>a" + "\u0301" * 300_000,
    "titles": "<title>" + "Wort " * 100_000 + "</title>" + "<h2>Wort und Wort</h2><p>x</p>" * 5_000,
    "headings": "<h1>" * 3000 + "x",
    "authors": '<script type="application/ld+json">{"@type": "Article", "author": ['
    + '"Ida Feld",' * 100_000
    + '"x"]}</script>x',
    "bylines": "<div class=author>Von a " * 3000,
    "names": "<p class=byline>Von " + "Ida " * 200_000,
    "spaces": "<p>" + " \n\t" * 500_000 + "x",
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_pages_take_no_longer_than_others(body: str) -> None:
    start = time.process_time()
    assert library.parse(("<html>" + body).encode(), "a.html").title
    assert time.process_time() - start < 10


MARKUP = st.lists(
    st.sampled_from(
        (
            *(
                "<p>",
                "</p>",
                "<div>",
                "</div>",
                "<a href=http://x.y/z>",
                "</a>",
                "<h1>",
                "<h2>",
                "<q>",
            ),
            *("<ul><li>", "<table><tr><td>", "<pre>", "<blockquote>", "<cite>", "<br>", "<br><br>"),
            *(
                "<figure><figcaption>",
                "<!--",
                "-->",
                "<script>",
                "</script>",
                "<!DOCTYPE html>",
                "<body>",
            ),
            *(
                "&#27;",
                "&lt;",
                "&#0;",
                "&#x202e;",
                "&#xffff;",
                "\x1b",
                "\0",
                "Wort",
                "Ein Satz.",
                "😀",
            ),
            *(
                "\U000f0000",
                "&#xf0000;",
                "<",
                ">",
                '"',
                "'",
                "<title>",
                "</title>",
                "<svg>",
                "\u0301" * 9,
            ),
        )
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(MARKUP)
def test_any_markup_is_an_article_or_refused(body: str) -> None:
    try:
        article = library.parse(f"<html>{body}".encode(), "a.html")
    except Refused:
        return
    for block in article.blocks:
        assert clean_text(block.text) == block.text != ""
        for link in block.links:
            assert 0 <= link.start < link.end <= len(block.text)
