"""The command `entities`: lists what articles name, and takes what a person says of it."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from library import (
    N_,
    Action,
    Corrected,
    Correction,
    EntityKind,
    Known,
    Library,
    _,
    clean_line,
    ngettext,
)
from reader import output, records
from reader.arguments import take_json
from reader.codes import NOTHING_FOUND
from reader.formats import called, count, date_width, local_now, long_date

KINDS: Final = {
    EntityKind.PERSON: N_("a person"),
    EntityKind.PLACE: N_("a place"),
    EntityKind.ORGANISATION: N_("an organisation"),
    EntityKind.OTHER: N_("something else"),
}
"""The kinds that a name can have, as they are said."""
_HOW_TO_UNDO: Final = N_("To take it back: newsreader entities undo")


def _merge(library: Library, words: Sequence[str]) -> Corrected:
    entity, into = (library.register.entity(name).entity for name in words)
    return library.register.corrections.merge(entity, into)


def _split(library: Library, words: Sequence[str]) -> Corrected:
    return library.register.corrections.split(library.register.entity(words[0]).entity, words[1])


def _rename(library: Library, words: Sequence[str]) -> Corrected:
    return library.register.corrections.rename(library.register.entity(words[0]).entity, words[1])


def _retype(library: Library, words: Sequence[str]) -> Corrected:
    entity = library.register.entity(words[0]).entity
    return library.register.corrections.retype(entity, EntityKind(words[1]))


def _hide(library: Library, words: Sequence[str]) -> Corrected:
    return library.register.corrections.hide(library.register.entity(words[0]).entity)


@dataclass(frozen=True, slots=True)
class Saying:
    """What can be said of an entity."""

    arguments: str
    """What stands behind the word, as the help writes it."""
    help: str
    """What it does."""
    say: Callable[[Library, Sequence[str]], Corrected] | None = None
    """Says it; None for what is about corrections themselves."""

    def fits(self, words: Sequence[str]) -> bool:
        """Tell whether so many words may stand behind it."""
        needed = self.arguments.split()
        least = sum(not word.startswith("[") for word in needed)
        return least <= len(words) <= len(needed)

    def missing(self, words: Sequence[str]) -> Sequence[str]:
        """Return what must still stand behind it where `words` do, as the help writes it."""
        return [word for word in self.arguments.split() if not word.startswith("[")][len(words) :]


SAYINGS: Final = {
    "merge": Saying("A B", N_("A is B, from now on and in all articles"), _merge),
    "split": Saying("A FORM", N_("what is written FORM is not A"), _split),
    "rename": Saying("A NAME", N_("A is called NAME"), _rename),
    "retype": Saying("A KIND", N_("A is of the kind {kinds}"), _retype),
    "hide": Saying("A", N_("A is no name"), _hide),
    "undo": Saying("[ID]", N_("take the last back, or the one with this id")),
    "corrections": Saying("", N_("list what was said and holds")),
}
"""What may stand behind `entities` instead of a query."""


def take_entities(parser: ArgumentParser) -> None:
    """Take a query to narrow the list down, or what is said of an entity."""
    rows = [
        (f"{word} {one.arguments}".rstrip(), _(one.help).format(kinds=", ".join(KINDS)))
        for word, one in SAYINGS.items()
    ]
    parser.usage = "\n       ".join(
        f"{parser.prog} {use} [--json]" for use in ("[QUERY]", *(use for use, _help in rows))
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = (
        _("names are corrected, for all articles, by:")
        + "\n"
        + "".join(f"  {use:17} {does}\n" for use, does in rows)
        + _("A and B are names, with person:, place: or org: before them where that tells which.")
        + "\n"
        + _(
            "Articles with one of these words are meant by '\"undo\"', in quotation marks of its own."
        )
    )
    parser.add_argument(
        "words", nargs="*", metavar="QUERY", action=_Take, help=_("only in articles that match")
    )
    take_json(parser)


class _Take(argparse.Action):
    """Tells a query from what is said of an entity: by its first word, if as many follow as must."""

    first_words = tuple(SAYINGS)
    """What may stand first that is no query."""

    def __call__(
        self,
        parser: ArgumentParser,
        namespace: Namespace,
        values: str | Sequence[object] | None,
        option_string: str | None = None,  # noqa: ARG002 - what is called has it
    ) -> None:
        """Put into `namespace` what is said and of what, or the query."""
        first, *rest = [*map(str, values or ())] or [""]
        saying = SAYINGS.get(first)
        if saying is not None and saying.fits(rest):
            if first == "retype" and rest[1] not in {*KINDS}:
                parser.error(_("the kind must be one of {kinds}").format(kinds=", ".join(KINDS)))
            namespace.said, namespace.words, namespace.query = first, rest, ""
        elif saying is not None and (missing := saying.missing(rest)):
            # One word alone might be a query; but who types a verb mostly forgot what it is about.
            told = _("the following arguments are required: %s") % ", ".join(missing)
            usage = _("there is {usage}").format(usage=f"{first} {saying.arguments}")
            hint = _("or, for the articles that have the word: {query}").format(
                query=f"'\"{first}\"'"
            )
            parser.error("; ".join((told, usage, *(() if rest else (hint,)))))
        elif rest:
            asked = f"{first} {saying.arguments}" if saying else _("one QUERY, in quotation marks")
            parser.error(_("there is {usage}").format(usage=asked))
        else:
            namespace.said, namespace.words, namespace.query = "", [], first


def entities(options: Namespace, library: Library) -> int:
    """Print the entities of all articles, or of those that match a query; or correct one."""
    if not options.said:
        return _list(options, library)
    if options.said == "corrections":
        return _list_corrections(options, library)
    say = SAYINGS[options.said].say
    if say is None:
        correction = library.register.corrections.undo(*options.words)
        sentence = _("Taken back: {what}.").format(what=said(correction))
    else:
        outcome = say(library, options.words)
        correction = outcome.correction
        sentence = f"{_so_now(correction, outcome.entity)}. {_(_HOW_TO_UNDO)}"
    library.fold()
    if options.json:
        output.put_record(records.correction_record(correction))
    else:
        output.put(sentence)
    return 0


def said(correction: Correction) -> str:
    """Return what was said as a sentence without a full stop, safe to show."""
    match correction.action:
        case Action.MERGE:
            sentence = _("{name} is {other}").format(
                name=correction.name, other=correction.into_name
            )
        case Action.SPLIT:
            sentence = _("{form} is not {name}").format(form=correction.text, name=correction.name)
        case Action.RENAME:
            sentence = _("{name} is called {new}").format(name=correction.name, new=correction.text)
        case Action.RETYPE:
            kind = correction.into[0] if correction.into else EntityKind.OTHER
            sentence = _("{name} is {other}").format(
                name=correction.name, other=_(KINDS.get(kind, kind))
            )
        case Action.HIDE:
            sentence = _("{name} is no name").format(name=correction.name)
    return clean_line(sentence)


def _so_now(correction: Correction, known: Known | None) -> str:
    """Return what was said, and where that is so now, without a full stop."""
    if known is None:
        return _("{what} now").format(what=said(correction))
    told = ngettext(
        "{what} now, in {count} article", "{what} now, in {count} articles", known.articles
    )
    return told.format(what=said(correction), count=count(known.articles))


def _list(options: Namespace, library: Library) -> int:
    """Print the entities of all articles, or of those that match a query."""
    found = False
    for known in library.register.known(options.query):
        found = True
        if options.json:
            output.put_record(records.known_record(known))
        else:
            name, aliases = called(known), ", ".join(map(clean_line, known.aliases))
            output.put(f"{known.mentions:6} {known.entity.kind:12} {name}  ({aliases})")
    return 0 if found else NOTHING_FOUND


def _list_corrections(options: Namespace, library: Library) -> int:
    """Print what was said and holds, the first first."""
    holding = library.register.corrections.all()
    now = local_now()
    for one in holding:
        if options.json:
            output.put_record(records.correction_record(one))
        else:
            output.put(
                f"{output.short_id(one.id)} {long_date(one.at, now):>{date_width()}}  {said(one)}"
            )
    return 0 if holding else NOTHING_FOUND
