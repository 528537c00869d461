"""What workers send is taken only when it is what they should send."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.documents import parse_document
from library.models import Entity, EntityKind
from library.search.starts import bit_of, bits_of
from library.store import prepare
from library.store.prepared import digest_of, from_parts, to_parts
from tests import texts

DATA = texts.SUMMIT.encode()
PREPARED = prepare(parse_document(DATA, "a.txt"))
PARTS = to_parts(PREPARED)
HEAD = json.loads(PARTS[0])


def test_it_comes_as_it_went() -> None:
    assert from_parts(PARTS, "a.txt", digest_of(DATA)) == PREPARED


def test_names_are_counted_and_written_as_the_article_writes_them() -> None:
    korea = [form for form in PREPARED.names.forms if form.entity.name == "Südkorea"]
    assert {form.entity for form in korea} == {
        Entity(EntityKind.PLACE, "Südkorea", korea[0].entity.key)
    }
    assert [form.text for form in korea] == ["Südkoreas", "Südkorea"]
    numbers = {PREPARED.names.forms.index(form) for form in korea}
    assert sum(row[3] in numbers for row in PREPARED.names.rows()) == 6


def test_words_are_folded_for_the_index() -> None:
    title, headings, lead, rest = (part.decode() for part in PREPARED.indexed.texts)
    assert title.startswith("min ho park erwagt reise")
    assert headings.startswith("vereinigte staaten")
    assert lead.count(" ¶ ") == 1
    assert rest.endswith("nicht aussern")


def test_words_are_known_with_their_stems_and_beginnings() -> None:
    lines = PREPARED.indexed.vocabulary.decode().split("\n")
    assert len(lines) == len(set(lines))
    assert {"reis reise", "kohl kohle"} <= set(lines)
    starts = PREPARED.indexed.starts
    bits = [bit_of(start) for start in ("r", "re", "k", "ge", "ko")]
    assert all(bit is not None and starts[bit.number] & bit.value for bit in bits)
    assert bit_of("rei") is None
    assert bits_of([]) == (0, 0, 0, 0)
    assert bits_of(["ax"]) == bits_of(["a", "axe"]) == (1, 0, 0, 0)
    for start in ("ge", "fur", "kein"):
        assert (bit := bit_of(start)) is not None
        assert bits_of([start + "x"])[bit.number] & bit.value


def test_documents_are_told_apart_by_all_their_bytes() -> None:
    assert len(digest_of(b"")) == 16
    assert len({digest_of(data) for data in (b"", b"\0", b"a", b"a\n")}) == 4


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(["about", "notice"]), json_values)
def test_other_json_is_refused_or_well_formed(field: str, value: object) -> None:
    head = json.dumps({**HEAD, field: value}).encode()
    try:
        taken = from_parts([head, *PARTS[1:]], "a", b"")
    except ValueError:
        return
    assert field == "notice"
    assert taken.notice is None or type(taken.notice) is str


@given(json_values | st.lists(st.lists(json_values, min_size=4, max_size=4), max_size=2))
def test_other_forms_are_refused_or_well_formed(value: object) -> None:
    *before, _, _ = PARTS
    try:
        taken = from_parts([*before, json.dumps(value).encode(), b""], "a", b"")
    except ValueError:
        return
    assert all(type(form.text) is str for form in taken.names.forms)


@pytest.mark.parametrize("place", range(9))
@pytest.mark.parametrize("value", [None, 3.5, [], "\ud800", 1 << 70])
def test_each_value_has_its_type(place: int, value: Any) -> None:
    about = list(HEAD["about"])
    about[place] = value
    optional = {2, 3, 4, 5, 6}
    parts = [json.dumps({**HEAD, "about": about}).encode(), *PARTS[1:]]
    if value is None and place in optional:
        assert from_parts(parts, "a", b"").about.id == PREPARED.about.id
    else:
        with pytest.raises(ValueError, match="make no sense"):
            from_parts(parts, "a", b"")


@given(st.lists(st.binary(max_size=40), max_size=9))
def test_other_parts_are_refused(parts: list[bytes]) -> None:
    with pytest.raises(ValueError, match="make no sense"):
        from_parts(parts, "a", b"")


@pytest.mark.parametrize("number", [-1, 10_000])
def test_a_mention_of_nothing_is_refused(number: int) -> None:
    *before, mentions = PARTS
    assert from_parts([*before, mentions[:16]], "a", b"").names.packed == mentions[:16]
    wrong = mentions[:12] + number.to_bytes(4, "little", signed=True)
    for instead in (wrong, mentions[:-1]):
        with pytest.raises(ValueError, match="make no sense"):
            from_parts([*before, instead], "a", b"")
