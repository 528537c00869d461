"""Names are listed and corrected from the command line, in plain words and for scripts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.cli import main
from tests import texts

Run = Callable[..., tuple[str, str]]


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs `newsreader entities` on the library of three articles."""

    def entities(*words: str, code: int = 0) -> tuple[str, str]:
        try:
            done = main(["--home", str(home), "entities", *words])
        except SystemExit as ended:
            done = int(str(ended.code))
        printed = capsys.readouterr()
        assert done == code, printed.err
        return printed.out, printed.err

    return entities


def records(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def named(run: Run, *words: str) -> dict[str, dict[str, Any]]:
    """Return what `entities` lists, by name."""
    return {record["name"]: record for record in records(run("--json", *words)[0])}


def test_two_are_one_until_that_is_taken_back(run: Run) -> None:
    before = named(run)
    articles = before["Südkorea"]["articles"]
    output, errors = run("merge", "place:seoul", "Südkoreas")
    assert output == (
        f"Seoul is Südkorea now, in {articles} article. To take it back: newsreader entities undo\n"
    )
    assert not errors
    after = named(run)
    assert "Seoul" not in after
    assert after["Südkorea"]["key"] == before["Südkorea"]["key"]
    assert "Seoul" in after["Südkorea"]["aliases"]
    mentions = before["Südkorea"]["mentions"] + before["Seoul"]["mentions"]
    assert after["Südkorea"]["mentions"] == mentions
    output, _ = run("undo")
    assert output == "Taken back: Seoul is Südkorea.\n"
    assert named(run) == before


def test_all_that_can_be_said(run: Run, home: Path) -> None:
    said = [
        (("split", "Südkorea", "südkoreas"), "Südkoreas is not Südkorea"),
        (("rename", "Hamburg", "Tor zur Welt"), "Hamburg is called Tor zur Welt"),
        (("retype", "tor zur welt", "organisation"), "Tor zur Welt is an organisation"),
        (("merge", "org:tor", "place:London"), "Tor zur Welt is London"),
        (("hide", "Rotterdam"), "Rotterdam is no name"),
    ]
    for words, sentence in said:
        output, _ = run(*words)
        assert output.startswith(f"{sentence} now")
        assert output.endswith("newsreader entities undo\n")
    output, _ = run("corrections")
    lines = output.splitlines()
    assert [line[22:] for line in lines] == [sentence for _, sentence in said]
    assert "Rotterdam" not in named(run)
    assert named(run)["London"]["aliases"] == ["Hamburg", "London"]
    assert json.loads((home / "state.json").read_text("utf-8"))["corrections"]
    run("undo", lines[3][:8])
    assert named(run)["Tor zur Welt"]["kind"] == "organisation"
    run("undo", lines[3][:8], code=1)
    assert len(run("corrections")[0].splitlines()) == 4


def test_what_scripts_are_told(run: Run) -> None:
    (merged,) = records(run("merge", "Seoul", "Südkorea", "--json")[0])
    assert set(merged) == {"id", "action", "kind", "name", "key", "into", "text", "at"}
    assert (merged["action"], merged["kind"], merged["name"]) == ("merge", "place", "Seoul")
    assert merged["into"] == {
        "kind": "place",
        "name": "Südkorea",
        "key": named(run)["Südkorea"]["key"],
    }
    assert merged["at"].endswith("Z")
    (renamed,) = records(run("--json", "rename", "Südkorea", "Korea")[0])
    assert (renamed["text"], renamed["into"]) == ("Korea", None)
    assert records(run("corrections", "--json")[0]) == [merged, renamed]
    assert records(run("undo", merged["id"], "--json")[0]) == [merged]
    assert records(run("corrections", "--json")[0]) == [renamed]


def test_a_query_may_be_one_of_our_words(run: Run) -> None:
    for query in ('"undo"', "title:undo", '"corrections"', '"merge"', "hide*"):
        assert run(query, code=1) == ("", "")
    assert set(named(run, "title:harbour")) >= {"Hamburg", "Rotterdam", "London"}
    assert named(run) == named(run, "")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("merge",), 2, "required: A, B; there is merge A B; or, for the articles that have"),
        (("split",), 2, "required: A, FORM; there is split A FORM"),
        (("rename",), 2, "the word: '\"rename\"'"),
        (("retype", "Seoul"), 2, "required: KIND; there is retype A KIND"),
        (("hide",), 2, "required: A; there is hide A"),
        (("merge", "Seoul"), 2, "required: B; there is merge A B"),
        (("merge", "a", "b", "c"), 2, "there is merge A B"),
        (("undo", "a", "b"), 2, "there is undo [ID]"),
        (("zwei", "wörter"), 2, "in quotation marks"),
        (("retype", "Seoul", "date"), 2, "must be one of person, place, organisation, other"),
        (("retype", "Seoul", "place"), 2, "already"),
        (("merge", "Seoul", "Seoul"), 2, "one already"),
        (("split", "Seoul", "Busan"), 2, "It is written Seoul."),
        (("rename", "Seoul", "\x1b[31m\u202e!"), 0, ""),
        (("rename", "Seoul", "!"), 2, "a letter or a digit"),
        (("rename", "Seoul", "a" * 10_000), 2, "no more than 200"),
        (("undo",), 1, "no correction"),
        (("undo", "ffff"), 1, "no correction"),
        (("merge", "Seoul", "Niemandsland"), 1, "No article names"),
        (("hide", "\udcff\x1b[31m"), 1, "No article names"),
        (("title:(",), 2, "title:"),
        (("corrections",), 1, ""),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_what_goes_wrong_is_said(run: Run, words: tuple[str, ...], code: int, told: str) -> None:
    output, errors = run(*words, code=code)
    assert told in errors
    assert "\x1b" not in output + errors


@pytest.mark.parametrize("name", texts.HOSTILE)
def test_names_are_shown_as_data(run: Run, name: str) -> None:
    for output, _ in (run("rename", "Seoul", name), run("corrections"), run()):
        assert not set(output) & set("\x1b\x07\x9b\u202e\u200b\r")
    assert len(run("corrections")[0].splitlines()) == 1
