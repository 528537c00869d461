"""Marks in plain text can be taken out again, and leave the exact text, whatever it is."""

from __future__ import annotations

import re
import subprocess
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from library import TITLE_BLOCK, Article, Block, BlockKind, Entity, EntityKind, Mention
from reader.output import MARK, article_text

NOW = datetime(2024, 5, 17, tzinfo=UTC)
TEXTS = st.lists(
    st.sampled_from(
        ("[", "]", "[PER ", "PER ", "[MISC [] ", "LOC", "\n", " ", "Wien", "ä", "[[", "x")
    ),
    max_size=14,
).map("".join)
MENTIONS = st.lists(
    st.tuples(
        st.sampled_from(EntityKind),
        st.integers(TITLE_BLOCK, 1),
        st.integers(0, 25),
        st.integers(1, 9),
    ),
    max_size=8,
)


def article(title: str, *texts: str) -> Article:
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in texts)
    return Article("0" * 16, title, blocks, None, None, None, None, None, NOW)


@settings(max_examples=1000, deadline=None)
@given(TEXTS, TEXTS, TEXTS, MENTIONS)
def test_without_its_marks_a_text_is_what_it_was(
    title: str, first: str, second: str, spans: list[tuple[EntityKind, int, int, int]]
) -> None:
    found = article(title, first, second)
    mentions = [
        Mention(Entity(kind, "n", "k"), block, start, start + length)
        for kind, block, start, length in sorted(spans, key=lambda span: span[1:])
    ]
    bare, marked = article_text(found), article_text(found, mentions)
    assert MARK.sub(r"\1", marked) == bare
    # As scripts do it, line by line and however they say it.
    pattern = r"\[(PER|LOC|ORG|MISC|DATE|HANDLE) (.*?)\]"
    assert "\n".join(re.sub(pattern, r"\2", line) for line in marked.split("\n")) == bare


def test_what_is_named_is_marked_and_sed_takes_it_out() -> None:
    text = "Am [PER x] sprach Angela\nMerkel in [Wien]."
    start = text.index("Angela")
    mentions = [
        Mention(Entity(EntityKind.PERSON, "n", "k"), 0, start, start + len("Angela\nMerkel")),
        Mention(Entity(EntityKind.PLACE, "n", "k"), 0, text.index("Wien"), text.index("Wien") + 4),
    ]
    marked = article_text(article("T", text), mentions)
    assert marked == "T\n\nAm [MISC []PER x] sprach [PER Angela]\n[PER Merkel] in [[LOC Wien]]."
    command = ["sed", "-E", r"s/\[(PER|LOC|ORG|MISC|DATE|HANDLE) ([^]]*)\]/\2/g"]
    done = subprocess.run(command, input=marked, capture_output=True, text=True, check=True)
    assert done.stdout == article_text(article("T", text))
