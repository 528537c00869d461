"""The README says what is true: its keys, fields and commands are those of the code."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from library.search.leaves import FIELDS
from reader.command_table import COMMANDS
from reader.entities import SAYINGS
from reader.keys import key_names
from reader.parsing import command_line, with_command
from reader.queries import RULES, SEARCHES
from reader.subcommands import ALL

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def table(heading: str) -> list[tuple[str, str]]:
    """Return the rows of the first table below a heading."""
    part = README.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", part, re.MULTILINE)
    # Within a table a bar is written so that it does not end the column.
    return [
        (first.replace(r"\|", "|"), text.replace(r"\|", "|"))
        for first, text in rows
        if not first.startswith(("-", "keys", "write", "command"))
    ]


def test_the_command_that_runs_the_tests_is_the_first_that_must_pass() -> None:
    part = README.split("## Two commands\n")[1].split("\n## ")[0]
    _, command = re.findall(r"^    (uv run .+)$", part, re.MULTILINE)
    steps = re.findall(r"^step (.+)$", (ROOT / ".ci" / "run").read_text("utf-8"), re.MULTILINE)
    assert steps == [command]


def test_every_key_is_listed_and_every_listed_key_exists() -> None:
    listed = {key for keys, _ in table("Keys") for key in re.findall(r"`(.+?)`", keys)}
    listed |= {key for _, text in table("Keys") for key in re.findall(r"`(.)`", text)}
    known = {name for command in COMMANDS for name in key_names(command)}
    assert listed == known


def test_every_command_is_listed() -> None:
    listed = {re.match(r"`(\w+)", name)[1] for name, _ in table("On the command line")}  # type: ignore[index]
    assert listed == {command.name for command in ALL} - {"open"}


def test_every_command_can_be_typed_as_it_stands() -> None:
    typed = re.findall(r"^    (?:.*\* )?(?:uv run )?newsreader\b(.*)$", README, re.MULTILINE)
    typed += re.findall(r"`newsreader ([^`]+)`", README)
    assert len(typed) > 40
    parser = command_line()
    for line in typed:
        parser.parse_args(with_command(shlex.split(re.split(r" [|>] |  +# ", line)[0])))


def test_every_way_to_correct_names_is_listed() -> None:
    part = README.split("## Names\n")[1].split("\n## ")[0]
    assert set(re.findall(r"newsreader entities (\w+)", part)) == set(SAYINGS)


def test_every_way_to_change_searches_and_rules_is_listed() -> None:
    part = README.split("## Search\n")[1].split("\n## ")[0]
    assert set(re.findall(r"newsreader searches (\w+)", part)) == set(SEARCHES)
    assert set(re.findall(r"newsreader rules (\w+)", part)) == set(RULES)


def test_every_field_is_listed() -> None:
    listed = {field for name, _ in table("Search") for field in re.findall(r"`(\w+):", name)}
    assert listed == set(FIELDS)


def test_its_pictures_and_links_exist_and_fetch_nothing() -> None:
    targets = re.findall(r"\]\((?!http)(.+?)\)", README)
    assert targets
    for target in targets:
        assert (ROOT / target).is_file()
    for picture in (ROOT / "pictures").glob("*.svg"):
        text = picture.read_text(encoding="utf-8")
        assert not re.search(r"(?:src|href)\s*[:=]|url\(\s*[\"']?http", text)


def test_no_key_has_two_meanings_in_one_place() -> None:
    for scope in {command.scope for command in COMMANDS}:
        keys = [
            key for command in COMMANDS if command.scope is scope for key in command.keys.split(",")
        ]
        assert len(keys) == len(set(keys))
    everywhere = {
        k for c in COMMANDS if c.scope in {"app", "screen", "panes"} for k in c.keys.split(",")
    }
    somewhere = {k for c in COMMANDS if c.scope in {"rows", "article"} for k in c.keys.split(",")}
    assert not everywhere & somewhere
