"""Names in another script that stand in brackets behind a person are that person's."""

from __future__ import annotations

import pytest

from library.entities.names import link
from library.models import Entity, EntityKind, Mention


def person(text: str, name: str) -> Mention:
    start = text.index(name)
    return Mention(Entity(EntityKind.PERSON, name, ""), 0, start, start + len(name))


@pytest.mark.parametrize(
    ("text", "name", "other"),
    [
        ("Yoon Sang-ho (윤상호) kam.", "Yoon Sang-ho", "윤상호"),
        ("Iwan Orlow (russisch: Иван Орлов, * 1960) kam.", "Iwan Orlow", "Иван Орлов"),
        ("Li Hua（李华）kam.", "Li Hua", "李华"),
    ],
)
def test_it_is_one_person(text: str, name: str, other: str) -> None:
    later = f"{text} Dann ging {other} wieder."
    mentions = link([later], [person(later, name), person(later, other)], "de")
    assert {m.entity.name for m in mentions} == {name}
    assert [later[m.start : m.end] for m in mentions] == [name, other, other]


@pytest.mark.parametrize("text", ["Yoon Sang-ho kam. (윤상호)", "Yoon Sang-ho (62) kam."])
def test_what_stands_elsewhere_is_not_taken(text: str) -> None:
    (mention,) = link([text], [person(text, "Yoon Sang-ho")], "de")
    assert mention.entity.name == "Yoon Sang-ho"
