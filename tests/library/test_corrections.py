"""Corrections say of every way of writing which entity it is, whatever order they come in."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.corrections import (
    Action,
    Correction,
    Corrections,
    Identity,
    decoded,
    encoded,
    split_identity,
)
from library.models import EntityKind
from tests.library.making import NOON

PERSON, PLACE, ORG = EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION
A: Identity = (PERSON, "person/a")
B: Identity = (PERSON, "person/b")
C: Identity = (PLACE, "place/c")


def said(
    action: Action, entity: Identity, minute: int, into: Identity | None = None, text: str = ""
) -> Correction:
    return Correction(action, entity, NOON + timedelta(minutes=minute), into, text)


def merge(entity: Identity, into: Identity, minute: int = 0) -> Correction:
    return said(Action.MERGE, entity, minute, into)


def split(entity: Identity, form: str, minute: int = 0) -> Correction:
    return said(Action.SPLIT, entity, minute, text=form)


def rename(entity: Identity, name: str, minute: int = 0) -> Correction:
    return said(Action.RENAME, entity, minute, text=name)


def retype(entity: Identity, into: Identity, minute: int = 0) -> Correction:
    return said(Action.RETYPE, entity, minute, into)


def hide(entity: Identity, minute: int = 0) -> Correction:
    return said(Action.HIDE, entity, minute)


identities = st.sampled_from([A, B, C, (ORG, "organisation/a"), split_identity(B, "Kim")])
forms = st.sampled_from(["Kim", "kim", "KIM ", "Kim Jong Un", "Straße", "STRASSE", "Kims", ""])
moments = st.integers(0, 30)
corrections = st.lists(
    st.builds(merge, identities, identities, moments)
    | st.builds(split, identities, forms.map(str.strip).filter(bool), moments)
    | st.builds(rename, identities, st.sampled_from(["Eins", "Zwei"]), moments)
    | st.builds(retype, identities, identities, moments)
    | st.builds(hide, identities, moments),
    max_size=12,
    unique_by=lambda one: one.id,
)


def resolved(found: Corrections) -> dict[tuple[Identity, str], tuple[Identity, str | None, bool]]:
    """Return all that can be asked of corrections."""
    asked = [A, B, C, (ORG, "organisation/a"), split_identity(B, "Kim")]
    ways = ["Kim", "kim", "Kim Jong Un", "Straße", ""]
    return {
        (one, form): (found.identity(*one, form), found.name(one), found.is_hidden(one))
        for one in asked
        for form in ways
    }


@given(corrections, st.randoms())
def test_the_order_in_which_they_are_read_does_not_matter(
    made: list[Correction], random: Random
) -> None:
    first = Corrections(made)
    shuffled = list(made)
    random.shuffle(shuffled)
    again = Corrections(shuffled)
    assert list(first) == list(again)
    assert resolved(first) == resolved(again)


@given(corrections)
def test_without_the_last_all_is_as_it_was_before_it(made: list[Correction]) -> None:
    all_of_them = list(Corrections(made))
    for number in range(len(all_of_them)):
        before = resolved(Corrections(all_of_them[:number]))
        after = Corrections(all_of_them[: number + 1])
        assert resolved(Corrections(list(after)[:-1])) == before


@given(corrections, identities, forms)
def test_it_is_what_following_them_one_by_one_gives(
    made: list[Correction], identity: Identity, form: str
) -> None:
    expected = identity
    for one in sorted(made, key=lambda one: (one.at, one.id)):
        if one.entity == expected:
            if one.into is not None:
                expected = one.into
            elif one.action is Action.SPLIT and one.text.strip().casefold() == (
                form.strip().casefold()
            ):
                expected = split_identity(expected, form)
    assert Corrections(made).identity(*identity, form) == expected


@given(corrections)
def test_they_come_back_from_json(made: list[Correction]) -> None:
    for one in made:
        assert decoded(encoded(one)) == one
        assert decoded(encoded(one)).id == one.id


def test_merged_then_split_then_merged_elsewhere() -> None:
    kim = split_identity(B, "Kim")
    found = Corrections([merge(A, B, 1), split(B, "Kim", 2), merge(kim, C, 3)])
    assert found.identity(*A, "Kim") == C
    assert found.identity(*B, "KIM") == C
    assert found.identity(*A, "Kim Jong Un") == B
    assert found.name(kim) == "Kim"


def test_merged_both_ways_all_is_what_was_said_last() -> None:
    found = Corrections([merge(A, B, 1), merge(B, A, 2)])
    assert found.identity(*A, "x") == found.identity(*B, "x") == A


def test_a_given_name_stays_when_the_kind_changes_and_not_when_it_is_merged() -> None:
    org = (ORG, "organisation/eins")
    found = Corrections([rename(A, "Eins", 1), retype(A, org, 2)])
    assert found.name(org) == "Eins"
    assert Corrections([rename(A, "Eins", 1), merge(A, B, 2)]).name(B) is None
    assert Corrections([retype(A, org, 1), rename(org, "Zwei", 2)]).name(org) == "Zwei"


def test_retyping_forth_and_back_many_times_costs_little() -> None:
    org = (ORG, "organisation/a")
    both = [(A, org), (org, A)]
    made = [rename(A, "Eins"), *(retype(*both[n % 2], n + 1) for n in range(2000))]
    found = Corrections(made)
    assert found.name(A) == "Eins"
    assert found.identity(*A, "x") == A


@pytest.mark.parametrize(
    "record",
    [
        None,
        [],
        {},
        {"action": "merge", "entity": ["person", "a"], "at": "2024-05-17T12:00:00Z"},
        {"action": "rename", "entity": ["person", "a"], "at": "2024-05-17T12:00:00Z"},
        {"action": "split", "entity": ["person", "a"], "at": "2024-05-17T12:00:00Z", "text": " "},
        {
            "action": "hide",
            "entity": ["person", "a"],
            "at": "2024-05-17T12:00:00Z",
            "into": ["person", "b"],
        },
        {"action": "hide", "entity": ["person", "a"], "at": "2024-05-17T12:00:00Z", "text": "x"},
        {"action": "hide", "entity": ["person"], "at": "2024-05-17T12:00:00Z"},
        {"action": "hide", "entity": ["ship", "a"], "at": "2024-05-17T12:00:00Z"},
        {"action": "hide", "entity": ["person", "\ud800"], "at": "2024-05-17T12:00:00Z"},
        {"action": "hide", "entity": ["person", "a"], "at": "0001-01-01T00:00:00+14:00"},
        {"action": "hide", "entity": ["person", "a"], "at": "gestern"},
        {"action": "hide", "entity": ["person", "a"], "at": 7},
        {"action": "eat", "entity": ["person", "a"], "at": "2024-05-17T12:00:00Z"},
        {"action": "rename", "entity": ["person", "a"], "at": "2024-05-17T12:00:00Z", "text": 7},
    ],
    ids=ascii,
)
def test_what_is_no_correction_is_an_error(record: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any will do
        decoded(record)


def test_names_from_another_file_are_made_safe() -> None:
    record = encoded(rename(A, "Rot")) | {"text": "\x1b[31mRot\u202e", "name": "a\x07"}
    made = decoded(record)
    assert (made.text, made.name) == ("␛[31mRot\ufffd", "a␇")
