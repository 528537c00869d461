"""The one declaration of every key: bindings, footer, help and palette are all made from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from library import N_


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
    """What it does, for the help and the palette; to be translated where it is shown, as are the others."""
    hint: str = ""
    """The word in the footer; empty to leave it out."""
    scope: Scope = Scope.SCREEN
    """Whose action it is."""


_MOVE, _READ, _NAME, _FIND, _MARK, _VIEW, _SHARE, _MORE = (
    N_("Moving"),
    N_("Reading"),
    N_("On the page of a name"),
    N_("Finding"),
    N_("Marking"),
    N_("Looking"),
    N_("Passing on"),
    N_("More"),
)

COMMANDS: Final = (
    Command("rows.down", "j,down", "move(1)", _MOVE, N_("Next row"), scope=Scope.ROWS),
    Command("rows.up", "k,up", "move(-1)", _MOVE, N_("Previous row"), scope=Scope.ROWS),
    Command("rows.first", "g,home", "first", _MOVE, N_("First row"), scope=Scope.ROWS),
    Command("rows.last", "G,end", "last", _MOVE, N_("Last row"), scope=Scope.ROWS),
    Command(
        "rows.page_down", "pagedown", "page(1)", _MOVE, N_("A page of rows down"), scope=Scope.ROWS
    ),
    Command("rows.page_up", "pageup", "page(-1)", _MOVE, N_("A page of rows up"), scope=Scope.ROWS),
    Command("line.down", "j,down", "line(1)", _READ, N_("A line down"), scope=Scope.ARTICLE),
    Command("line.up", "k,up", "line(-1)", _READ, N_("A line up"), scope=Scope.ARTICLE),
    Command(
        "line.first", "g,home", "first", _READ, N_("Beginning of the article"), scope=Scope.ARTICLE
    ),
    Command("line.last", "G,end", "last", _READ, N_("End of the article"), scope=Scope.ARTICLE),
    Command("page.down", "pagedown", "page(1)", _READ, N_("A page down"), scope=Scope.ARTICLE),
    Command("page.up", "pageup,b", "page(-1)", _READ, N_("A page up"), scope=Scope.ARTICLE),
    Command(
        "open",
        "enter,l,right",
        "open",
        _READ,
        N_("Open the article, the page of a name, a section, a group"),
        N_("open"),
    ),
    Command(
        "back", "h,left,escape", "back", _READ, N_("Back to the list; end a search"), N_("back")
    ),
    Command(
        "read_on",
        "space",
        "read_on",
        _READ,
        N_("Open, page on, then the next unread"),
        N_("read on"),
    ),
    Command("next", "n", "next(1)", _READ, N_("Next unread article; next of what is found")),
    Command(
        "previous_hit", "N", "previous_hit", _READ, N_("Previous of what is found; else a note")
    ),
    Command("previous", "p", "article(-1, True)", _READ, N_("Previous unread article")),
    Command("article.next", "J", "article(1)", _READ, N_("Next article")),
    Command("article.previous", "K", "article(-1)", _READ, N_("Previous article")),
    Command(
        "section.next",
        "right_square_bracket",
        "section(1)",
        _READ,
        N_("Next section"),
        scope=Scope.PANES,
    ),
    Command(
        "section.previous",
        "left_square_bracket",
        "section(-1)",
        _READ,
        N_("Previous section"),
        scope=Scope.PANES,
    ),
    Command(
        "mention.next",
        "right_curly_bracket",
        "mention(1)",
        _READ,
        N_("Next mention of the name chosen, or in view"),
        scope=Scope.PANES,
    ),
    Command(
        "mention.previous",
        "left_curly_bracket",
        "mention(-1)",
        _READ,
        N_("Previous mention of it"),
        scope=Scope.PANES,
    ),
    Command(
        "entity.open",
        "enter,l,right",
        "open",
        _NAME,
        N_("Open the article, or the name beside"),
        scope=Scope.ENTITY,
    ),
    Command(
        "entity.back",
        "escape,h,left,q",
        "back",
        _NAME,
        N_("Back to where you came from"),
        scope=Scope.ENTITY,
    ),
    Command(
        "entity.correct",
        "c",
        "correct",
        _NAME,
        N_("Say what is wrong with the name"),
        scope=Scope.ENTITY,
    ),
    Command(
        "entity.undo",
        "ctrl+z",
        "undo",
        _NAME,
        N_("Take back what was said of a name last"),
        scope=Scope.ENTITY,
    ),
    Command(
        "entity.pane",
        "tab",
        "next_pane",
        _NAME,
        N_("The articles, or what is named beside"),
        scope=Scope.ENTITY,
    ),
    Command(
        "entity.follow",
        "f",
        "follow",
        _NAME,
        N_("Follow the name, or no longer"),
        scope=Scope.ENTITY,
    ),
    Command(
        "search",
        "slash",
        "search",
        _FIND,
        N_("Search as you type; in an article, find in it"),
        N_("search"),
    ),
    Command("search.library", "ctrl+f", "search_library", _FIND, N_("Search from anywhere")),
    Command(
        "widen", "ctrl+g,W", "widen", _FIND, N_("Search in all articles, or in the view again")
    ),
    Command("save", "f", "save", _FIND, N_("Save the search; follow the name in contents")),
    Command("searches", "F", "searches", _FIND, N_("Saved searches: open, rename, move, remove")),
    Command("rules", "H", "rules", _FIND, N_("Rules that hide articles")),
    Command("bookmark", "s,m", "bookmark", _MARK, N_("Set or remove the bookmark"), N_("bookmark")),
    Command("read", "r", "mark_read(True)", _MARK, N_("Mark as read")),
    Command("unread", "u", "mark_read(False)", _MARK, N_("Mark as unread")),
    Command("tags", "T", "tags", _MARK, N_("Tags")),
    Command("note", "ctrl+n", "note", _MARK, N_("A note; N too, where no search is on")),
    Command("delete", "d,delete", "delete", _MARK, N_("Delete")),
    Command("undo", "ctrl+z", "undo", _MARK, N_("Take back what was done last")),
    Command("redo", "ctrl+y", "redo", _MARK, N_("Do again what was taken back")),
    Command("read.all", "R", "mark_all", _MARK, N_("Mark all in the view as read")),
    Command("read.above", "less_than_sign", "mark_beyond(-1)", _MARK, N_("Mark all above as read")),
    Command(
        "read.below", "greater_than_sign", "mark_beyond(1)", _MARK, N_("Mark all below as read")
    ),
    Command(
        "select", "v", "select", _MARK, N_("Select the row, for the next key to act on; or not")
    ),
    Command("select.down", "shift+down", "extend(1)", _MARK, N_("Select this row and the next")),
    Command("select.up", "shift+up", "extend(-1)", _MARK, N_("Select this row and the one above")),
    Command("view.all", "1", "view(0)", _VIEW, N_("All articles")),
    Command("view.unread", "2", "view(1)", _VIEW, N_("Unread articles")),
    Command("view.bookmarks", "3", "view(2)", _VIEW, N_("Bookmarks")),
    Command("view.saved", "4,5,6,7,8,9", "saved({key})", _VIEW, N_("Saved search")),
    Command("sort", "backslash", "sort", _VIEW, N_("Sort by date, source, title, length, …")),
    Command("group", "D", "group", _VIEW, N_("Group by day, by source, or not")),
    Command("group.close", "V", "close_groups", _VIEW, N_("Close all groups, or open them")),
    Command(
        "contents",
        "t",
        "contents",
        _VIEW,
        N_("Sections and names of the article"),
        N_("contents"),
        Scope.PANES,
    ),
    Command(
        "skim",
        "S",
        "skim",
        _READ,
        N_("Skim: headings and first sentences; all again"),
        scope=Scope.PANES,
    ),
    Command("links", "semicolon", "links", _READ, N_("Links of the article, to open or copy")),
    Command(
        "marks",
        "e",
        "entity_marks",
        _VIEW,
        N_("Mark all names in the text, those of one kind, new ones, or none"),
        scope=Scope.PANES,
    ),
    Command(
        "versions", "x", "versions", _VIEW, N_("Other versions of the story, or one row for all")
    ),
    Command(
        "zoom", "z", "zoom", _VIEW, N_("The article alone, or with the list"), scope=Scope.PANES
    ),
    Command("pane", "tab", "next_pane", _VIEW, N_("Next pane"), scope=Scope.PANES),
    Command(
        "address.open", "o", "open_address", _SHARE, N_("Open the article's address in a browser")
    ),
    Command("address.copy", "y", "copy_address", _SHARE, N_("Copy the article's address")),
    Command("save_as", "w", "save_as", _SHARE, N_("Save the article as a file")),
    Command("pipe", "vertical_line", "pipe", _SHARE, N_("Give the article to a command")),
    Command(
        "pane.narrower", "ctrl+left", "resize(-2)", _VIEW, N_("Narrower pane"), scope=Scope.PANES
    ),
    Command("pane.wider", "ctrl+right", "resize(2)", _VIEW, N_("Wider pane"), scope=Scope.PANES),
    Command("add", "a", "add", _MORE, N_("Add articles; how far that is")),
    Command("feeds", "A", "feeds", _MORE, N_("Feeds: follow, rename, update, remove")),
    Command("update", "U", "update", _MORE, N_("Ask the feeds for what is new, or stop that")),
    Command("help", "question_mark,f1", "help", _MORE, N_("This help"), N_("help"), Scope.APP),
    Command(
        "commands",
        "ctrl+p",
        "palette",
        _MORE,
        N_("Everything by name: commands, views, themes"),
        scope=Scope.APP,
    ),
    Command("command_line", "colon", "command_line", _MORE, N_("Type a command"), scope=Scope.APP),
    Command(
        "suspend",
        "Z",
        "suspend",
        _MORE,
        N_("Go to the shell, whose fg comes back"),
        scope=Scope.APP,
    ),
    Command("leave", "q", "leave", _MORE, N_("Back; from the list, quit"), N_("quit")),
    Command("quit", "Q", "quit_now", _MORE, N_("Quit"), scope=Scope.APP),
)
"""Every command, in the order in which the help shows them."""
