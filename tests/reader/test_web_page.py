"""A page of an article is right, needs nothing else, and shows what is in the article as data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library import (
    TITLE_BLOCK,
    Article,
    Block,
    BlockKind,
    Entity,
    EntityKind,
    Link,
    Mention,
    parse,
)
from reader.writing import Document, named, write
from tests import texts

VOID = {"meta", "br"}
KNOWN = {
    *("html", "head", "meta", "title", "style", "body", "main", "article", "header", "section"),
    *("footer", "h1", "h2", "h3", "h4", "h5", "h6", "p", "a", "ul", "li", "blockquote", "figure"),
    *("figcaption", "pre", "mark", "time", "br"),
}
UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]")

SPANS = st.lists(st.integers(0, 40), min_size=2, max_size=8).map(sorted)
WORDS = st.sampled_from(
    ("Wien", "<b>", "</p>", "&amp;", '"', "'", "\n", "]]>", "<!--", "\x1b[31m", "\u202e", "ü", "1.")
)
BLOCKS = st.builds(
    lambda kind, words, level, who, cuts, url: Block(
        kind,
        " ".join(words),
        level=level,
        attribution=who,
        links=tuple(Link(a, b, url) for a, b in zip(cuts[::2], cuts[1::2], strict=False)),
    ),
    st.sampled_from(BlockKind),
    st.lists(WORDS, min_size=1, max_size=8),
    st.integers(0, 7),
    st.none() | WORDS,
    SPANS,
    st.sampled_from(("https://example.org/?a=1&b='\"<", "javascript:alert(1)", "http://a.de/")),
)
MENTIONS = st.builds(
    lambda kind, block, start, length: Mention(
        Entity(kind, 'Na"me<', "k"), block, start, start + length
    ),
    st.sampled_from(EntityKind),
    st.integers(TITLE_BLOCK, 5),
    st.integers(0, 40),
    st.integers(0, 12),
)


class Checked(HTMLParser):
    """Reads a page strictly: every element is known, closed where it was opened, and its text kept."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.paths: list[tuple[str, ...]] = []
        self.feed(page)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in KNOWN, tag
        assert len({name for name, _ in attrs}) == len(attrs)
        assert all(not name.startswith("on") for name, _ in attrs)
        self.seen.append((tag, dict(attrs)))
        self.paths.append((*self.open, tag))
        if tag == "li":
            assert self.open[-1] == "ul"
        if tag == "p":
            assert "p" not in self.open
        if tag == "a":
            assert "a" not in self.open
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "title"} & set(self.open):
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.seen if name == tag]


def article(title: str, blocks: Iterable[Block], **facts: str) -> Article:
    published = datetime(2024, 5, 17, 12, 0, tzinfo=UTC)
    found = {"url": None, "source": None, "author": None, "language": "de", **facts}
    return Article("0" * 16, title, tuple(blocks), published=published, added=published, **found)


def page(*documents: Document) -> str:
    return "".join(write(named("html"), documents))


@settings(max_examples=200, deadline=None)
@given(st.lists(BLOCKS, max_size=6), st.lists(MENTIONS, max_size=6), st.sampled_from(texts.HOSTILE))
def test_any_article_is_a_right_page_of_just_its_text(
    blocks: list[Block], mentions: list[Mention], title: str
) -> None:
    mentions.sort(key=lambda one: (one.block, one.start))
    found = Document(
        article(title, blocks, author=title, url="https://example.org/"), tuple(mentions)
    )
    text = page(found)
    assert not UNWANTED.search(text)
    checked = Checked(text)
    urls = [attributes["href"] or "" for attributes in checked.attributes("a")]
    assert all(re.match(r"https?://\S+$", url) for url in urls)
    assert not any({"src", "id", "style"} & set(attributes) for _, attributes in checked.seen)
    shown = "".join(checked.texts)
    for block in blocks:
        for word in re.findall(r"Wien|ü|1\.|</p>|&amp;|<!--", block.text):
            assert word in shown


def test_names_are_marked_whatever_links_they_cross() -> None:
    text = "Angela Merkel war in Wien"
    wien = Entity(EntityKind.PLACE, "Vienna", "place/wien")
    merkel = Entity(EntityKind.PERSON, "Angela Merkel", "person/merkel")
    block = Block(BlockKind.PARAGRAPH, text, links=(Link(7, 20, "https://a.de/?x=1&y=2"),))
    mentions = (Mention(merkel, 0, 0, 13), Mention(wien, 0, 21, 25))
    made = page(Document(article("Titel", [block]), mentions))
    assert (
        '<p><mark class="person" title="Person: Angela Merkel">Angela </mark>'
        '<a href="https://a.de/?x=1&amp;y=2" rel="noopener noreferrer nofollow">'
        '<mark class="person" title="Person: Angela Merkel">Merkel</mark> war in</a> '
        '<mark class="place" title="Place: Vienna">Wien</mark></p>' in made
    )
    style = made.split("<style>")[1].split("</style>")[0]
    ways = [re.search(rf"^\.{kind} {{ (.+) }}$", style, re.MULTILINE) for kind in EntityKind]
    without_colour = [re.sub(r"color: [^;]+; ", "", way[1]) for way in ways if way]
    assert len(set(without_colour)) == len(EntityKind)


def test_lists_and_sections_stand_within_one_another() -> None:
    items = [
        Block(BlockKind.LIST_ITEM, f"p{n}", level=level) for n, level in enumerate((1, 2, 3, 1))
    ]
    blocks = [
        *items,
        Block(BlockKind.HEADING, "oben", level=2),
        Block(BlockKind.HEADING, "darin", level=3),
        Block(BlockKind.HEADING, "wieder oben", level=2),
        Block(BlockKind.LIST_ITEM, "3. drittens", level=2),
    ]
    checked = Checked(page(Document(article("Titel", blocks))))
    depths = [path.count("ul") for path in checked.paths if path[-1] == "li"]
    assert depths == [1, 2, 3, 1, 1]
    headings = [
        (path[-1], path.count("section")) for path in checked.paths if re.match(r"h\d", path[-1])
    ]
    assert headings == [("h1", 0), ("h2", 1), ("h3", 2), ("h2", 1)]
    assert checked.attributes("li")[-1] == {"class": "numbered"}


def test_it_needs_nothing_else_and_says_what_is_known() -> None:
    facts = {"url": "https://example.org/a", "source": "Blatt", "author": "Erika"}
    found = article("Ein Titel", [Block(BlockKind.PARAGRAPH, "Text")], **facts)
    made = page(Document(found))
    checked = Checked(made)
    assert made.startswith('<!DOCTYPE html>\n<html lang="de">\n<head>\n<meta charset="utf-8">\n')
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in checked.seen}
    assert "default-src 'none'" in made
    assert "@media (prefers-color-scheme: dark)" in made
    assert not re.search(r"@import|url\(", made)
    again = parse(made.encode(), "a.html")
    assert (again.title, again.url, again.source, again.author) == (found.title, *facts.values())
    assert again.published == found.published


@pytest.mark.parametrize("text", [texts.SUMMIT, texts.BUDGET, texts.HARBOUR])
def test_add_reads_the_text_again(text: str) -> None:
    found = parse(text.encode(), "a.txt")
    again = parse(page(Document(found)).encode(), "a.html")
    assert [block.text for block in again.blocks] == [block.text for block in found.blocks]


def test_several_articles_are_one_page() -> None:
    first = article("Erster", [Block(BlockKind.PARAGRAPH, "eins")])
    second = article("Second", [Block(BlockKind.PARAGRAPH, "two")], language="en")
    checked = Checked(page(Document(first), Document(second)))
    assert [one["lang"] for one in checked.attributes("article")] == ["de", "en"]
    assert page() == ""
