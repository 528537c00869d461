"""Organisations that a table knows are found by their names of several words."""

from __future__ import annotations

import time

import pytest

from library.entities.organisations import find_organisations


def found(text: str, language: str = "de") -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.entity.name) for m in find_organisations(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        (
            "Der Sprecher des Nationalen Sicherheitsrats sagte nichts.",
            "de",
            [("Nationalen Sicherheitsrats", "Nationaler Sicherheitsrat")],
        ),
        (
            "Ein Beamter der Vereinten Nationen. Vereinte Nationen!",
            "de",
            [
                ("Vereinten Nationen", "Vereinte Nationen"),
                ("Vereinte Nationen", "Vereinte Nationen"),
            ],
        ),
        (
            "The National Security Council declined.",
            "en",
            [("National Security Council", "National Security Council")],
        ),
        ("Die Welt ist rund, und die Zeit vergeht. NSC, EU.", "de", []),
        ("Vereinten\nNationen", "de", []),
        ("vereinten nationen", "de", []),
        ("", "de", []),
    ],
)
def test_names(text: str, language: str, names: list[tuple[str, str]]) -> None:
    assert found(text, language) == names


@pytest.mark.parametrize("text", ["National " * 40_000, "A" * 400_000, "Vereinte\u0301 " * 30_000])
def test_any_text_takes_time_by_its_length(text: str) -> None:
    began = time.process_time()
    assert found(text) == []
    assert time.process_time() - began < 20
