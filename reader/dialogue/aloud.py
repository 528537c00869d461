"""Reads an article out, and keeps how far that was; tells its sections, names and links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from library import Headline, Library, _
from reader.browsing import open_address
from reader.config import Config
from reader.dialogue import told
from reader.dialogue.console import Console
from reader.dialogue.labelling import Labels
from reader.dialogue.pages import Reading
from reader.links import links_of

_OPEN: Final = "open"
_END: Final = "end"


class Aloud:
    """Reads articles out, one at a time; each method is for the article of the headline it gets."""

    def __init__(self, library: Library, config: Config, console: Console, labels: Labels) -> None:
        """Read articles in `library`; `config` says when one is read, which is done by `labels`."""
        self._library = library
        self._config = config
        self._console = console
        self._labels = labels
        self._reading: Reading | None = None

    def leave(self) -> None:
        """Leave the article; when it is read again, that is from where it stopped."""
        self._reading = None

    # Reading on

    def read_on(self, headline: Headline) -> bool:
        """Read the next page; tell whether there was any."""
        is_new = self._reading is None
        reading = self._opened(headline)
        if reading.is_at_end and not is_new:
            return False
        if is_new and not reading.is_at_beginning:
            self._console.say(told.resumed(reading))
        self._say(headline, reading.page())
        return True

    def rest(self, headline: Headline) -> None:
        """Read all that is left."""
        self._say(headline, self._opened(headline).rest())

    def again(self, headline: Headline) -> None:
        """Read the last page again."""
        reading = self._opened(headline)
        reading.go_back()
        self._say(headline, reading.page())

    # Sections

    def sections(self, headline: Headline, argument: str) -> None:
        """List the sections, or read the one with that number."""
        reading = self._opened(headline)
        number = int(argument[:9]) if argument.isdecimal() else 0
        if not reading.headings:
            self._console.say(_("This article has no sections."))
        elif not argument:
            self._console.say(*told.sections_of(reading))
        elif 1 <= number <= len(reading.headings):
            self._read_section(headline, number)
        else:
            self._console.say(_("No section has this number."))

    def next_section(self, headline: Headline) -> None:
        """Read the section behind the one that was heard."""
        reading = self._opened(headline)
        if reading.heard < len(reading.headings):
            self._read_section(headline, reading.heard + 1)
        else:
            self._console.say(_("There is no section behind this one."))

    def previous_section(self, headline: Headline) -> None:
        """Read the section that was heard from its heading on, or else the one before it."""
        self._read_section(headline, self._opened(headline).section_before)

    def _read_section(self, headline: Headline, number: int) -> None:
        reading = self._opened(headline)
        reading.go_to(number)
        self._say(headline, reading.section_text())

    # What else it has

    def names(self, headline: Headline, argument: str) -> None:
        """List what is named in it, or the sentences that have a name."""
        mentions = self._library.register.mentions(headline.id)
        article = self._library.article(headline.id)
        if argument:
            lines = told.said_of(article, mentions, argument)
            self._console.say(*(list(lines) or [_("It is not named here.")]))
            return
        self._console.say(*told.names_of(article, mentions))
        if not self._library.register.is_recognised(headline.id):
            message = _("Names are still to be recognised here; newsreader recognise does that.")
            self._console.say(message)
        elif not mentions:
            self._console.say(_("Nothing is named here."))

    def links(self, headline: Headline) -> None:
        """List where it leads."""
        links = links_of(self._opened(headline).article)
        lines = list(told.link_lines(links)) or [_("This article has no links and no address.")]
        self._console.say(*lines)

    def browse(self, headline: Headline, argument: str) -> None:
        """Open its address, or the link with that number; the whole address is said before."""
        article = self._opened(headline).article
        links = links_of(article)
        if not argument and not article.url:
            self._console.say(_("This article has no address."))
            return
        number = int(argument[:9]) if argument.isdecimal() else 0 if argument else 1
        if not 1 <= number <= len(links):
            self._console.say(_("No link has this number."))
            return
        link = links[number - 1]
        self._console.say(link.address)
        open_address(link.url)
        self._console.say(_("It is open in the browser."))

    def _opened(self, headline: Headline) -> Reading:
        """Return how far the article is read."""
        if self._reading is None:
            article = self._library.article(headline.id)
            self._reading = Reading(article, self._library.status(headline.id).place)
        return self._reading

    def _say(self, headline: Headline, texts: Iterable[str]) -> None:
        """Read texts of the article out, as far as nobody stops it, and keep how far that was."""
        reading = self._opened(headline)
        if self._config.read == _OPEN and headline.read is None:
            self._labels.mark_read(headline)
        for text in texts:
            self._console.say(text)
            if self._console.is_stopped:
                reading.leave()
                break
        self._library.keep_place(headline.id, reading.place)
        if self._config.read == _END and reading.is_at_end and headline.read is None:
            self._labels.mark_read(headline)
        self._console.say(told.stand_of(reading))
