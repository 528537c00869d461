"""The one declaration of every key: bindings, footer, help and palette are all made from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from textual.binding import Binding, BindingType
from textual.keys import _character_to_key

from reader.signs import uses_ascii


class Scope(StrEnum):
    """Where a command is at home: the namespace that has its action."""

    APP = "app"
    SCREEN = "screen"
    PANES = "panes"
    ROWS = "rows"
    ARTICLE = "article"
    ENTITY = "entity"


@dataclass(frozen=True, slots=True)
class Command:
    """Something that a key does."""

    id: str
    """Its name in the keymap."""
    keys: str
    """The keys, parted by commas, as Textual names them."""
    action: str
    """The action, as Textual calls it; with `{key}` in it, each of the keys does another."""
    group: str
    """The heading under which the help lists it."""
    help: str
    """What it does, for the help and the palette."""
    hint: str = ""
    """The word in the footer; empty to leave it out."""
    scope: Scope = Scope.SCREEN
    """Whose action it is."""


_MOVE, _READ, _NAME, _FIND, _MARK, _VIEW, _SHARE, _MORE = (
    "Moving",
    "Reading",
    "On the page of a name",
    "Finding",
    "Marking",
    "Looking",
    "Passing on",
    "More",
)

COMMANDS: Final = (
    Command("rows.down", "j,down", "move(1)", _MOVE, "Next row", scope=Scope.ROWS),
    Command("rows.up", "k,up", "move(-1)", _MOVE, "Previous row", scope=Scope.ROWS),
    Command("rows.first", "g,home", "first", _MOVE, "First row", scope=Scope.ROWS),
    Command("rows.last", "G,end", "last", _MOVE, "Last row", scope=Scope.ROWS),
    Command(
        "rows.page_down", "pagedown", "page(1)", _MOVE, "A page of rows down", scope=Scope.ROWS
    ),
    Command("rows.page_up", "pageup", "page(-1)", _MOVE, "A page of rows up", scope=Scope.ROWS),
    Command("line.down", "j,down", "line(1)", _READ, "A line down", scope=Scope.ARTICLE),
    Command("line.up", "k,up", "line(-1)", _READ, "A line up", scope=Scope.ARTICLE),
    Command(
        "line.first", "g,home", "first", _READ, "Beginning of the article", scope=Scope.ARTICLE
    ),
    Command("line.last", "G,end", "last", _READ, "End of the article", scope=Scope.ARTICLE),
    Command("page.down", "pagedown", "page(1)", _READ, "A page down", scope=Scope.ARTICLE),
    Command("page.up", "pageup,b", "page(-1)", _READ, "A page up", scope=Scope.ARTICLE),
    Command(
        "open",
        "enter,l,right",
        "open",
        _READ,
        "Open the article, the page of a name, a section, a group",
        "open",
    ),
    Command("back", "h,left,escape", "back", _READ, "Back to the list; end a search", "back"),
    Command("read_on", "space", "read_on", _READ, "Open, page on, then the next unread", "read on"),
    Command("next", "n", "next(1)", _READ, "Next unread article; next of what is found"),
    Command("previous_hit", "N", "previous_hit", _READ, "Previous of what is found; else a note"),
    Command("previous", "p", "article(-1, True)", _READ, "Previous unread article"),
    Command("article.next", "J", "article(1)", _READ, "Next article"),
    Command("article.previous", "K", "article(-1)", _READ, "Previous article"),
    Command(
        "section.next",
        "right_square_bracket",
        "section(1)",
        _READ,
        "Next section",
        scope=Scope.PANES,
    ),
    Command(
        "section.previous",
        "left_square_bracket",
        "section(-1)",
        _READ,
        "Previous section",
        scope=Scope.PANES,
    ),
    Command(
        "mention.next",
        "right_curly_bracket",
        "mention(1)",
        _READ,
        "Next mention of the name chosen, or in view",
        scope=Scope.PANES,
    ),
    Command(
        "mention.previous",
        "left_curly_bracket",
        "mention(-1)",
        _READ,
        "Previous mention of it",
        scope=Scope.PANES,
    ),
    Command(
        "entity.open",
        "enter,l,right",
        "open",
        _NAME,
        "Open the article, or the name beside",
        scope=Scope.ENTITY,
    ),
    Command(
        "entity.back",
        "escape,h,left,q",
        "back",
        _NAME,
        "Back to where you came from",
        scope=Scope.ENTITY,
    ),
    Command(
        "entity.correct",
        "c",
        "correct",
        _NAME,
        "Say what is wrong with the name",
        scope=Scope.ENTITY,
    ),
    Command(
        "entity.undo",
        "ctrl+z",
        "undo",
        _NAME,
        "Take back what was said of a name last",
        scope=Scope.ENTITY,
    ),
    Command(
        "entity.pane",
        "tab",
        "next_pane",
        _NAME,
        "The articles, or what is named beside",
        scope=Scope.ENTITY,
    ),
    Command(
        "entity.follow",
        "f",
        "follow",
        _NAME,
        "Follow the name, or no longer",
        scope=Scope.ENTITY,
    ),
    Command(
        "search",
        "slash",
        "search",
        _FIND,
        "Search as you type; in an article, find in it",
        "search",
    ),
    Command("search.library", "ctrl+f", "search_library", _FIND, "Search from anywhere"),
    Command("widen", "ctrl+g,W", "widen", _FIND, "Search in all articles, or in the view again"),
    Command("save", "f", "save", _FIND, "Save the search; follow the name in contents"),
    Command("searches", "F", "searches", _FIND, "Saved searches: open, rename, move, remove"),
    Command("rules", "H", "rules", _FIND, "Rules that hide articles"),
    Command("bookmark", "s,m", "bookmark", _MARK, "Set or remove the bookmark", "bookmark"),
    Command("read", "r", "mark_read(True)", _MARK, "Mark as read"),
    Command("unread", "u", "mark_read(False)", _MARK, "Mark as unread"),
    Command("tags", "T", "tags", _MARK, "Tags"),
    Command("note", "ctrl+n", "note", _MARK, "A note; N too, where no search is on"),
    Command("delete", "d,delete", "delete", _MARK, "Delete"),
    Command("undo", "ctrl+z", "undo", _MARK, "Take back what was done last"),
    Command("redo", "ctrl+y", "redo", _MARK, "Do again what was taken back"),
    Command("read.all", "R", "mark_all", _MARK, "Mark all in the view as read"),
    Command("read.above", "less_than_sign", "mark_beyond(-1)", _MARK, "Mark all above as read"),
    Command("read.below", "greater_than_sign", "mark_beyond(1)", _MARK, "Mark all below as read"),
    Command("select", "v", "select", _MARK, "Select the row, for the next key to act on; or not"),
    Command("select.down", "shift+down", "extend(1)", _MARK, "Select this row and the next"),
    Command("select.up", "shift+up", "extend(-1)", _MARK, "Select this row and the one above"),
    Command("view.all", "1", "view(0)", _VIEW, "All articles"),
    Command("view.unread", "2", "view(1)", _VIEW, "Unread articles"),
    Command("view.bookmarks", "3", "view(2)", _VIEW, "Bookmarks"),
    Command("view.saved", "4,5,6,7,8,9", "saved({key})", _VIEW, "Saved search"),
    Command("sort", "backslash", "sort", _VIEW, "Sort by date, source, title, length, …"),
    Command("group", "D", "group", _VIEW, "Group by day, by source, or not"),
    Command("group.close", "V", "close_groups", _VIEW, "Close all groups, or open them"),
    Command(
        "contents",
        "t",
        "contents",
        _VIEW,
        "Sections and names of the article",
        "contents",
        Scope.PANES,
    ),
    Command(
        "skim",
        "S",
        "skim",
        _READ,
        "Skim: headings and first sentences; all again",
        scope=Scope.PANES,
    ),
    Command("links", "semicolon", "links", _READ, "Links of the article, to open or copy"),
    Command(
        "marks",
        "e",
        "entity_marks",
        _VIEW,
        "Mark all names in the text, those of one kind, or none",
        scope=Scope.PANES,
    ),
    Command("versions", "x", "versions", _VIEW, "Other versions of the story, or one row for all"),
    Command("zoom", "z", "zoom", _VIEW, "The article alone, or with the list", scope=Scope.PANES),
    Command("pane", "tab", "next_pane", _VIEW, "Next pane", scope=Scope.PANES),
    Command("address.open", "o", "open_address", _SHARE, "Open the article's address in a browser"),
    Command("address.copy", "y", "copy_address", _SHARE, "Copy the article's address"),
    Command("save_as", "w", "save_as", _SHARE, "Save the article as a file"),
    Command("pipe", "vertical_line", "pipe", _SHARE, "Give the article to a command"),
    Command("pane.narrower", "ctrl+left", "resize(-2)", _VIEW, "Narrower pane", scope=Scope.PANES),
    Command("pane.wider", "ctrl+right", "resize(2)", _VIEW, "Wider pane", scope=Scope.PANES),
    Command("add", "a", "add", _MORE, "Add articles; how far that is"),
    Command("update", "U", "update", _MORE, "Ask the feeds for what is new, or stop that"),
    Command("help", "question_mark,f1", "help", _MORE, "This help", "help", Scope.APP),
    Command(
        "commands",
        "ctrl+p",
        "palette",
        _MORE,
        "Everything by name: commands, views, themes",
        scope=Scope.APP,
    ),
    Command("command_line", "colon", "command_line", _MORE, "Type a command", scope=Scope.APP),
    Command("leave", "q", "leave", _MORE, "Back; from the list, quit", "quit"),
    Command("quit", "Q", "quit_now", _MORE, "Quit", scope=Scope.APP),
)
"""Every command, in the order in which the help shows them."""

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
                help=f"{command.help} at {key}",
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
