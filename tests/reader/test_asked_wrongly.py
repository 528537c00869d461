"""What is typed wrongly on the command line is said so that the next try is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cli import main
from tests.reader.inside import run


@pytest.mark.parametrize(
    ("words", "usage"),
    [
        ("list --nonsense", "newsreader list [-h]"),
        ("feeds add --nonsense x", "newsreader feeds add [-h]"),
        ("feeds --nonsense", "newsreader feeds [-h]"),
        ("doctor --nonsense", "newsreader doctor [-h]"),
        ("--nonsense list", "newsreader [--home DIR] [PATH...]"),
    ],
)
def test_an_unknown_option_shows_the_usage_of_its_command(
    tmp_path: Path, words: str, usage: str
) -> None:
    _, errors = run(tmp_path, *words.split(), code=2)
    assert errors.startswith(f"usage: {usage}")
    assert "unrecognized arguments: --nonsense" in errors


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("search -munition", "newsreader search -- -munition"),
        ("search kohle -munition", "newsreader search kohle -- -munition"),
        ("search -haus", "newsreader search -- -haus"),
        ("mark read -munition", "newsreader mark read -- -munition"),
        ("searches add x -munition", "newsreader searches add x -- -munition"),
    ],
)
def test_a_word_with_a_dash_in_front_is_said_to_go_behind_two(
    home: Path, words: str, right: str
) -> None:
    _, errors = run(home, *words.split(), code=2)
    assert errors.endswith(f"begin with a dash go behind --: {right}\n")
    run(home, *right.split()[1:])


def test_what_is_no_word_of_a_query_is_not_taken_for_one(home: Path) -> None:
    _, errors = run(home, "list", "--jsn", code=2)
    assert errors.endswith("--jsn; words of a query that begin with a dash go behind --\n")
    assert "dash" not in run(home, "add", "-x", code=2)[1]
    assert "one without the other" in run(home, "search", "-munition", "--help")[0]
    run(home, "search", "--lim", "1", "-3")


@pytest.mark.parametrize("words", ["list --sort foo", "feeds pages x foo"])
def test_what_may_be_chosen_is_named(home: Path, words: str) -> None:
    _, errors = run(home, *words.split(), code=2)
    assert "invalid choice: 'foo' (choose from " in errors
    assert "length" in errors or "always" in errors


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("lst", "“list”"),
        ("serach", "“search”"),
        ("Exprot", "“export”"),
        ("recognize", "“recognise”"),
        ("feed", "“feeds”"),
        ("l-ist", "“list”"),
    ],
)
def test_a_mistyped_command_is_not_taken_for_a_path(tmp_path: Path, word: str, meant: str) -> None:
    _, errors = run(tmp_path / "home", word, "is:unread", code=2)
    assert f"neither a command nor a file “{word}”. Did you mean {meant}" in errors
    assert errors.startswith("usage: newsreader [--home DIR] [PATH...]")
    assert not (tmp_path / "home").exists()


def test_what_may_be_a_path_is_taken_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lst").write_text("x")
    for word in ("lst", "./serach", "list.md", "ad:d", "harbour", "-"):
        assert "no terminal" in run(tmp_path / "home", word, code=2)[1]


@pytest.mark.parametrize(
    "words",
    """list; search x; show abcd; read; mark read x; tag; tag x --add t; note x; remove --yes x; prune x
    restore; export; entities; recognise; reindex; locate abcd; update; feeds; feeds list; feeds undo
    feeds export; feeds remove x; searches; searches undo; rules; rules list; state export""".replace(
        "\n", ";"
    ).split(";"),
)
def test_no_library_is_made_where_its_folder_is_mistyped(tmp_path: Path, words: str) -> None:
    home = tmp_path / "not there"
    out, errors = run(home, *words.split(), code=2)
    assert (out, home.exists()) == ("", False)
    assert f"{home}: there is no library. " in errors
    assert errors.endswith(f"make one: newsreader --home '{home}' add PATH\n")


@pytest.mark.parametrize(
    "words",
    ["add a.txt", "searches add x y", "rules add x", "feeds add --unchecked https://a.example/f"],
)
def test_a_library_is_made_for_what_is_kept_in_it(tmp_path: Path, words: str) -> None:
    run(tmp_path / "home", *words.split(), code=3 if "add a" in words else 0)
    assert (tmp_path / "home" / "library.db").exists()
    run(tmp_path / "home", "list", code=1)


def test_the_folder_that_is_not_named_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path / "home"))
    assert main(["list"]) == 1
    assert (tmp_path / "home").exists()
