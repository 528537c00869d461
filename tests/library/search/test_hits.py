"""Every place where a query matches is marked, where it stands in the text, and no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.models import TITLE_BLOCK
from library.search import find_hits, parse
from library.search.nodes import Words
from library.words import folded_words
from tests.library.making import article, heading, paragraph

ARTICLE = article(
    "Köln baut eine Brücke",
    paragraph("Die Stadt Köln (früher: Coeln) baut. Koeln, KOLN und Ko\u0308ln sind eins."),
    heading("Die Brücke 😀 der Stadt"),
    paragraph("Brücken sind teuer. Eine Brücke der Stadt Köln kostet viel, die Brücke auch."),
    source="Brückenblatt",
)


def marked(query: str, typing: bool = False) -> list[tuple[int, str]]:
    """Return the blocks and texts of the hits of `query`."""
    hits = find_hits(parse(query, typing=typing), ARTICLE)
    assert all(hit.id == ARTICLE.id for hit in hits)
    texts = {TITLE_BLOCK: ARTICLE.title} | {n: b.text for n, b in enumerate(ARTICLE.blocks)}
    return [(hit.block, texts[hit.block][hit.start : hit.end]) for hit in hits]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        (
            "köln",
            [(-1, "Köln"), (0, "Köln"), (0, "Koeln"), (0, "KOLN"), (0, "Ko\u0308ln"), (2, "Köln")],
        ),
        ("brucke", [(-1, "Brücke"), (1, "Brücke"), (2, "Brücke"), (2, "Brücke")]),
        ('"die brücke"', [(1, "Die Brücke"), (2, "die Brücke")]),
        ("BRÜCKE-der", [(1, "Brücke 😀 der"), (2, "Brücke der")]),
        ('"stadt köln"', [(0, "Stadt Köln"), (2, "Stadt Köln")]),
        ('stadt "stadt köln"', [(0, "Stadt Köln"), (1, "Stadt"), (2, "Stadt Köln")]),
        ('"köln kostet" "der stadt köln"', [(2, "der Stadt Köln")]),
        ("title:köln", [(-1, "Köln")]),
        ("heading:brücke", [(1, "Brücke")]),
        ("title:baut OR heading:stadt", [(-1, "baut"), (1, "Stadt")]),
        ("teuer viel", [(2, "teuer"), (2, "viel")]),
        ("teuer -köln", [(2, "teuer")]),
        ("-köln", []),
        ("-(teuer OR viel)", []),
        ("is:unread source:Brücke", []),
        ("is:unread teuer", [(2, "teuer")]),
        ("", []),
        ("rück", []),
        ("brück", []),
        ('"eins die"', []),
    ],
)
def test_hits_stand_where_the_words_are(query: str, hits: list[tuple[int, str]]) -> None:
    assert marked(query) == hits


def test_the_word_that_is_being_typed_is_a_prefix() -> None:
    assert marked("brück", typing=True) == [
        (-1, "Brücke"),
        (1, "Brücke"),
        (2, "Brücken"),
        (2, "Brücke"),
        (2, "Brücke"),
    ]
    assert marked("stadt k", typing=True)[-1] == (2, "kostet")
    assert marked('"stadt köl', typing=True) == [(0, "Stadt Köln"), (2, "Stadt Köln")]
    assert {(0, "Stadt"), (2, "kostet")} < set(marked('"stadt k', typing=True))
    assert marked('"stadt k"', typing=True) == []


def test_places_count_code_points() -> None:
    (hit,) = find_hits(parse("heading:stadt"), ARTICLE)
    assert (hit.start, hit.end) == (17, 22)


@given(
    st.lists(st.sampled_from(("Köln", "die", "Brücke", "a-a", "a", "—", "\n")), max_size=12),
    st.lists(st.sampled_from(("koln", "die", "brucke", "a")), min_size=1, max_size=3),
    st.booleans(),
)
def test_a_phrase_has_hits_where_it_stands(
    text: list[str], phrase: list[str], prefix: bool
) -> None:
    found = article("x", paragraph(" ".join(text)))
    hits = find_hits(Words(tuple(phrase), prefix=prefix), found)
    words = folded_words(found.blocks[0].text)
    there = any(words[n : n + len(phrase)] == phrase for n in range(len(words)))
    assert bool(hits) == there
    end = 0
    for hit in hits:
        assert end <= hit.start < hit.end
        assert folded_words(found.blocks[0].text[hit.start : hit.end]) == phrase
        end = hit.end
