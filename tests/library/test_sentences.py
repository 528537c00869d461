"""Sentences end where a reader would say so."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library import first_sentence, sentences


def split(text: str, language: str | None = None) -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Es regnet.", "Niemand kam!", "Warum nicht?", "Mehr war nicht …", "Ende"],
        ["Dr. Ada Winter kam am 5. September an.", "Sie blieb bis zum 12. Oktober."],
        ["Prof. Dr. h. c. Orlow schwieg.", "Er ging."],
        ["Das gilt z. B. für Kohle.", "Auch z.B. Gas wird knapp, d. h. teuer."],
        ["Die Züge fuhren bis ca. 18 Uhr.", "Nr. 7 fiel aus."],
        ["J. Orlow und A. B. Winter stritten.", "Dann kam Kim I. Park."],
        ["Der 2. Weltkrieg begann 1939.", "Polen wehrte sich."],
        ["Er kam auf Platz 2.", "Der Trainer lobte ihn."],
        ["Friedrich II. Park regierte lange.", "Ludwig XIV.", "Der war es nicht."],
        ["„Wir gehen. Das wissen alle“, sagte sie.", "„Gut.“", "Er schwieg."],
        ["“We go. All know it,” she said.", "“Good.”", "He was silent."],
        ['"Wir gehen. Alle."', "Er nickte.", "Sie auch."],
        ["»Wir gehen. Alle«, sagte er.", "Punkt."],
        ["Mr. Winter of the U.S. Senate met St. John.", "He lives in the U.S.", "The end."],
        ["Sie kam (wie immer. Zu spät) an.", "Alle warteten."],
        ["Kohle, Gas usw. sind knapp.", "Es fehlen Züge, Schiffe usw.", "Die Lage ist ernst."],
        ["Der Kurs stieg um 3.5 Prozent auf 1.000 Euro.", "Das reicht."],
        ["He said no.", "Modern art.", "No. 7 is red.", "It was in Sept. 2023."],
        ["Siehe example.org.", "Dort steht es."],
        ["Der 100. Geburtstag, das 100.000. Los.", "Es war 2023.", "Danach nichts."],
        ["Plan B.", "Dann Plan C."],
        ["Er sagte: „Ja.“", "Mehr nicht."],
        ["Sen. Ada Winter met Gen. Max Muster.", "Lt. Gen. Orlow left for Ft. Muster.", "He won."],
        [
            "Dipl.-Ing. Winter und Abg. Muster stritten.",
            "Das liegt am Gen.",
            "Die Forscher wissen es.",
        ],
        ["1. Der Anfang ist schwer.", "2. Das Ende auch."],
    ],
)
def test_sentences_end_where_a_reader_says_so(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_every_line_is_a_sentence_at_least() -> None:
    assert split("Erste Zeile ohne Punkt\nZweite. Dritte") == [
        "Erste Zeile ohne Punkt",
        "Zweite.",
        "Dritte",
    ]


def test_numbers_end_sentences_in_english() -> None:
    text = "He was 15. London was far."
    assert split(text, "en") == ["He was 15.", "London was far."]
    assert split(text, "de") == [text]


def test_wide_stops_need_no_blanks() -> None:
    assert split("雨だ。誰も来ない！「そう。」終わり") == [
        "雨だ。",
        "誰も来ない！",
        "「そう。」",
        "終わり",
    ]


def test_a_quotation_that_is_never_closed_holds_nothing_together() -> None:
    assert split("„Wir gehen. Das wissen alle. Punkt.")[0] == "„Wir gehen."


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "."])
def test_little_is_survived(text: str) -> None:
    assert first_sentence(text) == len(text.rstrip())


@given(st.text('aB1.!?… \n„“"()«»z'), st.sampled_from([None, "de", "en"]))
def test_nothing_is_lost_or_told_twice(text: str, language: str | None) -> None:
    spans = list(sentences(text, language))
    assert "".join("".join(text[s:e].split()) for s, e in spans) == "".join(text.split())
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(text[s:e] == text[s:e].strip() for s, e in spans)
