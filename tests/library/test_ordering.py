"""Titles are sorted as people look them up."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.ordering import Arrangement, Grouping, Order, sorting_key
from library.words import fold


def test_case_umlauts_and_leading_signs_do_not_matter() -> None:
    titles = [
        "Zug",
        "„Öfen“ aus",
        "apfel",
        "Ähre",
        "Ofen",
        "»Birne«",
        "Straße",
        "Strassen",
        "éclair",
    ]
    assert sorted(titles, key=sorting_key) == [
        "Ähre",
        "apfel",
        "»Birne«",
        "éclair",
        "Ofen",
        "„Öfen“ aus",
        "Straße",
        "Strassen",
        "Zug",
    ]


@given(st.text(alphabet=st.sampled_from("aeouäöüÄÖÜßéè bZ0\u0308日")))
def test_it_is_the_folded_text(text: str) -> None:
    assert sorting_key(text) == fold(text).lstrip(" ")


@given(st.text())
def test_any_text_has_one_whatever_its_form(text: str) -> None:
    composed, parted = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert sorting_key(composed) == sorting_key(parted)


@pytest.mark.parametrize(
    ("arrangement", "expected"),
    [
        (Arrangement(), (True, True)),
        (Arrangement(Order.TITLE), (False, True)),
        (Arrangement(grouping=Grouping.DAY), (False, True)),
        (Arrangement(Order.TITLE, Grouping.DAY), (False, False)),
        (Arrangement(grouping=Grouping.SOURCE), (False, False)),
    ],
)
def test_what_an_arrangement_costs(arrangement: Arrangement, expected: tuple[bool, bool]) -> None:
    assert (arrangement.is_plain, arrangement.begins_with_first) == expected
