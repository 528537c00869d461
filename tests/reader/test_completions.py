"""Shells complete what the command line takes: tried in real ones, where they are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from library import Library, Source
from reader.declared import program
from reader.shells import SHELLS, script
from tests.reader.inside import inside
from tests.reader.test_cli import SCRIPT

TRIED = {
    "newsreader ex": {"export"},
    "newsreader export --fo": {"--format", "--force"},
    "newsreader export --format b": {"bibtex"},
    "newsreader export --format o": {"opml"},
    "newsreader list --sort so": {"source"},
    "newsreader mark unb": {"unbookmark"},
    "newsreader feeds re": {"remove", "rename"},
    "newsreader feeds pages x a": {"always"},
    "newsreader searches remo": {"remove"},
    "newsreader add one": {"one.txt"},
    "newsreader --home fol": {"folder"},
    "newsreader --home folder li": {"list"},
    "newsreader mark read is:unr": {"is:unread"},
    "newsreader tag x --add t": {"to read", "thesis"},
    "newsreader searches remove ": {"Ukraine"},
}
"""What is typed, and what completes its last word; the last three ask the program."""

BASH = r"""
source "$1"; shift
for line in "$@"; do
    COMP_LINE=$line COMP_POINT=${#line}
    _newsreader
    printf '%s\n' "== $line" "${COMPREPLY[@]//$'\n'/ and }"
done
"""
FISH = """
source $argv[1]
for line in $argv[2..-1]
    echo "== $line"
    complete -C "$line"
end
"""
ZSH = r"""
PS1=; unsetopt zle_bracketed_paste
autoload -Uz compinit; compinit -u -D
source $SCRIPT
compadd() {
    # What is offered is kept beside.
    builtin compadd -O offered "$@"
    print -rl -- $offered >>$SEEN
    builtin compadd "$@"
}
try() { zle list-choices; print -r -- "== " >>$SEEN; BUFFER=; }
zle -N try
bindkey '^I' try
"""
"""What an interactive zsh is told to read before anything is typed."""

ZSH_TYPES = r"""
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "source $1; echo rea''dy"
while zpty -r shell line && [[ $line != *ready* ]]; do; done
for line in "${@:2}"; do
    print -r -- "== $line" >>$SEEN
    zpty -w -n shell "$line"$'\t'
    for wait in {1..1000}; do
        [[ $(tail -n 1 $SEEN) == "== " ]] && break
        zpty -rt shell line
        sleep 0.02
    done
done
zpty -d shell
"""


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """Return a folder with the script for each shell, and with what is completed from it."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "one.txt").write_text("x")
    for shell in SHELLS:
        (folder / shell).write_text(script(shell, program()), encoding="utf-8")
    return folder


@pytest.fixture
def asked(home: Path) -> dict[str, str]:
    """Return an environment in which the script that is installed has tags and a saved search."""
    with Library(home) as library:
        library.labels.tag([next(iter(library.search(""))).id], ["to read", "thesis"])
        library.searches.add("Ukraine", "ukraine")
        library.fold()
    path = f"{SCRIPT.parent}{os.pathsep}{os.environ['PATH']}"
    return {
        **os.environ,
        "NEWSREADER_HOME": str(home),
        "PATH": path,
        "TERM": "xterm",
        "COLUMNS": "500",
    }


def tried(command: list[str], environment: dict[str, str], folder: Path) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


def completed(output: str) -> dict[str, set[str]]:
    """Return what was printed below each line that was typed, without what describes it."""
    parts = (part.partition("\n") for part in output.split("== ")[1:])
    return {
        line: {
            one.split("\t")[0].replace("\\", "").rstrip("/ ") for one in rest.splitlines() if one
        }
        for line, _, rest in parts
    }


def needed(shell: str) -> str:
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"{shell} is not installed")
    return found


def test_bash_completes(scripts: Path, asked: dict[str, str]) -> None:
    bash = needed("bash")
    subprocess.run([bash, "-n", str(scripts / "bash")], check=True)
    output = tried([bash, "-c", BASH, "bash", str(scripts / "bash"), *TRIED], asked, scripts.parent)
    # bash has parted the word at the colon, and completes what stands behind it.
    colon = {"newsreader mark read is:unr": {"unread"}}
    assert completed(output) == {**TRIED, **colon}


def test_bash_asks_the_library_that_is_named_on_the_line(
    scripts: Path, asked: dict[str, str], home: Path
) -> None:
    bash = needed("bash")
    elsewhere = {**asked, "NEWSREADER_HOME": str(home / "nowhere"), "HOME": str(home.parent)}
    lines = [
        f"newsreader {named} tag x --add t"
        for named in (f"--home {home}", f"--home={home}", f"--home ~/{home.name}")
    ]
    output = tried([bash, "-c", BASH, "bash", str(scripts / "bash"), *lines], elsewhere, home)
    assert completed(output) == {line: {"thesis", "to read"} for line in lines}


def test_fish_completes(scripts: Path, asked: dict[str, str]) -> None:
    fish = needed("fish")
    subprocess.run([fish, "-n", str(scripts / "fish")], check=True)
    output = tried([fish, "-N", "-c", FISH, str(scripts / "fish"), *TRIED], asked, scripts.parent)
    assert completed(output) == TRIED


def test_zsh_completes(scripts: Path, asked: dict[str, str]) -> None:
    zsh = needed("zsh")
    subprocess.run([zsh, "-n", str(scripts / "zsh")], check=True)
    (scripts / "read").write_text(ZSH, encoding="utf-8")
    seen = scripts / "seen"
    environment = {**asked, "SEEN": str(seen), "SCRIPT": str(scripts / "zsh")}
    command = [zsh, "-f", "-c", ZSH_TYPES, "zsh", str(scripts / "read"), *TRIED]
    tried(command, environment, scripts.parent)
    offered = completed(seen.read_text(encoding="utf-8"))
    assert {line: offered[line] for line in TRIED} == TRIED


def test_whatever_holds_words_is_declared() -> None:
    # A shell that knows nothing of an argument offers files for it, which most are not.
    for command in program().all():
        for one in (*command.arguments, *(o.value for o in command.options if o.value)):
            assert one.name.isupper() or one.choices, (command.words, one)


def test_without_a_library_nothing_is_made_and_nothing_said(tmp_path: Path) -> None:
    run = inside(tmp_path / "home")
    assert run("completions", "tags") == (0, "", "")
    assert not (tmp_path / "home").exists()
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "library.db").write_bytes(b"none")
    assert run("completions", "queries") == (0, "", "")


def test_every_query_that_is_offered_can_be_read_and_finds_its_tag(tmp_path: Path) -> None:
    tags = ["a(b", "c)d", 'qu"ote', "two words", "x-y", "-z", "Straße", "or"]
    with Library(tmp_path) as library:
        list(library.add([Source("a.txt", b"Title: Eins\n\nText.\n")]))
        library.labels.tag([library.search("")[0].id], tags)
        library.fold()
        told = inside(tmp_path)("completions", "queries")[1].split("\n")
        offered = [one for one in told if one.startswith("tag:")]
        assert len(offered) == len(tags) - 1
        for one in offered:
            assert len(library.search(one)) == 1
