"""Places: names in two languages, inflection, boundaries, and names of other things."""

from __future__ import annotations

import re

import pytest

from library.entities.places import TABLE, find_places
from library.models import EntityKind

Found = list[tuple[str, str, str]]


def found(text: str, language: str | None) -> Found:
    """Return the text, name and key of each place in `text`."""
    return [
        (text[m.start : m.end], m.entity.name, m.entity.key) for m in find_places(text, language)
    ]


def marked(text: str, language: str | None) -> list[str]:
    """Return the text of each place in `text`."""
    return [text[m.start : m.end] for m in find_places(text, language)]


@pytest.mark.parametrize(
    ("german", "english", "key"),
    [
        ("Nordkorea", "North Korea", "place/KP"),
        ("Südkorea", "South Korea", "place/KR"),
        ("Vereinigte Staaten", "United States", "place/US"),
        ("Großbritannien", "United Kingdom", "place/GB"),
        ("Tschechien", "Czech Republic", "place/CZ"),
        ("Elfenbeinküste", "Ivory Coast", "place/CI"),
        ("Europa", "Europe", "place/150"),
        ("Bayern", "Bavaria", "place/DE-BY"),
        ("Kalifornien", "California", "place/US-CA"),
        ("Krim", "Crimea", "place/UA-43"),
        ("München", "Munich", "place/geonames:2867714"),
        ("Wien", "Vienna", "place/geonames:2761369"),
        ("Moskau", "Moscow", "place/geonames:524901"),
        ("Kiew", "Kyiv", "place/geonames:703448"),
        ("Peking", "Beijing", "place/geonames:1816670"),
        ("Wladiwostok", "Vladivostok", "place/geonames:2013348"),
        ("Pjöngjang", "Pyongyang", "place/geonames:1871859"),
    ],
)
def test_one_place_has_one_key_in_both_languages(german: str, english: str, key: str) -> None:
    assert found(german, "de") == [(german, german, key)]
    assert found(english, "en") == [(english, english, key)]


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("USA", "de", "place/US"),
        ("den Vereinigten Staaten von Amerika", "de", "place/US"),
        ("the U.S. yesterday", "en", "place/US"),
        ("the US yesterday", "en", "place/US"),
        ("USA", "en", "place/US"),
        ("UK", "en", "place/GB"),
        ("im Vereinigten Königreich", "de", "place/GB"),
        ("Birma", "de", "place/MM"),
        ("Burma", "en", "place/MM"),
        ("Weißrussland", "de", "place/BY"),
        ("Kyjiw", "de", "place/geonames:703448"),
        ("Kiev", "en", "place/geonames:703448"),
        ("Cologne", "en", "place/geonames:2886242"),
        ("Zurich", "en", "place/geonames:2657896"),
        ("Sao Paulo", "en", "place/geonames:3448439"),
        ("MOSCOW", "en", "place/geonames:524901"),
    ],
)
def test_other_names_of_a_place_have_its_key(text: str, language: str, key: str) -> None:
    assert [entry[2] for entry in found(text, language)] == [key]


@pytest.mark.parametrize(
    ("text", "span", "name"),
    [
        ("die Grenzen Nordkoreas hinaus", "Nordkoreas", "Nordkorea"),
        ("Moskaus Antwort", "Moskaus", "Moskau"),
        ("die Straßen Berlins", "Berlins", "Berlin"),
        ("Paris’ Bürgermeisterin", "Paris", "Paris"),
        ("in den Vereinigten Staaten", "Vereinigten Staaten", "Vereinigte Staaten"),
        (
            "die Küste der Vereinigten Arabischen Emirate",
            "Vereinigten Arabischen Emirate",
            "Vereinigte Arabische Emirate",
        ),
        (
            "im Osten der Demokratischen Republik Kongo",
            "Demokratischen Republik Kongo",
            "Demokratische Republik Kongo",
        ),
        ("in den Niederlanden", "Niederlanden", "Niederlande"),
    ],
)
def test_german_endings(text: str, span: str, name: str) -> None:
    assert [entry[:2] for entry in found(text, "de")] == [(span, name)]


def test_an_english_possessive_is_not_part_of_the_name() -> None:
    assert marked("Russia's army and Russia’s navy", "en") == ["Russia", "Russia"]


def test_the_longest_name_is_meant() -> None:
    assert marked("Er flog von New York nach Frankfurt am Main.", "de") == [
        "New York",
        "Frankfurt am Main",
    ]
    assert found("in Guinea-Bissau", "de")[0][2] == "place/GW"
    assert marked("in Baden-Württemberg", "de") == ["Baden-Württemberg"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("die US-Regierung", "de"),
        ("nach dem Berlin-Besuch", "de"),
        ("in Ost-Berlin", "de"),
        ("London-based", "en"),
        ("Berliner und Moskauer", "de"),
        ("Irankenner", "de"),
        ("@Berlin und #Moskau", "de"),
        ("berlin.de, Berlin.de und info@Berlin", "de"),
    ],
)
def test_nothing_is_marked_within_words_and_compounds(text: str, language: str) -> None:
    assert marked(text, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("laut der New York Times", "de"),
        ("a report in the New York Times", "en"),
        ("the Washington Post wrote", "en"),
        ("wie die Washington Post schreibt", "de"),
        ("der FC Bayern München gewann", "de"),
        ("Borussia Dortmund gegen VfB Stuttgart", "de"),
        ("an der TU Berlin und der Universität Leipzig", "de"),
        ("das Amtsgericht Köln entschied", "de"),
        ("the author Jack London died", "en"),
        ("where Paris Hilton lived", "en"),
        ("she studied at the University of Chicago before", "en"),
        ("Das Essen war gut, die Halle kalt.", "de"),
        ("Nice people are reading.", "en"),
        ("gegen die Bayern und die Schweden", "de"),
    ],
)
def test_what_something_else_is_called_after_is_not_marked(text: str, language: str) -> None:
    assert marked(text, language) == []


def test_headlines_in_title_case_keep_their_places() -> None:
    assert marked("Russia Moves Troops Towards Ukraine Border", "en") == ["Russia", "Ukraine"]
    assert marked("New York Times Wins Three Prizes", "en") == []


def test_an_unknown_language_has_names_of_both_and_keeps_the_form_found() -> None:
    text = "München und Munich, Moskaus Straßen"
    assert [entry[:2] for entry in found(text, None)] == [
        ("München", "München"),
        ("Munich", "Munich"),
        ("Moskaus", "Moskau"),
    ]
    assert len({entry[2] for entry in found(text, None)}) == 2
    assert found("Munich", "fr")[0][1] == "Munich"


def test_spaces_that_do_not_break_are_spaces() -> None:
    assert marked("nach New\xa0York", "de") == ["New\xa0York"]


def test_every_place_is_one() -> None:
    assert {m.entity.kind for m in find_places("Bonn, Rom, Mali", "de")} == {EntityKind.PLACE}


def test_the_table_is_small_and_sound() -> None:
    rows = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()]
    keys = [row[0] for row in rows]
    assert TABLE.stat().st_size < 1_000_000
    assert len(set(keys)) == len(keys)
    shape = re.compile(r"-|place/(?:[A-Z]{2}(?:-[A-Z0-9]{1,3})?|[0-9]{3}|geonames:[0-9]+)")
    assert [key for key in keys if not shape.fullmatch(key)] == []
    for column in (2, 3):
        names = [name for row in rows for name in row[column].split("|") if name]
        assert len(set(names)) == len(names)
