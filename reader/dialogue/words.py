"""The commands of the dialogue, each by a letter and by words, and how a line is understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from library import N_, _


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be said."""

    id: str
    """What does it, in `reader.dialogue.talk`."""
    words: str
    """The letter and the words that mean it, parted by blanks; other languages add theirs."""
    help: str
    """What it does, as a sentence; to be translated where it is shown."""
    argument: str = ""
    """What may follow it, for the help; to be translated too."""


COMMANDS: Final = (
    Command(
        "read_on",
        N_("o open on"),
        N_("Reads the article, and reads on, a page at a time. An empty line does it too."),
    ),
    Command("rest", N_("a all rest"), N_("Reads all that is left of the article.")),
    Command("again", N_("g again repeat"), N_("Reads the last page again.")),
    Command("next", N_("n next"), N_("Goes to the next article.")),
    Command("previous", N_("p previous"), N_("Goes to the previous article.")),
    Command("go", N_("# number"), N_("Goes to the article with that number."), N_("NUMBER")),
    Command("titles", N_("y list titles"), N_("Lists the next ten articles by number.")),
    Command(
        "where", N_("i info where"), N_("Says which article this is, and what is known of it.")
    ),
    Command(
        "sections",
        N_("c contents sections section"),
        N_("Lists the sections; with a number, reads that one."),
        N_("[NUMBER]"),
    ),
    Command("next_section", N_("] skip"), N_("Reads the next section.")),
    Command(
        "previous_section",
        N_("[ back"),
        N_("Reads the section from its beginning, or the one before."),
    ),
    Command(
        "names",
        N_("e names entities"),
        N_("Lists what the article names; with a name, the sentences that have it."),
        N_("[NAME]"),
    ),
    Command(
        "search",
        N_("/ search find"),
        N_("Goes to the articles that match; alone, to all of before."),
        N_("[QUERY]"),
    ),
    Command("bookmark", N_("s star bookmark"), N_("Sets the bookmark, or removes it.")),
    Command("unread", N_("u unread"), N_("Marks the article as unread.")),
    Command("read", N_("r read"), N_("Marks the article as read.")),
    Command(
        "tag",
        N_("t tag tags"),
        N_("Puts tags on the article; those with a minus sign before them are taken off."),
        N_("[TAG, -TAG]"),
    ),
    Command(
        "note",
        N_("m note memo"),
        N_("Notes something on the article; a minus sign alone removes the note."),
        N_("[TEXT]"),
    ),
    Command("undo", N_("z undo"), N_("Takes back what was done last, step by step.")),
    Command("links", N_("l links"), N_("Lists where the article leads, by number.")),
    Command(
        "browser",
        N_("b browser"),
        N_("Opens the article's address in the browser, or the link with that number."),
        N_("[NUMBER]"),
    ),
    Command("help", N_("h help ?"), N_("Lists what can be said.")),
    Command("quit", N_("q quit exit"), N_("Ends it. So does the end of the input.")),
)
"""Everything that can be said."""

_SIGNS: Final = ("/", "[", "]", "?")
"""What means a command even where its argument follows at once."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A line that means a command."""

    id: str
    """The command's id."""
    argument: str
    """What follows it; may be empty."""


def words_of(command: Command) -> list[str]:
    """Return the letter of a command, then its words in the chosen language and in English."""
    letter, *english = command.words.split()
    return list(dict.fromkeys([letter, *_(command.words).split(), *english]))


def understood(line: str) -> Understood | None:
    """Return what a line means: by a letter, a word, or the beginning of a word that is of no other.

    None where that is nothing, or more than one thing.
    """
    line = line.strip()
    if not line:
        return Understood("read_on", "")
    if line.isdecimal():
        return Understood("go", line)
    if line.startswith(_SIGNS):
        line = f"{line[0]} {line[1:]}"
    word, _blank, argument = line.partition(" ")
    found = set(_meant(word.casefold()))
    return Understood(found.pop(), argument.strip()) if len(found) == 1 else None


def _meant(word: str) -> Iterator[str]:
    """Yield the ids of the commands that a word means, or that have words which begin so."""
    exact = [one.id for one in COMMANDS if word in words_of(one)]
    if exact or len(word) == 1:
        yield from exact
        return
    for one in COMMANDS:
        if any(known.startswith(word) for known in words_of(one)):
            yield one.id
