"""An outline is right OPML with each article and its headings, whatever is in them, and names no feed."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library import Article, Block, BlockKind, Refused, Status, clean_line, read_list
from reader.writing import Document, named, write
from tests import texts

PUBLISHED = datetime(2024, 5, 17, 12, 0, tzinfo=UTC)


def document(
    title: str, *headings: tuple[int, str], url: str | None = None, tag: str = ""
) -> Document:
    blocks = [Block(BlockKind.HEADING, text, level=level) for level, text in headings]
    blocks.append(Block(BlockKind.PARAGRAPH, "Text."))
    found = Article("0" * 16, title, tuple(blocks), url, "Bote", None, PUBLISHED, "de", PUBLISHED)
    return Document(found, status=Status(tags=(tag,) if tag else ()))


def outline(*documents: Document) -> ElementTree.Element:
    return ElementTree.fromstring("".join(write(named("opml"), documents)))


def drawn(element: ElementTree.Element) -> list[object]:
    """Return the texts of what is below an element, those below each in a list behind it."""
    found: list[object] = []
    for one in element:
        found += [one.get("text"), *([drawn(one)] if len(one) else [])]
    return found


def test_articles_and_headings_stand_within_one_another() -> None:
    first = document("A", (2, "a"), (3, "aa"), (2, "b"), url="https://a.de/?x=1&y=<2>", tag="x/y,z")
    found = outline(first, document("B", url="javascript:alert(1)"))
    assert found.get("version") == "2.0"
    assert drawn(found.find("body")) == ["A", ["a", ["aa"], "b"], "B"]  # type: ignore[arg-type]
    one, other = found.findall("body/outline")
    assert one.attrib == {
        "text": "A",
        "type": "link",
        "url": "https://a.de/?x=1&y=<2>",
        "created": "Fri, 17 May 2024 12:00:00 GMT",
        "source": "Bote",
        "language": "de",
        "category": "x y z",
    }
    assert other.get("url") is None
    assert found.findtext("head/title") == "newsreader"
    assert outline(first).findtext("head/title") == "A"
    assert list(write(named("opml"), ())) == []


def test_a_reader_of_feeds_finds_none() -> None:
    text = "".join(write(named("opml"), [document("A", url="https://a.de/x.xml")]))
    with pytest.raises(Refused, match="names no feed"):
        read_list(text.encode(), "a.opml")


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=40) | st.sampled_from((*texts.HOSTILE, "\ufffe]]>&<\"'")), st.integers(0, 7)
)
def test_any_text_comes_back(text: str, level: int) -> None:
    shown = clean_line(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    assert drawn(outline(document(text, (level, text), tag=text)).find("body")) == [shown, [shown]]  # type: ignore[arg-type]
