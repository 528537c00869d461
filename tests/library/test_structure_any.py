"""Any text at all loses nothing and takes linear time."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.clean import clean_text
from library.structure import structure
from tests.library.drafting import ENGLISH, PROSE


def _letters(text: str) -> Counter[str]:
    """Count what must not be lost: all but white space and what stands for structure."""
    return Counter(
        character
        for character in text.casefold()
        if not character.isspace() and character not in "-*•‣◦·▪●–>"
    )


LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [
                "",
                "- Punkt",
                "> zitiert",
                "Ein kurzer Satz.",
                "Kurze Zeile",
                PROSE,
                ENGLISH[:70],
                "1. eins",
                "— Ada (@ada_b) May 3, 2021",
                "#tag https://t.co/x",
                "„Zitat“ – Name",
                "Foto: dpa",
                "wort-",
                "---",
            ]
        ),
    ),
    max_size=30,
)


@given(LINES)
def test_no_text_is_lost(lines: list[str]) -> None:
    text = clean_text("\n".join(lines))
    draft = structure(text)
    if draft.author or draft.published or draft.url or draft.source or draft.language:
        return  # what became metadata is tested above
    found = _letters(draft.title + "".join(block.text for block in draft.blocks))
    missing = _letters(text) - found
    assert not found - _letters(text)
    # A first line below the title that only says it again is kept once.
    assert not missing or missing == _letters(draft.title)


@given(st.text())
def test_any_text_gives_a_draft_of_filled_blocks(text: str) -> None:
    assert all(block.text.strip() for block in structure(clean_text(text)).blocks)


@pytest.mark.parametrize(
    "text",
    [
        "wort " * 200_000,
        "\n" * 1_000_000,
        "Kurze Zeile\n" * 50_000,
        "— Ada (@ada_b) May 3, 2021\n" * 20_000,
        "(" * 500_000,
        "— " + "(@" * 300_000,
        "“" * 500_000,
        "-\n" * 100_000,
        "---\ntitle: [" + "', '" * 300_000 + "]\n---\n",
        "Lesen Sie auch\n" * 50_000,
        "Wer?\n„Ich.“\n" * 25_000,
    ],
    ids=[
        "one line",
        "newlines",
        "short lines",
        "posts",
        "brackets",
        "handles",
        "quotes",
        "bullets",
        "front matter",
        "notices",
        "questions",
    ],
)
def test_time_is_linear(text: str) -> None:
    started = time.process_time()
    structure(text)
    assert time.process_time() - started < 15
