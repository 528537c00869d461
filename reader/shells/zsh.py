"""Completions for zsh, by its own `_arguments`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reader.declared import FILES, FOLDERS, Argument, Command, Option

_HEAD: Final = r"""#compdef newsreader
# Completions of newsreader for zsh, as `newsreader completions zsh` prints them.

_newsreader_asked() {
    # What the library holds, a line each.
    local -a found
    found=(${(f)"$(newsreader completions $1 2>/dev/null </dev/null)"})
    compadd -a found
}
"""
_TAIL: Final = r"""
if [[ $funcstack[1] == _newsreader ]]; then
    _newsreader "$@"
else
    compdef _newsreader newsreader
fi
"""
_SIGNS: Final = re.compile(r"([\\\[\]:'])")


def write(program: Command) -> str:
    """Return the script: a function for each command and word."""
    functions = ("\n".join(_function(one)) for one in reversed(program.all()))
    return _HEAD + "\n" + "\n\n".join(functions) + "\n" + _TAIL


def _function(command: Command) -> Iterator[str]:
    yield f"{_name(command)}() {{"
    if command.below:
        yield "    local -a state line"
        yield "    local curcontext=$curcontext"
        yield "    typeset -A opt_args"
    parts = [_option(one) for one in command.options]
    if command.below:
        parts += ["'1: :->first'", "'*:: :->rest'"]
    else:
        parts += [_argument(n, one) for n, one in enumerate(command.arguments, start=1)]
    yield " \\\n        ".join([f"    _arguments{' -C' if command.below else ''} -s -S", *parts])
    if command.below:
        yield from _below(command)
    yield "}"


def _below(command: Command) -> Iterator[str]:
    """Yield what completes the words behind a command, or the commands behind the program."""
    yield "    case $state in"
    yield "        first)"
    yield "            local -a words_=("
    for one in command.below:
        yield f"                '{_escaped(one.words[-1])}:{_escaped(one.help)}'"
    yield "            )"
    yield "            _describe -t commands command words_"
    if command.arguments:
        yield f"            {_action(command.arguments[0])}"
    yield "            ;;"
    yield "        rest)"
    yield "            case $words[1] in"
    for one in command.below:
        yield f"                {one.words[-1]}) {_name(one)} ;;"
    if command.arguments:
        yield f"                *) {_action(command.arguments[-1])} ;;"
    yield "            esac"
    yield "            ;;"
    yield "    esac"


def _option(option: Option) -> str:
    """Return an option as `_arguments` takes it; of several names none is offered after another."""
    value = option.value
    after = f":{_escaped(value.name)}:{_action(value)}" if value else ""
    equals = "=" if value else ""
    about = f"[{_escaped(option.help)}]"
    if len(option.names) == 1:
        again = "*" if option.is_many else ""
        return f"'{again}{option.names[0]}{equals}{about}{after}'"
    names = ",".join(f"{name}{equals}" for name in option.names)
    return f"'({' '.join(option.names)})'{{{names}}}'{about}{after}'"


def _argument(place: int, argument: Argument) -> str:
    number = "*" if argument.is_many else str(place)
    optional = ":" if argument.is_optional and not argument.is_many else ""
    return f"'{number}:{optional}{_escaped(argument.name)}:{_action(argument)}'"


def _action(argument: Argument) -> str:
    """Return what completes an argument."""
    if argument.choices:
        return f"({' '.join(argument.choices)})"
    if argument.completed == FILES:
        return "_files"
    if argument.completed == FOLDERS:
        return "_files -/"
    # The blank keeps _arguments from putting words of its own before the name.
    return f" _newsreader_asked {argument.completed}" if argument.completed else " "


def _name(command: Command) -> str:
    return "_".join(("_newsreader", *command.words))


def _escaped(text: str) -> str:
    """Return `text` as it stands within single quotes of a description."""
    return _SIGNS.sub(lambda sign: r"'\''" if sign[0] == "'" else rf"\{sign[0]}", text)
