"""What is said of storing, and what is understood of what a person types."""

from __future__ import annotations

from pathlib import Path

import pytest

from library import Added, Result
from reader.storing import Tally, completed, names_in


def test_a_tally_counts_and_remembers_what_was_refused() -> None:
    tally = Tally(1000)
    assert tally.summary() == "Nothing to store"
    tally = tally.with_answer(Added("a", Result.STORED, id="1"))
    tally = tally.with_answer(Added("b", Result.STORED, id="2"))
    tally = tally.with_answer(Added("a", Result.KNOWN, id="1"))
    for number in range(500):
        tally = tally.with_answer(Added(f"c{number}", Result.REFUSED, reason="is empty"))
    assert (tally.done, tally.stored, tally.known, tally.refused) == (503, 2, 1, 500)
    assert tally.first == "1"
    assert tally.remarks[0] == "c0: is empty"
    assert len(tally.remarks) == 200
    assert tally.summary() == "2 stored, 1 known, 500 refused"


def test_a_tally_remembers_what_is_to_be_said_of_what_was_stored() -> None:
    added = Added("a", Result.STORED, id="1", notice="All the text was kept.")
    assert Tally(1).with_answer(added).remarks == ("a: All the text was kept.",)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.0, "Storing 100 of 1,000"),
        (1.0, "Storing 100 of 1,000 · 100/s · 9 s left"),
        (10.0, "Storing 100 of 1,000 · 10/s · 1 min 30 s left"),
        (1000.0, "Storing 100 of 1,000 · 2 h 30 min left"),
    ],
)
def test_progress_tells_rate_and_remaining_time(seconds: float, said: str) -> None:
    assert Tally(1000, stored=100).progress(seconds) == said


def test_paths_are_taken_as_typed_or_as_in_a_shell(tmp_path: Path) -> None:
    spaced = tmp_path / "a b"
    spaced.mkdir()
    assert names_in("  ") == ()
    assert names_in(f" {spaced} ") == (str(spaced),)
    assert names_in(f"'{spaced}' x.txt") == (str(spaced), str(Path("x.txt").absolute()))
    assert names_in("it's") == (str(Path("it's").absolute()),)
    assert names_in("~/x") == (str(Path.home() / "x"),)
    assert names_in(" https://a.de/x?y#z  b.txt") == (
        "https://a.de/x?y#z",
        str(Path("b.txt").absolute()),
    )
    # What is no path stays as it is, so that the reason for which it is refused is told.
    assert names_in("''") == ("",)
    assert names_in("ftp://a.de/x") == ("ftp://a.de/x",)
    assert names_in("x file:///etc/hostname") == (str(Path("x").absolute()), "file:///etc/hostname")
    too_long = "a" * 3000
    assert names_in(too_long) == (str(Path(too_long).absolute()),)


def test_a_path_is_completed_by_what_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("beta.txt", "alpha.txt", ".hidden"):
        (tmp_path / name).touch()
    (tmp_path / "alphabet").mkdir()
    place = f"{tmp_path}/"
    assert completed(f"{place}al") == f"{place}alpha"
    assert completed(f"{place}alpha") == f"{place}alpha.txt"
    assert completed(f"{place}alphab") == f"{place}alphabet/"
    assert completed(place) == f"{place}alpha.txt"
    assert completed(f"{place}.h") == f"{place}.hidden"
    assert completed(f"{place}z") is None
    assert completed(f"{place}nowhere/x") is None
    assert completed("~nobody-of-that-name/x") is None
    assert completed("") is None
    monkeypatch.chdir(tmp_path)
    assert completed("be") == "beta.txt"
