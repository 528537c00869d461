"""The manual page, in roff, made from what the command line declares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Final

from library import N_, _
from reader.declared import Argument, Command, Option
from reader.examples import Example, examples_of
from reader.output import PROGRAM

_CODES: Final = {
    0: N_("All was done."),
    1: N_("Nothing was found, or an id is of no article, or not all is well."),
    2: N_("It was asked for wrongly, or the library cannot be used."),
    3: N_("Some of what was named was refused; each is named on stderr, with its reason."),
    130: N_("It was stopped with Ctrl-C."),
}
_VARIABLES: Final = {
    "NEWSREADER_HOME": N_("The folder of the library, where --home names none."),
    "NO_COLOR": N_("No colours are shown, if it is set."),
    "LC_ALL, LC_MESSAGES, LANG": N_(
        "The language, German or English, where the settings name none."
    ),
}
_FILES: Final = {
    "library.db": N_("Articles, originals and index (SQLite)."),
    "state.json": N_("What you did: read, bookmarks, tags, notes, searches, feeds (TinyDB)."),
    "state.journal": N_("The last of it, until it is in state.json."),
    "config.toml": N_("Settings; “newsreader config” prints all of them."),
}
_QUERIES: Final = (
    ("waffen handel", N_("both words, in all their forms")),
    ('"new york"', N_("exactly that")),
    ("waffen* *waffen*", N_("words that begin so; words that hold it")),
    ("-munition", N_("what lacks it; behind -- where it comes first")),
    ("wien OR köln, (…)", N_("either; brackets group")),
    ("title: heading: lead: note:", N_("a word there")),
    ("source: author: lang: tag:", N_("articles with that")),
    ("entity: person: place: org:", N_("what names it, however it is written")),
    ("is:", "unread, read, bookmarked, tagged, noted, hidden"),
    ("after: before: date: added:", N_("a date, or an age such as 7d, 3w, 6m, 2y")),
)


def manual(program: Command) -> str:
    """Return the manual page."""
    return "\n".join(_lines(program)) + "\n"


def _lines(program: Command) -> Iterator[str]:
    yield f'.TH NEWSREADER 1 "" "newsreader {_line(version("newsreader-tui"))}"'
    # No word is broken, for most that are long are commands; and no line is stretched.
    yield ".nh"
    yield ".ad l"
    yield _heading(_("NAME"))
    about = _("read, search and understand your own archive of news")
    yield rf"{PROGRAM} \- {_line(about)}"
    yield _heading(_("SYNOPSIS"))
    yield from _usage(program)
    yield _heading(_("DESCRIPTION"))
    yield _line(program.help)
    yield ".PP"
    yield _line(
        _(
            "An article is named by its id or any beginning of it that no other has. Wherever ids are"
            " taken, - takes them from stdin, a line each, as ids, as “newsreader list” prints them, or"
            " as objects of JSON; and a query stands for all that it finds. With --json one JSON object"
            " is printed a line; fields may be added in later versions, but are never changed."
        )
    )
    yield _heading(_("OPTIONS"))
    yield from _tagged_options(program.options)
    yield _heading(_("COMMANDS"))
    for command in program.below:
        yield from _command(command)
    yield _heading(_("QUERIES"))
    yield from _tagged((_bold(name), _line(_(about))) for name, about in _QUERIES)
    yield _heading(_("EXIT STATUS"))
    yield from _tagged((_bold(str(code)), _line(_(about))) for code, about in _CODES.items())
    yield _heading(_("FILES"))
    yield _line(_("“newsreader locate” says where they are."))
    yield from _tagged((_italic(name), _line(_(about))) for name, about in _FILES.items())
    yield _heading(_("ENVIRONMENT"))
    yield from _tagged((_bold(name), _line(_(about))) for name, about in _VARIABLES.items())


def _command(command: Command) -> Iterator[str]:
    """Yield what is said of a command and the words behind it."""
    yield f".SS {_quoted(' '.join(command.words))}"
    yield from _usage(command)
    yield ".PP"
    yield f"{_line(command.help)}."
    yield from _tagged(
        (_italic(one.name), _line(one.help)) for one in command.arguments if one.help
    )
    # --help and --home are said once, for all.
    own = [o for o in command.options if not {"--help", "--home"} & {*o.names}]
    yield from _tagged_options(own)
    for word in command.below:
        said = " ".join([_bold(word.words[-1]), *map(_written, word.arguments)])
        yield from _tagged([(said, f"{_line(word.help)}.")])
        options = [o for o in word.options if not {"--help", "--json"} & {*o.names}]
        if options:
            yield ".RS"
            yield from _tagged_options(options)
            yield ".RE"
    yield from _notes(command)
    yield from _examples(examples_of(*command.words))


def _notes(command: Command) -> Iterator[str]:
    """Yield what the help of a command says beside its options, as lines that stay as they are."""
    notes = command.notes.split(_("examples:"))[0].rstrip()
    if notes:
        yield from (".PP", ".nf", *map(_line, notes.split("\n")), ".fi")


def _examples(examples: Sequence[Example]) -> Iterator[str]:
    """Yield examples, each with what it does."""
    for one in examples:
        yield from (".PP", f"{_line(_(one.does))}:", ".PP", ".RS 4", ".nf")
        yield from (_bold(one.line), ".fi", ".RE")


def _tagged_options(options: Sequence[Option]) -> Iterator[str]:
    for option in options:
        value = f" {_italic(option.value.name)}" if option.value else ""
        names = ", ".join(_bold(name) for name in option.names)
        yield from _tagged([(names + value, _line(option.help))])


def _tagged(rows: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> Iterator[str]:
    for tag, text in rows:
        yield from (".TP", tag, text)


def _usage(command: Command) -> Iterator[str]:
    """Yield how a command is written, each way on a line of its own."""
    if command.usage:
        yield "\n.br\n".join(map(_line, command.usage))
    else:
        written = map(_written, command.arguments)
        behind = [_italic("WORD") + " ..."] if command.below else []
        yield " ".join([_bold(" ".join((PROGRAM, *command.words))), *written, *behind])


def _written(argument: Argument) -> str:
    shown = _italic(argument.name) + ("..." if argument.is_many else "")
    return f"[{shown}]" if argument.is_optional else shown


def _heading(text: str) -> str:
    return f".SH {_quoted(text)}"


def _bold(text: str) -> str:
    return rf"\fB{_escaped(text)}\fR"


def _italic(text: str) -> str:
    return rf"\fI{_escaped(text)}\fR"


def _quoted(text: str) -> str:
    return '"' + _escaped(text).replace('"', r"\(dq") + '"'


def _line(text: str) -> str:
    """Return a line of text that is no request, whatever it begins with."""
    return re.sub(r"^(?=[.'])", r"\\&", _escaped(text))


def _escaped(text: str) -> str:
    """Return `text` so that roff shows it sign for sign, which dashes and quotation marks are not else."""
    named = {"\\": r"\e", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti"}
    return "".join(named.get(sign, sign) for sign in text)
