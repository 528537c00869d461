"""The keys of commands: what they are bound to, what the person has set, and how they are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from textual.binding import Binding, BindingType
from textual.keys import _character_to_key

from library import _
from reader.command_table import COMMANDS, Command, Scope
from reader.signs import uses_ascii

_NAMES: Final = {
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "slash": "/",
    "semicolon": ";",
    "backslash": "\\",
    "question_mark": "?",
    "colon": ":",
    "vertical_line": "|",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "delete": "Delete",
    "shift+down": "Shift+↓",
    "shift+up": "Shift+↑",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
}

_CHARACTERS: Final = {
    name: chr(code)
    for code in range(0x21, 0x7F)
    if not chr(code).isalnum()
    for name in (_character_to_key(chr(code)),)
    if len(name) > 1
}
"""What Textual has names for, by these names."""


def bindings(scope: Scope) -> list[BindingType]:
    """Return the bindings for the namespace that has the actions of `scope`.

    They have priority: Textual handles those in the order in which keys were typed, before a key
    is passed on to a widget. So no key overtakes another, however fast they come.
    """
    return [
        Binding(
            command.keys, command.action, command.help, show=False, priority=True, id=command.id
        )
        for command in single_commands()
        if command.scope is scope
    ]


def single_commands() -> Iterator[Command]:
    """Yield every command, one for each key where each key does another thing."""
    for command in COMMANDS:
        if "{key}" not in command.action:
            yield command
            continue
        for key in command.keys.split(","):
            yield replace(
                command,
                id=f"{command.id}.{key}",
                keys=key,
                action=command.action.format(key=key),
                help=_("{what} at {key}").format(what=_(command.help), key=key),
            )


class _Chosen:
    """The keys that the person has set."""

    keys: Mapping[str, str] = {}


def use_keys(keys: Mapping[str, str]) -> None:
    """Have the commands with these ids done by these keys from now on, and all others by their own.

    Args:
        keys: For some ids the keys, as `Command.keys` has them; none for a command without a key.
    """
    _Chosen.keys = keys


def keys_of(command: Command) -> tuple[str, ...]:
    """Return the keys in force for `command`, as Textual names them; it may have none."""
    if command.id in _Chosen.keys:
        keys = _Chosen.keys[command.id]
    else:
        own = _single_of(command)
        keys = command.keys if own is None else own
    return tuple(key for key in keys.split(",") if key)


def _single_of(command: Command) -> str | None:
    """Return the key that is set for one of several commands in one; None where none is set."""
    whole, _, key = command.id.rpartition(".")
    if whole not in _Chosen.keys or whole not in _SEVERAL:
        return None
    keys = _Chosen.keys[whole].split(",")
    place = _SEVERAL[whole].index(key)
    return keys[place] if place < len(keys) else ""


_SEVERAL: Final = {c.id: c.keys.split(",") for c in COMMANDS if "{key}" in c.action}
"""The keys of the commands of which each key does another thing."""

_NO_KEY: Final = "no_key"
"""What a command without a key is bound to; Textual knows no bindings without one."""


def keymap() -> dict[str, str]:
    """Return the keys in force as Textual takes them: for each command that the person has set."""
    return {
        command.id: ",".join(keys_of(command)) or _NO_KEY
        for command in single_commands()
        if ",".join(keys_of(command)) != command.keys
    }


def command_of(id_: str) -> Command:
    """Return the command with an id, which exists."""
    return next(command for command in COMMANDS if command.id == id_)


def key_for(id_: str) -> str:
    """Return the first key of the command with this id, as a person reads it; empty if it has none."""
    return next(iter(key_names(command_of(id_))), "")


def groups() -> Iterator[tuple[str, list[Command]]]:
    """Yield each group of commands with its name, in the order of the help."""
    for name in dict.fromkeys(command.group for command in COMMANDS):
        yield name, [command for command in COMMANDS if command.group == name]


def key_names(command: Command) -> tuple[str, ...]:
    """Return the keys in force for `command` as a person reads them."""
    return tuple(key_name(key) for key in keys_of(command))


def key_name(key: str) -> str:
    """Return a key as a person reads it."""
    if key in _NAMES and (not uses_ascii() or _NAMES[key].isascii()):
        return _NAMES[key]
    modifiers, plus, base = key.rpartition("+")
    if plus and base:
        return f"{modifiers}+{_NAMES.get(base, base)}" if not uses_ascii() else key
    if key in _CHARACTERS:
        return _CHARACTERS[key]
    return key if len(key) == 1 else key.capitalize()
