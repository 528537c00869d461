"""What can be asked for by name, in the palette and on the command line: commands, views and themes.

Every command comes from the one declaration of the bindings. `WORDS` are those that take something
behind them; to add one, add a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, cast

from textual.dom import DOMNode
from textual.screen import Screen

from library import N_, Grouping, Order, _, clean_line
from reader.command_table import COMMANDS, Command, Scope
from reader.keys import key_names, single_commands
from reader.signs import sign
from reader.views import search_of_feed


class Reader(Protocol):
    """What the words that take something need of the screen that they are said to."""

    def view_names(self) -> Sequence[str]:
        """Return what the views are called, in their order."""

    async def action_view(self, view: int) -> None:
        """List the view with this number."""

    def sort_by(self, order: Order) -> None:
        """Sort the list."""

    def group_by(self, grouping: Grouping) -> None:
        """Part the list into groups."""

    def feed_names(self) -> Sequence[str]:
        """Return what feeds and their folders are called."""

    def search_for(self, query: str) -> None:
        """Search as if it had been typed."""


class Themed(Protocol):
    """What they need of the app."""

    def theme_names(self) -> Sequence[str]:
        """Return what can be chosen."""

    def choose_theme(self, name: str) -> None:
        """Show a theme."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is said."""

    app: Themed
    """The app."""
    reader: Reader | None
    """The main screen, if that is the one below; None elsewhere."""


class Unknown(Exception):
    """What was said cannot be done; the message says why, and what may have been meant."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the command line that takes something behind it."""

    name: str
    """The word."""
    about: str
    """What it does; to be translated where it is shown."""
    values: Callable[[Place], Sequence[str]]
    """Returns what may stand behind it, to be completed; nothing where it may be anything."""
    do: Callable[[Place, str], object]
    """Does it; what it returns is awaited if it can be."""
    is_free: bool = False
    """Whether anything may stand behind it, not only one of the values."""
    is_for_reader: bool = True
    """Whether it is said to the main screen alone."""


def _reader(place: Place) -> Reader:
    assert place.reader is not None  # `word_of` has seen to it
    return place.reader


def _views(place: Place) -> Sequence[str]:
    return [clean_line(name) for name in _reader(place).view_names()]


def _view(place: Place, name: str) -> object:
    return _reader(place).action_view(_views(place).index(name))


def _nothing(place: Place) -> Sequence[str]:  # noqa: ARG001
    return ()


WORDS: Final = (
    Word("view", N_("Look at a view or a saved search"), _views, _view),
    Word(
        "feed",
        N_("Look at what came from a feed or a folder"),
        lambda p: [clean_line(name) for name in _reader(p).feed_names()],
        lambda p, v: _reader(p).search_for(search_of_feed(v)),
    ),
    Word("search", N_("Search"), _nothing, lambda p, v: _reader(p).search_for(v), is_free=True),
    Word(
        "sort", N_("Sort the list"), lambda _: [*Order], lambda p, v: _reader(p).sort_by(Order(v))
    ),
    Word(
        "group",
        N_("Part the list into groups"),
        lambda _: [*Grouping],
        lambda p, v: _reader(p).group_by(Grouping(v)),
    ),
    Word(
        "theme",
        N_("Choose the colours"),
        lambda p: p.app.theme_names(),
        lambda p, v: p.app.choose_theme(v),
        is_for_reader=False,
    ),
)
"""Every word that takes something."""

_MOST_TOLD: Final = 8
"""Values that a word knows which are told, where what stands behind it is none of them."""
_SHORT: Final = {"q": "quit", "h": "help"}
"""What people are used to say, by what it is called here."""


def namespace_of(screen: Screen[object], scope: Scope) -> DOMNode | None:
    """Return the node below `screen` that has the actions of `scope`; None where they cannot be done.

    Those of a pane can only be done when it is the active one.
    """
    if scope is Scope.APP:
        return cast(DOMNode, screen.app)
    first = next(command for command in COMMANDS if command.scope is scope)
    nodes: list[DOMNode] = [screen, *screen.query("*")]
    for node in nodes:
        is_there = node is screen or scope is Scope.PANES or node is screen.focused
        if is_there and any(getattr(b, "id", None) == first.id for b in type(node).BINDINGS):
            return node
    return None


def possible(screen: Screen[object]) -> Iterator[tuple[Command, DOMNode]]:
    """Yield each command that can be done on `screen` now, with the node that does it."""
    nodes = {scope: namespace_of(screen, scope) for scope in Scope}
    for command in single_commands():
        if (node := nodes[command.scope]) is not None:
            yield command, node


def keys_told(command: Command) -> str:
    """Return the keys in force for `command`, as they are shown behind it."""
    return " ".join(key_names(command))


def completions(screen: Screen[object], place: Place, typed: str) -> list[tuple[str, str]]:
    """Return what `typed` may become on the command line, each with what it does."""
    word, blank, value = typed.lstrip().partition(" ")
    known = {one.name: one for one in _words(place)}
    if blank and word in known:
        begun = value.strip().casefold()
        values = list(known[word].values(place))
        starting = [one for one in values if one.casefold().startswith(begun)]
        within = [one for one in values if begun in one.casefold() and one not in starting]
        return [(f"{word} {one}", "") for one in (*starting, *within)]
    every = {one.name: _(one.about) for one in known.values()}
    every |= {
        c.id: f"{sign(_(c.help))}  {keys_told(c)}"
        for c, _node in possible(screen)
        if c.id not in every
    }
    begun = typed.strip().casefold()
    starting = [name for name in every if name.casefold().startswith(begun)]
    within = [
        name
        for name in every
        if name not in starting and (begun in name.casefold() or begun in every[name].casefold())
    ]
    return [(name, every[name]) for name in (*starting, *within)]


def said(screen: Screen[object], place: Place, typed: str) -> Callable[[], object]:
    """Return what does what was typed on the command line.

    Raises:
        Unknown: It cannot be done.
    """
    word, _blank, value = clean_line(typed).partition(" ")
    word, value = _SHORT.get(word, word), value.strip()
    commands = {command.id: (command, node) for command, node in possible(screen)}
    known = {one.name: one for one in _words(place)}
    if word in known and (value or word not in commands):
        return _saying(known[word], place, value)
    if word in commands:
        if value:
            raise Unknown(_("“{command}” takes nothing behind it.").format(command=word))
        command, node = commands[word]
        return lambda: screen.app.run_action(command.action, node)
    if any(one.name == word for one in WORDS) or any(one.id == word for one in single_commands()):
        raise Unknown(_("“{command}” cannot be done here.").format(command=word))
    message = _("Unknown command “{command}”.").format(command=word)
    raise Unknown(message + _meant(word, [*commands, *known]))


def _words(place: Place) -> list[Word]:
    return [one for one in WORDS if place.reader is not None or not one.is_for_reader]


def _saying(word: Word, place: Place, value: str) -> Callable[[], object]:
    if word.is_free and value:
        return lambda: word.do(place, value)
    values = list(word.values(place))
    near = {one.casefold(): one for one in reversed(values)}
    beginning = [one for one in values if value and one.casefold().startswith(value.casefold())]
    if value.casefold() in near:
        beginning = [near[value.casefold()]]
    if len(beginning) == 1:
        return lambda: word.do(place, beginning[0])
    if not value:
        message = _("“{command}” needs something behind it.").format(command=word.name)
        raise Unknown(message + _known(values))
    message = _("“{command}” does not know “{value}”.").format(command=word.name, value=value)
    raise Unknown(message + (_meant(value, values) or _known(values)))


def _known(values: Sequence[str]) -> str:
    """Return a sentence that says what is known; none where anything is, or nothing."""
    if not values:
        return ""
    told = ", ".join(values[:_MOST_TOLD]) + (sign(", …") if len(values) > _MOST_TOLD else "")
    return " " + _("It knows: {values}.").format(values=told)


def _meant(name: str, known: Sequence[str]) -> str:
    folded = {one.casefold(): one for one in reversed(known)}
    import difflib  # 3 ms that only a mistake needs

    near = difflib.get_close_matches(name.casefold(), list(folded), n=1, cutoff=0.5)
    return " " + _("Did you mean “{name}”?").format(name=folded[near[0]]) if near else ""
