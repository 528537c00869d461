"""What is told of a name holds whatever outside text says of itself."""

from __future__ import annotations

from pathlib import Path

from library import Library, Source


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
