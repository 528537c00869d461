"""What is told of a name holds whatever outside text says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from library import Library, NotFound, Source


def test_months_are_told_from_the_first_year_to_the_last(tmp_path: Path) -> None:
    days = ("9999-12-31", "9999-12-01", "2024-05-01", "2024-05-31", "2024-06-01", "0001-01-02")
    sources = [
        Source(f"{n}.txt", f"Title: Tag {n}\nDate: {day}\n\nIn Wien {n}.\n".encode())
        for n, day in enumerate(days)
    ]
    with Library(tmp_path) as library:
        list(library.add([*sources, Source("x.txt", b"Title: Immer\n\nWien ist weit.\n")]))
        list(library.recognise(engine="rules"))
        (vienna,) = library.register.find("wien")
        assert vienna.articles == 7
        assert library.register.months(vienna.entity) == {
            (1, 1): 1,
            (2024, 5): 2,
            (2024, 6): 1,
            (9999, 12): 2,
        }


def test_what_narrows_a_name_down_may_be_a_name_itself(tmp_path: Path) -> None:
    text = b"Title: Reise\n\nParis und Wien sind weit. Paris Hilton war in Paris.\n"
    with Library(tmp_path) as library:
        list(library.add([Source("a.txt", text)]))
        list(library.recognise(engine="rules"))
        for name in ("person", "place", "org", "Entity", "ENTITY"):
            assert library.register.find(name) == library.register.find(name, typing=True) == []
            with pytest.raises(NotFound):
                library.register.entity(name)
        for name in ("entity: Paris", "Place:Paris", "place:  paris ", " paris"):
            assert library.register.entity(name).entity.name == "Paris"
