"""Every command of the command line: its name, what it takes, and what does it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from library import (
    N_,
    Library,
)
from reader import arguments, pruning, putting
from reader.completing import completions, man, take_completions, take_man
from reader.configuring import print_config, take_config
from reader.dialogue import read, take_read
from reader.doctor import doctor
from reader.entities import entities, take_entities
from reader.exchanging import state, take_state
from reader.exporting import export, take_export
from reader.feeds import feeds, take_feeds, take_update, update
from reader.filling import add, open_reader, reindex
from reader.listing import list_articles, mark, search
from reader.locating import locate, take_locate
from reader.queries import rules, searches, take_rules, take_searches
from reader.recognition import recognise
from reader.repairing import repair, take_repair
from reader.showing import show

Run = Callable[[Namespace, Library], int]
"""Does what the options say and returns the exit code."""

Alone = Callable[[Namespace, Path], int]
"""Does it without opening the library, of which it gets the folder."""


@dataclass(frozen=True, slots=True)
class Subcommand:
    """A word that may follow `newsreader`."""

    name: str
    """The word."""
    help: str
    """What it does, as a sentence without a full stop; to be translated where it is shown."""
    run: Run | Alone
    """Does it."""
    arguments: Callable[[ArgumentParser], None]
    """Declares its arguments."""
    opens: bool = True
    """Whether the library is opened for it."""
    makes: bool = False
    """Whether a library is made for it where there is none: whether it keeps something new.

    Of a command with words behind it this is said of each of them.
    """
    ends: bool = True
    """Whether it ends where nobody reads its answers any more; one that changes much does all of it."""


ALL: Final = (
    Subcommand(
        "open",
        N_("Store paths, if any, and open the reader"),
        open_reader,
        arguments.take_paths,
        makes=True,
    ),
    Subcommand("add", N_("Store documents"), add, arguments.take_added, makes=True, ends=False),
    Subcommand(
        "reindex",
        N_("Read all that is stored again, as this version reads it"),
        reindex,
        arguments.take_json,
        ends=False,
    ),
    Subcommand(
        "list",
        N_("List stored articles, newest first"),
        list_articles,
        arguments.take_optional_query,
    ),
    Subcommand("search", N_("List the articles that match a query"), search, arguments.take_query),
    Subcommand("show", N_("Print whole articles"), show, arguments.take_articles),
    Subcommand(
        "read",
        N_("Read in a dialogue of lines, as screen readers and pipes can take it"),
        read,
        take_read,
    ),
    Subcommand(
        "mark",
        N_("Mark articles as read, unread or bookmarked"),
        mark,
        arguments.take_mark,
        ends=False,
    ),
    Subcommand(
        "tag",
        N_("Put tags on articles, take them off, or list them"),
        putting.tag,
        putting.take_tag,
        ends=False,
    ),
    Subcommand(
        "note",
        N_("Note something on an article, or print what is noted"),
        putting.note,
        putting.take_note,
        ends=False,
    ),
    Subcommand(
        "remove",
        N_("Delete articles, or bring the last back"),
        putting.remove,
        putting.take_remove,
        ends=False,
    ),
    Subcommand(
        "prune",
        N_("Delete what a query finds, but nothing that is marked"),
        pruning.prune,
        pruning.take_prune,
        ends=False,
    ),
    Subcommand(
        "restore",
        N_("List deleted articles, or bring them back"),
        putting.restore,
        putting.take_restore,
        ends=False,
    ),
    Subcommand("export", N_("Write whole articles to files, or print them"), export, take_export),
    Subcommand(
        "feeds",
        N_("List the feeds that are followed, or change them"),
        feeds,
        take_feeds,
    ),
    Subcommand(
        "update",
        N_("Ask the feeds for what is new, and store it"),
        update,
        take_update,
        ends=False,
    ),
    Subcommand(
        "searches",
        N_("List saved searches, or change them"),
        searches,
        take_searches,
    ),
    Subcommand(
        "rules",
        N_("List rules that hide articles, or change them"),
        rules,
        take_rules,
    ),
    Subcommand(
        "entities", N_("List what the articles name, or correct it"), entities, take_entities
    ),
    Subcommand(
        "recognise",
        N_("Recognise persons, places and organisations where that is still to be done"),
        recognise,
        arguments.take_recognise,
        ends=False,
    ),
    Subcommand(
        "state",
        N_("Print what you did to the articles, or merge what you did elsewhere"),
        state,
        take_state,
        opens=False,
    ),
    Subcommand(
        "doctor",
        N_("Say what is well and what is not, and change nothing"),
        doctor,
        arguments.take_doctor,
        opens=False,
    ),
    Subcommand(
        "repair",
        N_("Save what can be read in a damaged library, and keep the damaged file"),
        repair,
        take_repair,
        opens=False,
        ends=False,
    ),
    Subcommand(
        "locate",
        N_("Say where everything is kept, or where articles came from"),
        locate,
        take_locate,
        opens=False,
    ),
    Subcommand(
        "config",
        N_("Print the settings in force, as config.toml has them"),
        print_config,
        take_config,
        opens=False,
    ),
    Subcommand(
        "completions",
        N_("Print what has a shell complete commands, options, files, tags and searches"),
        completions,
        take_completions,
        opens=False,
    ),
    Subcommand(
        "man",
        N_("Print the manual page"),
        man,
        take_man,
        opens=False,
    ),
)
"""Every command."""
