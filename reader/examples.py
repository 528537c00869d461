"""Worked examples of every command, for its help and the manual page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from library import N_, _
from reader.output import PROGRAM


@dataclass(frozen=True, slots=True)
class Example:
    """A line that may be typed as it stands."""

    line: str
    """The line."""
    does: str
    """What it does, in a few words; to be translated where it is shown."""


EXAMPLES: Final = {
    "open": (
        Example("newsreader ~/articles", N_("store a folder, and read")),
        Example(
            "newsreader https://example.org/report", N_("store the article of a page, and read")
        ),
    ),
    "add": (
        Example("newsreader add ~/articles report.html", N_("store a folder and a file")),
        Example("curl -s https://example.org/ | newsreader add -", N_("store what another prints")),
        Example(
            "newsreader add --json ~/articles | jq -r 'select(.result == \"refused\") | .source'",
            N_("name what was not taken"),
        ),
    ),
    "reindex": (
        Example("newsreader reindex", N_("read all again, after an update of newsreader")),
    ),
    "list": (
        Example("newsreader list is:unread after:7d --sort source", N_("what is unread of a week")),
        Example("newsreader list --json --limit 10 | jq -r .title", N_("the ten newest titles")),
    ),
    "search": (
        Example("newsreader search 'waffen* title:\"new york\"'", N_("two things at once")),
        Example("newsreader search -- -munition kohle", N_("one without the other")),
        Example("newsreader search --json person:merkel | jq '.hits | length'", N_("count places")),
    ),
    "show": (
        Example("newsreader show 3f2a9c01", N_("the article whose id begins so")),
        Example("newsreader show --plain is:bookmarked | less", N_("all bookmarks, names marked")),
        Example(
            "newsreader show --json report.html | jq '.mentions[].name'", N_("names in a file")
        ),
    ),
    "read": (
        Example("newsreader read is:unread", N_("read what is unread, in plain lines")),
        Example("printf 'a\\nn\\na\\n' | newsreader read", N_("print the two newest articles")),
    ),
    "mark": (
        Example("newsreader mark read source:herald before:30d", N_("mark what a query finds")),
        Example("newsreader list title:wetter | newsreader mark read -", N_("mark what is listed")),
    ),
    "tag": (
        Example("newsreader tag is:bookmarked --add thesis", N_("put a tag on all bookmarks")),
        Example("newsreader tag --json", N_("list all tags")),
    ),
    "note": (
        Example("newsreader note 3f2a9c01 'ask Anna'", N_("note something on an article")),
        Example("newsreader note is:noted", N_("print all notes")),
    ),
    "remove": (
        Example("newsreader remove 3f2a9c01 77be", N_("delete two articles")),
        Example("newsreader remove --yes title:horoskop", N_("delete what a query finds, unasked")),
        Example("newsreader remove --undo", N_("bring back what was deleted last")),
    ),
    "prune": (
        Example("newsreader prune --dry-run before:2y is:read", N_("list what would be deleted")),
    ),
    "restore": (
        Example("newsreader restore", N_("list what was deleted")),
        Example("newsreader restore 3f2a9c01", N_("bring one article back")),
    ),
    "export": (
        Example("newsreader export is:bookmarked --to ~/dossier", N_("a file for each bookmark")),
        Example(
            "newsreader export tag:thesis --format bibtex --output thesis.bib",
            N_("a bibliography of what has a tag"),
        ),
        Example("newsreader export --json > all.jsonl", N_("everything, for another program")),
    ),
    "feeds": (
        Example("newsreader feeds", N_("list what is followed")),
        Example("newsreader feeds list --json | jq -r .address", N_("list the addresses alone")),
        Example(
            "newsreader feeds add https://example.org --name News/Example",
            N_("follow the feed of a site, in a folder"),
        ),
        Example("newsreader feeds find https://example.org", N_("name the feeds of a site")),
        Example("newsreader feeds rename Example News/Herald", N_("call it otherwise")),
        Example("newsreader feeds pages Herald always", N_("fetch the pages of its articles too")),
        Example("newsreader feeds remove Herald", N_("follow it no longer")),
        Example("newsreader feeds import subscriptions.opml", N_("follow another reader's feeds")),
        Example("newsreader feeds export > subscriptions.opml", N_("hand them to another reader")),
        Example("newsreader feeds undo", N_("take back what was done last")),
    ),
    "update": (
        Example("newsreader update", N_("ask all feeds that are due")),
        Example("newsreader update News", N_("ask those in a folder, due or not")),
        Example("newsreader update --json | jq -r 'select(.problem) | .feed'", N_("name failures")),
    ),
    "searches": (
        Example("newsreader searches add Ukraine 'ukraine OR kiew'", N_("save a search")),
        Example("newsreader searches move Ukraine 1", N_("make it the first")),
    ),
    "rules": (
        Example(
            "newsreader rules add 'title:horoskop OR source:werbung'", N_("hide what it finds")
        ),
    ),
    "entities": (
        Example("newsreader entities after:7d", N_("who and what a week was about")),
        Example("newsreader entities merge Putin 'Wladimir Putin'", N_("two names are one person")),
        Example(
            "newsreader entities --json | jq -r 'select(.kind == \"person\") | .name'",
            N_("all persons, most mentioned first"),
        ),
    ),
    "recognise": (
        Example("newsreader recognise", N_("recognise all that is still to be done")),
        Example("newsreader recognise source:herald", N_("recognise these articles again")),
    ),
    "state": (
        Example(
            "newsreader state export --whole > state.json",
            N_("all that you did, for another machine"),
        ),
        Example("newsreader state import --merge state.json", N_("take it in there")),
        Example(
            "newsreader state export | jq -r 'select(.note != \"\") | .id'", N_("what has a note")
        ),
    ),
    "doctor": (
        Example("newsreader doctor --json | jq 'select(.ok | not)'", N_("what is not well")),
    ),
    "repair": (
        Example("newsreader repair", N_("save what can be read, once it is said to be damaged")),
    ),
    "config": (
        Example("newsreader config --path", N_("where the file of settings is, or would be")),
        Example(
            "newsreader config --json | jq 'select(.value != .default)'", N_("what is set in it")
        ),
    ),
    "locate": (
        Example("newsreader locate", N_("where everything is kept")),
        Example("newsreader locate 3f2a9c01", N_("which file or address an article came from")),
        Example('tar czf backup.tgz "$(newsreader locate --folder)"', N_("save all of it")),
    ),
    "completions": (
        Example(
            "newsreader completions bash > ~/.local/share/bash-completion/completions/newsreader",
            N_("for bash"),
        ),
        Example('newsreader completions zsh > "${fpath[1]}/_newsreader"', N_("for zsh")),
        Example(
            "newsreader completions fish > ~/.config/fish/completions/newsreader.fish",
            N_("for fish"),
        ),
    ),
    "man": (
        Example(
            "newsreader man > ~/.local/share/man/man1/newsreader.1",
            N_("so that man newsreader finds it"),
        ),
        Example("newsreader man | man -l -", N_("read it at once")),
    ),
}
"""Examples by the names of commands."""


def examples_of(*words: str) -> tuple[Example, ...]:
    """Return the examples of a command, or of a word behind it such as `feeds add`."""
    found = EXAMPLES.get(words[0], ())
    if len(words) == 1:
        return found
    begins = " ".join((PROGRAM, *words))
    return tuple(one for one in found if one.line == begins or one.line.startswith(f"{begins} "))


def told(examples: tuple[Example, ...]) -> str:
    """Return examples as lines, below a heading."""
    lines = (f"  {one.line}\n      {_(one.does)}" for one in examples)
    return "\n".join([_("examples:"), *lines])
