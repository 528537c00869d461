"""Completions for fish: a line for each option, choice and argument, with the condition for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reader.declared import FILES, FOLDERS, Argument, Command, Option

_HEAD: Final = r"""# Completions of newsreader for fish, as `newsreader completions fish` prints them.

function __newsreader_where
    # The command, the word behind it, and how many arguments stand before the cursor.
    set -l command ''
    set -l word ''
    set -l place 0
    set -l taken 0
    set -l tokens (commandline -opc)
    for each in $tokens[2..-1]
        if test $taken = 1
            set taken 0
        else if contains -- "$each" @TAKING@
            set taken 1
        else if string match -q -- '-*' "$each"
        else if test -z "$command"; and contains -- "$each" @COMMANDS@
            set command "$each"
        else if test -z "$word"; and contains -- "$command/$each" @WORDED@
            set word "$each"
        else
            set place (math $place + 1)
        end
    end
    echo "$command/$word/$place"
end

function __newsreader_at
    string match -qr -- "^$argv[1]\$" (__newsreader_where)
end

complete -c newsreader -f
"""


def write(program: Command) -> str:
    """Return the script."""
    every = program.all()
    taking = sorted({n for c in every for one in c.options if one.value for n in one.names})
    worded = [f"{c.words[0]}/{w.words[1]}" for c in program.below for w in c.below]
    head = (
        _HEAD.replace("@TAKING@", " ".join(taking))
        .replace("@COMMANDS@", " ".join(c.words[0] for c in program.below))
        .replace("@WORDED@", " ".join(worded))
    )
    return head + "".join(f"\n{line}" for one in every for line in _lines(one)) + "\n"


def _lines(command: Command) -> Iterator[str]:
    """Yield the lines for a command."""
    where = "/".join((*command.words, "", "")[:2])
    for option in command.options:
        yield _line(f"{where}/\\d+", *_option(option))
    for one in command.below:
        yield _line(f"{where}/0", f"-a {_quoted(one.words[-1])} -d {_quoted(one.help)}")
    last = len(command.arguments) - 1
    for place, argument in enumerate(command.arguments):
        number = str(place)
        if place == last and argument.is_many:
            number = "[1-9]\\d*" if place else "\\d+"
        if argument.choices:
            about = f" -d {_quoted(argument.name)}"
            yield _line(f"{where}/{number}", f"-a {_quoted(' '.join(argument.choices))}{about}")
        if argument.completed:
            yield _line(f"{where}/{number}", _completed(argument.completed))


def _line(where: str, *parts: str) -> str:
    return " ".join(
        ["complete -c newsreader", f"-n {_quoted(f'__newsreader_at {_quoted(where)}')}", *parts]
    )


def _option(option: Option) -> Iterator[str]:
    """Yield the parts of a line for an option."""
    for name in option.names:
        yield f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"
    if option.value is not None:
        yield "-r" if option.value.completed == FILES else "-x"
        yield _value(option.value)
    yield f"-d {_quoted(option.help)}"


def _value(argument: Argument) -> str:
    if argument.choices:
        return f"-a {_quoted(' '.join(argument.choices))}"
    return _completed(argument.completed)


def _completed(what: str) -> str:
    if what == FILES:
        return "-F"
    if what == FOLDERS:
        return "-a '(__fish_complete_directories)'"
    return f"-a '(newsreader completions {what} 2>/dev/null </dev/null)'" if what else ""


def _quoted(text: str) -> str:
    """Return `text` in single quotes of fish."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
