"""The commands `searches` and `rules`: they list the queries that are kept, and do to them what is asked."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from library import (
    N_,
    UNREAD,
    Deed,
    Edit,
    Library,
    Pages,
    Queries,
    QueryError,
    Saved,
    Shelf,
    _,
    all_of,
    clean_line,
    parse_query,
)
from reader import output, records
from reader.arguments import take_json
from reader.codes import NOTHING_FOUND
from reader.formats import articles_told, complaint, count, padded

_MAKES: Final = "add"
"""The word that keeps something new, for which a library is made where there is none."""
_NAME_WIDTH: Final = 20


@dataclass(frozen=True, slots=True)
class Word:
    """A word that may stand behind `searches` or `rules`."""

    arguments: tuple[str, ...]
    """What stands behind it, as the help writes it."""
    help: str
    """What it does."""
    do: Callable[[Library, Sequence[str]], Edit] | None = None
    """Does it; None for listing."""


SEARCHES: Final = {
    "list": Word((), N_("list them in the order of their keys, with how many articles are unread")),
    "add": Word(
        ("NAME", "QUERY"),
        N_("save a search, or have the one of that name look for something else"),
        lambda library, words: library.searches.add(words[0], words[1]),
    ),
    "remove": Word(
        ("NAME",),
        N_("remove one"),
        lambda library, words: library.searches.remove(library.searches.one(words[0])),
    ),
    "rename": Word(
        ("NAME", "NEW"),
        N_("give it another name"),
        lambda library, words: library.searches.rename(library.searches.one(words[0]), words[1]),
    ),
    "move": Word(
        ("NAME", "PLACE"),
        N_("make it the one at this place, 1 for the first"),
        lambda library, words: library.searches.move(
            library.searches.one(words[0]), int(words[1]) - 1
        ),
    ),
    "undo": Word(
        (), N_("take back what was done last"), lambda library, _words: library.searches.undo()
    ),
}
"""What may stand behind `searches`."""

_PAGES: Final[dict[str, str]] = {
    Pages.ALWAYS: N_("The pages of “{name}” are always fetched"),
    Pages.SHORT: N_("The pages of “{name}” are fetched where it has little text"),
    Pages.NEVER: N_("The pages of “{name}” are never fetched"),
}

RULES: Final = {
    "list": Word((), N_("list them with how many articles each hides")),
    "add": Word(
        ("QUERY",),
        N_("hide what a query finds from all views and searches"),
        lambda library, words: library.rules.add(words[0]),
    ),
    "remove": Word(
        ("QUERY",),
        N_("show it again"),
        lambda library, words: library.rules.remove(library.rules.one(words[0])),
    ),
    "undo": Word(
        (), N_("take back what was done last"), lambda library, _words: library.rules.undo()
    ),
}
"""What may stand behind `rules`."""


def take_searches(parser: ArgumentParser) -> None:
    """Take what is to be done to saved searches."""
    _take(parser, SEARCHES)


def take_rules(parser: ArgumentParser) -> None:
    """Take what is to be done to rules."""
    _take(parser, RULES)


def searches(options: Namespace, library: Library) -> int:
    """List the saved searches, or do something to them."""
    return _do(options, library, SEARCHES, library.searches)


def rules(options: Namespace, library: Library) -> int:
    """List the rules that hide, or do something to them."""
    return _do(options, library, RULES, library.rules)


def done(edit: Edit) -> str:
    """Return what was done to a query as a sentence without a full stop, safe to show."""
    sentence = {
        (Shelf.SEARCHES, Deed.ADD): _("“{name}” is saved"),
        (Shelf.SEARCHES, Deed.CHANGE): _("“{name}” looks for {query} now"),
        (Shelf.SEARCHES, Deed.RENAME): _("It is called “{name}” now"),
        (Shelf.SEARCHES, Deed.MOVE): _("“{name}” is at place {place} now"),
        (Shelf.SEARCHES, Deed.REMOVE): _("“{name}” is removed"),
        (Shelf.FEEDS, Deed.ADD): _("“{name}” is followed"),
        (Shelf.FEEDS, Deed.CHANGE): _("“{name}” is at {query} now"),
        (Shelf.FEEDS, Deed.RENAME): _("It is called “{name}” now"),
        (Shelf.FEEDS, Deed.REMOVE): _("“{name}” is followed no longer; its articles stay"),
        (Shelf.FEEDS, Deed.SET): _(_PAGES.get(edit.query, "“{name}” is changed")),
        (Shelf.RULES, Deed.ADD): _("What “{query}” finds is hidden"),
        (Shelf.RULES, Deed.REMOVE): _("What “{query}” finds is shown again"),
    }.get((edit.shelf, edit.deed), _("“{name}” is changed"))
    return _of(edit, sentence)


def what_was_done(edit: Edit) -> str:
    """Return what an edit has done as what can be taken back and done again, safe to show."""
    noun = {
        (Shelf.SEARCHES, Deed.ADD): _("saving “{name}”"),
        (Shelf.SEARCHES, Deed.CHANGE): _("what “{name}” looks for"),
        (Shelf.SEARCHES, Deed.RENAME): _("the name “{name}”"),
        (Shelf.SEARCHES, Deed.MOVE): _("the place of “{name}”"),
        (Shelf.SEARCHES, Deed.REMOVE): _("the removal of “{name}”"),
        (Shelf.FEEDS, Deed.ADD): _("following “{name}”"),
        (Shelf.FEEDS, Deed.CHANGE): _("the address of “{name}”"),
        (Shelf.FEEDS, Deed.RENAME): _("the name “{name}”"),
        (Shelf.FEEDS, Deed.REMOVE): _("leaving “{name}”"),
        (Shelf.FEEDS, Deed.SET): _("when the pages of “{name}” are fetched"),
        (Shelf.RULES, Deed.ADD): _("hiding what “{query}” finds"),
        (Shelf.RULES, Deed.REMOVE): _("showing what “{query}” finds"),
    }.get((edit.shelf, edit.deed), _("the change of “{name}”"))
    return _of(edit, noun)


def _of(edit: Edit, words: str) -> str:
    name = edit.name.strip("/") or edit.query if edit.shelf is Shelf.FEEDS else edit.name
    return clean_line(words.format(name=name, query=edit.query, place=edit.place + 1))


def problem_of(saved: Saved) -> QueryError | None:
    """Return why a query cannot be read; None when it can."""
    try:
        parse_query(saved.query)
    except QueryError as error:
        return error
    return None


def _take(parser: ArgumentParser, words: dict[str, Word]) -> None:
    """Take one of `words` and what belongs behind it; without one, they are listed."""
    rows = [(" ".join((name, *word.arguments)), _(word.help)) for name, word in words.items()]
    parser.usage = "\n       ".join(f"{parser.prog} {use} [--json]" for use, _help in rows)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "".join(f"  {use:17} {does}\n" for use, does in rows)
    parser.set_defaults(word="list", words=[])
    parser.add_argument("words", nargs="*", metavar="WORD", action=_Take, choices_of=words)
    take_json(parser)


class _Take(argparse.Action):
    """Tells what is to be done by the first word, and sees to it that as many follow as must."""

    def __init__(self, *, choices_of: dict[str, Word], **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self._words = choices_of
        self.first_words = tuple(choices_of)
        """What may stand first."""

    def __call__(
        self,
        parser: ArgumentParser,
        namespace: Namespace,
        values: str | Sequence[object] | None,
        option_string: str | None = None,  # noqa: ARG002 - what is called has it
    ) -> None:
        """Put into `namespace` what is to be done, and to what."""
        first, *rest = [*map(str, values or ())] or ["list"]
        word = self._words.get(first)
        if word is None:
            parser.error(
                _("there is {words}, but no “{word}”").format(
                    words=", ".join(self._words), word=clean_line(first)
                )
            )
        if len(rest) != len(word.arguments):
            parser.error(_("there is {usage}").format(usage=" ".join((first, *word.arguments))))
        if "PLACE" in word.arguments and not (rest[-1].isdecimal() and 0 < int(rest[-1]) < 1000):
            parser.error(_("the place must be a number from 1 on"))
        namespace.word, namespace.words = first, rest
        namespace.makes = first == _MAKES


def _do(options: Namespace, library: Library, words: dict[str, Word], queries: Queries) -> int:
    """Do what `options` say, and tell it."""
    do = words[options.word].do
    if do is None:
        return _list(options, library, queries)
    edit = do(library, options.words)
    library.fold()
    if options.json:
        output.put_record(records.edit_record(edit))
    elif options.word == "undo":
        output.put(_("Taken back: {what}.").format(what=what_was_done(edit)))
    else:
        number = _told(library, edit)
        back = _("To take it back: newsreader {command} undo").format(command=options.command)
        output.put(f"{done(edit)}{number}. {back}")
    return 0


def _told(library: Library, edit: Edit) -> str:
    """Return how many articles a rule that was added hides; empty for all else."""
    if edit.shelf is not Shelf.RULES or edit.deed is not Deed.ADD:
        return ""
    number = library.hidden_by(Saved(edit.id, edit.query, edit.query))
    return f": {articles_told(number)}"


def _list(options: Namespace, library: Library, queries: Queries) -> int:
    """Print the queries in their order; one that cannot be read hinders no other."""
    for saved in queries.all():
        number: int | None = None
        problem = problem_of(saved)
        if problem is None:
            number = _count(library, saved, queries.shelf)
        if options.json:
            output.put_record(records.saved_record(saved, queries.shelf, number, problem))
        else:
            told = complaint(problem) if problem else clean_line(saved.query)
            name = f"{padded(clean_line(saved.name), _NAME_WIDTH)}  "
            if queries.shelf is Shelf.RULES:
                name, told = "", told if problem is None else f"{clean_line(saved.query)}  {told}"
            output.put(
                f"{output.short_id(saved.id)} {'-' if number is None else count(number):>9}  {name}{told}"
            )
    return 0 if queries.all() else NOTHING_FOUND


def _count(library: Library, saved: Saved, shelf: Shelf) -> int:
    """Return how many unread articles a search finds, or how many articles a rule hides."""
    if shelf is Shelf.RULES:
        return library.hidden_by(saved)
    return library.count(all_of(parse_query(saved.query), UNREAD))
