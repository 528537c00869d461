"""Does what is said in the dialogue, and goes from article to article."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Final

from library import Headline, Library, LibraryError, NotFound, _, parse_query
from reader.config import Config
from reader.dialogue import told
from reader.dialogue.aloud import Aloud
from reader.dialogue.console import Console
from reader.dialogue.labelling import Labels
from reader.dialogue.words import Understood, understood
from reader.formats import articles_told, complaint, count, did_you_mean

_TITLES: Final = 10
_SHOWN: Final = 80
"""Code points of what was not understood that are said."""


class Talk:
    """A dialogue on a list of articles, one of which is the present one."""

    def __init__(
        self, library: Library, config: Config, console: Console, keys: array[int]
    ) -> None:
        """Talk about the articles with `keys`, of which there is at least one."""
        self._library = library
        self._config = config
        self._console = console
        self._labels = Labels(library, config)
        self._all = keys
        self._listing = library.listing(keys, folded=config.one_row)
        self._row = 0
        self._listed = 0
        self._is_over = False
        self._aloud = Aloud(library, config, console, self._labels)
        self._commands = self._table()

    def run(self) -> None:
        """Say where one is, and do what is said until it is over."""
        count_told = articles_told(len(self._listing))
        self._console.say(_("{articles}. Enter reads, h is for help.").format(articles=count_told))
        self._do(Understood("where", ""))
        while not self._is_over and (line := self._console.ask()) is not None:
            meant = understood(line)
            if meant is None:
                message = _("“{line}” is no command. h lists them.")
                self._console.say(message.format(line=line[:_SHOWN]))
            else:
                self._do(meant)

    def _do(self, understood: Understood) -> None:
        """Do what was said; what cannot be done is told."""
        try:
            self._commands[understood.id](understood.argument)
        except LibraryError as error:
            self._console.say(complaint(error))

    def _table(self) -> dict[str, Callable[[str], None]]:
        """Return by the ids of the commands what does each, given its argument."""
        aloud, labels, present, say = self._aloud, self._labels, self._headline, self._console.say
        return {
            "read_on": lambda _none: self._read_on(),
            "rest": lambda _none: aloud.rest(present()),
            "again": lambda _none: aloud.again(present()),
            "next": lambda _none: self._go_to(self._row + 1),
            "previous": lambda _none: self._go_to(self._row - 1),
            "go": self._go,
            "titles": lambda _none: self._titles(),
            "where": lambda _none: self._where(),
            "sections": lambda number: aloud.sections(present(), number),
            "next_section": lambda _none: aloud.next_section(present()),
            "previous_section": lambda _none: aloud.previous_section(present()),
            "names": lambda name: aloud.names(present(), name),
            "search": self._search,
            "bookmark": lambda _none: say(labels.toggle_bookmark(present())),
            "unread": lambda _none: say(labels.mark_read(present(), is_read=False)),
            "read": lambda _none: say(labels.mark_read(present())),
            "tag": lambda tags: say(labels.tag(present(), tags)),
            "note": lambda note: say(labels.note(present(), note)),
            "undo": lambda _none: say(labels.undo()),
            "links": lambda _none: aloud.links(present()),
            "browser": lambda number: aloud.browse(present(), number),
            "help": lambda _none: say(*told.help_lines()),
            "quit": lambda _none: self._quit(),
        }

    # Going about

    def _go(self, argument: str) -> None:
        if argument.isdecimal():
            self._go_to(int(argument[:9]) - 1)
        else:
            self._console.say(_("Say a number."))

    def _go_to(self, row: int) -> None:
        """Go to another article, if there is one."""
        if row < 0:
            self._console.say(_("There is nothing before the first article."))
        elif row >= len(self._listing):
            self._console.say(_("There are no more articles."))
        else:
            self._row = self._listed = row
            self._aloud.leave()
            self._where()

    def _where(self) -> None:
        self._console.say(told.where(self._row, len(self._listing), self._headline()))

    def _titles(self) -> None:
        last = min(self._listed + _TITLES, len(self._listing))
        for row in range(self._listed, last):
            headline = self._listing[row]
            self._console.say(f"{count(row + 1)}: {told.title_of(headline)}")
        self._listed = last if last < len(self._listing) else 0

    def _search(self, argument: str) -> None:
        keys = self._library.find(parse_query(argument)) if argument else self._all
        if not keys:
            self._console.say(_("Nothing was found."))
            if suggestions := self._library.suggestions(argument):
                self._console.say(did_you_mean(suggestions))
            return
        self._listing = self._library.listing(keys, folded=self._config.one_row)
        self._console.say(_("{articles}.").format(articles=articles_told(len(self._listing))))
        self._go_to(0)

    def _headline(self) -> Headline:
        """Return the present headline, as it is on disk.

        Raises:
            NotFound: The article was deleted meanwhile.
        """
        self._listing.renew()
        headline = self._listing[self._row]
        if not headline.id:
            raise NotFound(_("This article is gone."))
        return headline

    def _read_on(self) -> None:
        """Read on in the article, or go to the next at its end."""
        if not self._aloud.read_on(self._headline()):
            self._go_to(self._row + 1)

    def _quit(self) -> None:
        self._is_over = True
