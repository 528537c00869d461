"""Versions of one story are told from other articles on the same events."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.stories import (
    KEYS,
    SIGNATURE_SIZE,
    are_of_a_series,
    is_same_story,
    pack,
    resemblance,
    signature,
    unpack,
)
from library.words import folded_words

NOTICE = (
    "Der volle Text dieses Artikels darf hier aus rechtlichen Gründen nicht mehr gezeigt werden."
)


def sentences(seed: int, count: int = 40) -> list[str]:
    """Return made-up sentences, as varied as those of an article."""
    chance = random.Random(seed)
    syllables = ("ka", "ru", "mel", "to", "sin", "ve", "ba", "lor", "ti", "gen", "au", "schi")
    vocabulary = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(400)]
    # As in any text a few words make up most of it.
    weights = [1 / rank for rank in range(1, 401)]
    return [
        " ".join(chance.choices(vocabulary, weights, k=chance.randint(8, 25))) + "."
        for _ in range(count)
    ]


def of(*texts: str) -> tuple[int, ...]:
    return signature(folded_words("\n".join(texts)))


def test_a_signature_is_small_sorted_and_the_same_everywhere() -> None:
    made = of(*sentences(1))
    assert len(made) == SIGNATURE_SIZE
    assert list(made) == sorted(set(made))
    assert all(0 <= value < 1 << 63 for value in made)
    assert of("Zwei Worte") == (7281534471055287851,)


@pytest.mark.parametrize(("share", "least"), [(0.1, 0.99), (0.25, 0.99), (0.5, 0.8)])
def test_versions_with_sentences_dropped_are_found(share: float, least: float) -> None:
    found = 0
    for seed in range(100):
        whole = sentences(seed)
        kept = [text for text in whole if random.Random(f"{seed} {text}").random() >= share]
        one, other = of("Ein Titel", *whole), of("Ein anderer Titel", *kept)
        found += is_same_story(one, other) and not set(one[:KEYS]).isdisjoint(other[:KEYS])
    assert found >= least * 100


def test_other_articles_are_no_versions() -> None:
    made = [of(*sentences(seed)) for seed in range(80)]
    assert not any(
        is_same_story(one, other) for number, one in enumerate(made) for other in made[:number]
    )


def test_a_notice_below_short_texts_makes_them_no_story() -> None:
    one = of("Zug entgleist im Sturm kurz vor der Einfahrt in Wien", NOTICE)
    other = of("Stadtrat beschließt nach langem Streit den neuen Haushalt", NOTICE)
    assert resemblance(one, other) > 0.3
    assert not is_same_story(one, other)
    assert is_same_story(one, of("Zug entgleist im Sturm kurz vor der Ankunft in Wien", NOTICE))


def test_a_line_or_two_are_no_story() -> None:
    assert resemblance(of("Heute keine Nachrichten"), of("Heute keine Nachrichten")) == 1
    assert not is_same_story(of("Heute keine Nachrichten"), of("Heute keine Nachrichten"))


def test_case_and_spelling_make_no_other_version() -> None:
    assert of("Die Straße nach Köln ist gesperrt.") == of("die STRASSE nach Koeln ist gesperrt")


@given(st.lists(st.text(), max_size=100))
def test_any_text_has_a_signature_and_resembles_itself(texts: list[str]) -> None:
    made = of(*texts)
    assert unpack(pack(made)) == made
    assert len(made) <= SIGNATURE_SIZE
    assert resemblance(made, made) == (1.0 if made else 0.0)


@given(st.sets(st.integers(0, 400)), st.sets(st.integers(0, 400)))
def test_the_estimate_is_near_the_truth(one: set[int], other: set[int]) -> None:
    chance = random.Random(7)
    place = chance.sample(range(1 << 40), 401)  # a hash, so that the smallest are a random sample
    first = sorted(place[value] for value in one)[:SIGNATURE_SIZE]
    second = sorted(place[value] for value in other)[:SIGNATURE_SIZE]
    truth = len(one & other) / max(1, len(one | other))
    assert abs(resemblance(first, second) - truth) < 0.3
    if len(one | other) <= SIGNATURE_SIZE:
        assert resemblance(first, second) == pytest.approx(truth)


@pytest.mark.parametrize(
    ("one", "other", "series"),
    [
        ("Lottozahlen vom 3. Mai", "Lottozahlen vom 10. Mai", True),
        ("Meldung 7", "Meldung 12345", True),
        ("Meldung 7", "Meldung 7", False),
        ("Zug fällt aus", "Zug fällt aus", False),
        ("5 Züge fallen aus", "7 Züge fahren", False),
    ],
)
def test_titles_that_differ_only_in_numbers_are_of_a_series(
    one: str, other: str, series: bool
) -> None:
    assert are_of_a_series(one, other) is series


@pytest.mark.parametrize("data", [b"1234567", bytes(8 * SIGNATURE_SIZE + 8)])
def test_what_is_no_signature_is_told(data: bytes) -> None:
    with pytest.raises(ValueError, match="length"):
        unpack(data)
