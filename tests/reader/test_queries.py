"""Saved searches and rules are listed and changed from the command line, in plain words and for scripts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.cli import main
from tests.texts import HOSTILE

Run = Callable[..., tuple[str, str]]


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs `newsreader` on the library of three articles."""

    def newsreader(*words: str, code: int = 0) -> tuple[str, str]:
        try:
            done = main(["--home", str(home), *words])
        except SystemExit as ended:
            done = int(str(ended.code))
        printed = capsys.readouterr()
        assert done == code, printed.err
        return printed.out, printed.err

    return newsreader


def test_searches_in_plain_words(run: Run) -> None:
    assert run("searches", code=1) == ("", "")
    output, _ = run("searches", "add", "Brennstoff", "kohle")
    assert output == "“Brennstoff” is saved. To take it back: newsreader searches undo\n"
    run("searches", "add", "Häfen", "hamburg OR rhein")
    output, _ = run("searches", "list")
    lines = [line.split(maxsplit=2)[1:] for line in output.splitlines()]
    assert lines[0][0] == "1"
    assert lines[0][1].split() == ["Brennstoff", "kohle"]
    assert lines[1][0] == "2"
    assert lines[1][1].split(maxsplit=1) == ["Häfen", "hamburg OR rhein"]
    run("searches", "move", "häfen", "1")
    run("searches", "rename", "Brennstoff", "Kohle")
    assert [line.split()[2] for line in run("searches")[0].splitlines()] == ["Häfen", "Kohle"]
    output, _ = run("searches", "remove", "Kohle")
    assert output.startswith("“Kohle” is removed.")
    assert run("searches", "undo")[0] == "Taken back: the removal of “Kohle”.\n"
    assert run("searches", "undo")[0] == "Taken back: the name “Kohle”.\n"


def test_searches_for_scripts(run: Run) -> None:
    made = json.loads(run("searches", "add", "Kohle", "kohle", "--json")[0])
    assert {key: made[key] for key in ("what", "name", "query")} == {
        "what": "add",
        "name": "Kohle",
        "query": "kohle",
    }
    listed = json.loads(run("searches", "--json")[0])
    assert listed == {"id": made["id"], "name": "Kohle", "query": "kohle", "unread": 1}
    removed = json.loads(run("searches", "remove", made["id"][:8], "--json")[0])
    assert removed["id"] == made["id"]
    assert removed["what"] == "remove"
    run("searches", "list", "--json", code=1)


def test_rules(run: Run) -> None:
    output, _ = run("rules", "add", "kohle")
    assert output == (
        "What “kohle” finds is hidden: 1 article. To take it back: newsreader rules undo\n"
    )
    assert len(run("list")[0].splitlines()) == 2
    run("search", "kohle", code=1)
    assert run("rules", "list")[0].split()[1:] == ["1", "kohle"]
    (listed,) = map(json.loads, run("rules", "--json")[0].splitlines())
    assert listed["query"] == "kohle"
    assert listed["hides"] == 1
    assert run("rules", "remove", "KOHLE")[0].startswith("What “kohle” finds is shown again.")
    assert len(run("list")[0].splitlines()) == 3
    run("rules", "undo")
    run("rules", "undo")
    assert "nothing to take back" in run("rules", "undo", code=1)[1]


def test_one_that_cannot_be_read_is_listed_with_the_reason(run: Run, home: Path) -> None:
    for table in ("searches", "rules"):
        line = {"deed": "add", "at": "2030-01-01T00:00:00.000Z", "name": "x", "query": "near:wien"}
        with (home / "state.journal").open("a") as file:
            file.write(json.dumps({"edit": line, "of": table}) + "\n")
        output, _ = run(table)
        assert "There is no field “near:”" in output
        record = json.loads(run(table, "--json")[0])
        assert record["problem"] == "There is no field “near:”"
        assert record["unread" if table == "searches" else "hides"] is None
    run("searches", "remove", "x")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("searches", "add", "nur-name"), "there is add NAME QUERY"),
        (("searches", "tilt"), "but no “tilt”"),
        (("searches", "move", "x", "vorn"), "the place must be a number"),
        (("searches", "move", "x", "0"), "the place must be a number"),
        (("searches", "add", "x", "foo:bar"), "There is no field “foo:”"),
        (("searches", "add", "", "kohle"), "A saved search has a name"),
        (("rules", "add"), "there is add QUERY"),
        (("rules", "add", "*"), "finds everything"),
        (("search", "OR"), "no word to look for"),
        (("list", "(", "OR", ")"), "no word to look for"),
        (("rules", "rename", "a", "b"), "but no “rename”"),
    ],
)
def test_what_makes_no_sense_is_told(run: Run, words: tuple[str, ...], said: str) -> None:
    assert said in run(*words, code=2)[1]


def test_what_is_not_there_is_not_found(run: Run) -> None:
    assert "No saved search is “Nix”" in run("searches", "remove", "Nix", code=1)[1]
    assert "No rule is “nix”" in run("rules", "remove", "nix", code=1)[1]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_that_is_printed_acts(run: Run, hostile: str) -> None:
    name = hostile.replace("\x00", "")
    run("searches", "add", f"N {name}", "kohle")
    for words in (("searches",), ("searches", "undo")):
        output, errors = run(*words)
        assert all(part.isprintable() for part in output.splitlines())
        assert not errors
