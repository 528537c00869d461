"""Whether two names mean one entity: measured on a list of pairs, some of which are still wrong."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from library.entities.names import identity, same
from library.models import EntityKind


class Measured(NamedTuple):
    """How well `same` does on a list."""

    precision: float
    """Share of the pairs called the same that are."""
    recall: float
    """Share of the pairs that are the same that are called so."""
    wrong: list[str]
    """The pairs that it is wrong about."""


def measured(name: str) -> Measured:
    """Measure on a list: `+` or `-`, kind, and two names a line."""
    wrong = []
    hits = called = true = 0
    for line in Path(__file__).with_name(name).read_text("utf-8").splitlines():
        sign, kind, a, b = line.split("\t")
        is_same, says = sign == "+", same(EntityKind(kind), a, b)
        true, called, hits = true + is_same, called + says, hits + (is_same and says)
        if is_same != says:
            wrong.append(line)
    return Measured(hits / called, hits / true, wrong)


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [("aliases_blind.tsv", 0.95, 0.75)],
)
def test_lists_of_pairs(name: str, precision: float, recall: float) -> None:
    figures = measured(name)
    print(name, figures.precision, figures.recall, *figures.wrong, sep="\n")  # noqa: T201
    assert figures.precision >= precision, figures.wrong
    assert figures.recall >= recall, figures.wrong


@pytest.mark.parametrize(
    ("kind", "name", "key"),
    [
        (EntityKind.PLACE, "Vereinigten Staaten", "place/US"),
        (EntityKind.PERSON, "Präsident Wladimir Putin", "person/vladimir putin"),
        (EntityKind.PERSON, "Paris Hilton", "person/paris hilton"),
        (EntityKind.PERSON, "Владимир Путин", "person/vladimir putin"),
        (EntityKind.HANDLE, "@Kirby", "handle/kirby"),
        (EntityKind.OTHER, "!!!", "other/!!!"),
    ],
)
def test_keys(kind: EntityKind, name: str, key: str) -> None:
    assert identity(kind, name) == key
