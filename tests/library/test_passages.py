"""The sentence that is shown of an article for a name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.models import TITLE_BLOCK, Article, Block, BlockKind
from library.passages import passage_of


def article(*texts: str, kind: BlockKind = BlockKind.PARAGRAPH, title: str = "Titel") -> Article:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    blocks = tuple(Block(kind, text) for text in texts)
    return Article("0" * 16, title, blocks, None, None, None, None, "de", now)


@pytest.mark.parametrize(
    ("text", "name", "sentence"),
    [
        ("Es regnet. In Wien nicht. Gut so.", "Wien", "In Wien nicht."),
        ("Wien", "Wien", "Wien"),
        ("Am 3. Mai kam Dr. Wien an. Er blieb.", "Wien", "Am 3. Mai kam Dr. Wien an."),
        ("Er rief: „Ach!“ Wien schwieg.\nDann nicht.", "Wien", "Wien schwieg."),
        ("Es gilt z. B. in Wien. Gut so.", "Wien", "Es gilt z. B. in Wien."),
        ("„Wir gehen. Alle“, sagte Wien. Gut.", "Wien", "„Wir gehen. Alle“, sagte Wien."),
        ("Die Zahl stieg um 3.5 Prozent in Wien! Sonst nicht.", "Wien",
         "Die Zahl stieg um 3.5 Prozent in Wien!"),
    ],
)  # fmt: skip
def test_sentences(text: str, name: str, sentence: str) -> None:
    start = text.index(name)
    passage = passage_of(article(text), [(0, start, start + len(name))])
    assert passage.text == sentence
    assert passage.text[passage.start : passage.end] == name
    assert text[passage.offset :].startswith(sentence)


def test_a_heading_is_taken_only_where_nothing_else_has_the_name() -> None:
    heading = Block(BlockKind.HEADING, "Wien", 1)
    body = Block(BlockKind.PARAGRAPH, "Nach Wien.")
    both = article()
    whole = Article("0" * 16, "Wien", (heading, body), *(None,) * 4, "de", both.added)
    assert passage_of(whole, [(0, 0, 4), (1, 5, 9), (TITLE_BLOCK, 0, 4)]).text == "Nach Wien."
    assert passage_of(whole, [(0, 0, 4), (TITLE_BLOCK, 0, 4)]).block == 0
    assert passage_of(whole, [(TITLE_BLOCK, 0, 4)]).block == TITLE_BLOCK


def test_what_has_no_end_is_cut() -> None:
    text = "wort " * 1000 + "Wien" + " wort" * 1000
    passage = passage_of(article(text), [(0, 5000, 5004)])
    assert passage.text[passage.start : passage.end] == "Wien"
    assert len(passage.text) <= 400


@given(st.text(min_size=1, max_size=300), st.data())
def test_the_name_is_in_its_passage(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    passage = passage_of(article(text), [(0, start, end)])
    assert passage.text[passage.start : passage.end] == text[start:end].rstrip() or (
        text[start:end].startswith(passage.text[passage.start : passage.end])
    )
    assert text[passage.offset :].startswith(passage.text)
