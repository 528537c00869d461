"""Reads which keys the person has set, and finds what two commands cannot share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from textual.keys import Keys, _character_to_key

from library import _
from reader.command_table import COMMANDS, Command, Scope
from reader.settings import Wrong, nearest

TOGETHER: Final = (
    {Scope.APP, Scope.SCREEN, Scope.PANES, Scope.ROWS},
    {Scope.APP, Scope.SCREEN, Scope.PANES, Scope.ARTICLE},
    {Scope.APP, Scope.ENTITY, Scope.ROWS},
)
"""Scopes whose keys are active at once."""

_MODIFIERS: Final = frozenset(("ctrl", "shift", "alt", "super", "hyper", "meta"))
_NAMED: Final = frozenset(key.value for key in Keys if key.value[0] != "<") - {"return", "ctrl-at"}
_CHARACTERS: Final = {
    chr(code): _character_to_key(chr(code)) for code in range(0x21, 0x7F) if chr(code) != ","
}
_KNOWN: Final = _NAMED | frozenset(_CHARACTERS.values()) | {"comma"}


@dataclass(frozen=True, slots=True)
class Clash:
    """One key that two commands have which are active at once."""

    id: str
    """The command for which the person has set it."""
    other: str
    """The other command."""
    key: str
    """The key, as Textual names it."""


def read_keys(value: object) -> str:
    """Return the keys that a value of the file names, as Textual names them, parted by commas.

    Raises:
        Wrong: It is no text, or names a key that does not exist.
    """
    if not isinstance(value, str):
        raise Wrong(_("must be keys in quotation marks, such as “j,down”; empty for none"))
    if not value.strip():
        return ""
    return ",".join(dict.fromkeys(_key(name.strip()) for name in value.split(",")))


def _key(name: str) -> str:
    """Return a key as Textual names it."""
    if name in _CHARACTERS:
        return _CHARACTERS[name]
    *modifiers, base = name.split("+") if name[-1:] != "+" else (name,)
    base = _CHARACTERS.get(base, base)
    is_letter = len(base) == 1 and base.isprintable() and not base.isspace()
    if _MODIFIERS.issuperset(modifiers) and (base in _KNOWN or is_letter):
        return "+".join((*modifiers, base))
    shown = name[:40]
    raise Wrong(_("names the unknown key “{key}”.").format(key=shown) + nearest(shown, _KNOWN))


def clashes(chosen: Mapping[str, str]) -> Iterator[Clash]:
    """Yield each key that a command has of those in `chosen`, and another which is active at once.

    Args:
        chosen: Keys by the ids of commands, as `read_keys` returns them.
    """
    for one, other in combinations(COMMANDS, 2):
        if not (one.id in chosen or other.id in chosen) or not _meet(one, other):
            continue
        shared = set(_keys(one, chosen)) & set(_keys(other, chosen))
        for key in sorted(shared):
            if one.id in chosen:
                yield Clash(one.id, other.id, key)
            else:
                yield Clash(other.id, one.id, key)


def _meet(one: Command, other: Command) -> bool:
    """Tell whether two commands can be asked for at once."""
    return one.scope is other.scope or any({one.scope, other.scope} <= each for each in TOGETHER)


def _keys(command: Command, chosen: Mapping[str, str]) -> Iterable[str]:
    return filter(None, chosen.get(command.id, command.keys).split(","))
