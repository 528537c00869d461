"""What is asked for by a script that has lost what it wanted to name, or with too much said, does nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from library import Library, Mark
from tests.reader.inside import records, run


@pytest.fixture
def ids(home: Path) -> list[str]:
    """Return the ids of the articles."""
    with Library(home) as library:
        return [one.id for one in library.search("")]


@pytest.mark.parametrize(
    "words", [["mark", "read", ""], ["tag", "", "--add", "x"], ["tag", "*", "--add", "x"]]
)
def test_a_query_that_finds_everything_is_none(home: Path, words: list[str]) -> None:
    out, errors = run(home, *words, code=2)
    assert (out, errors) == (
        "",
        "newsreader: Say which articles: a query that finds everything is none.\n",
    )
    with Library(home) as library:
        assert library.counts().unread == 3
        assert library.labels.known() == []


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a text, which is the present one."""
    (tmp_path / "here").mkdir()
    text = "Woher\n\nDieser Text liegt in einem Ordner, und dort bleibt er.\n"
    (tmp_path / "here" / "a.txt").write_text(text)
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


def test_an_empty_name_is_not_the_present_folder(home: Path, here: Path) -> None:
    assert run(home, "add", "", code=3)[1] == "newsreader: '': names nothing\n"
    for option in ("--to", "--output", "--site"):
        assert "names nothing" in run(home, "export", option, "", code=2)[1]
    assert [one.name for one in here.iterdir()] == ["a.txt"]


def test_what_is_for_all_that_was_deleted_takes_no_ids(home: Path, ids: list[str]) -> None:
    run(home, "remove", ids[0])
    run(home, "remove", ids[1])
    for words in (["--undo", ids[0]], ["--purge", ids[0]], ["--undo", "--purge"]):
        assert "alone" in run(home, "remove", *words, code=2)[1]
    with Library(home) as library:
        assert {one.headline.id for one in library.bin.all()} == set(ids[:2])


def test_a_note_is_not_taken_away_by_a_program_that_printed_nothing(
    home: Path, ids: list[str]
) -> None:
    run(home, "note", ids[0], "Wichtig")
    assert "stdin is empty" in run(home, "note", ids[0], "-", stdin="\n", code=2)[1]
    assert run(home, "note", ids[0])[0] == "Wichtig\n"
    run(home, "note", ids[0], "")
    assert run(home, "note", ids[0], code=1)[0] == ""


def test_what_deletes_nothing_offers_nothing_to_take_back(home: Path) -> None:
    assert run(home, "prune", "nosuchthing", code=1)[1] == "newsreader: 0 articles are deleted.\n"


@pytest.mark.parametrize("words", [["--add", "x"], ["--remove", "x"], ["title:park", "--add", " "]])
def test_a_tag_is_put_on_something(home: Path, words: list[str]) -> None:
    assert "Say on which articles" in run(home, "tag", *words, code=2)[1]


def test_what_nothing_matches_is_said_once(home: Path) -> None:
    for words in (["show", "nosuch"], ["export", "nosuch"], ["mark", "read", "nosuch"]):
        errors = run(home, *words, code=1)[1]
        assert errors.count("No article matches") == 1


def test_no_limit_is_too_large(home: Path) -> None:
    assert run(home, "list", "--limit", "9" * 40)[0].count("\n") == 3


def test_a_setting_that_is_wrong_stops_nothing_else(
    home: Path, tmp_path: Path, ids: list[str]
) -> None:
    (home / "config.toml").write_text('[look]\nwidth = 5\ndates = "iso"\n')
    (tmp_path / "new.txt").write_text(
        "Etwas Neues\n\nHeute gab es etwas Neues, das niemand kannte.\n"
    )
    out, errors = run(home, "add", "--later", tmp_path / "new.txt")
    assert out == "1 stored\n"
    run(home, "update")
    out, errors = run(home, "config", code=2)
    assert 'dates = "iso"' in out
    assert "width" in errors
    assert run(home, "config", "--json", code=2)[0].count("\n") > 20


def test_dates_and_signs_are_as_they_are_set(towns: Path) -> None:
    assert "\u25cf" in run(towns, "list")[0]
    (towns / "config.toml").write_text('[look]\ndates = "%Y/%m"\nascii = true\n')
    out = run(towns, "list")[0]
    assert "2024/05" in out
    assert "\u25cf" not in out


def test_an_address_that_nobody_asks_for_is_no_file(home: Path) -> None:
    for address in ("ftp://a.example/x", "file:///etc/passwd"):
        told = run(home, "add", address, code=3)[1]
        assert told == f"newsreader: {address}: is not an address of http or https\n"


def test_a_json_feed_is_followed_and_not_stored(home: Path, tmp_path: Path) -> None:
    feed = '{"title": "T", "version": "https://jsonfeed.org/version/1.1", "items": []}'
    (tmp_path / "a.json").write_text(feed)
    assert "is a feed" in run(home, "add", tmp_path / "a.json", code=3)[1]


def test_who_names_one_id_wrongly_is_told_which(home: Path, ids: list[str]) -> None:
    told = run(home, "mark", "read", ids[0], "nosuch", code=1)[1]
    assert "“nosuch” is no id" in told
    assert "'\"decade\"'" in run(home, "mark", "read", "decade", code=1)[1]


def test_what_of_a_list_cannot_be_followed_is_named(home: Path, tmp_path: Path) -> None:
    (tmp_path / "urls").write_text("https://a.example/f\nexec:true\nfile:///x\n")
    out, errors = run(home, "feeds", "import", tmp_path / "urls", code=3)
    assert out == "1 feed is followed now\n"
    assert errors.count("is no address of http or https") == 2
    assert "exec:true" in errors


def test_a_search_moves_no_farther_than_to_the_end(home: Path) -> None:
    run(home, "searches", "add", "Eins", "kohle")
    run(home, "searches", "add", "Zwei", "strom")
    assert "at place 2 now" in run(home, "searches", "move", "Eins", "99")[0]


def test_help_that_cannot_be_written_is_told() -> None:
    script = Path(sys.executable).with_name("newsreader")
    with Path("/dev/full").open("w") as full:
        for words in (["--help"], ["list", "--help"]):
            told = subprocess.run(
                [script, *words], stdout=full, stderr=subprocess.PIPE, check=False
            )
            assert told.returncode == 2
            assert b"could not be written" in told.stderr


@pytest.mark.parametrize(
    "words", ["list", "add x", "update", "state export", "locate", "config", "repair"]
)
def test_a_folder_that_is_a_file_is_called_one(home: Path, words: str) -> None:
    file = home / "library.db"
    out, errors = run(file, *words.split(), code=2)
    assert out == ""
    assert f"{file}: is a file, and no folder. Name the folder" in errors


@pytest.mark.skipif(os.geteuid() == 0, reason="whoever may do everything can read everything")
def test_settings_that_cannot_be_read_are_named(home: Path) -> None:
    home.chmod(0)
    try:
        assert str(home) in run(home, "config", code=2)[1]
    finally:
        home.chmod(0o700)


@pytest.mark.parametrize(
    "words",
    ["show title:park --plain --json", "export --site x --format txt", "locate --folder abcd"],
)
def test_what_cannot_both_be_meant_is_said(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    out, errors = run(home, *words.split(), code=2)
    assert (out, errors.count("\n")) == ("", 1)
    assert not (tmp_path / "x").exists()


def test_the_folder_may_be_named_behind_any_word(home: Path) -> None:
    with Library(home) as library:
        library.mark([library.search("")[0].id], Mark.READ)
    for words in (["feeds", "list"], ["state", "export"], ["searches", "list"]):
        run(Path("/nowhere"), *words, "--home", home, code=0 if words[0] == "state" else 1)


def test_the_folder_is_what_is_said_to_be_missing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from reader.cli import main

    with pytest.raises(SystemExit):
        main(["--home"])
    assert "--home" in capsys.readouterr().err.splitlines()[-1]


def test_what_workers_say_is_said_in_the_chosen_language(home: Path) -> None:
    # Not within this process, whose workers stay from test to test and speak English.
    script = Path(sys.executable).with_name("newsreader")
    told = subprocess.run(
        [script, "--home", home, "recognise", "--engine", "foo"],
        env={**os.environ, "LANG": "de_DE.UTF-8", "LANGUAGE": "de"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 2
    assert "foo" in told.stderr
    assert "engine" not in told.stderr


def test_where_an_article_came_from_is_told_for_any_folder(
    home: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (told,) = records(run(home, "add", "--later", "--json", "a.txt")[0])
    assert told["source"] == "a.txt"
    monkeypatch.chdir(here.parent)
    (found,) = records(run(home, "locate", "--json", told["id"])[0])
    assert found["path"] == found["origin"] == str(here / "a.txt")
    run(home, "reindex")
    (again,) = records(run(home, "locate", "--json", told["id"])[0])
    assert again == found
