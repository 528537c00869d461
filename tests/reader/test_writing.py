"""Articles as text and JSON, and the names of their files."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library import Article, Block, BlockKind, Library, parse
from reader import records
from reader.writing import FORMATS, Document, document, format_of, named, write
from reader.writing.markdown import markdown
from reader.writing.names import file_names, proposed_name
from tests import texts
from tests.reader.test_exporting import BLOCKS, article, told

RESERVED = ("CON", "nul", "Com1", "LPT9.txt", "aux")


def text_of(found: Article) -> str:
    return "".join(write(named("txt"), [Document(found)]))


@pytest.mark.parametrize("text", [texts.SUMMIT, texts.BUDGET, texts.HARBOUR])
def test_what_was_read_from_plain_text_comes_back_as_it_was(text: str) -> None:
    found = parse(text.encode(), "a.txt")
    again = parse(text_of(found).encode(), "a.txt")
    assert told(again) == told(found)
    assert [b.attribution for b in again.blocks] == [b.attribution for b in found.blocks]
    assert again.language == found.language


@settings(max_examples=100, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=5))
def test_no_text_is_lost(blocks: list[Block]) -> None:
    written = text_of(article("Ein Titel", *blocks, author="Erika Muster"))
    assert written.startswith(
        "Title: Ein Titel\nDate: 2024-05-17T12:00:00+00:00\nSource: Bote: Blatt\n"
        "Author: Erika Muster\nLanguage: de\nURL: https://example.org/a\n\n"
    )
    for block in blocks:
        assert block.text in written.replace("\n> ", "\n")


def test_each_kind_of_block_is_written_its_way() -> None:
    written = text_of(
        article(
            "Titel",
            Block(BlockKind.HEADING, "Oben", level=2),
            Block(BlockKind.QUOTE, "Zeile eins\n\nZeile zwei", attribution="Erika"),
            Block(BlockKind.LIST_ITEM, "eins", level=1),
            Block(BlockKind.LIST_ITEM, "zwei\nweiter", level=2),
            Block(BlockKind.LIST_ITEM, "3. drei", level=1),
            Block(BlockKind.PREFORMATTED, "a\n  b\x1b[31m"),
        )
    )
    assert written.split("\n\n", 1)[1] == (
        "Oben\n\n> Zeile eins\n>\n> Zeile zwei\n\n> — Erika\n\n"
        "- eins\n  - zwei\n    weiter\n3. drei\n\na\n  b␛[31m\n"
    )


def test_json_is_what_show_prints(library: Library) -> None:
    for headline in library.search(""):
        one = document(library, headline.id)
        (line,) = write(named("json"), [one])
        assert json.loads(line) == records.article_record(one.article, one.mentions, one.status, ())


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_formats_are_told_by_the_endings_of_names(library: Library, form: object) -> None:
    for one in FORMATS:
        for ending in (one.suffix, *one.endings, one.suffix.upper()):
            assert format_of(Path(f"a.b{ending}")) is one
    assert format_of(Path("a.pdf")) is None
    assert format_of(Path("md")) is None


@settings(max_examples=300)
@given(
    st.one_of(st.text(max_size=200), st.sampled_from((*texts.HOSTILE, *RESERVED, "..", "/etc/x"))),
    st.sampled_from((".md", ".html")),
    st.booleans(),
)
def test_every_system_takes_a_proposed_name(title: str, suffix: str, dated: bool) -> None:
    found = article(title)
    if not dated:
        found = Article(found.id, title, (), None, None, None, None, None, found.added)
    name = proposed_name(found, suffix)
    assert len(name.encode()) <= 120
    assert name.endswith(suffix)
    assert name == Path(name).name
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]', name)
    assert not any(unicodedata.category(one) in {"Cc", "Cs", "Zl", "Zp"} for one in name)
    assert name[0] not in " .-"
    assert name[: -len(suffix)][-1] not in " ."
    assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", name)


def test_a_proposed_name_says_day_and_title() -> None:
    found = article("Köln: „Rhein/Main“ – 김정은 [x] 50 %")
    assert proposed_name(found, ".md") == "2024-05-17 Köln Rhein Main 김정은 x 50.md"
    long = article("Wort " * 60)
    assert re.fullmatch(r"2024-05-17( Wort)+\.md", proposed_name(long, ".md"))


def test_names_among_others_are_never_the_same() -> None:
    first, second = (article("Titel") for _ in range(2))
    assert list(file_names(first, ".md")) == [
        "2024-05-17-titel-00000000.md",
        f"2024-05-17-titel-{'0' * 16}.md",
    ]
    assert first.id == second.id


@pytest.mark.parametrize(
    "title",
    [
        "[bold]Rat[/] tagt",
        "Rat: Plan steht",
        "Plan #2 steht #neu",
        "2024",
        "no",
        '"Ja" \\ „nein“',
        "- Eins",
        "Rat tagt:",
    ],
)
def test_what_is_said_above_markdown_is_read_as_it_was(title: str) -> None:
    at = datetime(2024, 5, 3, tzinfo=UTC)
    block = Block(BlockKind.PARAGRAPH, "Der Rat hat heute getagt.")
    written = markdown(Article("0" * 16, title, (block,), None, title, None, None, None, at))
    read = parse(written.encode(), "a.md")
    assert (read.title, read.source, read.blocks) == (title, title, (block,))
    # Whatever reads YAML takes it for a text.
    line = next(line for line in written.splitlines() if line.startswith("title: "))
    assert line == f"title: {title}" or line[7] == line[-1] == '"'
