"""Exported articles are read again as what they were; queries choose what is exported and marked."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library import Article, Block, BlockKind, Link, parse
from reader.writing.markdown import markdown
from reader.writing.names import file_names
from tests import texts
from tests.reader.inside import records, run

WORDS = (
    *("Die", "Stadt", "*", "_", "**Köln**", "[x](http://a.de)", "`code`", "<b>", "&amp;", "# x"),
    *("1.", "-", "+", ">", "~~~", "\\", "| a |", "---", "===", "😀", "Zürich,", "“sagt”", "!"),
)
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(
    lambda words: " ".join(["Er", *words, "und geht."])
)
BLOCKS = st.builds(
    lambda kind, text: Block(kind, text, level=2 if kind is BlockKind.HEADING else 0),
    st.sampled_from((BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.HEADING)),
    SENTENCES,
)


def article(title: str, *blocks: Block, author: str | None = None) -> Article:
    published = datetime(2024, 5, 17, 12, 0, tzinfo=UTC)
    url = "https://example.org/a"
    return Article("0" * 16, title, blocks, url, "Bote: Blatt", author, published, "de", published)


def told(found: Article) -> tuple[object, ...]:
    """Return what must be the same after a way there and back."""
    blocks = [(block.kind, block.text) for block in found.blocks]
    return found.title, blocks, found.url, found.source, found.author, found.published


@pytest.mark.parametrize("text", [texts.SUMMIT, texts.BUDGET, texts.HARBOUR])
def test_what_was_read_from_plain_text_comes_back(text: str) -> None:
    found = parse(text.encode(), "a.txt")
    again = parse(markdown(found).encode(), "a.md")
    assert told(again)[:2] == told(found)[:2]
    assert again.language == found.language


def test_every_kind_of_block_comes_back() -> None:
    found = article(
        "Titel: mit *Sternen*",
        Block(BlockKind.PARAGRAPH, "Ein Absatz."),
        Block(BlockKind.HEADING, "Eine Überschrift", level=2),
        Block(BlockKind.QUOTE, "Ein Zitat."),
        Block(BlockKind.QUOTE, "Noch ein Zitat."),
        Block(BlockKind.LIST_ITEM, "eins", level=1),
        Block(BlockKind.LIST_ITEM, "zwei", level=1),
        Block(BlockKind.PREFORMATTED, "``` a\n  b <c>"),
        Block(BlockKind.PARAGRAPH, "1. kein Punkt einer Liste"),
        author="Erika Muster",
    )
    assert told(parse(markdown(found).encode(), "a.md")) == told(found)


def test_links_and_line_breaks_come_back() -> None:
    text = "Ein [Link] hier, *einer* da\nund 1. noch\n- einer"
    urls = (
        "https://a.de/x_(1)?a=1&lt;=2*_",
        "http://b.de/",
        "javascript:alert(1)",
        "https://c.de/ü",
    )
    starts = (text.index("[Link]"), text.index("*einer*"), text.index("da"), text.index("noch"))
    links = tuple(
        Link(start, start + size, url)
        for start, size, url in zip(starts, (6, 7, 2, 4), urls, strict=True)
    )
    kinds = (BlockKind.PARAGRAPH, BlockKind.QUOTE)
    again = parse(
        markdown(article("T", *(Block(k, text, links=links) for k in kinds))).encode(), "a.md"
    )
    for block, kind in zip(again.blocks, kinds, strict=True):
        assert (block.kind, block.text) == (kind, text)
        assert [(link.start, link.end) for link in block.links] == [
            (link.start, link.end) for link in (links[0], links[1], links[3])
        ]
        assert block.links[0].url == urls[0]


def test_what_ends_or_begins_like_a_sign_is_none() -> None:
    text = "Wow!hier geht es weiter"
    found = article(
        "Spiel #",
        Block(BlockKind.PARAGRAPH, text, links=(Link(4, 8, "https://example.org/"),)),
        Block(BlockKind.HEADING, "Lied in C ##", level=2),
        Block(BlockKind.LIST_ITEM, "zu tief", level=3),
        Block(BlockKind.LIST_ITEM, "noch tiefer", level=5),
        Block(BlockKind.LIST_ITEM, "oben", level=1),
    )
    again = parse(markdown(found).encode(), "a.md")
    assert told(again) == told(found)
    assert again.blocks[0].links == found.blocks[0].links
    assert [block.level for block in again.blocks[2:]] == [1, 2, 1]


def test_numbered_lists_stay_numbered() -> None:
    items = [
        *(
            ("1. eins", 1),
            ("2. zwei", 1),
            ("a", 2),
            ("1. darin", 3),
            ("2. auch", 3),
            ("3. drei", 1),
        ),
        *(("5. nicht der Reihe nach", 1), ("6. danach", 1), ("- Strich", 1), ("1. 1. doppelt", 1)),
    ]
    blocks = [Block(BlockKind.LIST_ITEM, text, level=level) for text, level in items]
    found = article("T", *blocks)
    written = markdown(found)
    assert "\n1. eins\n2. zwei\n    - a\n        1. darin\n        2. auch\n3. drei\n" in written
    again = parse(written.encode(), "a.md")
    assert [(block.text, block.level) for block in again.blocks] == items


@settings(max_examples=150, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=5))
def test_signs_of_markdown_in_a_text_are_no_markdown(blocks: list[Block]) -> None:
    found = article("Ein Titel", Block(BlockKind.PARAGRAPH, "Der Anfang."), *blocks)
    again = parse(markdown(found).encode(), "a.md")
    assert [b.text for b in again.blocks if b.kind is not BlockKind.HEADING] == [
        b.text for b in found.blocks if b.kind is not BlockKind.HEADING
    ]


@pytest.mark.parametrize("hostile", texts.HOSTILE)
def test_no_title_leads_out_of_the_folder(hostile: str) -> None:
    name = next(file_names(article(f"../../{hostile}/\0"), ".md"))
    assert name == Path(name).name
    assert name.isascii()
    assert name.endswith("-00000000.md")


def test_a_query_chooses_what_is_exported(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "out"
    texts.write_articles(tmp_path / "in")
    run(home, "add", "--later", tmp_path / "in")
    output, _ = run(home, "export", "kohle OR haushalt", "--to", folder)
    assert sorted(map(Path, output.splitlines())) == sorted(folder.iterdir())
    assert len(output.splitlines()) == 2
    (other, _) = run(tmp_path / "second", "add", "--later", folder)
    assert other == "2 stored\n"
    assert run(home, "export", "kohle OR haushalt", "--to", folder)[0] == ""
    assert len(records(run(home, "export", "--json")[0])) == 3
    assert "# Der Haushalt steht" in run(home, "export", "haushalt")[0]
    assert run(home, "export", "nichtsdergleichen", code=1)[0] == ""
    assert "bracket" in run(home, "export", "(a", code=2)[1]
    assert "cannot be written" in run(home, "export", "--to", "/proc/none", code=2)[1]


def test_a_query_chooses_what_is_marked(tmp_path: Path) -> None:
    texts.write_articles(tmp_path / "in")
    home = tmp_path / "home"
    run(home, "add", "--later", tmp_path / "in")
    assert len(records(run(home, "mark", "read", "kohle", "OR", "haushalt")[0])) == 2
    assert len(records(run(home, "list", "--json", "is:read")[0])) == 2
    assert run(home, "mark", "unread", "is:bookmarked", code=1)[0] == ""
    assert len(records(run(home, "mark", "unread", "is:read")[0])) == 2
