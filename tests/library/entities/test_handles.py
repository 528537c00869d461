"""Handles, and at signs that make none."""

from __future__ import annotations

import pytest

from library.entities.handles import find_handles


def found(text: str) -> list[tuple[str, str]]:
    """Return the name and the key of each handle in `text`."""
    return [(m.entity.name, m.entity.key) for m in find_handles(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("@Official_News", "@Official_News"),
        ("— Erika Muster (@erika_m) 5 Sep", "@erika_m"),
        ("fragt @erika_m.", "@erika_m"),
        ("„@erika_m“", "@erika_m"),
        ("@erika.example.social", "@erika.example.social"),
        ("@24news", "@24news"),
    ],
)
def test_handles(text: str, name: str) -> None:
    (mention,) = find_handles(text)
    assert mention.entity.name == text[mention.start : mention.end] == name
    assert mention.entity.key == f"handle/{name[1:].lower()}"


@pytest.mark.parametrize(
    "text",
    [
        "erika@example.org",
        "erika.muster+news@example.org",
        "https://example.org/@erika"[8:],
        "@ erika",
        "2 @ 5",
        "@10",
        "@" + "a" * 31,
        "@erika@example.org",
        "@@erika",
        "@ерика",
    ],
)
def test_other_at_signs(text: str) -> None:
    assert found(text) == []


def test_one_handle_in_two_cases_is_one_entity_by_key() -> None:
    assert [key for _, key in found("@Erika und @erika")] == ["handle/erika", "handle/erika"]
