"""The command `show`: prints whole articles, stored ones or documents that are not stored."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from library import Library, Refused, _
from reader import output
from reader.choosing import Shown
from reader.codes import NOTHING_FOUND, SOME_REFUSED, UNUSABLE
from reader.formats import complaint
from reader.output import complain
from reader.recognition import recognise_shown
from reader.writing import Document, document, named, write


def show(options: Namespace, library: Library) -> int:
    """Print whole articles: stored ones by id or query, or documents without storing them."""
    if options.plain and options.format is not None:
        complain(_("--plain and --format cannot both be said."))
        return UNUSABLE
    documents = _Documents(library, options)
    if options.format is not None:
        for piece in write(named(options.format), documents):
            output.put(piece, end="")
    else:
        for number, one in enumerate(documents):
            output.put("\n\n" if number else "", end="")
            output.put(output.article_text(one.article, one.mentions if options.plain else None))
    return documents.code()


class _Documents:
    """What is to be shown, one after the other, with what there is to say of each on stderr."""

    def __init__(self, library: Library, options: Namespace) -> None:
        self._library = library
        self._options = options
        self._chosen = Shown(library, options.chosen)
        self._shown = 0
        self._refused = 0

    def code(self) -> int:
        """Return how the command ends, once all is shown."""
        if self._refused:
            return SOME_REFUSED
        return NOTHING_FOUND if self._chosen.missed or not self._shown else 0

    def __iter__(self) -> Iterator[Document]:
        """Yield each once; what is refused or not found hinders no other."""
        # Imported here: 12 ms that no other command needs.
        from library import read_apart

        if self._chosen.query:
            self._prepare(list(self._chosen.ids()))
        for item in read_apart(self._chosen.items()):
            if isinstance(item, Refused):
                complain(complaint(item))
                self._refused += 1
                continue
            self._shown += 1
            if isinstance(item, str):
                if not self._chosen.query:
                    recognise_shown(self._options, self._library, [item])
                yield document(self._library, item)
            else:
                if item.notice is not None:
                    complain(f"{item.article.title}: {_(item.notice)}")
                yield Document(item.article, item.mentions)

    def _prepare(self, ids: list[str]) -> None:
        """Have the names in what the query finds recognised."""
        recognise_shown(self._options, self._library, ids)
