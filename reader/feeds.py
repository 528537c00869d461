"""The commands `feeds` and `update`: what is followed, and what is new in it."""

from __future__ import annotations

import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from library import (
    N_,
    Busy,
    Edit,
    Library,
    NotSaved,
    Pages,
    Refused,
    Saved,
    _,
    clean_line,
    folder_of,
    ngettext,
    pages_of,
    place_of,
)
from reader import output, records
from reader.arguments import take_json
from reader.codes import NOTHING_FOUND, SOME_REFUSED, STOPPED
from reader.consent import consented, take_private
from reader.formats import complaint, count, date_width, local_now, long_date, padded
from reader.gathering import read_whole
from reader.output import complain
from reader.progress import Progress
from reader.queries import done, what_was_done
from reader.recognition import AT_ONCE, recognise_new
from reader.stopping import Stopping

if TYPE_CHECKING:
    from library import Listed, Updated

_MAKE: Final = frozenset(("add", "import"))
"""The words that keep something new, for which a library is made where there is none."""
_NAME_WIDTH: Final = 28
_TITLE: Final = "newsreader"
_NO_ADDRESS: Final = N_("is no address of http or https")
_JSON: Final = N_("print one JSON object a line")


def take_feeds(parser: ArgumentParser) -> None:
    """Take what is to be done to the feeds."""
    words = parser.add_subparsers(title=_("words"), metavar="WORD")
    parser.set_defaults(do=_list)
    take_json(parser)

    def word(name: str, do: Callable[[Namespace, Library], int], help_: str) -> ArgumentParser:
        made = words.add_parser(name, help=help_, description=help_)
        made.set_defaults(do=do, makes=name in _MAKE)
        # Without it here, it is as it was said before the word.
        made.add_argument("--json", action="store_true", default=SUPPRESS, help=_(_JSON))
        return made

    word("list", _list, _("list what is followed, with unread articles and what went wrong"))
    add = word("add", _add, _("follow a feed, or the one that a page names"))
    add.add_argument("address", metavar="ADDRESS", help=_("of the feed, or of a page of its site"))
    add.add_argument(
        "--name", default="", help=_("what to call it; with a / in it, in which folder")
    )
    add.add_argument(
        "--full", action="store_true", help=_("always fetch the pages of its articles too")
    )
    add.add_argument("--unchecked", action="store_true", help=_("do not look whether there is one"))
    take_private(add)
    find = word("find", _find, _("print the feeds that a page names, and follow none"))
    find.add_argument("address", metavar="ADDRESS", help=_("of the page, or of a feed"))
    take_private(find)
    remove = word("remove", _remove, _("follow a feed no longer; its articles stay"))
    remove.add_argument("name", metavar="NAME", help=_("its name, address or id"))
    rename = word("rename", _rename, _("give a feed another name, or with a / another folder"))
    rename.add_argument("name", metavar="NAME", help=_("its name, address or id"))
    rename.add_argument("new", metavar="NEW", help=_("such as News/Herald"))
    pages = word("pages", _pages, _("say when the pages of a feed's articles are fetched as well"))
    pages.add_argument(
        "name", metavar="NAME", help=_("its name, address or id, or a folder's name")
    )
    pages.add_argument("pages", choices=[one.value for one in Pages], help=", ".join(Pages))
    import_ = word(
        "import", _import, _("follow what another reader's list names: OPML, newsboat's urls")
    )
    import_.add_argument("file", metavar="FILE", help=_("the list, or - for stdin"))
    word("export", _export, _("print what is followed as OPML"))
    word("undo", _undo, _("take back what was done last"))


def take_update(parser: ArgumentParser) -> None:
    """Take the feeds that are to be asked, if not all."""
    parser.add_argument(
        "feeds", nargs="*", metavar="FEED", help=_("its name, address or id, or a folder's name")
    )
    parser.add_argument("--later", action="store_true", help=_("leave recognising names for later"))
    take_private(parser)
    take_json(parser)


def feeds(options: Namespace, library: Library) -> int:
    """List the feeds, or do something to them."""
    do: Callable[[Namespace, Library], int] = options.do
    return do(options, library)


def update(options: Namespace, library: Library) -> int:
    """Ask feeds for what is new; say what could not be had, and nothing else where nobody watches."""
    wanted = chosen(library, options.feeds)
    asked = library.feeds.all() if wanted is None else wanted
    stopping, new, failed = Stopping(), list[str](), 0
    try:
        with stopping, Progress(len(asked), _("Updating")) as progress:
            for answer in library.update(
                wanted, private=consented(options), stopped=stopping.asked
            ):
                progress.advance()
                new += answer.new
                failed += bool(answer.problem)
                _tell(answer, progress)
                if options.json:
                    output.put_record(updated_record(answer), flush=True)
    except Busy as busy:
        # Whoever does it already does it for this one as well.
        if sys.stderr.isatty():
            complain(complaint(busy))
        return 0
    library.fold()
    # Run by a clock it is to be quiet unless something failed.
    if not options.json and sys.stdout.isatty():
        message = ngettext("{count} new article", "{count} new articles", len(new))
        output.put(message.format(count=count(len(new))), flush=True)
    if not options.later:
        recognise_new(options, library, new[: AT_ONCE + 1], stopping)
    if stopping.asked():
        return STOPPED
    return SOME_REFUSED if failed else 0


def chosen(library: Library, names: Sequence[str]) -> list[Saved] | None:
    """Return the feeds that `names` stand for, each once; None when there are no names.

    Raises:
        NotFound: One of them stands for none, or for more than one.
    """
    if not names:
        return None
    found: dict[str, Saved] = {}
    for name in names:
        for one in _named(library, name):
            found[one.id] = one
    return list(found.values())


def _named(library: Library, name: str) -> Sequence[Saved]:
    """Return the feed at an address, those in a folder, or the feed of a name."""
    at_address = library.feeds.at(name)
    return (at_address,) if at_address else library.feeds.within(name) or (library.feeds.one(name),)


def updated_record(answer: Updated) -> output.Json:
    """Return what scripts are told of a feed that was asked."""
    record: output.Json = {
        "id": answer.id,
        "feed": answer.name,
        "address": answer.address,
        "stored": answer.stored,
        "problem": answer.problem or None,
    }
    if answer.refused:
        record["refused"] = [{"source": one.source, "reason": one.reason} for one in answer.refused]
    return record


def _tell(answer: Updated, progress: Progress) -> None:
    """Say what went wrong with a feed, in a line, and what else there is to know."""
    if answer.gone:
        told = _("It is asked for no more.")
        progress.say(f"{answer.name}: {answer.problem}. {told}")
    elif answer.problem:
        progress.say(f"{answer.name}: {answer.problem}")
    elif answer.moved:
        progress.say(
            _("{name}: has moved to {address}").format(name=answer.name, address=answer.address)
        )
    for one in answer.refused:
        progress.say(f"{one.source}: {one.reason}")


# What may be done to them


def _list(options: Namespace, library: Library) -> int:
    """Print the feeds in their order."""
    statuses = library.feed_statuses()
    for one in library.feeds.all():
        status, articles, unread = statuses.get(one.id, (None, 0, 0))
        problem = status.problem if status else ""
        if options.json:
            checked = status.checked if status else None
            record: output.Json = {
                "id": one.id,
                "name": one.name,
                "address": one.query,
                "pages": pages_of(one),
                "articles": articles,
                "unread": unread,
                "checked": records.time_text(checked),
                "problem": problem or None,
            }
            output.put_record(record)
            continue
        checked_on = long_date(status.checked, local_now()) if status and status.checked else "-"
        told = clean_line(problem or one.query)
        name = clean_line(one.name)
        row = f"{output.short_id(one.id)} {count(unread):>7} {checked_on:>{date_width()}}"
        output.put(f"{row}  {padded(name, _NAME_WIDTH)}  {told}")
    return 0 if library.feeds.all() else NOTHING_FOUND


def _add(options: Namespace, library: Library) -> int:
    """Follow a feed."""
    # Imported here and below: what fetches takes a third of a second to import.
    from library import Listed, find_feeds

    folder, title = folder_of(options.name) if options.name else ((), "")
    found = [Listed(options.address, title)]
    if not options.unchecked:
        try:
            found = find_feeds(options.address, private=consented(options))
        except Refused as error:
            complain(complaint(error))
            return SOME_REFUSED
    if len(found) > 1:
        complain(_("There are several feeds. Name one of them:"))
        for one in found:
            output.put(f"{clean_line(one.address)}  {clean_line(one.title)}".rstrip())
        return NOTHING_FOUND
    edit = library.feeds.add(found[0].address, title or found[0].title, tuple(folder))
    if options.full:
        added = next(feed for feed in library.feeds.all() if feed.id == edit.id)
        library.feeds.set_pages(added, Pages.ALWAYS)
    return _told(options, library, edit)


def _find(options: Namespace, library: Library) -> int:  # noqa: ARG001
    """Print the feeds that an address leads to."""
    from library import find_feeds

    for one in find_feeds(options.address, private=consented(options)):
        if options.json:
            output.put_record({"address": one.address, "title": one.title})
        else:
            output.put(f"{clean_line(one.address)}  {clean_line(one.title)}".rstrip())
    return 0


def _remove(options: Namespace, library: Library) -> int:
    """Follow a feed no longer."""
    edit = library.feeds.remove(library.feeds.one(options.name))
    return _told(options, library, edit)


def _rename(options: Namespace, library: Library) -> int:
    """Give a feed another name."""
    edit = library.feeds.rename(library.feeds.one(options.name), options.new)
    return _told(options, library, edit)


def _pages(options: Namespace, library: Library) -> int:
    """Say when the pages of the articles of a feed, or of a folder's feeds, are fetched."""
    feeds = chosen(library, [options.name]) or []
    edits = [library.feeds.set_pages(feed, Pages(options.pages)) for feed in feeds]
    return max(_told(options, library, edit) for edit in edits)


def _undo(options: Namespace, library: Library) -> int:
    """Take back what was done last."""
    edit = library.feeds.undo()
    told = _("Taken back: {what}.").format(what=what_was_done(edit))
    return _told(options, library, edit, told)


def _import(options: Namespace, library: Library) -> int:
    """Follow what a list names."""
    from library import read_list

    listed, passed_over = read_list(read_whole(options.file), options.file)
    followed = known = 0
    for feed in listed:
        try:
            edit = library.feeds.add(feed.address, feed.title, feed.folder)
        except NotSaved:  # it is followed already
            known += 1
            continue
        followed += 1
        if options.json:
            output.put_record(records.edit_record(edit), flush=True)
    library.fold()
    if not options.json:
        told = [
            ngettext("{count} feed is followed now", "{count} feeds are followed now", followed)
            .format(count=count(followed))
        ]  # fmt: skip
        if known:
            already = ngettext("{count} was already", "{count} were already", known)
            told.append(already.format(count=count(known)))
        output.put(", ".join(told))
    for one in passed_over:
        complain(f"{clean_line(one)}: {_(_NO_ADDRESS)}")
    return SOME_REFUSED if passed_over else 0


def _export(_options: Namespace, library: Library) -> int:
    """Print the feeds as OPML."""
    from library import write_list

    output.put(write_list(map(_listed, library.feeds.all()), _TITLE), end="")
    return 0


def _listed(one: Saved) -> Listed:
    from library import Listed

    folder, title = place_of(one.name, one.query)
    return Listed(one.query, title, tuple(folder))


def _told(options: Namespace, library: Library, edit: Edit, told: str = "") -> int:
    """Say what was done to a feed: that it was, and how to take it back, if nothing else is `told`."""
    library.fold()
    if options.json:
        output.put_record(records.edit_record(edit))
    else:
        output.put(told or f"{done(edit)}. " + _("To take it back: newsreader feeds undo"))
    return 0
